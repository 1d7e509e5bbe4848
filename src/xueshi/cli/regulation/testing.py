"""``xueshi regulation test``: the scenarios of regulations against their encodings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xueshi.cli.commands import Command
from xueshi.cli.faults import FAILED_ON
from xueshi.cli.options import Count, asp_path_option, colour_option, json_option, lang_option, time_limit_option
from xueshi.cli.screen import screen, write, write_json
from xueshi.messages import Lang, locale_lang

if TYPE_CHECKING:
    from xueshi.scenario.ran import Run


@click.command("test", cls=Command, short_help="Run the scenarios of regulations against their encodings.")
@click.argument("names", nargs=-1, metavar="[NAME|FILE|FOLDER]...")
@click.option("-k", "wanted", metavar="TEXT", help="Only scenarios whose name, clause, file or regulation holds TEXT.")
@click.option("--jobs", type=Count(1, 256), metavar="N", help="Processes; by default one a processor.")
@click.option("--fail-fast", is_flag=True, help="End with the first scenario that fails.")
@click.option("--verbose", is_flag=True, help="List the scenarios that pass, too.")
@click.option("--junit", metavar="FILE", help="Also write the results to FILE, as JUnit's XML.")
@click.option("--watch", is_flag=True, help="Run again whenever an encoding or a scenario changes, until Ctrl-C.")
@time_limit_option
@json_option
@lang_option
@asp_path_option
@colour_option
def command(
    *,
    names: tuple[str, ...],
    wanted: str | None,
    jobs: int | None,
    fail_fast: bool,
    verbose: bool,
    junit: str | None,
    watch: bool,
    time_limit: float,
    as_json: bool,
    lang: Lang | None,
    roots: tuple[Path, ...],
    colour: bool | None,
) -> int:
    """Judge the scenarios of regulations and tell what is not as they expect.

    NAME is the id of a regulation or a jurisdiction, FILE a scenario file, FOLDER one that holds some; without any,
    every regulation's scenarios are run.  What fails is shown in full, what passes as a count.

    Exit status: 0 if all pass, 1 if one fails, 2 if a file is at fault or no scenario was asked for.
    """
    if watch:
        from xueshi.cli.regulation.watching import again_and_again

        return again_and_again(roots, names)
    from xueshi.scenario.judge import Under
    from xueshi.scenario.many import run_all
    from xueshi.scenario.ran import Run
    from xueshi.scenario.select import chosen

    found = chosen(names, roots, wanted)
    under = Under(roots, time_limit=time_limit)
    run = Run(found.scenarios, run_all(found.scenarios, under, jobs=jobs, fail_fast=fail_fast), found.without)
    if junit is not None:
        _write_junit(junit, run, lang or locale_lang())
    if as_json:
        from xueshi.scenario.as_json import run_json

        write_json(run_json(run), indent=2)
    else:
        from xueshi.scenario.view import render_run

        width, coloured, encoding = screen(colour=colour)
        write(
            render_run(
                run, lang=lang or locale_lang(), width=width, colour=coloured, encoding=encoding, verbose=verbose
            )
        )
    return FAILED_ON if run.failed else 0


def _write_junit(name: str, run: Run, lang: Lang) -> None:
    """Write the report; an earlier one is replaced, and nothing else ever is."""
    from xueshi.cli.faults import OutputError
    from xueshi.errors import InputError, Phrase, Problem
    from xueshi.scenario.junit import is_junit, junit

    path = Path(name)
    try:
        if path.exists() and not (path.is_file() and is_junit(path.read_bytes())):
            found, allowed = (Phrase(key, section="scenario") for key in ("other_file", "a_report"))
            raise InputError([Problem("--junit", "exists", found, allowed, field=name)])
        path.write_bytes(junit(run, lang))
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise OutputError(f"{name}: {getattr(error, 'strerror', None) or error}") from None
