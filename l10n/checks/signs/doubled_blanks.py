"""Blanks that are one too many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.markdown.shown import replace_text

_DOUBLED: Final = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")


def check(subject: Subject) -> Iterator[Fault]:
    """Find two blanks in a row, and blanks around the text, that the source does not have."""
    msgid, msgstr = subject.source.text, subject.target.text
    edges = msgstr != msgstr.strip() and msgid == msgid.strip()
    doubled = "  " in msgstr and "  " not in msgid
    fixed = msgstr.strip() if edges else msgstr
    fixed = replace_text(fixed, _DOUBLED, " ") if doubled else fixed
    if fixed != msgstr:
        yield Fault("there are blanks too many; delete them", fix=fixed)


def wakes(subject: Subject) -> bool:
    """Return whether there are two blanks in a row, or some around the text."""
    text = subject.target.text
    return "  " in text or text != text.strip()


CHECK: Final = EntryCheck(
    "doubled-blanks",
    Severity.INFO,
    "two blanks in a row, or blanks around the text",
    check,
    wakes=wakes,
)
