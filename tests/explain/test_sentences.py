"""What explanations say: whole sentences of the law's catalogue, no atom of the encoding, nothing twice."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.explain.deriving import CITIES, case_files, derived, few, named
from tests.explain.golden_reasons import Example, examples, file_of, page, table, written
from tests.law.contract import City, entries, shipped, signatures, tables
from tests.law.test_words import named as coded
from xueshi.explain.sentences import Sentences
from xueshi.explain.stories import Stories
from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError
from xueshi.law.sentences import Sentences as Book
from xueshi.law.sentences import sentences, signature
from xueshi.law.vocabulary import Predicate, vocabulary
from xueshi.law.words import read_words, words
from xueshi.messages import LANGS, Lang, section
from xueshi.model.explanation import Line

FOLDERS = ("core", *CITIES)
SECTIONS = ("predicate", "absent")
STAGES = "ABCD"
"""The stages of one year; no explanation reaches the last one, which looks at several."""

_BARE = re.compile(r"\b[a-z]+(_[a-z0-9]+)+\b|\b[a-z]+\(|[{}\[\]]|#|\bNone\b")
"""What no sentence holds: a code, an atom, a placeholder, a mark of a list."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TITLES = re.compile(r"“[^”]*”")
_CITED = re.compile(r"( \[[^\]]*\])+$")

READINGS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("binzhou/one-prize-2021", {"pool": "item"}),
    ("binzhou/rejected-claims-2021", {"lowest": "none", "intl": "undetermined"}),
    ("binzhou/technician-points-2019", {"frac": "down", "2m": "exceeding"}),
    ("binzhou/visiting-scholar-2021", {"overcap": "outside"}),
    ("gansu/constructor-exam-2024", {"deem": "added"}),
    ("gansu/public-learner-2025", {"23": "actual"}),
    ("gansu/researcher-capped-2024", {"30": "activity", "day": "merged", "deg40": "apart"}),
    ("jining/competitor-choice-2024", {"peritem": "one"}),
    ("jining/late-starter-2024", {"2010": "binding"}),
    ("jining/maternity-2024", {"mat": "threshold", "round": "up"}),
    ("jining/nurse-2024", {"sector": "municipal"}),
    ("jining/researcher-capped-2024", {"scope": "lifetime", "day": "merged", "skill": "highest"}),
    ("lishui/courseware-2024", {"45": "year_sum", "18": "each"}),
    ("lishui/seminar-filed-2023", {"filed": "seminar"}),
    ("weihai/degree-student-2022", {"len": "extended"}),
    ("weihai/engineer-capped-2022", {"day": "averaged", "gt6": "reaches"}),
)


# -- the catalogue -----------------------------------------------------------------------------------------------------


@cache
def catalogue_of(folder: str) -> Mapping[str, Any]:
    """Return the sentences that a folder holds, as they are written."""
    file = asp_root() / folder / "sentences.toml"
    shapes = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {**shapes, **read_words(asp_root() / folder, "sentences")}


def keys(folder: str, *listed: str) -> set[str]:
    """Return the predicates of which a folder's sections say something."""
    return {key.partition(" ")[0] for name in listed for key in catalogue_of(folder).get(name, {})}


def spoken() -> Iterator[tuple[str, str, str, Mapping[str, str]]]:
    """Yield folder, section, key and entry of every sentence."""
    for folder in FOLDERS:
        for name in SECTIONS:
            for key, entry in catalogue_of(folder).get(name, {}).items():
                yield folder, name, key, entry


