"""A case: one person, one year, the records and the leave of that year.

Plain immutable data without a rule.  The contract that a case meets is declared in ``kinds.toml`` and checked where a
case is read (:mod:`xueshi.read`); :mod:`xueshi.read.typed` offers the same contract as Pydantic models.  The classes
here do without Pydantic because importing it costs more than reading and judging a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Never, TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


class Frozen(dict[_K, _V]):
    """A dictionary that cannot be changed and that has a hash."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> Never:
        raise TypeError("this mapping cannot be changed")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = __ior__ = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Frozen[_K, _V]], tuple[dict[_K, _V]]]:
        return type(self), (dict(self),)

    def __copy__(self) -> Frozen[_K, _V]:
        return self

    def __deepcopy__(self, memo: object) -> Frozen[_K, _V]:
        return self


class Stated(Frozen[str, object]):
    """What the input states, and nothing else.

    Three things stay apart: an unstated fact has no key, ``False`` is a stated no, ``()`` a stated empty list.
    Values: ``bool``, ``int``, ``Decimal`` (hours), ``str`` (a code or text), ``datetime.date``, ``tuple`` of ``str``
    (codes) or of ``Decimal`` (daily hours), and :class:`Stated` (``sector_rule``, ``notice``).
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One learning activity, work, examination or other claim."""

    id: str
    kind: str
    stated: Mapping[str, object]
    """What the record states besides ``id`` and ``kind``, by canonical key (see :class:`Stated`)."""

    @property
    def title(self) -> str:
        """The record's title, empty where it has none."""
        title = self.stated.get("title", "")
        return title if isinstance(title, str) else ""


@dataclass(frozen=True, slots=True)
class Leave:
    """One absence from work."""

    id: str
    kind: str
    stated: Mapping[str, object]
    """What the leave states besides ``id`` and ``kind``."""


@dataclass(frozen=True, slots=True)
class Case:
    """One person-year.  Records and leave stand in the order of the input."""

    person: str
    jurisdiction: str
    year: int
    records: tuple[Record, ...] = ()
    leave: tuple[Leave, ...] = ()
    sector: str | None = None
    """``None`` where the input states none."""
    earlier_modules: int | None = None
    """Computer modules credited in earlier years; ``None`` where the input states none."""
    name: str = field(default="case", compare=False)
    """Where the case was read from, for messages."""
