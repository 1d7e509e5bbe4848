"""What is kept beside a file holds as long as the file."""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import xueshi.kept
from xueshi.kept import keep, kept, read_table

TABLE = 'names = ["学时"]\n[of]\nrate = 1.50\nwhole = 2\n'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(xueshi.kept, "_ROOTS", (tmp_path,))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    made = tmp_path / "table.toml"
    made.write_text(TABLE, encoding="utf-8")
    return made


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on as another process would."""
    monkeypatch.setattr(xueshi.kept, "_memory", {})


def copies(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.json"))


def test_a_table_is_the_same_from_its_copy(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_table(file)
    assert first == {"names": ["学时"], "of": {"rate": Decimal("1.50"), "whole": 2}}
    assert isinstance(first["of"]["rate"], Decimal)
    assert copies(file.parent) == ["table.toml.json"]
    forget(monkeypatch)
    monkeypatch.setattr("tomllib.loads", None)
    again = read_table(file)
    assert again == first
    assert str(again["of"]["rate"]) == "1.50"


def test_a_changed_file_is_read_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_table(file)
    file.write_text("a = 1\n", encoding="utf-8")
    assert read_table(file) == {"a": 1}
    file.write_text("a = 2\n", encoding="utf-8")
    os.utime(file, ns=(0, 1))
    assert read_table(file) == {"a": 2}
    forget(monkeypatch)
    assert read_table(file) == {"a": 2}


def test_another_source_that_changed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = file.with_name("other.lp")
    other.write_text("a.", encoding="utf-8")
    keep(file, "form", [1], [other])
    assert kept(file, "form") == [1]
    assert kept(file, "another") is None
    forget(monkeypatch)
    assert kept(file, "form") == [1]
    other.write_text("b. c.", encoding="utf-8")
    assert kept(file, "form") is None
    keep(file, "form", [2], [other])
    other.unlink()
    assert kept(file, "form") is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"by":"0","from":{},"value":1}', "\xff"])
def test_a_copy_that_is_spoilt(file: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    table = read_table(file)
    forget(monkeypatch)
    (copy,) = file.parent.rglob("*.json")
    copy.write_text(text, encoding="latin-1")
    assert read_table(file) == table


def test_where_no_byte_code_is_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep(file, "form", [1])
    assert kept(file, "form") == [1]
    assert copies(file.parent) == []


def test_where_byte_code_goes_elsewhere(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    keep(file, "form", [1])
    forget(monkeypatch)
    assert kept(file, "form") == [1]
    assert not (file.parent / "__pycache__").exists()


def test_a_folder_that_takes_no_copy(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file.parent / "__pycache__").write_text("", encoding="utf-8")
    table = read_table(file)
    forget(monkeypatch)
    assert read_table(file) == table


def test_what_json_cannot_carry(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("day = 2024-01-01\n", encoding="utf-8")
    table = read_table(file)
    forget(monkeypatch)
    assert read_table(file) == table
    assert copies(file.parent) == []


def test_files_of_others_get_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = tmp_path / "table.toml"
    file.write_text(TABLE, encoding="utf-8")
    read_table(file)
    keep(file, "form", [1])
    assert kept(file, "form") is None
    assert list(tmp_path.iterdir()) == [file]
