"""One page a regulation: every clause with what it means, the rules that encode it, and what was tried with them."""
