"""Marks of a block, as of a heading or a list item, that were pasted with its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

_MARK: Final = later(r"\s*(?P<mark>#{1,6}(?=\s)|[-*+•](?=\s)|[＃＊]|>(?=\s)|・)\s*(?=\S)")
_NUMBER: Final = re.compile(r"\s*(?P<mark>\d{1,3}[.)])\s+(?=\S)")
_STARTS: Final = "#-*+•＃＊>・"
"""What a mark that is no number begins with."""
_DASHES: Final = ("—", "–")
_ORDINALS: Final = frozenset(
    {
        "bs",
        "cs",
        "da",
        "de",
        "et",
        "fi",
        "hr",
        "hu",
        "lv",
        "nb",
        "nn",
        "no",
        "pl",
        "sk",
        "sl",
        "sr",
        "tr",
    }
)
"""Languages in which a number with a full stop is an ordinal, as in 1. Mai."""


def check(subject: Subject) -> Iterator[Fault]:
    """Find a mark at the start that the source does not start with; readers would see it.

    What is translated is the text alone: the mark is the guide's.
    """
    msgid, msgstr = subject.source.plain, subject.target.text
    found = _MARK.match(msgstr)
    if found is not None and not (_MARK.match(msgid) or msgid.startswith(_DASHES)):
        yield Fault(_message(found["mark"]), fix=msgstr[found.end() :])
        return
    found = _NUMBER.match(msgstr)
    if found is None or msgid[:1].isdigit() or subject.language in _ORDINALS:
        return
    yield Fault(_message(found["mark"]))


def wakes(subject: Subject) -> bool:
    """Return whether the text starts with one of the signs, or with a digit."""
    start = subject.target.text.lstrip()[:1]
    return start in _STARTS or start.isdecimal()


def _message(mark: str) -> str:
    return f"readers would see the {mark} at the start, the page has its own; delete it"


CHECK: Final = EntryCheck(
    "block-marks",
    Severity.WARNING,
    "a text starts with the mark of a heading, a list or a quote",
    check,
    wakes=wakes,
)
