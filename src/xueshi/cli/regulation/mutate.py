"""``xueshi regulation mutate``: small slips put into an encoding, to see whether the scenarios notice them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xueshi.cli.commands import Command
from xueshi.cli.faults import FAILED_ON
from xueshi.cli.options import Count, Seconds, asp_path_option, colour_option, fault, json_option, lang_option
from xueshi.cli.regulation.options import names_argument
from xueshi.cli.screen import screen, write, write_json
from xueshi.messages import Lang, locale_lang

if TYPE_CHECKING:
    from xueshi.mutation.report import Report
    from xueshi.solver.mutants import Operator


class Percent(click.ParamType):  # type: ignore[type-arg]
    """A rate from 0 to 100 with at most one decimal, read as thousandths."""

    name = "percent"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ARG002 - click's
        """Return ``value`` as thousandths."""
        from xueshi.errors import InputError, Phrase

        written = re.fullmatch(r"(\d{1,3})(?:\.(\d))?", str(value))
        thousandths = int(written[1]) * 10 + int(written[2] or 0) if written else None
        if thousandths is None or thousandths > 1000:
            raise InputError([fault("--fail-under", str(value), Phrase("percent", section="mutation"))])
        return thousandths


@click.command("mutate", cls=Command, short_help="Put slips into encodings and see whether scenarios notice.")
@names_argument
@click.option("--operator", "operators", multiple=True, metavar="OP", help="Only slips of this sort; may be repeated.")
@click.option("--clause", "clauses", multiple=True, metavar="CLAUSE", help="Only under this clause; may be repeated.")
@click.option("--sample", type=Count(1, 1_000_000), metavar="N", help="At most N mutants of each regulation.")
@click.option(
    "--records", type=Count(0, 6), default=3, show_default=True, metavar="N", help="Records of a case that is sought."
)
@click.option("--search/--no-search", "search", default=True, help="Seek a case for each mutant that survives.")
@click.option(
    "--search-time",
    type=Seconds(),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="Time to seek a case for one mutant.",
)
@click.option(
    "--time-limit",
    type=Seconds(),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="Time for the scenarios with one mutant; one that takes longer counts as killed.",
)
@click.option("--write", "folder", metavar="DIR", help="Write the cases found to DIR, as scenarios to be judged.")
@click.option(
    "--fail-under", "least", type=Percent(), metavar="PERCENT", help="Exit 1 only if fewer are killed than this."
)
@click.option("--jobs", type=Count(1, 256), metavar="N", help="Processes; by default one a processor.")
@click.option("--verbose", is_flag=True, help="List every mutant.")
@json_option
@lang_option
@asp_path_option
@colour_option
def command(
    *,
    names: tuple[str, ...],
    operators: tuple[str, ...],
    clauses: tuple[str, ...],
    sample: int | None,
    records: int,
    search: bool,
    search_time: float,
    time_limit: float,
    folder: str | None,
    least: int | None,
    jobs: int | None,
    verbose: bool,
    as_json: bool,
    lang: Lang | None,
    roots: tuple[Path, ...],
    colour: bool | None,
) -> int:
    """Put one small slip after the other into an encoding and run its scenarios against each.

    NAME is the id of a regulation or a jurisdiction; without any, all are tried.  A mutant that a scenario notices is
    killed.  For each that survives the smallest case is sought that the mutant judges otherwise; where there is none
    within the bound, the mutant is equivalent as far as that bound goes.

    Exit status: 0 if no mutant survives that a case tells from the original, 1 if one does, 2 if the input is at fault.
    """
    from xueshi.law.choose import chosen_regulations
    from xueshi.mutation.distinguish import Seeking
    from xueshi.mutation.encodings import Wanted, encodings
    from xueshi.mutation.report import Report, parts
    from xueshi.mutation.run import Trying, tried
    from xueshi.scenario.many import processors

    laws = chosen_regulations(names, roots)
    wanted = Wanted(_operators(operators), clauses, sample)
    seeking = Seeking(records, search_time) if search else None
    how = Trying(jobs or processors(), time_limit, seeking, roots)
    made = [part for found in encodings(laws, wanted, roots) for part in parts(found, tried(found, how))]
    report = Report(tuple(made), seeking)
    spoken = lang or locale_lang()
    if as_json:
        from xueshi.mutation.as_json import report_json

        write_json(report_json(report), indent=2)
    else:
        from xueshi.mutation.view import render_report

        width, coloured, encoding = screen(colour=colour)
        write(render_report(report, lang=spoken, width=width, colour=coloured, encoding=encoding, verbose=verbose))
    if folder is not None:
        _write(Path(folder), report, spoken, quiet=as_json)
    return FAILED_ON if report.failed(least) else 0


def _operators(names: tuple[str, ...]) -> frozenset[Operator]:
    """Return the operators that are named.

    Raises:
        InputError: if one is none.
    """
    from xueshi.errors import Bare, InputError, Phrase
    from xueshi.solver.mutants import OPERATORS

    unknown = [name for name in names if name not in OPERATORS]
    if unknown:
        allowed = Phrase("options.one_of", {"known": Bare(", ".join(OPERATORS))}, section="cli")
        raise InputError([fault("--operator", name, allowed) for name in unknown])
    return frozenset(operator for operator in OPERATORS if operator in names)


def _write(folder: Path, report: Report, lang: Lang, *, quiet: bool) -> None:
    """Write the drafts; a file that is there stays as it is, whoever has worked on it."""
    from xueshi.cli.faults import OutputError
    from xueshi.messages import text
    from xueshi.mutation.drafts import drafts

    for part in report.parts:
        for name, draft in drafts(part, lang):
            path = folder / name
            key = "kept" if path.exists() else "written"
            try:
                if key == "written":
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(draft, encoding="utf-8")
            except OSError as error:
                raise OutputError(f"{path}: {error.strerror or error}") from None
            if not quiet:
                write(text(lang, "mutation", key, file=path.as_posix()))
