"""Blanks inside brackets and inside the texts of links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.markdown.shown import CODE

_BRACKET: Final = re.compile(r"(?<![\w)\]])\([ \t]+(?=\w)|(?<=\w)[ \t]+\)(?![\w(])")
_LINK: Final = re.compile(r"(?<![\]!\\])\[(?:[ \t]+[^\[\]]*+|[^\[\]]*?\S[ \t]+)\]\(")
_CODE: Final = re.compile(CODE)


def check(subject: Subject) -> Iterator[Fault]:
    """Find blanks after what opens and before what closes, where the source has none."""
    msgid, msgstr = (_without_code(each) for each in (subject.source.text, subject.target.text))
    if _LINK.search(msgstr) and not _LINK.search(msgid):
        yield Fault("a link's text begins or ends with a blank; put the blank outside of it")
    elif _BRACKET.search(msgstr) and not _BRACKET.search(msgid):
        yield Fault("there is a blank inside the brackets; delete it")


def wakes(subject: Subject) -> bool:
    """Return whether a blank stands beside a bracket."""
    text = subject.target.text
    return "( " in text or " )" in text or "[ " in text or " ]" in text


def _without_code(text: str) -> str:
    return _CODE.sub("`", text) if "`" in text else text


CHECK: Final = EntryCheck(
    "inner-blanks",
    Severity.INFO,
    "a blank inside brackets or the text of a link",
    check,
    wakes=wakes,
)
