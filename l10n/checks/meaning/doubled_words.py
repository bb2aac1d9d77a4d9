"""Words written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import RANGES
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

_TWICE: Final = re.compile(r"(?<!\w)([^\W\d_]{2,})\s+\1(?!\w)", re.IGNORECASE)
_RIGHTLY: Final = {
    "de": frozenset(["die", "der", "das", "den", "dem", "sie", "ihr"]),
    "fr": frozenset(["nous", "vous"]),
    "nl": frozenset(["die", "dat", "je", "u", "zich"]),
    "sv": frozenset(["om", "det"]),
    "hu": frozenset(["egy"]),
    "pl": frozenset(["się"]),
    "pt": frozenset(["se"]),
    "it": frozenset(["passo", "piano", "pian", "via", "man", "mano"]),
}
_REDOUBLING: Final = frozenset({"tr", "az", "hi", "ur", "bn", "mr", "id", "ms", "vi", "tl"})
"""Languages that say a word twice to mean more of it."""
_UNSPACED: Final = later(f"[{RANGES['Japanese']}{RANGES['Thai']}]")


def check(subject: Subject) -> Iterator[Fault]:
    """Find a word that follows itself, unless the source's does or the language allows it."""
    if subject.language in _REDOUBLING or not wakes(subject):
        return
    rightly = _RIGHTLY.get(subject.language, frozenset())
    for found in _TWICE.finditer(subject.target.plain):
        word = found[1]
        name = found.group().split()[1][0].isupper()
        in_source = found.group().lower() in subject.source.plain.lower()
        if (
            not name
            and not in_source
            and word.lower() not in rightly
            and not _UNSPACED.search(word)
        ):
            yield Fault(f"“{found.group()}”: a word is written twice; delete one")
            return


def wakes(subject: Subject) -> bool:
    """Return whether a word follows itself."""
    words = subject.target.words
    return True in map(eq, words, words[1:])


CHECK: Final = EntryCheck(
    "doubled-words",
    Severity.WARNING,
    "a word is written twice",
    check,
    wakes=wakes,
)
