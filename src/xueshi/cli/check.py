"""``xueshi check``: judge cases."""

from __future__ import annotations

from typing import get_args

import click

from xueshi.cli.commands import Command
from xueshi.cli.faults import FAILED_ON
from xueshi.cli.options import (
    Judging,
    OneOf,
    asked,
    colour_option,
    json_option,
    judging_options,
    time_limit_option,
)
from xueshi.cli.screen import screen, separated, write, write_json


def _verdicts() -> tuple[str, ...]:
    from xueshi.model.result import Verdict

    return get_args(Verdict)


@click.command("check", cls=Command, short_help="Judge cases.")
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@json_option
@click.option(
    "--fail-on",
    multiple=True,
    type=OneOf(_verdicts, "VERDICT"),
    help="Exit with status 1 on this verdict: compliant, non_compliant, undetermined or deferred; may be repeated.",
)
@click.option(
    "--all-readings",
    is_flag=True,
    help="Judge the case under every combination of readings that touches it, and tell which changes turn the verdict.",
)
@click.option(
    "--receipt",
    metavar="FILE",
    help="Also write a receipt, which `xueshi replay` derives again; a file that exists is not overwritten.",
)
@judging_options
@time_limit_option
@colour_option
def command(
    *,
    cases: tuple[str, ...],
    as_json: bool,
    fail_on: tuple[str, ...],
    all_readings: bool,
    receipt: str | None,
    judging: Judging,
    time_limit: float,
    colour: bool | None,
) -> int:
    """Judge each CASE, a YAML or JSON file of one person's year; `-` is standard input.

    Shows the verdict, credited and required hours, what each record gave and lost and why, caps, leave, the best
    allocation, the readings in force, and what was assumed.  With --json one file gives one indented object, several
    give one object a line, in their order.  If any file is at fault, nothing is judged.
    """
    from xueshi.engine.judge import Settings, judge

    read, readings = asked(cases, judging)
    lang = judging.language(as_json=as_json)
    settings = Settings(
        readings, judging.strict, judging.regulation, time_limit, lang, judging.roots, all_readings=all_readings
    )
    results = judge(read, settings)
    if receipt is not None:
        from xueshi.cli.receipts import write_receipt

        write_receipt(receipt, read, results, settings, quiet=as_json)
    if as_json:
        from xueshi.report.json_view import result_json

        for result in results:
            write_json(result_json(result), indent=2 if len(results) == 1 else None)
    else:
        from xueshi.report.labels import declared_labels
        from xueshi.report.text_view import render_check

        width, coloured, encoding = screen(colour=colour)
        pages = [
            render_check(
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
