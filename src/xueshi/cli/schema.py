"""``xueshi schema``: JSON Schema of what goes in and comes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from xueshi.cli.commands import Command
from xueshi.cli.options import OneOf, asp_path_option
from xueshi.cli.screen import write_json

if TYPE_CHECKING:
    from xueshi.model.schema import SchemaName


def _names() -> tuple[str, ...]:
    from xueshi.model.schema import SchemaName

    return get_args(SchemaName)


@click.command("schema", cls=Command, short_help="Print the JSON Schema of a case, a dossier or a result.")
@click.argument("name", type=OneOf(_names, "case|dossier|result"), metavar="case|dossier|result")
@click.option(
    "--jurisdiction", metavar="NAME", help="Also admit the kinds, fields and values that this jurisdiction adds."
)
@asp_path_option
def command(*, name: str, jurisdiction: str | None, roots: tuple[Path, ...]) -> int:
    """Print the JSON Schema of a case file, of a dossier of several years, or of a result."""
    from xueshi.cli.jurisdictions import regulations_of
    from xueshi.model.schema import json_schema

    code = None if jurisdiction is None else regulations_of(jurisdiction, roots)[0].jurisdiction
    write_json(json_schema(cast("SchemaName", name), code, roots), indent=2)
    return 0
