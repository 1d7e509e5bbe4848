"""``xueshi regulation graph``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

from tests.cli.running import ROOT, bad, good, process, xueshi

SVG = "{http://www.w3.org/2000/svg}"


def shown(*args: str, lang: str = "en") -> str:
    return good("regulation", "graph", *args, "--lang", lang)


def test_the_page_lists_strata_cycles_and_findings(city: Path) -> None:
    page = shown("heyang", "--asp-path", str(city))
    assert page.splitlines()[:2] == [
        "heyang-2025: Heyang",
        "With the vocabulary: predicates 14, dependencies 17, strata 4, cycles 2",
    ]
    assert "    ← not bad/1, base/1\n" in page
    assert "Stratum 2\n  seen/1        D  read for the result  heyang/heyang-2025.lp:13  [2]\n    ← up/1\n" in page
    assert "    ← {good/1}\n" in page
    assert "  ping/1, pong/1: recursion through negation or an aggregate\n    ping/1 ← not pong/1" in page
    assert "  up/1: plain recursion\n" in page
    assert "nobody says or declares it\n  missing/1\n" in page


def test_the_same_question_has_the_same_answer_in_every_process() -> None:
    one, other = (
        process("regulation", "graph", "gansu", "--format", "svg", "--stage", "C", env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    )
    assert one == other
    assert one.startswith(b"<svg")


def test_a_stage_can_be_shown_and_the_whole() -> None:
    assert "Shown: what stage C derives" in shown("gansu", "--stage", "C")
    assert "verdict/2" in shown("gansu", "--all")


def test_a_picture_has_a_box_for_each_predicate_and_a_line_for_each_dependency() -> None:
    data = json.loads(shown("jining", "--format", "json"))
    names = [predicate["predicate"] for predicate in data["predicates"]]
    picture = ElementTree.fromstring(shown("jining", "--format", "svg"))  # noqa: S314 - our own
    texts = [text.text for text in picture.iter(f"{SVG}text")]
    assert [text for text in texts if text and "/" in text and " " not in text] == names
    lines = [path for path in picture.iter(f"{SVG}path") if path.find(f"{SVG}title") is not None]
    assert len(lines) == len(data["dependencies"]) > 30
    # Nothing lies outside, and no box on another.
    boxes = [
        tuple(int(rect.get(key, "0")) for key in ("x", "y", "width", "height"))
        for rect in picture.iter(f"{SVG}rect")
        if rect.get("rx") == "4"
    ]
    wide, high = int(picture.get("width", "0")), int(picture.get("height", "0"))
    assert len(boxes) == len(names)
    assert all(min(x, y) >= 0 and x + w <= wide and y + h <= high for x, y, w, h in boxes)
    assert not [
        (one, other)
        for at, one in enumerate(boxes)
        for other in boxes[:at]
        if abs(one[1] - other[1]) < one[3] and one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    ]


def test_the_picture_of_the_documentation_is_the_present_one() -> None:
    # `xueshi regulation graph jining --format svg --lang en > docs/img/graph-jining.svg` draws it anew.
    kept = (ROOT / "docs" / "img" / "graph-jining.svg").read_text(encoding="utf-8")
    drawn = shown("jining", "--format", "svg")
    assert re.findall(r"<text.*?</text>", kept) == re.findall(r"<text.*?</text>", drawn)


def test_dot_and_mermaid_draw_the_same_graph() -> None:
    data = json.loads(shown("weihai", "--format", "json"))
    dot, mermaid = shown("weihai", "--format", "dot"), shown("weihai", "--format", "mermaid")
    assert dot.count(" -> ") == len(data["dependencies"])
    assert dot.count("fillcolor=") == mermaid.count(":::") == len(data["predicates"])
    assert mermaid.count(">") == len(data["dependencies"])
    assert "style=dashed" in dot
    assert "-. not .->" in mermaid
    assert "maxEdges" not in mermaid
    assert "maxEdges" in shown("weihai", "--format", "mermaid", "--all")


def test_json_holds_meaning_places_and_findings() -> None:
    data = json.loads(good("regulation", "graph", "jining", "--json", "--around", "met/2"))
    assert (data["scope"], data["about"]) == ("around", "met/2")
    (met,) = (predicate for predicate in data["predicates"] if predicate["predicate"] == "met/2")
    assert met["own"]
    assert met["vocabulary"]
    assert {place["file"] for place in met["derived_at"]} == {"core/record.lp", "jining/jining-2024.lp"}
    early = {"asked": "early/1", "derived": "met/2", "kinds": ["negated"], "own": True}
    assert early in [{key: edge[key] for key in early} for edge in data["dependencies"]]
    assert data["unused"] == data["undefined"] == []


def test_a_picture_is_written_to_a_file_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "graph.svg"
    result = xueshi("regulation", "graph", "jining", "--format", "svg", "--output", str(file))
    assert (result.exit_code, result.stdout) == (0, "")
    assert file.read_text(encoding="utf-8") == shown("jining", "--format", "svg")
    file.write_text("mine", encoding="utf-8")
    bad("regulation", "graph", "jining", "--output", str(file))
    assert file.read_text(encoding="utf-8") == "mine"


def test_wrong_questions_get_one_clear_answer() -> None:
    assert bad("regulation", "graph", "jining", "--around", "shortfal")[0].startswith(
        "--around: found `shortfal` (did you mean `shortfall/3`?), allowed: a predicate of the encoding"
    )
    (line,) = bad("regulation", "graph", "jining", "--all", "--stage", "A")
    assert line == "--stage: found `--all --stage`, allowed: one of --all, --around, --stage"
    assert "A, B, C, D, E" in bad("regulation", "graph", "jining", "--stage", "F")[0]
    assert "binzhou-2021-points, binzhou-2021-hours" in bad("regulation", "graph", "binzhou")[0]


def test_an_encoding_at_fault_is_told_with_its_place(city: Path) -> None:
    file = city / "heyang" / "heyang-2025.lp"
    for text, said in (("a(b.", ":1:4-5: error: syntax error"), ("a.\nb，c.", ":2:2: error: unexpected ，")):
        file.write_text(text, encoding="utf-8")
        assert bad("regulation", "graph", "heyang", "--asp-path", str(city))[0].partition(str(file))[2].startswith(said)


def test_the_page_is_there_in_chinese() -> None:
    page = shown("jining", lang="zh")
    assert "第 0 层" in page
    assert "未使用：有推导而无人引用\n  无\n" in page
