from __future__ import annotations

import json

import pytest

from tests.cli.running import bad, good
from xueshi import __version__


def test_the_regulations_are_listed_with_instrument_years_and_readings() -> None:
    page = good("regulation", "list")
    for part in ("jining-2024", "weihai-2022", "威人社字〔2022〕2号", "2022-", "round (exact | down | half_up | up)"):
        assert part in page
    assert "济宁市2024年度" in good("regulation", "list", "--lang", "zh")


def test_and_as_json() -> None:
    found = {item["id"]: item for item in json.loads(good("regulation", "list", "--json"))}
    weihai = found["weihai-2022"]
    assert (weihai["jurisdiction"], weihai["years"]) == ("weihai", "2022-")
    assert weihai["in_force"] == ["2022-04-08", None]
    assert {"id": "len", "answers": ["inside", "extended"]}.items() <= next(
        item for item in weihai["readings"] if item["id"] == "len"
    ).items()


@pytest.mark.parametrize("name", ["case", "dossier", "result"])
def test_schemas(name: str) -> None:
    assert json.loads(good("schema", name))["title"] == f"xueshi {name}"


def test_an_unknown_schema() -> None:
    assert bad("schema", "records")[0].endswith("found `records`, allowed: one of case, dossier, result")


def test_version() -> None:
    assert good("--version") == f"xueshi {__version__}\n"
