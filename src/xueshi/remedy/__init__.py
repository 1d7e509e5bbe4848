"""What forces a verdict, and what can still be put right."""
