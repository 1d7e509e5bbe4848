"""The README tells the truth: what it shows is what comes out, and what it lists is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from tests.docs.shown import ROOT, Shown, output_of, shown_in
from xueshi.cli.app import app
from xueshi.law.paths import asp_root

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("shown", shown_in("README.md"), ids=lambda shown: f"line {shown.line}")
def test_what_is_shown_comes_out(shown: Shown) -> None:
    assert output_of(shown) == shown.output, "run: python -m tests.docs"


def commands(group: click.Group, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], click.Command]:
    """Return every command by its path."""
    found: dict[tuple[str, ...], click.Command] = {}
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found |= commands(command, (*path, name)) if isinstance(command, click.Group) else {(*path, name): command}
    return found


COMMANDS = commands(app)


def test_every_command_is_listed() -> None:
    listed = set()
    for shown in re.findall(r"^\| `xueshi ([^`]+)` \|", README, re.MULTILINE):
        listed.add(tuple(word for word in shown.split() if word.isalpha() and word.islower()))
    assert listed == set(COMMANDS)


def test_every_option_that_is_named_exists() -> None:
    known = {name for command in COMMANDS.values() for option in command.params for name in option.opts}
    named = set(re.findall(r"`(--[a-z-]+)[^`]*`", README)) - {"--help"}
    assert named
    assert named <= known


def test_the_clause_is_the_encodings() -> None:
    shown = re.findall(r"^```prolog\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    encoding = (asp_root() / "jining" / "jining-2024.lp").read_text(encoding="utf-8")
    assert len(shown) == 1
    assert f"\n\n{shown[0]}\n" in encoding


def test_a_new_case_is_valid_as_it_stands(tmp_path: Path) -> None:
    assert output_of(console(f"xueshi new jining 2024 -o {tmp_path}/case.yaml"))
    assert "P-0001" in output_of(console(f"xueshi check {tmp_path}/case.yaml"))


def console(command: str) -> Shown:
    return Shown("", 0, "console", f"$ {command}\n", "", 0, 0)


def test_the_targets_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert f"\n{target}: " in makefile