def placeholders(text: str) -> set[str]:
    """Return the names that a template asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def declared(folder: str, key: str) -> Predicate:
    """Return what is declared of the predicate of a key."""
    return vocabulary(asp_root() / folder)[signature(key)]


def test_every_predicate_of_the_core_has_a_sentence_or_is_untold_on_purpose() -> None:
    known = {key for key, entry in entries().items() if entry.stage in STAGES}
    told, untold = keys("core", "predicate"), keys("core", "untold")
    assert sorted(known - told - untold) == []
    assert sorted(told & untold) == []
    assert sorted((told | untold) - known) == []
    assert all(why.strip() for why in catalogue_of("core")["untold"].values())


@pytest.mark.parametrize("city", shipped(), ids=lambda city: city.id)
def test_every_predicate_of_a_city_is_declared_and_has_a_sentence(city: City) -> None:
    year = [file for file in city.files if file.parent.name == city.id]
    used = signatures(City(city.id, tuple(year)).statements, "head", "body", "absent")
    own = used - set(entries())
    assert {f"{name}/{arity}" for name, arity in vocabulary(asp_root() / city.id)} >= used
    assert sorted(own - keys(city.id, "predicate")) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_is_said_of_a_predicate_that_is_not_there(folder: str) -> None:
    known = {f"{name}/{arity}" for name, arity in vocabulary(asp_root() / folder)}
    assert sorted(keys(folder, *SECTIONS, "shape", "untold") - known) == []
    named_below = {
        name
        for shape in catalogue_of(folder).get("shape", {}).values()
        for value in shape.values()
        if isinstance(value, list)
        for name in value
    }
    every = {f"{name}/{arity}" for city in CITIES for name, arity in vocabulary(asp_root() / city)}
    assert sorted(named_below - every) == []


def test_both_languages_have_the_same_placeholders_and_they_are_arguments() -> None:
    found = list(spoken())
    assert len(found) > 300
    for folder, name, key, entry in found:
        assert set(entry) == set(LANGS), (folder, name, key)
        asked = {lang: placeholders(entry[lang]) for lang in LANGS}
        assert asked["en"] == asked["zh"], (folder, name, key)
        assert asked["en"] <= {argument.name for argument in declared(folder, key).arguments}, (folder, name, key)


def test_an_item_stands_in_both_languages_alike() -> None:
    for folder, name, key, entry in spoken():
        marks = {lang: (entry[lang].count("["), entry[lang].count("]")) for lang in LANGS}
        assert marks["en"] == marks["zh"], (folder, name, key)
        assert all(opening == closing <= 2 for opening, closing in marks.values()), (folder, name, key)


def test_every_sentence_is_whole() -> None:
    for folder, name, key, entry in spoken():
        for lang in LANGS:
            text = entry[lang]
            assert text == text.strip(), (folder, name, key)
            assert (text == "") == (entry["en"] == ""), (folder, name, key)
            assert not text.endswith((".", "。", ",", "，")), (folder, name, key)
        assert not _HAN.search(entry["en"]) or "(" in entry["en"], (folder, name, key)


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_terminal_shows_can_be_written_in_its_code(lang: Lang) -> None:
    texts = [*section(lang, "explain").values(), *(entry[lang] for *_, entry in spoken())]
    for text in texts:
        text.replace("\u00a0", " ").encode("gbk")


def test_every_sort_of_a_city_s_contract_is_one_that_sentences_know() -> None:
    own = {"study", "hours_of_study", "column", "level", "patent_type", "platform"}
    for city in CITIES:
        for entry in vocabulary(asp_root() / city).values():
            assert {argument.sort for argument in entry.arguments} <= set(tables()["sorts"]) | own, entry.name


@pytest.mark.parametrize("city", CITIES)
def test_every_route_has_a_name(city: str) -> None:
    spoken_of = words(asp_root() / city)
    routes = {code for sort, code in coded(city) if sort == "route"} - {"every"}
    unnamed = {route for route in routes if not spoken_of.has("route", route) and spoken_of.kind(route, "zh") == route}
    assert sorted(unnamed) == []


# -- what is told of cases ---------------------------------------------------------------------------------------------


def faults(lines: list[Line], lang: Lang) -> Iterator[str]:
    """Yield what is wrong with the lines of an explanation."""
    for top in lines:
        for line in top.walk():
            text = _TITLES.sub("", line.text)
            if _BARE.search(text) or not text.strip():
                yield f"no sentence: {line.text}"
            if lang == "en" and _HAN.search(text) and "原则上" not in text and "(" not in text:
                yield f"not English: {line.text}"
            below = [one.text for one in line.below]
            if len(below) != len(set(below)):
                yield f"twice below {line.text}"
            if line.text in below:
                yield f"again below itself: {line.text}"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", list(case_files()), ids=named)
def test_no_atom_of_the_encoding_remains(path: Path, lang: Lang) -> None:
    assert list(faults(list(Stories(derived(path, lang=lang)).whole()), lang)) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("name", "readings"), READINGS, ids=[name for name, _ in READINGS])
def test_nor_under_other_readings(name: str, readings: Mapping[str, str], lang: Lang) -> None:
    path = next(path for path in case_files() if named(path) == name)
    assert list(faults(list(Stories(derived(path, readings, lang=lang)).whole()), lang)) == []


@pytest.mark.parametrize("city", CITIES)
def test_nor_under_strict_judgement(city: str) -> None:
    for path in case_files():
        if path.parent.name == city and "rejected" in path.stem:
            assert list(faults(list(Stories(derived(path, strict=True)).whole()), "en")) == []


@pytest.mark.parametrize("city", CITIES)
@few
@given(data=st.data())
def test_nor_of_cases_that_nobody_thought_of(city: str, data: st.DataObject) -> None:
    case, lang = data.draw(strategies.cases(city)), data.draw(st.sampled_from(LANGS))
    derivation = derived(case, data.draw(strategies.readings(city)), strict=data.draw(st.booleans()), lang=lang)
    found = faults(list(Stories(derivation).whole()), lang)
    assert [fault for fault in found if not fault.startswith("not English")] == []


def test_both_languages_tell_the_same() -> None:
    for name in ("jining/engineer-2024", "binzhou/laureate-2021", "gansu/illness-deferred-2024", "weihai/illness-2022"):
        path = next(path for path in case_files() if named(path) == name)
        en, zh = ([form(line) for line in Stories(derived(path, lang=lang)).whole()] for lang in LANGS)
        assert en == zh


def form(line: Line) -> tuple[object, ...]:
    """Return what a line is in every language."""
    return line.mark, line.kind, line.predicate, line.clauses, line.place, *map(form, line.below)


# -- each reason -------------------------------------------------------------------------------------------------------

EVERY = [example for city in CITIES for example in examples(city)]


@pytest.mark.parametrize("example", EVERY, ids=lambda example: example.name)
def test_the_example_has_the_reason(example: Example) -> None:
    result = example.derived().result
    listed = result.leave if example.leave else result.records
    codes = [reason.code for one in listed if one.id == example.of for reason in one.reasons]
    assert example.reason in codes


@pytest.mark.parametrize("city", CITIES)
def test_every_reason_of_a_city_has_an_example_or_cannot_occur(city: str) -> None:
    shown, never = {example.reason for example in examples(city)}, set(table(city)["never"])
    codes = {code for sort, code in coded(city) if sort == "reason"}
    assert sorted(codes - shown - never) == []
    assert sorted(shown & never) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("city", CITIES)
def test_the_sentences_are_those_that_were_read(city: str, lang: Lang) -> None:
    """``python -m tests.explain.write_golden`` writes them anew."""
    assert file_of(city, lang).read_text(encoding="utf-8") == written(city, lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("city", CITIES)
def test_what_was_read_tells_no_atom(city: str, lang: Lang) -> None:
    told = [line for line in file_of(city, lang).read_text(encoding="utf-8").split("\n") if not line.startswith("##")]
    lines = [Line(_CITED.sub("", line.strip())) for line in told if line]
    assert len(lines) > 100
    assert list(faults(lines, lang)) == []


# -- single sentences, as the regulations say --------------------------------------------------------------------------


def record_of(path: str, record: str, lang: Lang = "en", readings: Mapping[str, str] | None = None) -> list[str]:
    """Return the lines that tell of a record, each with its level."""
    file = next(one for one in case_files() if named(one) == path)
    derivation = derived(file, readings, lang=lang)
    found = next(one for one in derivation.result.records if one.id == record)
    return flat(Stories(derivation).record(found))


def flat(line: Line, level: int = 0) -> list[str]:
    below = [text for one in line.below for text in flat(one, level + 1)]
    return ["  " * level + line.text.replace("\u00a0", " "), *below]


def test_a_capped_record_shows_the_limit_who_used_it_and_what_was_left() -> None:
    """Gansu 6(四): at most 40 a year; w1 takes 25, w2 12, so 3 of w3's 15 are left."""
    told = record_of("gansu/researcher-capped-2024", "w3")
    at = told.index("  12 h professional lost: over the cap")
    assert told[at + 1 : at + 4] == [
        "    cap of the year (achievements and works): at most 40 h",
        "    used before it, in the order of the ids: w1: 25 h, w2: 12 h; left: 3 h",
        "  credited: 3 h professional",
    ]


