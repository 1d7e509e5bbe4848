"""The clauses of the texts by city, as a result cites them: what an encoding may name as its source."""

from __future__ import annotations

from collections.abc import Mapping

CLAUSES: Mapping[str, tuple[str, ...]] = {
    "jining": (
        "一",
        *("二(一)", "二(二)"),
        *("三(一)", "三(二)"),
        "四",
        *("五(一)", "五(二)"),
        *("六(一)", "六(二)", "六(三)"),
        "附件1 前言",
        *(f"附件1 一({number})" for number in range(1, 5)),
        *(f"附件1 二({number})" for number in range(1, 9)),
        "附件1 三",
        "附件2",
    ),
    "weihai": (
        *("一 ¶1", "一 ¶2"),
        "二 ¶1",
        *(f"二(一){number}" for number in range(1, 5)),
        *(f"二(二)1({number})" for number in range(1, 4)),
        *(f"二(二)2({number})" for number in range(1, 3)),
        *(f"二(二)3({number})" for number in range(1, 4)),
        "二(二)4",
        *("二(三) ¶1", "二(三) ¶2"),
        "三",
        "四",
    ),
    "lishui": (
        *(str(number) for number in range(1, 23)),
        *("12 ¶1", "12 ¶2"),
        *("16(一)", "16(二)"),
    ),
    "binzhou": (
        *("一 ¶1", "一(一)", "一(二)"),
        *("二(一)", "二(二) ¶1", "二(二) ¶2"),
        *(f"三({number})" for number in "一二三四"),
        *(f"四({number})" for number in "一二三"),
        "附件 一 前言",
        *(f"附件 一({number})" for number in "一二三四"),
        *(f"附件 一(二){number}" for number in range(1, 3)),
        *(f"附件 一(三){number}" for number in range(1, 4)),
        "附件 二 前言",
        *(f"附件 二({number})" for number in "一二三四五六七"),
        *(f"附件 二(五){number}" for number in range(1, 3)),
        *(f"附件 二(六){number}" for number in range(1, 4)),
    ),
    "gansu": (
        *(str(number) for number in range(1, 18)),
        *(f"6({number})" for number in "一二三四五六"),
        *(f"6(六){number}" for number in range(1, 5)),
        *("11 ¶1", "11 ¶2"),
    ),
}
