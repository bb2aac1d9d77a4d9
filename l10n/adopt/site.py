"""Import localized pages: what they say goes into the catalogs.

A page that merging did not write, or that was edited since, is aligned with its source guide. When
its catalog has all that it says, the record hands the page over to merging; until then merging
keeps it as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, partial
from typing import Final

from l10n.adopt.align import Text, learn, read_localized, read_source
from l10n.adopt.findings import count_import, find_all, prevents_handover
from l10n.adopt.page import take_page
from l10n.align.lexicon import NO_LEXICON, Lexicon
from l10n.catalog import Catalog
from l10n.disk.digests import digest
from l10n.disk.files import encode
from l10n.disk.output import Action, Track, refusal
from l10n.errors import L10nError
from l10n.extract import template_entries
from l10n.guide import Finding, Localized
from l10n.run.run import Run
from l10n.site.catalogs import read_catalog, with_header, write_catalog
from l10n.site.own import memory_of, own_memory
from l10n.site.paths import catalog_path
from l10n.site.record import (
    NO_MEMORY,
    Published,
    record_path,
    tell,
)
from l10n.site.record_edit import render_record
from l10n.site.slugs import slug_entry
from l10n.site.tree import GuideFile
from l10n.update import update_catalog

_TEACHERS: Final = 400
"""The most pages from which a language's words are learnt; more add little."""


@dataclass(frozen=True, slots=True)
class PageImport:
    """What importing did with one page."""

    key: str
    language: str
    path: str
    action: Action
    """What became of its catalog."""
    handed_over: bool = False
    """Whether merging may write this page from now on."""
    changes: Mapping[str, int] | None = None
    """How many entries were changed how, by the name of the change; None when refused."""
    words: Mapping[str, int] | None = None
    """Of the source: ``all``, ``translated``, ``fuzzy``, the ``same`` in the page, and ``missing``;
    None when refused."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What a run of import did, and found."""

    pages: tuple[PageImport, ...]
    """By language, then by guide; pages that are as merging wrote them are left out."""
    unchanged: int
    """How many those are."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Work:
    """What every page is imported with."""

    run: Run
    now: datetime
    source_of: Callable[[GuideFile], Text]
    page_of: Callable[[GuideFile], Text]


def import_site(run: Run, *, now: datetime, track: Track) -> Imported:
    """Take the selected guides' localized pages into their catalogs.

    A page, guide or catalog that cannot be read stops only itself. Raises L10nError when the
    record cannot be written.
    """
    path, record = record_path(run.config), run.record
    source_of = lru_cache(None)(partial(read_source, run.linker))
    page_of = lru_cache(_TEACHERS)(partial(read_localized, run.linker))
    work = _Work(run, now, source_of, page_of)
    pages: list[PageImport] = []
    unchanged = 0
    for language in run.selection.languages:
        files = [file for file, all_ in run.pairs.items() if language in all_]
        there = [file for file in files if file.key in run.tree.guides[language]]
        changed = [file for file in there if not _is_ours(run, Localized(language, file.key))]
        unchanged += len(there) - len(changed)
        lexicon = _lexicon(work, language, changed)
        handed: dict[tuple[str, str], Published] = {}
        for file in track(changed):
            page, published = _import(work, Localized(language, file.key), file, lexicon)
            pages.append(page)
            if published:
                handed[Localized(language, file.key)] = published
        if handed:
            record = {**record, **handed}
            run.output.write(path, render_record(record), durable=True)
    findings = (finding for page in pages for finding in page.findings)
    # What is wrong with a glossary is reported for each page of its language.
    return Imported(tuple(pages), unchanged, tuple(dict.fromkeys(findings)))


def _is_ours(run: Run, each: Localized) -> bool:
    """Return whether a page is as merging wrote it."""
    known = run.record.get(each)
    return known is not None and run.tree.guides[each.language][each.key].digest in known.digests


def _lexicon(work: _Work, language: str, changed: Sequence[GuideFile]) -> Lexicon:
    """Learn the words of a language, if there is a page whose texts are not known."""
    run = work.run
    if all(memory_of(run.record, (language, file.key)).told for file in changed):
        return NO_LEXICON
    pages = run.tree.guides[language]
    known = {file.key for file in changed}
    others = run.linker.sources.values()
    teachers = [*changed, *(each for each in others if each.key in pages and each.key not in known)]

    def pairs() -> Iterator[tuple[Text, Text]]:
        for file in teachers[:_TEACHERS]:
            try:
                yield work.source_of(file), work.page_of(pages[file.key])
            except L10nError:  # reported when it is imported
                continue

    return learn(pairs())


def _import(
    work: _Work, each: Localized, file: GuideFile, lexicon: Lexicon
) -> tuple[PageImport, Published | None]:
    """Import one page; return what was done, and what the record is to say of it."""
    run, config = work.run, work.run.config
    there = run.tree.guides[each.language][each.key]
    shown = catalog_path(config, *each)
    outcome = PageImport(each.key, each.language, there.path, Action.REFUSED)
    try:
        source, page = work.source_of(file), work.page_of(there)
        known = run.record.get(each)
        memory = known.memory if known else NO_MEMORY
        catalog = _catalog(work, file, source, each.language)
        taking = take_page(run.linker, file, (source, page), lexicon, catalog, memory.texts)
        findings = find_all(config, source, page, taking.reading, taking.taken, known)
        handed_over = taking.settled and not any(map(prevents_handover, findings))
        stored = write_catalog(config, *each, taking.taken.catalog, run.output.write)
    except L10nError as error:
        return replace(outcome, findings=(refusal(error, shown),)), None
    outcome = replace(
        outcome,
        action=stored.action,
        handed_over=handed_over,
        changes=Counter(str(change.kind) for change in taking.taken.changes),
        words=count_import(source, taking.taken.catalog, taking.reading.readings),
        findings=findings,
    )
    return outcome, _published(work, file, page, taking.texts, handed_over=handed_over)


def _catalog(work: _Work, file: GuideFile, source: Text, language: str) -> Catalog:
    """Return the catalog of a guide as it is after extracting."""
    config = work.run.config
    old = with_header(config, language, read_catalog(config, language, file.key), work.now)
    asked = (each for n, each in enumerate(source.segments) if n not in source.titles)
    template = template_entries(source.guide, asked)
    slug = slug_entry(file) if config.slugs else ()
    return update_catalog(old, (*template, *slug)).catalog


def _published(
    work: _Work, file: GuideFile, page: Text, texts: frozenset[str], *, handed_over: bool
) -> Published | None:
    """Return what the record is to say of a page; None when it says that already."""
    guide = page.guide
    known = work.run.record.get((guide.language, guide.key))
    old = known.memory if known else NO_MEMORY
    if handed_over:
        if not (known and known.digests):
            old = own_memory(work.run.config, work.source_of(file).guide, guide)
        memory = replace(old, told=tell(texts), frame=page.frame)
        found = Published(guide.path, (digest(encode(guide.text, bom=guide.bom)),), memory)
    elif texts or known:
        digests = known.digests if known else ()
        found = Published(guide.path, digests, replace(old, told=tell(texts)))
    else:
        return None
    return None if found == known else found
