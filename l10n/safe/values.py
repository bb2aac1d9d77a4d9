"""Judge a front matter value: where a theme prints it as it stands, a browser reads HTML."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from l10n.later import later
from l10n.safe.decode import undo_rounds

# A tag or comment as far as it goes, the end of a CDATA section, and what may go on in an
# attribute that the theme has opened.
_LIVE: Final = later(
    r"<[A-Za-z/!?][^<>]*+>|<[A-Za-z/!?][\w-]*+|\]\]>|\bon[a-z]{3,}+\s*+=", re.IGNORECASE
)


def judge_value(msgid: str, msgstr: str) -> str:
    """Refuse HTML that the source's value lacks, in words for the translator.

    No escape helps: a backslash means nothing to a browser, and a theme may undo references.
    """
    for ours, theirs in zip(undo_rounds(msgid), undo_rounds(msgstr), strict=True):
        if added := _find_live(theirs) - _find_live(ours):
            live = " ".join(next(iter(added)).split())
            return (
                f"{live} may be HTML where a page shows this text; write it without {_sign(live)}"
            )
    return ""


def _find_live(text: str) -> Counter[str]:
    if "<" not in text and ">" not in text and "=" not in text:
        return Counter()
    return Counter(found.lower() for found in _LIVE.findall(text))


def _sign(live: str) -> str:
    return next(sign for sign in "<>=" if sign in live)
