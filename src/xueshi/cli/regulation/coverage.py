"""``xueshi regulation coverage``: what the scenarios of a regulation reach of its encoding."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xueshi.cli.commands import Command
from xueshi.cli.faults import FAILED_ON
from xueshi.cli.options import asp_path_option, colour_option, fault, json_option, lang_option
from xueshi.cli.regulation.options import names_argument
from xueshi.cli.screen import screen, write, write_json
from xueshi.errors import Bare, InputError, Phrase
from xueshi.messages import Lang, locale_lang

if TYPE_CHECKING:
    from xueshi.coverage.figures import Coverage


class Percent(click.ParamType):  # type: ignore[type-arg]
    """A percentage, as tenths of a percent."""

    name = "percent"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ARG002 - click's
        """Return ``value`` in tenths of a percent."""
        written = str(value)
        whole, point, tenth = written.partition(".")
        right = all(part.isascii() and part.isdigit() for part in ((whole, tenth) if point else (whole,)))
        if right and len(whole) <= 3 and len(tenth) <= 1:
            tenths = 10 * int(whole) + int(tenth or 0)
            if tenths <= 1000:
                return tenths
        raise InputError([fault("--fail-under", written, Phrase("fault.percent", section="coverage"))])


@click.command("coverage", cls=Command, short_help="Tell what the scenarios reach of the encodings.")
@names_argument
@click.option("--cases", "files", multiple=True, metavar="FILE", help="Also judge this case file; may be repeated.")
@click.option("--clause", metavar="CLAUSE", help="Show one clause, statement by statement.")
@click.option("--partly", is_flag=True, help="Also list what is covered and not seen from every side.")
@click.option("--core", is_flag=True, help="Also tell which rules of the vocabulary never fire.")
@click.option("--html", "page", metavar="FILE", help="Also write the encodings, coloured, to this HTML file.")
@click.option(
    "--fail-under",
    type=Percent(),
    metavar="PERCENT",
    help="Exit with 1 where clauses, rules or facts of a regulation are covered less.",
)
@json_option
@lang_option
@asp_path_option
@colour_option
def command(
    *,
    names: tuple[str, ...],
    files: tuple[str, ...],
    clause: str | None,
    partly: bool,
    core: bool,
    page: str | None,
    fail_under: int | None,
    as_json: bool,
    lang: Lang | None,
    roots: tuple[Path, ...],
    colour: bool | None,
) -> int:
    """Judge the scenarios of regulations and tell what they reach of the encodings, by clause and by statement.

    A rule is covered if it fires, a fact if a rule that fires rests on it, a clause if one of its statements is.
    Beside it stand what else was seen: caps and boundaries below, at and above, requirements met and failed, cells of
    tables, readings that decide.  What a scenario expects is not compared here: `regulation test` does that.

    NAME is an id or a jurisdiction; without any, every regulation is looked at.
    """
    from xueshi.coverage.cover import cover
    from xueshi.law.choose import chosen_regulations
    from xueshi.read import read_cases
    from xueshi.scenario.load import load

    laws = chosen_regulations(names, roots)
    cases = read_cases(files, roots) if files else []
    found = [cover(law, load(law), cases, roots, core=core) for law in laws]
    if clause is not None:
        found = _having(found, clause)
    if page is not None:
        _write_page(page, found, lang or locale_lang())
    if as_json:
        from xueshi.coverage.json_view import coverage_json

        write_json(coverage_json(found, clause), indent=2)
    else:
        from xueshi.coverage.text_view import render_coverage

        width, coloured, encoding = screen(colour=colour)
        said = lang or locale_lang()
        write(
            render_coverage(
                found, lang=said, width=width, colour=coloured, encoding=encoding, partly=partly, clause=clause
            )
        )
    return FAILED_ON if fail_under is not None and any(one.fails(fail_under) for one in found) else 0


def _having(found: Sequence[Coverage], clause: str) -> list[Coverage]:
    having = [one for one in found if clause in one.clauses]
    if not having:
        known = ", ".join(dict.fromkeys(name for one in found for name in one.clauses if name))
        allowed = Phrase("fault.clause", {"known": Bare(known)}, section="coverage")
        raise InputError([fault("--clause", clause, allowed)])
    return having


def _write_page(name: str, found: Sequence[Coverage], lang: Lang) -> None:
    """Write the page; a page of this command is replaced, another file never."""
    from xueshi.cli.output_file import create, replace
    from xueshi.coverage.page import GENERATOR, coverage_html
    from xueshi.messages import text

    content = f"{coverage_html(found, lang)}\n".encode()
    path = Path(name)
    if path.is_file() and GENERATOR.encode() in path.read_bytes()[:1000]:
        replace(path, content)
    else:
        exists, allowed = (Phrase(f"fault.{key}", section="coverage") for key in ("exists", "not_there"))
        create(name, content, exists, allowed)
    click.echo(text(lang, "coverage", "written", file=name), err=True)
