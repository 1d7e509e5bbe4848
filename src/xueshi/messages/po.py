"""Catalogues of message templates: gettext's ``.po`` files, read with Babel.

``msgctxt`` is an entry's section (none: the file's own), ``msgid`` its key, ``msgstr`` the template, with named
``str.format`` placeholders; ``msgid_plural`` with ``msgstr[0]`` ... gives a template for each form of the plural.  A
template that does without something that another language's asks for says so, ``#. leaves out {name}``, and one that
is empty on purpose too: ``#. says nothing``.

Babel takes much for granted (quotes, the order of lines, each key once); here a breach is a fault.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, PoFileParser

from xueshi.messages import Lang

_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) +)?"(?:[^"\\]|\\[\\"nrt])*"')

_LEFT_OUT = re.compile(r"^leaves out \{(\w+)\}$")
_SILENT = "says nothing"

_AFTER = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr[0]",),
    "msgstr": ("msgctxt", "msgid"),
}
"""What may follow a keyword; ``msgstr[n]`` is seen to where it is asked."""


class CatalogueError(ValueError):
    """A ``.po`` file is at fault: a line of the message for each fault, with file and line."""


class Entry(NamedTuple):
    """One entry of a file.

    Attributes:
        forms: the template; of a plural one for each form that the language has.
        left_out: placeholders that the entry declares to do without.
        silent: whether it declares to be empty.
    """

    section: str
    key: str
    forms: tuple[str, ...]
    plural: bool
    line: int
    left_out: frozenset[str] = frozenset()
    silent: bool = False

    @property
    def name(self) -> str:
        """Return section and key, joined with a dot."""
        return f"{self.section}.{self.key}" if self.section else self.key

    @property
    def placeholders(self) -> frozenset[str]:
        """Return what the template is filled with; a plural's forms may each leave something out."""
        return frozenset(name for form in self.forms for name in _fields(form))


class Catalogue(Catalog):
    """What one file holds, as Babel has it, with every entry as often as it stands there."""

    def __init__(self, lang: str) -> None:
        super().__init__(locale=lang)
        self.listed: list[Message] = []
        self._headed = False

    def __setitem__(self, id: str | tuple[str, ...] | list[str], message: Message) -> None:  # noqa: A002 - Babel's name
        if id == "" and message.context is None and not self._headed:
            self._headed = True
            super().__setitem__(id, message)
        else:
            self.listed.append(message)


