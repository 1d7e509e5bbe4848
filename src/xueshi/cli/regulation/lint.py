"""``xueshi regulation lint``: what is wrong, or looks wrong, in an encoding."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from xueshi.cli.commands import Command
from xueshi.cli.faults import FAILED_ON
from xueshi.cli.options import OneOf, asp_path_option, colour_option, fault, json_option, lang_option
from xueshi.cli.screen import screen, write, write_json
from xueshi.errors import Bare, InputError, Phrase
from xueshi.messages import Lang, locale_lang

_FORMATS = ("text", "json", "sarif")


@click.command("lint", cls=Command, short_help="Find faults before any case is judged.")
@click.argument("names", nargs=-1, metavar="[NAME|FILE.lp]...")
@click.option("--select", multiple=True, metavar="CODE", help="Tell only these codes: XS101, XS1, or a group's name.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Do not tell these codes.")
@click.option("--strict", is_flag=True, help="Exit with 1 for notes too.")
@click.option("--explain", metavar="CODE", help="Explain a code (or `all`); `list` names them.")
@click.option("--format", "form", type=OneOf(lambda: _FORMATS, "text|json|sarif"), help="Form of the output.")
@json_option
@click.option("--sarif", is_flag=True, help="Print SARIF 2.1.0.")
@lang_option
@asp_path_option
@colour_option
def command(
    *,
    names: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    explain: str | None,
    form: str | None,
    as_json: bool,
    sarif: bool,
    lang: Lang | None,
    roots: tuple[Path, ...],
    colour: bool | None,
) -> int:
    """Look through encodings for faults: of syntax and names, of citations, of units and structure, and of what a
    regulation must say.

    NAME is an id, a jurisdiction, or `core` for the vocabulary; without any all are looked at.  Exit status 1 if there
    is an error or a warning, 0 if there is none.
    """  # noqa: D205 - help text, which click wraps
    chosen = _format(form, as_json=as_json, sarif=sarif)
    said = lang or (locale_lang() if chosen == "text" else "en")
    if explain is not None:
        write(_explained(explain, said, colour=screen(colour=colour).colour))
        return 0
    from xueshi.lint.run import lint
    from xueshi.lint.targets import targets

    report = lint(targets(names, roots), _codes(select, ignore))
    if chosen == "text":
        from xueshi.lint.text import render

        write(render(report, lang=said, colour=screen(colour=colour).colour))
    else:
        from xueshi.lint.data import as_json as json_of
        from xueshi.lint.data import as_sarif

        write_json(json_of(report, said) if chosen == "json" else as_sarif(report, said), indent=2)
    failing = ("error", "warning", "note") if strict else ("error", "warning")
    return FAILED_ON if any(report.count(severity) for severity in failing) else 0


def _format(form: str | None, *, as_json: bool, sarif: bool) -> str:
    wanted = {form} if form else set()
    wanted |= {"json"} if as_json else set()
    wanted |= {"sarif"} if sarif else set()
    if len(wanted) > 1:
        raise InputError([fault("--format", ", ".join(sorted(wanted)), Phrase("one_format", section="lint"))])
    return wanted.pop() if wanted else "text"


def _codes(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    from xueshi.lint.codes import codes

    chosen = _meant("--select", select)
    return (chosen if chosen is not None else frozenset(codes())) - (_meant("--ignore", ignore) or frozenset())


def _meant(option: str, patterns: Iterable[str]) -> frozenset[str] | None:
    from xueshi.lint.codes import codes, matching

    written = [part for pattern in patterns for part in pattern.split(",")]
    groups = Bare(", ".join(dict.fromkeys(code.group for code in codes().values())))
    allowed = Phrase("a_code", {"groups": groups}, section="lint")
    problems = [fault(option, part, allowed) for part in written if not part or not matching(part)]
    if problems:
        raise InputError(problems)
    return frozenset(code for part in written for code in matching(part)) if written else None


def _explained(wanted: str, lang: Lang, *, colour: bool) -> str:
    from xueshi.lint.codes import codes
    from xueshi.lint.text import explained, listed

    if wanted == "list":
        return listed(lang=lang, colour=colour)
    if wanted == "all":
        return "\n\n".join(explained(code, lang=lang, colour=colour) for code in codes().values())
    code = codes().get(wanted.upper())
    if code is None:
        raise InputError([fault("--explain", wanted, Phrase("an_explained", section="lint"))])
    return explained(code, lang=lang, colour=colour)
