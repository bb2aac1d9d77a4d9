"""Texts that were copied from the source instead of being translated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import COMMON_WORDS
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity


def check(subject: Subject) -> Iterator[Fault]:
    """Find a msgstr that equals its msgid though it has the source language's common words.

    Names, codes and terms that both languages share are rightly the same.
    """
    if subject.entry.msgstr != subject.entry.msgid:
        return
    words = subject.source.words
    common = COMMON_WORDS.get(subject.source_language, frozenset())
    own = COMMON_WORDS.get(subject.language, frozenset())
    if any(word in common and word not in own for word in words[1:]) and len(words) > 2:
        yield Fault("this is the source text; translate it")


CHECK: Final = EntryCheck(
    "unchanged", Severity.WARNING, "the text was copied from the source", check
)
