"""A text that ends otherwise than its source."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity

_MARKS: Final = MappingProxyType(
    {
        **dict.fromkeys(".。．।։۔", "a full stop"),
        **dict.fromkeys("?？؟՞", "a question mark"),
        **dict.fromkeys("!！", "an exclamation mark"),
        **dict.fromkeys(":：", "a colon"),
        **dict.fromkeys("…", "an ellipsis"),
    }
)
_TELLING: Final = frozenset({"a question mark", "a colon"})
"""Marks that change what a text is; the others are a matter of style."""
_CLOSING: Final = " \t\n\u00a0\u202f\"'”’»›)]）」』】*_\u200e\u200f\u061c"
_UNFINISHED: Final = (";", ",")
"""What a source does not end with on purpose; its translation may end in any way."""
_UNMARKED: Final = frozenset({"th", "lo", "km", "my"})
"""Languages that end sentences with a blank."""


def check(subject: Subject) -> Iterator[Fault]:
    """Compare the last marks; closing quotes and brackets are looked through."""
    if subject.language in _UNMARKED:
        return
    source = _last_mark(subject.source.plain, subject.source_language)
    target = _last_mark(subject.target.plain, subject.language)
    if source == target or subject.source.plain.rstrip(_CLOSING).endswith(_UNFINISHED):
        return
    severity = None if {source, target} & _TELLING and not subject.is_free else Severity.INFO
    if source and target:
        message = f"the source ends with {source}, this with {target}; end it as the source"
    elif source:
        message = f"the source ends with {source}; end the translation with it"
    elif _ends_with_abbreviation(subject.target.plain):
        return
    else:
        message = f"this ends with {target}, the source does not; take it away"
    yield Fault(message, severity)


def wakes(subject: Subject) -> bool:
    """Return whether the last marks may differ; mostly both are letters, or one full stop."""
    source, target = subject.source.plain, subject.target.plain
    last, own = source[-1:], target[-1:]
    if last == own == ".":
        return source[-2:] == ".." or target[-2:] == ".."
    return not (last.isalnum() and own.isalnum())


def _last_mark(text: str, language: str) -> str:
    text = text.rstrip(_CLOSING)
    if text.endswith("..."):
        return "an ellipsis"
    if language == "el" and text.endswith((";", "\u037e")):
        return "a question mark"
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
)
