"""Results made by hand, in both languages, for the tests of the pages."""

from __future__ import annotations

from collections.abc import Callable

from xueshi.messages import Lang
from xueshi.model.result import (
    Alternative,
    Assumption,
    CapUse,
    Deemed,
    LeaveResult,
    Optimum,
    Placement,
    ReadingInForce,
    Reason,
    RecordResult,
    Regulation,
    Result,
    Status,
    Warning_,
    WouldDecide,
)
from xueshi.model.units import UNITS_PER_HOUR as H

LABELS: dict[Lang, dict[str, str]] = {
    "en": {
        "online_course": "online course",
        "training": "training, further study or lecture",
        "competition": "skills competition",
        "paper": "paper",
        "self_study_exam": "self-study examination",
        "secondment": "secondment",
        "skill_certificate": "skill certificate",
        "premium_course": "premium course",
        "leave.illness": "serious illness",
        "leave.overseas_assignment": "assignment abroad",
        "fact.participation_proof": "proof of participation",
    },
    "zh": {
        "jining": "济宁市",
        "weihai": "威海市",
        "lishui": "丽水市",
        "online_course": "网络课程",
        "training": "培训、进修、研修、讲座",
        "competition": "技能竞赛、技术比武",
        "paper": "论文",
        "self_study_exam": "自学考试",
        "secondment": "援派、支教支农支医扶贫",
        "skill_certificate": "技能等级证书",
        "premium_course": "精品专业课",
        "leave.illness": "患重病",
        "leave.overseas_assignment": "因公派出境外",
        "fact.participation_proof": "参赛证明",
    },
}

JINING = {
    "en": Regulation(
        "jining-2024",
        "Jining: continuing education of professionals in 2024",
        ("2024-01-01", "2024-12-31"),
        "济宁市2024年度继续教育通知",
    ),
    "zh": Regulation(
        "jining-2024",
        "济宁市2024年度专业技术人员继续教育有关工作的通知",
        ("2024-01-01", "2024-12-31"),
    ),
}
WEIHAI = {
    "en": Regulation("weihai-2022", "Weihai: recognition of hours", ("2022-01-01", None), "威人社字〔2022〕2号"),
    "zh": Regulation("weihai-2022", "威海市学时管理认定工作的通知", ("2022-01-01", None), "威人社字〔2022〕2号"),
}

LISHUI = {
    "en": Regulation("lishui-2020", "Lishui: administration of hours", ("2020-01-01", None), "丽人社〔2020〕83号"),
    "zh": Regulation(
        "lishui-2020", "丽水市专业技术人员继续教育学时制管理实施办法", ("2020-01-01", None), "丽人社〔2020〕83号"
    ),
}

ZERO = {"public": 0, "professional": 0, "total": 0}


def amounts(public: float, professional: float) -> dict[str, int]:
    """Units of both subjects; the arguments are exact multiples of a quarter hour."""
    return {"public": int(public * H), "professional": int(professional * H)}


def record(
    name: str,
    kind: str,
    claimed: tuple[float, float],
    credited: tuple[float, float],
    *reasons: Reason,
    title: str = "",
    amount: float | None = None,
    status: Status | None = None,
) -> RecordResult:
    total, given = int((sum(claimed) if amount is None else amount) * H), int(sum(credited) * H)
    found: Status = "credited" if given == total else "partly_credited" if given else "not_credited"
    return RecordResult(
        name, kind, title, status or found, amounts(*claimed), amounts(*credited), total, total - given, reasons
    )


