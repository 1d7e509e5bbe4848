"""YAML: the core schema, exact numbers, and documents that mean harm."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.read.reading import refused
from xueshi.errors import InputError
from xueshi.read import yaml_text
from xueshi.read.tree import Repeated, Unusable
from xueshi.read.yaml_text import parse_yaml


@pytest.fixture(params=[True, False], ids=["libyaml", "python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.param:
        monkeypatch.setattr(yaml_text, "Parser", yaml.SafeLoader)


def value(text: str) -> object:
    tree = parse_yaml(f"x: {text}\n", "f")
    assert isinstance(tree, dict)
    return tree["x"]


def refusal(text: str) -> str:
    with pytest.raises(InputError) as error:
        parse_yaml(text, "f")
    return error.value.render()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-0", 0),
        ("007", 7),
        ("1.50", Decimal("1.50")),
        (".5", Decimal("0.5")),
        ("1e2", Decimal("1e2")),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("是", "是"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("0o17", "0o17"),
        ("2024-01-31", "2024-01-31"),
        ("2024-01-31T10:00:00Z", "2024-01-31T10:00:00Z"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("=", "="),
        ("[1, 1.0, x]", [1, Decimal("1.0"), "x"]),
        ("{a: 1}", {"a": 1}),
    ],
)
def test_scalars(text: str, expected: object) -> None:
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("text", [".nan", ".inf", "-.INF", "1e999999999", "9" * 70, "1e" + "9" * 40, "0." + "1" * 80])
def test_numbers_that_no_field_can_hold_keep_their_text(text: str) -> None:
    found = value(text)
    assert isinstance(found, Unusable)
    assert found.text == text


def test_keys_are_text_or_whole_numbers() -> None:
    assert parse_yaml("2017: a\ntrue: b\nnull: c\n1.5: d\n", "f") == {2017: "a", "true": "b", "null": "c", "1.5": "d"}


def test_repeated_keys_keep_the_first_value_and_the_line() -> None:
    tree = parse_yaml("a: 1\nb: 2\na: 3\n", "f")
    assert isinstance(tree, Repeated)
    assert tree == {"a": 1, "b": 2}
    assert tree.again == [("a", 3)]


def test_merge_keys_are_keys() -> None:
    assert value("{<<: 3}") == {"<<": 3}


def test_an_alias_is_the_value_that_it_names() -> None:
    assert parse_yaml("a: &x [1]\nb: *x\nc: &y 2\nd: *y\ne: {*y : 1}\n", "f") == {
        "a": [1],
        "b": [1],
        "c": 2,
        "d": 2,
        "e": {2: 1},
    }


def test_an_anchor_may_be_set_anew() -> None:
    assert parse_yaml("a: &x 1\nb: &x 2\nc: *x\n", "f") == {"a": 1, "b": 2, "c": 2}


def test_directives_and_document_marks() -> None:
    assert parse_yaml("%YAML 1.1\n--- # x\na: 1\n...\n", "f") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: *x", "alias `x` in line 1"),
        ("a: &x {b: *x}", "alias `x` in line 1"),
        ("a: 1\n---\nb: 2", "a second document, in line 2"),
        ("a: !!str 1", "the tag `!!str` in line 1"),
        ("a: ! 1", "the tag `!`"),
        ("!!map {a: 1}", "the tag `!!map`"),
        ("a: !<x:y> 1", "the tag `x:y`"),
        ("? {a: 1}\n: 2", "a list or mapping as a key, in line 1"),
        ("a: &x [1]\n*x : 2", "a list or mapping as a key, in line 2"),
        ("a: [1", "a syntax error in line"),
        ("a: b: c", "a syntax error in line 1, column 5"),
        ("a: 'x", "a syntax error in line"),
        ("a: x\n\tb: 1", "a tab in line 2, column 1"),
        ("%FOO\n", "a syntax error"),
        ("# x", "an empty file"),
        ("a: '\x01'", "the control character `\\x01` in line 1, column 5"),
        ("a: 1\nb: '\x7f'", "the control character `\\x7f` in line 2, column 5"),
        ("a: \ud800", "the control character `\\ud800` in line 1, column 4"),
        ("a: \ufffe", "the control character `\\ufffe`"),
    ],
)
def test_refused(text: str, said: str) -> None:
    assert said in refusal(text)


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "[" * 33 + "]" * 33])
def test_too_many_levels(text: str) -> None:
    assert "more than 32 levels" in refusal(text)


def test_levels_up_to_the_limit() -> None:
    assert parse_yaml("[" * 32 + "]" * 32, "f")


def test_aliases_that_explode() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 100)]
    # Followed to their end these would be 2^100 values: that it is refused at all shows that it stopped on the way.
    assert "more than 500000 values" in refusal("\n".join(lines))


def test_an_error_of_the_parser_without_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise yaml.YAMLError("broken")

    monkeypatch.setattr("xueshi.read.yaml_text.Parser.get_event", fail)
    assert refusal("a: 1") == "f: found text that cannot be read (broken), allowed: YAML"


@given(st.text())
def test_any_text_is_parsed_or_refused(text: str) -> None:
    error = refused(lambda: parse_yaml(text, "f"))
    assert error is None or len(error.problems) == 1


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)),
    lambda inner: st.lists(inner) | st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), inner),
    max_leaves=10,
)


@given(plain)
def test_what_is_dumped_is_read(tree: object) -> None:
    def same(one: object, other: object) -> bool:
        if isinstance(one, dict) and isinstance(other, dict):
            return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
        if isinstance(one, list) and isinstance(other, list):
            return len(one) == len(other) and all(map(same, one, other))
        return isinstance(other, Unusable) or (type(one) is type(other) and one == other)

    dumped = yaml.safe_dump({"x": tree}, sort_keys=False)
    assert same({"x": tree}, parse_yaml(dumped, "f"))
