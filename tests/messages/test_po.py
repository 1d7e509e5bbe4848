"""What a catalogue's file may hold, and what is said of one that is at fault."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from babel.messages.catalog import Message
from hypothesis import given
from hypothesis import strategies as st

from tests.messages.write import as_text, catalogues, rewritten
from xueshi.messages import LANGS, Lang
from xueshi.messages.po import CatalogueError, Entry, entries, entries_alike, parse, templates

HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
NO_LINE = "neither a comment nor a keyword and text in double quotes"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.po"


def read(file: Path, text: str, lang: Lang = "en") -> dict[str, Entry]:
    file.write_text(text, encoding="utf-8")
    return entries(file, lang)


def faults(file: Path, text: str, lang: Lang = "en") -> list[str]:
    with pytest.raises(CatalogueError) as error:
        read(file, text, lang)
    said = str(error.value).splitlines()
    assert all(line.startswith(f"{file}: ") for line in said)
    return [line.removeprefix(f"{file}: ") for line in said]


# -- the program's own -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("files", list(catalogues()), ids=lambda files: "/".join(files["en"].parts[-2:]))
def test_the_files_have_the_one_form_and_say_the_same_in_both_languages(files: Mapping[Lang, Path]) -> None:
    expected = rewritten(files)
    for lang in LANGS:
        assert files[lang].read_text(encoding="utf-8") == expected[lang], "run: python -m tests.messages.write"
        assert "\n#~" not in expected[lang]


# -- what a file holds -----------------------------------------------------------------------------------------------


def test_sections_keys_and_templates(file: Path) -> None:
    found = read(
        file,
        HEADER + "# of a year\n"
        'msgctxt "reason"\nmsgid "no_rule"\nmsgstr "no {fact}"\n\n'
        'msgid "two"\nmsgstr ""\n"first\\n"\n"\\tsecond \\"line\\" \\\\ {n}"\n'
        '#~ msgid "gone"\n#~ msgstr "away"\n',
    )
    assert templates(found.values()) == {"reason.no_rule": "no {fact}", "two": 'first\n\tsecond "line" \\ {n}'}
    assert found["reason.no_rule"][:2] == ("reason", "no_rule")
    assert (found["reason.no_rule"].line, found["two"].line) == (8, 11)
    assert [set(entry.placeholders) for entry in found.values()] == [{"fact"}, {"n"}]


def test_the_forms_of_a_plural(file: Path) -> None:
    plural = 'msgctxt "of"\nmsgid "months"\nmsgid_plural "months"\nmsgstr[0] "a month"\n'
    assert templates(read(file, f'{plural}msgstr[1] "{{n}} months"').values()) == {
        "of.months[0]": "a month",
        "of.months[1]": "{n} months",
    }
    assert templates(read(file, plural, "zh").values()) == {"of.months[0]": "a month"}
    assert faults(file, plural) == ["line 2: of.months: no template"]


def test_a_file_of_another_editor(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbfmsgid "a"\r\nmsgstr "b"\r\n')
    assert templates(entries(file, "en").values()) == {"a": "b"}


@given(listed=st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), st.text(min_size=1)))
def test_whatever_is_written_is_read(listed: dict[str, str]) -> None:
    messages = [Message(key, text, user_comments=["some note"], context="of") for key, text in listed.items()]
    with TemporaryDirectory() as folder:
        file = Path(folder, "some.po")
        file.write_bytes(as_text("en", "# Some words.", messages).encode())
        read = parse(file, "en")
    assert {one.id: one.string for one in read.listed} == listed
    assert as_text("en", read.header_comment, read.listed) == as_text("en", "# Some words.", messages)


# -- faults ----------------------------------------------------------------------------------------------------------

A = 'msgid "a"\nmsgstr "b"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[reason]", [f"line 1: {NO_LINE}"]),
        (f"{A}msgid 'c'\nmsgstr \"d\n", [f"line 3: {NO_LINE}", f"line 4: {NO_LINE}"]),
        ('msgid "a"\nmsgstr "a \\u00a0"', [f"line 2: {NO_LINE}"]),
        ('"a"\n', ["line 1: text, allowed: msgctxt or msgid"]),
        ('msgstr "b"\n', ["line 1: msgstr, allowed: msgctxt or msgid"]),
        (f'{A}msgstr "c"\n', ["line 3: msgstr, allowed: msgctxt or msgid"]),
        ('msgid "a"\nmsgstr[0] "b"\n', ["line 2: msgstr[0], allowed: msgid_plural or msgstr"]),
        (
            'msgid "a"\nmsgid_plural "a"\nmsgstr[0] "b"\nmsgstr[2] "c"\n',
            ["line 4: msgstr[2], allowed: msgstr[1] or msgctxt or msgid"],
        ),
        ('msgid "a"\n', ["line 1: missing msgstr for msgid 'a'"]),
        (f'{A}\nmsgctxt "x"\nmsgid "a"\nmsgstr "b"\n\n{A}', ["line 8: a: a second time; it stands in line 1"]),
        (f'{A}\nmsgid ""\nmsgstr "c"\n\nmsgid ""\nmsgstr "d"\n', ["line 7: an entry: no key"]),
        ('msgctxt "x"\nmsgid ""\nmsgstr "b"\n', ["line 2: x.: no key"]),
        (f"#, fuzzy\n{A}", ["line 2: a: marked as fuzzy"]),
        ('msgid "a"\nmsgstr " "\n', ["line 1: a: no template"]),
        (
            'msgid "a"\nmsgstr "{n"\n\nmsgid "b"\nmsgstr "{} {0}"\n',
            [
                "line 1: a: expected '}' before end of string",
                "line 4: b: the placeholder {} has no name",
                "line 4: b: the placeholder {0} has no name",
            ],
        ),
        (HEADER.replace(": en", ": de") + A, ["Language is de, allowed: en"]),
        (
            HEADER.replace("n != 1", "n > 1") + A,
            ["Plural-Forms is 'nplurals=2; plural=(n > 1);', allowed: 'nplurals=2; plural=(n != 1);'"],
        ),
        (HEADER.replace("=2", "=two") + A, ["invalid literal for int() with base 10: 'two'"]),
    ],
)
def test_faults_name_their_lines(file: Path, text: str, said: list[str]) -> None:
    assert faults(file, text) == said


def test_more_forms_than_the_language_has(file: Path) -> None:
    text = 'msgid "a"\nmsgid_plural "a"\nmsgstr[0] "b"\nmsgstr[1] "c"\n'
    assert faults(file, text, "zh") == ["line 1: msg has more translations than num_plurals of catalog"]


def test_what_is_no_file_and_no_text(file: Path) -> None:
    for wrong in (file, file.parent):
        with pytest.raises(CatalogueError, match=f"^{wrong}: (no such file or|is a) directory$"):
            entries(wrong, "en")
    file.write_bytes(b'msgid "a"\nmsgstr "\xb9\xab"\n')
    with pytest.raises(CatalogueError, match=r"some\.po: line 2: text that is not UTF-8"):
        entries(file, "en")


@pytest.mark.parametrize(
    ("english", "chinese", "said"),
    [
        ("{n} h", "{n}", []),
        ("{n} {n.x}", "学时", ["en.po: line 2: a: {n}, which line 2 of zh.po does not have"]),
        ("some", "{n}和{m}", ["zh.po: line 2: a: {m}, {n}, which line 2 of en.po does not have"]),
        ("{x}", "{y}", ["en.po: line 2: a: {x}, which line 2 of zh.po does not have", "zh.po: line 2: a: {y}, which"]),
    ],
)
def test_the_languages_ask_for_the_same(tmp_path: Path, english: str, chinese: str, said: list[str]) -> None:
    files = two(tmp_path, en=f'\nmsgid "a"\nmsgstr "{english}"\n', zh=f'\nmsgid "a"\nmsgstr "{chinese}"\n')
    assert_said(files, said)


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("#. leaves out {n}\n", []),
        ("# leaves out {n}\n", ["en.po: line 2: a: {n}, which line 3 of zh.po does not have"]),
        (
            "#. leaves out {n}\n#. leaves out {m}\n#. leaves out {z}\n",
            ["zh.po: line 5: a: {m}, {z} declared to be left out, which is not so"],
        ),
    ],
)
def test_a_language_may_say_what_it_leaves_out(tmp_path: Path, comment: str, said: list[str]) -> None:
    english = '\nmsgid "a"\nmsgstr "{n} {m}"\n'
    assert_said(two(tmp_path, en=english, zh=f'\n{comment}msgid "a"\nmsgstr "{{m}}"\n'), said)


def test_a_template_may_be_empty_where_it_says_so(tmp_path: Path) -> None:
    silent = '#. says nothing\nmsgid "a"\nmsgstr ""\n'
    assert_said(two(tmp_path, en='msgid "a"\nmsgstr "{n}"\n', zh=silent), [])
    assert_said(two(tmp_path, en=silent, zh=silent), [])
    assert faults(tmp_path / "en.po", f"#. says nothing\n{A}") == ["line 2: a: a template, though it says nothing"]


def test_each_entry_is_there_in_both_languages_and_of_one_form(tmp_path: Path) -> None:
    plural = 'msgid "p"\nmsgid_plural "p"\nmsgstr[0] "one"\nmsgstr[1] "{n}"\n'
    assert_said(two(tmp_path, en=plural, zh='msgid "p"\nmsgid_plural "p"\nmsgstr[0] "{n}"\n'), [])
    assert_said(
        two(tmp_path, en=f"{A}{plural}", zh='msgid "p"\nmsgstr "{n}"\nmsgctxt "a"\nmsgid "a"\nmsgstr "b"\n'),
        [
            "en.po: line 1: a: not in zh.po",
            "en.po: line 3: p: a plural in one language alone",
            "zh.po: line 1: p: a plural in one language alone",
            "zh.po: line 4: a.a: not in en.po",
        ],
    )


def two(folder: Path, en: str, zh: str) -> dict[Lang, Path]:
    files: dict[Lang, Path] = {"en": folder / "en.po", "zh": folder / "zh.po"}
    files["en"].write_text(en, encoding="utf-8")
    files["zh"].write_text(zh, encoding="utf-8")
    return files


def assert_said(files: Mapping[Lang, Path], said: list[str]) -> None:
    try:
        entries_alike(files)
        found = []
    except CatalogueError as error:
        found = str(error).splitlines()
    assert len(found) == len(said)
    for line, start in zip(found, said, strict=True):
        assert line.startswith(f"{files['en'].parent}/{start}")
