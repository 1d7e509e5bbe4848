"""The head of the page: what the regulation is, where its text came from, and the figures of what was tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xueshi.lawbook.book import Book
from xueshi.lawbook.tags import text
from xueshi.messages import Lang
from xueshi.report.words import Words

Say = Callable[..., str]


def head_lines(book: Book, lang: Lang, say: Say) -> Iterator[str]:
    """Yield the head as HTML."""
    law = book.law
    words = Words(lang)
    end = law.last_day.isoformat() if law.last_day else ""
    force = words.say(
        "head.span" if end else "head.since", start=words.date(law.first_day.isoformat()), end=words.date(end)
    )
    yield "<header>"
    yield f"<h1>{text(law.titles[lang])}</h1>"
    if law.instrument != law.titles[lang]:
        yield f'<p class="instrument" lang="zh-CN">{text(law.instrument)}</p>'
    yield f'<p class="soft">{text(say("about", id=law.id, force=force, year=book.overview.survey.year))}</p>'
    yield f'<p class="soft">{text(_source(book, say))}</p>'
    yield f'<p class="intro">{text(say("intro"))}</p>'
    yield '<dl class="figures">'
    for name, value, of, good in _figures(book, say):
        state = "" if good is None else ' class="good"' if good else ' class="bad"'
        yield f"<div{state}><dt>{text(name)}</dt><dd>{text(value)}</dd><dd><small>{text(of)}</small></dd></div>"
    yield "</dl>"
    if book.fast:
        yield f'<p class="soft">{text(say("fast"))}</p>'
    yield "</header>"


def _source(book: Book, say: Say) -> str:
    origin, found = book.overview.origin, book.overview.found
    if origin is None or found is None:
        return say("source.none")
    return say(f"source.{found.standing}", file=origin.file, sha256=origin.sha256)


_Figure = tuple[str, str, str, bool | None]


def _figures(book: Book, say: Say) -> Iterator[_Figure]:
    encoded = [chapter for chapter in book.chapters if chapter.row.standing == "encoded"]
    out = sum(chapter.row.standing == "not_encoded" for chapter in book.chapters)
    yield say("figure.clauses"), str(len(encoded)), say("figure.decide_nothing", count=out), None
    passed = sum(one.passed for one in book.scenarios)
    yield say("figure.scenarios"), str(passed), say("figure.of", of=len(book.scenarios)), passed == len(book.scenarios)
    if book.coverage is not None:
        for key, share in (
            ("clauses_covered", book.coverage.clause_share()),
            ("rules_covered", book.coverage.rule_share()),
            ("facts_covered", book.coverage.fact_share()),
        ):
            part = say("figure.part", found=share.found, of=share.of)
            yield say(f"figure.{key}"), say("figure.percent", percent=share.percent), part, share.found == share.of
    yield from _reported(book, say)


def _reported(book: Book, say: Say) -> Iterator[_Figure]:
    mutants, properties = book.reports.mutants, book.reports.properties
    if mutants is not None:
        alive = mutants.get("survived", 0)
        parts = [
            say(f"figure.mutants_{key}", count=count)
            for key, count in mutants.items()
            if key not in ("mutants", "killed")
        ]
        said = say("semicolon").join([say("figure.of", of=mutants["mutants"]), *parts])
        yield say("figure.mutants"), str(mutants.get("killed", 0)), said, not alive
    if properties is not None:
        held = sum(holds for _, holds in properties)
        failing = [name for name, holds in properties if not holds]
        said = say("semicolon").join(
            [
                say("figure.of", of=len(properties)),
                *([say("figure.failing", names=", ".join(failing))] if failing else []),
            ]
        )
        yield say("figure.properties"), str(held), said, held == len(properties)
