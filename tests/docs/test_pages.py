"""The other pages: what they show comes out, tables are current, links lead somewhere, keys are complete."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.docs import tables, write_readings
from tests.docs.shown import PAGES, ROOT, Shown, output_of, shown_in
from xueshi.cli import faults
from xueshi.law.regulation import regulations
from xueshi.model.schema import json_schema

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "facts").glob("*.md")])


@pytest.mark.parametrize(
    "shown",
    [shown for page in PAGES[1:] for shown in shown_in(page)],
    ids=lambda shown: f"{shown.page} line {shown.line}",
)
def test_what_is_shown_comes_out(shown: Shown) -> None:
    assert output_of(shown) == shown.output, "run: python -m tests.docs"


@pytest.mark.parametrize("page", tables.PAGES)
def test_the_tables_are_those_of_the_encodings(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert tables.with_tables(text) == text, "run: python -m tests.docs"


def test_the_readings_are_those_of_the_encodings() -> None:
    assert write_readings.PAGE.read_text(encoding="utf-8") == write_readings.page(), "run: python -m tests.docs"


def test_the_answers_that_are_explained_are_given_by_some_encoding() -> None:
    """An answer that was renamed leaves no explanation behind; questions of texts not yet encoded may wait."""
    for law in regulations():
        for reading in write_readings.readings_of(law):
            assert set(write_readings.ANSWERS[reading.id]) - {"ask"} == set(reading.answers), (law.id, reading.id)


def test_every_realistic_case_is_described() -> None:
    page = (ROOT / "facts" / "README.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))
    folder = ROOT / "facts"
    assert described == {str(path.relative_to(folder)) for path in folder.glob("*/**/*.yaml")}


def anchors(path: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    found = set()
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower()
        found.add(re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))
    return found


def links(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the targets of a page's relative links: file, anchor."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" not in target:
            file, _, anchor = unquote(target).partition("#")
            yield file, anchor


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for file, anchor in links(path):
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), file
        if anchor:
            assert anchor in anchors(target), f"{file}#{anchor}"


def keys(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of all keys of a JSON Schema, at any depth."""
    for name, inner in schema.get("properties", {}).items():
        yield name
        yield from keys(inner)
    for inner in (schema.get("items"), *schema.get("$defs", {}).values()):
        if isinstance(inner, Mapping):
            yield from keys(inner)


def test_every_key_of_the_result_is_explained() -> None:
    page = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")
    assert not {key for key in keys(json_schema("result")) if f"`{key}`" not in page}


def test_every_exit_status_is_explained() -> None:
    page = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")
    section = page.partition("## Exit status")[2]
    for status in (
        faults.FAILED_ON,
        faults.AT_FAULT,
        faults.NO_RESULT,
        faults.INTERNAL,
        faults.NO_OUTPUT,
        faults.INTERRUPTED,
    ):
        assert re.search(rf"\| [\d, ]*\b{status}\b[\d, ]* \|", section), status


def test_the_pages_can_be_written() -> None:
    """The writers are run by hand; that they start is tested here."""
    for module in ("tests.docs", "tests.docs.shown", "tests.docs.tables", "tests.docs.write_readings"):
        run = subprocess.run(
            [sys.executable, "-c", f"import importlib; importlib.import_module('{module}')"],
            cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
