"""``xueshi facts``: a case as clingo facts."""

from __future__ import annotations

from pathlib import Path

import click

from xueshi.cli.commands import Command
from xueshi.cli.options import Judging, asked, judging_options
from xueshi.cli.screen import write


@click.command("facts", cls=Command, short_help="Print a case as clingo facts.")
@click.argument("case")
@judging_options
def command(*, case: str, judging: Judging) -> int:
    """Print CASE as facts that run with the plain encoding and clingo alone.

    \b
    xueshi facts case.yaml > facts.lp
    clingo asp/jining/jining-2024.lp facts.lp

    Comments say which number is which person, record and leave.
    """  # noqa: D301 - click reads the control character
    from xueshi.facts.listing import listing
    from xueshi.law.choose import check_readings, regulation_for
    from xueshi.law.declared import accepted_readings

    read, readings = asked([case], judging)
    law = regulation_for(read[0], judging.regulation, judging.roots)
    if readings:
        check_readings(law, readings, accepted_readings(law, judging.roots))
    encoding, lang = _shown(law.file), judging.language()
    write(listing(read[0], law, readings, strict=judging.strict, encoding=encoding, lang=lang))
    return 0


def _shown(file: Path) -> str:
    """Return the path of ``file`` as one would type it here."""
    try:
        shown = file.relative_to(Path.cwd())
    except ValueError:
        shown = file
    return f"'{shown}'" if " " in str(shown) else str(shown)
