"""What the record has of a page besides its digest: which translations it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from l10n.catalog import Identity
from l10n.extract import Extraction
from l10n.site.record import NO_MEMORY, Memory, Record, mark


def marks(texts: Iterable[tuple[Identity, str]]) -> frozenset[str]:
    """Return the marks of translations."""
    return frozenset(mark(identity, msgstr) for identity, msgstr in texts)


def marks_of(extraction: Extraction, translations: Mapping[Identity, str]) -> frozenset[str]:
    """Return the marks of the translations that a guide's page is made of."""
    used = dict.fromkeys(extraction.identities)
    return marks((each, translations[each]) for each in used if translations.get(each))


def memory_of(record: Record, identity: tuple[str, str]) -> Memory:
    """Return what is recorded of a page, by language and key."""
    known = record.get(identity)
    return known.memory if known else NO_MEMORY
