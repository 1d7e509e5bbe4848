"""The declared kinds: which records, leaves, fields, values and documents a case file may hold, read from data.

``asp/core/kinds.toml`` declares the common ones; ``kinds.toml`` in a jurisdiction's folder adds its own.  Nothing here
knows a particular kind or field: a new city needs no Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple, cast

from xueshi.law.paths import asp_root
from xueshi.model.declarations import DeclarationError, FieldType, load, merged

FILE_NAME = "kinds.toml"
_COMMON = "core"
_LONGEST_FOLDER = 255
"""Bytes of a folder's name; asking a file system about a longer one is an error."""


class Term(NamedTuple):
    """A code with its labels: ``zh`` is the first Chinese term, ``aliases`` are all of them."""

    code: str
    en: str
    zh: str
    aliases: tuple[str, ...] = ()
    about_en: str = ""
    about_zh: str = ""


class Terms(Mapping[str, Term]):
    """Codes with their terms, in the order declared; :attr:`names` leads from codes and Chinese terms to the code."""

    __slots__ = ("_terms", "names")

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {term.code: term for term in terms}
        self.names: dict[str, str] = {}
        for term in self._terms.values():
            for name in (term.code, *term.aliases):
                if self.names.setdefault(name, term.code) != term.code:
                    raise DeclarationError(f"`{name}` stands for both `{self.names[name]}` and `{term.code}`")

    def __getitem__(self, code: str) -> Term:
        return self._terms[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)


class Field(NamedTuple):
    """A field of a record, of a leave, or of a group inside a record."""

    key: str
    type: FieldType
    term: Term
    min: int = 0
    max: int | None = None
    """Greatest number (``count``, ``hours``, each figure of ``daily``) or length (``text``)."""
    longest: int = 0
    """Greatest number of figures of ``daily``."""
    choices: Terms | None = None
    fields: Mapping[str, Field] | None = None
    names: Mapping[str, Field] | None = None
    """Of a ``group``: its fields by key and by Chinese term."""
    assumable: bool = False
    """Taken in the person's favour when unstated."""
    each: Decimal | None = None
    """Hours that one unit stands for at most, for the bound on a case's sum."""


class Kind:
    """A kind of record, or the one form of a leave.

    Attributes:
        fields: by key, in the order declared, the kind's own fields before those of every record.
        own: keys of the kind's own fields.
        flat: a record of this kind may earn an amount that it does not state.
        split: rated by months: only the part of start to end inside the year counts.
    """

    def __init__(
        self,
        term: Term,
        fields: Iterable[Field],
        own: Iterable[str] = (),
        *,
        flat: bool = False,
        split: bool = False,
    ) -> None:
        self.term = term
        self.fields: Mapping[str, Field] = {field.key: field for field in fields}
        self.own = tuple(own)
        self.flat = flat
        self.split = split

    @property
    def code(self) -> str:
        """The code of the kind."""
        return self.term.code

    @cached_property
    def names(self) -> Mapping[str, Field]:
        """The fields by key and by Chinese term."""
        return _names(self.fields.values())

    @cached_property
    def weights(self) -> tuple[tuple[str, str | None, Decimal], ...]:
        """Amounts of time: key, key inside a group, and the hours that one unit stands for at most."""
        out: list[tuple[str, str | None, Decimal]] = []
        for key, field in self.fields.items():
            if field.each is not None:
                out.append((key, None, field.each))
            inner = (field.fields or {}).values()
            out += [(key, part.key, part.each) for part in inner if part.each is not None]
        return tuple(out)


