"""``xueshi regulation format``: which files it takes, what it writes and says."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.cli.running import bad, good, xueshi
from xueshi.layout.files import files_of

LOOSE, TIDY = "a:-b,c.\n", "a :- b, c.\n"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Return a folder of jurisdictions with one whose regulation includes a file of its own and one beside it."""
    folder = tmp_path / "heyang"
    (folder / "dossier").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "shared.lp").write_text("s:-t.\n", encoding="utf-8")
    (folder / "heyang-2025.lp").write_text(
        '#include "annex.lp".\n#include "../other/shared.lp".\n#include "gone.lp".\n', encoding="utf-8"
    )
    (folder / "annex.lp").write_text(LOOSE, encoding="utf-8")
    (folder / "apart.lp").write_text(TIDY, encoding="utf-8")
    (folder / "dossier" / "title.lp").write_text(LOOSE, encoding="utf-8")
    (folder / "heyang-2025.toml").write_text(
        'id = "heyang-2025"\ninstrument = "1"\ntitle.zh = "河阳"\ntitle.en = "Heyang"\n'
        'in_force = ["2025-01-01", "2025-12-31"]\n',
        encoding="utf-8",
    )
    return tmp_path


def names(root: Path, *wanted: str) -> list[str]:
    return [str(path.resolve().relative_to(root)) for path in files_of(wanted, (root,))]


def test_a_regulation_is_its_file_and_what_it_includes_of_its_folder(city: Path) -> None:
    assert names(city, "heyang-2025") == ["heyang/annex.lp", "heyang/heyang-2025.lp"]


def test_a_jurisdiction_is_its_whole_folder(city: Path) -> None:
    folder = ["heyang/annex.lp", "heyang/apart.lp", "heyang/dossier/title.lp", "heyang/heyang-2025.lp"]
    assert names(city, "heyang") == folder
    assert names(city, "heyang", "heyang-2025", str(city / "heyang" / "annex.lp")) == folder


def test_a_folder_is_all_that_is_in_it(city: Path) -> None:
    assert names(city, f"{city}/heyang/dossier") == ["heyang/dossier/title.lp"]
    assert len(names(city, f"{city}/heyang/")) == 4


def test_no_name_is_everything() -> None:
    found = [str(path) for path in files_of(())]
    assert {"asp/core/record.lp", "asp/binzhou/annex.lp", "asp/lishui/dossier/lishui-2020-title.lp"} <= set(found)
    assert found == sorted(found)


def test_files_are_written_in_place_and_named(city: Path) -> None:
    annex, title = city / "heyang" / "annex.lp", city / "heyang" / "dossier" / "title.lp"
    annex.chmod(0o640)
    said = good("regulation", "format", "heyang", "--asp-path", str(city))
    assert said.splitlines() == [
        str(annex),
        str(title),
        "2 files laid out",
        "2 files were in their canonical layout already",
    ]
    assert annex.read_text(encoding="utf-8") == title.read_text(encoding="utf-8") == TIDY
    assert stat.S_IMODE(annex.stat().st_mode) == 0o640
    assert sorted(path.name for path in annex.parent.iterdir()) == [
        "annex.lp", "apart.lp", "dossier", "heyang-2025.lp", "heyang-2025.toml",
    ]  # fmt: skip
    again = good("regulation", "format", "heyang", "--asp-path", str(city), "--lang", "zh")
    assert again == "4 个文件原已符合标准格式\n"


def test_check_writes_nothing_and_shows_the_difference(tmp_path: Path) -> None:
    file = tmp_path / "a.lp"
    file.write_text(LOOSE, encoding="utf-8")
    result = xueshi("regulation", "format", "--check", str(file))
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        f"--- {file}",
        f"+++ {file}",
        "@@ -1,2 +1,2 @@",
        "-a:-b,c.",
        "+a :- b, c.",
        " ",
        str(file),
        "1 file is not in its canonical layout",
    ]
    assert file.read_text(encoding="utf-8") == LOOSE
    file.write_text(TIDY, encoding="utf-8")
    assert good("regulation", "format", "--check", str(file)) == "1 file is in its canonical layout\n"


def test_standard_input_goes_to_standard_output() -> None:
    assert good("regulation", "format", "-", stdin=f"% 学时\n{LOOSE}") == f"% 学时\n{TIDY}"
    result = xueshi("regulation", "format", "-", "--check", stdin=LOOSE)
    assert (result.exit_code, result.stdout.splitlines()[:2]) == (1, ["--- -", "+++ -"])
    assert good("regulation", "format", "-", "--check", stdin=TIDY) == good("regulation", "format", "-", stdin="") == ""
    assert bad("regulation", "format", "-", "x.lp")[0] == "xueshi regulation format: too many arguments: x.lp"


def test_a_file_at_fault_is_left_alone_and_the_others_are_written(tmp_path: Path) -> None:
    wrong, right = tmp_path / "wrong.lp", tmp_path / "right.lp"
    wrong.write_text("a:-b,.\n", encoding="utf-8")
    right.write_text(LOOSE, encoding="utf-8")
    (tmp_path / "gbk.lp").write_bytes(b"% \xff\na.")
    result = xueshi(
        "regulation", "format", *(str(tmp_path / name) for name in ("wrong.lp", "right.lp", "gbk.lp", "no.lp"))
    )
    assert result.exit_code == 2
    assert result.stdout.splitlines() == [str(right), "1 file laid out"]
    assert [line.partition(", allowed")[0] for line in result.stderr.splitlines()] == [
        f"{tmp_path}/gbk.lp: found text that is not UTF-8 from byte 3 on",
        f"{tmp_path}/no.lp: found no file of this name",
        f"{wrong}: found a syntax error in line 1, column 6 (syntax error, unexpected .); the file is left as it is",
    ]
    assert wrong.read_text(encoding="utf-8") == "a:-b,.\n"
    assert right.read_text(encoding="utf-8") == TIDY


def test_a_name_that_nothing_has_is_told_with_those_that_there_are() -> None:
    (line,) = bad("regulation", "format", "nowhere")
    assert line.startswith("NAME: found `nowhere`")
    assert "jining-2024" in line


def test_a_fault_is_told_in_chinese() -> None:
    (line,) = bad("regulation", "format", "-", "--lang", "zh", stdin="a :- b,.")
    assert "第1行第8列有语法错误" in line
