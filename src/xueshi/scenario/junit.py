"""What came of a run, as JUnit's XML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree

from xueshi.messages import Lang
from xueshi.scenario.cases import AnyScenario
from xueshi.scenario.judge import Outcome
from xueshi.scenario.ran import Run
from xueshi.scenario.written import as_yaml

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(run: Run, lang: Lang) -> bytes:
    """Return the run as JUnit's XML: a suite for each file, a case for each scenario or row; no times."""
    outcomes = {outcome.number: outcome for outcome in run.outcomes}
    root = ElementTree.Element("testsuites", {"name": "xueshi regulation test", **_counts(run.scenarios, run.outcomes)})
    numbered = list(enumerate(run.scenarios))
    for file, group in groupby(numbered, key=lambda item: item[1].file):
        listed = list(group)
        here = [outcomes[number] for number, _ in listed if number in outcomes]
        counts = _counts([scenario for _, scenario in listed], here)
        suite = ElementTree.SubElement(root, "testsuite", {"name": _xml(file.as_posix()), **counts})
        for number, scenario in listed:
            _case(suite, scenario, outcomes.get(number), lang)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _counts(scenarios: Sequence[AnyScenario], listed: Sequence[Outcome]) -> dict[str, str]:
    failed = sum(not outcome.passed for outcome in listed)
    return {
        "tests": str(len(scenarios)),
        "failures": str(failed),
        "errors": "0",
        "skipped": str(len(scenarios) - len(listed)),
    }


def _case(suite: ElementTree.Element, scenario: AnyScenario, outcome: Outcome | None, lang: Lang) -> None:
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=_xml(f"{scenario.regulation}.{scenario.file.stem}"),
        name=_xml(scenario.name),
        file=_xml(scenario.file.as_posix()),
        line=str(scenario.line),
    )
    if outcome is None:
        ElementTree.SubElement(case, "skipped")
    elif not outcome.passed:
        rows = [item.row(lang) for item in outcome.differences]
        first = "; ".join(f"{where}: {found} ({expected})" for where, expected, found in rows[:1])
        failure = ElementTree.SubElement(case, "failure", type="differences", message=_xml(first))
        shown = "\n".join(" | ".join(row) for row in rows)
        failure.text = _xml(f"{scenario.place}: {scenario.clause}\n{shown}\n\n{as_yaml(scenario.given)}")


def _xml(text: str) -> str:
    """Return ``text`` without what XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


def is_junit(content: bytes) -> bool:
    """Tell whether ``content`` is a report of this form, or nothing."""
    return not content.strip() or b"<testsuites" in content[:200]
