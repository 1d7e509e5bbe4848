"""The page to read and print: one file, harmless, readable by everyone."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.explanations import HARM, awkward, crowd, explanation, ordinary
from xueshi.messages import LANGS, Lang
from xueshi.model.explanation import Explanation, Line
from xueshi.report.characters import clean
from xueshi.report.explained.html import explanation_html
from xueshi.report.explained.style import STYLE

VOID = {"meta", "input"}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "strong", "nav", "ul", "li", "a",
    "span", "label", "input", "main", "section", "details", "summary", "div", "small", "footer", "dl", "dt", "dd",
}  # fmt: skip
"""What the page is made of; nothing that loads, runs or sends."""


class Page(HTMLParser):
    """Reads a page, and fails where tags do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._open[-1] if self._open else "", data))

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]

    def classed(self, tag: str, name: str) -> list[dict[str, str]]:
        return [attrs for attrs in self.of(tag) if name in attrs.get("class", "").split()]

    @property
    def text(self) -> str:
        return "".join(data for tag, data in self.texts if tag != "style")


def page(shown: Explanation) -> Page:
    return Page(explanation_html(shown))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("make", [ordinary, awkward, crowd])
def test_it_needs_nothing_and_runs_nothing(make: object, lang: Lang) -> None:
    assert callable(make)
    text = explanation_html(make(lang))
    found = Page(text)
    assert {tag for tag, _ in found.tags} <= TAGS
    attributes = {name for _, attrs in found.tags for name in attrs}
    assert not attributes & {"src", "srcset", "style", "action", "data", "poster", "ping"}
    assert not [name for name in attributes if name.startswith("on")]
    parts = {attrs["id"] for attrs in found.of("section")}
    assert all(attrs["href"].removeprefix("#") in parts for attrs in found.of("a"))
    assert "<script" not in text
    assert not re.search(r"url\(|@import|https?:", text.partition("<body>")[0])
    policy = [attrs["content"] for attrs in found.of("meta") if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy[0].startswith("default-src 'none'; style-src 'unsafe-inline'")
    text.encode("utf-8")


@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_it_says_its_language_and_that_of_the_clauses(lang: Lang, tag: str) -> None:
    found = page(ordinary(lang))
    assert found.of("html")[0]["lang"] == tag
    clauses = found.classed("span", "clause")
    assert clauses
    assert all(attrs["lang"] == "zh-CN" for attrs in clauses)


@pytest.mark.parametrize("lang", LANGS)
def test_everything_is_said_in_order(lang: Lang) -> None:
    shown = ordinary(lang)
    found = page(shown)
    said = [data for _, data in found.texts]
    position = 0
    for line in (line for top in shown.lines for line in top.walk()):
        position = said.index(line.text, position)
        for clause in line.clauses:
            assert clause in said[position:]
        if line.place:
            assert line.place in said[position:]
    assert ("not an official decision" if lang == "en" else "不是主管部门的正式决定") in found.text


def test_headings_are_nested() -> None:
    levels = [int(tag[1]) for tag, _ in page(ordinary()).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_decided_stands_open_the_rest_is_folded() -> None:
    found = page(ordinary())
    details = found.of("details")
    # The shortfall, e1, its cut, k1's choice, t2, its refusal; folded: k1, and what e1's amount comes from.
    assert sum("open" in attrs for attrs in details) == 6
    assert len(details) == 8


def test_a_line_that_rests_on_nothing_does_not_fold() -> None:
    assert not page(explanation((Line("Readings", "head", below=(Line("round = exact"),)),))).of("details")


def test_everything_can_be_unfolded_and_is_on_paper() -> None:
    box = page(ordinary()).of("input")[0]
    assert box == {"type": "checkbox", "id": "all"}
    paper = STYLE.partition("@media print")[2]
    assert "details::details-content { display: block; content-visibility: visible" in paper
    assert "size: A4" in STYLE


def test_a_sign_has_a_name_for_those_who_do_not_see_it() -> None:
    found = page(ordinary())
    signs = [attrs for attrs in found.classed("span", "sign") + found.classed("span", "kind") if "role" in attrs]
    assert {attrs["aria-label"] for attrs in signs} == {
        "holds", "fails", "open, or in part", "fact of the case", "regulation", "reading chosen", "choice",
    }  # fmt: skip


def test_the_legend_explains_the_signs_that_occur() -> None:
    legend = explanation_html(ordinary()).partition("<footer>")[2]
    for said in ("holds", "fails", "open, or in part", "fact of the case", "regulation", "reading chosen", "choice"):
        assert f"<dd>{said}</dd>" in legend
    assert "<dd>assumption</dd>" not in legend
    assert "<dd>holds</dd>" not in explanation_html(explanation((Line("x"),))).partition("<footer>")[2]


def test_contents_are_listed_where_there_are_several_parts() -> None:
    assert [attrs["href"] for attrs in page(ordinary()).of("a")] == [f"#part-{number}" for number in (1, 2, 3, 4)]
    assert not page(explanation((Line("x"),))).of("nav")


@pytest.mark.parametrize("lang", LANGS)
def test_awkward_text_stands_there_as_text(lang: Lang) -> None:
    found = page(awkward(lang))
    said = {data for _, data in found.texts}
    assert {clean(text) for text in HARM if text.strip()} <= said
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", found.text)


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_text_becomes_a_tag(text: str, clause: str) -> None:
    lines = (Line(text, "bad", "case", text, (clause,), text, below=(Line(text), Line(clause, below=(Line(text),)))),)
    shown = page(explanation(lines, person=text, about={"record": clause}))
    plain = page(
        explanation((Line("x", "bad", "case", "x", ("y",), "x", below=(Line("x"), Line("y", below=(Line("x"),)))),))
    )
    # The small text of a place is left out where there is none.
    tags = [tag for tag, _ in shown.tags if tag != "small"]
    assert tags == [tag for tag, _ in plain.tags if tag != "small"]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(char * 2 for char in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


LIGHT, DARK, PAPER = (colours(block) for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL))


@pytest.mark.parametrize("scheme", [LIGHT, LIGHT | DARK, LIGHT | PAPER], ids=["light", "dark", "paper"])
def test_every_colour_can_be_read(scheme: dict[str, str]) -> None:
    for name in ("ink", "soft", "good", "bad", "open", "link", "case", "reading", "assumption", "clause"):
        for ground in ("ground", "panel"):
            assert contrast(scheme[name], scheme[ground]) >= 4.5, (name, ground)
    assert contrast(scheme["clause"], scheme["clause-ground"]) >= 4.5


def test_a_page_of_many_records_stays_small() -> None:
    assert len(explanation_html(crowd())) < 400_000
