"""The one room that knows clingo: load, ground, read back."""
