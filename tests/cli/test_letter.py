from __future__ import annotations

import sys
from pathlib import Path

import docx
import pytest

from tests.cli.running import ENGINEER, ROOT, bad, good, xueshi

REJECTED = str(ROOT / "facts" / "jining" / "rejected-claims-2024.yaml")
ENDINGS = "a name that ends in .txt, .html, .htm or .docx"


def letter(*args: str, **env: str) -> str:
    return good("letter", REJECTED, "--record", "c2", *args, **env)


def test_a_letter_is_chinese_text_unless_english_is_asked_for() -> None:
    for env in ({}, {"LANG": "en_GB.UTF-8"}, {"LANG": "zh_CN.UTF-8"}):
        assert "关于P-0744同志2024年度继续教育学时认定情况的说明" in letter(**env)
    assert "Explanation of credited hours: P-0744, 2024" in letter("--lang", "en")


def test_a_letter_does_not_depend_on_the_screen() -> None:
    assert letter(COLUMNS="40") == letter(COLUMNS="200")


def test_a_letter_names_what_is_missing_and_what_to_do() -> None:
    said = letter()
    for part in ("申报学时", "考试合格证书", "补正办法", "预计可认定15学时", "办理单位", "不是行政机关的认定决定"):
        assert part in said.replace("\n", "")


def test_a_credited_record_gets_a_short_letter() -> None:
    said = good("letter", ENGINEER, "--record", "p1")
    assert "已按申报予以认定" in said.replace("\n", "")
    assert "补正办法" not in said


def test_the_form_is_that_of_the_file_unless_it_is_named(tmp_path: Path) -> None:
    for name, begins in (("a.html", "<!DOCTYPE html>"), ("b.HTM", "<!DOCTYPE html>"), ("c.txt", "  ")):
        path = tmp_path / name
        result = xueshi("letter", REJECTED, "--record", "c2", "-o", str(path))
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{path} written\n")
        assert path.read_text(encoding="utf-8").startswith(begins)
    odd = tmp_path / "d.letter"
    xueshi("letter", REJECTED, "--record", "c2", "-o", str(odd), "--format", "html")
    assert odd.read_bytes() == (tmp_path / "a.html").read_bytes()
    assert letter("--format", "html") == odd.read_text(encoding="utf-8")
    assert letter("-o", "-") == letter()


def test_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    assert xueshi("letter", REJECTED, "--record", "c2", "-o", str(path), "--date", "2024-12-31").exit_code == 0
    document = docx.Document(str(path))
    assert document.paragraphs[0].text == "关于P-0744同志2024年度继续教育学时认定情况的说明"
    assert document.paragraphs[-1].text == "2024年12月31日"


def test_a_file_that_holds_something_else_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    again = ["letter", REJECTED, "--record", "c2", "-o", str(path)]
    assert [xueshi(*again).exit_code for _ in range(2)] == [0, 0]
    assert bad(*again, "--lang", "en") == [
        f"{path}: found a file that exists already, allowed: a name that is not taken; nothing is overwritten"
    ]
    assert "P-0744同志" in path.read_text(encoding="utf-8")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "letter.txt"
    lines = bad("letter", REJECTED, "--record", "c2", "-o", str(path), status=74)
    assert lines == [f"the output could not be written: {path}: No such file or directory"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--record", "c2", "-o", "a.b"], f"--output: found `a.b`, allowed: {ENDINGS}, or --format beside it"),
        (
            ["--record", "c2", "--format", "docx"],
            "--format: found `docx`, allowed: a file named with -o; docx does not go to standard output",
        ),
        (
            ["--record", "c2", "--date", "31.12.2024"],
            "--date: found `31.12.2024`, allowed: a date, written `2024-01-31`",
        ),
        (["--record", "c2", "--date", "20241231"], "--date: found `20241231`, allowed: a date, written `2024-01-31`"),
        (["--record", "c2", "--format", "pdf"], "--format: found `pdf`, allowed: one of text, html, docx"),
    ],
)
def test_what_cannot_be_done_is_said(options: list[str], said: str) -> None:
    assert bad("letter", REJECTED, *options) == [said]


def test_a_record_that_is_not_there() -> None:
    (line,) = bad("letter", REJECTED, "--record", "c22")
    assert line.startswith(
        f"{REJECTED}: --record: found `c22` (did you mean `c2`?), allowed: the id of a record: `a1`,"
    )
    (line,) = bad("letter", REJECTED, "--record", "c22", "--lang", "zh")
    assert "：--record：实为`c22`（是否想写`c2`？），应为案卷中的记录编号：`a1`、" in line


def test_a_record_must_be_named() -> None:
    assert bad("letter", REJECTED)[0] == "xueshi letter: ID is missing"


def test_without_the_library_word_files_are_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delitem(sys.modules, "xueshi.report.letter.docx", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    path = tmp_path / "letter.docx"
    (line,) = bad("letter", REJECTED, "--record", "c2", "-o", str(path))
    assert line == (
        "--format: found docx without python-docx, allowed: an installation of `xueshi[docx]`"
        " (pip install 'xueshi[docx]'), or --format html"
    )
    assert not path.exists()


def test_readings_and_strictness_are_those_asked_for() -> None:
    said = good("letter", ENGINEER, "--record", "t1", "--reading", "day=averaged", "--lang", "en").replace("\n", " ")
    assert "averaged over the days (day = averaged)" in said
    assert "从严核算" in good("letter", ENGINEER, "--record", "t1", "--strict")


def test_the_order_of_the_records_changes_no_byte(tmp_path: Path) -> None:
    import yaml

    data = yaml.safe_load(Path(REJECTED).read_text(encoding="utf-8"))
    data["records"].reverse()
    path = tmp_path / "reversed.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    for record in ("c2", "w1", "w2"):
        for form in ("text", "html"):
            one, other = (good("letter", file, "--record", record, "--format", form) for file in (REJECTED, str(path)))
            assert one == other
