"""The drawings of a justification: what is drawn, and that every drawing program can read it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.explanations import EDGES, HARM, NODES, awkward, crowd, explanation, ordinary
from xueshi.messages import LANGS, Lang
from xueshi.model.explanation import Explanation, GraphNode
from xueshi.report.characters import clean, columns
from xueshi.report.explained.dot import explanation_dot
from xueshi.report.explained.graph import drawing
from xueshi.report.explained.mermaid import explanation_mermaid

SAMPLES: list[Callable[[Lang], Explanation]] = [ordinary, awkward, crowd]

STRING = r'"(?:[^"\\]|\\["\\n])*"'
"""A string of DOT; of its escapes only those of a quote, a backslash and a line break."""
DOT_LINES = re.compile(
    rf"""digraph\ explanation\ {{ | }} | \ \ }} | \ \ subgraph\ cluster_legend\ {{
    | \ \ graph\ \[label={STRING},[\ \w=.,]*
    | \ \ (?:graph|node|edge)?[\ \w=.,\[]*(?:[\ \w.]+=(?:{STRING}|[\w.]+),?)*\];
    | \ \ \ \ label={STRING};[\ \w=;]*color="\#bbbbbb";
    | \ \ (?:\ \ )?\w+\ \[label={STRING}(?:,\ \w+=(?:{STRING}|\w+|[\d.]+))*\];
    | \ \ n\d+\ ->\ n\d+;""",
    re.VERBOSE,
)

LABEL = r'"(?:[^"#;<>\[\]{}|`*_~$\\&%=@!?^+]|\#\d+;|<br/>)+"'
"""A label of Mermaid: no mark of it, of Markdown or of HTML but codes of characters and breaks."""
SHAPES = rf"(?:\[{LABEL}\]|\[/{LABEL}/\]|\(\[{LABEL}\]\)|\({LABEL}\)|\{{\{{{LABEL}\}}\}}|\[\[{LABEL}\]\])"
MERMAID_LINES = re.compile(
    rf"""---|title:\ "(?:[^"\\<>]|\\.)*" | %%\ [^{{}}]* | flowchart\ TD
    | \ \ subgraph\ legend\[{LABEL}\] | \ \ \ \ direction\ TB | \ \ end
    | \ \ (?:\ \ )?\w+{SHAPES}:::[a-z]+
    | \ \ n\d+\ -->\ n\d+
    | \ \ classDef\ [a-z]+\ [\w:#,-]+""",
    re.VERBOSE,
)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("make", SAMPLES)
@pytest.mark.parametrize("absences", [True, False])
def test_every_line_is_of_the_language(make: Callable[[Lang], Explanation], lang: Lang, absences: bool) -> None:
    for line in explanation_dot(make(lang), absences=absences).splitlines():
        assert DOT_LINES.fullmatch(line), line
    for line in explanation_mermaid(make(lang), absences=absences).splitlines():
        assert MERMAID_LINES.fullmatch(line), line


@given(
    st.text(max_size=80), st.sampled_from(["case", "regulation", "reading", "assumption", "choice", "step", "obstacle"])
)
def test_no_text_becomes_a_mark(text: str, kind: str) -> None:
    node = GraphNode("n1", kind, True, text, text, (text,), text, text, text)  # type: ignore[arg-type]
    shown = explanation((), nodes=(node,), edges=(), person=text, about={"record": text})
    for line in explanation_dot(shown).splitlines():
        assert DOT_LINES.fullmatch(line), line
    for line in explanation_mermaid(shown).splitlines():
        assert MERMAID_LINES.fullmatch(line), line


def dot_labels(text: str) -> dict[str, list[str]]:
    """Return what stands in each node, a line each, as Graphviz reads it."""
    found = re.findall(rf"^ +(\w+) \[label=({STRING})", text, re.MULTILINE)
    unescaped = {"\\\\": "\\", '\\"': '"', "\\n": "\0"}
    return {
        name: re.sub(r"\\.", lambda one: unescaped[one.group()], label[1:-1]).replace("&amp;", "&").split("\0")
        for name, label in found
        if name != "graph"
    }


def mermaid_labels(text: str) -> dict[str, list[str]]:
    found = re.findall(rf"^ +(n\d+)[\[({{/]+({LABEL})", text, re.MULTILINE)
    return {
        name: [re.sub(r"#(\d+);", lambda code: chr(int(code[1])), line) for line in label[1:-1].split("<br/>")]
        for name, label in found
    }


@pytest.mark.parametrize("read", [dot_labels, mermaid_labels])
def test_awkward_text_stands_there_as_text(read: Callable[[str], dict[str, list[str]]]) -> None:
    render = explanation_dot if read is dot_labels else explanation_mermaid
    labels = read(render(awkward()))
    for number, text in enumerate(HARM, 1):
        if text.strip() and number % 3 and len(text) < 80:
            assert "".join("".join(labels[f"n{number}"]).split()) == "".join(clean(text).split())


def test_a_node_says_its_sentence_and_a_leaf_of_the_text_its_source() -> None:
    labels = dot_labels(explanation_dot(ordinary()))
    assert labels["n1"] == ["e1: 40 h credited"]
    assert labels["n2"] == ["附件1 二(3)", "core/totals.lp:9"]
    assert labels["n3"] == ["holds(1,1,1)"]
    assert labels["n4"] == ["at most 40 h", "附件1 二(3)", "jining/jining-2024.lp:238"]
    assert mermaid_labels(explanation_mermaid(ordinary()))["n4"] == labels["n4"]


def test_a_rule_is_shown_where_the_pointer_rests() -> None:
    assert 'tooltip="credit(P,R,S,U) :- holds(P,R,C); not gone(P,R)."' in explanation_dot(ordinary())


@pytest.mark.parametrize("lang", LANGS)
def test_absences_are_left_out_and_counted(lang: Lang) -> None:
    drawn = drawing(ordinary(lang), columns=32)
    assert [box.id for box in drawn.boxes] == ["n1", "n2", "n3", "n4", "n8", "n9", "n10"]
    assert set(drawn.edges) == {edge for edge in EDGES if not {"n5", "n6", "n7"} & set(edge)}
    said = "3 nodes about what is absent are left out; --absences shows them."
    assert (said if lang == "en" else "未画出有关“不存在”的3个节点") in drawn.title[-1]
    for render in (explanation_dot, explanation_mermaid):
        assert "--absences" in render(ordinary(lang)).replace("#45;", "-").replace("<br/>", " ")
        assert "--absences" not in render(ordinary(lang), absences=True).replace("#45;", "-")


def test_absences_are_drawn_for_those_who_ask() -> None:
    drawn = drawing(ordinary(), columns=32, absences=True)
    assert [box.id for box in drawn.boxes] == [node.id for node in NODES]
    assert drawn.edges == EDGES
    labels = dot_labels(explanation_dot(ordinary(), absences=True))
    assert labels["n5"] == ["not: gone(1,1)"]
    assert labels["n6"] == ["fails: lost(P,R)", "core/a.lp:20"]


def test_what_was_asked_about_an_absence_is_drawn() -> None:
    nodes = tuple(node for node in NODES if node.id in ("n3", "n5", "n6", "n7"))
    edges = tuple(edge for edge in EDGES if edge[0] in ("n5", "n6"))
    assert len(drawing(explanation((), nodes=nodes, edges=edges), columns=32).boxes) == 4


def test_one_node_left_out_is_one() -> None:
    nodes, edges = NODES[:5], EDGES[:4]
    shown = drawing(explanation((), nodes=nodes, edges=edges[:1] + edges[3:]), columns=32)
    assert shown.title[-1].startswith("1 node about")


def test_the_legend_shows_what_is_drawn() -> None:
    def kinds(*, absences: bool) -> list[str]:
        return [box.kind for box in drawing(ordinary(), columns=32, absences=absences).legend]

    assert kinds(absences=False) == ["case", "regulation", "reading", "assumption", "conclusion", "choice", "step"]
    assert kinds(absences=True)[-3:] == ["absence", "step", "obstacle"]


@pytest.mark.parametrize("lang", LANGS)
def test_lines_of_a_node_are_short_and_few(lang: Lang) -> None:
    for box in drawing(awkward(lang), columns=24).boxes:
        assert len(box.lines) <= 8
        assert all(columns(line) <= 40 for line in box.lines)


def test_a_large_graph_names_the_settings_that_mermaid_needs() -> None:
    assert "%%" not in explanation_mermaid(ordinary())
    large = explanation_mermaid(crowd())
    settings = re.search(r"^%% .*maxTextSize=(\d+), maxEdges=(\d+)", large, re.MULTILINE)
    assert settings
    assert int(settings[1]) >= len(large)
    assert int(settings[2]) >= large.count("-->")


def test_an_empty_graph_is_a_graph() -> None:
    empty = explanation((), nodes=(), edges=())
    assert explanation_dot(empty).endswith("}")
    assert "flowchart TD" in explanation_mermaid(empty)


DOT = shutil.which("dot")


@pytest.mark.skipif(DOT is None, reason="needs Graphviz")
@pytest.mark.parametrize("make", [ordinary, awkward])
def test_graphviz_reads_it(make: Callable[[Lang], Explanation]) -> None:
    text = explanation_dot(make("zh"), absences=True)
    done = subprocess.run([str(DOT), "-Tcanon"], input=text, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
