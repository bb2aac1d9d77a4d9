"""Three dots where the source has an ellipsis."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.markdown.shown import replace_text

_DOTS: Final = re.compile(r"(?<!\.)\.\.\.(?!\.)")


def check(subject: Subject) -> Iterator[Fault]:
    """Find dots for an ellipsis; the mark itself is right everywhere."""
    msgid, msgstr = subject.source.text, subject.target.text
    if "…" in msgid and "..." not in msgid and "..." in msgstr:
        fixed = replace_text(msgstr, _DOTS, "…")
        if fixed != msgstr:
            yield Fault("the source has an ellipsis, not three dots; write it so", fix=fixed)


def keeps(subject: Subject) -> Collection[str]:
    """Return the one rule where both sides have the mark."""
    return ("",) if "…" in subject.target.text and "…" in subject.source.text else ()


CHECK: Final = EntryCheck(
    "ellipsis",
    Severity.INFO,
    "three dots where the source has an ellipsis",
    check,
    "…",
    keeps=keeps,
    marks="…",
)
