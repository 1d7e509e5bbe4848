"""Reading the inputs of ``good/`` and ``bad/``; a name that begins with ``dossier`` is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xueshi.errors import InputError
from xueshi.model.case import Case
from xueshi.model.dossier import Dossier
from xueshi.read import case_from_text, dossier_from_text

HERE = Path(__file__).parent
GOOD = HERE / "good"
BAD = HERE / "bad"
_ENDINGS = (".yaml", ".json")


def good_inputs() -> list[Path]:
    return [path for path in sorted(GOOD.iterdir()) if path.suffix in _ENDINGS]


def bad_inputs() -> list[Path]:
    return [path for path in sorted(BAD.iterdir()) if path.suffix in _ENDINGS]


def read(path: Path) -> Case | Dossier:
    """Return what the file holds; messages name it without its folder."""
    from_text = dossier_from_text if path.name.startswith("dossier") else case_from_text
    return from_text(path.read_bytes(), path.name)


def faults(path: Path) -> InputError:
    """Return the error of a bad input."""
    try:
        read(path)
    except InputError as error:
        return error
    raise AssertionError(f"{path.name} was read without a fault")


def refused(call: Callable[[], object]) -> InputError | None:
    """Return the error that ``call`` ends in; nothing but an :class:`InputError` is caught."""
    try:
        call()
    except InputError as error:
        return error
    return None
