"""All checks over what was asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from xueshi.lint.allowed import Allowance, sifted
from xueshi.lint.circles import circles
from xueshi.lint.cited import cited
from xueshi.lint.coded import coded
from xueshi.lint.codes import codes
from xueshi.lint.encoding import Folder
from xueshi.lint.finding import Finding, order
from xueshi.lint.law_amounts import law_amounts
from xueshi.lint.law_terms import law_terms
from xueshi.lint.names import names
from xueshi.lint.overflow import overflow
from xueshi.lint.shapes import shapes
from xueshi.lint.targets import Target
from xueshi.lint.told import told
from xueshi.lint.units import units

_CHECKS: tuple[tuple[Callable[[Folder], Iterable[Finding]], str], ...] = (
    (told, r"XS1"),
    (names, r"XS20[1-8]"),
    (coded, r"XS209|XS210"),
    (cited, r"XS3"),
    (shapes, r"XS401|XS50[1456]"),
    (units, r"XS402"),
    (overflow, r"XS403"),
    (circles, r"XS50[23]"),
    (law_amounts, r"XS60[1-9]|XS61[89]"),
    (law_terms, r"XS60[12]|XS61[0-7]"),
)
"""Each check with the codes that it finds."""
_IDLE = "XS703"
"""Says that a suppression has nothing to suppress: only known where all checks ran."""


class Report(NamedTuple):
    """What was found."""

    findings: tuple[Finding, ...]
    allowed: tuple[tuple[Finding, Allowance], ...]
    """What was found and is allowed."""
    files: tuple[Path, ...]
    """The encodings that were looked at."""

    def count(self, severity: str) -> int:
        """Return how many findings are of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


def lint(targets: Iterable[Target], codes_wanted: frozenset[str] | None = None) -> Report:
    """Return what is found in ``targets``, each finding once, by file and place.

    Args:
        targets: folders with the files of them that findings are told of.
        codes_wanted: the codes that are told; all where it is ``None``.
    """
    wanted = frozenset(codes()) if codes_wanted is None else codes_wanted
    left: dict[tuple[object, ...], Finding] = {}
    allowed: dict[tuple[object, ...], tuple[Finding, Allowance]] = {}
    files: set[Path] = set()
    for target in targets:
        sorted_out = sifted(target.folder, _found(target.folder, wanted))
        for finding in sorted_out.left:
            if finding.code in wanted and finding.place.file in target.told:
                left.setdefault((*order(finding), str(finding.params)), finding)
        for finding, by in sorted_out.allowed:
            if finding.code in wanted and finding.place.file in target.told:
                allowed.setdefault(order(finding), (finding, by))
        files |= set(target.folder.files) & target.told
    return Report(
        tuple(sorted(left.values(), key=order)),
        tuple(sorted(allowed.values(), key=lambda pair: order(pair[0]))),
        tuple(sorted(files)),
    )


def _found(folder: Folder, wanted: frozenset[str]) -> Iterator[Finding]:
    for check, finds in _CHECKS:
        if _IDLE in wanted or any(re.match(finds, code) for code in wanted):
            yield from check(folder)
