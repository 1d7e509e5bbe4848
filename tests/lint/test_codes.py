"""Each code: found where its bad example says, and nowhere in the good one; explained in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.examples import expected, found, shown, written
from xueshi.lint.codes import SEVERITIES, codes, matching
from xueshi.lint.text import explained, listed
from xueshi.messages import LANGS, Lang, section


@pytest.mark.parametrize("code", codes())
def test_the_bad_example_is_found(code: str, tmp_path: Path) -> None:
    written(tmp_path, "bad", code)
    places = sorted({(finding.place.file.suffix, finding.place.line) for finding in found(tmp_path, code)})
    assert places == sorted(expected("bad", code))
    assert places, "an example without a finding"


@pytest.mark.parametrize("code", codes())
def test_the_good_example_is_clean(code: str, tmp_path: Path) -> None:
    written(tmp_path, "good", code)
    assert not found(tmp_path, code)


@pytest.mark.parametrize("code", codes())
def test_what_is_explained_is_what_is_tested(code: str) -> None:
    entry = codes()[code]
    for kind, text in (("bad", entry.bad), ("good", entry.good)):
        lines = [line for line in text.strip().splitlines() if not line.startswith(("(", "# "))]
        example = shown(kind, code)
        assert not [line for line in lines if line not in example]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", codes())
def test_a_code_is_explained(code: str, lang: Lang) -> None:
    entry = codes()[code]
    assert entry.severity in SEVERITIES
    words = section(lang, "lint")
    page = explained(entry, lang=lang, colour=False)
    assert words[f"{code}.why"].format() in page
    assert entry.name in page
    assert any(key.startswith(f"{code}.") and key.rpartition(".")[2] not in ("title", "why") for key in words)


def test_the_list_names_every_code() -> None:
    page = listed(lang="en", colour=False)
    assert all(code in page for code in codes())


def test_a_pattern_is_a_code_its_beginning_or_a_group() -> None:
    assert matching("XS101") == ("XS101",)
    assert set(matching("XS1")) == {code for code in codes() if code.startswith("XS1")} == set(matching("syntax"))
    assert matching("nothing") == ()
