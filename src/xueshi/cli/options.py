"""Options that several commands share, and what they come to."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from xueshi.errors import Bare, InputError, Phrase, Problem, joined
from xueshi.messages import LANGS, Lang, locale_lang

if TYPE_CHECKING:
    from xueshi.model.case import Case

F = TypeVar("F", bound=Callable[..., object])
R = TypeVar("R")


class Judging(NamedTuple):
    """How a command is to judge, as the command line says it."""

    reading: tuple[str, ...]
    strict: bool
    lang: Lang | None
    regulation: str | None
    roots: tuple[Path, ...]

    def language(self, *, as_json: bool = False) -> Lang:
        """Return the language asked for; else English for JSON, which programs read, and the locale's for people."""
        return self.lang or ("en" if as_json else locale_lang())

    def readings(self) -> dict[str, str]:
        """Return the answers chosen, by reading.

        Raises:
            InputError: if one is not written ``ID=ANSWER``, or a reading is answered twice.
        """
        chosen: dict[str, str] = {}
        problems = []
        for written in self.reading:
            reading, equals, answer = written.partition("=")
            if not (reading and equals and answer):
                problems.append(fault("--reading", written, Phrase("reading_form", section="law")))
            elif chosen.setdefault(reading, answer) != answer:
                problems.append(fault("--reading", written, Phrase("options.one_answer", section="cli"), reading))
        if problems:
            raise InputError(problems)
        return chosen


def fault(option: str, found: str, allowed: Phrase, field: str | None = None) -> Problem:
    """Return the fault of an option's value."""
    return Problem(option, "option", Phrase("shown", {"value": found}), allowed, field=field)


class OneOf(click.ParamType):  # type: ignore[type-arg]
    """One of a few words, found out only when a value is given."""

    name = "word"

    def __init__(self, words: Callable[[], Iterable[str]], metavar: str) -> None:
        self._words = words
        self._metavar = metavar

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Return what help shows for a value."""
        return self._metavar

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002 - click's
        """Return ``value`` if it is one of the words."""
        words = tuple(self._words())
        if value not in words:
            allowed = Phrase("options.one_of", {"known": Bare(", ".join(words))}, section="cli")
            raise InputError([fault(_option(param), value, allowed)])
        return value


class Seconds(click.ParamType):  # type: ignore[type-arg]
    """A time above zero."""

    name = "seconds"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ARG002 - click's
        """Return ``value`` as a number."""
        try:
            seconds = float(str(value))
        except ValueError:
            seconds = math.nan
        if not 0 < seconds < math.inf:
            raise InputError([fault(_option(param), str(value), Phrase("options.seconds", section="cli"))])
        return seconds


class Count(click.ParamType):  # type: ignore[type-arg]
    """A whole number in a range."""

    name = "n"

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ARG002 - click's
        """Return ``value`` as a number."""
        written = str(value)
        number = int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None
        if number is None or not self._least <= number <= self._most:
            allowed = Phrase("count", {"min": self._least, "max": self._most})
            raise InputError([fault(_option(param), written, allowed)])
        return number


class Folder(click.ParamType):  # type: ignore[type-arg]
    """A folder that exists."""

    name = "dir"
    envvar_list_splitter = os.pathsep

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ARG002 - click's
        """Return ``value`` as a path."""
        path = Path(str(value))
        if not path.is_dir():
            raise InputError([fault(_option(param), str(value), Phrase("options.folder", section="cli"))])
        return path


def _option(param: click.Parameter | None) -> str:
    if param is None or param.name is None:
        return "-"
    return param.make_metavar(click.Context(click.Command(""))) if isinstance(param, click.Argument) else param.opts[0]


def _together(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


lang_option = click.option(
    "--lang",
    type=OneOf(lambda: LANGS, "zh|en"),
    help="Language of the output; by default the locale's, and English for --json.",
)

asp_path_option = click.option(
    "--asp-path",
    "roots",
    type=Folder(),
    multiple=True,
    metavar="DIR",
    envvar="XUESHI_ASP_PATH",
    help="A further folder of encodings, one folder a jurisdiction; may be repeated (or name them in XUESHI_ASP_PATH).",
)

regulation_option = click.option(
    "--regulation", metavar="ID", help="Judge by this regulation, whatever is in force; see `xueshi regulation list`."
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")

colour_option = click.option(
    "--colour/--no-colour",
    "--color/--no-color",
    "colour",
    default=None,
    help="Colour or none; by default what the terminal can.",
)

time_limit_option = click.option(
    "--time-limit",
    type=Seconds(),
    default=10,
    show_default=True,
    metavar="SECONDS",
    help="Time for the choice of the best allocation of one case; when it ends there is no result.",
)

_judging = _together(
    click.option(
        "--reading", multiple=True, metavar="ID=ANSWER", help="Answer an open question of the text; may be repeated."
    ),
    click.option("--strict", is_flag=True, help="Take what is not stated as absent, not in the person's favour."),
    lang_option,
    regulation_option,
    asp_path_option,
)


def judging_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add the options of every command that judges; the command gets them as one argument, ``judging``."""
    from functools import wraps

    @wraps(command)
    def run(
        *,
        reading: tuple[str, ...],
        strict: bool,
        lang: Lang | None,
        regulation: str | None,
        roots: tuple[Path, ...],
        **rest: object,
    ) -> object:
        return command(judging=Judging(reading, strict, lang, regulation, roots), **rest)

    return _judging(run)


def asked(paths: Sequence[str], judging: Judging) -> tuple[list[Case], dict[str, str]]:
    """Return the cases of the files ``paths`` and the readings chosen, or the faults of all of them together.

    Raises:
        InputError: if any file or reading is at fault.
    """
    from xueshi.read import read_cases

    return asked_of(paths, judging, read_cases)


def asked_of(
    paths: Sequence[str], judging: Judging, read: Callable[[Iterable[str], tuple[Path, ...]], list[R]]
) -> tuple[list[R], dict[str, str]]:
    """As :func:`asked`, of files that ``read`` reads."""
    from xueshi.errors import STANDARD_INPUT

    errors: list[InputError] = []
    found: list[R] = []
    readings: dict[str, str] = {}
    try:
        readings = judging.readings()
    except InputError as error:
        errors.append(error)
    once = list(paths)
    if paths.count(STANDARD_INPUT) > 1:
        again, allowed = (Phrase(f"options.{key}", section="cli") for key in ("input_again", "input_once"))
        errors.append(InputError([Problem(STANDARD_INPUT, "option", again, allowed)]))
        once = [path for path in paths if path != STANDARD_INPUT]
    try:
        found = read(once, judging.roots)
    except InputError as error:
        errors.append(error)
    if errors:
        raise joined(errors)
    return found, readings
