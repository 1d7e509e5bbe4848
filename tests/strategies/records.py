"""Records of every kind, with facts stated, unstated and false, and amounts about the bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
Record = dict[str, Any]

LEVELS = ("national", "provincial", "municipal", "county")
SUBJECTS = ("public", "general_public", "sector_public", "professional")
ORGANISERS = ("hr_department", "sector_authority", "association", "employer", "base", "other")
PRIZES = ("first", "second", "third", "ungraded", "none")
OUTLETS = ("international", "national", "provincial", "municipal", "unnumbered")
SKILLS = ("chief_technician", "special_technician", "senior_technician", "technician", "senior_worker", "other")

DOCUMENTS = (
    "attendance_certificate",
    "participation_proof",
    "score_notice",
    "pass_certificate",
    "course_certificate",
    "transcript",
    "admission_letter",
    "diploma",
    "qualification_certificate",
    "invitation",
    "assignment_order",
    "work_copy",
    "grade_certificate",
    "award_certificate",
    "patent_certificate",
    "study_file",
    "unit_certificate",
    "visit_report",
    "origin_certificate",
    "system_record",
)

_ATTENDANCE = [["attendance_certificate"], ["participation_proof"], ["course_certificate"], ["pass_certificate"]]
_WORK = [["work_copy"], ["award_certificate"], ["patent_certificate"]]

GOOD_PAPERS: Mapping[str, list[list[str]]] = {
    "training": _ATTENDANCE,
    "conference": _ATTENDANCE,
    "advanced_seminar": _ATTENDANCE,
    "offline_public_course": _ATTENDANCE,
    "online_course": [["course_certificate"], ["system_record"], ["attendance_certificate"]],
    "language_exam": [["score_notice"]],
    "computer_exam": [["pass_certificate"]],
    "competition": [["participation_proof"]],
    "other_learning": [["participation_proof"]],
    "expert_service": [["invitation"]],
    "secondment": [["assignment_order"], ["unit_certificate"], ["assignment_order", "unit_certificate"]],
    "self_study_exam": [["course_certificate"], ["pass_certificate"], ["transcript"], ["study_file"]],
    "self_study": [["study_file"]],
    "degree_study": [
        ["admission_letter", "transcript"],
        ["admission_letter", "diploma"],
        ["admission_letter"],
        ["transcript", "diploma"],
        ["study_file"],
    ],
    "qualification_exam": [["qualification_certificate"]],
    "skill_certificate": [["grade_certificate"]],
    "digital_engineer": [["pass_certificate"]],
    "overseas_visit": [["visit_report"], ["attendance_certificate"], ["attendance_certificate", "visit_report"]],
    "transferred_hours": [["origin_certificate"]],
    "business_inspection": _ATTENDANCE,
}

KINDS = (
    "online_course",
    "offline_public_course",
    "training",
    "conference",
    "advanced_seminar",
    "expert_service",
    "secondment",
    "self_study",
    "self_study_exam",
    "degree_study",
    "qualification_exam",
    "language_exam",
    "computer_exam",
    "competition",
    "other_learning",
    "award",
    "appraised_result",
    "patent",
    "standard",
    "project",
    "paper",
    "digest",
    "proceedings_paper",
    "conference_paper",
    "monograph",
    "book",
    "translation",
    "skill_certificate",
    "course_teaching",
    "premium_course",
    "digital_engineer",
    "overseas_visit",
    "transferred_hours",
    "sector_certificate",
    "business_inspection",
    "public_training",
    "study_app",
)
"""Every kind of the contract."""

WORKS = ("paper", "proceedings_paper", "conference_paper", "monograph", "book", "translation")
ACHIEVEMENTS = ("award", "appraised_result", "patent", "standard", "project")

FREE = {"jining": frozenset({"competition", "other_learning", "course_teaching"})}
"""Kinds that may choose their subject."""

_PUBLIC = [5, 10, 15, 18, 20, 20, 22, 24, 25, 25, 26, 27, 28, 29, 30, 30, 31, 40]
_PROFESSIONAL = [5, 8, 10, 16, 20, 24, 25, 30, 30, 35, 40, 40, 45, 50, 55, 59, 60, 61, 80]
_PARTS = [Decimal("0.25"), Decimal("0.5"), Decimal("7.5"), Decimal("12.33"), Decimal("29.99"), Decimal("59.99")]


def yes(true: int = 5, unstated: int = 4, false: int = 1) -> st.SearchStrategy[bool | None]:
    """Return true, unstated (``None``) and false by weight."""
    return st.sampled_from([True] * true + [None] * unstated + [False] * false)


def mostly(good: Sequence[Any], bad: Sequence[Any], *, unstated: int = 3) -> st.SearchStrategy[Any]:
    """Return good values often, unstated (``None``) and bad ones now and then."""
    return st.sampled_from([*list(good) * max(1, 6 // len(good)), *[None] * unstated, *bad])


def put(record: Record, **fields: Any) -> None:  # noqa: ANN401 - a field may hold anything that a case file may
    """State the fields that are not ``None``."""
    record.update({name: value for name, value in fields.items() if value is not None})


def amounts(usual: Sequence[int]) -> st.SearchStrategy[int | Decimal]:
    """Return hours: usual figures, small ones, and some with decimals."""
    return st.one_of(st.sampled_from(usual), st.sampled_from(usual), st.integers(1, 12), st.sampled_from(_PARTS))


def days_in(year: int) -> st.SearchStrategy[date]:
    """Return days of a year, its ends and the ends of its months more often."""
    edges = [
        date(year, 1, 1),
        date(year, 1, 31),
        date(year, 2, 28),
        date(year, 5, 9),
        date(year, 5, 10),
        date(year, 6, 30),
        date(year, 12, 30),
        date(year, 12, 31),
    ]
    return st.one_of(st.sampled_from(edges), st.dates(date(year, 1, 1), date(year, 12, 31)))


def when(draw: Draw, record: Record, year: int) -> None:
    """Date a record: mostly inside the year, now and then outside, or not at all."""
    kind = draw(st.sampled_from(["none", "none", "none", "date", "date", "span", "other"]))
    if kind == "date":
        record["date"] = draw(days_in(year))
    elif kind == "span":
        first = draw(days_in(year))
        put(record, start=first, end=first + timedelta(days=draw(st.sampled_from([0, 1, 4, 40]))))
    elif kind == "other":
        record["date"] = draw(st.sampled_from([date(year - 1, 12, 31), date(year + 1, 1, 1)]))


def study_time(draw: Draw, record: Record, year: int, usual: Sequence[int], *, by_day: bool) -> None:
    """State a record's time and dates: totals, minutes, figures by the day, spans, or too little."""
    shapes = ["hours"] * 4 + ["minutes", "nothing"]
    if by_day:
        shapes = ["hours", "hours", "days", "days", "days", "daily", "daily", "dated", "dated", "span"]
        shapes += ["minutes", "bare_days", "nothing"]
    shape = draw(st.sampled_from(shapes))
    if shape == "hours":
        record["hours"] = draw(amounts(usual))
    elif shape == "minutes":
        record["minutes"] = draw(st.sampled_from([45, 60, 90, 100, 450, 1000, 1350, 1800, 2701, 3600]))
    elif shape == "days":
        count = draw(st.integers(1, 8))
        more = draw(st.sampled_from([Decimal("-0.01"), 0, 0, 1, Decimal("0.01"), 5, -3]))
        put(record, hours=8 * count + more, days=count)
    elif shape == "bare_days":
        record["days"] = draw(st.integers(1, 9))
    if shape in ("daily", "dated"):
        figure = st.sampled_from([4, 6, 7, 8, 8, 9, 10, Decimal("7.5"), Decimal("8.25")])
        record["daily_hours"] = draw(st.lists(figure, min_size=1, max_size=5))
    if shape == "dated":
        # few first days, so that two activities meet on one day
        first = draw(st.sampled_from([date(year, 6, 3), date(year, 6, 4), date(year, 6, 5), date(year, 12, 30)]))
        put(record, start=first, end=first + timedelta(days=len(record["daily_hours"]) - 1))
    elif shape == "span":
        first = draw(st.sampled_from([date(year, 6, 3), date(year, 6, 5), date(year - 1, 12, 31), date(year, 12, 31)]))
        count = draw(st.sampled_from([1, 1, 2, 3]))
        more = draw(st.sampled_from([-1, 0, 1, 4]))
        put(record, hours=8 * count + more, start=first, end=first + timedelta(days=count - 1))
    else:
        when(draw, record, year)
        if shape == "daily":
            # a span beside figures by the day must have their number of days: that is the shape "dated"
            record.pop("start", None)
            record.pop("end", None)


