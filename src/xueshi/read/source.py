"""The bytes of an input file, and the text in them."""

from __future__ import annotations

import codecs
import os
import re
import stat
import sys
from pathlib import Path

from xueshi.errors import STANDARD_INPUT, InputError, Phrase
from xueshi.read.findings import stop

LARGEST = 10_000_000
"""Bytes of the largest input that is read."""

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of(path: str) -> str:
    """Return the text of the file at ``path``, or of standard input for ``-``.

    Raises:
        InputError: if there is no such file, it cannot be opened, is too large, or holds no UTF-8 text.
    """
    return decoded(content(path), path)


def content(path: str) -> bytes:
    """Return the bytes at ``path`` without ever reading more than :data:`LARGEST`.

    Raises:
        InputError: if there are none or too many.
    """
    if path == STANDARD_INPUT:
        return _small(sys.stdin.buffer.read(LARGEST + 1), path)
    try:
        with Path(path).open("rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size > LARGEST:
                raise _too_large(path)
            return _small(file.read(LARGEST + 1), path)
    except (FileNotFoundError, NotADirectoryError):
        raise _no_file(path, "no_file") from None
    except IsADirectoryError:
        raise _no_file(path, "directory") from None
    except PermissionError:
        raise _no_file(path, "no_permission") from None
    except InputError:
        raise
    except (OSError, ValueError):
        # A name with a NUL, a name too long, a device that fails.
        raise _no_file(path, "unreadable_file") from None


def decoded(data: bytes, name: str) -> str:
    """Return ``data`` as text; a UTF-8 byte order mark is dropped.

    Raises:
        InputError: if ``data`` is empty, binary, or in another encoding.
    """
    if data.startswith(_WIDE):
        raise stop(name, "encoding", Phrase("utf16"), Phrase("utf8"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _BINARY.search(data):
            raise stop(name, "encoding", Phrase("binary"), Phrase("yaml_or_json")) from None
        raise stop(name, "encoding", _other_encoding(data, error.start), Phrase("utf8")) from None
    if "\0" in text:
        # UTF-16 without its mark is valid UTF-8 with a NUL beside each Latin letter.
        wide = text.count("\0") * 3 > len(text)
        raise stop(name, "encoding", Phrase("utf16" if wide else "binary"), Phrase("utf8" if wide else "yaml_or_json"))
    if not text.strip():
        raise stop(name, "empty", Phrase("empty"), Phrase("yaml_or_json"))
    return text


def _other_encoding(data: bytes, at: int) -> Phrase:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return Phrase("not_utf8", {"byte": at + 1})
    return Phrase("perhaps_gbk", {"byte": at + 1})


def _small(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST:
        raise _too_large(name)
    return data


def _too_large(name: str) -> InputError:
    return stop(name, "size", Phrase("too_large"), Phrase("most_bytes", {"max": LARGEST // 1_000_000}))


def _no_file(path: str, key: str) -> InputError:
    return stop(path, "file", Phrase(key), Phrase("yaml_or_json"))
