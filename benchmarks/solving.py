"""What the engine tells of the time that it spent."""

from xueshi.engine.timing import last_timing


def last_solving() -> float:
    """Return the seconds that the latest check in this process spent on the choice."""
    return last_timing.get("solve", 0.0)
