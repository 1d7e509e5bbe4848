"""Writing a receipt beside the results of a check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from xueshi.cli.options import fault
from xueshi.cli.output_file import create
from xueshi.errors import STANDARD_INPUT, InputError, Phrase, Problem
from xueshi.messages import text
from xueshi.read.source import LARGEST

if TYPE_CHECKING:
    from xueshi.engine.judge import Settings
    from xueshi.model.case import Case
    from xueshi.model.result import Result


def write_receipt(
    name: str, cases: Sequence[Case], results: Sequence[Result], settings: Settings, *, quiet: bool = False
) -> None:
    """Write the receipt of ``results`` to the file ``name`` and say so on standard error, unless ``quiet``.

    A file that holds this very receipt stays as it is.

    Raises:
        InputError: if the file exists and holds something else, or the receipt would be too large to be read again.
        OutputError: if it cannot be written.
    """
    from xueshi.receipt.make import make, receipt_text

    if name == STANDARD_INPUT:
        raise InputError([fault("--receipt", name, _said("a_name"))])
    content = receipt_text(make(cases, results, settings)).encode("utf-8")
    if len(content) > LARGEST:
        found, allowed = Phrase("too_large"), Phrase("most_bytes", {"max": LARGEST // 1_000_000})
        raise InputError([Problem(name, "size", found, allowed)])
    if create(name, content, _said("exists"), _said("not_there")) and not quiet:
        click.echo(text(settings.lang, "receipt", "written", file=name), err=True)


def _said(key: str) -> Phrase:
    return Phrase(f"fault.{key}", section="receipt")