def result(lang: Lang, **changes: object) -> Result:
    """A plain compliant result, with ``changes``."""
    values: dict[str, object] = {
        "person": "P-0001",
        "jurisdiction": "jining",
        "year": 2024,
        "regulation": JINING[lang],
        "verdict": "compliant",
        "credited": {"public": 30 * H, "professional": 60 * H, "total": 90 * H},
        "required": {"public": 30 * H, "professional": 60 * H, "total": None},
        "shortfall": ZERO,
        "relief": ZERO,
        "deemed": (),
        "by_kind": {},
        "would_decide": (),
        "records": (),
        "leave": (),
        "caps": (),
        "allocation": (),
        "optimum": Optimum(proven=True, count=1, count_is_exact=True),
        "readings": (),
        "strict": False,
        "assumptions": (),
        "warnings": (),
        "lang": lang,
    }
    return Result(**(values | changes))  # type: ignore[arg-type]


def _either(lang: Lang) -> Callable[[str, str], str]:
    return lambda en, zh: en if lang == "en" else zh


def partly(lang: Lang) -> Result:
    """Cuts by the day and by category, three competitions with a choice, a refusal; public hours missing."""
    say = _either(lang)
    full = say("counted in full", "全额认定")
    placed_public = say("placed in the public subject, where it serves best", "抵扣公需科目")
    placed_professional = say("placed in the professional subject, where it serves best", "抵扣专业科目")
    day = say("no more than 8 hours a day are counted", "每天最多认定8学时")
    works = say("works and achievements together count at most 30 hours a year", "成果和论著全年累计最多认定30学时")
    records = (
        record(
            "a1", "online_course", (20, 0), (20, 0), Reason("credited", "二(二)", full),
            title=say("Digital technology and the law", "数字技术与法律知识"),
        ),
        record(
            "a2", "training", (0, 20), (0, 16), Reason("day_cap", "附件1 二(2)", day, 4 * H, "professional"),
            title=say("Workshop on welding of pressure vessels", "压力容器焊接技术研修班"),
        ),
        record(
            "a3", "competition", (5, 30), (5, 0), Reason("allocated", "附件1 一(4)", placed_public),
            title=say("National welding championship", "全国焊接技能竞赛"), amount=5,
        ),
        *(
            record(
                name, "competition", (3, 10), (0, 10),
                Reason("allocated", "附件1 二(7)", placed_professional), amount=10,
            )
            for name in ("a4", "a5")
        ),
        record(
            "a6", "training", (0, 12), (0, 0),
            Reason("not_filed", "三(二)", say(
                "the training was filed after it began; the employer has to file it before",
                "培训开始后才备案；用人单位应在培训前备案"), 12 * H, "professional", "filed"),
        ),
        record("a7", "paper", (0, 10), (0, 10), Reason("credited", "附件1 二(4)", full)),
        record("a8", "paper", (0, 10), (0, 10), Reason("credited", "附件1 二(4)", full)),
        record(
            "a9", "paper", (0, 20), (0, 4),
            Reason("category_cap", "附件1 二(4)", works, 10 * H, "professional"),
            Reason("duplicate_work", "附件1 二(4)", say("the same work counts once", "同一成果不重复计算"), 6 * H),
        ),
    )  # fmt: skip
    return result(
        lang,
        verdict="non_compliant",
        credited={"public": 25 * H, "professional": 60 * H, "total": 85 * H},
        shortfall={"public": 5 * H, "professional": 0, "total": 0},
        records=records,
        caps=(
            CapUse(
                "day", "附件1 二(2)", say("hours of training by the day", "培训进修每天学时"),
                "day", 8 * H, 20 * H, 16 * H, 4 * H, ("a2",),
            ),
            CapUse(
                "works", "附件1 二(4)", say("works and achievements", "成果和论文著作"),
                "year", 30 * H, 40 * H, 30 * H, 10 * H, ("a7", "a8", "a9"),
            ),
            CapUse("modules", "附件1 一(3)", say("computer modules", "计算机模块"), "year", 30 * H, 0, 0, 0, ()),
        ),
        allocation=(
            Placement("a3", "public", 5 * H, in_every_optimum=True,
                      alternatives=(Alternative("professional", 30 * H, 5 * H, -25 * H),)),
            Placement("a4", "professional", 10 * H, in_every_optimum=False,
                      alternatives=(Alternative("public", 3 * H, 0, 0),)),
            Placement("a5", "professional", 10 * H, in_every_optimum=False,
                      alternatives=(Alternative("public", 3 * H, 0, 0),)),
        ),
        optimum=Optimum(proven=True, count=3, count_is_exact=True),
        readings=(
            ReadingInForce("round", "exact", None, "附件1 一(1)", True,
                           say("fractions of an hour from month shares", "按月折算出现小数时如何处理")),
            ReadingInForce("day", "averaged", None, "附件1 二(2)", False,
                           say("the cap by the day: each day, or hours against the cap times the days",
                               "每天上限：逐日计算，还是按总学时与天数平均计算")),
        ),
        assumptions=(
            *(Assumption(f"a{n}", "registered", "附件1", "") for n in range(1, 10)),
            Assumption("a3", "hr_recognised", "附件1 一(4)", ""),
            Assumption("a4", "hr_recognised", "附件1 一(4)", ""),
            Assumption("a3", "participation_proof", "附件1 一(4)", ""),
            Assumption(None, "sector", "三(二)", ""),
        ),
        warnings=(
            Warning_("q_33", None, "附件1 一(4)",
                     say("the county row equals the municipal row; the text is taken as it stands",
                         "县级与市级公需学时相同，按文件原文处理")),
        ),
    )  # fmt: skip


