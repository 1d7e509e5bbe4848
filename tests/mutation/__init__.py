"""Mutants of encodings, and what scenarios make of them."""
