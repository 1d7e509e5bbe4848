"""The command ``xueshi`` itself: which subcommands there are, each loaded when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from xueshi._version import __version__
from xueshi.cli.faults import Misuse, exit_status, language
from xueshi.cli.screen import write
from xueshi.errors import escaped

COMMANDS = {
    "check": "xueshi.cli.check",
    "allocate": "xueshi.cli.allocate",
    "facts": "xueshi.cli.facts",
    "kinds": "xueshi.cli.kinds",
    "new": "xueshi.cli.new",
    "schema": "xueshi.cli.schema",
    "regulation": "xueshi.cli.regulation",
}
"""Name of each command, and the module that holds it as ``command``."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used: what ``check`` does not need must not cost it time."""

    def __init__(self, *args: object, modules: dict[str, str], **settings: object) -> None:
        super().__init__(*args, **settings)  # type: ignore[arg-type]
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of their use."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return the command ``cmd_name``, ``None`` where there is none."""
        module = self._modules.get(cmd_name)
        if module is None:
            return None
        from importlib import import_module

        found = import_module(module).command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that ``args`` begin with."""
        name = args[0]
        if name not in self._modules and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, self._modules, n=1)
            known = ", ".join(self._modules)
            raise Misuse("no_such_command", ctx, near[0] if near else None, named=escaped(name), known=known)
        return super().resolve_command(ctx, args)


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
                 1  the verdict is one that --fail-on names
                 2  the input or the command line is at fault
                 3  the time limit ended the search; there is no result
    """
    if ctx.invoked_subcommand is None:
        write(ctx.get_help())
