"""Programs at random: every sort of statement, with odd space and comments between the tokens."""

from __future__ import annotations

from hypothesis import strategies as st

Tokens = list[str]

NAMES = ("p", "q'", "_r", "table", "nothing", "not_here", "x1")
VARIABLES = ("X", "Y'", "_Z", "_")
TEXTS = ('""', '"a % b"', '":- c."', r'"\"q\""', r'"\\"', r'"line\n"', '"学时 二(一)"', '"*% %*"', '"#end."')
LEAVES = st.sampled_from((*NAMES, *VARIABLES, *TEXTS, "0", "42", "0x1F", "0b101", "#inf", "#sup")).map(
    lambda one: [one]
)


def separated(parts: list[Tokens], mark: str) -> Tokens:
    """Return ``parts`` with ``mark`` between them."""
    return [token for at, part in enumerate(parts) for token in ([mark] * (at > 0) + part)]


@st.composite
def _compound(draw: st.DrawFn, inner: st.SearchStrategy[Tokens]) -> Tokens:
    one, other = draw(inner), draw(inner)
    form = draw(st.integers(0, 8))
    if form == 0:
        return [draw(st.sampled_from(NAMES)), "(", *one, ",", *other, ")"]
    if form == 1:
        return ["(", *one, ",", *other, ")"]
    if form == 2:
        return ["(", *one, ";", *other, ")"]
    if form == 3:
        return ["(", *one, "..", *other, ")"]
    if form == 4:
        return ["|", *one, "-", *other, "|"]
    if form == 5:
        return ["-", *one]
    if form == 6:
        return ["@", "f", "(", *one, ")"]
    if form == 7:
        return ["(", *one, ",", ")"]
    return [*one, draw(st.sampled_from(("+", "-", "*", "/", "\\", "**", "&", "?", "^"))), *other]


TERMS = st.recursive(LEAVES, _compound, max_leaves=6)


@st.composite
def atoms(draw: st.DrawFn) -> Tokens:
    name = draw(st.sampled_from(NAMES))
    arguments = draw(st.lists(TERMS, max_size=4))
    made = [name, "(", *separated(arguments, ","), ")"] if arguments else [name]
    return ["-", *made] if draw(st.integers(0, 5)) == 0 else made


@st.composite
def literals(draw: st.DrawFn) -> Tokens:
    negation = draw(st.sampled_from(([], [], [], ["not"], ["not", "not"])))
    if draw(st.integers(0, 3)) == 0:
        comparison = draw(st.sampled_from(("=", "==", "!=", "<>", "<", "<=", ">", ">=")))
        return [*negation, *draw(TERMS), comparison, *draw(TERMS)]
    return [*negation, *draw(st.one_of(atoms(), st.sampled_from((["#true"], ["#false"]))))]


@st.composite
def weighted(draw: st.DrawFn, *, atom: bool = False) -> Tokens:
    """Return an element of an aggregate: a tuple, and of one in a head an atom behind it."""
    said = separated(draw(st.lists(TERMS, min_size=1, max_size=3)), ",")
    conditions = separated(draw(st.lists(literals(), min_size=1, max_size=2)), ",")
    return [*said, ":", *draw(atoms()), ":", *conditions] if atom else [*said, ":", *conditions]


@st.composite
def aggregates(draw: st.DrawFn, *, head: bool = False) -> Tokens:
    name = draw(st.sampled_from(("#sum", "#sum+", "#count", "#min", "#max")))
    elements = separated(draw(st.lists(weighted(atom=head), max_size=2)), ";")
    left = draw(st.sampled_from(([], ["1"], ["X", "="], ["0", "<="])))
    right = draw(st.sampled_from(([], ["3"], ["<", "Y"])))
    return [*left, name, "{", *elements, "}", *right]


@st.composite
def choices(draw: st.DrawFn) -> Tokens:
    elements = [
        [*draw(atoms()), ":", *separated(draw(st.lists(literals(), min_size=1, max_size=2)), ",")]
        if draw(st.booleans())
        else draw(atoms())
        for _ in range(draw(st.integers(0, 3)))
    ]
    return [
        *draw(st.sampled_from(([], ["1"]))),
        "{",
        *separated(elements, ";"),
        "}",
        *draw(st.sampled_from(([], ["2"]))),
    ]


@st.composite
def bodies(draw: st.DrawFn) -> Tokens:
    made: Tokens = []
    after_condition = False
    for at in range(draw(st.integers(1, 4))):
        form = draw(st.integers(0, 9))
        conditional = False
        if form == 0:
            part = draw(aggregates())
        elif form == 1:
            part = ["not", *draw(choices())]
        elif form == 2:
            part, conditional = [*draw(atoms()), ":", *draw(literals()), ",", *draw(literals())], True
        else:
            part = draw(literals())
        # A condition reaches to the next semicolon.
        made += ([] if at == 0 else [";" if after_condition else ","]) + part
        after_condition = conditional
    return made


