"""Links that lead elsewhere than the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.safe.targets import find_literals

_PART: Final = re.compile(r"[/.?&=]+")


def check(subject: Subject) -> Iterator[Fault]:
    """Find addresses in the place of a link's number, but for the same page in the language."""
    known = find_literals(subject.entry.msgid).union(subject.targets)
    written = find_literals(subject.entry.msgstr) - known
    if not written:
        return
    if insecure := sorted(each for each in written if _secured(each) in known):
        message = f"{insecure[0]} begins with https:// in the source; write it so"
        fix = subject.entry.msgstr.replace(f"]({insecure[0]}", f"]({_secured(insecure[0])}")
        yield Fault(message, Severity.WARNING, fix=fix)
        written = written.difference(insecure)
    languages = frozenset({subject.language, subject.source_language, "lang"})
    pages = {page_of(each, languages) for each in known}
    if own := sorted(each for each in written if page_of(each, languages) not in pages):
        yield Fault(f"links to {', '.join(own)} instead of the source's target; check it")


def _secured(address: str) -> str:
    return address.replace("http://", "https://", 1)


def page_of(address: str, languages: frozenset[str]) -> tuple[str, ...]:
    """Return what an address is made of, but for its languages and its place in the page."""
    parts = _PART.split(address.partition("#")[0].lower())
    return tuple(
        each for each in parts if each and re.split("[-_]", each, maxsplit=1)[0] not in languages
    )


CHECK: Final = EntryCheck(
    "own-targets", Severity.INFO, "a link leads elsewhere than the source's", check, "]"
)
