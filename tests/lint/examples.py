"""The examples: for each code a file that has the finding, with the lines where, and one put right.

``bad/XS101.lp`` begins with ``%! 4``: the lines of the file that have the finding.  A file ``XS101.toml`` holds the
metadata, and begins with ``#! 9`` likewise; ``XS101.contract.toml`` what is declared of predicates.  Without metadata
an encoding gets those of :data:`METADATA`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from xueshi.law.paths import asp_root
from xueshi.lint.finding import Finding
from xueshi.lint.run import lint
from xueshi.lint.targets import targets

HERE = Path(__file__).parent
METADATA = """id = "example-2025"
instrument = "示例〔2025〕1号"
title.zh = "示例"
title.en = "An example"
in_force = ["2025-01-01", "2025-12-31"]
"""


def written(folder: Path, kind: str, code: str) -> Path:
    """Write an example as a city below ``folder``, beside the vocabulary; return the encoding."""
    city = folder / "example"
    city.mkdir(parents=True)
    (folder / "core").symlink_to(asp_root() / "core")
    source = HERE / kind / code
    shutil.copy(source.with_suffix(".lp"), city / "example-2025.lp")
    metadata, contract = source.with_suffix(".toml"), HERE / kind / f"{code}.contract.toml"
    if metadata.is_file():
        shutil.copy(metadata, city / "example-2025.toml")
    else:
        (city / "example-2025.toml").write_text(METADATA, encoding="utf-8")
    if contract.is_file():
        shutil.copy(contract, city / "contract.toml")
    return city / "example-2025.lp"


def found(folder: Path, code: str) -> tuple[Finding, ...]:
    """Return the findings of one code in the city below ``folder``."""
    codes = frozenset((code,))
    return lint(targets(["example"], (folder,)), codes).findings


def expected(kind: str, code: str) -> list[tuple[str, int]]:
    """Return where an example says that its finding is: ``.lp`` or ``.toml``, and the line."""
    listed = []
    for suffix, mark in ((".lp", "%!"), (".toml", "#!")):
        file = (HERE / kind / code).with_suffix(suffix)
        if file.is_file():
            first = file.read_text(encoding="utf-8").splitlines()[0]
            assert first.startswith(mark), file
            listed += [(suffix, int(line)) for line in first.removeprefix(mark).split()]
    return listed


def shown(kind: str, code: str) -> str:
    """Return all that an example holds."""
    return "".join(file.read_text(encoding="utf-8") for file in sorted((HERE / kind).glob(f"{code}.*")))
