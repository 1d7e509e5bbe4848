"""Files: what is there, how large, in which encoding; and standard input."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.reading import refused
from xueshi.errors import InputError
from xueshi.read import case_from_text, dossier_from_text, parse, read_case, read_cases, read_dossier
from xueshi.read.source import LARGEST, content, decoded

CASE = "person: P-1\njurisdiction: jining\nyear: 2024\n"
JSON = '{"person": "P-1", "jurisdiction": "jining", "year": 2024}'
FLOW = "{person: P-1, jurisdiction: jining, year: 2024}"


def refusal(path: str | os.PathLike[str]) -> str:
    with pytest.raises(InputError) as error:
        read_case(path)
    assert len(error.value.problems) == 1
    return error.value.render()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", CASE),
        ("a.YML", CASE),
        ("a.json", JSON),
        ("a.yaml", JSON),
        ("a", CASE),
        ("a", JSON),
        ("a.txt", "\n " + JSON),
        ("a", FLOW),
    ],
)
def test_the_ending_or_the_first_characters_tell_the_format(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    case = read_case(path)
    assert case.person == "P-1"
    assert case.name == str(path)


def test_the_format_can_be_told() -> None:
    assert case_from_text(FLOW, "x.json", "yaml").year == 2024
    assert case_from_text(JSON.encode(), "x.yaml", "json").year == 2024
    with pytest.raises(InputError, match="allowed: JSON"):
        case_from_text(CASE, "x.yaml", "json")


def test_no_file(tmp_path: Path) -> None:
    assert "found no file of this name, allowed: a YAML or JSON file" in refusal(tmp_path / "none.yaml")
    (tmp_path / "file").write_text("x")
    assert "found no file of this name" in refusal(tmp_path / "file" / "x")


def test_a_directory(tmp_path: Path) -> None:
    assert refusal(tmp_path).endswith(": found a directory, allowed: a YAML or JSON file")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert "found a file that may not be read" in refusal(tmp_path / "x.yaml")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_names_that_no_file_has(name: str) -> None:
    said = refusal(name)
    assert "found a file that cannot be read" in said
    assert len(said) < 500
    assert said.isprintable()


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert refusal(path).endswith(": found a file that is too large, allowed: at most 10 million bytes")


def test_an_endless_device() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no such device here")
    assert "found a file that is too large" in refusal("/dev/zero")


def test_the_largest(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x" * LARGEST)
    assert len(content(str(path))) == LARGEST


class Input:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Input(CASE.encode()))
    assert read_case("-").name == "-"
    monkeypatch.setattr(sys, "stdin", Input(b"x" * (LARGEST + 1)))
    assert refusal("-") == "standard input: found a file that is too large, allowed: at most 10 million bytes"
    monkeypatch.setattr(sys, "stdin", Input(b'{"person": 3}'))
    with pytest.raises(InputError) as error:
        read_case("-")
    assert error.value.render("zh").startswith("标准输入：person：")


def test_several_files_report_all_their_faults(tmp_path: Path) -> None:
    paths = []
    for number, text in enumerate([CASE, "person: 3\n", CASE, "- x\n"]):
        paths.append(tmp_path / f"{number}.yaml")
        paths[-1].write_text(text)
    assert len(read_cases([paths[0], paths[2]])) == 2
    with pytest.raises(InputError) as error:
        read_cases(paths)
    assert [Path(problem.file).name for problem in error.value.problems] == ["1.yaml"] * 3 + ["3.yaml"]


def test_dossiers(tmp_path: Path) -> None:
    text = "person: P\njurisdiction: binzhou\nwindow: {from: 2018, to: 2019}\n"
    path = tmp_path / "d.yaml"
    path.write_text(text)
    assert read_dossier(path) == dossier_from_text(text)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "an empty file"),
        (b" \n\t", "an empty file"),
        (b"\xef\xbb\xbf", "an empty file"),
        (b"\x00\x01\x02", "a binary file"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "a binary file"),
        ("人员: 一".encode("utf-16"), "text in UTF-16 or UTF-32"),
        ("person: P".encode("utf-16-be"), "text in UTF-16 or UTF-32"),
        ("person: P".encode("utf-32"), "text in UTF-16 or UTF-32"),
        ("person: P".encode("utf-32-le"), "text in UTF-16 or UTF-32"),
        ("人员: 一".encode("gb18030"), "text that is not UTF-8 from byte 1 on, perhaps GBK"),
        (b"person: caf\xe9", "text that is not UTF-8 from byte 12 on,"),
    ],
)
def test_encodings(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as error:
        decoded(data, "f")
    assert f"f: found {said}" in error.value.render()


def test_a_byte_order_mark_is_dropped() -> None:
    assert decoded(b"\xef\xbb\xbfperson", "f") == "person"


@given(st.binary())
def test_any_bytes_are_parsed_or_refused(data: bytes) -> None:
    error = refused(lambda: parse(data, "f"))
    assert error is None or len(error.problems) == 1
