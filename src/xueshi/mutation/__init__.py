"""Mutants of the law: small slips put into an encoding one at a time, to see whether the scenarios notice each."""
