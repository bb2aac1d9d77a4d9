"""Let a command that found nothing to do say the same again, as long as no file changes."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from l10n.cli import console
from l10n.errors import L10nError

if TYPE_CHECKING:
    from l10n.run.answers import Question

Command: TypeAlias = Callable[..., int]


def always(_values: Mapping[str, Any]) -> bool:
    """Tell that an answer follows from options, settings and files, whatever the options are."""
    return True


def answers_again(
    follows: Callable[[Mapping[str, Any]], bool] = always,
) -> Callable[[Command], Command]:
    """Return what makes a command say at once what it would only find out again.

    ``follows`` tells whether, with these options, all that the command says follows from them,
    the settings and the site's files.
    """

    def decorate(command: Command) -> Command:
        @wraps(command)
        def answering(**values: Any) -> int:
            question = _question(values) if follows(values) else None
            return _answer(command, values, question) if question else command(**values)

        return answering

    return decorate


def _answer(command: Command, values: Mapping[str, Any], question: Question) -> int:
    from l10n.run.answers import Answer, recall_answer, remember_answer

    if known := recall_answer(question):
        for is_error, text in known.said:
            click.echo(text, nl=False, err=is_error, color=True)
        return known.code
    with _listening() as said:
        code = command(**values, glance=question.files)
    remember_answer(question, Answer(code, tuple(said)))
    return code


def _question(values: Mapping[str, Any]) -> Question | None:
    """Return what is asked; None where that cannot be known, or the answer not be heard."""
    from l10n.config.settings import find_config, read_config
    from l10n.run.answers import ask

    if not all(isinstance(each, io.TextIOWrapper) for each in (sys.stdout, sys.stderr)):
        return None
    options = (
        sorted((name, str(value)) for name, value in values.items() if name != "jobs"),
        str(Path.cwd()),
        console.width(),
        console.wants_colour(sys.stdout),
        console.wants_colour(sys.stderr),
    )
    with suppress(L10nError):  # the command will say so
        config = read_config(values["config"] or find_config(Path.cwd()))
        return ask(config, click.get_current_context().info_name or "", repr(options))
    return None


class _Heard(io.TextIOWrapper):
    """A stream like another, which notes what is written."""

    def __init__(self, stream: io.TextIOWrapper, note: Callable[[str], object]) -> None:
        super().__init__(
            stream.buffer,
            encoding=stream.encoding,
            errors=stream.errors,
            line_buffering=stream.line_buffering,
            write_through=stream.write_through,
        )
        self._note = note

    def write(self, text: str) -> int:
        """Write, and note it."""
        written = super().write(text)
        self._note(text)
        return written


@contextmanager
def _listening() -> Iterator[list[tuple[bool, str]]]:
    """Gather what is said meanwhile, each with whether it goes to standard error."""
    said: list[tuple[bool, str]] = []
    streams: Any = sys.stdout, sys.stderr
    for each in streams:
        each.flush()
    heard = (
        _Heard(streams[0], lambda text: said.append((False, text))),
        _Heard(streams[1], lambda text: said.append((True, text))),
    )
    sys.stdout, sys.stderr = heard
    try:
        yield said
    finally:
        sys.stdout, sys.stderr = streams
        for each in heard:
            each.detach()  # flushes, too
