"""From a scenario file to its judgements: every fault of the file reported at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from xueshi.errors import Bare, Name, Near, Phrase
from xueshi.read.findings import Fault, Findings
from xueshi.read.source import text_of
from xueshi.read.tree import Repeated
from xueshi.read.values import found, repeated
from xueshi.read.yaml_text import parse_yaml
from xueshi.scenario.cases import AnyScenario, DossierScenario, Scenario
from xueshi.scenario.faults import faults
from xueshi.scenario.model import CaseEntry, CaseFile, DossierEntry, DossierFile
from xueshi.scenario.rows import UNSTATED, Expanded, expanded

_M = TypeVar("_M", bound=BaseModel)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_scenarios(path: Path) -> list[AnyScenario]:
    """Return the scenarios of a file, one for each row of a table.

    Raises:
        InputError: with every fault of the file.
    """
    return parse_scenarios(text_of(str(path)), path)


def parse_scenarios(text: str, path: Path) -> list[AnyScenario]:
    """As :func:`read_scenarios`, from text; ``path`` is named in the messages."""
    data = parse_yaml(text, str(path))
    return _Reader(path, _lines(text)).scenarios(data)


class _Lines(NamedTuple):
    """Where an entry and the rows of its table begin."""

    entry: int
    rows: Sequence[int]


class _Reader:
    def __init__(self, path: Path, lines: Sequence[_Lines]) -> None:
        self._path = path
        self._lines = lines
        self._findings = Findings(str(path))

    def scenarios(self, data: object) -> list[AnyScenario]:
        for again, line in _repeated(data):
            self._findings.add(repeated(again, line))
        made: list[AnyScenario] = []
        several = isinstance(data, Mapping) and "question" in data and "regulation" not in data
        frame = self._validated(DossierFile, data, None) if several else self._validated(CaseFile, data, None)
        if frame is not None:
            made = list(self._of(frame))
            for name, count in Counter(scenario.name for scenario in made).items():
                if count > 1:
                    self._findings.add(
                        Fault(
                            "again",
                            Phrase("name_again", {"name": name}, section="scenario"),
                            Phrase("own_name", section="scenario"),
                        )
                    )
        self._findings.finish()
        return made

    def _of(self, frame: CaseFile | DossierFile) -> Iterator[AnyScenario]:
        for number, raw in enumerate(frame.scenarios, start=1):
            lines = self._lines[number - 1] if number <= len(self._lines) else _Lines(0, ())
            for entry in expanded(raw):
                at = lines.entry
                if isinstance(entry, Expanded) and entry.row is not None and entry.row < len(lines.rows):
                    at = lines.rows[entry.row]
                place = Phrase("place", {"n": number, "name": _name(raw), "line": at}, section="scenario")
                if isinstance(entry, Fault):
                    self._findings.add(entry, place)
                elif isinstance(frame, DossierFile):
                    dossier = self._validated(DossierEntry, entry.data, place)
                    if dossier is not None:
                        yield self._dossier(frame, dossier, at, place)
                else:
                    case = self._validated(CaseEntry, entry.data, place)
                    if case is not None and self._has_base(frame, case, place):
                        yield self._case(frame, case, at)

    def _validated(self, model: type[_M], data: object, place: Phrase | None) -> _M | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for fault in faults(error, model):
                self._findings.add(fault, place)
            return None

    def _has_base(self, frame: CaseFile, entry: CaseEntry, place: Phrase) -> bool:
        if entry.base is None or entry.base in frame.bases:
            return True
        self._findings.add(_unknown(entry.base, "base", frame.bases, "one_base", "no_base"), place)
        return False

    def _case(self, frame: CaseFile, entry: CaseEntry, line: int) -> Scenario:
        case = frame.case if entry.base is None else _joined(frame.case, frame.bases[entry.base])
        return Scenario(
            self._path,
            line,
            frame.regulation,
            frame.clause,
            entry.name,
            entry.readings,
            entry.strict,
            _joined(case, entry.given),
            entry.expect,
        )

    def _dossier(self, frame: DossierFile, entry: DossierEntry, line: int, place: Phrase) -> DossierScenario:
        joined = {**frame.dossier, **entry.given}
        for key in ("years", "verdicts"):
            years = {**(frame.dossier.get(key) or {}), **(entry.given.get(key) or {})}
            if years:
                joined[key] = {
                    year: self._year(frame, content, place) if key == "years" else content
                    for year, content in years.items()
                    if content != "unknown"
                }
        return DossierScenario(
            self._path,
            line,
            frame.question,
            frame.clause,
            entry.name,
            entry.readings,
            entry.strict,
            joined,
            entry.expect,
        )

    def _year(self, frame: DossierFile, content: object, place: Phrase) -> object:
        if not isinstance(content, str):
            return content
        if content not in frame.years:
            self._findings.add(_unknown(content, "given.years", frame.years, "one_year", "no_years"), place)
            return None
        return frame.years[content]


def _unknown(name: str, key: str, known: Mapping[str, object], one: str, none: str) -> Fault:
    names = {"names": tuple(map(Name, sorted(known)))}
    allowed = Phrase(one, names, section="scenario") if known else Phrase(none, section="scenario")
    return Fault("unknown_name", found(name, "text"), allowed, key, Near(name, tuple(known)))


def _joined(under: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Return ``over`` laid over ``under``; lists (records, leave) are put one behind the other."""
    joined = dict(under)
    for key, value in over.items():
        before = joined.get(key)
        if value == UNSTATED:
            joined.pop(key, None)
        elif isinstance(before, list) and isinstance(value, list):
            joined[key] = [*before, *value]
        else:
            joined[key] = value
    return joined


def _name(raw: Mapping[str, object]) -> object:
    name = raw.get("name")
    return Bare(name) if isinstance(name, str) else Phrase("without_name", section="scenario")


def _repeated(value: object) -> Iterator[tuple[object, int | None]]:
    """Yield each key that was given again, and its line."""
    if isinstance(value, Repeated):
        yield from value.again
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _repeated(item)
    elif isinstance(value, list):
        for item in value:
            yield from _repeated(item)


def _lines(text: str) -> list[_Lines]:
    """Return where the entries under ``scenarios`` stand, as far as PyYAML can tell; the text was read before."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:
        return []  # an anchor that is set twice
    return [
        _Lines(_line(entry), [_line(row) for row in _sequence(_under(entry, "rows"))])
        for entry in _sequence(_under(root, "scenarios"))
    ]


def _under(node: yaml.Node | None, key: str) -> yaml.Node | None:
    entries: list[tuple[yaml.Node, yaml.Node]] = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in entries if name.value == key), None)


def _sequence(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
