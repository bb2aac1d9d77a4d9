"""A text that ends otherwise than its source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity

_STOP: Final = "a full stop"
_QUESTION: Final = "a question mark"
_EXCLAMATION: Final = "an exclamation mark"
_COLON: Final = "a colon"
_ELLIPSIS: Final = "an ellipsis"
_MARKS: Final = MappingProxyType(
    {
        **dict.fromkeys(".。．।։۔", _STOP),
        **dict.fromkeys("?？؟՞", _QUESTION),
        **dict.fromkeys("!！", _EXCLAMATION),
        **dict.fromkeys(":：", _COLON),
        **dict.fromkeys("…", _ELLIPSIS),
    }
)
_CLOSING: Final = " \t\n\u00a0\u202f\"'”’»›)]）」』】*_\u200e\u200f\u061c"
_UNFINISHED: Final = (";", ",")
"""What a source does not end with on purpose; its translation may end in any way."""
_GOING_ON: Final = (*_UNFINISHED, "；", "，", "、", "،", "؛")
"""What an item ends with where a list is written as one sentence."""
_SENTENCE: Final = 5
"""Words from which a text without its full stop may be a sentence, which lacks it by mistake."""
_ABBREVIATED: Final = re.compile(r"\b(?:etc|inc|ltd|co|jr|sr|\w\.\w)\.\W*$", re.IGNORECASE)
"""A full stop that is a word's, and not the sentence's alone."""
_UNMARKED: Final = frozenset({"th", "lo", "km", "my"})
"""Languages that end sentences with a blank."""
_LEADS_IN: Final = frozenset({"ja", "ko", "zh"})
"""Languages in which a sentence before code or a list ends as any other."""
_ENDS_ON_NOUNS: Final = frozenset({"ja", "ko"})
"""Languages in which a phrase that is no sentence, as in lists and tables, has no full stop."""
_HEADLINE: Final = re.compile("title|heading|label|button|caption|action", re.IGNORECASE)
"""The kinds whose texts may become a question, or be one no more."""


def check(subject: Subject) -> Iterator[Fault]:
    """Compare the last marks; closing quotes and brackets are looked through."""
    if subject.language in _UNMARKED:
        return
    source = _last_mark(subject.source.plain, subject.source_language)
    target = _last_mark(subject.target.plain, subject.language)
    if source == target or subject.source.plain.rstrip(_CLOSING).endswith(_UNFINISHED):
        return
    if _is_usual(subject, source, target):
        return
    if source and target:
        message = f"the source ends with {source}, this with {target}; end it as the source"
    elif source:
        message = f"the source ends with {source}; end the translation with it"
    elif _ends_with_abbreviation(subject.target.plain):
        return
    else:
        message = f"this ends with {target}, the source does not; take it away"
    lost = source == _QUESTION or (source == _COLON and not target)
    severity = None if lost and not subject.is_free else Severity.INFO
    yield Fault(message, severity, rule=_rule(source, subject))


def keeps(subject: Subject) -> Collection[str]:
    """Return the rule that a text follows which ends as its source; one for each mark and kind."""
    source, target = subject.source.plain[-1:], subject.target.plain[-1:]
    if source == target == "." or (source.isalnum() and target.isalnum()):
        return (_rule(_MARKS.get(source, ""), subject),)
    mark = _last_mark(subject.source.plain, subject.source_language)
    if mark == _last_mark(subject.target.plain, subject.language):
        return (_rule(mark, subject),)
    return ()


def wakes(subject: Subject) -> bool:
    """Return whether the last marks may differ; mostly both are letters, or one full stop."""
    source, target = subject.source.plain, subject.target.plain
    last, own = source[-1:], target[-1:]
    if last == own == ".":
        return source[-2:] == ".." or target[-2:] == ".."
    return not (last.isalnum() and own.isalnum())


def _is_usual(subject: Subject, source: str, target: str) -> bool:
    """Return whether people who translate well end a text so."""
    if target == _QUESTION or subject.target.plain.rstrip(_CLOSING).endswith(_GOING_ON):
        return True
    marks = {source, target}
    match source:
        case "" if target == _STOP:
            return len(subject.source.words) >= _SENTENCE or subject.is_free
        case "" if target == _EXCLAMATION:
            return _is_headline(subject)
        case "" if target == _COLON:
            return "paragraph" in subject.kinds
        case _ if source == _QUESTION:
            return not target and _is_headline(subject)
        case _ if source == _COLON:
            if not target:
                return bool(subject.kinds) and _is_headline(subject)
            return target == _STOP and subject.language in _LEADS_IN
        case _ if not target:
            return source == _STOP and _may_lack_stop(subject)
    return marks == {_STOP, _EXCLAMATION} or (target == _COLON and "paragraph" in subject.kinds)


def _may_lack_stop(subject: Subject) -> bool:
    if _ABBREVIATED.search(subject.source.plain):
        return True
    return subject.language in _ENDS_ON_NOUNS and "paragraph" not in subject.kinds


def _rule(mark: str, subject: Subject) -> str:
    extracted = subject.entry.extracted
    return _name_rule(mark, extracted[0] if extracted else "")


@lru_cache(maxsize=256)
def _name_rule(mark: str, kinds: str) -> str:
    return f"{mark or 'nothing'} in {kinds.partition(',')[0]}"


def _is_headline(subject: Subject) -> bool:
    return all(map(_HEADLINE.search, subject.kinds))


def _last_mark(text: str, language: str) -> str:
    text = text.rstrip(_CLOSING)
    if text.endswith("..."):
        return _ELLIPSIS
    if language == "el" and text.endswith((";", "\u037e")):
        return _QUESTION
    return _MARKS.get(text[-1:], "")


def _ends_with_abbreviation(text: str) -> bool:
    """Return whether the last word may have its full stop for itself: etc., S.A., No."""
    word = text.rstrip(_CLOSING).rpartition(" ")[2]
    return word.endswith(".") and (len(word) <= 4 or "." in word[:-1])


CHECK: Final = EntryCheck(
    "end-punctuation",
    Severity.WARNING,
    "the text ends otherwise than its source",
    check,
    wakes=wakes,
    keeps=keeps,
)
