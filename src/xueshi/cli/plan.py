"""``xueshi plan``: what is still to be done in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from xueshi.cli.commands import Command
from xueshi.cli.faults import Misuse
from xueshi.cli.options import (
    Count,
    Judging,
    asked,
    colour_option,
    json_option,
    judging_options,
    time_limit_option,
)
from xueshi.cli.screen import screen, write, write_json

if TYPE_CHECKING:
    from xueshi.model.activity import ActivityCatalogue
    from xueshi.model.case import Case

LIMIT = 10
MOST = 1000


@click.command("plan", cls=Command, short_help="Show what is still to be done: least hours, cheapest plan.")
@click.argument("case")
@click.option("--catalogue", metavar="FILE", help="Activities that can still be taken up: the cheapest plan over them.")
@click.option(
    "--limit",
    type=Count(1, MOST),
    default=LIMIT,
    show_default=True,
    metavar="N",
    help="List at most so many plans of the least cost.",
)
@json_option
@judging_options
@time_limit_option
@colour_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    case: str,
    catalogue: str | None,
    limit: int,
    as_json: bool,
    judging: Judging,
    time_limit: float,
    colour: bool | None,
) -> int:
    """Show what is still missing until the year of CASE is compliant: the least additional hours, subject by subject.

    With --catalogue, a YAML or JSON file of activities with their cost, also the cheapest set of them that makes the
    year compliant, or why there is none.  Both are proven; every plan is judged by the regulation's encoding.
    """
    if catalogue is None and ctx.get_parameter_source("limit") is click.core.ParameterSource.COMMANDLINE:
        raise Misuse("only_with", ctx, option="--limit", other="--catalogue")
    from xueshi.engine.judge import Settings
    from xueshi.plan.planned import planned

    cases, offered, readings = _read(case, catalogue, judging)
    lang = judging.language(as_json=as_json)
    settings = Settings(readings, judging.strict, judging.regulation, time_limit, lang, judging.roots)
    result = planned(cases[0], settings, offered, limit)
    if as_json:
        from xueshi.report.plan_view import plan_json

        write_json(plan_json(result), indent=2)
    else:
        from xueshi.report.labels import declared_labels
        from xueshi.report.plan_view import render_plan

        width, coloured, encoding = screen(colour=colour)
        labels = declared_labels(lang, result.now.jurisdiction, judging.roots)
        write(render_plan(result, lang=lang, width=width, colour=coloured, labels=labels, encoding=encoding))
    return 0


def _read(
    case: str, catalogue: str | None, judging: Judging
) -> tuple[list[Case], ActivityCatalogue | None, dict[str, str]]:
    """Return what the files hold and the readings chosen, or the faults of all of them together.

    Raises:
        InputError: if any file or reading is at fault.
    """
    from xueshi.errors import InputError, joined
    from xueshi.read.activities import read_activities

    errors: list[InputError] = []
    cases: list[Case] = []
    readings: dict[str, str] = {}
    try:
        cases, readings = asked([case], judging)
    except InputError as error:
        errors.append(error)
    offered = None
    if catalogue is not None:
        try:
            _apart(case, catalogue)
            # The kinds are those of the case's jurisdiction; of a case at fault, the common ones.
            offered = read_activities(catalogue, cases[0].jurisdiction if cases else None, judging.roots)
        except InputError as error:
            errors.append(error)
    if errors:
        raise joined(errors)
    return cases, offered, readings


def _apart(case: str, catalogue: str) -> None:
    """Refuse standard input for both.

    Raises:
        InputError: if both are standard input.
    """
    from xueshi.errors import STANDARD_INPUT, InputError, Phrase, Problem

    if catalogue == case == STANDARD_INPUT:
        again, allowed = (Phrase(f"options.{key}", section="cli") for key in ("input_again", "input_once"))
        raise InputError([Problem(STANDARD_INPUT, "option", again, allowed)])
