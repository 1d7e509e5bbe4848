"""What is raised when an encoding is at fault."""

from __future__ import annotations


class EncodingError(Exception):
    """An encoding cannot be parsed or grounded; the message holds clingo's own words with file, line and column."""
