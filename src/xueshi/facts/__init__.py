"""A case as facts of a logic program."""
