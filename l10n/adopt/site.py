"""Import localized pages: what they say goes into the catalogs.

A page that merging did not write, or that was edited since, is aligned with its source guide. When
its catalog has all that it says, the record hands the page over to merging; until then merging
keeps it as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, partial
from typing import Final, NamedTuple

from l10n.adopt.align import Text, learn, read_base, read_localized, read_source
from l10n.adopt.base import NO_BASES, Base, Bases, find_bases
from l10n.adopt.findings import (
    count_import,
    count_segments,
    find_all,
    find_base,
    find_removed,
    prevents_handover,
)
from l10n.adopt.offers import propose_offers
from l10n.adopt.page import PageTaking, read_entries, take_page
from l10n.adopt.rebase import Rebased, Texts, count_changed, take_at_base
from l10n.adopt.takeover import Takeover, Taking, compare_page, diff_page
from l10n.align.lexicon import NO_LEXICON, Lexicon
from l10n.cache.index import written_state
from l10n.disk.digests import digest
from l10n.disk.files import encode
from l10n.disk.jobs import map_in_order
from l10n.disk.look import NOTHING, FileVersion
from l10n.disk.output import Action, Track, refusal
from l10n.errors import L10nError
from l10n.guide import Finding, Guide, Localized
from l10n.import_ import Kind, Reading, doubt_refused
from l10n.run.decide import Work
from l10n.run.draft import TitleOf
from l10n.run.page import title_reader
from l10n.run.run import Run, by_guide
from l10n.site.catalogs import encode_catalog, read_catalog, with_header, write_encoded
from l10n.site.own import memory_of
from l10n.site.paths import catalog_path, has_own_path
from l10n.site.record import (
    NO_MEMORY,
    Published,
    record_path,
    tell,
)
from l10n.site.record_edit import render_record
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
    segments: Mapping[str, int] | None = None
    """Of the source: ``all``, and those ``behind``, because the source changed or has more; None
    when refused."""
    base: Base | None = None
    """What it was made from, when that was asked for and could be found."""
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
    bases: Bases
    source_of: Callable[[GuideFile], Text]
    base_of: Callable[[GuideFile, Guide], Text]
    page_of: Callable[[GuideFile], Text]
    merging: Work
    title_of: TitleOf
    accepted: Collection[str]
    diff: bool


class _Done(NamedTuple):
    """What was done with one page."""

    page: PageImport
    published: Published | None = None
    """What the record is to say of it; None when it says that already."""
    catalog: str = ""
    """The path of the catalog that was written."""
    state: FileVersion | None = None
    """How it looks; None when it was not written."""


def import_site(  # the site, then how
    run: Run,
    *,
    now: datetime,
    track: Track,
    accepted: Collection[str] = (),
    diff: bool = False,
    at_base: bool = False,
) -> Imported:
    """Take the selected guides' localized pages into their catalogs.

    ``accepted`` are the names of findings that keep no page from being handed over. With
    ``at_base`` a page is read as a translation of the source that it was made from.

    A page, guide or catalog that cannot be read stops only itself. Raises L10nError when the
    record cannot be written, and without git when that is needed.
    """
    bases = find_bases(run, _first_read(run)) if at_base else NO_BASES
    source_of = lru_cache(_TEACHERS)(partial(read_source, run.linker))
    base_of = lru_cache(_TEACHERS)(partial(read_base, run.linker))
    page_of = lru_cache(_TEACHERS)(partial(read_localized, run.linker))
    merging = Work(run, run.config.publish_at, frozenset(), {}, ())
    title_of = title_reader(merging)
    work = _Work(run, now, bases, source_of, base_of, page_of, merging, title_of, accepted, diff)
    there = [each for each in run.names.values() if each.key in run.tree.guides[each.language]]
    wanted = by_guide(run, [each for each in there if not _is_ours(run, each)])
    changed = {
        language: [file for file, tags in wanted.items() if language in tags]
        for language in run.selection.languages
    }
    learnt = map_in_order(partial(_lexicon, work), [*changed.items()], run.jobs, fewest=2)
    lexicons = dict(zip(changed, learnt, strict=True))
    import_guide = partial(_import_guide, work, lexicons, wanted)
    done = {
        Localized(one.page.language, one.page.key): one
        for _, found in run.map(import_guide, tuple(wanted), track)
        for one in found
    }
    _note_written(run, done.values())
    handed: dict[tuple[str, str], Published] = {
        each: one.published for each, one in done.items() if one.published
    }
    if handed:
        record = render_record({**run.record, **handed})
        run.output.write(record_path(run.config), record, durable=True)
    for language, files in changed.items():
        new = [file.key for file in files if _is_new(run, Localized(language, file.key))]
        if new and not run.output.dry:
            propose_offers(run, language, new)
    ordered = [Localized(tag, file.key) for tag, files in changed.items() for file in files]
    pages = tuple(done[each].page for each in ordered)
    findings = (finding for page in pages for finding in page.findings)
    # What is wrong with a glossary is reported for each page of its language.
    return Imported(pages, len(there) - len(done), tuple(dict.fromkeys(findings)))


def _note_written(run: Run, done: Iterable[_Done]) -> None:
    """Let what comes after find the catalogs as they were written, perhaps by other processes.

    It is not stored: to the next run they have changed, as what depends on them has to be made.
    """
    states = {one.catalog: one.state for one in done if one.state and one.state[:4] != NOTHING}
    run.files.index.files.update(states)
    run.files.index.written.update(states)


def _is_ours(run: Run, each: Localized) -> bool:
    """Return whether a page is as merging wrote it."""
    known = run.record.get(each)
    return known is not None and run.tree.guides[each.language][each.key].digest in known.digests


def _first_read(run: Run) -> tuple[Localized, ...]:
    """Return the selected pages that merging has never written."""
    return tuple(
        each
        for each in run.names.values()
        if each.key in run.tree.guides[each.language] and _is_new(run, each)
    )


def _is_new(run: Run, each: Localized) -> bool:
    """Return whether merging has never written this page."""
    known = run.record.get(each)
    return not (known and known.digests)


def _lexicon(work: _Work, pages_of: tuple[str, Sequence[GuideFile]]) -> Lexicon:
    """Learn the words of a language, if there is a page whose texts are not known."""
    language, changed = pages_of
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
                each = Localized(language, file.key)
                yield _base(work, each, file) or work.source_of(file), work.page_of(pages[file.key])
            except L10nError:  # reported when it is imported
                continue

    return learn(pairs())


def _import_guide(
    work: _Work,
    lexicons: Mapping[str, Lexicon],
    wanted: Mapping[GuideFile, tuple[str, ...]],
    file: GuideFile,
) -> tuple[_Done, ...]:
    names = (Localized(language, file.key) for language in wanted[file])
    return tuple(_import(work, each, file, lexicons[each.language]) for each in names)


def _import(work: _Work, each: Localized, file: GuideFile, lexicon: Lexicon) -> _Done:
    """Import one page."""
    run, config = work.run, work.run.config
    there = run.tree.guides[each.language][each.key]
    shown = catalog_path(config, *each)
    outcome = PageImport(each.key, each.language, there.path, Action.REFUSED)
    try:
        source, page = work.source_of(file), work.page_of(there)
        known = run.record.get(each)
        memory = known.memory if known else NO_MEMORY
        taking, removed = _take(work, each, file, (source, page), lexicon)
        takeover = _compare(work, file, page, known, taking)
        taken = doubt_refused(taking.taken, takeover.refused)
        findings = (
            *_find_base(work, each, file, page),
            *find_all(source, page, taking.reading, taken, takeover.written),
            *find_removed(source, page, removed),
            *takeover.findings,
        )
        findings = tuple(sorted(findings, key=lambda finding: finding.line))
        held_by = tuple(each for each in findings if prevents_handover(each, work.accepted))
        # What a page says the first time it is read stays on it, doubtful or not.
        is_first = not (known and known.digests)
        unsettled = () if is_first else taking.unsettled
        data = encode_catalog(config, *each, taken.catalog)
        stored = write_encoded(config, *each, (taken.catalog, data), run.output.write)
    except L10nError as error:
        refused = (refusal(error, shown),)
        return _Done(replace(outcome, findings=refused, held_by=refused))
    written = stored.action is not Action.UNCHANGED
    state = written_state(data, stored.seen) if written else None
    outcome = replace(
        outcome,
        action=stored.action,
        held_by=held_by,
        unsettled=unsettled,
        changes=Counter(str(change.kind) for change in taken.changes),
        words=count_import(source, taken.catalog, taking.reading.readings),
        segments=count_segments(source, taken.catalog, taking.reading.readings),
        base=work.bases.found.get(each),
        findings=findings,
        diff=diff_page(there.path, page.guide.text, takeover.written) if work.diff else "",
    )
    if outcome.handed_over:
        data = encode(page.guide.text, bom=page.guide.bom)
        published = _new(Published(there.path, (digest(data),), takeover.memory), known)
        return _Done(outcome, published, shown, state)
    if taking.texts or known:
        digests = known.digests if known else ()
        told = memory._replace(told=tell(taking.texts))
        return _Done(outcome, _new(Published(there.path, digests, told), known), shown, state)
    return _Done(outcome, None, shown, state)


def _compare(
    work: _Work, file: GuideFile, page: Text, known: Published | None, taking: PageTaking
) -> Takeover:
    """Compare a page with what merging would write in its place."""
    config, guide = work.run.config, page.guide
    memory = (known.memory if known else NO_MEMORY)._replace(told=tell(taking.texts))
    if not (known and known.digests):
        memory = memory._replace(own_path=has_own_path(config, file.path, guide))
    compared = Taking(
        source=work.run.read(file),
        page=guide,
        reading=taking.reading,
        catalog=taking.taken.catalog,
        varies=any(each.kind is Kind.VARIANT for each in taking.taken.changes),
        memory=memory,
        known=known,
        frame=page.frame,
    )
    return compare_page(work.merging, compared, work.title_of, work.accepted)


def _new(published: Published, known: Published | None) -> Published | None:
    """Return what the record is to say of a page; None when it says that already."""
    return None if published == known else published


def _take(
    work: _Work, each: Localized, file: GuideFile, texts: tuple[Text, Text], lexicon: Lexicon
) -> Rebased:
    """Take a page into its catalog, as it is after extracting."""
    run, config, (source, page) = work.run, work.run.config, texts
    stored = read_catalog(config, *each)
    template = read_entries(run.linker, file, source)
    today = update_catalog(with_header(config, each.language, stored, work.now), template).catalog
    known = memory_of(run.record, each).texts
    base = _base(work, each, file)
    if base is None:
        return Rebased(take_page(run.linker, file, texts, lexicon, today, known))
    return take_at_base(run.linker, file, Texts(base, source, page), lexicon, today, known)


def _base(work: _Work, each: Localized, file: GuideFile) -> Text | None:
    """Return what a page was made from; None where that is not known, or is still there."""
    found = work.bases.found.get(each)
    guide = work.source_of(file).guide
    if found is None or found.text == guide.text:
        return None
    return work.base_of(file, replace(guide, text=found.text))


def _find_base(work: _Work, each: Localized, file: GuideFile, page: Text) -> Iterator[Finding]:
    """Yield what a page was made from, or why that is not known."""
    if each in work.bases.missing:
        yield work.bases.missing[each]
    elif found := work.bases.found.get(each):
        source, base = work.source_of(file), _base(work, each, file)
        changed = count_changed(base, source) if base else 0
        yield find_base(found, page.guide.path, source, changed)