def leave(lang: Lang) -> Result:
    """Four months on post after an illness: the minima are a third; one leave is refused."""
    say = _either(lang)
    return result(
        lang,
        person="P-0002",
        jurisdiction="weihai",
        regulation=WEIHAI[lang],
        credited={"public": int(2.5 * H), "professional": 20 * H, "total": int(22.5 * H)},
        required={"public": int(2.5 * H), "professional": 20 * H, "total": int(22.5 * H)},
        relief={"public": int(27.5 * H), "professional": 40 * H, "total": int(67.5 * H)},
        leave=(
            LeaveResult("L1", "illness", 8, 1, True, ()),
            LeaveResult(
                "L2", "overseas_assignment", 1, 0, False,
                (Reason("threshold_not_exceeded", "二(三)",
                        say("not longer than six months in the year", "年度内未超过6个月")),),
            ),
        ),
        records=(record("b1", "secondment", (2.5, 20), (2.5, 20), title=say("Village school", "乡村支教")),),
        strict=True,
    )  # fmt: skip


def undetermined(lang: Lang) -> Result:
    """Lishui: a delegated route that could decide."""
    say = _either(lang)
    return result(
        lang,
        person="P-0003",
        jurisdiction="lishui",
        regulation=LISHUI[lang],
        verdict="undetermined",
        credited={"public": 18 * H, "professional": 50 * H, "total": 68 * H},
        required={"public": 18 * H, "professional": 60 * H, "total": 90 * H},
        shortfall={"public": 0, "professional": 10 * H, "total": 22 * H},
        by_kind={"general_public": 10 * H, "sector_public": 8 * H},
        would_decide=(WouldDecide("c2", "professional", 22 * H),),
        records=(
            record("c1", "online_course", (18, 50), (18, 50)),
            record(
                "c2", "degree_study", (0, 0), (0, 0),
                Reason("delegated", "8", say("the sector's rule sets the hours", "学时由行业主管部门细则确定")),
                status="undetermined",
            ),
        ),
        all_readings={
            "verdicts": [],
            "holds": False,
            "turning": [{"change": {"18": "each", "45": "per_course"}, "verdict": "non_compliant"}],
        },
        readings=(ReadingInForce("18", "sum", True, "11", True, say("both kinds together or each", "合计或分别计算")),),
    )  # fmt: skip


def deferred(lang: Lang) -> Result:
    return result(
        lang,
        verdict="deferred",
        credited={"public": 0, "professional": 20 * H, "total": 20 * H},
        required={"public": None, "professional": 60 * H, "total": 90 * H},
        shortfall={"public": 0, "professional": 40 * H, "total": 70 * H},
    )


