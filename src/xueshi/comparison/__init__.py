"""Two encodings held against each other: the smallest cases that tell them apart, and what they say differently."""