def posting_time(draw: Draw, record: Record, year: int) -> None:
    """State months, or a start and an end about the bounds of months and years."""
    shape = draw(st.sampled_from(["months", "months", "months", "span", "span", "span", "nothing"]))
    if shape == "months":
        record["months"] = draw(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 6, 7, 9, 11, 12]))
    elif shape == "span":
        put(record, **draw(spans(year)))


def spans(year: int) -> st.SearchStrategy[dict[str, date]]:
    """Return starts and ends whose months are worth a thought."""
    named = [
        (date(year, 1, 1), date(year, 6, 30)),
        (date(year, 1, 1), date(year, 6, 29)),
        (date(year, 1, 1), date(year, 7, 1)),
        (date(year, 1, 31), date(year, 2, 28)),
        (date(year, 1, 30), date(year, 3, 29)),
        (date(year, 1, 31), date(year, 7, 30)),
        (date(year, 8, 31), date(year, 12, 31)),
        (date(year - 1, 7, 1), date(year, 12, 31)),
        (date(year - 1, 10, 15), date(year, 3, 20)),
        (date(year, 7, 1), date(year + 1, 12, 31)),
        (date(year - 1, 1, 1), date(year - 1, 12, 31)),
        (date(year, 12, 2), date(year + 1, 1, 1)),
    ]
    free = st.tuples(days_in(year), st.integers(0, 330)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))
    return st.one_of(st.sampled_from(named), free).map(lambda pair: {"start": pair[0], "end": pair[1]})