def deemed(lang: Lang) -> Result:
    return result(
        lang,
        credited={"public": 0, "professional": 20 * H, "total": 20 * H},
        required={"public": None, "professional": 60 * H, "total": 90 * H},
        deemed=(Deemed("d1", "year", "6(五)"), Deemed("d2", "professional", "6(六)2")),
        records=(record("d1", "secondment", (0, 0), (0, 0)), record("d2", "premium_course", (0, 20), (0, 20))),
    )


def crowd(lang: Lang) -> Result:
    """Two hundred records, eighty of them free, with an astronomic number of equal placements."""
    say = _either(lang)
    message = say("placed in the professional subject", "抵扣专业科目")
    records = tuple(
        record(f"r{n:03}", "competition", (3, 10), (0, 10), Reason("allocated", "附件1 二(7)", message), amount=10)
        for n in range(80)
    ) + tuple(record(f"s{n:03}", "training", (0, 33.5), (0, 0.25)) for n in range(120))
    return result(
        lang,
        records=records,
        allocation=tuple(Placement(f"r{n:03}", "professional", 10 * H, False) for n in range(80)),
        optimum=Optimum(proven=True, count=10**30, count_is_exact=False),
        assumptions=tuple(Assumption(item.id, "registered", "附件1", "") for item in records[:150]),
    )


def awkward(lang: Lang) -> Result:
    """Ids, titles and messages that try to break a terminal or a table."""
    names = (
        "x" * 300,
        "编" * 200,
        "\x1b[31mred\x1b[0m",
        "\x9b2J",
        "new\nline\ttab\r",
        "👨‍👩‍👧🇨🇳❤️👍🏽",
        "e\u0301" * 40,
        "\u0301lead",
        "\u202eright to left\u202c",
        "zero\u200bwidth\u200d",
        '\'; drop(x) :- "q", #show.',
        "\ud800lone",
        "   ",
    )
    records = tuple(
        record(
            name, "no_such_kind_" + "k" * 60, (5, 30), (5, 0),
            Reason("day_cap", "附件1 二(2)" * 4, name * 3, 3 * H),
            Reason("code", "", "", 2 * H),
            title=name + "题目" * 40, amount=10,
        )
        for name in names
    )  # fmt: skip
    return result(
        lang,
        person="\x1b]0;title\x07" + "p" * 200,
        regulation=Regulation("r", "标题" * 60, ("someday", None), "文号" * 40),
        verdict="non_compliant",
        credited={"public": 12345678 * H + 1, "professional": 0, "a_subject_that_a_city_declares": 5 * H},
        required={"public": 98765432 * H, "professional": 0, "a_subject_that_a_city_declares": None},
        shortfall={"public": 3 * H, "professional": 0, "a_subject_that_a_city_declares": 0},
        relief={"public": H // 3, "professional": 0},
        leave=(LeaveResult(names[2], "leave\x07", 1, 1, False, (Reason("c", "", names[4]),)),),
        records=records,
        caps=(CapUse("cap" * 40, "", "", "record", H // 3, 2 * H, H, H, names),),
        allocation=tuple(Placement(name, "public", H // 3, False) for name in names),
        readings=(ReadingInForce("r" * 80, "v" * 80, False, "条" * 50, False, "问" * 100),),
        assumptions=tuple(Assumption(name, name, "", "") for name in names),
        warnings=(*(Warning_("code", name, "", name) for name in names), Warning_("bare", None, "", "")),
        would_decide=(WouldDecide(names[0], "public", 1),),
    )


ALL: dict[str, Callable[[Lang], Result]] = {
    "plain": result,
    "partly": partly,
    "leave": leave,
    "undetermined": undetermined,
    "deferred": deferred,
    "deemed": deemed,
    "crowd": crowd,
    "awkward": awkward,
}
