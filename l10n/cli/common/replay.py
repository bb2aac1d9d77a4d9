"""Let a command say again at once what it would only find out again, as long as no file changes."""

from __future__ import annotations

import io
import json
import sys
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import click

from l10n.cli.common import console
from l10n.cli.common.session import keep, read_settings
from l10n.errors import L10nError

if TYPE_CHECKING:
    from l10n.site.sitefiles import SiteFiles

Command: TypeAlias = Callable[..., int]
Said: TypeAlias = list[tuple[bool, str]]
"""Texts in order, each with whether it went to standard error."""

_STEP: Final = "answer"
_WORKERS: Final = frozenset(("jobs", "executor", "scheduler"))
"""The options that say only who does the work."""


def replays(
    follows: Callable[[Mapping[str, Any]], bool] | None = None,
    besides: Callable[[Path], str] | None = None,
) -> Callable[[Command], Command]:
    """Return what makes a command an action of its own, made of all files of the site.

    ``follows`` returns whether, with these options, all that the command says follows from them,
    the settings, the files, and what ``besides`` returns of the site's folder. A run that has
    changed a file, or told news, is not replayed.
    """

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(**values: Any) -> int:
            files = _open(values)
            if files is None:
                return command(**values)
            asked = _question(values) if follows is None or follows(values) else ""
            more = besides(files.config.root) if asked and besides else ""
            return _run(command, values, files, asked + more)

        return run

    return decorate


def _run(command: Command, values: Mapping[str, Any], files: SiteFiles, question: str) -> int:
    from l10n.cache.actions import Made, recall_one, record
    from l10n.site.sitefiles import ANY_FILE

    name = click.get_current_context().info_name or ""
    known = recall_one(files.store, _STEP, name, _unpack) if question else None
    if known and known[0] == question:
        _, code, said = known
        for is_error, text in said:
            click.echo(text, nl=False, err=is_error, color=True)
        return code
    with _listening() as heard:
        code = command(**values, files=files)
    if question and not (files.index.written or files.news):
        record(files.store, _STEP, [Made(name, [ANY_FILE], _pack(question, code, heard))])
    keep(files)
    return code


def _pack(question: str, code: int, said: Said) -> list[Any]:
    """Return an answer as JSON can hold it: large sites have much to say, many times alike."""
    text = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return [question, code, b64encode(zlib.compress(text, 1)).decode()]


def _unpack(packed: Any) -> tuple[str, int, Said]:
    question, code, said = packed
    text = zlib.decompress(b64decode(said)).decode("utf-8", "surrogatepass")
    return str(question), int(code), [(bool(error), str(each)) for error, each in json.loads(text)]


def _open(values: Mapping[str, Any]) -> SiteFiles | None:
    """Look at the files of the site; None where the command itself will say why not."""
    from l10n.site.sitefiles import open_files

    with suppress(L10nError):
        return open_files(read_settings(values["config"]))
    return None


def _question(values: Mapping[str, Any]) -> str:
    """Return all that an answer depends on besides the site; nothing where it cannot be heard."""
    if not all(isinstance(each, io.TextIOWrapper) for each in (sys.stdout, sys.stderr)):
        return ""
    options = (
        sorted((name, str(value)) for name, value in values.items() if name not in _WORKERS),
        str(Path.cwd()),
        console.line_width(),
        console.wants_colour(sys.stdout),
        console.wants_colour(sys.stderr),
    )
    return repr(options)


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
        self.unheard = stream

    def write(self, text: str) -> int:
        """Write, and note it."""
        written = super().write(text)
        self._note(text)
        return written


@contextmanager
def _listening() -> Iterator[Said]:
    """Gather what is said meanwhile; nothing where it cannot be heard."""
    said: Said = []
    streams: Any = sys.stdout, sys.stderr
    if not all(isinstance(each, io.TextIOWrapper) for each in streams):
        yield said
        return
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