# ---------------------------------------------------------------- fields by kind


def _online_course(draw: Draw, record: Record, year: int) -> None:
    subject = draw(st.sampled_from([*["public"] * 5, "general_public", "sector_public", *["professional"] * 3, None]))
    professional = subject == "professional"
    put(
        record,
        subject=subject,
        passed=draw(yes()),
        platform=draw(mostly(["local"], ["provincial", "other"])),
        compulsory=draw(yes(4, 4, 3)),
    )
    if professional:
        put(record, filed=draw(mostly(["before"], ["after", "none"])), organiser=draw(mostly(ORGANISERS, [])))
    study_time(draw, record, year, _PROFESSIONAL if professional else _PUBLIC, by_day=professional)


def _offline_public_course(draw: Draw, record: Record, year: int) -> None:
    put(record, subject=draw(st.sampled_from([None, *SUBJECTS])), passed=draw(yes()))
    study_time(draw, record, year, _PUBLIC, by_day=True)


def _training(draw: Draw, record: Record, year: int) -> None:
    put(
        record,
        organiser=draw(mostly(ORGANISERS, [], unstated=2)),
        filed=draw(mostly(["before"], ["after", "none"])),
        delivery=draw(st.sampled_from([None, "offline", "online"])),
        full_time=draw(yes(1, 5, 1)),
        passed=draw(yes(2, 5, 1)),
    )
    study_time(draw, record, year, _PROFESSIONAL, by_day=True)


def _conference(draw: Draw, record: Record, year: int) -> None:
    put(record, organiser=draw(mostly(ORGANISERS, [])), filed=draw(mostly(["before"], ["after", "none"])))
    study_time(draw, record, year, [8, 16, 24], by_day=True)


def _advanced_seminar(draw: Draw, record: Record, year: int) -> None:
    put(
        record,
        level=draw(st.sampled_from([None, *LEVELS])),
        hr_approved=draw(yes(4, 3, 3)),
        filed=draw(mostly(["before"], ["after", "none"])),
        points=draw(st.sampled_from([None, None, 10, 20, 40])),
    )
    study_time(draw, record, year, [24, 32, 40, 60], by_day=True)


def _expert_service(draw: Draw, record: Record, year: int) -> None:
    put(record, invited=draw(yes()))
    study_time(draw, record, year, [8, 16, 24, 30, 40], by_day=True)


def _secondment(draw: Draw, record: Record, year: int) -> None:
    put(record, unit_certificate=draw(yes()), provincial_filing=draw(yes(4, 4, 2)))
    posting_time(draw, record, year)


