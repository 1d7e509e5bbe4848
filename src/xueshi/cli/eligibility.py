"""``xueshi eligibility``: judge dossiers, several years of one person."""

from __future__ import annotations

from typing import get_args

import click

from xueshi.cli.commands import Command
from xueshi.cli.faults import FAILED_ON
from xueshi.cli.options import (
    Judging,
    OneOf,
    asked_of,
    colour_option,
    json_option,
    judging_options,
    time_limit_option,
)
from xueshi.cli.screen import screen, separated, write, write_json


def _verdicts() -> tuple[str, ...]:
    from xueshi.model.dossier_result import Eligibility

    return get_args(Eligibility)


@click.command("eligibility", cls=Command, short_help="Judge several years for an application or a certificate.")
@click.argument("dossiers", nargs=-1, required=True, metavar="DOSSIER...")
@json_option
@click.option(
    "--fail-on",
    multiple=True,
    type=OneOf(_verdicts, "VERDICT"),
    help="Exit with status 1 on this verdict: eligible, not_eligible or undetermined; may be repeated.",
)
@judging_options
@time_limit_option
@colour_option
def command(
    *,
    dossiers: tuple[str, ...],
    as_json: bool,
    fail_on: tuple[str, ...],
    judging: Judging,
    time_limit: float,
    colour: bool | None,
) -> int:
    """Judge each DOSSIER, a YAML or JSON file of several years of one person; `-` is standard input.

    A dossier holds an application for a title (Lishui) or the window of a certificate (Binzhou), and for each year its
    records, or the verdict that was found elsewhere; a year with neither is unknown.  Shows what is asked of the years,
    whether each part is met, and each year.  With --json one file gives one indented object, several give one object a
    line, in their order.  If any file is at fault, nothing is judged.
    """
    from xueshi.engine.dossier import judge_dossiers
    from xueshi.engine.judge import Settings
    from xueshi.read import read_dossiers

    read, readings = asked_of(dossiers, judging, read_dossiers)
    lang = judging.language(as_json=as_json)
    settings = Settings(readings, judging.strict, judging.regulation, time_limit, lang, judging.roots)
    results = judge_dossiers(read, settings)
    if as_json:
        from xueshi.report.json_view import dossier_json

        for result in results:
            write_json(dossier_json(result), indent=2 if len(results) == 1 else None)
    else:
        from xueshi.report.dossier_view import render_eligibility
        from xueshi.report.labels import declared_labels

        width, coloured, encoding = screen(colour=colour)
        pages = [
            render_eligibility(
                result,
                lang=lang,
                width=width,
                colour=coloured,
                labels=declared_labels(lang, result.jurisdiction, judging.roots),
                encoding=encoding,
            )
            for result in results
        ]
        write(separated(pages, width))
    return FAILED_ON if any(result.verdict in fail_on for result in results) else 0
