"""The catalogues as files: ``python -m tests.messages.write`` writes each anew in the one form that they have.

Entries keep their order, those of a section together; the Chinese file has the order of the English one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import write_po

import xueshi.messages
from xueshi.law.paths import asp_root
from xueshi.messages import LANGS, Lang
from xueshi.messages.po import CatalogueError, entries_alike, parse

PROGRAM = Path(xueshi.messages.__file__).parent

LANGUAGE: Mapping[Lang, str] = {"en": "en", "zh": "zh_CN"}
"""What gettext calls the languages."""

_HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: xueshi\n"
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plural}\n"

"""


def catalogues(program: Path = PROGRAM, law: Path | None = None) -> Iterator[Mapping[Lang, Path]]:
    """Yield the files of each catalogue by language: the program's sections, the words beside the regulations."""
    for name in sorted({file.name for lang in LANGS for file in (program / lang).glob("*.po")}):
        yield {lang: program / lang / name for lang in LANGS}
    root = law or asp_root()
    for file in sorted({file.with_suffix("").with_suffix("") for lang in LANGS for file in root.rglob(f"*.{lang}.po")}):
        yield {lang: file.with_name(f"{file.name}.{lang}.po") for lang in LANGS}


def rewritten(files: Mapping[Lang, Path]) -> dict[Lang, str]:
    """Return the text of each language's file in the one form.

    Raises:
        xueshi.messages.po.CatalogueError: if a file is at fault, or the languages differ in more than their order.
    """
    entries_alike(files)
    read = {lang: parse(files[lang], lang) for lang in LANGS}
    order = [_key(message) for message in read["en"].listed]
    return {lang: as_text(lang, one.header_comment, one.listed, order) for lang, one in read.items()}


def as_text(lang: Lang, comment: str, messages: Sequence[Message], order: Sequence[tuple[str, str]] = ()) -> str:
    """Return the text of a file.

    Args:
        comment: what stands at its head, each line after a ``#``.
        order: section and key of the entries that come first; sections stay together.
    """
    keys = list(dict.fromkeys((*order, *map(_key, messages))))
    sections = list(dict.fromkeys(section for section, _ in keys))
    catalogue = Catalog(locale=lang)
    for message in sorted(messages, key=lambda message: (sections.index(_key(message)[0]), keys.index(_key(message)))):
        catalogue[message.id] = message
    body = BytesIO()
    write_po(body, catalogue, width=0, omit_header=True)
    head = _HEADER.format(language=LANGUAGE[lang], plural=get_plural(lang).plural_forms)
    lines = "".join(f"{line}\n" for line in comment.splitlines() if line.strip("# "))
    return f"{lines}{head}{body.getvalue().decode('utf-8').rstrip()}\n"


def _key(message: Message) -> tuple[str, str]:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def main() -> None:
    """Write every catalogue anew; those at fault stay as they are and are named."""
    faults = []
    for files in catalogues():
        try:
            texts = rewritten(files)
        except CatalogueError as error:
            faults.append(str(error))
            continue
        for lang, text in texts.items():
            files[lang].write_text(text, encoding="utf-8", newline="\n")
    sys.exit("\n".join(faults) or None)


if __name__ == "__main__":
    main()
