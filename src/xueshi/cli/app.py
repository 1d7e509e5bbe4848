"""The command ``xueshi`` itself: which subcommands there are, each loaded when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from xueshi._version import __version__
from xueshi.cli.commands import LazyGroup
from xueshi.cli.faults import exit_status, language
from xueshi.cli.screen import write

COMMANDS = {
    "check": "xueshi.cli.check",
    "explain": "xueshi.cli.explain",
    "replay": "xueshi.cli.replay",
    "letter": "xueshi.cli.letter",
    "allocate": "xueshi.cli.allocate",
    "plan": "xueshi.cli.plan",
    "eligibility": "xueshi.cli.eligibility",
    "facts": "xueshi.cli.facts",
    "kinds": "xueshi.cli.kinds",
    "new": "xueshi.cli.new",
    "schema": "xueshi.cli.schema",
    "regulation": "xueshi.cli.regulation",
}
"""Name of each command, and the module that holds it as ``command``."""


class App(LazyGroup):
    """The outermost group: every fault leaves it as a message and an exit status, never as a traceback."""

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - click's signature
        **extra: object,
    ) -> int:
        """Run and exit with the command's status; return the status where ``standalone_mode`` is off."""
        given = list(sys.argv[1:] if args is None else args)

        def run() -> object:
            return super(App, self).main(given, prog_name or "xueshi", complete_var, standalone_mode=False, **extra)

        status = exit_status(run, language(given))
        if standalone_mode:
            sys.exit(status)
        return status


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's signature
    if wanted and not ctx.resilient_parsing:
        write(f"xueshi {__version__}")
        ctx.exit()


@click.group(
    cls=App, modules=COMMANDS, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print the version and exit."
)
@click.pass_context
def app(ctx: click.Context) -> None:
    """Judge years of continuing education (学时) against a Chinese city's regulation.

    A case file holds one person's year: `xueshi new jining 2024 -o case.yaml` writes one to start from, and
    `xueshi check case.yaml` judges it: the hours credited by subject, what each record gave and lost and why, the best
    allocation, and the verdict.

    \b
    Exit status: 0  a result was computed, whatever the verdict
                 1  a verdict of --fail-on, or `replay` found a difference
                 2  the input or the command line is at fault
                 3  the time limit ended the search; there is no result
    """  # noqa: D301 - click reads the control character
    if ctx.invoked_subcommand is None:
        write(ctx.get_help())
