"""E-mail and web addresses in the text that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import RANGES
from l10n.checks.markup.own_targets import page_of
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

# Chinese, Japanese and Thai text may stand beside an address without a blank.
_UNSPACED: Final = RANGES["Japanese"] + RANGES["Thai"] + RANGES["Hangul"]
_LETTER: Final = rf"[^\W{_UNSPACED}]"
_LOCAL: Final = rf"(?:{_LETTER}|[.+%-])"
_LABEL: Final = rf"(?:{_LETTER}|-)++"
_MAIL: Final = later(rf"(?<!{_LOCAL}){_LOCAL}++@{_LABEL}(?:\.{_LABEL})++")
_END: Final = (
    r"[^\s<>()\[\]\"`\u3000-\u303f\uff00-\uffef]*"
    r"[^\s<>()\[\]\"`.,;:!?…*_'’»”\u3000-\u303f\uff00-\uffef]"
)
_WEB: Final = later(rf"https?://{_END}", re.IGNORECASE)
_BARE: Final = later(rf"(?<!/)www\.{_END}", re.IGNORECASE)
_DESTINATION: Final = re.compile(r"\]\([^\s()]*+")
_LABEL_TEXT: Final = re.compile(r"\[([^\[\]]*+)\]\(")
_KINDS: Final = (
    ("@", _MAIL, None),
    ("://", _WEB, Severity.WARNING),
    ("www.", _BARE, Severity.WARNING),
)


def check(subject: Subject) -> Iterator[Fault]:
    """Find an address that is missing or that the source does not have.

    A link that showed its address may show a text instead, and an address may be that of the same
    page in the language.
    """
    languages = frozenset({subject.language, subject.source_language})
    for sign, pattern, severity in _KINDS:
        if sign not in subject.entry.msgid and sign not in subject.entry.msgstr:
            continue
        source, target = (
            _found(pattern, subject.entry.msgid),
            _found(pattern, subject.entry.msgstr),
        )
        source, target = source - target, target - source
        if pattern is not _MAIL:
            source, target = _others(source, target, languages), _others(target, source, languages)
        if target:
            target -= _found(pattern, " ".join(subject.targets))
        elif source:
            source -= _found(pattern, " ".join(_LABEL_TEXT.findall(subject.entry.msgid)))
        lost, added = ", ".join(sorted(source)), ", ".join(sorted(target))
        if lost and added:
            yield Fault(f"{added} is {lost} in the source; write the source's address", severity)
        elif lost:
            yield Fault(f"the address {lost} is missing; write it as in the source", severity)
        elif added:
            yield Fault(f"the address {added} is not in the source; take it out", severity)


def wakes(subject: Subject) -> bool:
    """Return whether there is a bare web address; all others hold a slash or an at sign."""
    return "www." in subject.source.text or "www." in subject.target.text


def _others(found: set[str], known: set[str], languages: frozenset[str]) -> set[str]:
    """Return the addresses of pages that are not known in another language."""
    pages = {page_of(each, languages) for each in known}
    return {each for each in found if page_of(each, languages) not in pages}


def _found(pattern: re.Pattern[str], text: str) -> set[str]:
    """Return the addresses in ``text``; where links lead is another check's affair."""
    read = _DESTINATION.sub("]", text)
    return {unquote(each).lower().rstrip("/") for each in pattern.findall(read)}


CHECK: Final = EntryCheck(
    "addresses",
    Severity.ERROR,
    "an e-mail address differs; a warning for web addresses",
    check,
    "@/",
    wakes=wakes,
)
