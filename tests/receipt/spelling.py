"""One case, written in many ways that state the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from hypothesis import strategies as st

from xueshi.model.kinds import Catalogue, Field, Kind, Term, catalogue, jurisdictions

Draw = st.DrawFn


class Bare(NamedTuple):
    """A number, a yes or a no: written without quotes."""

    text: str


class Written(NamedTuple):
    """A case as text, and its format."""

    text: str
    form: Literal["yaml", "json"]


@st.composite
def spellings(draw: Draw, case: Mapping[str, Any]) -> Written:
    """Return ``case`` in some order of keys, records, leaves and documents, in some language, as YAML or JSON."""
    tree = _Speller(draw, str(case["jurisdiction"])).case(case)
    if draw(st.booleans()):
        return Written(_json(tree), "json")
    return Written(_yaml(tree) if draw(st.booleans()) else _json(tree), "yaml")


class _Speller:
    def __init__(self, draw: Draw, jurisdiction: str) -> None:
        self._draw = draw
        self._catalogue: Catalogue = catalogue(jurisdiction)

    def case(self, case: Mapping[str, Any]) -> dict[str, object]:
        keys = self._catalogue.keys
        rows: list[tuple[str, object]] = []
        for key, value in case.items():
            spelled: object = value
            if key == "records":
                spelled = [
                    self._item(record, self._catalogue.kind(record["kind"])) for record in self._any_order(value)
                ]
            elif key == "leave":
                spelled = [self._item(leave, self._catalogue.leave) for leave in self._any_order(value)]
            elif key == "jurisdiction":
                spelled = self._name(jurisdictions()[value])
            elif key == "sector":
                sectors = self._catalogue.choices("sector")
                spelled = self._name(sectors[value]) if value in sectors else value
            elif isinstance(value, int):
                spelled = self._number(value)
            rows.append((self._name(keys[key]), spelled))
        for key in ("records", "leave"):
            if not case.get(key) and self._draw(st.booleans()):
                rows = [row for row in rows if row[0] not in (key, *keys[key].aliases)]
        return dict(self._any_order(rows))

    def _item(self, item: Mapping[str, Any], form: Kind) -> dict[str, object]:
        kinds = self._catalogue.choices("leave") if form is self._catalogue.leave else self._catalogue.kinds
        keys = self._catalogue.keys
        rows: list[tuple[str, object]] = [
            (self._name(keys["id"]), item["id"]),
            (self._name(keys["kind"]), self._name(kinds[item["kind"]])),
        ]
        rows += [self._field(form.fields[key], value) for key, value in item.items() if key not in ("id", "kind")]
        return dict(self._any_order(rows))

    def _field(self, field: Field, value: Any) -> tuple[str, object]:  # noqa: ANN401 - as a case file has it
        return self._name(field.term), self._value(field, value)

    def _value(self, field: Field, value: Any) -> object:  # noqa: ANN401 - as above
        if field.type == "group":
            assert field.fields is not None
            return dict(self._any_order([self._field(field.fields[key], inner) for key, inner in value.items()]))
        if field.type in ("choice", "open"):
            assert field.choices is not None
            return self._name(field.choices[value]) if value in field.choices else value
        if field.type == "codes":
            assert field.choices is not None
            again = [*value, value[0]] if value and self._draw(st.booleans()) else value
            return [self._name(field.choices[code]) for code in self._any_order(again)]
        if field.type == "daily":
            return [self._number(hours) for hours in value]
        if field.type == "flag":
            return self._draw(st.sampled_from([Bare("true" if value else "false"), "是" if value else "否"]))
        if isinstance(value, date):
            return value.isoformat()
        return self._number(value) if isinstance(value, (int, float, Decimal)) else value

    def _number(self, value: float | Decimal) -> Bare:
        plain = str(value)
        more = [f"{plain}.0", f"{plain}.00"] if "." not in plain else [f"{plain}0", f"{plain}000"]
        return Bare(self._draw(st.sampled_from([plain, plain, *more])))

    def _name(self, term: Term) -> str:
        return self._draw(st.sampled_from([term.code, *term.aliases]))

    def _any_order(self, items: Any) -> list[Any]:  # noqa: ANN401 - any list
        return self._draw(st.permutations(list(items)))


def _json(tree: object) -> str:
    if isinstance(tree, Bare):
        return tree.text
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {_json(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(_json, tree)) + "]"
    return json.dumps(tree, ensure_ascii=False)


def _yaml(tree: object, indent: str = "") -> str:
    """Return block YAML; a mapping or list inside stands on lines of its own."""
    if isinstance(tree, dict) and tree:
        return "".join(f"{indent}{key}:{_below(value, indent)}" for key, value in tree.items())
    assert isinstance(tree, list)
    return "".join(f"{indent}-{_below(value, indent)}" for value in tree)


def _below(value: object, indent: str) -> str:
    return f"\n{_yaml(value, indent + '  ')}" if isinstance(value, (dict, list)) and value else f" {_json(value)}\n"
