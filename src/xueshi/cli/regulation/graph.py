"""``xueshi regulation graph``: which predicate of an encoding rests on which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xueshi.cli.commands import Command
from xueshi.cli.options import OneOf, asp_path_option, fault, json_option, lang_option
from xueshi.cli.regulation.options import name_argument
from xueshi.cli.screen import write_file, write_json
from xueshi.errors import InputError, Phrase
from xueshi.messages import Lang, locale_lang

if TYPE_CHECKING:
    from xueshi.dependency.graph import Graph
    from xueshi.dependency.view import View
    from xueshi.law.regulation import Regulation

_FORMATS = ("text", "json", "dot", "mermaid", "svg")
_STAGES = ("A", "B", "C", "D", "E")


@click.command("graph", cls=Command, short_help="Show which predicate rests on which: strata, cycles, unused.")
@name_argument
@click.option(
    "--format",
    "form",
    type=OneOf(lambda: _FORMATS, "|".join(_FORMATS)),
    default="text",
    show_default=True,
    help="A page, data, or a picture: for Graphviz, for Mermaid, or drawn as SVG.",
)
@click.option("--output", metavar="FILE", help="Write to FILE, which must not exist yet, not to standard output.")
@click.option("--all", "whole", is_flag=True, help="Show every predicate, those of the vocabulary too.")
@click.option("--around", metavar="PRED", help="Show one predicate, what it asks for and who asks for it.")
@click.option("--stage", type=OneOf(lambda: _STAGES, "A..E"), help="Show what is derived in one stage.")
@json_option
@lang_option
@asp_path_option
def command(
    *,
    name: str,
    form: str,
    output: str | None,
    whole: bool,
    around: str | None,
    stage: str | None,
    as_json: bool,
    lang: Lang | None,
    roots: tuple[Path, ...],
) -> int:
    """Show the dependency graph of the encoding of NAME together with the vocabulary: what each predicate asks for,
    plainly, by negation or inside an aggregate; in which stratum it lies and where it is derived; cycles; what is
    derived and never asked for, asked for and never derived, and what of the vocabulary the regulation leaves unsaid.

    By default it shows the regulation's own rules.  NAME is a regulation's id, or a jurisdiction that has one.
    """  # noqa: D205 - help text, which click wraps
    from xueshi.cli.regulation.one import one_regulation
    from xueshi.dependency.graph import dependency_graph

    chosen = [f"--{key}" for key, given in (("all", whole), ("around", around), ("stage", stage)) if given]
    if len(chosen) > 1:
        raise InputError([fault(chosen[-1], " ".join(chosen), Phrase("fault.one_scope", section="dependency"))])
    law, _ = one_regulation(name, None, roots)
    view = _view(dependency_graph(law, roots), whole=whole, around=around, stage=stage)
    if as_json or form == "json":
        return _json(law, view, output, lang)
    page = _page(law, view, form, lang or locale_lang())
    if output is None:
        write_file(page)
    else:
        from xueshi.cli.output_file import write_output

        write_output(output, page, lang or locale_lang())
    return 0


def _view(graph: Graph, *, whole: bool, around: str | None, stage: str | None) -> View:
    from xueshi.dependency import view

    if around is not None:
        return view.around(graph, around)
    if stage is not None:
        return view.stage_part(graph, stage)
    return view.everything(graph) if whole else view.own_part(graph)


def _json(law: Regulation, view: View, output: str | None, lang: Lang | None) -> int:
    from xueshi.dependency.as_json import graph_json

    said = graph_json(law, view)
    if output is None:
        write_json(said, indent=2)
    else:
        from xueshi.cli.output_file import write_output
        from xueshi.report.json_view import dumps

        write_output(output, dumps(said, 2), lang or "en")
    return 0


def _page(law: Regulation, view: View, form: str, lang: Lang) -> str:
    from xueshi.dependency.drawing import graph_dot, graph_mermaid
    from xueshi.dependency.svg import graph_svg
    from xueshi.dependency.text import graph_text

    return {"text": graph_text, "dot": graph_dot, "mermaid": graph_mermaid, "svg": graph_svg}[form](law, view, lang)
