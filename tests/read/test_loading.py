"""Reading does not load what it does not need."""

from __future__ import annotations

import subprocess
import sys

from tests.read.reading import GOOD


def test_a_file_is_read_without_pydantic() -> None:
    program = (
        "import sys; from xueshi.read import read_case; read_case(sys.argv[1]); "
        "print(sorted({'pydantic', 'pydantic_core', 'clingo', 'click', 'networkx', 'difflib'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(GOOD / "english.yaml")], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
