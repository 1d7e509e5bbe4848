"""What Pydantic found wrong with a scenario file, as faults of the input."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from xueshi.errors import Name, Near, Phrase
from xueshi.read.findings import Fault
from xueshi.read.values import found

_TAGS = ("plain", "mapping")
_ALLOWED = {
    "hours": "hours",
    "bounds": "bounds",
    "nothing_expected": "something",
    "error_beside": "error_alone",
    "missing": "a_value",
    "too_short": "not_empty",
    "string_too_short": "a_text",
    "string_type": "a_text",
    "bool_type": "flag",
    "bool_parsing": "flag",
    "int_type": "a_whole_number",
    "int_parsing": "a_whole_number",
    "int_from_float": "a_whole_number",
    "dict_type": "a_mapping",
    "model_type": "a_mapping",
    "list_type": "a_list",
}
"""Pydantic's names of faults, and the key of what is allowed instead."""


def faults(error: ValidationError, model: type[BaseModel]) -> Iterator[Fault]:
    """Yield the faults of a value that ``model`` refused."""
    for item in error.errors():
        place = ".".join(str(part) for part in item["loc"] if part not in (*_TAGS, "[key]"))
        yield _fault(item, place or None, model)


def _fault(item: Mapping[str, Any], place: str | None, model: type[BaseModel]) -> Fault:
    kind, value = item["type"], item.get("input")
    if kind == "value_error":
        kind = str(item["ctx"]["error"])
    if kind == "extra_forbidden":
        known = tuple(_keys(model, item["loc"][:-1]))
        names = Phrase("keys", {"names": tuple(map(Name, known))})
        return Fault("unknown_key", Phrase("unknown_key"), names, place, Near(str(item["loc"][-1]), known))
    if kind == "literal_error":
        known = tuple(re.findall(r"'([^']*)'", str(item.get("ctx", {}).get("expected"))))
        allowed = Phrase("one_of", {"names": tuple(map(Name, known))})
        near = Near(value, known) if isinstance(value, str) else None
        return Fault("not_one_of", found(value, "text"), allowed, place, near)
    key = _ALLOWED.get(kind)
    allowed = Phrase("other_form", section="scenario") if key is None else Phrase(key, section="scenario")
    if kind == "missing":
        return Fault("missing", Phrase("nothing"), allowed, place)
    if kind in ("nothing_expected", "bounds"):
        return Fault(kind, Phrase("nothing"), allowed, place)
    if kind == "error_beside":
        return Fault(kind, Phrase("error_beside", section="scenario"), allowed, place)
    return Fault(kind, found(value, "text" if kind.startswith("string") else ""), allowed, place)


def _keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> Iterator[str]:
    """Yield the keys of that part of ``model`` that stands at ``loc``."""
    at: Any = model
    for part in loc:
        at = _inside(at, part)
    inner = _model(at)
    if inner is not None:
        yield from inner.model_fields


def _inside(at: Any, part: int | str) -> Any:  # noqa: ANN401 - an annotation
    if part in _TAGS:
        return at
    inner = _model(at, deep=False)
    if inner is not None:
        field = inner.model_fields.get(str(part))
        return None if field is None else field.annotation
    for option in _options(at):
        origin = get_origin(option)
        if isinstance(origin, type) and issubclass(origin, Mapping | list):
            return get_args(option)[-1]
    return None


def _model(at: Any, *, deep: bool = True) -> type[BaseModel] | None:  # noqa: ANN401 - an annotation
    for option in _options(at):
        if isinstance(option, type) and issubclass(option, BaseModel):
            return option
        if deep and get_origin(option) in (dict, list):
            return None
    return None


def _options(at: Any) -> Iterator[Any]:  # noqa: ANN401 - an annotation
    """Yield what a union is of, annotations taken off."""
    if get_origin(at) is Annotated:
        yield from _options(get_args(at)[0])
    elif get_origin(at) in (Union, UnionType):
        for option in get_args(at):
            yield from _options(option)
    else:
        yield at
