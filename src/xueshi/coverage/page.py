"""Coverage as one HTML file with the encoding coloured: no script and no network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from xueshi.coverage.figures import GROUPS, Coverage, Covered, Share, share, sides_share, together
from xueshi.coverage.style import STYLE
from xueshi.coverage.wording import comma, notes, reading_lines, say, sorted_clauses, use_of
from xueshi.messages import Lang
from xueshi.report.characters import clean

GENERATOR = '<meta name="generator" content="xueshi regulation coverage">'
"""By this line a page of this command is known."""

_TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_SIGNS = {"full": "✓", "partly": "◐", "none": "✗", "beyond": "–"}
_CITATION = "%@ clause "


def coverage_html(found: Sequence[Coverage], lang: Lang) -> str:
    """Return the HTML document, without a newline at its end."""
    return "\n".join(_document(found, lang))


def _document(found: Sequence[Coverage], lang: Lang) -> Iterator[str]:
    title = say(lang, "title", title=comma(lang, (one.law.id for one in found)))
    yield "<!DOCTYPE html>"
    yield f'<html lang="{_TAGS[lang]}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield GENERATOR
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{_text(title)}</title>"
    yield f"<style>\n{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield from _legend(lang)
    for one in found:
        yield from _regulation(one, lang)
    yield from _core(together(found), lang)
    yield "</body>"
    yield "</html>"


def _legend(lang: Lang) -> Iterator[str]:
    yield f'<aside aria-label="{_text(say(lang, "legend"))}"><ul>'
    for state, sign in _SIGNS.items():
        yield f'<li><span class="{state}">{sign}</span> {_text(say(lang, f"state.{state}"))}</li>'
    yield f"</ul><p>{_text(say(lang, 'notes'))}</p></aside>"


def _regulation(one: Coverage, lang: Lang) -> Iterator[str]:
    yield f'<section id="{_text(one.law.id)}">'
    yield f"<h1>{_text(say(lang, 'title', title=one.law.titles[lang]))}</h1>"
    said = f"{one.law.id} · {say(lang, 'judged', scenarios=one.scenarios, cases=one.cases)}"
    if one.skipped:
        said += f"{say(lang, 'semicolon')}{say(lang, 'skipped', count=len(one.skipped))}"
    yield f'<p class="who">{_text(said)}</p>'
    shares = [("clauses", one.clause_share()), ("rules", one.rule_share()), ("facts", one.fact_share())]
    yield '<dl class="shares">'
    for key, found in shares:
        yield from _figure(say(lang, key), found, lang)
    yield "</dl>"
    yield from _seen(one, lang)
    yield from _clauses(one, lang)
    lacking = [line for reading in one.readings for line in reading_lines(reading, lang, every=False)]
    yield from _list(say(lang, "readings"), lacking)
    yield from _list(say(lang, "idle"), one.idle)
    for file in one.files:
        yield from _source(file, one.statements, _anchors(one), lang)
    yield "</section>"


def _core(statements: Sequence[Covered], lang: Lang) -> Iterator[str]:
    if not statements:
        return
    yield f'<section id="core"><h1>{_text(say(lang, "core"))}</h1><dl class="shares">'
    yield from _figure(say(lang, "rules"), share(statements), lang)
    yield "</dl>"
    for file in dict.fromkeys(statement.file for statement in statements):
        yield from _source(file, statements, {}, lang)
    yield "</section>"


def _figure(name: str, found: Share, lang: Lang) -> Iterator[str]:
    whole = "full" if found.found == found.of else "partly" if found.found else "none"
    percent = say(lang, "percent", percent=found.percent)
    yield f'<div class="{whole}"><dt>{_text(name)}</dt><dd>{_text(percent)}</dd>'
    yield f"<dd><small>{_text(say(lang, 'of', found=found.found, of=found.of))}</small></dd></div>"


def _seen(one: Coverage, lang: Lang) -> Iterator[str]:
    rows = [(say(lang, "answers"), one.answer_share(), "")]
    rows += [(say(lang, f"group.{g}"), one.aspect_share(g), "") for g in GROUPS if one.aspect_share(g).of]
    for key, occurred in (("kinds", one.kinds), ("reasons", one.reasons)):
        found = Share(len(occurred.found), len(occurred.found) + len(occurred.missing))
        rows.append((say(lang, key), found, comma(lang, occurred.missing)))
    yield f"<h2>{_text(say(lang, 'seen'))}</h2><table>"
    for name, found, missing in rows:
        said = say(lang, "of", found=found.found, of=found.of)
        if missing:
            said = say(lang, "missing", share=said, missing=missing)
        percent = say(lang, "percent", percent=found.percent)
        yield f'<tr><th scope="row">{_text(name)}</th><td class="n">{_text(percent)}</td><td>{_text(said)}</td></tr>'
    yield "</table>"


def _clauses(one: Coverage, lang: Lang) -> Iterator[str]:
    names = _anchors(one)
    yield f"<h2>{_text(say(lang, 'by_clause'))}</h2><table>"
    heads = "".join(
        f'<th scope="col">{_text(say(lang, key))}</th>' for key in ("clause", "share", "rules", "facts", "sides")
    )
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for clause in sorted_clauses(one):
        listed = one.clauses[clause]
        whole = share(listed)
        parts = [*(share(s for s in listed if s.is_fact is fact) for fact in (False, True)), sides_share(listed)]
        state = "full" if whole.found == whole.of else "partly" if whole.found else "none"
        name = _text(clause or say(lang, "no_clause"))
        link = f'<a href="#{names[clause]}" lang="zh-CN">{name}</a>' if clause in names else name
        percent = _text(say(lang, "percent", percent=whole.percent)) if whole.of else ""
        cells = "".join(
            f'<td class="n">{_text(say(lang, "of", found=part.found, of=part.of)) if part.of else ""}</td>'
            for part in parts
        )
        yield f'<tr><th scope="row">{link}</th><td class="n"><span class="{state}">{percent}</span></td>{cells}</tr>'
    yield "</tbody></table>"


def _anchors(one: Coverage) -> Mapping[str, str]:
    cited = [clause for clause in one.clauses if clause]
    return {clause: f"{one.law.id}-clause-{number}" for number, clause in enumerate(cited, 1)}


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield f"<h2>{_text(title)}</h2><ul>"
        yield from (f"<li>{_text(line)}</li>" for line in listed)
        yield "</ul>"


def _source(file: Path, statements: Sequence[Covered], names: Mapping[str, str], lang: Lang) -> Iterator[str]:
    lines = file.read_bytes().split(b"\n")
    begun: dict[int, list[Covered]] = defaultdict(list)
    for statement in statements:
        if statement.file == file:
            begun[statement.line].append(statement)
    anchors = dict(names)
    yield f"<h2>{_text(f'{file.parent.name}/{file.name}')}</h2>"
    yield '<div class="source">'
    current: list[Covered] = []
    for number, line in enumerate(lines[:-1] if lines and not lines[-1] else lines, 1):
        current = [statement for statement in current if statement.last_line >= number] + begun[number]
        anchor = ""
        text = line.decode("utf-8", "replace").strip()
        if text.startswith(_CITATION):
            anchor = anchors.pop(text.removeprefix(_CITATION).strip(), "")
        mark = f' id="{anchor}"' if anchor else ""
        sign = next((_SIGNS[statement.state] for statement in begun[number]), "")
        yield f'<div class="l"{mark}><span class="no">{number}</span>'
        yield f'<span class="sign" aria-hidden="true">{sign}</span>'
        yield f"<code>{_line(line, number, current, lang)}</code></div>"
        ended = [statement for statement in current if statement.last_line == number]
        yield from _notes(ended, lang)
    yield "</div>"


def _line(line: bytes, number: int, statements: Sequence[Covered], lang: Lang) -> str:
    """Return a line of the encoding with its statements marked; columns count bytes from 1."""
    out, at = [], 0
    for statement in statements:
        begin = statement.column - 1 if statement.line == number else 0
        end = statement.last_column - 1 if statement.last_line == number else len(line)
        out.append(_code(line[at:begin]))
        said = "&#10;".join(map(_text, [*filter(None, [use_of(statement, lang)]), *notes(statement, lang)]))
        out.append(f'<span class="{statement.state}" title="{said}">{_code(line[begin:end])}</span>')
        at = max(at, end)
    out.append(_code(line[at:]))
    return "".join(out)


def _code(text: bytes) -> str:
    shown_text = escape(text.decode("utf-8", "replace"))
    return f"<i>{shown_text}</i>" if shown_text.lstrip().startswith("%") else shown_text


def _notes(statements: Iterable[Covered], lang: Lang) -> Iterator[str]:
    for statement in statements:
        listed = notes(statement, lang)
        if listed:
            items = "".join(f"<li>{_text(note)}</li>" for note in listed)
            yield f'<ul class="notes {statement.state}">{items}</ul>'


def _text(text: str) -> str:
    return escape(clean(text))
