"""``xueshi regulation new``: what it makes judges at once, a copy judges as the original, nothing is overwritten."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import xueshi
from tests.cli.running import ROOT, bad, good
from tests.cli.running import xueshi as run
from xueshi.kept import read_table
from xueshi.law.clauses import clauses
from xueshi.law.regulation import Regulation, regulations
from xueshi.law.vocabulary import vocabulary
from xueshi.law.words import read_words
from xueshi.scaffold.pieces import City, in_force_from, named, with_source
from xueshi.solver.syntax import statements

CITIES = tuple(dict.fromkeys(law.jurisdiction for law in regulations()))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XUESHI_ASP_PATH", raising=False)
    forget()
    yield
    forget()


def forget() -> None:
    """Forget what was read from files: a path that is not absolute means another file in each test."""
    for name, module in list(sys.modules.items()):
        if name.startswith("xueshi."):
            for thing in list(vars(module).values()):
                if callable(clear := getattr(thing, "cache_clear", None)):
                    clear()


def made(*args: str) -> dict[str, object]:
    found = json.loads(good("regulation", "new", *args, "--json"))
    assert isinstance(found, dict)
    return found


def only(root: Path = Path("cities")) -> Regulation:
    (law,) = (law for law in regulations((root,)) if law.file.is_relative_to(root))
    return law


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "core" not in path.parts
    }


# ---- from nothing --------------------------------------------------------------------------------------------------


def test_it_says_what_it_made_and_what_comes_next() -> None:
    page = good("regulation", "new", "heyang-2025", "--in", "cities")
    first, *rest = page.splitlines()
    assert first == "cities/heyang made:"
    shown = [line.split("  ")[1] for line in rest if line.startswith("  ")]
    assert shown[-3:] == [
        "xueshi regulation lint heyang-2025 --asp-path cities",
        "xueshi regulation test heyang-2025 --asp-path cities",
        "xueshi new heyang 2025 --asp-path cities | xueshi check - --asp-path cities",
    ]
    files = {name.replace(".*.po", ".en.po") for name in shown[:-3]}
    there = {path.name + "/" * path.is_dir() for path in Path("cities/heyang").iterdir()}
    assert files == {name for name in there if not name.endswith(".zh.po")}


def test_it_judges_at_once() -> None:
    good("regulation", "new", "heyang-2025", "--in", "cities")
    case = good("new", "heyang", "2025", "--asp-path", "cities")
    result = json.loads(good("check", "-", "--asp-path", "cities", "--json", stdin=case))
    assert result["regulation"]["id"] == "heyang-2025"
    # The example of a route credits what it states.
    (record,) = result["records"]
    assert record["status"] == "credited"
    assert record["credited"]["professional"] > 0


def test_it_passes_the_checks() -> None:
    good("regulation", "new", "heyang-2025", "--in", "cities")
    good("regulation", "format", "--check", "heyang-2025", "--asp-path", "cities")
    assert "nothing found" in good("regulation", "lint", "heyang-2025", "--asp-path", "cities")
    report = json.loads(good("regulation", "test", "heyang-2025", "--asp-path", "cities", "--json"))
    assert (report["scenarios"], report["passed"]) == (1, 1)


def test_every_rule_names_a_clause_of_the_list_and_every_predicate_is_known() -> None:
    good("regulation", "new", "heyang-2025", "--in", "cities")
    law = only()
    listed = {clause.id for clause in clauses(law)}
    known = vocabulary(law.file.parent)
    for statement in statements(law.file):
        uses = [use for use in statement.uses if use.place == "head"]
        assert all(known[use.name, use.arity].role == "law" for use in uses)
        if uses and uses[0].signature != "subject/2":
            assert statement.clauses
            assert set(statement.clauses) <= listed
    cited = {clause for statement in statements(law.file) for clause in statement.clauses}
    assert cited == listed
    assert all(clause.says["zh"] and clause.says["en"] for clause in clauses(law))
    for name in ("words", "sentences", f"{law.id}.letters"):
        read_words(law.file.parent, name)  # both languages have the same entries, or it is a fault


def test_the_city_is_known_by_its_names() -> None:
    made("heyang-2025", "--in", "cities", "--zh", "河阳", "--zh", "河阳市")
    assert good("kinds", "河阳市", "--asp-path", "cities") == good("kinds", "heyang", "--asp-path", "cities")


def test_the_year_is_that_of_the_name_or_the_option() -> None:
    assert made("heyang-2025", "--in", "a")["regulations"] == ["heyang-2025"]
    assert made("heyang", "--year", "2027", "--in", "b")["regulations"] == ["heyang-2027"]
    # A notice of one year for the next.
    assert made("heyang-2025", "--year", "2026", "--in", "c")["regulations"] == ["heyang-2025"]
    assert only(Path("c")).years() == "2026"
    good("regulation", "test", "heyang", "--asp-path", "c")


def test_the_first_folder_of_the_path_is_where_it_goes() -> None:
    for name in ("one", "two"):
        Path(name).mkdir()
    assert made("heyang-2025", "--asp-path", "one", "--asp-path", "two")["folder"] == "one/heyang"
    found = json.loads(good("regulation", "new", "lanting-2025", "--json", XUESHI_ASP_PATH="two:one"))
    assert found["folder"] == "two/lanting"
    assert found["next"][0] == "xueshi regulation lint lanting-2025"  # the variable names the folder
    assert made("beihai-2025")["folder"] == "beihai"


# ---- the text of the notice ----------------------------------------------------------------------------------------


def test_the_notice_is_written_down_and_a_change_is_told() -> None:
    notice = Path("notice.txt")
    notice.write_text("第一条 专业技术人员应当参加继续教育。\n", encoding="utf-8")
    digest = hashlib.sha256(notice.read_bytes()).hexdigest()
    assert made("heyang-2025", "--in", "cities", "--source", "notice.txt")["source"] == {
        "file": "notice.txt",
        "sha256": digest,
    }

    def source() -> dict[str, object]:
        shown = json.loads(good("regulation", "show", "heyang", "--asp-path", "cities", "--json"))
        found = shown["source"]
        assert isinstance(found, dict)
        return found

    assert source() == {
        "file": "notice.txt",
        "sha256": digest,
        "standing": "same",
        "path": "notice.txt",
        "sha256_now": digest,
    }
    notice.write_text("第一条 修改。\n", encoding="utf-8")
    assert "has changed" in good("regulation", "show", "heyang", "--asp-path", "cities")


# ---- a copy --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("city", CITIES)
def test_a_copy_judges_as_the_original(city: str) -> None:
    """Every case of the city has the same result under the new names."""
    good("regulation", "new", "copied", "--from", city, "--in", "cities")
    roots = (Path("cities"),)
    ids = {law.id.replace(city, "copied"): law.id for law in regulations() if law.jurisdiction == city}
    assert {law.id for law in regulations(roots) if law.jurisdiction == "copied"} == set(ids)
    cases = sorted((ROOT / "facts" / city).glob("*.yaml"))
    assert cases
    for file in cases[:3]:
        case = xueshi.read_case(str(file))
        copy = replace(case, jurisdiction="copied")
        first = xueshi.result_json(xueshi.check(case))
        second = xueshi.result_json(xueshi.check(copy, asp_path=roots))
        text = json.dumps(second, sort_keys=True).replace("copied", city)
        assert json.loads(text) == json.loads(json.dumps(first, sort_keys=True))


def test_a_copy_passes_what_the_original_passes() -> None:
    good("regulation", "new", "copied", "--from", "lishui", "--in", "cities")
    report = json.loads(good("regulation", "test", "copied", "--asp-path", "cities", "--json", "-k", "art-14"))
    assert report["passed"] == report["scenarios"] > 5
    found = xueshi_says("regulation", "lint", "copied", "--asp-path", "cities").replace("copied", "lishui")
    assert found.splitlines()[-1] == xueshi_says("regulation", "lint", "lishui").splitlines()[-1]


def xueshi_says(*args: str) -> str:
    result = run(*args)
    assert result.exit_code in (0, 1), result.stderr
    return result.stdout


@pytest.mark.parametrize("city", CITIES)
def test_no_file_of_a_copy_names_the_old_ids(city: str) -> None:
    good("regulation", "new", "copied-2031", "--from", city, "--in", "cities")
    old = {law.id for law in regulations() if law.jurisdiction == city}
    for name, content in tree(Path("cities/copied")).items():
        text = name + content.decode("utf-8")
        assert not [one for one in old if one in text], name
        assert f"jurisdiction: {city}" not in text


def test_a_copy_says_where_the_old_city_is_still_named() -> None:
    page = good("regulation", "new", "heyang-2024", "--from", "jining", "--in", "cities")
    text = Path("cities/heyang/heyang-2024.toml").read_text(encoding="utf-8")
    lines = sum("济宁" in line or "jining" in line.lower() for line in text.splitlines())
    assert f"heyang-2024.toml (lines: {lines})" in page
    assert "scenarios" not in page.partition("still named")[2].partition("\n")[0]


def test_a_copy_in_another_year_says_that_dates_stay() -> None:
    page = good("regulation", "new", "heyang-2026", "--from", "jining", "--in", "cities")
    assert "in force from 2026, unlike jining" in page
    assert only().years() == "2026"
    assert "opening_day(20240510)." in only().file.read_text(encoding="utf-8")


def test_a_copy_keeps_no_notice_of_the_original() -> None:
    Path("notice.txt").write_text("甲", encoding="utf-8")
    made("heyang-2025", "--in", "cities", "--source", "notice.txt", "--zh", "河阳")
    made("lanting-2026", "--from", "heyang", "--asp-path", "cities", "--zh", "兰亭")
    data = read_table(Path("cities/lanting/lanting-2026.toml"))
    assert data["source"] == {"file": "", "sha256": ""}
    assert data["in_force"] == ["2026-01-01", "2026-12-31"]
    assert read_table(Path("cities/lanting/kinds.toml"))["choices"]["jurisdiction"] == {"lanting": ["Lanting", "兰亭"]}
    assert only_of("lanting").titles  # both cities are read together


def only_of(jurisdiction: str) -> Regulation:
    (law,) = (law for law in regulations((Path("cities"),)) if law.jurisdiction == jurisdiction)
    return law


def test_the_next_notice_of_a_city_that_is_known() -> None:
    made("jining-2025", "--from", "jining", "--in", "cities")
    result = json.loads(
        good("check", "-", "--asp-path", "cities", "--json", stdin="{person: a, jurisdiction: jining, year: 2025}")
    )
    assert result["regulation"]["id"] == "jining-2025"


# ---- what is refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("Heyang-2025",), "NAME: found `Heyang-2025`, allowed: a name like `heyang-2025`"),
        (("heyang",), "--year: found nothing, allowed: a year, by --year or in the name (`heyang-2025`)"),
        (("jining-2024",), "NAME: found `jining-2024`, allowed: an id that no regulation has"),
        (("heyang-2025", "--zh", "济宁"), "--zh: found `济宁`, allowed: a name that no other jurisdiction has"),
        (("heyang-2025", "--from", "nowhere"), "--from: found `nowhere`, allowed: one of binzhou, "),
        (("heyang-2025", "--source", "none.txt"), "--source: found `none.txt`, allowed: a file that exists"),
        (("heyang-2025", "--year", "25"), "--year: found `25`"),
        (("heyang-2025", "--in", "file"), "--in: found `file`, allowed: a folder"),
        (("heyang-2025", "--in", "other"), "other/core: found `other/core`, allowed: the vocabulary"),
        (("taken-2025",), "taken: found `taken`, allowed: a folder that does not exist; nothing is overwritten"),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_written(args: tuple[str, ...], said: str) -> None:
    Path("file").write_text("", encoding="utf-8")
    Path("other/core").mkdir(parents=True)
    Path("taken").mkdir()
    Path("taken/mine.lp").write_text("mine.", encoding="utf-8")
    before = sorted(Path().rglob("*"))
    (line,) = bad("regulation", "new", *args)
    assert line.startswith(said)
    assert sorted(Path().rglob("*")) == before
    (chinese,) = bad("regulation", "new", *args, "--lang", "zh")
    assert chinese != line


def test_what_is_refused_twice_is_told_at_once() -> None:
    lines = bad("regulation", "new", "weihai-2022", "--zh", "济宁", "--in", "cities")
    assert [line.partition(":")[0] for line in lines] == ["--zh", "NAME"]


# ---- the vocabulary beside it --------------------------------------------------------------------------------------


def test_the_vocabulary_is_linked() -> None:
    assert made("heyang-2025", "--in", "cities")["core"] == "linked"
    assert Path("cities/core").is_symlink()
    assert made("lanting-2025", "--in", "cities")["core"] == "there"


def test_where_no_link_can_be_made_it_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", no_links)
    page = good("regulation", "new", "heyang-2025", "--in", "cities")
    assert "cities/core: the vocabulary, copied" in page
    assert not Path("cities/core").is_symlink()
    assert "30 h public" in good(
        "check", "-", "--asp-path", "cities", stdin="{person: a, jurisdiction: heyang, year: 2025}"
    )
    for command in ("lint", "test"):
        good("regulation", command, "heyang", "--asp-path", "cities")


# ---- pieces --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "year", "moved"),
    [
        ("2024-01-01", "2024-12-31", 2025, ("2025-01-01", "2025-12-31")),
        ("2022-04-08", "", 2025, ("2025-04-08", "")),
        # Five years from the end of March stay five years.
        ("2023-03-31", "2028-03-30", 2025, ("2025-03-31", "2030-03-30")),
        ("2024-02-29", "2028-02-29", 2025, ("2025-02-28", "2029-02-28")),
    ],
)
def test_the_interval_in_force_stays_as_long(first: str, last: str, year: int, moved: tuple[str, str]) -> None:
    text = f'id = "a"\nin_force = ["{first}", "{last}"]\ndates = []\n'
    assert in_force_from(text, year) == f'id = "a"\nin_force = ["{moved[0]}", "{moved[1]}"]\ndates = []\n'


def test_a_city_s_own_kinds_stay() -> None:
    kinds = '# a\n[choices.jurisdiction]\nold = ["Old", "旧"]\n\n[kinds.x]\nzh = ["子"]\n'
    city = City("new_town", ("新",), declared=False)
    assert (
        named(kinds, city) == '# a\n[choices.jurisdiction]\nnew_town = ["New town", "新"]\n\n[kinds.x]\nzh = ["子"]\n'
    )
    assert named("[kinds.x]\n", city).startswith("[choices.jurisdiction]\nnew_town")
    assert named(None, city) == '[choices.jurisdiction]\nnew_town = ["New town", "新"]\n'
    assert named(None, city._replace(declared=True)) == ""


def test_the_source_takes_the_place_of_another() -> None:
    block = '# why\n[source]\nfile = ""\nsha256 = ""\n'
    text = 'id = "a"\n\n# why\n[source]\nfile = "x.txt"\nsha256 = "0"\n\n[[offices]]\nzh = "b"\n'
    assert with_source(text, None, block) == f'id = "a"\n\n[[offices]]\nzh = "b"\n\n{block}'
