"""Import localized pages: what they say goes into the catalogs.

A page that merging did not write, or that was edited since, is aligned with its source guide. When
its catalog has all that it says, the record hands the page over to merging; until then merging
keeps it as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, partial
from typing import Final

from l10n.adopt.align import Text, learn, read_localized, read_source
from l10n.adopt.findings import count_import, find_all, prevents_handover
from l10n.adopt.page import PageTaking, take_page
from l10n.adopt.takeover import Takeover, Taking, compare_page, diff_page
from l10n.align.lexicon import NO_LEXICON, Lexicon
from l10n.catalog import Catalog
from l10n.disk.digests import digest
from l10n.disk.files import encode
from l10n.disk.output import Action, Track, refusal
from l10n.errors import L10nError
from l10n.extract import template_entries
from l10n.guide import Finding, Localized
from l10n.import_ import Reading
from l10n.run.decide import Work
from l10n.run.page import TitleOf, title_reader
from l10n.run.run import Run
from l10n.site.catalogs import read_catalog, with_header, write_catalog
from l10n.site.own import memory_of
from l10n.site.paths import catalog_path, has_own_path
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
    held_by: tuple[Finding, ...] = ()
    """What keeps it from being handed over, besides what is ``unsettled``; errors do."""
    unsettled: tuple[Reading, ...] = ()
    """What a translator has to decide on, before an edited page is handed over."""
    changes: Mapping[str, int] | None = None
    """How many entries were changed how, by the name of the change; None when refused."""
    words: Mapping[str, int] | None = None
    """Of the source: ``all``, ``translated``, ``fuzzy``, the ``same`` in the page, and ``missing``;
    None when refused."""
    findings: tuple[Finding, ...] = ()
    diff: str = ""
    """What merging would change in the page, when that was asked for."""

    @property
    def handed_over(self) -> bool:
        """Return whether merging may write this page from now on."""
        return not (self.held_by or self.unsettled)


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
    merging: Work
    title_of: TitleOf
    accepted: Collection[str]
    diff: bool


def import_site(
    run: Run, *, now: datetime, track: Track, accepted: Collection[str] = (), diff: bool = False
) -> Imported:
    """Take the selected guides' localized pages into their catalogs.

    ``accepted`` are the names of findings that keep no page from being handed over.

    A page, guide or catalog that cannot be read stops only itself. Raises L10nError when the
    record cannot be written.
    """
    path, record = record_path(run.config), run.record
    source_of = lru_cache(None)(partial(read_source, run.linker))
    page_of = lru_cache(_TEACHERS)(partial(read_localized, run.linker))
    merging = Work(run, run.config.publish_at, frozenset(), {}, ())
    title_of = title_reader(merging)
    work = _Work(run, now, source_of, page_of, merging, title_of, accepted, diff)
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
        takeover = _compare(work, file, page, known, taking)
        findings = (*find_all(source, page, taking.reading, taking.taken), *takeover.findings)
        findings = tuple(sorted(findings, key=lambda finding: finding.line))
        held_by = tuple(each for each in findings if prevents_handover(each, work.accepted))
        # What a page says the first time it is read stays on it, doubtful or not.
        is_first = not (known and known.digests)
        unsettled = () if is_first else taking.unsettled
        stored = write_catalog(config, *each, taking.taken.catalog, run.output.write)
    except L10nError as error:
        refused = (refusal(error, shown),)
        return replace(outcome, findings=refused, held_by=refused), None
    outcome = replace(
        outcome,
        action=stored.action,
        held_by=held_by,
        unsettled=unsettled,
        changes=Counter(str(change.kind) for change in taking.taken.changes),
        words=count_import(source, taking.taken.catalog, taking.reading.readings),
        findings=findings,
        diff=diff_page(there.path, page.guide.text, takeover.written) if work.diff else "",
    )
    if outcome.handed_over:
        data = encode(page.guide.text, bom=page.guide.bom)
        return outcome, _new(Published(there.path, (digest(data),), takeover.memory), known)
    if taking.texts or known:
        digests = known.digests if known else ()
        told = replace(memory, told=tell(taking.texts))
        return outcome, _new(Published(there.path, digests, told), known)
    return outcome, None


def _compare(
    work: _Work, file: GuideFile, page: Text, known: Published | None, taking: PageTaking
) -> Takeover:
    """Compare a page with what merging would write in its place."""
    config, guide = work.run.config, page.guide
    memory = replace(known.memory if known else NO_MEMORY, told=tell(taking.texts))
    if not (known and known.digests):
        memory = replace(memory, own_path=has_own_path(config, file.path, guide))
    compared = Taking(
        source=work.run.read(file),
        page=guide,
        reading=taking.reading,
        catalog=taking.taken.catalog,
        memory=memory,
        known=known,
        frame=page.frame,
    )
    return compare_page(work.merging, compared, work.title_of, work.accepted)


def _new(published: Published, known: Published | None) -> Published | None:
    """Return what the record is to say of a page; None when it says that already."""
    return None if published == known else published


def _catalog(work: _Work, file: GuideFile, source: Text, language: str) -> Catalog:
    """Return the catalog of a guide as it is after extracting."""
    config = work.run.config
    old = with_header(config, language, read_catalog(config, language, file.key), work.now)
    asked = (each for n, each in enumerate(source.segments) if n not in source.titles)
    template = template_entries(source.guide, asked)
    slug = slug_entry(file) if config.slugs else ()
    return update_catalog(old, (*template, *slug)).catalog
