"""What a command said when it changed nothing: said again at once, until some file changes.

An answer hangs on what was asked, on this code, the settings and all files of the site. Like
everything in the state it can be forgotten at any time.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from l10n.cache.glance import Glance, glance
from l10n.cache.state import connect, has_state, stamp_of
from l10n.config.settings import Config
from l10n.site.paths import catalogs_folder, content_folder

Said: TypeAlias = tuple[tuple[bool, str], ...]
"""Texts in order, each with whether it went to standard error."""

_SCHEMA: Final = """
    create table if not exists answers (
        command text primary key, question text, inputs text, code int, said text
    ) without rowid
"""


@dataclass(frozen=True, slots=True)
class Question:
    """What a command was asked, and what it had before it."""

    config: Config
    command: str
    """One answer is kept for each command."""
    options: str
    """All that the answer hangs on besides the site."""
    stamp: str
    """What stands for the code and the settings."""
    inputs: str
    """What stands for those and all files."""
    files: Glance


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said, and the code with which it ended."""

    code: int
    said: Said


def ask(config: Config, command: str, options: str) -> Question | None:
    """Return the question; None where what the command reads is not in a few folders.

    None, too, where nothing was ever remembered: there is no answer, and no place for one.
    """
    catalogs = catalogs_folder(config)
    if not (catalogs and has_state(config.root)):
        return None
    languages = (config.source_language, *config.fallback_sources, *config.languages)
    try:
        files = glance(
            config.root, (catalogs, *(content_folder(config, each) for each in languages))
        )
    except OSError:  # the command will say so
        return None
    stamp = _stamp(config)
    return Question(config, command, options, stamp, f"{stamp} {files.digest}", files)


def recall_answer(question: Question) -> Answer | None:
    """Return the answer that is known; None when there is none, or a file has changed since."""
    wanted = (question.options, question.inputs)
    with (
        suppress(sqlite3.Error, ValueError, TypeError),
        closing(connect(question.config.root)) as file,
    ):
        row = file.execute(
            "select question, inputs, code, said from answers where command = ?",
            (question.command,),
        ).fetchone()
        if row and row[:2] == wanted:
            return Answer(
                int(row[2]), tuple((bool(error), str(text)) for error, text in json.loads(row[3]))
            )
    return None


def remember_answer(question: Question, answer: Answer) -> None:
    """Remember an answer, when the command has changed nothing, and nobody else has meanwhile.

    Where the times of files and folders do not prove that, nothing is remembered; neither is it
    where no state can be written.
    """
    files = question.files
    is_same = len(files.files) == files.count and files.settled and files.lasting
    if not is_same or _stamp(question.config) != question.stamp:
        return
    row = (
        question.command,
        question.options,
        question.inputs,
        answer.code,
        json.dumps(answer.said),
    )
    with suppress(sqlite3.Error), closing(connect(question.config.root)) as file:
        file.execute(_SCHEMA)
        file.execute("insert or replace into answers values (?, ?, ?, ?, ?)", row)


def _stamp(config: Config) -> str:
    return stamp_of(config.root, Path(config.path).name)
