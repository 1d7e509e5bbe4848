"""``xueshi regulation``: which regulations there are."""

from __future__ import annotations

import click

from xueshi.cli.commands import LazyGroup
from xueshi.cli.screen import write


@click.group(
    "regulation",
    cls=LazyGroup,
    modules={"list": "xueshi.cli.regulation_list"},
    invoke_without_command=True,
    short_help="The regulations that are encoded.",
)
@click.pass_context
def command(ctx: click.Context) -> None:
    """The regulations that are encoded."""
    if ctx.invoked_subcommand is None:
        write(ctx.get_help())
