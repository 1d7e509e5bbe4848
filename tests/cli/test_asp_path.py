"""Folders of encodings of one's own: every command that asks for a regulation takes them, by option or by variable."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.cli.running import bad, good, xueshi
from xueshi.cli.app import COMMANDS, app
from xueshi.cli.commands import LazyGroup
from xueshi.scaffold import Wanted, scaffold

CASE = "{person: a, jurisdiction: %s, year: 2025, records: [{id: t, kind: training, hours: 5}]}"


def commands(group: click.Group, *path: str) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, LazyGroup):
            yield from commands(command, *path, name)
        else:
            yield (*path, name)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Return two folders that hold a city each, and both a third."""
    found = []
    for name, zh in (("onecity", "一城"), ("twocity", "二城")):
        root = tmp_path_factory.mktemp(name)
        scaffold(Wanted(f"{name}-2025", root, zh=(zh,)))
        scaffold(Wanted("both-2025", root))
        metadata = root / "both" / "both-2025.toml"
        text = metadata.read_text(encoding="utf-8").replace('title.en = "both-2025"', f'title.en = "of {name}"')
        metadata.write_text(text, encoding="utf-8")
        found.append(str(root))
    return found[0], found[1]


@pytest.mark.parametrize("path", [pytest.param(path, id=" ".join(path)) for path in commands(app)])
def test_every_command_takes_the_option(path: tuple[str, ...]) -> None:
    assert set(COMMANDS) >= {path[0]}
    text = good(*path, "--help")
    assert "--asp-path DIR" in text
    assert "XUESHI_ASP_PATH" in text


def test_each_order_of_option_and_argument(folders: tuple[str, str], tmp_path: Path) -> None:
    one, two = folders
    case = tmp_path / "case.yaml"
    case.write_text(CASE % "twocity", encoding="utf-8")
    options = ("--asp-path", one, "--asp-path", two)
    for command in (("check", "--json"), ("allocate",), ("facts",)):
        before, behind = good(*command, *options, str(case)), good(*command, str(case), *options)
        assert before == behind
        assert before == good(*command, str(case), XUESHI_ASP_PATH=os.pathsep.join(folders))


@pytest.mark.parametrize(
    "command",
    [
        ("kinds", "twocity"),
        ("new", "twocity", "2025"),
        ("regulation", "list"),
        ("regulation", "show", "twocity"),
        ("schema", "case", "--jurisdiction", "twocity"),
    ],
)
def test_a_city_of_the_second_folder_is_found(command: tuple[str, ...], folders: tuple[str, str]) -> None:
    one, two = folders
    text = good(*command, "--asp-path", one, "--asp-path", two)
    assert "twocity" in text or "Twocity" in text
    assert text == good(*command, XUESHI_ASP_PATH=os.pathsep.join((one, two)))


def test_the_chinese_name_of_a_city_of_one_s_own_is_known_everywhere(folders: tuple[str, str]) -> None:
    _, two = folders
    result = json.loads(good("check", "-", "--json", "--asp-path", two, stdin=CASE % "二城"))
    assert result["jurisdiction"] == "twocity"
    assert good("kinds", "二城", "--asp-path", two) == good("kinds", "twocity", "--asp-path", two)


def test_of_two_folders_that_hold_the_same_city_the_first_counts(folders: tuple[str, str]) -> None:
    one, two = folders
    for first, second, title in ((one, two, "of onecity"), (two, one, "of twocity")):
        assert title in good("kinds", "both", "--asp-path", first, "--asp-path", second)
        assert title in good("kinds", "both", XUESHI_ASP_PATH=os.pathsep.join((first, second)))


def test_the_option_takes_the_place_of_the_variable(folders: tuple[str, str]) -> None:
    one, two = folders
    (line,) = bad("kinds", "onecity", "--asp-path", two, XUESHI_ASP_PATH=one)
    assert "onecity" in line
    assert "twocity" in line


def test_an_empty_variable_names_no_folder() -> None:
    assert good("regulation", "list", XUESHI_ASP_PATH="") == good("regulation", "list")


def test_a_receipt_is_replayed_with_the_folder(folders: tuple[str, str], tmp_path: Path) -> None:
    one, _ = folders
    case, receipt = tmp_path / "case.yaml", tmp_path / "receipt.json"
    case.write_text(CASE % "onecity", encoding="utf-8")
    assert xueshi("check", str(case), "--asp-path", one, "--receipt", str(receipt)).exit_code == 0
    good("replay", str(receipt), "--asp-path", one)
    good("replay", str(receipt), XUESHI_ASP_PATH=one)


def test_a_letter_speaks_of_a_city_of_one_s_own(folders: tuple[str, str], tmp_path: Path) -> None:
    one, _ = folders
    case = tmp_path / "case.yaml"
    case.write_text(CASE % "onecity", encoding="utf-8")
    assert good("letter", str(case), "--record", "t", "--asp-path", one) == good(
        "letter", str(case), "--record", "t", XUESHI_ASP_PATH=one
    )


@pytest.mark.parametrize("command", [("kinds", "jining"), ("regulation", "list"), ("check", "-")])
def test_a_folder_that_is_not_there(command: tuple[str, ...]) -> None:
    said = "--asp-path: found `nowhere`, allowed: a folder that exists"
    assert bad(*command, "--asp-path", "nowhere", stdin="") == [said]
    assert bad(*command, XUESHI_ASP_PATH="nowhere", stdin="") == [said]
