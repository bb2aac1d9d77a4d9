"""Texts that are no Markdown: in HTML, and in the quotes of attributes and parameters."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from l10n.guide import Place, Quoting, Segment
from l10n.html.quotes import REFERRING
from l10n.safe.decode import undo_rounds

_MARKUP: Final = re.compile(r"<[A-Za-z/!?][^<>]*+>?|-->|\]\]>")
_ENDS: Final = {'"': "“ and ”", "'": "’", "`": "’", "\\": "/"}
"""What may end a text in quotes where nothing can be escaped, and what to write instead."""
_TEMPLATE: Final = re.compile(r"\{[{%<]|[}%>]\}|\$\{")


def judge_plain(segment: Segment, msgstr: str) -> str:
    """Refuse what would end a text in quotes, or be more than text, to its reader."""
    if segment.place is not Place.QUOTED:
        return ""
    msgid = segment.msgid
    if fault := judge_quoted(msgid, msgstr):
        return fault
    for sign, instead in _ENDS.items() if segment.quoting not in REFERRING else ():
        if msgstr.count(sign) > msgid.count(sign) and _ends(sign, segment.quoting):
            return f"a {sign} would end this text; write {instead} instead"
    return ""


def judge_quoted(msgid: str, msgstr: str) -> str:
    """Refuse tags and templates that the source lacks, also where they are written otherwise."""
    for pattern in (_MARKUP, _TEMPLATE):
        if added := _added(pattern, msgid, msgstr):
            return f"{added} may be more than text here; take it out"
    return ""


def _ends(sign: str, quoting: Quoting) -> bool:
    """Return whether a sign may mean the end of a text in quotes, in the source or as an escape."""
    return sign != "\\" or quoting in (Quoting.SHORTCODE, Quoting.TERA)


def _added(pattern: re.Pattern[str], msgid: str, msgstr: str) -> str:
    for ours, theirs in zip(undo_rounds(msgid), undo_rounds(msgstr), strict=True):
        if added := Counter(pattern.findall(theirs)) - Counter(pattern.findall(ours)):
            return str(next(iter(added)))
    return ""
