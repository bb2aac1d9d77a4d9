"""Take a page into its catalog as a translation of the source that it was made from.

The catalog is then brought up to today's source, so that what changed since is fuzzy, with what it
was a translation of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from l10n.adopt.align import Text
from l10n.adopt.page import PageTaking, read_entries, take_page
from l10n.align.lexicon import Lexicon
from l10n.catalog import Catalog, Entry, Identity
from l10n.guide import Segment
from l10n.match.doubts import is_doubtful, without_fuzzy
from l10n.match.heirs import is_worth_keeping
from l10n.site.links import Linker
from l10n.site.tree import GuideFile
from l10n.update import Update, update_catalog


class Rebased(NamedTuple):
    """A page's taking, brought up to today's source."""

    taking: PageTaking
    removed: tuple[Segment, ...] = ()
    """The page's texts whose source is no longer there."""


class Texts(NamedTuple):
    """A guide as it was, as it is, and its page."""

    base: Text
    source: Text
    page: Text


def take_at_base(  # the guide, then what there is of it
    linker: Linker,
    file: GuideFile,
    texts: Texts,
    lexicon: Lexicon,
    today: Catalog,
    known: frozenset[str],
) -> Rebased:
    """Take a page into its catalog as a translation of its base, and bring that up to the source.

    ``today`` is the catalog after extracting; ``known`` are the marks of what page and catalog once
    had in common.
    """
    base, source, page = texts
    then, now = (read_entries(linker, file, each) for each in (base, source))
    taking = take_page(linker, file, (base, page), lexicon, catalog_at_base(today, then), known)
    return _bring_up(taking, texts, today, now)


def count_changed(base: Text, source: Text) -> int:
    """Return how many segments of the ``source`` were not in it when it was ``base``."""
    then = {each.identity for each in base.segments}
    return sum(each.identity not in then for each in source.segments)


def catalog_at_base(today: Catalog, template: Sequence[Entry]) -> Catalog:
    """Return the catalog of a guide as it was, with what today's has for the same texts.

    ``template`` was extracted from the guide as it was. What is fuzzy today because its source
    changed is a translation of the text before.
    """
    before = _reverted(today, {entry.identity for entry in template})
    known = before | {entry.identity: entry for entry in today.entries}
    entries = (_filled(entry, known.get(entry.identity)) for entry in template)
    return replace(today, entries=tuple(entries))


def bring_up_catalog(taken: Catalog, today: Catalog, template: tuple[Entry, ...]) -> Update:
    """Bring what ``catalog_at_base`` returned, and a page was taken into, up to the source.

    ``template`` was extracted from the source. No text of ``today`` is lost.
    """
    then = {entry.identity for entry in taken.entries}
    reverted = {entry.identity for entry in _reverted(today, then).values()}
    others = (
        entry
        for entry in today.entries
        if entry.identity not in then and entry.identity not in reverted and is_worth_keeping(entry)
    )
    update = update_catalog(replace(taken, entries=(*taken.entries, *others)), template)
    known = {entry.identity for entry in today.entries}
    entries = tuple(_without_repeats(update.catalog.entries, known))
    return replace(update, catalog=replace(update.catalog, entries=entries))


def _bring_up(
    taking: PageTaking, texts: Texts, today: Catalog, template: tuple[Entry, ...]
) -> Rebased:
    """Bring what was taken in as a translation of the base up to today's source."""
    base, source, page = texts
    update = bring_up_catalog(taking.taken.catalog, today, template)
    became = {each.source: each.identity for each in reversed(update.changes) if each.source}
    became |= {entry.identity: entry.identity for entry in template}
    fates = [became.get(each.identity, each.identity) for each in base.body]
    old = taking.reading.pairs
    pairs = _map_pairs(old, base, source, fates)
    now = {each.identity for each in source.body}
    starts = (each.span.start for each in base.body)
    gone = {old.get(start) for start, fate in zip(starts, fates, strict=True) if fate not in now}
    return Rebased(
        replace(
            taking,
            reading=replace(taking.reading, pairs=pairs),
            taken=replace(taking.taken, catalog=update.catalog),
        ),
        removed=tuple(each for each in page.body if each.span.start in gone),
    )


def _reverted(today: Catalog, then: Collection[Identity]) -> dict[Identity, Entry]:
    """Return what is a translation of an older text, by that text, one of ``then``."""
    known = {entry.identity for entry in today.entries}
    before: dict[Identity, Entry] = {}
    for entry in today.entries:
        if entry.fuzzy and entry.previous_msgid is not None and entry.identity not in then:
            previous = (entry.previous_msgctxt, entry.previous_msgid)
            if previous in then and previous not in known:
                before.setdefault(previous, entry)
    return before


def _filled(entry: Entry, known: Entry | None) -> Entry:
    if known is None:
        return entry
    filled = known._replace(extracted=entry.extracted, references=entry.references, obsolete=False)
    if known.identity == entry.identity:
        return filled
    return filled._replace(
        msgid=entry.msgid,
        msgctxt=entry.msgctxt,
        flags=known.flags if is_doubtful(known) else without_fuzzy(known).flags,
        previous_msgid=None,
        previous_msgctxt=None,
    )


def _without_repeats(entries: Sequence[Entry], known: Collection[Identity]) -> Iterator[Entry]:
    """Yield the entries but for new obsolete ones whose text another one has as well."""
    texts = {each.msgstr for each in entries if not each.obsolete or each.identity in known}
    for each in entries:
        if not each.obsolete or each.identity in known or each.msgstr not in texts:
            yield each


def _map_pairs(
    pairs: Mapping[int, int], base: Text, source: Text, fates: Sequence[Identity]
) -> dict[int, int]:
    """Return where in the page the source's texts are, by where those of ``base`` are.

    ``fates`` are what the texts of ``base`` have become.
    """
    now = [each.identity for each in source.body]
    blocks = SequenceMatcher(None, fates, now, autojunk=False).get_matching_blocks()
    same = ((i + step, j + step) for i, j, size in blocks for step in range(size))
    starts = ((base.body[i].span.start, source.body[j].span.start) for i, j in same)
    return {new: pairs[old] for old, new in starts if old in pairs}
