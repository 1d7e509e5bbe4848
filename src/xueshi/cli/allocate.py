"""``xueshi allocate``: the best allocation alone."""

from __future__ import annotations

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

LIMIT = 100
MOST = 100_000


@click.command("allocate", cls=Command, short_help="Show the best allocation and what every other place would cost.")
@click.argument("case")
@click.option("--all", "every", is_flag=True, help="Also list every allocation that is as good.")
@click.option(
    "--limit",
    type=Count(1, MOST),
    default=LIMIT,
    show_default=True,
    metavar="N",
    help="List at most so many with --all.",
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
    every: bool,
    limit: int,
    as_json: bool,
    judging: Judging,
    time_limit: float,
    colour: bool | None,
) -> int:
    """Show where the records of CASE that may serve one subject or another stand best, and what each alternative costs.

    Best is the least sum of missing hours, then the most hours credited; the optimum is proven.  With --all every
    allocation that is as good is listed, the one that `check` shows first.
    """
    if not every and ctx.get_parameter_source("limit") is click.core.ParameterSource.COMMANDLINE:
        raise Misuse("only_with", ctx, option="--limit", other="--all")
    from xueshi import allocate, optima

    read, readings = asked([case], judging)
    lang = judging.language(as_json=as_json)
    result = allocate(
        read[0],
        readings=readings,
        strict=judging.strict,
        regulation=judging.regulation,
        time_limit=time_limit,
        lang=lang,
        asp_path=judging.roots,
    )
    listed = None
    if every:
        listed = optima(
            read[0],
            limit=limit,
            readings=readings,
            strict=judging.strict,
            regulation=judging.regulation,
            time_limit=time_limit,
            lang=lang,
            asp_path=judging.roots,
        )
    if as_json:
        from xueshi.report.allocation_view import allocation_json

        write_json(allocation_json(result, listed), indent=2)
    else:
        from xueshi.report.labels import declared_labels
        from xueshi.report.text_view import render_allocation

        width, coloured, encoding = screen(colour=colour)
        labels = declared_labels(lang, result.jurisdiction, judging.roots)
        write(
            render_allocation(
                result, lang=lang, width=width, colour=coloured, labels=labels, encoding=encoding, optima=listed
            )
        )
    return 0
