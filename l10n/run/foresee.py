"""Foresee which pages come, go and move in a run: links depend on it before pages are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Final

from l10n.coverage import shown_percent
from l10n.disk.files import is_there
from l10n.disk.jobs import map_in_order
from l10n.errors import L10nError
from l10n.frontmatter.fields import compile_fields, match_field
from l10n.guide import Localized
from l10n.links.site import Page
from l10n.markdown.inlines import NO_LABELS
from l10n.markdown.substance import has_substance
from l10n.run.decide import (
    Made,
    PageOutcome,
    Plan,
    Status,
    Work,
    decide,
    is_published,
    needed,
    published_path,
    target_path,
    undecided,
)
from l10n.run.draft import given_translations, no_title
from l10n.run.page import plan_page
from l10n.run.run import Run, Source
from l10n.site.address.front import FIELDS
from l10n.site.address.hugo import address_in
from l10n.site.paths import fields_at, part_of
from l10n.site.record import Published, Record
from l10n.site.sections import has_company
from l10n.site.tree import GuideFile, Tree

_EXPECTED: Final = "expected"
"""The digest of a page that is not there yet."""


@dataclass(frozen=True, slots=True)
class Change:
    """A page that comes, goes or moves in this run."""

    localized: Localized
    path: str
    status: Status
    old_path: str = ""
    """Where a page is now that moves."""


def foresee(work: Work, guides: Mapping[GuideFile, tuple[str, ...]]) -> tuple[Change, ...]:
    """Find out which of these guides' pages, by language, come, go and move in this run."""
    foresee_guide = partial(_foresee_guide, work, guides)
    found = map_in_order(foresee_guide, tuple(guides), work.run.jobs)
    return tuple(change for changes in found for change in changes)


def accompany(
    work: Work, guides: Mapping[GuideFile, tuple[str, ...]], changes: tuple[Change, ...]
) -> tuple[Work, tuple[Change, ...]]:
    """Find out which new pages without text come, because ``changes`` publish their section.

    Returns the work and all changes with them. A page that waits for its section depends on many
    others, so it is never recorded, and looked at in every run.
    """
    new = {
        file: languages
        for file, tags in guides.items()
        if not _has_title(work.run, file)
        # Without text, a file that holds all languages has nothing of one.
        and part_of(work.config, file.path, file.language) is None
        and (languages := [each for each in tags if _is_new(work, file, each)])
    }
    with_text = map_in_order(partial(_has_text, work.run), tuple(new), work.run.jobs)
    empty = [file for file, has_text in zip(new, with_text, strict=True) if not has_text]
    if not empty:
        return work, changes
    come = _come_along(work, {file: new[file] for file in empty}, changes)
    work = replace(work, accompanied=frozenset(Localized(tag, file.key) for file, tag in come))
    return work, (*changes, *_changes(_foresee_absent(work, *each, None) for each in come))


def expected_pages(work: Work, changes: Iterable[Change]) -> tuple[Tree, Record]:
    """Return the guides and the record as they will be after these changes."""
    run = work.run
    guides = {language: dict(found) for language, found in run.tree.guides.items()}
    record = dict(run.record)
    for each in changes:
        pages, key = guides[each.localized.language], each.localized.key
        if each.status is Status.WITHDRAWN:
            pages.pop(key, None)
            continue
        base = pages.get(key) or _new_page(run, each)
        language = each.localized.language
        pages[key] = base._replace(language=language, path=each.path, digest=_EXPECTED)
        record[each.localized] = Published(each.path, (_EXPECTED,))
    return replace(run.tree, guides=guides), record


def _new_page(run: Run, change: Change) -> GuideFile:
    """Return a source guide with the address that its new page says it has, and no other."""
    language, key = change.localized
    source = run.linker.sources[key]
    own = address_in(run.config, run.linker.site, source, Page(key, language, change.path))
    fields = FIELDS[run.config.links.make]
    return source._replace(url=own.get(fields.url, ""), slug=own.get(fields.slug, ""), aliases=())


def wrongly_foreseen(
    changes: Iterable[Change], pages: Mapping[Localized, PageOutcome]
) -> frozenset[Change]:
    """Return the pages that were to be there and are not, nearly always none."""
    there = (Status.PUBLISHED, Status.UNCHANGED)
    return frozenset(
        each
        for each in changes
        if (page := pages.get(each.localized)) is None
        or (each.status is Status.WITHDRAWN) != (page.status not in there)
    )


