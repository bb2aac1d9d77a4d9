"""Take one page into its catalog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from l10n.adopt.align import PageReading, Text, read_page
from l10n.align.lexicon import Lexicon
from l10n.catalog import FORM_SEPARATOR, Catalog, Entry, Identity
from l10n.config.settings import Config
from l10n.extract import template_entries
from l10n.import_ import Change, Kind, Reading, Taken, find_unsettled, take_readings
from l10n.po import form_cases
from l10n.run.quarantine import Blocking, find_faults, open_blocking
from l10n.site.links import Linker, places_of_segments
from l10n.site.own import marks
from l10n.site.paths import guide_name
from l10n.site.record import mark
from l10n.site.slugs import slug_entry
from l10n.site.tree import GuideFile

_MOST_ROUNDS: Final = 4


@dataclass(frozen=True, slots=True)
class PageTaking:
    """What came of taking one page into its catalog."""

    reading: PageReading
    taken: Taken
    texts: frozenset[str]
    """Marks of the page's texts that the catalog has now."""
    unsettled: tuple[Reading, ...]
    """What a translator has to decide on, before merging may write the page anew."""


def take_page(
    linker: Linker,
    file: GuideFile,
    texts: tuple[Text, Text],
    lexicon: Lexicon,
    catalog: Catalog,
    known: frozenset[str],
) -> PageTaking:
    """Take a page into its catalog; again, as long as what was taken in shows more.

    ``known`` are the marks of what page and catalog once had in common.
    """
    source, page = texts
    slug = tuple(_slug(linker.config, file, page))
    has_forms = any(each.plural is not None for each in source.segments)
    cases = form_cases(catalog.header) if has_forms else ()
    blocking = open_blocking(linker.config, file.language, page.guide.language)
    changes: dict[tuple[Identity, str], Change] = {}
    for _ in range(_MOST_ROUNDS):
        expected = _expected(catalog) if known else {}
        reading = read_page(linker, source, page, lexicon, expected, cases)
        sound = _doubt_faults(blocking, reading.readings)
        reading = replace(reading, readings=(*sound, *slug))
        past = partial(_was_shown, known)
        taken = take_readings(catalog, reading.readings, past)
        unsettled = find_unsettled(taken.catalog, reading.readings, past)
        changes = {(each.identity, each.text): each for each in taken.changes} | changes
        marked = marks((each.identity, each.text) for each in _taken(reading.readings, taken))
        if not unsettled or taken.catalog == catalog:
            break
        catalog, known = taken.catalog, known | marked
    taken = replace(taken, changes=tuple(changes.values()))
    return PageTaking(reading, taken, marked, unsettled)


def read_entries(linker: Linker, file: GuideFile, source: Text) -> tuple[Entry, ...]:
    """Return the entries of a source guide, without translations."""
    asked = [each for n, each in enumerate(source.segments) if n not in source.titles]
    slug = slug_entry(linker.config, file) if linker.config.slugs else ()
    places = places_of_segments(linker, file.key, asked)
    return (*template_entries(source.guide, asked, places), *slug)


def _expected(catalog: Catalog) -> dict[Identity, str]:
    """Return what a page shows, as far as that is in its catalog."""
    return {entry.identity: entry.said or entry.msgid for entry in catalog.live}


def _doubt_faults(blocking: Blocking, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Doubt what merging would not publish, because a check finds an error in it."""
    entries = tuple(
        Entry(each.identity[1], form, f"{number}.{index}", line=number)
        for number, each in enumerate(readings)
        for index, form in enumerate(each.text.split(FORM_SEPARATOR))
    )
    wanted = {entry.identity: entry.msgstr for entry in entries}
    catalog = Catalog(Entry(""), entries)
    faults = {entry.line: fault for entry, fault in find_faults(blocking, catalog, wanted)}
    return tuple(
        replace(each, doubt=each.doubt or faults.get(number, ""))
        for number, each in enumerate(readings)
    )


def _slug(config: Config, file: GuideFile, page: Text) -> Iterator[Reading]:
    """Yield the page's own file name, which is its slug."""
    name = guide_name(config, page.guide.path)
    for entry in slug_entry(config, file) if config.slugs else ():
        if name != entry.msgid:
            yield Reading(entry.identity, name, 0)


def _was_shown(known: frozenset[str], identity: Identity, msgstr: str) -> bool:
    return mark(identity, msgstr) in known


def _taken(readings: Sequence[Reading], taken: Taken) -> Iterator[Reading]:
    """Yield the readings that the catalog has in one way or another."""
    lost = {(c.identity, c.text) for c in taken.changes if c.kind is Kind.VARIANT}
    for reading in readings:
        if (reading.identity, reading.text) not in lost and reading.text != reading.identity[1]:
            yield reading
