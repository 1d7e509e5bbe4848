"""What a receipt holds."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xueshi
from tests.receipt.making import CASE, ENGINEER, FACTS, ROOT, WEIHAI, copied_law, made
from tests.receipt.spelling import spellings
from tests.strategies import cases, readings
from xueshi._version import __version__
from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError, regulations
from xueshi.read import case_from_mapping, case_from_text
from xueshi.receipt.canonical import digest
from xueshi.receipt.case_form import case_form
from xueshi.solver.grounding import EncodingError, clingo_version
from xueshi.solver.sources import source_files

CITIES = ("jining", "weihai", "lishui", "gansu", "binzhou")


def test_the_keys_are_those_of_the_page() -> None:
    data = made()
    assert list(data) == ["format", "hash", "program", "clingo", "cases", "sha256"]
    assert data["format"] == {"name": "xueshi-receipt", "version": 1}
    assert data["hash"] == "SHA-256"
    assert data["program"] == {"name": "xueshi", "version": __version__}
    assert data["clingo"] == clingo_version()
    (case,) = data["cases"]
    assert list(case) == ["regulation", "law", "vocabulary", "settings", "case", "result"]
    assert list(case["settings"]) == ["regulation", "readings", "strict", "all_readings", "lang", "asp_path"]


def test_the_case_stands_in_one_form() -> None:
    assert made()["cases"][0]["case"]["stated"] == {
        "person": "P-1",
        "jurisdiction": "jining",
        "year": 2024,
        "records": [{"id": "t", "kind": "training", "days": 3, "evidence": ["attendance_certificate"], "hours": 22.5}],
        "leave": [{"id": "L", "kind": "illness", "applied": True, "months": 7}],
    }


def test_what_is_unstated_has_no_key_and_zero_is_stated() -> None:
    empty = {"person": "P", "jurisdiction": "jining", "year": 2024}
    assert case_form(case_from_mapping(empty)) == {**empty, "records": [], "leave": []}
    stated = {**empty, "sector": "health", "earlier_modules": 0}
    assert case_form(case_from_mapping(stated)) == {**stated, "records": [], "leave": []}


def test_the_result_is_that_of_check() -> None:
    (case,) = made(all_readings=True, lang="zh")["cases"]
    assert case["result"]["found"] == xueshi.result_json(xueshi.check(CASE, all_readings=True, lang="zh"))


def test_the_settings_are_those_in_force() -> None:
    (plain,) = made()["cases"]
    declared = {item["id"]: item["value"] for item in plain["result"]["found"]["readings"]}
    assert plain["settings"]["readings"] == declared
    (other,) = made(readings={"round": "down"}, strict=True, regulation="jining-2024", lang="zh")["cases"]
    assert other["settings"] == {
        "regulation": "jining-2024",
        "readings": {**declared, "round": "down"},
        "strict": True,
        "all_readings": False,
        "lang": "zh",
        "asp_path": [],
    }


def test_the_files_are_those_that_had_a_say_by_the_hash_of_their_bytes() -> None:
    (case,) = made()["cases"]
    words = {"words.en.po", "words.zh.po"}
    assert set(case["law"]["files"]) == {f"jining/{name}" for name in {"jining-2024.lp", "jining-2024.toml", *words}}
    core = {"core.lp", "record.lp", "person.lp", "choice.lp", "totals.lp", "kinds.toml", *words}
    assert set(case["vocabulary"]["files"]) == {f"core/{name}" for name in core}
    for name, told in {**case["law"]["files"], **case["vocabulary"]["files"]}.items():
        assert hashlib.sha256((asp_root() / name).read_bytes()).hexdigest() == told


@pytest.mark.parametrize("law", regulations(), ids=lambda law: law.id)
def test_whatever_an_encoding_includes_is_among_its_files(law: Any) -> None:  # noqa: ANN401 - a regulation
    including = {file.name for file in source_files(law.file)}
    for file in source_files(law.file):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("#include"):
                assert Path(line.split('"')[1]).name in including


def test_an_included_file_of_the_city_is_law() -> None:
    case = {"person": "P", "jurisdiction": "binzhou", "year": 2021}
    (entry,) = made(case)["cases"]
    assert "binzhou/annex.lp" in entry["law"]["files"]


def test_a_citys_own_kinds_are_law(tmp_path: Path) -> None:
    roots = (copied_law(tmp_path / "asp"),)
    (tmp_path / "asp" / "jining" / "kinds.toml").write_text('[choices.document]\nfield_book = ["field book", "野外"]\n')
    (entry,) = made(asp_path=roots)["cases"]
    assert "jining/kinds.toml" in entry["law"]["files"]
    assert entry["settings"]["asp_path"] == ["asp"]


def test_files_from_elsewhere_are_told_apart_and_tell_no_way(tmp_path: Path) -> None:
    root, other = copied_law(tmp_path / "asp"), tmp_path / "elsewhere" / "jining"
    other.mkdir(parents=True)
    (other / "words.lp").write_text("more(1).\n")
    (other / "jining-2024.lp").write_text("more(2).\n")
    law = root / "jining" / "jining-2024.lp"
    law.write_text(
        law.read_text(encoding="utf-8") + f'#include "{other}/words.lp".\n#include "{other}/jining-2024.lp".\n'
    )
    (entry,) = made(asp_path=(root,))["cases"]
    names = set(entry["law"]["files"])
    assert {"jining/words.lp", "jining/jining-2024.lp", "jining/jining-2024.lp (2)"} <= names


def test_a_file_that_has_gone_meanwhile_is_named(tmp_path: Path) -> None:
    root = copied_law(tmp_path / "asp")
    made(asp_path=(root,))
    (root / "jining" / "jining-2024.toml").unlink()
    with pytest.raises(LawError, match=r"jining-2024\.toml: No such file"):
        made(asp_path=(root,))


def test_an_encoding_that_cannot_be_parsed_has_no_files(tmp_path: Path) -> None:
    (tmp_path / "a.lp").write_text('#include "b.lp".\n')
    (tmp_path / "b.lp").write_text("p(X\n")
    with pytest.raises(EncodingError, match=r"b\.lp:2:1-2: error: syntax error"):
        source_files(tmp_path / "a.lp")


def test_nothing_tells_where_it_was_made(tmp_path: Path) -> None:
    root = copied_law(tmp_path / "far" / "asp")
    text = xueshi.make_receipt([CASE, xueshi.read_case(ENGINEER)], asp_path=(root,))
    for place in (tmp_path, Path.cwd(), ROOT, asp_root(), "far", "engineer-2024"):
        assert str(place) not in text


def test_several_cases_stand_in_their_order() -> None:
    data = made(xueshi.read_case(WEIHAI), xueshi.read_case(ENGINEER), CASE)
    assert [case["regulation"] for case in data["cases"]] == ["weihai-2022", "jining-2024", "jining-2024"]


def test_a_case_is_the_same_alone_and_among_others() -> None:
    alone = made()["cases"][0]
    assert made(xueshi.read_case(ENGINEER), CASE)["cases"][1] == alone


def test_a_receipt_is_of_something() -> None:
    with pytest.raises(ValueError, match="at least one case"):
        xueshi.make_receipt([])


def test_another_process_elsewhere_writes_the_same_bytes(tmp_path: Path) -> None:
    program = f"import xueshi, sys; sys.stdout.write(xueshi.make_receipt([xueshi.read_case({str(ENGINEER)!r})]))"
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], cwd=tmp_path, capture_output=True, check=True, timeout=60
    )
    here = xueshi.make_receipt([xueshi.read_case(ENGINEER)])
    assert run.stdout.decode().replace("\r\n", "\n") == here
    assert json.loads(here)["cases"]


@given(st.data(), st.sampled_from(CITIES))
def test_order_language_and_format_do_not_change_a_byte(data: st.DataObject, city: str) -> None:
    case = data.draw(cases(city))
    chosen = data.draw(readings(city))
    told = xueshi.make_receipt([case], readings=chosen)
    written = data.draw(spellings(case))
    read = case_from_text(written.text, "case", written.form)
    assert xueshi.make_receipt([read], readings=chosen) == told
    # By itself, too: what the receipt holds is a case file that states the same.
    stated = json.loads(told, parse_float=Decimal)["cases"][0]["case"]["stated"]
    assert case_form(case_from_mapping(stated)) == case_form(read) == stated


@pytest.mark.parametrize("path", FACTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_whoever_states_less_has_another_case(path: Path) -> None:
    form: Any = case_form(xueshi.read_case(path))
    told = {digest(form)}
    fewer = 0
    for at, record in enumerate(form["records"]):
        for key in set(record) - {"id", "kind"}:
            shorter = {name: value for name, value in record.items() if name != key}
            records = [*form["records"][:at], shorter, *form["records"][at + 1 :]]
            told.add(digest(case_form(case_from_mapping({**form, "records": records}))))
            fewer += 1
    assert len(told) == 1 + fewer
