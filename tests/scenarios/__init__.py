"""Scenarios: what a regulation's text says of a small case, run against its encoding (docs/scenarios.md)."""
