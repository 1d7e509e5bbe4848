"""Inputs that are wrong, with the exact messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.reading import BAD, bad_inputs, faults


@pytest.mark.parametrize("path", bad_inputs(), ids=lambda path: path.name)
def test_says_exactly(path: Path) -> None:
    expected = (BAD / f"{path.name}.expected").read_text(encoding="utf-8")
    assert faults(path).render("en") + "\n" == expected


@pytest.mark.parametrize("path", bad_inputs(), ids=lambda path: path.name)
def test_says_as_much_in_chinese(path: Path) -> None:
    error = faults(path)
    lines = error.render("zh").split("\n")
    assert len(lines) == len(error.problems)
    for line, problem in zip(lines, error.problems, strict=True):
        assert line.startswith(f"{path.name}：")
        assert "实为" in line
        assert "应为" in line
        assert problem.field is None or problem.field.isprintable() is False or problem.field in line


def test_each_message_file_belongs_to_an_input() -> None:
    inputs = {f"{path.name}.expected" for path in bad_inputs()}
    assert {path.name for path in BAD.glob("*.expected")} == inputs


def test_chinese_lists_the_chinese_terms() -> None:
    first = faults(BAD / "unknown-values.yaml").render("zh").split("\n")[0]
    assert first == (
        "unknown-values.yaml：记录 a1：level：实为`nationl`（是否想写`national`？），应为下列之一："
        "`国际级`（international）、`国家级`（national）、`省级`（provincial）、`市级`（municipal）、`县级`（county）"
    )
