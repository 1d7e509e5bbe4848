"""How a run ends: faults as messages on standard error, and the exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise

import click

from xueshi.errors import InputError, escaped
from xueshi.messages import LANGS, Lang, locale_lang, text

FAILED_ON = 1
"""The verdict is one that ``--fail-on`` names."""
AT_FAULT = 2
"""The input or the command line is at fault."""
NO_RESULT = 3
"""The time limit ended the search."""
INTERNAL = 70
"""An error of the program itself; it must not be mistaken for one of the above."""
NO_OUTPUT = 74
"""The output could not be written."""
INTERRUPTED = 130


class OutputError(Exception):
    """Standard output or a file could not be written; the message says why."""


class Misuse(click.UsageError):
    """A fault of the command line that the catalogue has a message for (``usage.KEY`` of the section ``cli``)."""

    def __init__(self, key: str, ctx: click.Context | None = None, near: str | None = None, **params: str) -> None:
        super().__init__(key, ctx or click.get_current_context(silent=True))
        self.key = key
        self.near = near
        self.params = params


def language(args: Sequence[str]) -> Lang:
    """Return the language of messages: that of ``--lang``, else English for ``--json``, else the locale's."""
    options = list(args[: args.index("--")] if "--" in args else args)
    wanted = [value.removeprefix("--lang=") for value in options if value.startswith("--lang=")]
    wanted += [value for option, value in pairwise(options) if option == "--lang"]
    for lang in LANGS:
        if wanted and wanted[-1] == lang:
            return lang
    return "en" if "--json" in options else locale_lang()


def exit_status(run: Callable[[], object], lang: Lang) -> int:
    """Return the exit status of ``run``, its faults told on standard error in ``lang``."""
    try:
        outcome = run()
    except InputError as error:
        return _tell(error.render(lang), AT_FAULT)
    except click.ClickException as error:
        return _tell(_usage(error, lang), AT_FAULT)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OutputError as error:
        return _tell(text(lang, "cli", "not_written", said=str(error)), NO_OUTPUT)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not end with the exit status of a verdict
        return _other(error, lang)
    return outcome if isinstance(outcome, int) else 0


def _other(error: Exception, lang: Lang) -> int:
    # A run without fault does not need these.
    from xueshi.engine.problem import TimeLimitReached
    from xueshi.law.regulation import LawError
    from xueshi.model.declarations import DeclarationError
    from xueshi.solver.grounding import EncodingError

    if isinstance(error, TimeLimitReached):
        return _tell(text(lang, "cli", "time_limit"), NO_RESULT)
    if isinstance(error, LawError | DeclarationError | EncodingError):
        return _tell(text(lang, "cli", "encoding", said=str(error)), AT_FAULT)
    import traceback

    return _tell("".join(traceback.format_exception(error)) + text(lang, "cli", "internal"), INTERNAL)


def _tell(message: str, status: int) -> int:
    with suppress(OSError):
        print(message, file=sys.stderr, flush=True)  # noqa: T201 - the one place that does
    return status


def _usage(error: click.ClickException, lang: Lang) -> str:
    """Return a fault of the command line in one line, and where to read more in another."""
    path = "xueshi"
    if isinstance(error, click.UsageError) and error.ctx is not None:
        path = error.ctx.command_path
    line = text(lang, "cli", "usage.line", command=path, said=_said(error, lang))
    return f"{line}\n{text(lang, 'cli', 'usage.more', command=path)}"


def _said(error: click.ClickException, lang: Lang) -> str:
    if isinstance(error, Misuse):
        said = text(lang, "cli", f"usage.{error.key}", **error.params)
        return said if error.near is None else text(lang, "cli", "usage.near", said=said, near=error.near)
    if isinstance(error, click.NoSuchOption):
        said = text(lang, "cli", "usage.no_such_option", named=escaped(error.option_name))
        near = error.possibilities
        return text(lang, "cli", "usage.near", said=said, near=near[0]) if near else said
    if isinstance(error, click.MissingParameter) and error.param is not None and error.ctx is not None:
        return text(lang, "cli", "usage.missing", named=error.param.make_metavar(error.ctx))
    if isinstance(error, click.BadOptionUsage):
        key = "usage.no_value" if _is_flag(error) else "usage.needs_value"
        return text(lang, "cli", key, named=escaped(error.option_name))
    said = escaped(error.format_message(), 400).removesuffix(".")
    if said.startswith("Got unexpected extra"):
        return text(lang, "cli", "usage.extra", names=said.partition("(")[2].removesuffix(")"))
    return said[:1].lower() + said[1:]


def _is_flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx is not None else []
    options = [param for param in params if isinstance(param, click.Option) and error.option_name in param.opts]
    return any(option.is_flag for option in options)
