"""Reading a receipt: its form is checked whole, what it says is not believed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from xueshi.errors import Bare, InputError, Phrase
from xueshi.messages import LANGS
from xueshi.read import parse
from xueshi.read.findings import Fault, Findings, stop
from xueshi.read.source import text_of
from xueshi.read.tree import DEEPEST, Repeated, Unusable
from xueshi.read.values import found, repeated
from xueshi.receipt.canonical import ALGORITHM
from xueshi.receipt.form import FORMAT, VERSION, Asked, Entry, Receipt, broken_hashes
from xueshi.receipt.sources import Sources


@dataclass(frozen=True, slots=True)
class Loaded:
    """A receipt as a file holds it."""

    name: str
    """The file's name as it was given."""
    receipt: Receipt
    broken: tuple[tuple[int | None, str], ...]
    """The hashes that do not fit what they are of; see :func:`xueshi.receipt.form.broken_hashes`."""


def read_receipt(path: str) -> Loaded:
    """Return the receipt in the JSON file at ``path``; ``-`` is standard input.

    Raises:
        InputError: with every fault of its form; one alone where it is no receipt, or one of another version.
    """
    return _receipt(lambda: text_of(path), path)


def receipt_from_text(text: str | bytes, name: str = "receipt") -> Loaded:
    """Return the receipt that ``text`` writes in JSON; as :func:`read_receipt`.

    Raises:
        InputError: with every fault of its form; one alone where it is no receipt, or one of another version.
    """
    return _receipt(lambda: text, name)


def _receipt(text: Callable[[], str | bytes], name: str) -> Loaded:
    try:
        data = parse(text(), name, "json")
    except InputError as error:
        allowed = _said("a_receipt")
        raise InputError([problem._replace(allowed=allowed) for problem in error.problems], error.more) from None
    _refuse_others(data, name)
    findings = Findings(name)
    plain = _plain(data, findings)
    findings.finish()
    form = _Form(findings)
    top = form.mapping(plain)
    assert top is not None
    program = form.mapping(top.get("program"), "program")
    versions = program and form.text(program, "version", "program.version"), form.text(top, "clingo")
    form.expect(top, "sha256", _is_hash, "a_hash")
    entries = [form.entry(entry, number) for number, entry in enumerate(_cases(top, form), 1)]
    findings.finish()
    return Loaded(
        name,
        Receipt(str(versions[0]), str(versions[1]), tuple(entry for entry in entries if entry is not None)),
        tuple(broken_hashes(top)),
    )


def _refuse_others(data: object, name: str) -> None:
    """Refuse what is no receipt, a receipt of another version, and one with other hashes."""
    form = data.get("format") if isinstance(data, Mapping) else None
    if not (isinstance(data, Mapping) and isinstance(form, Mapping) and form.get("name") == FORMAT):
        raise stop(name, "receipt", _said("something_else"), _said("a_receipt"))
    for shown, key, allowed in (
        (form.get("version"), "format.version", VERSION),
        (data.get("hash"), "hash", ALGORITHM),
    ):
        if type(shown) is not type(allowed) or shown != allowed:
            what = Phrase("nothing") if shown is None else found(shown, "number" if allowed == VERSION else "text")
            findings = Findings(name)
            findings.add(Fault("version", what, _said("this_one", known=Bare(str(allowed))), key))
            findings.finish()


def _cases(top: Mapping[str, Any], form: _Form) -> list[object]:
    listed = form.expect(top, "cases", lambda value: isinstance(value, list) and bool(value), "some_cases")
    return listed if isinstance(listed, list) else []


