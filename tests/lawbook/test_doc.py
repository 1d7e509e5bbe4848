"""``xueshi regulation doc``: one page on which an encoding can be checked clause by clause."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.cli.running import bad, process, xueshi
from tests.mutation.city import city
from xueshi.law.regulation import regulations
from xueshi.lawbook.asp import coloured
from xueshi.lawbook.sources import by_clause, pieces

VOID = {"meta", "br", "input"}

CLAUSES = """
[clauses]
"1" = {zh = "每年不少于24学时", en = "At least 24 hours a year"}
"2" = {zh = "培训按实际学时计入", en = "Training by its <hours> & 20 at most"}
"3" = {zh = "附则", en = "Final provisions", not_encoded = true}
"""


class Page(HTMLParser):
    """A page read back: its text by section, and whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.section = ""
        self.text: dict[str, str] = {}
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)
        if tag == "section":
            self.section = dict(attrs)["id"] or ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text[self.section] = self.text.get(self.section, "") + data


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = city(tmp_path_factory.mktemp("book"))
    with (made / "doll" / "doll-2025.toml").open("a", encoding="utf-8") as file:
        file.write(CLAUSES)
    return made


def written(root: Path, *args: str, lang: str = "en") -> str:
    result = xueshi("regulation", "doc", "doll-2025", "--asp-path", str(root), "--lang", lang, "--fast", *args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_every_clause_has_its_section_with_meaning_numbers_scenarios_and_rules(root: Path) -> None:
    page = Page(written(root))
    assert page.open == []
    first, second, third = (page.text[f"c{number}"] for number in (1, 2, 3))
    assert "At least 24 hours a year" in first
    assert "at least 24 h a year" in first
    assert 'minimum(professional,24,"1").' in first
    assert "No scenario is about this clause." in first
    assert "Training by its <hours> & 20 at most" in second
    assert "20 h a year" in second
    assert "5 hours of training give 5" in second
    assert 'cap(study,20,"2").' in second
    assert "Decides no hours, so no rule encodes it." in third


def test_the_page_asks_for_nothing_from_outside(root: Path) -> None:
    text = written(root)
    page = Page(text)
    assert "<script" not in text
    assert not [
        value for name, value in page.attributes if name in ("src", "href") and not (value or "").startswith("#")
    ]
    assert "url(" not in text
    assert "default-src 'none'" in text


def test_both_languages_have_the_same_sections(root: Path) -> None:
    pages = [Page(written(root, lang=lang)) for lang in ("en", "zh")]
    assert pages[0].text.keys() == pages[1].text.keys()
    assert "培训按实际学时计入" in pages[1].text["c2"]
    assert "情景：2个，全部通过" in pages[1].text["c2"]


def test_a_scenario_that_fails_is_shown_first_and_open(tmp_path: Path) -> None:
    from tests.mutation.city import SCENARIOS

    made = city(tmp_path, scenarios=SCENARIOS.replace("- [21, 20]", "- [21, 21]"))
    text = written(made)
    assert "Scenarios: 2, 1 fail" in text
    listed = re.findall(r'aria-label="(passes|fails)"', text)
    assert listed == ["fails", "passes"]
    assert re.search(r"<details open><summary>Scenarios: 2, 1 fail", text)


def test_links_lead_to_places_on_the_page(root: Path) -> None:
    page = Page(written(root))
    ids = {value for name, value in page.attributes if name == "id"}
    assert {value[1:] for name, value in page.attributes if name == "href" and value} <= ids


def test_figures_of_saved_reports_stand_at_the_head(root: Path, tmp_path: Path) -> None:
    verified = {
        "regulations": [
            {
                "regulation": "doll-2025",
                "properties": [{"property": "caps", "name": None, "holds": True, "witnesses": []}],
            }
        ]
    }
    mutated = {"regulations": [{"regulation": "doll-2025", "mutants": 9, "killed": 8, "survived": 1}]}
    files = []
    for name, data in (("verify", verified), ("mutate", mutated)):
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(data), encoding="utf-8")
        files += ["--report", str(file)]
    head = Page(written(root, *files)).text[""]
    assert "mutants killed8of 9; 1 survived" in head
    assert "properties hold1of 1" in head
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    lines = bad("regulation", "doc", "jining", "--report", str(tmp_path / "other.json"), "--lang", "en")
    assert lines[0].endswith(
        "other.json: found a file that is no such report, allowed: "
        "what `regulation verify --json` or `regulation mutate --json` printed"
    )


