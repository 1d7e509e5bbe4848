"""The canonical layout: what it looks like, and that a program stays what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clingo.ast import ASTType, parse_string
from hypothesis import given

from tests.layout.programs import programs, tables
from xueshi.errors import InputError
from xueshi.law.paths import asp_root
from xueshi.layout import formatted
from xueshi.layout.items import items
from xueshi.layout.tokens import tokens

SHIPPED = sorted(asp_root().rglob("*.lp"))


def said(text: str) -> tuple[list[str], list[str]]:
    """Return what a program says by clingo's own parser: its statements, and its comments without their space."""
    statements: list[str] = []
    comments: list[str] = []

    def note(node: object) -> None:
        is_comment = node.ast_type is ASTType.Comment  # type: ignore[attr-defined]
        (comments if is_comment else statements).append(str(node))

    # A file that is included need not be there.
    parse_string(re.sub(r"#include[^.]*?(\"[^\"]*\"|<\w+>)", r"#show", text), note, logger=lambda *_: None)
    return statements, ["".join(comment.split()) for comment in comments]


def clean(text: str) -> None:
    """Check what holds of every layout."""
    assert re.fullmatch(r"(\S(.*\S)?\n)?", text, re.DOTALL)
    assert "\n\n\n" not in text
    assert "\r" not in text


@given(programs())
def test_a_program_stays_what_it_is(text: str) -> None:
    laid_out = formatted(text, "a.lp")
    assert said(laid_out) == said(text)
    assert formatted(laid_out, "a.lp") == laid_out


