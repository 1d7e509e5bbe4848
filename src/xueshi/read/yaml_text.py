"""YAML to a tree, event by event.

The parser's own constructors are not used: they would pass numbers through ``float``, take ``12:30`` for a number and
``no`` for a no, build objects from tags and follow aliases without end.  Plain scalars follow the core schema
(``true``, ``false``, ``null``, decimal numbers); everything else is text, dates included.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

import yaml
from yaml.reader import Reader

from xueshi.errors import Bare, InputError, Phrase
from xueshi.read.findings import stop
from xueshi.read.tree import DEEPEST, NODES, Repeated, Unusable, number

try:
    from yaml import CSafeLoader as Parser
except ImportError:  # pragma: no cover - PyYAML without its C part
    from yaml import SafeLoader as Parser  # type: ignore[assignment]

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
# The characters that YAML does not admit; compiling an expression of this size anew takes longer than reading a case.
_CONTROL = Reader.NON_PRINTABLE
_STANDARD_TAG = "tag:yaml.org,2002:"
_NOTHING = object()


class _Open:
    """A list or mapping whose end has not come yet."""

    __slots__ = ("again", "anchor", "count", "items", "key", "line")

    def __init__(self, items: dict[object, object] | list[object], anchor: str | None, count: int) -> None:
        self.items = items
        self.anchor = anchor
        self.count = count
        self.key: object = _NOTHING
        self.line = 0
        self.again: list[tuple[object, int | None]] = []


def parse_yaml(text: str, name: str) -> object:
    """Return the tree of the one document in ``text``.

    Raises:
        InputError: for bad syntax, an empty or a second document, a tag, a key that is a list or mapping, too many
            levels or values.
    """
    bad = _CONTROL.search(text)
    if bad is not None:
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        shown = Phrase("control", {"value": bad.group(), "line": line, "column": column})
        raise stop(name, "syntax", shown, Phrase("yaml"))
    parser = Parser(text)
    try:
        return _Builder(name).document(parser)
    except yaml.MarkedYAMLError as error:
        raise stop(name, "syntax", _syntax(error, text), Phrase("yaml")) from None
    except yaml.YAMLError as error:
        raise stop(name, "syntax", Phrase("unreadable", {"said": Bare(str(error))}), Phrase("yaml")) from None
    finally:
        parser.dispose()


def _syntax(error: yaml.MarkedYAMLError, text: str) -> Phrase:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = text.split("\n")
    if line < len(lines) and lines[line][column : column + 1] == "\t":
        return Phrase("tab", {"line": line + 1, "column": column + 1})
    said = Bare(error.problem or error.context or "")
    return Phrase("syntax", {"line": line + 1, "column": column + 1, "said": said})


class _Builder:
    """Makes the tree from the parser's events.  It does not recurse, so that no depth of the input can exhaust it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._root: object = _NOTHING
        self._documents = 0
        self._count = 0
        self._anchors: dict[str, tuple[object, int]] = {}
        self._stack: list[_Open] = []

    def document(self, parser: Parser) -> object:
        """Return the tree of the parser's one document."""
        next_event = cast("Callable[[], yaml.Event]", parser.get_event)
        while not isinstance(event := next_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._start(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end(event)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    raise self._fault("second_document", event)
        if self._root is _NOTHING:
            raise stop(self._name, "empty", Phrase("empty"), Phrase("yaml_or_json"))
        return self._root

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._no_tag(event)
        value: object = event.value
        if event.implicit[0]:
            value = _plain(event.value)
            if type(value) is not int and self._wants_key():
                # A key is text, or a year.
                value = event.value
        self._counted(1, event)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, 1)
        self._place(value, event)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        self._no_tag(event)
        self._counted(1, event)
        if len(self._stack) == DEEPEST:
            raise self._fault("too_deep", event, max=DEEPEST)
        if event.anchor is not None:
            # Inside what it names, the anchor does not exist yet: no value can contain itself.
            self._anchors.pop(event.anchor, None)
        items: dict[object, object] | list[object] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._stack.append(_Open(items, event.anchor, self._count))

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        done = self._stack.pop()
        value: object = done.items
        if done.again and isinstance(done.items, dict):
            value = Repeated(done.items, done.again)
        if done.anchor is not None:
            self._anchors[done.anchor] = (value, self._count - done.count + 1)
        self._place(value, event)

    def _alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self._anchors:
            raise self._fault("no_anchor", event, value=event.anchor)
        value, size = self._anchors[event.anchor]
        self._counted(size, event)
        self._place(value, event)

    def _wants_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].items, dict) and self._stack[-1].key is _NOTHING

    def _place(self, value: object, event: yaml.Event) -> None:
        """Put a finished value where it belongs."""
        if not self._stack:
            self._root = value
            return
        top = self._stack[-1]
        if isinstance(top.items, list):
            top.items.append(value)
        elif top.key is not _NOTHING:
            if top.key in top.items:
                top.again.append((top.key, top.line))
            else:
                top.items[top.key] = value
            top.key = _NOTHING
        elif isinstance(value, (dict, list)):
            raise self._fault("key_list", event)
        else:
            top.key, top.line = value, _line(event)

    def _counted(self, values: int, event: yaml.Event) -> None:
        self._count += values
        if self._count > NODES:
            raise self._fault("too_many", event, max=NODES)

    def _no_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            tag: str = event.tag
            short = "!!" + tag.removeprefix(_STANDARD_TAG) if tag.startswith(_STANDARD_TAG) else tag
            raise self._fault("tag", event, value=short)

    def _fault(self, key: str, event: yaml.Event, **params: object) -> InputError:
        params["line"] = _line(event)
        return stop(self._name, "syntax", Phrase(key, params), Phrase(f"not_{key}", params))


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark is not None else 0


def _plain(text: str) -> object:
    """Return what an unquoted scalar means."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] in "0123456789+-.":
        value = number(text)
        if value is not None:
            return value
        if _NOT_FINITE.fullmatch(text):
            return Unusable(text)
    return text
