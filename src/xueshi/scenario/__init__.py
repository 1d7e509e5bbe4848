"""Scenarios: what a regulation's text gives for a small case, read from files and run against its encoding.

The format is described in ``docs/scenarios.md``.
"""
