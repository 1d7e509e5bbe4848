"""A character that is no part of a program, such as a full-width comma, is a fault like any other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from xueshi.solver.division import divide
from xueshi.solver.grounding import EncodingError, Grounding
from xueshi.solver.instrument import instrument
from xueshi.solver.plain import plain_optimum
from xueshi.solver.sources import source_files
from xueshi.solver.syntax import statements

WAYS: list[Callable[[Path], object]] = [
    lambda file: Grounding([file]),
    lambda file: plain_optimum([file], ""),
    divide,
    instrument,
    source_files,
    statements,
]


@pytest.mark.parametrize("way", WAYS)
def test_it_is_named_with_its_place(tmp_path: Path, way: Callable[[Path], object]) -> None:
    file = tmp_path / "odd.lp"
    file.write_text('% 说明，可以\nsays("二，三").\nsubject(a，1).\n', encoding="utf-8")
    with pytest.raises(EncodingError, match=r"odd\.lp:3:10: .*，"):
        way(file)


@pytest.mark.parametrize("way", WAYS)
def test_so_it_is_in_an_included_file(tmp_path: Path, way: Callable[[Path], object]) -> None:
    (tmp_path / "part.lp").write_text("b ：- a.\n", encoding="utf-8")
    file = tmp_path / "whole.lp"
    file.write_text('#include "part.lp".\na.\n', encoding="utf-8")
    with pytest.raises(EncodingError, match=r"part\.lp:1:3: .*："):
        way(file)
