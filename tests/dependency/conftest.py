"""A small encoding whose graph can be told by heart."""

from __future__ import annotations

from pathlib import Path

import pytest

from xueshi.dependency.graph import Graph, dependency_graph
from xueshi.law.choose import named_regulation

ENCODING = """\
% ---- one ----
%@ clause 1
base(1..3).
good(X) :- base(X), not bad(X).
bad(X) :- base(X), judged(X).
%@ clause 2
sum(S) :- S = #sum { X : good(X) }.
up(X) :- base(X).
up(X+1) :- up(X), sum(X).
ping(X) :- base(X), not pong(X).
pong(X) :- ping(X).
far(X) :- sum(X), { up(Y) } 3, base(Y).
seen(X) :- up(X).
:- far(X), missing(X), declared(X), shown(X).
shown(X) :- base(X).
shown_only(X) :- base(X).
#defined declared/1.
#show shown_only/1.
"""

CONTRACT = """\
[A.input."judged/1"]
arguments = ["content"]
meaning = "It is judged."
example = 'judged(1).'
[B.law."base/1"]
arguments = ["content"]
meaning = "A base."
example = 'base(1).'
[D.output."seen/1"]
arguments = ["content"]
meaning = "It is seen."
example = 'seen(1).'
"""


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Return a folder of jurisdictions that holds the encoding as a regulation of its own."""
    folder = tmp_path / "heyang"
    folder.mkdir()
    (folder / "heyang-2025.lp").write_text(ENCODING, encoding="utf-8")
    (folder / "contract.toml").write_text(CONTRACT, encoding="utf-8")
    (folder / "heyang-2025.toml").write_text(
        'id = "heyang-2025"\ninstrument = "1"\ntitle.zh = "河阳"\ntitle.en = "Heyang"\n'
        'in_force = ["2025-01-01", "2025-12-31"]\n',
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def graph(city: Path) -> Graph:
    return dependency_graph(named_regulation("heyang-2025", (city,)), (city,))
