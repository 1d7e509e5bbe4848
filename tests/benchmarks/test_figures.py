"""Tables are aligned Markdown, and a file gets its figures between its marks only."""

from pathlib import Path

import pytest

from benchmarks.clock import Timing, interleaved, ratio
from benchmarks.figures import BEGIN, END, Table, file_block, goal, milliseconds


def test_figures_stand_flush_right() -> None:
    table = Table("Speed", ("what", "ms"), [("short", "7.00"), ("a longer one", "12.5")], ["a note"])
    assert table.markdown().splitlines() == [
        "### Speed",
        "",
        "| what         |   ms |",
        "|--------------|-----:|",
        "| short        | 7.00 |",
        "| a longer one | 12.5 |",
        "",
        "- a note",
    ]


def test_a_goal_says_whether_it_was_met() -> None:
    assert goal("ratio", found=1.2, limit=1.5) == "ratio: 1.20; goal at most 1.5: met"
    assert goal("ratio", found=8, limit=10, at_least=True) == "ratio: 8.00; goal at least 10: **missed**"


@pytest.mark.parametrize(("seconds", "shown"), [(0.00123, "1.23"), (0.0456, "45.6"), (1.5, "1500")])
def test_milliseconds_keep_three_figures(seconds: float, shown: str) -> None:
    assert milliseconds(seconds) == shown


def test_jobs_run_in_turn_and_the_warm_up_is_not_measured() -> None:
    seen: list[tuple[str, int]] = []
    timings = interleaved(
        {"a": lambda run: seen.append(("a", run)), "b": lambda run: seen.append(("b", run))}, runs=2, warm_up=1
    )
    assert seen == [("a", 0), ("b", 0), ("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    assert {name: len(timing.seconds) for name, timing in timings.items()} == {"a": 2, "b": 2}


def test_the_ratio_is_that_of_neighbours() -> None:
    assert ratio(Timing((2.0, 4.0, 9.0)), Timing((1.0, 2.0, 1.0))) == 2.0


def test_only_the_block_between_the_marks_changes(tmp_path: Path) -> None:
    file = tmp_path / "performance.md"
    file.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    file_block(file, "new")
    assert file.read_text(encoding="utf-8") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"


def test_a_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "performance.md"
    file_block(file, "one")
    file_block(file, "two")
    assert file.read_text(encoding="utf-8") == f"# Performance\n\n{BEGIN}\ntwo\n{END}\n"


@pytest.mark.parametrize("text", ["no marks", f"{END}\n{BEGIN}", f"{BEGIN}\n{END}\n{BEGIN}\n{END}"])
def test_a_file_without_its_marks_is_left_alone(tmp_path: Path, text: str) -> None:
    file = tmp_path / "performance.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="must stand there once"):
        file_block(file, "new")
    assert file.read_text(encoding="utf-8") == text
