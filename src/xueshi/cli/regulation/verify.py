"""``xueshi regulation verify``: bounded proofs about encodings, by search for a counterexample."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xueshi.cli.commands import Command
from xueshi.cli.faults import FAILED_ON
from xueshi.cli.options import Count, asp_path_option, colour_option, fault, json_option, lang_option
from xueshi.cli.regulation.options import names_argument
from xueshi.cli.screen import screen, write, write_json
from xueshi.messages import Lang, locale_lang, text

if TYPE_CHECKING:
    from xueshi.law.regulation import Regulation
    from xueshi.proof.data import Proof


@click.command("verify", cls=Command, short_help="Seek counterexamples to what an encoding must keep.")
@names_argument
@click.option("--property", "codes", multiple=True, metavar="CODE", help="Only this property; may be repeated.")
@click.option("--list", "listed", is_flag=True, help="List the properties and what they say.")
@click.option(
    "--records", type=Count(0, 3), default=3, show_default=True, metavar="N", help="Records of a generated case."
)
@click.option("--strict-readings", is_flag=True, help="Exit 1 also for what fails under another reading only.")
@click.option("--write", "folder", metavar="DIR", help="Write the cases to DIR, a folder for each regulation.")
@click.option("--jobs", type=Count(1, 256), metavar="N", help="Processes; by default one a processor.")
@click.option("--verbose", is_flag=True, help="Also show a case for each reason and each reading.")
@json_option
@lang_option
@asp_path_option
@colour_option
def command(
    *,
    names: tuple[str, ...],
    codes: tuple[str, ...],
    listed: bool,
    records: int,
    strict_readings: bool,
    folder: str | None,
    jobs: int | None,
    verbose: bool,
    as_json: bool,
    lang: Lang | None,
    roots: tuple[Path, ...],
    colour: bool | None,
) -> int:
    """Look for cases that show what an encoding must not do, among generated cases of at most N records.

    NAME is the id of a regulation or a jurisdiction; without any, every regulation is looked at.  What holds is proven
    as far as the bound goes, which is printed.  Properties that stand beside an encoding, in ID.properties.lp, are
    looked at with the others.

    Exit status: 0 if every property holds under the readings by default, 1 if one does not, 2 if the input is at fault.
    """
    from xueshi.law.choose import chosen_regulations

    laws = chosen_regulations(names, roots)
    wanted = _properties(codes)
    spoken = lang or ("en" if as_json else locale_lang())
    if listed:
        _write_list(laws, wanted, spoken, as_json=as_json)
        return 0
    from xueshi.proof.cases import Cases
    from xueshi.proof.prove import prove
    from xueshi.scenario.many import processors

    every = [Cases(law, records, roots) for law in laws]
    proofs = list(prove(every, wanted, jobs=jobs or processors(), tell=_progress(spoken)))
    if as_json:
        from xueshi.proof.as_json import proofs_json

        write_json(proofs_json(proofs, spoken, roots), indent=2)
    else:
        from xueshi.proof.view import render_proofs

        width, coloured, encoding = screen(colour=colour)
        write(
            render_proofs(
                proofs, lang=spoken, width=width, colour=coloured, encoding=encoding, verbose=verbose, roots=roots
            )
        )
    if folder is not None:
        _write_cases(Path(folder), proofs, spoken, roots)
    return FAILED_ON if any(proof.fails(strict_readings=strict_readings) for proof in proofs) else 0


def _properties(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the properties that are named; all, if none is.

    Raises:
        InputError: if one is none.
    """
    from xueshi.errors import Bare, InputError, Phrase
    from xueshi.proof.properties import PROPERTIES

    unknown = [code for code in codes if code not in PROPERTIES]
    if unknown:
        allowed = Phrase("options.one_of", {"known": Bare(", ".join(PROPERTIES))}, section="cli")
        raise InputError([fault("--property", code, allowed) for code in unknown])
    return codes or PROPERTIES


def _write_list(laws: Sequence[Regulation], wanted: Sequence[str], lang: Lang, *, as_json: bool) -> None:
    """Write what the properties say, those beside the encodings among them."""
    from xueshi.proof.own import own_properties
    from xueshi.proof.properties import OWN, PROPERTIES

    entries = [(code, "", text(lang, "proof", f"property.{code}")) for code in PROPERTIES if code in wanted]
    if OWN in wanted:
        for law in laws:
            own = own_properties(law)
            entries += [(name, law.id, said[lang]) for name, said in own.sentences.items()] if own else []
    if as_json:
        write_json([{"code": code, "regulation": name or None, "says": said} for code, name, said in entries], indent=2)
        return
    width = max(len(code) for code, _, _ in entries)
    for code, name, said in entries:
        write(f"{code:{width}}  {f'{name}: ' if name else ''}{said}")


class _Silent:
    def __call__(self, law: str, wanted: Sequence[str]) -> None:
        """Say nothing: nobody looks."""


class _Speaking:
    def __init__(self, lang: Lang) -> None:
        self._lang = lang

    def __call__(self, law: str, wanted: Sequence[str]) -> None:
        """Say what is looked at."""
        click.echo(text(self._lang, "proof", "progress", law=law, properties=", ".join(wanted)), err=True)


def _progress(lang: Lang) -> _Silent | _Speaking:
    return _Speaking(lang) if sys.stderr is not None and sys.stderr.isatty() else _Silent()


def _write_cases(folder: Path, proofs: Sequence[Proof], lang: Lang, roots: tuple[Path, ...]) -> None:
    """Write the cases; a file of this command is replaced, another one never."""
    from xueshi.cli.faults import OutputError
    from xueshi.proof.files import MARK, content, named

    written = 0
    for proof in proofs:
        place = folder / proof.law.id
        for one, name in named(proof):
            file = place / name
            try:
                place.mkdir(parents=True, exist_ok=True)
                if file.exists() and not file.read_text(encoding="utf-8", errors="replace").startswith(MARK):
                    raise OutputError(text(lang, "proof", "kept", file=file.as_posix()))
                file.write_text(content(one, proof, name, lang, roots), encoding="utf-8")
            except OSError as error:
                raise OutputError(f"{file}: {error.strerror or error}") from None
            written += 1
    click.echo(text(lang, "proof", "written", n=written, folder=folder.as_posix()), err=True)
