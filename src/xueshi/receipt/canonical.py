"""JSON that is written in one way only, and the hash of what it says.

The canonical text is that of RFC 8785 (JSON Canonicalization Scheme): no spaces, keys in the order of their UTF-16 code
units, as few escapes as JSON allows, numbers without needless digits.  One thing is done otherwise: whole numbers are
written out in full, however large.  No number passes through ``float``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

from xueshi.report.json_view import dumps

ALGORITHM = "SHA-256"


_text = json.JSONEncoder(ensure_ascii=False).encode


def exact(value: object) -> object:
    """Return JSON data with plain dictionaries and lists, and a decimal, as it prints, for each ``float``."""
    if isinstance(value, Mapping):
        return {str(key): exact(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [exact(item) for item in value]
    return Decimal(repr(value)) if isinstance(value, float) else value


def canonical(value: object) -> str:
    """Return the canonical text of JSON data: dictionaries, lists, text, ``int``, ``Decimal``, truth and ``None``."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return f"{{{','.join([f'{_text(key)}:{canonical(value[key])}' for key in _ordered(value)])}}}"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(canonical, value))}]"
    return _scalar(value)


def _ordered(keys: Iterable[str]) -> list[str]:
    listed = sorted(keys)
    if "".join(listed).isascii():
        return listed
    return sorted(listed, key=lambda key: key.encode("utf-16-be", "surrogatepass"))


def digest(value: object) -> str:
    """Return the hash of what ``value`` says: of the UTF-8 bytes of its canonical text, in hexadecimal digits."""
    return digest_of_bytes(canonical(value).encode("utf-8", "surrogatepass"))


def digest_of_bytes(data: bytes) -> str:
    """Return the hash of ``data`` in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def indented(value: object) -> str:
    """Return JSON text of ``value`` for a file: a line for each item, keys in the order of the mapping, no line end."""
    return _indented(value, "\n")


def _indented(value: object, line: str) -> str:
    if isinstance(value, str):
        return _safe(value)
    inner = f"{line}  "
    if isinstance(value, dict):
        items = [f"{_safe(key)}: {_indented(item, inner)}" for key, item in value.items()]
        return f"{{{inner}{f',{inner}'.join(items)}{line}}}" if items else "{}"
    if isinstance(value, (list, tuple)):
        items = [_indented(item, inner) for item in value]
        return f"[{inner}{f',{inner}'.join(items)}{line}]" if items else "[]"
    return _scalar(value)


def _safe(text: str) -> str:
    """Return ``text`` as JSON without what a terminal or a reader of lines would obey."""
    plain = _text(text)
    return plain if plain.isprintable() else dumps(text)


def _scalar(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        # As ECMAScript prints a number, in the range in which it uses no exponent; hours stay far inside it.
        shown = f"{value:f}"
        shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
        return "0" if shown == "-0" else shown
    raise TypeError(f"no JSON for {type(value).__name__}")
