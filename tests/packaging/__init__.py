"""What is shipped, and how it is built and measured."""