def test_a_choice_shows_its_alternative_and_not_the_year_again() -> None:
    """k2 is worth 4 public or 20 professional hours; as professional it leaves 1 public hour missing."""
    told = record_of("jining/engineer-2024", "k2")
    at = told.index("  best allocation: counted under public")
    assert told[at + 1 :] == ["    under professional: 20 h, and 1 h more would be missing", "  credited: 4 h public"]


def test_a_failed_condition_shows_what_was_asked_and_what_is_stated_instead() -> None:
    """Jining 三(二): filed beforehand, or held by the HR department."""
    told = record_of("jining/engineer-2024", "t2", "zh")
    at = told.index("  16学时不予认定：未在培训前备案，也非人社部门举办")
    assert told[at + 1 : at + 3] == [
        "    须具备下列之一：备案为事前备案；组织单位为人社部门",
        "    填报：备案为事后备案；组织单位为用人单位",
    ]


def test_documents_are_asked_for_by_their_names_and_those_at_hand_shown() -> None:
    """Weihai 二(二)1(1): proof of attendance, for which four documents serve."""
    told = record_of("weihai/rejected-claims-2022", "c2")
    at = told.index("  12 h not credited: document missing: proof of attendance")
    assert told[at + 1].startswith("    needed, any one of: certificate of attendance; ")
    assert told[at + 1].count(";") == 3
    assert told[at + 2] == "    documents at hand: none stated"


