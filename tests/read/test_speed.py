"""Reading is quick, and starting does not wait for what it does not need."""

from __future__ import annotations

import subprocess
import sys
import time

from tests.read.reading import GOOD
from xueshi.read import case_from_mapping


def test_a_thousand_cases() -> None:
    records = [
        {"id": "a", "kind": "online_course", "subject": "public", "hours": 25, "passed": True, "date": "2024-03-01"},
        {"id": "b", "kind": "training", "hours": 60.5, "days": 8, "organiser": "employer", "filed": "before"},
        {
            "id": "c",
            "kind": "competition",
            "level": "national",
            "hr_recognised": True,
            "evidence": ["participation_proof"],
        },
        {"id": "d", "kind": "paper", "outlet": "national", "authors": 3, "rank": 1, "characters": 5000},
    ]
    records += [{**record, "id": f"{record['id']}2"} for record in records]
    data = {"person": "P", "jurisdiction": "jining", "year": 2024, "records": records}
    case_from_mapping(data)
    began = time.process_time()
    for _ in range(1000):
        case_from_mapping(data)
    assert time.process_time() - began < 1


def test_a_file_is_read_without_pydantic() -> None:
    program = (
        "import sys; from xueshi.read import read_case; read_case(sys.argv[1]); "
        "print(sorted({'pydantic', 'pydantic_core', 'clingo', 'click', 'networkx', 'difflib'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(GOOD / "english.yaml")], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
