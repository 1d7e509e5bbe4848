"""Two programs over one guess: search for what they derive differently, the least first.

The first program stands as it is; the predicates that the second derives get names of their own, while both share what
is guessed.  Only the part ``base`` is taken, without weak constraints: nothing that is compared here is chosen.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from clingo import Control, Symbol, SymbolType
from clingo.ast import AST, ASTType, Transformer

from xueshi.solver.grounding import EncodingError
from xueshi.solver.nodes import nodes_of
from xueshi.solver.terms import Term, term

SECOND = "second_"
"""Stands before the names of the second program's predicates."""

DIFFERENT = "_different"
"""``_different(p,n)``: the programs derive different atoms of ``p/n``."""

_LEFT_OUT = (ASTType.Comment, ASTType.Defined, ASTType.ShowSignature, ASTType.ShowTerm, ASTType.Minimize)


@dataclass(frozen=True, slots=True)
class Model:
    """One answer of a search.

    Attributes:
        shown: the atoms that were asked for, sorted, each as (name, argument, ...).
        cost: of the guess, highest level first.
    """

    shown: tuple[tuple[Term, ...], ...]
    cost: tuple[int, ...]


def base_rules(
    file: Path, *, without: frozenset[str] = frozenset(), second_name_of: frozenset[str] | None = None
) -> str:
    """Return the rules of the part ``base`` of the encoding ``file`` and of what it includes, constants put in.

    Args:
        without: names of included files that are left out.
        second_name_of: where given, every predicate that is not among these gets its second name.

    Raises:
        EncodingError: if clingo cannot parse it.
    """
    found = nodes_of(file)
    constants = {node.name: node.value for node in found if node.ast_type is ASTType.Definition}
    change = _Change(constants, second_name_of)
    out, part = [], "base"
    for node in found:
        if node.ast_type is ASTType.Program:
            part = node.name
        elif node.ast_type is ASTType.Definition or node.ast_type in _LEFT_OUT or part != "base":
            continue
        elif Path(node.location.begin.filename).name not in without:
            out.append(str(change(node)))
    return "\n".join(out)


class _Change(Transformer):
    """Put constants in, and rename predicates."""

    def __init__(self, constants: Mapping[str, AST], shared: frozenset[str] | None) -> None:
        self._constants, self._shared = constants, shared

    def visit_SymbolicAtom(self, node: AST) -> AST:  # noqa: N802 - clingo's name
        return node.update(symbol=self._atom(node.symbol))

    def _atom(self, symbol: AST) -> AST:
        if symbol.ast_type is ASTType.Pool:
            return symbol.update(arguments=[self._atom(one) for one in symbol.arguments])
        if symbol.ast_type is ASTType.UnaryOperation:
            return symbol.update(argument=self._atom(symbol.argument))
        if symbol.ast_type is not ASTType.Function:
            return self(symbol)
        new = self._shared is not None and symbol.name not in self._shared
        name = f"{SECOND}{symbol.name}" if new else symbol.name
        return symbol.update(name=name, arguments=[self(one) for one in symbol.arguments])

    def visit_SymbolicTerm(self, node: AST) -> AST:  # noqa: N802 - clingo's name
        symbol: Symbol = node.symbol
        if symbol.type is SymbolType.Function and not symbol.arguments and symbol.name in self._constants:
            return self._constants[symbol.name]
        return node


def differences(interface: Iterable[tuple[str, int]]) -> str:
    """Return the rules that derive :data:`DIFFERENT` for each predicate, by name and arity, of ``interface``."""
    out = []
    for name, arity in sorted(set(interface)):
        inside = ",".join(f"X{i}" for i in range(arity))
        atom = f"({inside})" if arity else ""
        one, other = f"{name}{atom}", f"{SECOND}{name}{atom}"
        out.append(f"{DIFFERENT}({name},{arity}) :- {one}, not {other}.")
        out.append(f"{DIFFERENT}({name},{arity}) :- {other}, not {one}.")
    return "\n".join(out)


class Search:
    """Models of a program in the order of their cost; each may be told what is not wanted any more.

    Args:
        program: text without text of a case; ``#show`` says what a model shows, weak constraints what it costs.
        seconds: time for all models together; ``None`` for no limit.

    Raises:
        EncodingError: if clingo refuses the program.
    """

    def __init__(self, program: str, *, seconds: float | None = None) -> None:
        self._messages: list[str] = []
        self._deadline = None if seconds is None else time.monotonic() + seconds
        self._more = 0
        self._control = Control(["--warn=none"], logger=lambda _, message: self._messages.append(message))
        self._add("base", program)

    def _add(self, part: str, text: str) -> None:
        try:
            self._control.add(part, [], text)
            self._control.ground([(part, [])])
        except RuntimeError as error:
            raise EncodingError("\n".join(self._messages) or str(error)) from error

    def refuse(self, constraints: str) -> None:
        """Add ``constraints`` that every later model must keep."""
        self._more += 1
        self._add(f"refused_{self._more}", constraints)

    def best(self) -> Model | None:
        """Return the model of least cost, ``None`` where there is none.

        Raises:
            TimeoutError: if the time ended before it was proven.
        """
        found: Model | None = None
        with self._control.solve(yield_=True, async_=True) as handle:
            while True:
                handle.resume()
                left = None if self._deadline is None else max(0.0, self._deadline - time.monotonic())
                if not handle.wait(left):
                    handle.cancel()
                    raise TimeoutError("the time limit ended the search")
                model = handle.model()
                if model is None:
                    return found
                shown = sorted((s.name, *[term(a) for a in s.arguments]) for s in model.symbols(shown=True))
                found = Model(tuple(shown), tuple(model.cost))
