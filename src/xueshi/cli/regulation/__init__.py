"""``xueshi regulation``: which regulations there are, and the tools for those who write one."""

from __future__ import annotations

import click

from xueshi.cli.commands import LazyGroup
from xueshi.cli.screen import write


@click.group(
    "regulation",
    cls=LazyGroup,
    modules={
        "list": "xueshi.cli.regulation.listing",
        "show": "xueshi.cli.regulation.show",
        "new": "xueshi.cli.regulation.new",
        "lint": "xueshi.cli.regulation.lint",
        "format": "xueshi.cli.regulation.formatting",
        "test": "xueshi.cli.regulation.testing",
        "coverage": "xueshi.cli.regulation.coverage",
        "mutate": "xueshi.cli.regulation.mutate",
        "verify": "xueshi.cli.regulation.verify",
        "diff": "xueshi.cli.regulation.diff",
        "graph": "xueshi.cli.regulation.graph",
        "doc": "xueshi.cli.regulation.doc",
    },
    invoke_without_command=True,
    short_help="List, write, test and prove encodings of regulations.",
)
@click.pass_context
def command(ctx: click.Context) -> None:
    """The regulations that are encoded, and the workbench for those who write one."""
    if ctx.invoked_subcommand is None:
        write(ctx.get_help())
