"""Tables of figures in Markdown, aligned so that a terminal shows them as they are, and where they are filed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BEGIN = "<!-- figures: begin (written by make bench) -->"
END = "<!-- figures: end -->"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading, and the notes below them."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def markdown(self) -> str:
        """Return the table as Markdown; figures stand flush right."""
        cells = [list(self.columns), *map(list, self.rows)]
        widths = [max(len(row[column]) for row in cells) for column in range(len(self.columns))]
        right = [all(row[column][:1].isdigit() for row in self.rows) for column in range(len(self.columns))]

        def line(row: Sequence[str]) -> str:
            parts = [
                cell.rjust(width) if flush else cell.ljust(width)
                for cell, width, flush in zip(row, widths, right, strict=True)
            ]
            return f"| {' | '.join(parts)} |"

        rule = [
            f"{'-' * (width + 1)}:" if flush else "-" * (width + 2) for width, flush in zip(widths, right, strict=True)
        ]
        lines = [f"### {self.title}", "", line(cells[0]), f"|{'|'.join(rule)}|", *map(line, cells[1:])]
        if self.notes:
            lines += ["", *(f"- {note}" for note in self.notes)]
        return "\n".join(lines)


def goal(what: str, *, found: float, limit: float, at_least: bool = False, unit: str = "") -> str:
    """Return a note that says what was to be reached and what was."""
    met = found >= limit if at_least else found <= limit
    word = "at least" if at_least else "at most"
    return f"{what}: {found:.2f}{unit}; goal {word} {limit:g}{unit}: {'met' if met else '**missed**'}"


def milliseconds(seconds: float) -> str:
    """Return ``seconds`` in milliseconds, three figures."""
    value = seconds * 1000
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def file_block(path: Path, block: str) -> None:
    """Put ``block`` between the two marks of ``path``, which is made if there is none.

    Raises:
        ValueError: if the file has no marks, or not each once in order.
    """
    if not path.exists():
        path.write_text(f"# Performance\n\n{BEGIN}\n{block}\n{END}\n", encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or BEGIN in after or END in after:
        raise ValueError(f"{path}: the figures go between the lines `{BEGIN}` and `{END}`, which must stand there once")
    path.write_text(f"{before}{BEGIN}\n{block}\n{END}{after}", encoding="utf-8")
