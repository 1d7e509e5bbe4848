"""What cases reach of an encoding."""
