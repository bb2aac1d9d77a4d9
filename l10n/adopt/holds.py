"""Find what holds a page that is kept or waits: entries, findings, and words of its own."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from l10n.adopt.datafile import OWN_COMMENTS
from l10n.adopt.findings import ADD_OR_KEEP, NO_SOURCE, OUT_OF_ORDER, WARNED
from l10n.adopt.site import PageImport
from l10n.adopt.takeover import RESHAPED
from l10n.catalog import Catalog, Entry, Identity
from l10n.coverage import state_of
from l10n.guide import Finding, Severity
from l10n.match.doubts import IMPORTED, MARK, PAGE_SAYS, has_mark
from l10n.match.machine import doubts_of
from l10n.reports.status_data import Hold
from l10n.reports.status_text import quote
from l10n.words import count_words

_ACCEPTABLE: Final = (NO_SOURCE, OUT_OF_ORDER, OWN_COMMENTS, RESHAPED)
"""Findings that a person may accept: nothing is left to decide then, but the page may change."""
HOLDING: Final = frozenset({*_ACCEPTABLE, *WARNED})
"""The findings that keep a page from being handed over."""
_UNTRANSLATED: Final = "untranslated"
_MACHINE: Final = "machine"
_ORDER: Final = ("fuzzy", _MACHINE, _UNTRANSLATED)


def entry_holds(
    identities: Iterable[Identity],
    catalog: Catalog | None,
    path: str,
    reasons: Mapping[Identity, str],
) -> tuple[Hold, ...]:
    """Return the entries at ``path`` that a translator has to look at, the fuzzy ones first.

    ``identities`` are those of the guide's segments; ``reasons`` say what their sources did.
    """
    wanted = dict.fromkeys(identities)
    live = catalog.live if catalog else []
    found = [
        _entry_hold(each, path, reasons.get(each.identity, ""))
        for each in live
        if each.identity in wanted and not each.translated
    ]
    found.sort(key=lambda hold: _ORDER.index(hold.kind))
    if missing := [*wanted.keys() - {each.identity for each in live}]:
        words = sum(count_words(msgid) for _, msgid in missing)
        texts = "1 text is" if len(missing) == 1 else f"{len(missing):,} texts are"
        message = f"{texts} not in this catalog yet: run l10n extract"
        if catalog is None:
            message = "there is no such catalog yet: run l10n extract"
        found.append(Hold(path, 0, _UNTRANSLATED, message, words))
    return tuple(found)


def finding_holds(findings: Iterable[Finding]) -> Iterator[Hold]:
    """Yield what findings say of a page; of what only is to be known nothing."""
    for each in findings:
        if each.severity is not Severity.INFO:
            yield Hold(each.path, each.line, each.check, each.message)


def import_holds(page: PageImport, catalog: Catalog | None, shown: str) -> Iterator[Hold]:
    """Yield what keeps a page from being handed over; ``shown`` is its catalog's path."""
    advice, _ = import_advice(page)
    ending = ADD_OR_KEEP if advice else ""  # said once, by the advice
    for hold in finding_holds(page.held_by):
        yield hold._replace(message=hold.message.removesuffix(ending))
    told = {each.line for each in page.held_by}
    entries = {each.identity: each for each in catalog.entries} if catalog else {}
    for reading in page.unsettled:
        entry = entries.get(reading.identity)
        if entry and not entry.obsolete and not entry.translated:
            yield _entry_hold(entry, shown)
        elif reading.line not in told:
            why = f"{reading.doubt}: " if reading.doubt else ""
            message = f"not in the catalog yet: {why}{quote(reading.text)}; run l10n import"
            yield Hold(page.path, reading.line, "edited", message)


def line_holds(path: str, text: Sequence[str], lines: Iterable[int]) -> Iterator[Hold]:
    """Yield the lines of a page whose words merging would lose."""
    for line in lines:
        yield Hold(path, line, "own-words", quote(text[line - 1]))


def import_advice(page: PageImport) -> tuple[str, str]:
    """Return an advice and the command that hands a page over, or shows what that would change.

    Both are empty when more has to be done first.
    """
    names = dict.fromkeys(each.check for each in page.held_by)
    if page.unsettled or not all(each in _ACCEPTABLE for each in names):
        return "", ""
    accepted = [word for name in names for word in ("--accept", name)]
    looks = names.keys() - {NO_SOURCE}
    how = ["--dry-run", "--diff"] if looks else []
    command = shlex.join(["l10n", "import", "-l", page.language, *accepted, *how, page.key])
    if looks:
        return "look at what would change, then leave out --dry-run --diff", command
    if names:
        return "add that to its source, or hand the page over with all that it has", command
    return "nothing holds it: hand it over to merge", command


def _entry_hold(entry: Entry, path: str, reason: str = "") -> Hold:
    words, text = count_words(entry.msgid), quote(entry.msgid)
    shown = f" ({reason})" if reason else ""
    if state_of(entry) == _UNTRANSLATED:
        return Hold(path, entry.line, _UNTRANSLATED, f"{text}{shown}", words)
    if state_of(entry) == _MACHINE or doubts_of(entry):
        doubts = f" ({doubts_of(entry)})" if doubts_of(entry) else ""
        message = f"written by a machine, please check{doubts}: {text}"
        return Hold(path, entry.line, _MACHINE, message, words)
    return Hold(path, entry.line, "fuzzy", f"{_why_fuzzy(entry)}{shown}: {text}", words)


def _why_fuzzy(entry: Entry) -> str:
    for comment in reversed(entry.comments):
        if comment.startswith(IMPORTED):
            return f"imported, please check: {comment.removeprefix(IMPORTED)}"
        if comment.startswith(PAGE_SAYS):
            return "the page says something else, see the comment there"
    if entry.previous_msgid is not None and not has_mark(entry):
        return "its source has changed"
    mark = next((each for each in entry.comments if each.startswith(MARK)), "")
    return f"please check, {mark}" if mark else "please check"