def _self_study(draw: Draw, record: Record, year: int) -> None:
    put(
        record,
        hours=draw(st.one_of(st.none(), amounts(_PROFESSIONAL))),
        organised_by=draw(st.sampled_from([None, "individual", "employer"])),
        study_file=draw(yes()),
    )
    when(draw, record, year)


def _self_study_exam(draw: Draw, record: Record, year: int) -> None:
    put(record, courses=draw(st.sampled_from([1, 1, 2, 3, 4, 5, None])), study_file=draw(yes(2, 5, 1)))
    put(record, hours=draw(st.sampled_from([None, None, 20, 40])))
    when(draw, record, year)


def _degree_study(draw: Draw, record: Record, year: int) -> None:
    put(
        record,
        programme_years=draw(st.sampled_from([3, 3, 2, 5, None])),
        year_of_study=draw(st.sampled_from([1, 2, 3, 3, 4, None])),
        exams_passed=draw(yes()),
        hours=draw(st.sampled_from([None, None, 20, 40])),
        study_file=draw(yes(2, 5, 1)),
    )
    when(draw, record, year)


def _qualification_exam(draw: Draw, record: Record, year: int) -> None:
    put(record, scope=draw(st.sampled_from(["national"] * 4 + ["international", None])), passed=draw(yes()))
    when(draw, record, year)


def _language_exam(draw: Draw, record: Record, year: int) -> None:
    put(record, grade=draw(st.sampled_from(["A", "B", "C", "C", "other", None])), passed=draw(yes()))
    when(draw, record, year)


def _computer_exam(draw: Draw, record: Record, year: int) -> None:
    put(record, modules=draw(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, None])))
    when(draw, record, year)


def _competition(draw: Draw, record: Record, year: int) -> None:
    put(
        record,
        level=draw(st.sampled_from([*LEVELS * 4, "county", "international", None])),
        organiser=draw(mostly(["sector_authority"], ["association", "employer"])),
        hr_recognised=draw(yes(6, 5, 1)),
        sector_recognised=draw(yes(2, 5, 1)),
        hours=draw(st.sampled_from([None, None, None, 20])),
    )
    if record["kind"] == "competition":
        put(record, prize=draw(st.sampled_from([None, *PRIZES])), rank=draw(st.sampled_from([None, 1, 3, 4, 7])))
    when(draw, record, year)


def _achievement(draw: Draw, record: Record, year: int) -> None:
    kind = record["kind"]
    put(record, employer_recognised=draw(yes()), rank=draw(st.sampled_from([None, 1, 3, 4])))
    if kind in ("award", "appraised_result"):
        put(record, level=draw(st.sampled_from([None, *LEVELS])))
    if kind == "award":
        fields = ["science_progress", "social_science", "natural_science", "survey_design", "other", None]
        put(record, prize=draw(st.sampled_from([None, *PRIZES])), field=draw(st.sampled_from(fields)))
    if kind == "patent":
        put(record, type=draw(st.sampled_from([None, "invention", "utility_model", "design"])))
    if kind in ("standard", "project"):
        record.pop("rank", None)
        put(record, concluded=draw(yes(4, 4, 2)))
    put(record, hours=draw(st.sampled_from([None, None, None, 20])))
    when(draw, record, year)


def _work(draw: Draw, record: Record, year: int) -> None:
    kind = record["kind"]
    if kind in ("paper", "digest"):
        put(record, outlet=draw(st.sampled_from([None, *OUTLETS])))
    else:
        put(record, level=draw(st.sampled_from([None, *LEVELS])))
    if kind in ("paper", "proceedings_paper", "conference_paper"):
        put(record, characters=draw(st.sampled_from([None, 999, 1000, 5000])))
    if kind in ("paper", "digest", "proceedings_paper", "conference_paper"):
        authors = draw(st.sampled_from([None, 1, 2, 3, 4]))
        put(record, authors=authors, rank=draw(st.one_of(st.none(), st.integers(1, authors or 4))))
    else:
        put(record, rank=draw(st.sampled_from([None, 1, 2, 3, 4])))
    if kind == "conference_paper":
        put(record, prize=draw(st.sampled_from([None, *PRIZES])))
    put(record, hours=draw(st.sampled_from([None, None, None, 20])))
    when(draw, record, year)


