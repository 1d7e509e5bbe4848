"""Receipts to try things on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import xueshi
from xueshi.law.paths import asp_root
from xueshi.receipt.canonical import digest, exact
from xueshi.receipt.reading import receipt_from_text
from xueshi.receipt.replay import Replay
from xueshi.receipt.replay import replay as derive_again

ROOT = Path(__file__).resolve().parents[2]
FACTS = sorted((ROOT / "facts").glob("*/*.yaml"))
ENGINEER = ROOT / "facts" / "jining" / "engineer-2024.yaml"
WEIHAI = ROOT / "facts" / "weihai" / "surveyor-2022.yaml"

CASE: dict[str, Any] = {
    "person": "P-1",
    "jurisdiction": "jining",
    "year": 2024,
    "records": [{"id": "t", "kind": "training", "hours": 22.5, "days": 3, "evidence": ["attendance_certificate"]}],
    "leave": [{"id": "L", "kind": "illness", "months": 7, "applied": True}],
}

Data = dict[str, Any]


def made(*cases: Any, **settings: Any) -> Data:  # noqa: ANN401 - as xueshi.check takes them
    """Return the JSON object of a receipt, numbers as the json module reads them."""
    data: Data = json.loads(xueshi.make_receipt(cases or [CASE], **settings))
    return data


def text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def replayed(data: object, name: str = "r.json", roots: tuple[Path, ...] = ()) -> Replay:
    return derive_again(receipt_from_text(text(data), name), roots=roots)


def sealed(data: Data) -> Data:
    """Return ``data`` with every hash computed anew, as a forger would."""
    out = deepcopy(data)
    for case in out["cases"]:
        for part, content in (("law", "files"), ("vocabulary", "files"), ("case", "stated"), ("result", "found")):
            case[part]["sha256"] = digest(exact(case[part][content]))
    out["sha256"] = digest(exact({key: value for key, value in out.items() if key != "sha256"}))
    return out


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of everything inside ``value``, at any depth."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    for key, item in inner:
        yield (*path, key)
        yield from places(item, (*path, key))


def edited(data: Data, path: tuple[str | int, ...], change: Callable[[Any, str | int], None]) -> Data:
    """Return a copy of ``data`` after ``change`` was called with what holds the place ``path``, and its key there."""
    out = deepcopy(data)
    holder: Any = out
    for key in path[:-1]:
        holder = holder[key]
    change(holder, path[-1])
    return out


def copied_law(folder: Path) -> Path:
    """Return a copy of the encodings for ``--asp-path``, which a test may change."""
    shutil.copytree(asp_root(), folder, ignore=shutil.ignore_patterns("__pycache__", "scenarios"))
    return folder


def rewrite(file: Path, old: str, new: str) -> None:
    """Replace a text that must stand in ``file``."""
    written = file.read_text(encoding="utf-8")
    assert old in written, old
    file.write_text(written.replace(old, new), encoding="utf-8")