def test_an_earlier_page_is_replaced_and_another_file_never(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    args = ("regulation", "doc", "doll", "--asp-path", str(root), "--lang", "en", "--fast", "--output", str(file))
    assert [xueshi(*args).exit_code for _ in range(2)] == [0, 0]
    file.write_text("mine", encoding="utf-8")
    assert xueshi(*args).exit_code == 2
    assert file.read_text(encoding="utf-8") == "mine"


def test_the_same_folder_gives_the_same_bytes_in_every_process(root: Path) -> None:
    pages = [
        process(
            "regulation", "doc", "doll", "--asp-path", str(root), "--fast", "--lang", "en", env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert pages[0] == pages[1]
    assert pages[0].startswith(b"<!DOCTYPE html>")


def test_the_whole_page_has_coverage_of_each_clause(root: Path) -> None:
    result = xueshi("regulation", "doc", "doll", "--asp-path", str(root), "--lang", "en")
    assert (result.exit_code, result.stderr) == (0, "")
    page = Page(result.stdout)
    assert "reached by scenarios" in page.text["c2"]
    assert "rules reached" in page.text[""] or "facts reached" in page.text[""]


def test_every_statement_of_an_encoding_stands_in_exactly_one_piece() -> None:
    from xueshi.solver.syntax import statements

    for law in regulations():
        if law.jurisdiction not in ("binzhou", "lishui"):  # one with a shared file, one with a file over several years
            continue
        found = pieces(law)
        of_file: dict[Path, list[int]] = {}
        for piece in found:
            of_file.setdefault(piece.file, []).extend(statement.line for statement in piece.statements)
        for file, lines in of_file.items():
            said = [s.line for s in statements(file) if s.form in ("fact", "rule", "choice", "constraint", "weak")]
            assert lines == said, file
        assert set(by_clause(found)) >= {clause for piece in found for clause in piece.clauses}


def test_a_piece_holds_all_its_citations_and_stands_under_each(tmp_path: Path) -> None:
    made = city(tmp_path)
    study = made / "doll" / "study.lp"
    study.write_text("%@ clause 1\n%@ clause 2\n% Of both.\nlesson_minutes(45).\n\n% ---- new\nsubject(other,3).\n")
    (law,) = (law for law in regulations((made,)) if law.id == "doll-2025")
    found = by_clause(tuple(piece for piece in pieces(law, (made,)) if piece.file.name == "study.lp"))
    assert found["1"] == found["2"]
    assert found["1"][0].text == "%@ clause 1\n%@ clause 2\n% Of both.\nlesson_minutes(45)."
    assert [piece.text for piece in found[""]] == ["% ---- new\nsubject(other,3)."]


def test_facts_are_told_in_sentences(root: Path) -> None:
    folded = Page(written(root)).text["c2"].partition("The facts as sentences")[2]
    assert "training" in folded.partition("As it stands")[0]


def test_colour_changes_no_character() -> None:
    text = 'cap(study,20,"2 % no comment"). % a <comment>\nnot X, #sup.\n%@ clause 2\n'
    shown = coloured(text)
    assert re.sub(r"<[^>]*>", "", shown).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"') == text
    assert '<span class="text">&quot;2 % no comment&quot;</span>' in shown
    assert '<span class="num">20</span>' in shown
