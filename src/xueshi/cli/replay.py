"""``xueshi replay``: derive again what a receipt tells."""

from __future__ import annotations

from pathlib import Path

import click

from xueshi.cli.commands import Command
from xueshi.cli.options import asp_path_option, json_option, lang_option, time_limit_option
from xueshi.cli.screen import write, write_json
from xueshi.messages import Lang, locale_lang

DIFFERS = 1
"""The result does not come out again, or the receipt was changed."""


@click.command("replay", cls=Command, short_help="Derive again what a receipt tells, and say what differs.")
@click.argument("receipt", metavar="FILE")
@json_option
@lang_option
@asp_path_option
@time_limit_option
def command(*, receipt: str, as_json: bool, lang: Lang | None, roots: tuple[Path, ...], time_limit: float) -> int:
    """Judge the cases in FILE again, a receipt of `xueshi check --receipt`; `-` is standard input.

    The cases are those in the receipt, the settings and readings those of then, the law is the one at hand.  Says
    whether the results are the same, and what differs: in the results key by key, in the files of the law, in the
    versions; and whether the receipt was changed after it was written.

    \b
    Exit status: 0  the results are the same and the receipt is as it was written,
                    even if the law's files or the versions have changed
                 1  a result differs or cannot be had, or the receipt was changed
                 2  FILE is no receipt, or an encoding is at fault
                 3  the time limit ended the search
    """  # noqa: D301 - click reads the control character
    from xueshi.receipt.reading import read_receipt
    from xueshi.receipt.replay import replay
    from xueshi.receipt.view import replay_json, replay_text

    found = replay(read_receipt(receipt), roots=roots, time_limit=time_limit)
    told = lang or ("en" if as_json else locale_lang())
    if as_json:
        write_json(replay_json(found, told), indent=2)
    else:
        write(replay_text(found, told))
    return 0 if found.same else DIFFERS
