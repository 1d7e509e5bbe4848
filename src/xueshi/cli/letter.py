"""``xueshi letter``: the letter about one record."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xueshi.cli.commands import Command
from xueshi.cli.options import Judging, OneOf, asked, fault, judging_options, time_limit_option
from xueshi.messages import Lang, text

if TYPE_CHECKING:
    from xueshi.report.letter.page import LetterPage

FORMATS = {"text": (".txt",), "html": (".html", ".htm"), "docx": (".docx",)}
"""Each form of a letter, and the endings of files by which it is guessed."""


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day of the calendar."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ARG002 - click's
        """Return ``value`` as a date."""
        from xueshi.errors import InputError, Phrase

        written = str(value)
        try:
            day = date.fromisoformat(written)
            if written == day.isoformat():
                return day
        except ValueError:
            pass
        raise InputError([fault("--date", written, Phrase("option.date", section="letter"))])


@click.command("letter", cls=Command, short_help="Write the letter that explains one record.")
@click.argument("case")
@click.option("--record", "record", required=True, metavar="ID", help="The record that the letter is about.")
@click.option(
    "--format",
    "form",
    type=OneOf(lambda: FORMATS, "text|html|docx"),
    help="Form of the letter; by default that of FILE's ending, else text.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write this file; by default standard output.  A file that holds something else is not overwritten.",
)
@click.option("--date", "day", type=Day(), metavar="DATE", help="Date of the letter; by default a blank to fill in.")
@judging_options
@time_limit_option
def command(
    *,
    case: str,
    record: str,
    form: str | None,
    output: str | None,
    day: date | None,
    judging: Judging,
    time_limit: float,
) -> int:
    """Write the letter that explains to the person of CASE what became of one record.

    It says what was claimed and credited, the clause in plain words, the fact that failed or the document that is
    missing, what can be done about it, the readings and assumptions used, and which office verifies such claims.  It is
    a calculation, not an official decision.  Letters are written in Chinese; `--lang en` gives English.

    Plain text goes to standard output; HTML is one file that needs no network; docx needs python-docx (`xueshi[docx]`)
    and a file.
    """
    form = _form(form, output)
    (read,), readings = asked([case], judging)

    from xueshi.engine.judge import Settings
    from xueshi.letter.writer import write_letter
    from xueshi.report.letter.page import letter_page

    lang = judging.lang or "zh"
    settings = Settings(readings, judging.strict, judging.regulation, time_limit, lang, judging.roots)
    _write(letter_page(write_letter(read, record, settings, day), day), form, output, judging.language())
    return 0


def _form(form: str | None, output: str | None) -> str:
    """Return the form that was asked for.

    Raises:
        InputError: if it cannot be told, or cannot go where it should.
    """
    from xueshi.errors import InputError, Phrase

    to_file = output is not None and output != "-"
    if form is None and to_file:
        ending = Path(str(output)).suffix.lower()
        form = next((name for name, endings in FORMATS.items() if ending in endings), None)
        if form is None:
            raise InputError([fault("--output", str(output), Phrase("option.format", section="letter"))])
    if form == "docx" and not to_file:
        raise InputError([fault("--format", "docx", Phrase("option.docx", section="letter"))])
    return form or "text"


def _write(page: LetterPage, form: str, output: str | None, lang: Lang) -> None:
    from xueshi.cli.output_file import create
    from xueshi.cli.screen import write_file
    from xueshi.errors import Phrase

    content = _docx(page) if form == "docx" else _plain(page, form)
    if output is None or output == "-":
        assert isinstance(content, str)
        write_file(content)
        return
    found, allowed = (Phrase(f"new.{key}", section="cli") for key in ("exists", "not_there"))
    create(output, content if isinstance(content, bytes) else f"{content}\n".encode(), found, allowed)
    click.echo(text(lang, "letter", "option.written", file=output), err=True)


def _plain(page: LetterPage, form: str) -> str:
    if form == "html":
        from xueshi.report.letter.html import letter_html

        return letter_html(page)
    from xueshi.report.letter.text import letter_text

    return letter_text(page)


def _docx(page: LetterPage) -> bytes:
    """Return the letter as a Word file.

    Raises:
        InputError: if the library for it is not installed.
    """
    from xueshi.errors import InputError, Phrase, Problem

    try:
        from xueshi.report.letter.docx import letter_docx
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"docx", "lxml"}:
            raise
        found, allowed = (Phrase(f"option.{key}", section="letter") for key in ("no_library", "library"))
        raise InputError([Problem("--format", "option", found, allowed)]) from None
    return letter_docx(page)
