"""Ground a stratified program and read its atoms; nothing is searched here.

Only integers and declared codes are written into program text (see :mod:`xueshi.facts`); text from a case never is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import clingo
from clingo import Control, MessageCode

from xueshi.solver.fault import EncodingError
from xueshi.solver.pieces import pieces
from xueshi.solver.terms import Term, atoms_of

__all__ = ["EncodingError", "Grounding", "Term", "clingo_version"]


_QUIET = ("--warn=no-atom-undefined", "--warn=no-file-included", "--warn=no-global-variable")
"""Not asked for at all, rather than passed over: clingo counts each message towards its limit."""


class Grounding:
    """One program: files first, then facts, grounded part by part.

    Args:
        files: the encoding.
        flags: facts without arguments.  Where there are any, rules that cannot fire beside them, or over the other
            facts, are left out; each part is then to be grounded once, with all of its facts.

    Raises:
        EncodingError: from any method, if clingo refuses the program.
    """

    def __init__(self, files: Sequence[Path], *, flags: Sequence[str] = ()) -> None:
        self._files = files
        self._flags = flags
        self._done: list[tuple[str, tuple[str, ...]]] = []
        self._more = 0
        self._messages: list[str] = []
        self._control = Control(["--warn=all", *_QUIET], logger=_logger(self._messages), message_limit=20)
        self._atoms = atoms_of(self._control)
        with _Failing(self._messages):
            self._pieces = pieces(files[0], flags) if flags and len(files) == 1 else None
            if self._pieces is None:
                from xueshi.solver.stray import refuse_stray

                for file in files:
                    refuse_stray(file)
                    self._control.load(str(file))

    def ground(self, facts: str, *parts: str) -> None:
        """Add ``facts`` and ground ``parts`` over everything known so far (the part ``base`` where none is named)."""
        stated = "" if self._done else "".join(f"{flag}.\n" for flag in self._flags)
        self._done.append((stated + facts, parts or ("base",)))
        try:
            self._ground(*self._done[-1])
        except EncodingError:
            if self._pieces is not None:
                self._show_where()
            raise

    def _ground(self, facts: str, parts: tuple[str, ...]) -> None:
        with _Failing(self._messages):
            name = f"facts_{len(self._done)}"
            self._control.add(name, [], facts)
            if self._pieces is not None:
                for part, rules in self._pieces.take(facts, parts):
                    self._control.add(part, [], rules)
            self._control.ground([(name, []), *((part, []) for part in parts)])

    def also(self, rules: str) -> None:
        """Ground ``rules`` over everything known so far; they may derive new predicates, and no atom of the others."""
        self._more += 1
        name = f"also_{self._more}"
        with _Failing(self._messages):
            self._control.add(name, [], rules)
            self._control.ground([(name, [])])

    def predicates(self) -> frozenset[str]:
        """Return the names of the predicates that something is known of."""
        atoms = self._control.symbolic_atoms
        return frozenset(
            name for name, arity, _ in atoms.signatures if next(atoms.by_signature(name, arity), None) is not None
        )

    def _show_where(self) -> None:
        """Do it all again with the files as they are, so that clingo's words name file and line."""
        whole = Grounding(self._files)
        for facts, parts in self._done:
            whole.ground(facts, *parts)

    def rows(self, name: str, arity: int) -> Iterator[tuple[Term, ...]]:
        """Return the arguments of each atom ``name/arity``, in the order in which the grounder derived them."""
        return iter(self._atoms.rows(name, arity))

    def undecided(self) -> Iterable[str]:
        """Yield atoms that the grounder left open; in a stratified program there are none."""
        return (str(atom.symbol) for atom in self._control.symbolic_atoms if not atom.is_fact)


def _logger(messages: list[str]) -> Callable[[MessageCode, str], None]:
    """Return what clingo calls with its messages; it knows the list alone: a grounding ends with its last use."""

    def log(_: MessageCode, message: str) -> None:
        messages.append(message)

    return log


class _Failing:
    """Turn clingo's errors, and warnings that mean a lost instance, into :class:`EncodingError`."""

    def __init__(self, messages: list[str]) -> None:
        self._messages = messages

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, RuntimeError) or (error is None and self._messages):
            text = "\n".join(self._messages) or str(error)
            self._messages.clear()
            raise EncodingError(text) from error


def clingo_version() -> str:
    """Return the version of the clingo library."""
    return clingo.__version__