def _skill_certificate(draw: Draw, record: Record, year: int) -> None:
    put(record, grade=draw(st.sampled_from([*SKILLS[:5] * 2, "other", None])))
    put(record, issuer=draw(mostly(["enterprise"], ["social"])))
    when(draw, record, year)


def _course_teaching(draw: Draw, record: Record, year: int) -> None:
    put(record, class_hours=draw(st.sampled_from([1, 2, 4, 5, 8, 10, Decimal("2.5"), None])), selected=draw(yes()))
    when(draw, record, year)


def _premium_course(draw: Draw, record: Record, year: int) -> None:
    put(
        record,
        hours=draw(st.sampled_from([None, 8, 16, 40, 60, 70])),
        live_hours=draw(st.sampled_from([8, 8, 8, 10, Decimal("7.99"), 7, None])),
        published=draw(yes()),
        attended=draw(yes()),
    )
    when(draw, record, year)


def _digital_engineer(draw: Draw, record: Record, year: int) -> None:
    put(record, hours=draw(st.one_of(amounts([40, 60, 80]), st.none())), assessed=draw(yes()))
    when(draw, record, year)


def _overseas_visit(draw: Draw, record: Record, year: int) -> None:
    if draw(st.booleans()):
        study_time(draw, record, year, [16, 24, 40], by_day=True)
        record.pop("minutes", None)
    else:
        posting_time(draw, record, year)


def _transferred_hours(draw: Draw, record: Record, year: int) -> None:
    put(record, public=draw(st.sampled_from([None, 5, 10, 20, Decimal("12.5")])))
    put(record, professional=draw(st.sampled_from([None, 10, 30, 40, Decimal("22.5")])))
    when(draw, record, year)


def _sector_certificate(draw: Draw, record: Record, year: int) -> None:
    put(record, public=draw(st.sampled_from([None, None, 5, 10])), citation="卫继教〔2023〕1号")
    put(record, professional=draw(st.sampled_from([30, 59, 60, 60, 72, None])))
    when(draw, record, year)


def _business_inspection(draw: Draw, record: Record, year: int) -> None:
    study_time(draw, record, year, [8, 16, 24], by_day=True)


def _public_training(draw: Draw, record: Record, year: int) -> None:
    put(record, passed=draw(yes()))
    when(draw, record, year)


def _study_app(draw: Draw, record: Record, year: int) -> None:
    put(record, points=draw(st.sampled_from([1999, 2000, 3000, None])))
    when(draw, record, year)


_Fill = Callable[[Draw, Record, int], None]

_ANY_WORK: _Fill = _work
_ANY_ACHIEVEMENT: _Fill = _achievement

_BY_KIND: dict[str, _Fill] = {
    "online_course": _online_course,
    "offline_public_course": _offline_public_course,
    "training": _training,
    "conference": _conference,
    "advanced_seminar": _advanced_seminar,
    "expert_service": _expert_service,
    "secondment": _secondment,
    "self_study": _self_study,
    "self_study_exam": _self_study_exam,
    "degree_study": _degree_study,
    "qualification_exam": _qualification_exam,
    "language_exam": _language_exam,
    "computer_exam": _computer_exam,
    "competition": _competition,
    "other_learning": _competition,
    "skill_certificate": _skill_certificate,
    "course_teaching": _course_teaching,
    "premium_course": _premium_course,
    "digital_engineer": _digital_engineer,
    "overseas_visit": _overseas_visit,
    "transferred_hours": _transferred_hours,
    "sector_certificate": _sector_certificate,
    "business_inspection": _business_inspection,
    "public_training": _public_training,
    "study_app": _study_app,
    "digest": _ANY_WORK,
    **dict.fromkeys(WORKS, _ANY_WORK),
    **dict.fromkeys(ACHIEVEMENTS, _ANY_ACHIEVEMENT),
}


def _papers(draw: Draw, record: Record) -> None:
    """State the evidence: left out, right, none, or wrong."""
    kind = record["kind"]
    good = _WORK if kind in (*WORKS, *ACHIEVEMENTS) else GOOD_PAPERS.get(kind, [[]])
    choice = draw(st.sampled_from(["unstated"] * 5 + ["right"] * 6 + ["none", "wrong"]))
    if choice == "right":
        record["evidence"] = list(draw(st.sampled_from(good)))
    elif choice == "none":
        record["evidence"] = []
    elif choice == "wrong":
        record["evidence"] = draw(st.lists(st.sampled_from(DOCUMENTS), min_size=1, max_size=3, unique=True))


