"""Tests of the room that lints encodings."""
