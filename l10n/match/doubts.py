"""Why a translation is fuzzy: only because its source changed, or because of a doubt of its own.

The first is as good as it ever was when its text comes back; the other a person has to confirm.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

from l10n.catalog import Entry
from l10n.match.harmless import normal_form
from l10n.match.machine import DOUBTED, MACHINE, REFUSED

MARK: Final = "memory: "
"""How every comment begins that the memory writes."""
SAME: Final = "the same text"
"""What the comment goes on with of a translation that was taken over as it was."""
IMPORTED: Final = "Imported, please check: "
"""How the comment begins of what import is not sure of; the reason follows."""
PAGE_SAYS: Final = "The page says: "
"""How the comment begins that has what the page says instead."""
UNSURE: Final = "Unconfirmed before its source changed"
"""The comment of a changed source's translation that was none to rely on before."""
CONFIRMED: Final = "Confirmed before its source changed"
"""The comment of one that was, where an older comment says otherwise."""

_OURS: Final = (MARK, IMPORTED, PAGE_SAYS, MACHINE, REFUSED, DOUBTED)

FuzzyKind: TypeAlias = Literal["changed", "imported", "proposed"]
"""Its source changed, or a person marked it; import was not sure of it; the memory proposes it."""


def people_wrote(comments: Iterable[str]) -> tuple[str, ...]:
    """Return the comments that do not say how the translation beside them came to be."""
    return tuple(
        line for line in comments if line not in (UNSURE, CONFIRMED) and not line.startswith(_OURS)
    )


def has_mark(entry: Entry) -> bool:
    """Return whether the memory has filled this entry once."""
    return any(line.startswith(MARK) for line in entry.comments)


def is_outdated(entry: Entry) -> bool:
    """Return whether an entry is fuzzy for no other reason than that its source changed.

    Its msgstr is a good translation of its previous msgid, then.
    """
    has_previous = entry.previous_msgid is not None and entry.msgid_plural is None
    return entry.fuzzy and bool(entry.msgstr) and has_previous and not is_doubtful(entry)


def is_doubtful(entry: Entry) -> bool:
    """Return whether its comments say that a person has to confirm it; the last one decides."""
    for line in reversed(entry.comments):
        if line == CONFIRMED:
            return False
        if line.startswith((IMPORTED, PAGE_SAYS, MACHINE)) or line == UNSURE or _proposes(line):
            return True
    return False


def fuzzy_kind(entry: Entry) -> FuzzyKind:
    """Return what made an entry fuzzy: the last comment that gives a reason decides."""
    for line in reversed(entry.comments):
        if line == CONFIRMED:
            break
        if line.startswith((IMPORTED, PAGE_SAYS)):
            return "imported"
        if _proposes(line):
            return "proposed"
    return "changed"


def may_settle(entry: Entry) -> bool:
    """Return whether an outdated entry has the text again that it is a translation of."""
    previous = entry.previous_msgid
    if previous is None or entry.previous_msgctxt != entry.msgctxt or not is_outdated(entry):
        return False
    return normal_form(entry.msgid) == normal_form(previous)


def as_fuzzy(entry: Entry) -> Entry:
    """Return an entry as one that a translator has to look at."""
    return entry if entry.fuzzy else entry._replace(flags=("fuzzy", *entry.flags))


def without_fuzzy(entry: Entry) -> Entry:
    """Return an entry as one that a translator has confirmed."""
    return entry._replace(
        flags=entry.other_flags,
        previous_msgctxt=None,
        previous_msgid=None,
        previous_msgid_plural=None,
    )


def _proposes(line: str) -> bool:
    """Return whether the memory has proposed a translation here as one to be looked at."""
    return line.startswith(MARK) and not line.startswith(f"{MARK}{SAME}, in ")
