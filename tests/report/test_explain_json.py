"""The JSON object of an explanation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.report.explanations import EDGES, HARM, awkward, crowd, explanation, ordinary
from xueshi.messages import LANGS, Lang
from xueshi.model.explanation import Line
from xueshi.report.explained.json import explanation_json, explanation_text

PAGE = (Path(__file__).parents[2] / "docs" / "explaining.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("make", [ordinary, awkward, crowd])
def test_the_text_is_the_object(make: object, lang: Lang) -> None:
    assert callable(make)
    shown = make(lang)
    text = explanation_text(shown)
    assert json.loads(text) == json.loads(json.dumps(explanation_json(shown)))
    # Nothing that a reader of lines or a terminal would take for a mark.
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", text)


def test_what_was_explained_is_there() -> None:
    found = explanation_json(ordinary("zh"))
    assert list(found) == [
        "person", "jurisdiction", "year", "regulation", "verdict", "lang", "about", "lines", "extra", "graph",
    ]  # fmt: skip
    assert found["person"] == "P-0117"
    assert found["verdict"] == "non_compliant"
    assert found["lang"] == "zh"
    assert found["about"] == {"case": "case.yaml"}
    assert found["extra"] is None


def test_a_line_holds_what_it_rests_on() -> None:
    found: Any = explanation_json(ordinary())
    shortfall = found["lines"][0]["below"][0]
    assert shortfall == {
        "text": "15 h of the professional subject are missing",
        "mark": "bad",
        "kind": "conclusion",
        "predicate": "shortfall/3",
        "clauses": ["三(一)"],
        "place": "core/totals.lp:62",
        "below": [
            {
                "text": "60 h demanded",
                "mark": "plain",
                "kind": "regulation",
                "predicate": "minimum/3",
                "clauses": ["三(一)"],
                "place": "jining/jining-2024.lp:55",
                "below": [],
            }
        ],
    }
    assert found["lines"][1]["kind"] is found["lines"][1]["predicate"] is found["lines"][1]["place"] is None


def test_the_graph_is_there_whole() -> None:
    graph: Any = explanation_json(ordinary())["graph"]
    assert [tuple(edge) for edge in graph["edges"]] == list(EDGES)
    assert graph["nodes"][5] == {
        "id": "n6",
        "kind": "obstacle",
        "holds": False,
        "atom": "gone(1,1)",
        "text": None,
        "clauses": [],
        "place": "core/a.lp:20",
        "rule": "gone(P,R) :- lost(P,R).",
        "fails": "lost(P,R)",
        "alternatives": [],
    }


def test_each_node_and_each_edge_has_a_line() -> None:
    rows = explanation_text(ordinary()).splitlines()
    assert sum(row.startswith('      {"id": "n') for row in rows) == 10
    assert sum(row.startswith('      ["n') for row in rows) == len(EDGES)


def test_a_graph_that_was_not_asked_for_is_empty() -> None:
    found = json.loads(explanation_text(explanation((), nodes=(), edges=())))
    assert found["graph"] == {"nodes": [], "edges": []}


def test_what_a_question_adds_stands_under_its_key() -> None:
    shown = explanation((Line("x"),), extra={"goal": {"subject": None}, "caps": [1, 2.5]})
    assert json.loads(explanation_text(shown))["extra"] == {"goal": {"subject": None}, "caps": [1, 2.5]}


def test_awkward_text_comes_through_unchanged() -> None:
    found = json.loads(explanation_text(awkward()))
    assert [line["text"] for line in found["lines"]][: len(HARM)] == list(HARM)


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_every_key_is_explained() -> None:
    found = explanation_json(ordinary())
    del found["regulation"]  # docs/results.md
    assert not {key for key in keys(found) if f"`{key}`" not in PAGE}
