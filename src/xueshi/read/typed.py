"""The contract as Pydantic models, one for each declared kind, made when it is first asked for.

Files are read without them (importing Pydantic takes longer than reading and judging a case does); they are for
programs that build cases in code or want a typed model of each kind::

    Training = record_model("training")
    record = Training(id="a1", hours=60, days=8)
    case = CaseModel(person="P-1", jurisdiction="jining", year=2024, records=[record]).case()

A model checks with the code that checks a file: it takes the same Chinese keys and values and refuses the same input.
A field that was not given is ``None`` and not in ``model_fields_set``; ``model_dump(exclude_unset=True)`` therefore
gives what is stated, and unstated, ``False`` and empty stay apart.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    SerializeAsAny,
    WithJsonSchema,
    create_model,
    model_validator,
)

from xueshi.errors import InputError, Problem
from xueshi.model.case import Case, Leave, Record, Stated
from xueshi.model.declarations import FieldType
from xueshi.model.dossier import Dossier
from xueshi.model.kinds import Field, Kind, catalogue
from xueshi.model.schema import field_schema
from xueshi.read.cases import case_from_mapping
from xueshi.read.conflicts import conflicts
from xueshi.read.dossiers import dossier_from_mapping
from xueshi.read.values import LONGEST_NAME, Faults, checked, code, text, twice

_TYPES: Mapping[FieldType, object] = {
    "flag": bool,
    "count": int,
    "hours": Decimal,
    "daily": tuple[Decimal, ...],
    "choice": str,
    "open": str,
    "codes": tuple[str, ...],
    "date": datetime.date,
    "text": str,
    "group": Mapping[str, Any],
}


class _Item(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    declared: ClassVar[Kind]
    """The kind that the model was made from."""

    id: str
    kind: str

    @model_validator(mode="before")
    @classmethod
    def _canonical_keys(cls, data: object) -> object:
        """Lead Chinese keys to the canonical ones."""
        if not isinstance(data, Mapping):
            return data
        names = {name: field.key for name, field in cls.declared.names.items()} | dict(catalogue(None).heads)
        out: dict[object, object] = {}
        first: dict[object, str] = {}
        faults: Faults = []
        for key, value in data.items():
            canonical = names.get(key, key) if isinstance(key, str) else key
            if canonical in out:
                faults.append(twice(str(key), first[canonical]))
            else:
                out[canonical], first[canonical] = value, str(key)
        _raise(faults)
        return out

    @model_validator(mode="after")
    def _no_conflicts(self) -> Self:
        _raise(conflicts(self.stated()))
        # The kind is stated by the choice of the model.
        self.model_fields_set.add("kind")
        return self

    def stated(self) -> Stated:
        """Return what is stated besides ``id`` and ``kind``."""
        return Stated({key: getattr(self, key) for key in self.declared.fields if key in self.model_fields_set})


class RecordModel(_Item):
    """A record of any kind; :func:`record_model` gives the model of one kind."""

    def record(self) -> Record:
        """Return the record as plain data."""
        return Record(self.id, self.kind, self.stated())


class LeaveModel(_Item):
    """A leave; :func:`leave_model` gives the model with its fields."""

    def leave(self) -> Leave:
        """Return the leave as plain data."""
        return Leave(self.id, self.kind, self.stated())


class CaseModel(BaseModel):
    """One person-year.  Records and leave are models or mappings as in a case file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: str
    jurisdiction: str
    year: int
    sector: str | None = None
    earlier_modules: int | None = None
    records: tuple[SerializeAsAny[RecordModel], ...] = ()
    leave: tuple[SerializeAsAny[LeaveModel], ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return _case_fields(case_from_mapping(_plain(data))) if isinstance(data, Mapping) else data

    def case(self) -> Case:
        """Return the case as plain data."""
        return case_from_mapping(_plain(self))


class DossierModel(BaseModel):
    """Several years of one person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: str
    jurisdiction: str
    sector: str | None = None
    earlier_modules: int | None = None
    window: Mapping[Literal["from", "to"], int] | None = None
    application: Mapping[Literal["kind", "year", "required_years"], int | str] | None = None
    years: Mapping[int, CaseModel] = {}
    verdicts: Mapping[int, str] = {}

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return _dossier_fields(dossier_from_mapping(_plain(data))) if isinstance(data, Mapping) else data

    def dossier(self) -> Dossier:
        """Return the dossier as plain data."""
        return dossier_from_mapping(_plain(self))


@cache
def record_model(kind: str, jurisdiction: str | None = None, roots: tuple[Path, ...] = ()) -> type[RecordModel]:
    """Return the model of the records of ``kind``.

    Args:
        kind: code of the kind.
        jurisdiction: also admit what this jurisdiction's folder declares.
        roots: further folders of jurisdictions.

    Raises:
        KeyError: if there is no such kind.
    """
    form = catalogue(jurisdiction, roots).kind(kind)
    name = "".join(part.capitalize() for part in kind.split("_")) + "Record"
    fixed = Annotated[str, PlainValidator(_one_of(kind, form.term.aliases)), WithJsonSchema({"const": kind})]
    return cast("type[RecordModel]", _model(name, RecordModel, form, (fixed, kind)))


@cache
def leave_model(jurisdiction: str | None = None, roots: tuple[Path, ...] = ()) -> type[LeaveModel]:
    """Return the model of a leave, with its fields."""
    declared = catalogue(jurisdiction, roots)
    kinds = declared.choices("leave")

    def named(value: object) -> object:
        faults: Faults = []
        result = code(value, kinds, faults)
        _raise(faults)
        return result

    kind = Annotated[str, PlainValidator(named), WithJsonSchema({"enum": list(kinds)})]
    return cast("type[LeaveModel]", _model("Leave", LeaveModel, declared.leave, (kind, ...)))


def _model(name: str, base: type[_Item], form: Kind, kind: tuple[object, object]) -> type[_Item]:
    fields: dict[str, Any] = {"id": (Annotated[str, PlainValidator(_ident)], ...), "kind": kind}
    for field in form.fields.values():
        annotation: Any = Annotated[
            _TYPES[field.type],
            PlainValidator(_check_of(field)),
            PlainSerializer(_json_value, when_used="json"),
            WithJsonSchema(field_schema(field)),
        ]
        fields[field.key] = (annotation, None)
    made = create_model(name, __base__=base, __doc__=f"{form.term.en} ({form.term.zh})", **fields)
    made.declared = form
    return made


def _check_of(field: Field) -> Callable[[object], object]:
    def check(value: object) -> object:
        faults: Faults = []
        result = checked(field, value, faults)
        _raise(faults)
        return result

    return check


def _ident(value: object) -> object:
    faults: Faults = []
    result = text(value, faults, LONGEST_NAME)
    _raise(faults)
    return result


def _one_of(kind: str, aliases: Collection[object]) -> Callable[[object], object]:
    def check(value: object) -> object:
        if value != kind and value not in aliases:
            raise ValueError(f"the kind is `{kind}`")
        return kind

    return check


def _raise(faults: Iterable[Any]) -> None:
    """Raise the faults as one error, which Pydantic reports as its own."""
    problems = [Problem("value", f.code, f.found, f.allowed, None, f.key, f.near) for f in faults]
    if problems:
        raise InputError(problems)


def _json_value(value: object) -> object:
    """Return decimals as JSON numbers, which have at most two places and are written exactly."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, tuple):
        return [_json_value(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _json_value(item) for key, item in value.items()}
    return value


def _plain(value: object) -> object:
    """Return models inside ``value`` as mappings of what they state."""
    if isinstance(value, _Item):
        return {"id": value.id, "kind": value.kind, **value.stated()}
    if isinstance(value, BaseModel):
        return {key: _plain(getattr(value, key)) for key in value.model_fields_set}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _case_fields(case: Case) -> dict[str, object]:
    out: dict[str, object] = {"person": case.person, "jurisdiction": case.jurisdiction, "year": case.year}
    if case.sector is not None:
        out["sector"] = case.sector
    if case.earlier_modules is not None:
        out["earlier_modules"] = case.earlier_modules
    known = case.jurisdiction
    out["records"] = tuple(_constructed(record_model(r.kind, known), r.id, r.kind, r.stated) for r in case.records)
    out["leave"] = tuple(_constructed(leave_model(known), one.id, one.kind, one.stated) for one in case.leave)
    return out


def _constructed(model: type[_Item], ident: str, kind: str, stated: Mapping[str, object]) -> _Item:
    values: dict[str, Any] = {"id": ident, "kind": kind, **stated}
    return model.model_construct(set(values), **values)


def _dossier_fields(dossier: Dossier) -> dict[str, object]:
    out: dict[str, object] = {"person": dossier.person, "jurisdiction": dossier.jurisdiction}
    if dossier.sector is not None:
        out["sector"] = dossier.sector
    if dossier.earlier_modules is not None:
        out["earlier_modules"] = dossier.earlier_modules
    if dossier.window is not None:
        out["window"] = {"from": dossier.window[0], "to": dossier.window[1]}
    if dossier.application is not None:
        asked = dossier.application
        out["application"] = {"kind": asked.kind, "year": asked.year, "required_years": asked.required_years}
    out["years"] = {year: _case_fields(case) for year, case in dossier.years.items()}
    out["verdicts"] = dict(dossier.verdicts)
    return out
