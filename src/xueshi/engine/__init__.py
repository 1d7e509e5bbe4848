"""Judge cases: ground, choose, add up, read back."""
