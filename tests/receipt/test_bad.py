"""Files that are no receipts, with the exact messages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.receipt.making import edited, made, text
from xueshi.errors import InputError
from xueshi.messages import Lang
from xueshi.receipt.reading import read_receipt, receipt_from_text

GOOD = made()
IS_A_RECEIPT = "allowed: a receipt, as `xueshi check --receipt` writes it"


def said(written: str | bytes, lang: Lang = "en") -> list[str]:
    with pytest.raises(InputError) as caught:
        receipt_from_text(written, "r.json")
    return caught.value.render(lang).split("\n")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (b"", "an empty file"),
        ("{", "a syntax error in line 1, column 2 (expecting property name enclosed in double quotes)"),
        ("person: P-1", "a syntax error in line 1, column 1 (expecting value)"),
        (b"\xff\xfe{\x00}\x00", "text in UTF-16 or UTF-32"),
        (b"\x89PNG\x00\x01", "a binary file"),
        ("{}", "something else"),
        ("[]", "something else"),
        ("null", "something else"),
        ("3", "something else"),
        ('{"person": "P", "jurisdiction": "jining", "year": 2024, "records": []}', "something else"),
        ('{"format": "xueshi-receipt", "version": 1}', "something else"),
        ('{"format": {"name": "another", "version": 1}}', "something else"),
        ("[" * 100_000, "too many levels of lists and objects"),
    ],
)
def test_what_is_no_receipt_is_told_so_in_one_line(written: str | bytes, found: str) -> None:
    assert said(written) == [f"r.json: found {found}, {IS_A_RECEIPT}"]
    (line,) = said(written, "zh")
    assert line.startswith("r.json：实为")
    assert line.endswith("，应为`xueshi check --receipt` 出具的核算凭据")


def test_no_file() -> None:
    with pytest.raises(InputError) as caught:
        read_receipt("nowhere.json")
    assert str(caught.value) == f"nowhere.json: found no file of this name, {IS_A_RECEIPT}"


@pytest.mark.parametrize(
    ("version", "found"),
    [
        (2, "`2`"),
        (0, "`0`"),
        (1.0, "`1.0`"),
        ("1", "the text `1`"),
        (True, "`true`"),
        (None, "nothing"),
        ([], "a list of 0"),
    ],
)
def test_another_version_is_told_alone(version: object, found: str) -> None:
    """Whatever else a receipt of another version may hold."""
    written = text({"format": {"name": "xueshi-receipt", "version": version}, "novel": {}})
    assert said(written) == [f"r.json: format.version: found {found}, allowed: 1"]
    assert said(written, "zh")[0].startswith("r.json：format.version：实为")


def test_no_version_at_all() -> None:
    assert said('{"format": {"name": "xueshi-receipt"}}') == ["r.json: format.version: found nothing, allowed: 1"]


def test_another_algorithm() -> None:
    assert said(text({**GOOD, "hash": "MD5"})) == ["r.json: hash: found `MD5`, allowed: SHA-256"]


def with_value(path: tuple[str | int, ...], value: object) -> str:
    def put(holder: Any, key: str | int) -> None:  # noqa: ANN401 - a list or a dictionary
        if value is ...:
            del holder[key]
        else:
            holder[key] = value

    return text(edited(GOOD, path, put))


CASE = ("cases", 0)
SETTINGS = (*CASE, "settings")
A_HASH = "allowed: a hash of 64 hexadecimal digits"


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("sha256",), ..., f"sha256: found nothing, {A_HASH}"),
        (("sha256",), "ABC", f"sha256: found the text `ABC`, {A_HASH}"),
        (("clingo",), 5, "clingo: found the number `5`, allowed: a text"),
        (("program",), ..., "program: found nothing, allowed: an object"),
        (("program", "version"), None, "program.version: found no value (null), allowed: a text"),
        (("cases",), [], "cases: found a list of 0, allowed: a list of at least one case"),
        (("cases",), {}, "cases: found a mapping, allowed: a list of at least one case"),
        (CASE, "x", "case no. 1: found the text `x`, allowed: an object"),
        ((*CASE, "regulation"), 3, "case no. 1: regulation: found the number `3`, allowed: a text"),
        ((*CASE, "law"), ..., "case no. 1: law: found nothing, allowed: an object"),
        ((*CASE, "law", "files"), [], "case no. 1: law.files: found a list of 0, allowed: an object of hashes by file"),
        (
            (*CASE, "vocabulary", "files", "core/core.lp"),
            "x",
            "case no. 1: vocabulary.files: found a mapping, allowed: an object of hashes by file",
        ),
        ((*CASE, "case", "stated"), "x", "case no. 1: case.stated: found the text `x`, allowed: an object"),
        ((*CASE, "case", "sha256"), "", f"case no. 1: case.sha256: found the text ``, {A_HASH}"),
        ((*CASE, "result", "found"), ..., "case no. 1: result.found: found nothing, allowed: an object"),
        ((*CASE, "settings"), ..., "case no. 1: settings: found nothing, allowed: an object"),
        ((*SETTINGS, "strict"), 1, "case no. 1: settings.strict: found the number `1`, allowed: `true` or `false`"),
        ((*SETTINGS, "lang"), "de", "case no. 1: settings.lang: found the text `de`, allowed: `zh` or `en`"),
        ((*SETTINGS, "lang"), [], "case no. 1: settings.lang: found a list of 0, allowed: `zh` or `en`"),
        ((*SETTINGS, "regulation"), ..., "case no. 1: settings.regulation: found nothing, allowed: a text or null"),
        (
            (*SETTINGS, "readings"),
            {"a": 1},
            "case no. 1: settings.readings: found a mapping, allowed: an object of texts",
        ),
        ((*SETTINGS, "asp_path"), "x", "case no. 1: settings.asp_path: found the text `x`, allowed: a list of texts"),
        (
            (*CASE, "result", "found", "year"),
            float("nan"),
            "cases.1.result.found.year: found the number `NaN`, allowed: a number that the program writes",
        ),
    ],
)
def test_what_has_not_the_form_of_a_receipt(path: tuple[str | int, ...], value: object, line: str) -> None:
    assert said(with_value(path, value)) == [f"r.json: {line}"]
    (chinese,) = said(with_value(path, value), "zh")
    assert "实为" in chinese


def test_all_faults_are_told() -> None:
    written = text({**GOOD, "clingo": 5, "sha256": "", "cases": [{}, 3]})
    assert said(written) == [
        "r.json: clingo: found the number `5`, allowed: a text",
        "r.json: sha256: found the text ``, allowed: a hash of 64 hexadecimal digits",
        *[
            f"r.json: case no. 1: {key}: found nothing, allowed: {allowed}"
            for key, allowed in {
                "regulation": "a text", "law": "an object", "vocabulary": "an object",
                "case": "an object", "result": "an object", "settings": "an object",
            }.items()
        ],
        "r.json: case no. 2: found the number `3`, allowed: an object",
    ]  # fmt: skip
    assert len(said(written, "zh")) == 9


def test_a_key_twice_is_refused() -> None:
    """Readers would differ about what it says."""
    written = text(GOOD).replace('"strict": false', '"strict": true, "strict": false', 1)
    assert said(written) == ["r.json: cases.1.settings.strict: found the key a second time, allowed: each key once"]


@pytest.mark.parametrize("levels", [40, 300, 900, 5000])
def test_too_many_levels(levels: int) -> None:
    written = text(GOOD).replace('"stated": {', f'"stated": {{"x": {"[" * levels}{"]" * levels}, ', 1)
    assert said(written)[0].startswith("r.json: found too many levels of lists and objects, allowed: ")


def test_a_number_of_optima_may_be_long() -> None:
    written = with_value((*CASE, "result", "found", "optimum", "count"), 10**90)
    loaded = receipt_from_text(written)
    assert dict(loaded.broken) == {None: "receipt", 1: "result"}
    assert isinstance(loaded.receipt.entries[0].result["optimum"], dict)
    assert loaded.receipt.entries[0].result["optimum"]["count"] == 10**90