@st.composite
def heads(draw: st.DrawFn) -> Tokens:
    form = draw(st.integers(0, 7))
    if form == 0:
        return draw(choices())
    if form == 1:
        return draw(aggregates(head=True))
    if form == 2:
        return separated(draw(st.lists(atoms(), min_size=2, max_size=3)), draw(st.sampled_from((";", "|"))))
    return draw(atoms())


OTHERS = st.sampled_from(
    (
        ["#show", "."],
        ["#show", "p", "/", "2", "."],
        ["#show", "-", "p", "/", "2", "."],
        ["#show", "X", "+", "1", ":", "p", "(", "X", ")", ",", "not", "x1", "."],
        ["#defined", "p", "/", "1", "."],
        ["#defined", "table", "/", "5", "."],
        ["#const", "x1", "=", "3", "*", "4", "."],
        ["#const", "p", "=", "7", ".", "[", "override", "]"],
        ["#external", "p", "(", "X", ")", ":", "x1", "(", "X", ")", ".", "[", "true", "]"],
        ["#program", "base", "."],
        ["#program", "totals", "(", "t", ",", "u", ")", "."],
        ["#heuristic", "p", ":", "x1", ".", "[", "1", "@", "2", ",", "true", "]"],
        ["#edge", "(", "X", ",", "Y", ")", ":", "p", "(", "X", ",", "Y", ")", "."],
        ["#project", "p", "/", "2", "."],
        ['#include "not/there.lp"', "."],
        ["#include <incmode>", "."],
        ['#script (lua)  -- :- "\n  x = 1 % 2  \n\n#end', "."],
        ["#theory t { term { .. : 1, binary, left;  - : 2, unary };\n  &diff/0 : term, {<=}, term, any }", "."],
        ["&diff { X-Y :  p(X,Y) }  <= 5", "."],
        ["p  :-  &diff(1) { X  .. Y }  <= -3,", "x1", "."],
        [
            "#minimize",
            "{",
            "X",
            "@",
            "2",
            ",",
            "Y",
            ":",
            "p",
            "(",
            "X",
            ",",
            "Y",
            ")",
            ",",
            "not",
            "x1",
            ";",
            "1",
            "}",
            ".",
        ],
    )
)


@st.composite
def statements(draw: st.DrawFn) -> Tokens:
    form = draw(st.integers(0, 9))
    if form < 2:
        return [*draw(atoms()), "."]
    if form < 5:
        return [*draw(heads()), ":-", *draw(bodies()), "."]
    if form == 5:
        return [":-", *draw(bodies()), "."]
    if form == 6:
        levels = draw(st.sampled_from((["@", "-", "3"], ["@", "X"], [])))
        more = [",", *draw(TERMS)] if draw(st.booleans()) else []
        return [":~", *draw(bodies()), ".", "[", *draw(TERMS), *levels, *more, "]"]
    return draw(OTHERS)


SPACES = ("", " ", "  ", "\n", "\t", "\r\n", " \n\n\n ")
COMMENTS = (
    "%\n",
    "%why\n",
    " % a :- b. \n",
    "%@clause  二(一)1\n",
    "\n%%  columns   here\n",
    '\n% "\n% ----\n',
    "%* in *%",
    "\n%* one\n    two *% ",
    "%*% *%\n*%",
    "%* a %* b *% *%",
)
GAPS = st.one_of(st.sampled_from(SPACES), st.sampled_from((*SPACES, *COMMENTS)))
CLOSE = frozenset("(),;{}[]")
ENDS = (".",)


@st.composite
def programs(draw: st.DrawFn) -> str:
    """Return the text of a program."""
    text = [draw(GAPS)]
    for statement in draw(st.lists(statements(), max_size=5)):
        for at, token in enumerate(statement):
            gap = draw(GAPS)
            # Where two tokens could become one, something stands between them.
            apart = at > 0 and not (CLOSE & {token, statement[at - 1]}) and token not in ENDS
            text += [" " if apart and not gap else gap, token]
        text.append(draw(st.sampled_from(("\n", " ", "\n\n\n", "  % behind\n", "%* behind *%", "\r\n"))))
    return "".join(text)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Return the text of facts of one predicate with odd padding, sometimes below headings of columns."""
    columns = draw(st.integers(1, 4))
    cell = st.sampled_from(("a", "bb", "long_one", "12", '"学时"', "f(x,y)", "(a;b)", "-1"))
    pad = st.sampled_from(("", "", " ", "  ", "     "))
    rows = [
        "t(" + ",".join(draw(pad) * (at > 0) + draw(cell) for at in range(columns)) + ")."
        for _ in range(draw(st.integers(1, 4)))
    ]
    heading = draw(st.sampled_from(("", "%  one   two\n", "%  one   two\n\n", "% said\n")))
    return heading + "\n".join(rows) + "\n"
