"""What is wrong, or looks wrong, in an encoding, before any case is judged by it."""
