"""One value against the field that holds it.

Each check returns the value as a record states it, or :data:`INVALID` after it has noted why.  ``true`` is no number,
a number is no text and a text no number: a slip is reported, never guessed around.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

from xueshi.errors import Bare, Near, Phrase
from xueshi.model.case import Stated
from xueshi.model.declarations import FieldType
from xueshi.model.kinds import Field, Terms
from xueshi.read.findings import Fault, names
from xueshi.read.tree import Repeated, Unusable

INVALID: Final = object()
"""Stands for a value that was refused."""

FIRST_DAY = datetime.date(1900, 1, 1)
LAST_DAY = datetime.date(2199, 12, 31)

LONGEST_NAME = 200
"""Characters of an id, a person, a jurisdiction or a sector."""

_MOST_CODES = 1000
_CENT = Decimal("0.01")
_EXACT = Context(prec=40, rounding=ROUND_HALF_EVEN)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_UNUSABLE_TEXT = re.compile("[\x00\ud800-\udfff]")
_YES_NO = {"是": True, "否": False}
_HUGE_BITS = 256

Faults = list[Fault]
Check = Callable[[Field, object, Faults], object]


def checked(field: Field, value: object, faults: Faults) -> object:
    """Return ``value`` as ``field`` states it, or :data:`INVALID` after noting what is wrong."""
    result = _CHECKS[field.type](field, value, faults)
    if value is None:
        may_be_unstated(faults)
    return result


def may_be_unstated(faults: Faults) -> None:
    """Let the last fault, a null, say that an unstated fact has no key."""
    faults[-1].allowed = Phrase("or_leave_out", {"allowed": faults[-1].allowed})


def found(value: object, expected: str = "") -> Phrase:
    """Return how a message shows ``value``; what is not of the ``expected`` sort (text, number) is named as such."""
    if value is None:
        return Phrase("null")
    if isinstance(value, bool):
        return Phrase("shown", {"value": "true" if value else "false"})
    if isinstance(value, str):
        return Phrase("shown" if expected == "text" else "the_text", {"value": value})
    if isinstance(value, int) and value.bit_length() > _HUGE_BITS:
        return Phrase("huge_number")
    if isinstance(value, (int, Decimal, float, Unusable)):
        written = value.text if isinstance(value, Unusable) else str(value)
        return Phrase("shown" if expected == "number" else "the_number", {"value": written})
    if isinstance(value, Mapping):
        return Phrase("a_mapping")
    if isinstance(value, (list, tuple)):
        return Phrase("a_list", {"n": len(value)})
    if type(value) is datetime.date:
        return Phrase("the_date", {"value": value.isoformat()})
    return Phrase("a_thing", {"value": type(value).__name__})


def refused(value: object, allowed: Phrase, faults: Faults, expected: str = "", near: Near | None = None) -> object:
    """Note that ``value`` is not what is allowed; the code tells a wrong sort, an unknown value and a null apart."""
    if value is None:
        faults.append(Fault("null", Phrase("null"), allowed))
        return INVALID
    fits = isinstance(value, str) if expected == "text" else _is_number(value)
    code = ("value" if expected == "text" else "range") if fits else "type"
    faults.append(Fault(code, found(value, expected), allowed, near=near))
    return INVALID


def text(value: object, faults: Faults, longest: int = LONGEST_NAME) -> object:
    """Return ``value`` if it is a text that is not blank and has at most ``longest`` characters."""
    if isinstance(value, str):
        if not value.isprintable() and _UNUSABLE_TEXT.search(value):
            faults.append(Fault("value", found(value, "text"), Phrase("plain_text")))
            return INVALID
        if len(value) <= longest and value.strip():
            return str(value)
        if not value.strip():
            faults.append(Fault("value", Phrase("blank_text"), Phrase("text", {"max": longest})))
            return INVALID
        faults.append(Fault("value", Phrase("long_text", {"n": len(value)}), Phrase("text", {"max": longest})))
        return INVALID
    quoted = isinstance(value, bool) or _is_number(value) or type(value) is datetime.date
    return refused(value, Phrase("quoted_text" if quoted else "text", {"max": longest}), faults, "text")


def whole(value: object, least: int, most: int, faults: Faults) -> object:
    """Return ``value`` as an ``int`` if it is a whole number from ``least`` to ``most``."""
    exact = _exact(value)
    if exact is not None and least <= exact <= most and exact == int(exact):
        return int(exact)
    return refused(value, Phrase("count", {"min": least, "max": most}), faults, "number")


def code(value: object, choices: Terms, faults: Faults) -> object:
    """Return the code that ``value`` names by itself or by a Chinese term."""
    if isinstance(value, str):
        known = choices.names.get(value)
        if known is not None:
            return known
    allowed = Phrase("one_of", {"names": names(choices.values())})
    near = Near(value, tuple(choices.names)) if isinstance(value, str) else None
    return refused(value, allowed, faults, "text", near)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, Decimal, float, Unusable)) and not isinstance(value, bool)


def _exact(value: object) -> int | Decimal | None:
    """Return a finite number exactly; a ``float`` (from Python only) is taken as it is written."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        value = Decimal(repr(value))
    return value if isinstance(value, Decimal) and value.is_finite() else None


def _hundredths(value: object, least: int, most: int) -> Decimal | None:
    exact = _exact(value)
    if exact is None or not least <= exact <= most:
        return None
    if isinstance(exact, int):
        return Decimal(exact)
    rounded = exact.quantize(_CENT, context=_EXACT)
    if rounded != exact:
        return None
    whole_part = int(rounded)
    return Decimal(whole_part) if rounded == whole_part else rounded.normalize(_EXACT)


