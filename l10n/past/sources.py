"""What happened to the source guides between two states of a site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from l10n.catalog import Identity
from l10n.changes import SourceChange, SourceKind
from l10n.errors import L10nError
from l10n.run.run import Run
from l10n.site.tree import GuideFile
from l10n.words import count_words


def compare_sources(before: Run, now: Run) -> tuple[SourceChange, ...]:
    """Return the guides whose texts are others now, in the order of their paths; by their keys.

    Of a guide that cannot be read nothing is told.
    """
    unread = {key for run in (before, now) for file in run.selection.unread for key in file.keys}
    keys = {*_keys(before), *_keys(now)} - unread
    found = (_compare(before, now, key) for key in keys)
    return tuple(sorted((each for each in found if each), key=lambda each: each.path))


def _keys(run: Run) -> Iterator[str]:
    return (file.key for file in run.selection.guides)


def _compare(before: Run, now: Run, key: str) -> SourceChange | None:
    old, new = before.linker.sources.get(key), now.linker.sources.get(key)
    there = new or old
    if there is None or (old and new and old.digest == new.digest):
        return None
    try:
        then, today = _texts(before, old), _texts(now, new)
    except L10nError:
        return None
    added, taken = today - then, then - today
    if old and new and not (added or taken):
        return None
    words = sum(count_words(msgid) * count for (_, msgid), count in added.items())
    kind = SourceKind.CHANGED if old and new else SourceKind.NEW if new else SourceKind.GONE
    return SourceChange(there.path, key, kind, added.total(), words, taken.total())


def _texts(run: Run, file: GuideFile | None) -> Counter[Identity]:
    if file is None:
        return Counter()
    _, extraction = run.texts(file)
    return Counter(each.identity for each in extraction.segments)