def _figures(draw: Draw, record: Record) -> None:
    """Now and then give a sector's or a notice's figure."""
    kind = record["kind"]
    if kind in ("transferred_hours", "sector_certificate") or (kind == "online_course" and "subject" not in record):
        return
    which = draw(st.sampled_from([None] * 16 + ["sector_rule", "notice"]))
    if which is None:
        return
    figure: Record = {
        "hours": draw(st.sampled_from([3, 10, 15, 20, 30, 45, 60, Decimal("12.5")])),
        "citation": "年度通知第三条" if which == "notice" else "行业规定第五条",
    }
    put(figure, subject=draw(st.sampled_from([None, None, "public", "professional"])))
    record[which] = figure


FAVOURABLE: Mapping[str, Mapping[str, Any]] = {
    "online_course": {"passed": True, "platform": "local"},
    "training": {"organiser": "hr_department", "filed": "before"},
    "conference": {"organiser": "sector_authority", "filed": "before"},
    "advanced_seminar": {"hr_approved": True, "filed": "before"},
    "expert_service": {"invited": True},
    "secondment": {"unit_certificate": True, "provincial_filing": True},
    "self_study": {"study_file": True},
    "self_study_exam": {"study_file": True},
    "degree_study": {"study_file": True, "exams_passed": True},
    "qualification_exam": {"passed": True},
    "language_exam": {"passed": True},
    "competition": {"organiser": "sector_authority", "hr_recognised": True, "sector_recognised": True},
    "other_learning": {"organiser": "sector_authority", "hr_recognised": True, "sector_recognised": True},
    "skill_certificate": {"issuer": "enterprise"},
    "course_teaching": {"selected": True},
    "premium_course": {"published": True, "attended": True},
    "digital_engineer": {"assessed": True},
    "public_training": {"passed": True},
    "standard": {"employer_recognised": True, "concluded": True},
    "project": {"employer_recognised": True, "concluded": True},
    "award": {"employer_recognised": True},
    "appraised_result": {"employer_recognised": True},
    "patent": {"employer_recognised": True},
}
"""Kind -> the facts that the texts ask for, as they should be."""

MOODS = ("raw", "silent", "stated")
"""``raw``: as drawn; ``silent``: unfavourable facts left out; ``stated``: every fact and paper asked for."""


def _mend(draw: Draw, record: Record, mood: str, year: int) -> None:
    """Make a record's facts favourable: by silence, or by stating them all."""
    kind = record["kind"]
    good = {**FAVOURABLE.get(kind, {}), "registered": True, "related": True}
    if kind == "online_course" and record.get("subject") == "professional":
        good |= {"filed": "before", "organiser": "hr_department"}
    for name, value in good.items():
        if mood == "stated":
            record[name] = value
        elif name in record and record[name] != value:
            del record[name]
    papers = _WORK if kind in (*WORKS, *ACHIEVEMENTS) else GOOD_PAPERS.get(kind, [[]])
    if mood == "stated":
        record["evidence"] = list(draw(st.sampled_from(papers)))
    else:
        record.pop("evidence", None)
    if "date" in record and record["date"].year != year:
        del record["date"]


@st.composite
def records(draw: Draw, kind: str, year: int, name: str, mood: str = "raw") -> Record:
    """Return one record of a kind with the id ``name``; see :data:`MOODS`."""
    record: Record = {"id": name, "kind": kind}
    _BY_KIND[kind](draw, record, year)
    _papers(draw, record)
    _figures(draw, record)
    put(record, related=draw(yes(3, 6, 1)))
    registered = draw(st.sampled_from([None] * 10 + [True] * 4 + [False, "on"]))
    if registered == "on":
        record["registered_on"] = date(year, 12, 1)
    else:
        put(record, registered=registered)
    often = kind in (*WORKS, *ACHIEVEMENTS, "competition")
    put(record, work_id=draw(st.sampled_from([None] * (5 if often else 14) + ["w1", "w2"])))
    if mood != "raw":
        _mend(draw, record, mood, year)
        if "registered_on" in record:
            record.pop("registered", None)
    return record
