"""Three dots where the source has an ellipsis, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.markdown.shown import replace_text

_DOTS: Final = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_ELLIPSIS: Final = re.compile("…")


def check(subject: Subject) -> Iterator[Fault]:
    """Compare how an ellipsis is written; the source's way is the site's."""
    msgid, msgstr = subject.source.text, subject.target.text
    if "…" in msgid and "..." not in msgid and "..." in msgstr:
        fixed = replace_text(msgstr, _DOTS, "…")
    elif "..." in msgid and "…" not in msgid and "…" in msgstr:
        fixed = replace_text(msgstr, _ELLIPSIS, "...")
    else:
        return
    if fixed != msgstr:
        yield Fault("the source writes its ellipsis otherwise; write it in the same way", fix=fixed)


CHECK: Final = EntryCheck(
    "ellipsis",
    Severity.INFO,
    "three dots where the source has an ellipsis, or the reverse",
    check,
    "…",
)
