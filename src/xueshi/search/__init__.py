"""Search for the smallest case that shows something: cases made from what an encoding looks at, by size."""