class Catalogue:
    """Everything that is declared for one jurisdiction.  Kinds and fields are built when first asked for."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._kinds: dict[str, Kind] = {}
        self._choices: dict[str, Terms] = {}
        self._fields: dict[str, Field] = {}
        self.limits: Mapping[str, int] = data["limits"]

    @cached_property
    def kinds(self) -> Terms:
        """The kinds of records, without their fields."""
        return Terms(_term(code, entry) for code, entry in self._data["kinds"].items())

    @cached_property
    def keys(self) -> Mapping[str, Term]:
        """The keys of case files and dossiers outside records."""
        return {code: _term(code, entry) for code, entry in self._data["keys"].items()}

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """The keys ``id`` and ``kind`` by code and by Chinese term."""
        return self.key_names("id", "kind")

    def key_names(self, *codes: str) -> Mapping[str, str]:
        """Return the keys ``codes`` by code and by Chinese term."""
        return Terms(self.keys[code] for code in codes).names

    def kind(self, code: str) -> Kind:
        """Return the kind ``code``; ``KeyError`` if there is none."""
        kind = self._kinds.get(code)
        if kind is None:
            entry = self._data["kinds"][code]
            own = tuple(map(self.field, self._expand(entry["fields"])))
            fields = (*own, *map(self.field, self._expand(["@common"])))
            kind = self._kinds[code] = Kind(
                self.kinds[code],
                fields,
                (field.key for field in own),
                flat=entry.get("flat", False),
                split=entry.get("split", False),
            )
        return kind

    @cached_property
    def unknown_kind(self) -> Kind:
        """The fields that every record may carry, whatever its kind."""
        return Kind(Term("", "", ""), map(self.field, self._expand(["@common"])))

    @cached_property
    def every_field(self) -> Mapping[str, Field]:
        """All fields of all kinds by key and by Chinese term (one of them, where kinds differ)."""
        return {name: field for code in self.kinds for name, field in self.kind(code).names.items()}

    @cached_property
    def leave(self) -> Kind:
        """The form of a leave; its kinds are the choices ``leave``."""
        fields = tuple(map(self.field, self._expand(["@leave"])))
        return Kind(_term("leave", self._data["keys"]["leave"]), fields, (field.key for field in fields))

    @cached_property
    def application(self) -> Kind:
        """The form of a dossier's application."""
        fields = tuple(map(self.field, self._expand(["@application"])))
        return Kind(_term("application", self._data["keys"]["application"]), fields, (field.key for field in fields))

    def choices(self, name: str) -> Terms:
        """Return the codes of the choice ``name``."""
        terms = self._choices.get(name)
        if terms is None:
            listed = self._data["choices"].get(name)
            if listed is None:
                raise DeclarationError(f"choices.{name} is not declared")
            terms = self._choices[name] = Terms(
                Term(code, words[0], words[1], tuple(words[1:])) for code, words in listed.items()
            )
        return terms

    def field(self, spec: str) -> Field:
        """Return the field declared as ``spec`` (``key`` or ``key.variant``)."""
        field = self._fields.get(spec)
        if field is None:
            entry = self._data["fields"].get(spec)
            if entry is None:
                raise DeclarationError(f"fields.{spec} is not declared")
            key = spec.partition(".")[0]
            each = entry.get("each")
            inner = tuple(map(self.field, self._expand(entry["fields"]))) if "fields" in entry else None
            field = self._fields[spec] = Field(
                key=key,
                type=cast("FieldType", entry["type"]),
                term=_term(key, entry),
                min=entry.get("min", 0),
                max=entry.get("max"),
                longest=entry.get("longest", 0),
                choices=self.choices(entry["choices"]) if "choices" in entry else None,
                fields={field.key: field for field in inner} if inner is not None else None,
                names=_names(inner) if inner is not None else None,
                assumable=entry.get("assumable", False),
                each=Decimal(each) if each is not None else None,
            )
        return field

    def _expand(self, specs: Iterable[str]) -> list[str]:
        groups = self._data["groups"]
        out: list[str] = []
        for spec in specs:
            if not spec.startswith("@"):
                out.append(spec)
            elif spec[1:] in groups:
                out += groups[spec[1:]]
            else:
                raise DeclarationError(f"groups.{spec[1:]} is not declared")
        return out

    def check(self) -> None:
        """Build everything that is declared; :class:`DeclarationError` names the first fault."""
        for name in self._data["choices"]:
            _named(f"choices.{name}", lambda name=name: self.choices(name))  # type: ignore[misc]
        for spec in self._data["fields"]:
            _named(f"fields.{spec}", lambda spec=spec: self.field(spec))  # type: ignore[misc]
        for code in self._data["kinds"]:
            _named(f"kinds.{code}", lambda code=code: self.kind(code).names)  # type: ignore[misc]
        _named("keys", lambda: self.keys)
        _named("groups.leave", lambda: self.leave.names)
        _named("groups.application", lambda: self.application.names)


@cache
def catalogue(jurisdiction: str | None = None, roots: tuple[Path, ...] = ()) -> Catalogue:
    """Return what is declared for ``jurisdiction`` (a folder's name), or for all where it is ``None``.

    Args:
        jurisdiction: name of a folder under one of the roots; a name without a folder gets the common declarations.
        roots: further folders that hold one folder a jurisdiction, searched before the program's own.

    Raises:
        DeclarationError: if a ``kinds.toml`` is at fault.
    """
    if jurisdiction is not None:
        path = folder_file(jurisdiction, roots)
        if path is not None:
            return _extended(path)
        return catalogue(None)
    return Catalogue(load(asp_root() / _COMMON / FILE_NAME))


def folder_file(jurisdiction: str, roots: tuple[Path, ...] = ()) -> Path | None:
    """Return the ``kinds.toml`` of a jurisdiction's folder, or ``None``.  Nothing outside the roots is ever touched."""
    name = jurisdiction.replace("-", "_")
    if jurisdiction == _COMMON or not name.isidentifier() or len(jurisdiction.encode()) > _LONGEST_FOLDER:
        return None
    for root in (*roots, asp_root()):
        path = root / jurisdiction / FILE_NAME
        if path.is_file():
            return path
    return None


@cache
def jurisdictions(roots: tuple[Path, ...] = ()) -> Terms:
    """Return the jurisdictions that any ``kinds.toml`` names: the common one and that of each folder."""
    terms = dict(catalogue(None).choices("jurisdiction"))
    for root in (*roots, asp_root()):
        for path in sorted(root.glob(f"*/{FILE_NAME}")):
            if path.parent.name == _COMMON:
                continue
            listed = merged(load(asp_root() / _COMMON / FILE_NAME), load(path), path)["choices"]["jurisdiction"]
            for code, words in listed.items():
                terms.setdefault(code, Term(code, words[0], words[1], tuple(words[1:])))
    return Terms(terms.values())


@cache
def _extended(path: Path) -> Catalogue:
    made = Catalogue(merged(load(asp_root() / _COMMON / FILE_NAME), load(path), path))
    try:
        made.check()
    except DeclarationError as error:
        raise DeclarationError(f"{path}: {error}") from None
    return made


def _named(where: str, build: Callable[[], object]) -> None:
    try:
        build()
    except (DeclarationError, KeyError, TypeError, RecursionError) as error:
        raise DeclarationError(f"{where}: {error}") from None


def _term(code: str, entry: Mapping[str, Any]) -> Term:
    words: list[str] = entry["zh"]
    about: list[str] = entry.get("about", ["", ""])
    return Term(code, entry["en"], words[0], tuple(words), about[0], about[1])


def _names(fields: Iterable[Field]) -> dict[str, Field]:
    names: dict[str, Field] = {}
    for field in fields:
        for name in (field.key, *field.term.aliases):
            if names.setdefault(name, field) is not field:
                raise DeclarationError(f"`{name}` stands for both `{names[name].key}` and `{field.key}`")
    return names
