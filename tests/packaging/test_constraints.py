"""``constraints.txt`` pins every package that is installed, and says nothing else."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>\d+(\.\d+)*)")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def lines() -> list[str]:
    return (ROOT / "constraints.txt").read_text(encoding="ascii").splitlines()


def test_each_line_is_a_plain_pin() -> None:
    assert [line for line in lines() if not PIN.fullmatch(line)] == []


def test_the_pins_are_sorted_and_each_package_stands_once() -> None:
    names = [line.partition("==")[0].lower() for line in lines()]
    assert names == sorted(set(names))


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    names = {canonical(re.split(r"[^A-Za-z0-9._-]", requirement)[0]) for requirement in wanted}
    assert names <= {canonical(line.partition("==")[0]) for line in lines()}
