"""The one place that knows how the engine tells the time it spent solving."""

import importlib
from collections.abc import Mapping


def last_solving() -> float | None:
    """Return the seconds that the latest check here spent solving, or ``None`` if the engine does not say."""
    timing = getattr(importlib.import_module("xueshi.engine"), "last_timing", None)
    if callable(timing):
        timing = timing()
    for name in ("solve", "solving"):
        value = timing.get(name) if isinstance(timing, Mapping) else getattr(timing, name, None)
        if isinstance(value, int | float):
            return float(value)
    return None
