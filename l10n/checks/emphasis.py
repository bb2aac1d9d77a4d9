"""Emphasis that Markdown does not read as such."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.markdown.inlines import count_emphases


def check(subject: Subject) -> Iterator[Fault]:
    """Find stars and underscores that readers would see, because they emphasise nothing.

    Next to punctuation that no blank follows, as is usual in Chinese and Japanese, they do not:
    https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run.
    """
    msgid, msgstr = subject.entry.msgid, subject.entry.msgstr
    if "*" not in msgstr and "_" not in msgstr:
        return
    wanted = count_emphases(msgid, subject.labels)
    if wanted and count_emphases(msgstr, subject.labels) < wanted:
        yield Fault(
            "readers would see the stars or underscores: close each pair, with no blank inside, "
            "and keep punctuation outside of it"
        )


CHECK: Final = EntryCheck(
    "emphasis",
    Severity.WARNING,
    "stars or underscores emphasise nothing, so readers see them",
    check,
    "*_",
)
