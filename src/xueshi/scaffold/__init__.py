"""A folder for a new jurisdiction: the one that every encoding starts from, or a copy of another city's, renamed."""

from xueshi.scaffold.make import Made, Wanted, scaffold

__all__ = ["Made", "Wanted", "scaffold"]
