"""Texts of links that were left in the language of the source, or that took in the full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import COMMON_WORDS
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later
from l10n.markdown.shown import plain_text

_LINK: Final = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*+\])++)\](?:\([^()\s]*+\)|\[[^\[\]]*+\])")
_WORD: Final = later(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CODE: Final = re.compile(r"\w[./@_:]\w|\w-\w+-\w|[a-z][A-Z]|[()<>=]")
"""What is in names of files, packages and functions."""
_STOPPED: Final = later(r"(?:(?<=\w{4})|(?<=[가-힣ぁ-鿿]))[.。]\]\([^()\s]*+\)[.。]?$")
_CLOSED: Final = later(r"[.。?!]\W?\]\([^()\s]*+\)")
"""A full stop at the end of a link; of the last one, and not an abbreviation's."""
_QUOTES: Final = "\"'“„«‘「『"
_FEWEST_AROUND: Final = 3
"""Words that the sentence around a link has at the least."""
_SHORTEST: Final = 4
"""Letters of a word that a name seldom has in lower case."""


def check(subject: Subject) -> Iterator[Fault]:
    """Find a link inside a translated sentence whose text is word for word the source's.

    Titles, names, quotes and code stay as they are, and a link that the text begins with is often
    one of them. A full stop at the end of both texts is inside the link in neither, or in both.
    """
    msgid, msgstr = subject.source.text, subject.target.text
    fault = _left(subject)
    if fault is not None:
        yield fault
    elif _STOPPED.search(msgstr) and not _CLOSED.search(msgid):
        yield Fault("the link's text ends with a full stop; put it behind the link", Severity.INFO)


def _left(subject: Subject) -> Fault | None:
    if subject.language == subject.source_language:
        return None
    msgid, msgstr = subject.source.text, subject.target.text
    theirs = set(_LINK.findall(msgid))
    left = [each for each in _LINK.finditer(msgstr) if each[1] in theirs]
    if not left or len(plain_text(_LINK.sub("", msgstr)).split()) < _FEWEST_AROUND:
        return None
    for found in left:
        label = plain_text(found[1]).strip()
        if not msgstr[: found.start()].strip(" *_"):
            continue
        severity = _judge(subject, label)
        if severity is not None:
            return Fault(
                f"the link's text “{label}” is left as in the source; translate it", severity
            )
    return None


def _judge(subject: Subject, label: str) -> Severity | None:
    """Return how sure it is that a label is to be translated; None when it may be a name."""
    words = _WORD.findall(label)
    if len(words) < 2 or label[0] in _QUOTES or not words[0][0].islower() or _CODE.search(label):
        return None
    common = COMMON_WORDS.get(subject.source_language, frozenset())
    own = COMMON_WORDS.get(subject.language, frozenset())
    plain = [each for each in words if each[0].islower() and each not in common]
    long = [each for each in plain if len(each) >= _SHORTEST and each not in own]
    if long and any(each in common and each not in own for each in words):
        return Severity.WARNING
    return Severity.INFO if len(long) >= 2 else None


CHECK: Final = EntryCheck(
    "link-texts",
    Severity.WARNING,
    "the text of a link is left in the source's language, or takes in the full stop",
    check,
    "]",
)
