"""Texts that are no Markdown: in HTML, and in the quotes of attributes and parameters."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from l10n.guide import Place, Quoting, Segment
from l10n.html.quotes import REFERRING
from l10n.later import later
from l10n.safe.decode import undo_rounds

_MARKUP: Final = re.compile(r"<[A-Za-z/!?][^<>]*+>?|-->|\]\]>")
_TEMPLATE: Final = re.compile(r"\{[{%<]|[}%>]\}|\$\{")
_ENDS: Final = later(
    r"\*/|--!?>|\*\)|[-#%]\}|\]=*\]|\?>|%>|\"{3}|'{3}|`{3}|~{3}|\[!code|\(\d+\)!|\\(?:\Z|u+000)"
)
"""What ends a comment, or is more than one, in some language or to some site generator."""
_ESCAPED: Final = {
    Quoting.TITLE: '"',
    Quoting.TITLE_APOSTROPHES: "'",
    Quoting.TITLE_PARENTHESES: "()",
}
"""The signs that would end a text, which are written as character references."""
_REFUSED: Final = dict.fromkeys(REFERRING, "") | {
    Quoting.TITLE: "",
    Quoting.TITLE_APOSTROPHES: "",
    Quoting.TITLE_PARENTHESES: "",
    Quoting.FENCE: '"`\\{}&',
    Quoting.LABEL: "[]`\\{}&",
    Quoting.COMMENT: "",
}
"""The signs that may end a text, and cannot be escaped."""
_INSTEAD: Final = {
    '"': "“ and ”",
    "'": "’",
    "`": "’",
    "\\": "/",
    "&": "another word",
} | dict.fromkeys("[]{}", "( and )")


def encode(text: str, quoting: Quoting) -> str:
    """Return ``text``, on one line, as it is written where ``quoting`` says."""
    signs = _ESCAPED.get(quoting)
    if signs is None:
        return text  # what needs more is refused
    pieces = re.split(r"(\\.)", text)
    pieces[::2] = ("".join(_reference(each, signs) for each in piece) for piece in pieces[::2])
    written = "".join(pieces)
    return f"{written}\\" if pieces[-1].endswith("\\") else written


def judge_plain(segment: Segment, msgstr: str) -> str:
    """Refuse what would end a text in quotes, or be more than text, to its reader."""
    if segment.place is not Place.QUOTED:
        return ""
    msgid = segment.msgid
    if fault := judge_quoted(msgid, msgstr):
        return fault
    if segment.quoting is Quoting.COMMENT and (added := _added(_ENDS, msgid, msgstr)):
        return _more(added)
    for sign in _signs(segment.quoting):
        if msgstr.count(sign) > msgid.count(sign):
            return f"a {sign} would end this text; write {_INSTEAD[sign]} instead"
    return ""


def judge_quoted(msgid: str, msgstr: str) -> str:
    """Refuse tags and templates that the source lacks, also where they are written otherwise."""
    for pattern in (_MARKUP, _TEMPLATE):
        if added := _added(pattern, msgid, msgstr):
            return _more(added)
    return ""


def _more(added: str) -> str:
    return f"{added} may be more than text here; take it out"


def _reference(sign: str, signs: str) -> str:
    return f"&#{ord(sign)};" if sign in signs else sign


def _signs(quoting: Quoting) -> str:
    """Return the signs that may mean the end of a text, in the source or as an escape."""
    is_escape = quoting in (Quoting.SHORTCODE, Quoting.TERA, Quoting.STRING)
    return _REFUSED.get(quoting, "\"'`\\" if is_escape else "\"'`")


def _added(pattern: re.Pattern[str], msgid: str, msgstr: str) -> str:
    for ours, theirs in zip(undo_rounds(msgid), undo_rounds(msgstr), strict=True):
        if added := Counter(pattern.findall(theirs)) - Counter(pattern.findall(ours)):
            return str(next(iter(added)))
    return ""