def test_relief_is_reckoned_month_by_month() -> None:
    """Jining 附件1 三: five complete months off post, so 7/12 of 30 and of 60."""
    file = next(one for one in case_files() if named(one) == "jining/maternity-2024")
    told = flat(Stories(derived(file)).verdict())
    assert "    30 h × 7/12 = 17.5 h; 12.5 h less" in told
    assert "    60 h × 7/12 = 35 h; 25 h less" in told
    assert "      off post: 5 months" in told


def test_a_line_cites_the_clause_of_the_condition_that_a_rule_of_the_core_looks_at() -> None:
    file = next(one for one in case_files() if named(one) == "jining/engineer-2024")
    derivation = derived(file)
    record = next(one for one in derivation.result.records if one.id == "e1")
    cited = {line.text: line.clauses for line in Stories(derivation).record(record).walk()}
    assert cited["met: registered"] == ("附件1 前言",)
    assert cited["judged as “self-study examination”"] == ("附件1 二(3)",)


def test_a_text_with_two_regulations_in_one_file_cites_its_own() -> None:
    """Binzhou's annex is one file for the hours (一) and the points (二)."""
    for name, own in (("binzhou/laureate-2021", "附件 二"), ("binzhou/technician-points-2019", "附件 一")):
        file = next(one for one in case_files() if named(one) == name)
        cited = {clause for top in Stories(derived(file)).whole() for line in top.walk() for clause in line.clauses}
        assert not [clause for clause in cited if clause.startswith(own)]


def test_an_atom_by_itself_says_whom_it_is_about() -> None:
    spoken_by = Sentences(derived(next(one for one in case_files() if named(one) == "jining/engineer-2024")))
    credit = ("credit", 1, 1, "professional", 360000)
    assert spoken_by.atom(credit) == "credited: 40\u00a0h professional"
    assert spoken_by.atom(credit, named=True) == "e1: credited: 40\u00a0h professional"
    assert spoken_by.atom(("nothing", 1)) is None


# -- the catalogue's own rules -----------------------------------------------------------------------------------------


def book(text: str) -> Book:
    """Return a catalogue over the core's vocabulary."""
    return Book([tomllib.loads(text)], vocabulary(asp_root() / "core"))


def test_the_entry_with_more_conditions_says_it() -> None:
    found = book(
        '[predicate]\n"loss/6" = {en = "a", zh = "a"}\n'
        '"loss/6 reason=day_cap" = {en = "b", zh = "b"}\n'
        '"loss/6 reason=day_cap subject=none" = {en = "c", zh = "c"}\n'
    ).of("loss", 6, holds=True)
    assert [entry.spoken["en"].before for entry in found] == ["c", "b", "a"]


@pytest.mark.parametrize(
    "text",
    [
        '[predicate]\n"credit/4 colour=red" = {en = "a", zh = "a"}',
        '[predicate]\n"credit/4" = {en = "a"}',
        '[shape]\n"credit/4" = {tall = true}',
        '[shape]\n"credit" = {flat = true}',
    ],
)
def test_a_fault_of_the_catalogue_is_told(text: str) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        book(text)


def test_a_fault_names_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "asp" / "faultcity"
    folder.mkdir(parents=True)
    (folder / "sentences.toml").write_text('[shape]\n"credit/4" = {tall = true}\n', encoding="utf-8")
    with pytest.raises(LawError, match=r"faultcity/sentences\.toml: "):
        sentences(folder)


def test_page_shows_clauses() -> None:
    first = next(iter(page(examples("jining")[0], "en")))
    assert first == "## credited"
