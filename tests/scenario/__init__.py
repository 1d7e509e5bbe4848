"""The command that runs scenarios: what it selects, how it runs them, and what it tells."""