class _Form:
    """The form of a receipt's parts; what does not have it is noted."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._place: Phrase | None = None

    def expect(
        self, data: Mapping[str, Any], key: str, fits: Callable[[object], bool], allowed: str, path: str = ""
    ) -> Any:  # noqa: ANN401 - what ``fits`` lets through
        """Return ``data[key]`` if it ``fits``, else ``None`` after noting what was found."""
        value = data.get(key)
        if key in data and fits(value):
            return value
        shown = found(value) if key in data else Phrase("nothing")
        self._findings.add(Fault("receipt", shown, _said(allowed), path or key), self._place)
        return None

    def text(self, data: Mapping[str, Any], key: str, path: str = "") -> str | None:
        """Return the text under ``key``."""
        value: str | None = self.expect(data, key, lambda value: isinstance(value, str), "a_text", path)
        return value

    def mapping(self, value: object, path: str | None = None) -> Mapping[str, Any] | None:
        """Return ``value`` if it is an object."""
        if isinstance(value, Mapping):
            return value
        shown = Phrase("nothing") if value is None else found(value)
        self._findings.add(Fault("receipt", shown, _said("an_object"), path), self._place)
        return None

    def entry(self, value: object, number: int) -> Entry | None:
        """Return the case with this number."""
        self._place = case_at(number)
        try:
            data = self.mapping(value)
            return None if data is None else self._entry(data)
        finally:
            self._place = None

    def _entry(self, data: Mapping[str, Any]) -> Entry:
        regulation = self.text(data, "regulation")
        law, vocabulary = (self._hashed(data, part, "files", _is_hashes, "hashes") for part in ("law", "vocabulary"))
        case = self._hashed(data, "case", "stated", _is_object, "an_object")
        result = self._hashed(data, "result", "found", _is_object, "an_object")
        asked = self.mapping(data.get("settings"), "settings") or {}
        return Entry(
            str(regulation),
            Sources(law or {}, vocabulary or {}),
            self._asked(asked) if asked else Asked(None, {}, False, False, "en", ()),  # noqa: FBT003 - never used
            case or {},
            result or {},
        )

    def _hashed(
        self, data: Mapping[str, Any], part: str, content: str, fits: Callable[[object], bool], allowed: str
    ) -> Any:  # noqa: ANN401 - what ``fits`` lets through
        inner = self.mapping(data.get(part), part)
        if inner is None:
            return None
        self.expect(inner, "sha256", _is_hash, "a_hash", f"{part}.sha256")
        return self.expect(inner, content, fits, allowed, f"{part}.{content}")

    def _asked(self, data: Mapping[str, Any]) -> Asked:
        def get(key: str, fits: Callable[[object], bool], allowed: str) -> Any:  # noqa: ANN401 - as above
            return self.expect(data, key, fits, allowed, f"settings.{key}")

        return Asked(
            regulation=get("regulation", lambda value: value is None or isinstance(value, str), "a_text_or_null"),
            readings=get("readings", _is_texts, "texts") or {},
            strict=get("strict", _is_flag, "a_flag"),
            all_readings=get("all_readings", _is_flag, "a_flag"),
            lang=get("lang", lambda value: value in LANGS, "a_language"),
            asp_path=tuple(get("asp_path", _is_names, "list_of_texts") or ()),
        )


_HASH = re.compile(r"[0-9a-f]{64}")


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _is_object(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_names(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_texts(value: object) -> bool:
    return isinstance(value, Mapping) and _is_names(list(value.values()))


def _is_hashes(value: object) -> bool:
    return isinstance(value, Mapping) and all(map(_is_hash, value.values()))


def case_at(number: int) -> Phrase:
    """Return how messages call the case with this number, from 1."""
    return _said("case_at", n=number)


def _said(key: str, **params: object) -> Phrase:
    return Phrase(f"fault.{key}", params, section="receipt")


_DIGITS = re.compile(r"-?[0-9]{1,4000}")
"""The number of optima may be longer than any number that a case states."""


def _plain(value: object, findings: Findings, depth: int = 0, path: str = "") -> object:
    """Return ``value`` as mappings, lists, text, exact numbers and constants; what cannot be so is noted."""
    if depth > DEEPEST:
        raise stop(findings.file, "syntax", Phrase("too_deep_json"), Phrase("not_too_deep_json"))
    if isinstance(value, Mapping):
        if isinstance(value, Repeated):
            for key, line in value.again:
                fault = repeated(key, line)
                fault.key = f"{path}{fault.key}"
                findings.add(fault)
        return {str(key): _plain(item, findings, depth + 1, f"{path}{key}.") for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, findings, depth + 1, f"{path}{at}.") for at, item in enumerate(value, 1)]
    if isinstance(value, Unusable):
        if _DIGITS.fullmatch(value.text):
            return int(value.text)
        findings.add(Fault("range", found(value), _said("a_number"), path.removesuffix(".")))
    return value
