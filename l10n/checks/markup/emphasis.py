"""Emphasis that Markdown does not read as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.markdown.inlines import count_emphases, read_emphases

_AMBIGUOUS: Final = re.compile(r"[^\w\s*]\*+(?=\w).*?\w\*+\w")
"""Stars that were meant to close after punctuation, and that open instead."""


def check(subject: Subject) -> Iterator[Fault]:
    """Find stars and underscores that readers would see, or that emphasise the wrong words.

    Next to punctuation that no blank follows, as is usual in Chinese and Japanese, they do not
    close: https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run. A translator may leave
    emphasis out.
    """
    msgid, msgstr, labels = subject.entry.msgid, subject.entry.msgstr, subject.labels
    if "*" not in msgstr and "_" not in msgstr:
        return
    wanted = count_emphases(msgid, labels)
    if not wanted:
        return
    is_less = count_emphases(msgstr, labels) < wanted
    if not is_less and not _AMBIGUOUS.search(msgstr):
        return
    source, target = read_emphases(msgid, labels), read_emphases(msgstr, labels)
    if is_less and target.shown > source.shown:
        yield Fault(
            "readers would see the stars or underscores: close each pair, with no blank inside, "
            "and keep punctuation outside of it"
        )
    elif target.nested > source.nested:
        yield Fault(
            "the words between two emphases are emphasised instead: keep punctuation outside of "
            "the stars, or put a blank after them"
        )


CHECK: Final = EntryCheck(
    "emphasis",
    Severity.WARNING,
    "stars or underscores are seen by readers, or emphasise the wrong words",
    check,
    "*_",
)
