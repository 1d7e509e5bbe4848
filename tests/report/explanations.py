"""Explanations to show: an ordinary one in both languages, a long one, one that is as awkward as input can be."""

from __future__ import annotations

from xueshi.messages import Lang
from xueshi.model.explanation import Explanation, GraphNode, Line
from xueshi.model.result import Regulation

LAW = Regulation("jining-2024", "济宁市2024年继续教育通知", ("2024-01-01", None), "济人社字〔2024〕1号", "hour")
FILE = "jining/jining-2024.lp"

HARM = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    'quote" and \\N back\\slash',
    "line\nbreak\r\tand tab",
    "turn\u202eed \u2066round\u200f",
    "%%{init: {}}%% ; #quot; #35; &lt; &amp;",
    "n1 --> n2; end [x] {y} (z) |w| `code` **bold** __b__ $x$ ~~s~~",
    "1. first",
    "- dash",
    "\x1b[31mred\x07",
    "\ud800 lone, \u2028 separator, \U0001f469\u200d\U0001f52c",
    "长" * 80,
    "w" * 300,
    "",
    "   ",
)
"""Texts that could break a form: marks of each language, characters that steer, hide or turn, and sheer length."""


def ordinary(lang: Lang = "en") -> Explanation:
    """A year of three records: one in full, one cut by a cap, one rejected; with a choice, a reading, an assumption."""

    def t(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    filed = Line(
        t("条件不满足：培训前备案", "condition not met: filed before the training"),
        "bad",
        "conclusion",
        "refusal/4",
        ("三(二)", "附件1 二(2)"),
        f"{FILE}:224",
        below=(
            Line(t("已填报：是否备案 = 否", "stated: filed = no"), "plain", "case", "says/3"),
            Line(
                t("文件要求：培训前须向人社部门备案", "the text asks for a filing with the HR department"),
                "plain",
                "regulation",
                "requires/4",
                ("三(二)",),
                f"{FILE}:76",
            ),
        ),
    )
    amount = Line(
        t("五门课程，每门10学时，共50学时", "five courses of 10 h each: 50 h"),
        "plain",
        "conclusion",
        "amount/3",
        ("附件1 二(3)",),
        f"{FILE}:237",
        below=(
            Line(t("已填报：门数 = 5", "stated: courses = 5"), "plain", "case", "measure/3"),
            Line(
                t("每门计10学时", "a course gives 10 h"),
                "plain",
                "regulation",
                "each/4",
                ("附件1 二(3)",),
                f"{FILE}:237",
            ),
        ),
    )
    placed = Line(
        t("k1计入专业科目", "k1 is placed in the professional subject"), "plain", "choice", "placed/3",
        below=(Line(t("若计入公需科目得3学时，缺2学时", "under public 3 h, and 2 h missing"), "plain", "choice"),),
    )  # fmt: skip
    cut = Line(
        t("超出全年上限40学时，核减10学时", "10 h above the cap of 40 h a year"),
        "bad",
        "conclusion",
        "loss/6",
        ("附件1 二(3)",),
        "core/totals.lp:40",
        below=(amount,),
    )
    records = (
        Line(
            t("e1“高等教育自学考试”：认定40学时（共50学时）", "e1 “self-study examination”: 40 h of 50 h credited"),
            "open",
            below=(
                Line(
                    t("条件满足：已登记", "condition met: registered"), "good", "conclusion", "met/2", ("附件1 前言",)
                ),
                cut,
            ),
        ),
        Line(t("k1“技能竞赛”：认定5学时", "k1 “skills competition”: 5 h credited"), "good", below=(placed,)),
        Line(t("t2“宣贯培训”：未认定（共16学时）", "t2 “training”: nothing of 16 h credited"), "bad", below=(filed,)),
    )
    demanded = Line(
        t("应完成60学时", "60 h demanded"), "plain", "regulation", "minimum/3", ("三(一)",), f"{FILE}:55"
    )  # fmt: skip
    verdict = Line(
        t("不合规", "not compliant"),
        "bad",
        below=(
            Line(
                t("专业科目尚缺15学时", "15 h of the professional subject are missing"),
                "bad", "conclusion", "shortfall/3", ("三(一)",), "core/totals.lp:62",
                below=(demanded,),
            ),
        ),
    )  # fmt: skip
    reading = Line("round = exact", "plain", "reading", "reading/3", ("附件1 一(1)",))
    assumed = Line(t("k1：材料齐全", "k1: documents complete"), "open", "assumption", "", ("附件1 前言",))
    lines = (
        verdict,
        Line(t("记录", "Records"), "head", below=records),
        Line(t("所采读法", "Readings that the result rests on"), "head", below=(reading,)),
        Line(t("推定事项", "Assumptions"), "head", below=(assumed,)),
    )
    return explanation(lines, lang=lang)


NODES = (
    GraphNode("n1", "conclusion", True, "credit(1,1,professional,360000)", "e1: 40 h credited", (), "core/totals.lp:9"),
    GraphNode(
        "n2", "step", True, "credit(1,1,professional,360000)", "", ("附件1 二(3)",), "core/totals.lp:9",
        rule="credit(P,R,S,U) :- holds(P,R,C); not gone(P,R).",
    ),
    GraphNode("n3", "case", True, "holds(1,1,1)"),
    GraphNode("n4", "regulation", True, "cap(self_study,40)", "at most 40 h", ("附件1 二(3)",), f"{FILE}:238"),
    GraphNode("n5", "conclusion", False, "gone(1,1)"),
    GraphNode("n6", "obstacle", False, "gone(1,1)", "", (), "core/a.lp:20", "gone(P,R) :- lost(P,R).", "lost(P,R)"),
    GraphNode("n7", "case", False, "lost(1,1)"),
    GraphNode("n8", "reading", True, 'reading("jining-2024",round,exact)', "round = exact"),
    GraphNode("n9", "assumption", True, "assumed(1,evidence)", "documents complete"),
    GraphNode("n10", "choice", True, "placed(1,1,professional)"),
)  # fmt: skip
EDGES = (
    ("n1", "n2"), ("n2", "n3"), ("n2", "n4"), ("n2", "n5"), ("n5", "n6"), ("n6", "n7"), ("n6", "n3"), ("n2", "n8"),
    ("n2", "n9"), ("n2", "n10"),
)  # fmt: skip


def explanation(
    lines: tuple[Line, ...],
    *,
    lang: Lang = "en",
    nodes: tuple[GraphNode, ...] = NODES,
    edges: tuple[tuple[str, str], ...] = EDGES,
    about: dict[str, str] | None = None,
    person: str = "P-0117",
    extra: dict[str, object] | None = None,
) -> Explanation:
    return Explanation(
        person, "jining", 2024, LAW, "non_compliant", about or {"case": "case.yaml"}, lines, nodes, edges, extra, lang
    )


def awkward(lang: Lang = "en") -> Explanation:
    """Every text of :data:`HARM` in every place that can hold one, ten levels deep."""
    line = Line("deepest")
    for depth in range(10):
        line = Line(f"level {10 - depth}", "plain", "conclusion", "deep/1", ("附件1 二(3)",), FILE, below=(line,))
    lines = (
        *(
            Line(text, "bad", "case", text, (text,), text, below=(Line(text, "good"), Line(text, "head")))
            for text in HARM
        ),
        line,
    )
    nodes = tuple(
        GraphNode(f"n{number}", "step" if number % 3 == 0 else "case", True, text, text, (text,), text, text, text)
        for number, text in enumerate(HARM, 1)
    )
    edges = tuple((f"n{number}", f"n{number + 1}") for number in range(1, len(nodes)))
    return explanation(lines, lang=lang, nodes=nodes, edges=edges, about={"record": HARM[0]}, person=HARM[1])


def crowd(lang: Lang = "en", count: int = 200) -> Explanation:
    """Many records, and a graph of some thousand nodes."""
    one = ordinary(lang).lines[1].below
    records = tuple(one[number % len(one)] for number in range(count))
    nodes = tuple(
        GraphNode(f"n{number}", "case" if number > count else "conclusion", True, f"credit(1,{number},public,{number})")
        for number in range(1, 10 * count)
    )
    edges = tuple((f"n{1 + number % count}", f"n{number}") for number in range(count + 1, 10 * count))
    return explanation((Line("Records", "head", below=records),), lang=lang, nodes=nodes, edges=edges)
