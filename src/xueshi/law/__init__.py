"""Which regulations there are, what they are called, and which one judges a case."""
