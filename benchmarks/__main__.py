"""``python -m benchmarks``: measure, print, and file on request."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import choice, explaining, machine, rival, startup, throughput
from benchmarks.figures import Table, file_block


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the speed of xueshi.")
    parser.add_argument(
        "--only", action="append", choices=("startup", "choice", "rival", "throughput", "explaining"), help="repeatable"
    )
    parser.add_argument("--runs", type=int, default=15, help="runs of start-up and of choice (default %(default)s)")
    parser.add_argument("--repeats", type=int, default=5, help="runs of throughput (default %(default)s)")
    parser.add_argument("--limit", type=float, default=5, help="seconds that the rival gets (default %(default)s)")
    parser.add_argument("--persons", type=int, default=1000, help="persons of a throughput run (default %(default)s)")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="also put the figures between the marks of this file"
    )
    arguments = parser.parse_args(argv)
    if arguments.write and arguments.only:
        parser.error("a file gets all figures or none: --write does not go with --only")
    return arguments


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what the arguments ask for; the figures go to standard output."""
    arguments = _arguments(argv)
    parts: dict[str, Callable[[], list[Table]]] = {
        "startup": lambda: startup.measure(arguments.runs),
        "choice": lambda: choice.measure(arguments.runs),
        "rival": lambda: rival.measure(arguments.limit),
        "throughput": lambda: throughput.measure(arguments.repeats, arguments.persons),
        "explaining": lambda: explaining.measure(arguments.runs),
    }
    blocks = [machine.description()]
    print(blocks[0], flush=True)
    for name, measure in parts.items():
        if arguments.only and name not in arguments.only:
            continue
        for table in measure():
            blocks.append(table.markdown())
            print(f"\n{blocks[-1]}", flush=True)
    if arguments.write:
        file_block(arguments.write, "\n\n".join(blocks))
    return 0


if __name__ == "__main__":
    sys.exit(main())
