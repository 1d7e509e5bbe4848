"""One canonical layout for encodings: every token and comment stays, only the space between them changes."""

from xueshi.layout.canonical import formatted

__all__ = ["formatted"]
