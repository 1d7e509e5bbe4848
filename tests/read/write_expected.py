"""Writes the expected messages of ``bad/``.  What it writes is to be read before it is believed."""

from __future__ import annotations

from tests.read.reading import BAD, bad_inputs, faults


def main() -> None:
    """Write one file of messages beside each bad input."""
    for path in bad_inputs():
        (BAD / f"{path.name}.expected").write_text(faults(path).render() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