def _flag(_: Field, value: object, faults: Faults) -> object:
    if value is True or value is False:
        return value
    if isinstance(value, str) and value in _YES_NO:
        return _YES_NO[value]
    return refused(value, Phrase("flag"), faults)


def _count(field: Field, value: object, faults: Faults) -> object:
    most = field.max or 0
    if type(value) is int and field.min <= value <= most:
        return value
    return whole(value, field.min, most, faults)


def _hours(field: Field, value: object, faults: Faults) -> object:
    amount = _hundredths(value, field.min, field.max or 0)
    if amount is not None:
        return amount
    return refused(value, Phrase("hours", {"min": field.min, "max": field.max}), faults, "number")


def _daily(field: Field, value: object, faults: Faults) -> object:
    if not isinstance(value, (list, tuple)) or len(value) > field.longest:
        return refused(value, Phrase("daily", {"longest": field.longest, "max": field.max}), faults)
    amounts = [_hundredths(item, field.min, field.max or 0) for item in value]
    if None not in amounts:
        return tuple(amounts)
    allowed = Phrase("hours", {"min": field.min, "max": field.max})
    for at, (item, amount) in enumerate(zip(value, amounts, strict=True), 1):
        if amount is None:
            shown = Phrase("item", {"found": found(item, "number"), "n": at})
            faults.append(Fault("range" if _is_number(item) else "type", shown, allowed))
    return INVALID


def _choice(field: Field, value: object, faults: Faults) -> object:
    assert field.choices is not None
    return code(value, field.choices, faults)


def _open(field: Field, value: object, faults: Faults) -> object:
    assert field.choices is not None
    known = text(value, faults)
    return field.choices.names.get(known, known) if isinstance(known, str) else known


def _codes(field: Field, value: object, faults: Faults) -> object:
    choices = field.choices
    assert choices is not None
    allowed = Phrase("codes", {"names": names(choices.values())})
    if not isinstance(value, (list, tuple)) or len(value) > _MOST_CODES:
        return refused(value, allowed, faults)
    out: dict[str, None] = {}
    valid = True
    for at, item in enumerate(value, 1):
        known = choices.names.get(item) if isinstance(item, str) else None
        if known is None:
            shown = Phrase("item", {"found": found(item, "text"), "n": at})
            near = Near(item, tuple(choices.names)) if isinstance(item, str) else None
            one = Phrase("one_of", {"names": names(choices.values())})
            faults.append(Fault("value" if isinstance(item, str) else "type", shown, one, near=near))
            valid = False
        else:
            out[known] = None
    return tuple(out) if valid else INVALID


def _date(_: Field, value: object, faults: Faults) -> object:
    allowed = Phrase("date", {"first": Bare(FIRST_DAY), "last": Bare(LAST_DAY)})
    day = value
    if isinstance(value, str):
        parts = _DATE.fullmatch(value)
        if parts is None:
            return refused(value, allowed, faults, "text")
        try:
            day = datetime.date(*map(int, parts.groups()))
        except ValueError:
            faults.append(Fault("value", Phrase("no_day", {"value": value}), allowed))
            return INVALID
    # A datetime is a date with a time of day, which no field asks for.
    if type(day) is not datetime.date or not FIRST_DAY <= day <= LAST_DAY:
        return refused(value, allowed, faults, "text")
    return day


def _text(field: Field, value: object, faults: Faults) -> object:
    return text(value, faults, field.max or 0)


def _group(field: Field, value: object, faults: Faults) -> object:
    assert field.fields is not None
    assert field.names is not None
    keys = Phrase("keys", {"names": names(inner.term for inner in field.fields.values())})
    if not isinstance(value, Mapping):
        return refused(value, Phrase("a_mapping_of", {"keys": keys}), faults)
    out: dict[str, object] = {}
    written: dict[str, str] = {}
    before = len(faults)
    if isinstance(value, Repeated):
        for key, line in value.again:
            faults.append(repeated(key, line))
    for key, item in value.items():
        inner = field.names.get(key) if isinstance(key, str) else None
        if inner is None:
            faults.append(unknown(key, tuple(field.names), keys))
        elif inner.key in written:
            faults.append(twice(str(key), written[inner.key]))
        else:
            written[inner.key] = str(key)
            at = len(faults)
            out[inner.key] = checked(inner, item, faults)
            for fault in faults[at:]:
                fault.key = str(key)
    return Stated(out) if len(faults) == before else INVALID


def unknown(key: object, known: tuple[str, ...], allowed: Phrase, code: str = "unknown_key") -> Fault:
    """Return the fault of a key that is not known here."""
    if not isinstance(key, str):
        return Fault("unknown_key", Phrase("key_no_text", {"found": found(key)}), allowed)
    return Fault(code, Phrase("unknown_key"), allowed, key, Near(key, known))


def repeated(key: object, line: int | None) -> Fault:
    """Return the fault of a key that its mapping holds twice."""
    shown = Phrase("again") if line is None else Phrase("again_in_line", {"line": line})
    return Fault("duplicate_key", shown, Phrase("once"), str(key))


def twice(key: str, first: str) -> Fault:
    """Return the fault of a key given in two languages."""
    return Fault("duplicate_key", Phrase("again_as", {"first": first}), Phrase("once"), key)


_CHECKS: Mapping[FieldType, Check] = {
    "flag": _flag,
    "count": _count,
    "hours": _hours,
    "daily": _daily,
    "choice": _choice,
    "open": _open,
    "codes": _codes,
    "date": _date,
    "text": _text,
    "group": _group,
}