def parse(path: Path, lang: Lang) -> Catalogue:
    """Return the file at ``path`` as Babel's catalogue, with its comments.

    Raises:
        CatalogueError: if it cannot be read, or is no ``.po`` file in UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CatalogueError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _error(path, [(data.count(b"\n", 0, error.start) + 1, "text that is not UTF-8")]) from None
    # A line that was commented out says nothing; Babel would parse it.
    lines = ["" if line.lstrip().startswith("#~") else line for line in text.split("\n")]
    faults = list(_misshapen(lines))
    if faults:
        raise _error(path, faults)
    catalogue = Catalogue(lang)
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(lines)
    except PoFileError as error:
        said = str(error).removesuffix(f" on {error.lineno}")
        raise _error(path, [(error.lineno + 1, said)]) from None
    except ValueError as error:
        raise CatalogueError(f"{path}: {error}") from None
    rule = get_plural(lang)
    if catalogue.locale is None or catalogue.locale.language != lang:
        raise CatalogueError(f"{path}: Language is {catalogue.locale_identifier}, allowed: {lang}")
    if (catalogue.num_plurals, catalogue.plural_expr) != (rule.num_plurals, rule.plural_expr):
        raise CatalogueError(f"{path}: Plural-Forms is {catalogue.plural_forms!r}, allowed: {rule.plural_forms!r}")
    return catalogue


def entries(path: Path, lang: Lang) -> dict[str, Entry]:
    """Return the entries of the file at ``path`` by name, in their order.

    Raises:
        CatalogueError: if it cannot be read, or an entry is at fault; all of them are named.
    """
    found: dict[str, Entry] = {}
    faults: list[tuple[int, str]] = []
    for message in parse(path, lang).listed:
        entry = _entry(message)
        faults += ((entry.line, f"{entry.name or 'an entry'}: {said}") for said in _faults(entry, message, found))
        found.setdefault(entry.name, entry)
    if faults:
        raise _error(path, faults)
    return found


def entries_alike(files: Mapping[Lang, Path]) -> dict[Lang, dict[str, Entry]]:
    """Return by language the entries of files that say the same in different languages.

    Args:
        files: the file of each language.

    Raises:
        CatalogueError: if a file or an entry of it is at fault (those of the first such file are named), or an entry is
            missing in a language or differs from the other's in its placeholders (all such entries are named).
    """
    read = {lang: entries(path, lang) for lang, path in files.items()}
    faults = []
    for lang, own in read.items():
        wrong = []
        for other in (other for other in read if other != lang):
            # Enough of the path to tell the two apart.
            there = "/".join(files[other].parts[-1 if files[lang].name != files[other].name else -2 :])
            for entry in own.values():
                twin = read[other].get(entry.name)
                if twin is None:
                    wrong.append((entry.line, f"{entry.name}: not in {there}"))
                elif entry.silent or twin.silent:
                    continue
                elif lacking := entry.placeholders - twin.placeholders - twin.left_out:
                    said = f"{_named(lacking)}, which line {twin.line} of {there} does not have"
                    wrong.append((entry.line, f"{entry.name}: {said}"))
                elif none := entry.left_out - (twin.placeholders - entry.placeholders):
                    wrong.append((entry.line, f"{entry.name}: {_named(none)} declared to be left out, which is not so"))
                elif entry.plural != twin.plural:
                    wrong.append((entry.line, f"{entry.name}: a plural in one language alone"))
        if wrong:
            faults.append(str(_error(files[lang], wrong)))
    if faults:
        raise CatalogueError("\n".join(faults))
    return read


def templates(listed: Iterable[Entry]) -> dict[str, str]:
    """Return templates by name; a form of a plural by name and number, as ``months[1]``."""
    return {
        f"{entry.name}[{number}]" if entry.plural else entry.name: form
        for entry in listed
        for number, form in enumerate(entry.forms)
    }


def _misshapen(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    last = ""
    for number, line in enumerate(map(str.strip, lines), 1):
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            yield number, "neither a comment nor a keyword and text in double quotes"
        elif found[1] is not None or not last:
            keyword = found[1] or "text"
            allowed = _AFTER.get(last) or (f"msgstr[{int(last[7:-1]) + 1}]", "msgctxt", "msgid")
            if keyword not in allowed:
                yield number, f"{keyword}, allowed: {' or '.join(allowed)}"
            last = keyword if found[1] is not None else last


def _entry(message: Message) -> Entry:
    plural = not isinstance(message.id, str)
    key = message.id if isinstance(message.id, str) else message.id[0]
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    noted = [name for comment in message.auto_comments for name in _LEFT_OUT.findall(comment)]
    silent = _SILENT in message.auto_comments
    return Entry(message.context or "", key, forms, plural, message.lineno or 0, frozenset(noted), silent)


def _faults(entry: Entry, message: Message, before: Mapping[str, Entry]) -> Iterator[str]:
    if not entry.key:
        yield "no key"
    if entry.name in before:
        yield f"a second time; it stands in line {before[entry.name].line}"
    if message.fuzzy:
        yield "marked as fuzzy"
    for form in entry.forms:
        if bool(form.strip()) is entry.silent:
            yield f"a template, though it {_SILENT}" if entry.silent else "no template"
        try:
            wrong = [name for name in _fields(form) if not name.isidentifier()]
        except ValueError as error:
            yield str(error).lower()
        else:
            yield from (f"the placeholder {{{name}}} has no name" for name in wrong)


def _fields(template: str) -> Iterator[str]:
    for _, name, _, _ in string.Formatter().parse(template):
        if name is not None:
            yield name.partition(".")[0]


def _named(placeholders: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(placeholders))


def _error(path: Path, faults: Iterable[tuple[int, str]]) -> CatalogueError:
    return CatalogueError("\n".join(f"{path}: line {line}: {said}" for line, said in faults))