@given(tables())
def test_a_table_stays_what_it_is(text: str) -> None:
    laid_out = formatted(text, "a.lp")
    clean(laid_out)
    assert said(laid_out) == said(text)
    assert formatted(laid_out, "a.lp") == laid_out


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_encodings_are_in_the_canonical_layout(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    laid_out = formatted(text, path.name)
    clean(laid_out)
    assert said(laid_out) == said(text)
    assert laid_out == text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_rule_looks_the_same_however_it_was_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    rules = [item.tokens for item in items(list(tokens(text))) if ":-" in {token.text for token in item.tokens}]
    written = [text[rule[0].start : rule[-1].end] for rule in rules]
    for space in (" ", "\n\t"):
        loose = "\n".join(space.join(token.text for token in rule) for rule in rules)
        assert formatted(loose, "a.lp") == "".join(f"{rule}\n" for rule in written)


SPACING = {
    "a:-b,not   c.": "a :- b, not c.",
    "p( X , f( Y ),Z + 1 ) :- q(X,Y,Z) , X<3,Y  =  X - -1 .": "p(X,f(Y),Z+1) :- q(X,Y,Z), X < 3, Y = X--1.",
    ":-not not a.": ":- not not a.",
    "-p(-1). p(1 .. 3).p((a ; b),|X - 1|).": "-p(-1).\np(1..3).\np((a;b),|X-1|).",
    "1{p(X):q(X),r;s}2.": "1 { p(X) : q(X), r ; s } 2.",
    "{}. a:-{ }=1.": "{ }.\na :- { } = 1.",
    "a;b|c:-d:e,f;g.": "a ; b | c :- d : e, f ; g.",
    "x:-X=#sum+{U,R:p(U,R),not q;1,a}.": "x :- X = #sum+ { U,R : p(U,R), not q ; 1,a }.",
    "#count{X:p(X):q(X),r}=2.": "#count { X : p(X) : q(X), r } = 2.",
    ":~a,b(X).[X@-2,a]:~.[0@1]": ":~ a, b(X). [X@-2,a]\n:~ . [0@1]",
    "#minimize{1@2,X:p(X),q;3}.": "#minimize { 1@2,X : p(X), q ; 3 }.",
    "#show.#show-p/1.#show p/2.#show X:p(X),q.": "#show.\n#show -p/1.\n#show p/2.\n#show X : p(X), q.",
    "#const   n=3 . [default]": "#const n = 3. [default]",
    "#external a(X):b(X).[true]": "#external a(X) : b(X). [true]",
    "#edge(a,b):c. #program   base .": "#edge (a,b) : c.\n#program base.",
    '#include   "a.lp" . #include<incmode>.': '#include "a.lp".\n#include <incmode>.',
    "a:-X=@f(1,2),Y=-X.": "a :- X = @f(1,2), Y = -X.",
    'p("a  ,  b:-c%").': 'p("a  ,  b:-c%").',
}


@pytest.mark.parametrize("text", SPACING)
def test_space_stands_where_it_should(text: str) -> None:
    assert formatted(text, "a.lp") == SPACING[text] + "\n"


COMMENTS = {
    "%why\n": "% why\n",
    "%\n%%\n%! own\n": "%\n%%\n%! own\n",
    "%     level   hours  \n": "%     level   hours\n",
    "%----\n% ====\n": "% ----\n% ====\n",
    "%@clause   二(一)  \n%@  clause 4": "%@ clause 二(一)\n%@ clause 4\n",
    "%#show p/1.": "% #show p/1.\n",
    "a.%why\nb.": "a.  % why\nb.\n",
    "a :- b,%first\n%second\nc. % third": "a :-\n  b,  % first\n  % second\n  c.  % third\n",
    "p(1,%one\n2).": "p(1,  % one\n  2).\n",
    "a:-%* here *%b.": "a :- %* here *% b.\n",
    "%* one\n   two  *%a.": "%* one\n   two  *%\na.\n",
    "% a line that says `%p` stays.": "% a line that says `%p` stays.\n",
}


@pytest.mark.parametrize("text", COMMENTS)
def test_comments_stay(text: str) -> None:
    assert formatted(text, "a.lp") == COMMENTS[text]


def test_blank_lines_part_sections_and_end_nothing() -> None:
    assert formatted("\n\na.\n\n\n\nb.\nc.\n\n", "a.lp") == "a.\n\nb.\nc.\n"
    assert formatted("", "a.lp") == formatted("\n \n", "a.lp") == ""


def test_declarations_stand_side_by_side_as_far_as_a_line_reaches() -> None:
    assert formatted("#defined a/1.\n#defined b/2.\n\n#defined c/3.", "a.lp") == (
        "#defined a/1. #defined b/2.\n\n#defined c/3.\n"
    )
    many = formatted("\n".join(f"#defined predicates_{n:02}/1." for n in range(12)), "a.lp").splitlines()
    assert [line.count("#defined") for line in many] == [4, 4, 4]


def test_a_long_rule_has_its_head_in_a_line_of_its_own() -> None:
    literal = "literal_of_some_length(X,Y)"
    body = ", ".join([literal] * 5)
    assert formatted(f"head(X) :- {body}.", "a.lp") == (f"head(X) :-\n  {', '.join([literal] * 4)},\n  {literal}.\n")
    # What has no head goes on below its mark.
    assert formatted(f":- {body}.", "a.lp") == f":- {', '.join([literal] * 4)},\n  {literal}.\n"


def test_what_is_still_too_long_is_broken_between_elements_then_arguments() -> None:
    element = "A,B,C : condition_of_some_length(A,B,C)"
    assert formatted(f"p(X) :- X = #sum {{ {element} ; {element} ; {element} }}.", "a.lp") == (
        f"p(X) :-\n  X = #sum {{ {element} ; {element} ;\n    {element} }}.\n"
    )
    names = [f"an_argument_{n}" for n in range(10, 20)]
    laid_out = formatted(f"p(({';'.join(names)})).", "a.lp")
    assert laid_out == f"p(({';'.join(names[:7])};\n  {';'.join(names[7:])})).\n"


def test_a_chinese_character_takes_two_columns() -> None:
    text = f'p("{"学" * 40}") :- q({",".join("abcdefghij")}), s.'
    assert len(formatted(text, "a.lp").splitlines()) == 1
    assert len(formatted(text.replace("q(", "a_longer_name("), "a.lp").splitlines()) == 2


def test_columns_that_are_padded_stay_aligned() -> None:
    assert formatted("t(a,  1,x).\nt(bbb,1,x).\n", "a.lp") == "t(a,  1,x).\nt(bbb,1,x).\n"
    # A row that became longer moves its column; one that was changed comes back to the others.
    assert formatted("t(a,  1,x).\nt(bbbbb,1,x).\n", "a.lp") == "t(a,    1,x).\nt(bbbbb,1,x).\n"
    assert formatted("t(a,  1,x).\nt(bbb,1,x).\nt(cc,1,x).\n", "a.lp") == "t(a,  1,x).\nt(bbb,1,x).\nt(cc, 1,x).\n"


def test_columns_stay_below_their_headings() -> None:
    table = "%  from  to    points\nt(2017, 2019, 60).\nt(2018, 2019, 40).\n"
    assert formatted(table, "a.lp") == table
    assert formatted(table.replace("%  from  to    points", "% from to"), "a.lp") == (
        "% from to\nt(2017,2019,60).\nt(2018,2019,40).\n"
    )


def test_facts_that_nobody_aligned_stay_close() -> None:
    text = 'answer("round","exact",1).\nanswer("round","down",2).\n'
    assert formatted(text, "a.lp") == text
    assert formatted("t(a, b).\nt(cc, d).\n", "a.lp") == "t(a,b).\nt(cc,d).\n"


FAULTS = {
    "a :- b\nc.": "a.lp: found a syntax error in line 2, column 1 (syntax error, unexpected <IDENTIFIER>)",
    'p("学时",). ': "a.lp: found a syntax error in line 1, column 8 (",
    "a.\n学.": "a.lp: found a syntax error in line 2, column 1 (`学` begins nothing here)",
    'a("x\n").': "a.lp: found a syntax error in line 1, column 3 (",
    "a. %* b": "a.lp: found a syntax error in line 1, column 4 (",
    "a\0.": "a.lp: found a syntax error in line 1, column 2 (",
    "a": "a.lp: found a syntax error in line 2, column 1 (syntax error, unexpected EOF",
    "\ufeffa.": "a.lp: found a syntax error in line 1, column 1 (",
}


@pytest.mark.parametrize("text", FAULTS)
def test_what_is_no_program_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(InputError) as caught:
        formatted(text, "a.lp")
    assert str(caught.value).startswith(FAULTS[text])


def test_a_layout_that_would_say_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for broken in ("a :- b.\n", "a :- b, c, d.\n", "a :- b, c. %* x\n", "a :- c, b.\n", "a :- b, c.\n% more\n"):
        monkeypatch.setattr("xueshi.layout.canonical.page", lambda *_, broken=broken: broken)
        with pytest.raises(InputError, match="would not say the same"):
            formatted("a:-b,c.", "a.lp")