def _foresee_guide(
    work: Work, guides: Mapping[GuideFile, tuple[str, ...]], file: GuideFile
) -> tuple[Change, ...]:
    wanted = [each for each in guides[file] if _is_open(work, file, each)]
    if all(_is_absent(work, file, each) and _is_complete(work, file, each) for each in wanted):
        # Then the guide need not be read.
        return _changes(_foresee_absent(work, file, each, 100.0) for each in wanted)
    try:
        source = work.run.read(file)
    except L10nError:  # reported when it is merged
        return ()
    return _changes(_foresee_page(work, file, source, each) for each in wanted)


def _come_along(
    work: Work, guides: Mapping[GuideFile, Iterable[str]], changes: Iterable[Change]
) -> list[tuple[GuideFile, str]]:
    """Return which of these guides without text have a section in which of their languages."""
    run = work.run
    tree, _ = expected_pages(work, changes)
    sources = {file.path: file for file in run.linker.sources.values()}

    @cache
    def has_text(path: str) -> bool:
        return _has_title(run, sources[path]) or _has_text(run, sources[path])

    @cache
    def is_there(language: str, path: str) -> bool:
        file = sources[path]
        if file.key not in tree.guides[language]:
            return False
        return file.key in run.tree.guides[language] or _comes(work, file, language)

    return [
        (file, each)
        for file, languages in guides.items()
        for each in languages
        if has_company(file.path, sources, has_text, partial(is_there, each))
    ]


def _comes(work: Work, file: GuideFile, language: str) -> bool:
    """Return whether a page that was foreseen really comes: its translations may be quarantined."""
    try:
        plan = plan_page(work, work.run.read(file), language, no_title)
    except L10nError:  # reported when it is merged
        return False
    return plan.outcome.status is Status.PUBLISHED


def _has_title(run: Run, file: GuideFile) -> bool:
    """Return whether a guide surely has text: most need not be read for that."""
    fields = compile_fields(fields_at(run.config, file.path))
    titles = zip(run.config.links.titles, file.titles, strict=False)
    return any(
        match_field((field,), fields) and has_substance(title, NO_LABELS) for field, title in titles
    )


def _has_text(run: Run, file: GuideFile) -> bool:
    try:
        return bool(run.read(file).identities)
    except L10nError:  # nothing is known of it
        return True


def _changes(plans: Iterable[Plan]) -> tuple[Change, ...]:
    outcomes = ((plan.outcome, plan.page.old_path if plan.page else "") for plan in plans)
    return tuple(
        Change(each.localized, each.path, each.status, old_path)
        for each, old_path in outcomes
        if each.status in (Status.PUBLISHED, Status.UNCHANGED, Status.WITHDRAWN)
    )


def _foresee_page(work: Work, file: GuideFile, source: Source, language: str) -> Plan:
    """Tell what will become of a page: one that is not there by its coverage, without making it."""
    if not _is_absent(work, file, language):
        return plan_page(work, source, language, no_title)
    catalog = work.run.linker.catalogs(language, file.key)
    usable = catalog if given_translations(work, catalog) else None
    machine = language in work.config.machine
    share = shown_percent(source.measured, usable, machine=machine)
    return _foresee_absent(work, file, language, share)


def _foresee_absent(work: Work, file: GuideFile, language: str, percent: float | None) -> Plan:
    outcome = undecided(work, file.path, Localized(language, file.key))
    return decide(work, outcome, lambda _aliases: Made(b"", str), percent)


def _is_new(work: Work, file: GuideFile, language: str) -> bool:
    """Return whether a page was never published, and nothing is where it would be."""
    return not is_published(work, language, file.key) and _is_absent(work, file, language)


def _is_absent(work: Work, file: GuideFile, language: str) -> bool:
    """Return whether a page is not there, nor anything else where it would be."""
    if file.key in work.run.tree.guides[language]:
        return False
    path = published_path(work, undecided(work, file.path, Localized(language, file.key)))
    return not is_there(f"{work.config.root}/{path}", path)


def _is_complete(work: Work, file: GuideFile, language: str) -> bool:
    """Return whether a catalog lacks no translation.

    Its guide may have changed since, and lack some; ``wrongly_foreseen`` finds that.
    """
    facts = work.run.facts.get(Localized(language, file.key))
    return facts is not None and facts.is_complete


def _is_open(work: Work, file: GuideFile, language: str) -> bool:
    """Return whether it is uncertain if, and where, this page will be there."""
    existing = work.run.tree.guides[language].get(file.key)
    if existing:
        moves = existing.path != target_path(work, file.path, Localized(language, file.key))
        return moves or work.config.withdraw_below is not None
    if is_published(work, language, file.key) or not needed(work, file.path):
        return True
    facts = work.run.facts.get(Localized(language, file.key))
    return facts is not None and facts.size.translated > 0
