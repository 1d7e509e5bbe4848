"""The encodings that are shipped, the vocabulary itself and the city of the guide have nothing to be found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.example import PAGE, shown
from xueshi.law.paths import asp_root
from xueshi.law.regulation import regulations
from xueshi.lint.run import Report, lint
from xueshi.lint.targets import targets

JINING = asp_root() / "jining"
TEXT = (JINING / "jining-2024.lp").read_text(encoding="utf-8")
PREDICATES = sorted({found[1] for found in re.finditer(r"^([a-z_]{5,})\(", TEXT, re.MULTILINE)})


def told(report: Report) -> list[str]:
    return [f"{f.place.file.name}:{f.place.line} {f.code} {f.says('en')}" for f in report.findings]


def test_nothing_is_found_in_what_is_shipped() -> None:
    report = lint(targets(()))
    assert told(report) == []
    assert {law.file for law in regulations()} <= set(report.files)
    assert {file.name for file in report.files} >= {"record.lp", "person.lp", "choice.lp", "totals.lp", "dossier.lp"}


def test_the_city_of_the_guide_is_clean(tmp_path: Path) -> None:
    shown(PAGE.read_text(encoding="utf-8"), tmp_path)
    report = lint(targets(["heyang"], (tmp_path / "cities",)))
    assert [f for f in report.findings if f.severity == "error"] == []


@pytest.mark.parametrize("law", [pytest.param(law, id=law.id) for law in regulations()])
def test_a_regulation_by_itself_is_told_of_alone(law: object) -> None:
    one = getattr(law, "id", "")
    report = lint(targets([one]), frozenset(("XS301",)))
    assert not [file for file in report.files if file.name == "core.lp"]
    assert any(file.stem == one for file in report.files)


@pytest.mark.parametrize(
    "name", ["binzhou/annex.lp", "core/person.lp", "lishui/dossier/lishui-2020-title.lp", "jining/jining-2024.lp"]
)
def test_a_file_is_seen_with_what_belongs_to_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(asp_root().parent)
    report = lint(targets([f"asp/{name}"]))
    assert told(report) == []
    assert [file.name for file in report.files] == [Path(name).name]


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_misspelt_predicate_is_found(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever predicate that the encoding states loses a letter: the place is told, and the name is not lost."""
    name = data.draw(st.sampled_from(PREDICATES))
    letter = data.draw(st.integers(1, len(name) - 2))
    wrong = name[:letter] + name[letter + 1 :]
    folder = tmp_path_factory.mktemp("asp")
    (folder / "core").symlink_to(asp_root() / "core")
    city = folder / "jining"
    city.mkdir()
    for file in JINING.glob("*.toml"):
        (city / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    head = re.compile(rf"^{name}\(", re.MULTILINE)
    (city / "jining-2024.lp").write_text(head.sub(f"{wrong}(", TEXT, count=1), encoding="utf-8")
    line = TEXT[: head.search(TEXT).start()].count("\n") + 1  # type: ignore[union-attr]
    codes = frozenset(("XS201", "XS202", "XS203"))
    found = lint(targets(["jining"], (folder,)), codes).findings
    assert (line, wrong) in {(f.place.line, f.about.partition("/")[0]) for f in found}
