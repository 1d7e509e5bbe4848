"""Choices of readings."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hypothesis import strategies as st

from tests.reference import READINGS


def readings(jurisdiction: str) -> st.SearchStrategy[dict[str, str]]:
    """Return mappings of some readings to answers; often empty, sometimes all of them."""
    some = st.fixed_dictionaries(
        {},
        optional={name: st.sampled_from(answers) for name, answers in READINGS[jurisdiction].items()},
    )
    return st.one_of(st.just({}), one_changed(jurisdiction), some)


def one_changed(jurisdiction: str) -> st.SearchStrategy[dict[str, str]]:
    """Return mappings in which one reading leaves its default."""
    pairs = [(name, answer) for name, answers in READINGS[jurisdiction].items() for answer in answers[1:]]
    return st.sampled_from(pairs).map(lambda pair: {pair[0]: pair[1]})


def all_readings(jurisdiction: str, names: list[str]) -> Iterator[dict[str, str]]:
    """Yield every combination of the named readings."""
    answers = [READINGS[jurisdiction][name] for name in names]
    for combination in itertools.product(*answers):
        yield dict(zip(names, combination, strict=True))
