"""What is to be proved of every encoding, and which breach is one of which property."""

from __future__ import annotations

from collections.abc import Mapping

PROPERTIES: tuple[str, ...] = (
    "caps",
    "once",
    "claimed",
    "verdict",
    "monotone",
    "order",
    "plain",
    "bands",
    "rules",
    "reasons",
    "readings",
    "own",
)
"""Codes of the properties, in the order in which they are shown."""

OWN = "own"
"""The properties that stand beside the encoding."""

BREACHES: Mapping[str, str] = {
    "cap_of_year": "caps",
    "cap_of_day": "caps",
    "cap_of_days_together": "caps",
    "cap_of_record": "caps",
    "limit_of_pool": "caps",
    "shown_above_limit": "caps",
    "one_work_twice": "once",
    "one_of_group_twice": "once",
    "free_record_twice": "once",
    "total_of_records": "once",
    "above_claim": "claimed",
    "refused_and_credited": "claimed",
    "lost_and_credited": "claimed",
    "reasons_and_lost": "claimed",
    "compliant_and_short": "verdict",
    "met_and_not_compliant": "verdict",
    "deferred_without_ground": "verdict",
    "ground_and_not_deferred": "verdict",
    "undetermined_without_question": "verdict",
    "missing_and_not_short": "verdict",
    "short_and_not_missing": "verdict",
    "total_of_subjects": "verdict",
}
"""The property that each breach is one of; the breaches stand in ``breaches.lp`` beside this file and in
:mod:`xueshi.proof.accounts`."""
