"""``xueshi explain``: why a result is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from xueshi.cli.commands import Command
from xueshi.cli.options import (
    Count,
    Judging,
    OneOf,
    asked,
    colour_option,
    judging_options,
    time_limit_option,
)
from xueshi.cli.screen import screen, write, write_file, write_json_text

if TYPE_CHECKING:
    from xueshi.engine.judge import Settings
    from xueshi.errors import Problem
    from xueshi.model.case import Case
    from xueshi.model.explanation import Explanation

TEXT, JSON, HTML, DOT, MERMAID = FORMATS = ("text", "json", "html", "dot", "mermaid")

_DRAWN = (DOT, MERMAID)
_DEEPEST = 999


class Asked(NamedTuple):
    """What is to be explained; nothing of it set asks for the whole case."""

    record: str | None
    cap: str | None
    verdict: bool
    why_not: str | None


class Look(NamedTuple):
    """How it is to be shown."""

    form: str
    depth: int | None
    full: bool
    absences: bool


@click.command("explain", cls=Command, short_help="Explain a result, down to the facts and clauses that it rests on.")
@click.argument("case")
@click.option("--record", metavar="ID", help="Explain this record (or leave).")
@click.option("--cap", metavar="ID", help="Explain this cap.")
@click.option("--verdict", is_flag=True, help="Explain the verdict.")
@click.option(
    "--why-not",
    metavar="GOAL",
    help="With --record: why it is not `credited`, or gives no `professional`, or not `professional=40`.",
)
@click.option(
    "--format",
    "form",
    type=OneOf(lambda: FORMATS, "|".join(FORMATS)),
    default=TEXT,
    show_default=True,
    help="A tree for the terminal, data, a page to read and print, or the graph for Graphviz or Mermaid.",
)
@click.option("-o", "--output", metavar="FILE", help="Write this file; another content there is not overwritten.")
@click.option("--full", is_flag=True, help="In the text of a whole case, fold nothing.")
@click.option("--depth", type=Count(1, _DEEPEST), metavar="N", help="In the text, show this many levels.")
@click.option("--absences", is_flag=True, help="In a graph, also draw why something absent is absent.")
@judging_options
@time_limit_option
@colour_option
def command(
    *,
    case: str,
    record: str | None,
    cap: str | None,
    verdict: bool,
    why_not: str | None,
    form: str,
    output: str | None,
    full: bool,
    depth: int | None,
    absences: bool,
    judging: Judging,
    time_limit: float,
    colour: bool | None,
) -> int:
    """Explain the result of CASE, a YAML or JSON file of one person's year; `-` is standard input.

    Without --record, --cap or --verdict everything is explained.  Each line is a step of the derivation itself, with
    its clause, and rests on the lines below it, down to facts of the case and numbers of the regulation.  In the
    terminal a whole case is folded to what decided; --full unfolds it.
    """
    question, look = Asked(record, cap, verdict, why_not), Look(form, depth, full, absences)
    _check(question, look)
    (read,), readings = asked([case], judging)

    from xueshi.engine.judge import Settings

    lang = judging.language(as_json=form == JSON)
    settings = Settings(readings, judging.strict, judging.regulation, time_limit, lang, judging.roots)
    explanation = _explained(read, settings, question, graph=form not in (TEXT, HTML))
    to_file = output is not None and output != "-"
    content = _shown(explanation, look, settings, colour=colour, to_file=to_file)
    if output is not None and to_file:
        from xueshi.cli.output_file import write_output

        write_output(output, content, judging.language())
    elif form == JSON:
        write_json_text(content)
    elif form == TEXT:
        write(content)
    else:
        write_file(content)
    return 0


def _check(question: Asked, look: Look) -> None:
    """Refuse options that do not go together.

    Raises:
        InputError: with all of them.
    """
    from xueshi.errors import InputError

    given = {
        "--record": question.record is not None,
        "--cap": question.cap is not None,
        "--verdict": question.verdict,
    }
    first, *others = [option for option, set_ in given.items() if set_] or [""]
    wrong = [_beside(option, first, "one_question") for option in others]
    if question.why_not is not None and question.record is None:
        wrong.append(_beside("--why-not", "--record", "needs_record", key="without"))
    form = f"--format {look.form}"
    if look.form != TEXT:
        wrong += [_beside("--full", form, "text_only")] if look.full else []
        wrong += [_beside("--depth", form, "text_only")] if look.depth is not None else []
    if look.absences and look.form not in _DRAWN:
        wrong.append(_beside("--absences", form, "graph_only"))
    if wrong:
        raise InputError(wrong)


def _beside(option: str, other: str, allowed: str, key: str = "beside") -> Problem:
    from xueshi.errors import Phrase, Problem

    found, right = (
        Phrase(f"option.{key}", {"other": other}, "explain_view"),
        Phrase(f"option.{allowed}", {}, "explain_view"),
    )
    return Problem(option, "option", found, right)


def _explained(case: Case, settings: Settings, question: Asked, *, graph: bool) -> Explanation:
    if question.why_not is not None:
        from xueshi.explain.why_not import why_not

        assert question.record is not None
        return why_not(case, settings, question.record, question.why_not, graph=graph)
    from xueshi.explain.explanation import Question, explain

    return explain(case, settings, Question(question.record, question.cap, question.verdict), graph=graph)


def _shown(explanation: Explanation, look: Look, settings: Settings, *, colour: bool | None, to_file: bool) -> str:
    """Return the explanation in the form that was asked for."""
    if look.form == JSON:
        from xueshi.report.explained.json import explanation_text

        return explanation_text(explanation)
    from xueshi.report.labels import declared_labels

    labels = declared_labels(settings.lang, explanation.jurisdiction, settings.roots)
    if look.form == HTML:
        from xueshi.report.explained.html import explanation_html

        return explanation_html(explanation, labels)
    if look.form == DOT:
        from xueshi.report.explained.dot import explanation_dot

        return explanation_dot(explanation, labels, absences=look.absences)
    if look.form == MERMAID:
        from xueshi.report.explained.mermaid import explanation_mermaid

        return explanation_mermaid(explanation, labels, absences=look.absences)
    from xueshi.report.explained.text import render_explanation

    width, coloured, encoding = screen(colour=colour)
    return render_explanation(
        explanation,
        width=width,
        colour=bool(colour) if to_file else coloured,
        labels=labels,
        encoding="utf-8" if to_file else encoding,
        depth=look.depth,
        fold="case" in explanation.about and not look.full,
    )
