"""``xueshi regulation verify``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import bad, good, xueshi
from tests.proof.city import city

SLIPPED = "%% no_language: languages give nothing\nviolated(no_language,P) :- credit(P,_,public,U), U > 0.\n"


def test_properties_are_listed() -> None:
    listed = good("regulation", "verify", "jining", "--list").splitlines()
    assert [line.split()[0] for line in listed[:4]] == ["caps", "once", "claimed", "verdict"]
    assert any(line.startswith("contest_one_subject") for line in listed)
    assert "上限" in good("regulation", "verify", "--list", "--lang", "zh")


def test_unknown_properties_and_names_are_refused() -> None:
    (line,) = bad("regulation", "verify", "--property", "cap")
    assert "--property" in line
    assert "`cap`" in line
    assert "caps" in line
    assert bad("regulation", "verify", "atlantis")


def test_a_violation_fails_and_its_case_is_written(tmp_path: Path) -> None:
    city(tmp_path / "asp", properties=SLIPPED)
    asp = ("--asp-path", str(tmp_path / "asp"))
    options = (*asp, "--property", "own", "--property", "caps", "--records", "1", "--jobs", "1")
    out = tmp_path / "out"
    run = xueshi("regulation", "verify", "trial", *options, "--write", str(out))
    assert run.exit_code == 1, run.output
    assert "fails" in run.stdout
    assert "holds" in run.stdout
    assert "kind: language_exam" in run.stdout
    assert run.stderr.strip().endswith(": 1")
    (file,) = (out / "trial-2020").iterdir()
    assert f"$ xueshi check {file.name}" in run.stdout
    assert json.loads(good("check", str(file), *asp, "--json"))["credited"]["public"] > 0
    # A file that is somebody else's stays as it is.
    file.write_text("person: mine\n", encoding="utf-8")
    again = xueshi("regulation", "verify", "trial", *options, "--write", str(out))
    assert again.exit_code == 74
    assert file.read_text(encoding="utf-8") == "person: mine\n"
    told = json.loads(xueshi("regulation", "verify", "trial-2020", *options, "--json").stdout)
    (regulation,) = told["regulations"]
    assert not regulation["holds"]
    assert regulation["bound"]["records"] == 1
    assert [one["property"] for one in regulation["properties"]] == ["caps", "own"]
    (finding,) = regulation["properties"][1]["findings"]
    assert finding["status"] == "violated"
    assert finding["case"].startswith("person: generated\n")
