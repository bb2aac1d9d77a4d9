"""Several source texts with one translation: perhaps one of them was pasted by mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import SiteCheck
from l10n.checks.subject import Fault, SiteSubject, Translation
from l10n.guide import Severity
from l10n.words import split_words

FEWEST_CHARACTERS: Final = 40
"""Of a msgstr: shorter ones stand for many texts."""
_ALIKE: Final = 0.5
"""Share of common words from which two sources may well have one translation."""
_STEM: Final = 4
"""Letters by which two forms of a word are taken for one."""


def check(subject: SiteSubject) -> Iterator[Fault]:
    """Find long translations that stand for sources that have little in common."""
    groups: defaultdict[str, dict[str, Translation]] = defaultdict(dict)
    for each in subject.places:
        if len(each.msgstr) >= FEWEST_CHARACTERS:
            groups[each.msgstr].setdefault(each.msgid, each)
    for group in groups.values():
        if len(group) < 2:
            continue
        (source, first), *others = group.items()
        for msgid, each in others:
            if _likeness(source, msgid) < _ALIKE:
                place = "{}:{}".format(*subject.places[first][0])
                message = f"{place} has this translation for another text; check both"
                path, line = subject.places[each][0]
                yield Fault(message, path=path, line=line)


def _likeness(one: str, other: str) -> float:
    """Return which share of their words two texts have in common, 0-1."""
    words, more = ({word.lower()[:_STEM] for word in split_words(each)} for each in (one, other))
    return 2 * len(words & more) / max(len(words) + len(more), 1)


CHECK: Final = SiteCheck(
    "same-translation",
    Severity.WARNING,
    "several source texts have one translation",
    check,
)
