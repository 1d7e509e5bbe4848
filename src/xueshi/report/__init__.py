"""A result shown: as JSON, and as text for a terminal, in Chinese and English."""
