"""Commands and groups of commands as this program uses them."""

from __future__ import annotations

import click

from xueshi.cli.faults import Misuse
from xueshi.errors import escaped


class Command(click.Command):
    """A command whose faults of use know which command they belong to."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take ``args`` apart."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise


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
