"""Explanations laid out: a tree for the terminal, JSON, HTML, DOT, Mermaid."""
