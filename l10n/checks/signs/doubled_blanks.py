"""Blanks that are one too many, seen or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.markdown.shown import replace_text

_DOUBLED: Final = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_UNSEEN: Final = "\u200b"
_WITH_UNSEEN: Final = frozenset({"th", "lo", "km", "my", "bo", "dz"})
"""Languages that part words so, for lines to break there."""


def check(subject: Subject) -> Iterator[Fault]:
    """Find blanks in a row, around the text or without width that the source does not have."""
    msgid, msgstr = subject.source.text, subject.target.text
    if _UNSEEN in msgstr and _UNSEEN not in msgid and subject.language not in _WITH_UNSEEN:
        fix = msgstr.replace(_UNSEEN, "")
        yield Fault("a blank that nobody sees (U+200B) stands here; delete it", fix=fix)
        return
    edges = msgstr != msgstr.strip() and msgid == msgid.strip()
    doubled = "  " in msgstr and "  " not in msgid
    fixed = msgstr.strip() if edges else msgstr
    fixed = replace_text(fixed, _DOUBLED, " ") if doubled else fixed
    if fixed != msgstr:
        yield Fault("there are blanks too many; delete them", fix=fixed)


def wakes(subject: Subject) -> bool:
    """Return whether there are two blanks in a row, some around the text, or unseen ones."""
    text = subject.target.text
    return "  " in text or text != text.strip() or _UNSEEN in text


CHECK: Final = EntryCheck(
    "doubled-blanks",
    Severity.INFO,
    "two blanks in a row, blanks around the text, or unseen ones",
    check,
    wakes=wakes,
)
