"""Check one source guide and its catalogs, whatever the other guides have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Final, TypeAlias
from zlib import crc32

from l10n.catalog import Catalog, Entry, Identity, without_places
from l10n.checks.habits import Habits, Tally, Tastes, kept_rules, name_rule
from l10n.checks.ignores import ignored_names
from l10n.checks.plan import NO_CHECKS, Planner
from l10n.checks.registry import NAMES
from l10n.checks.run import Found, check_planned, fix_entry, make_subject
from l10n.checks.settings import Settings
from l10n.checks.subject import (
    CatalogSubject,
    Fault,
    GuideSubject,
    Place,
    SiteSubject,
    Subject,
    Translation,
    targets_of,
)
from l10n.checks.together.same_translation import FEWEST_CHARACTERS
from l10n.disk.kept import keep_recent
from l10n.disk.output import refusal
from l10n.errors import L10nError
from l10n.guide import Finding, Guide, Localized
from l10n.links.hrefs import resolve
from l10n.markdown.inlines import Labels, labels_of
from l10n.po import form_cases, gettext_locale
from l10n.run.checks.plan import (
    CheckRun,
    LanguageRun,
    Seen,
    finding_of,
    guide_subject,
    is_identity,
    limited_fields,
    places_in,
    primary_tag,
)
from l10n.safe.forms import list_forms
from l10n.safe.targets import find_known, may_hold_address, trusted
from l10n.site.catalogs import read_catalog
from l10n.site.links import absent_paths, find_variants, included_of, references_of
from l10n.site.paths import catalog_path
from l10n.site.shows import UNKNOWN, Links, links_of
from l10n.site.tree import GuideFile

SAID_SIZE: Final = 17
"""Characters by which ``said_of`` stands for a translation."""
_TITLE: Final = "title"


@dataclass(frozen=True, slots=True)
class CatalogChecked:
    """What was found in a catalog, and what is to be written of it."""

    findings: tuple[Finding, ...]
    said: str | None
    """What its translations are, for the checks of all catalogs, see ``said_of``; None when there
    is no catalog that can be read."""
    mended: Mapping[Identity, str]
    """The msgstrs to write."""
    habits: Habits = field(default_factory=dict)
    """What it does about rules of taste; a rule that is broken only counts as not kept."""


@dataclass(frozen=True, slots=True)
class GuideChecked:
    """What was found in a guide and its catalogs: plain values, to be pickled and cached."""

    findings: tuple[Finding, ...]
    """In the source guide."""
    catalogs: Mapping[str, CatalogChecked]
    """By language."""
    anchored: tuple[str, ...] = ()
    """The paths of the guides whose headings were looked at."""
    links: Links = UNKNOWN
    linked: Links = UNKNOWN
    """What it links to also where no translator comes, as in comments."""
    images: tuple[str, ...] = ()
    """Where images of its languages are, or would be."""
    looked: tuple[str, ...] = ()
    """The files that were looked for, because no guide is where a link leads."""


_Shown: TypeAlias = tuple[frozenset[str], frozenset[str], Mapping[str, tuple[str, ...]]]
"""A guide's msgids, the keys of guides that it links to, and its images that a language has none of
its own for, with the languages that have."""


_Looked: TypeAlias = tuple[int, int, Seen]
"""The line of an entry, the place of its first finding, and what became of it."""


@dataclass(frozen=True, slots=True)
class _CatalogFile:
    """A catalog that was read."""

    path: str
    language: str
    catalog: Catalog


def check_guide(
    run: CheckRun, file: GuideFile, tags: Iterable[str], every: Iterable[str]
) -> GuideChecked:
    """Check a source guide and its catalogs in the languages ``tags``; nothing is written.

    ``every`` are all languages that it is translated into.
    """
    catalogs: dict[str, CatalogChecked] = {}
    files: list[_CatalogFile] = []
    for tag in tags:
        try:
            if found := _read_file(run, tag, file.key):
                files.append(found)
            else:
                catalogs[tag] = CatalogChecked((), None, {})
        except L10nError as error:
            finding = refusal(error, catalog_path(run.config, tag, file.key))
            catalogs[tag] = CatalogChecked((finding,), None, {})
    settings = run.config.checks.general
    try:
        source = run.run.read(file)
        guide = source.guide
        fields = limited_fields(_any_entries(run, file.key, every, settings), settings)
        subject = guide_subject(run, guide, fields, settings)
    except L10nError as error:
        return GuideChecked((refusal(error, file.path),), catalogs)
    links = subject.links
    references = references_of(run.run.linker, guide, source.extraction)
    subject = _without_others(subject, {each.place.span.of(guide.text) for each in references})
    subject, looked = _without_files(run, subject)
    linked = frozenset(link.page.key for link in subject.links if link.page and link.page.key)
    texts = frozenset(msgid for _, msgid in source.extraction.identities)
    images = find_variants(run.run.linker, guide, source.extraction.layout)
    labels = source.extraction.labels
    for each in files:
        missing = images.missing(each.language)
        catalogs[each.language] = _check_file(run, each, guide, labels, (texts, linked, missing))
    included = included_of(run.run.linker, guide, source.extraction.layout)
    return GuideChecked(
        (*source.extraction.findings, *_check_source(run, file, subject)),
        catalogs,
        tuple(_anchored(run, subject)),
        links_of(run.run.linker, file.key, references, included),
        links_of(run.run.linker, file.key, (*references, *links), included),
        images.paths,
        looked,
    )


def _anchored(run: CheckRun, subject: GuideSubject) -> set[str]:
    """Return the files that have the places which links name, or would have them."""
    pages = {link.page for link in subject.links if link.page and link.fragment}
    return {path for each in pages for path in (each.path, *places_in(run, each).files)}


def _without_others(subject: GuideSubject, written: Collection[str]) -> GuideSubject:
    """Leave out what only looks like a link, as in a comment or in code."""
    links = tuple(each for each in subject.links if each.written in written)
    return replace(subject, links=links)


def _without_files(run: CheckRun, subject: GuideSubject) -> tuple[GuideSubject, tuple[str, ...]]:
    """Leave out the links that lead to files; also return what files were looked for."""
    linker = run.run.linker
    written = (each.written for each in subject.links if each.page is None)
    paths = absent_paths(linker, subject.key, written)
    there = {each for each in paths if any(path in linker.files for path in paths[each])}
    links = tuple(each for each in subject.links if each.page or each.written not in there)
    looked = dict.fromkeys(path for each in paths.values() for path in each)
    return replace(subject, links=links), tuple(looked)


def said_of(identity: Identity, msgstr: str) -> str:
    """Return what stands for a translation in the checks of all catalogs: ``SAID_SIZE`` characters.

    Eight for its text, eight for its msgstr, and whether that is a long one.
    """
    size = "+" if len(msgstr) >= FEWEST_CHARACTERS else "-"
    return f"{_sum_source(identity)}{_sum(msgstr)}{size}"


@lru_cache(maxsize=4096)  # every language needs it of the source
def _sum_source(identity: Identity) -> str:
    context, msgid = identity
    return _sum(msgid if context is None else f"{context}\4{msgid}")


def _sum(text: str) -> str:
    return f"{crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def _any_entries(
    run: CheckRun, key: str, tags: Iterable[str], settings: Settings
) -> tuple[Entry, ...]:
    """Return the entries of a guide's first catalog, where the length of some is limited."""
    if not (settings.max_length or settings.min_length):
        return ()
    found = (run.run.linker.catalogs(tag, key) for tag in tags)
    return next((each.entries for each in found if each), ())


def _check_file(
    run: CheckRun, file: _CatalogFile, guide: Guide, labels: Labels, shown: _Shown
) -> CatalogChecked:
    found, said, looked, mended = _check_entries(run, file, guide, labels)
    if run.fixes and file.catalog.slips:  # to write what was read mends them
        mended = _as_read(file.catalog) | mended
        file = replace(file, catalog=replace(file.catalog, slips=()))
    findings = [*_check_catalog(run, file, guide.key, shown)]
    habits = _tally(run.languages[file.language].tastes, looked, len(findings))
    findings += found
    told = [(line, seen.translation) for line, _, seen in looked]
    linked = {(file.path, line): each for line, each in told if "](" in each.msgid}
    for each, fault in _check_links(run, file, guide, linked):
        if run.fixes and fault.fix is not None:
            mended[each.identity] = fault.fix
        else:
            findings.append(finding_of(_link_found(run, file, fault), file.path))
    return CatalogChecked(tuple(findings), said, mended, habits)


def _as_read(catalog: Catalog) -> dict[Identity, str]:
    """Return the translations in which a slip was mended when they were read."""
    slips = {each.identity for each in catalog.slips}
    return {each.identity: each.msgstr for each in catalog.entries if each.identity in slips}


def _read_file(run: CheckRun, tag: str, key: str) -> _CatalogFile | None:
    # As it is in its file: what a machine wrote is no error that readers see.
    kept = None if tag in run.config.machine else run.run.linker.catalogs(tag, key)
    catalog = kept or read_catalog(run.config, tag, key)
    return _CatalogFile(catalog_path(run.config, tag, key), tag, catalog) if catalog else None


def _check_source(run: CheckRun, file: GuideFile, subject: GuideSubject) -> Iterator[Finding]:
    for check in run.guide_checks:
        severity = subject.settings.severity.get(check.name, check.severity)
        for fault in check.check(subject):
            yield finding_of(Found(check.name, severity, fault), file.path)


def _check_catalog(run: CheckRun, file: _CatalogFile, key: str, shown: _Shown) -> Iterator[Finding]:
    language = run.languages[file.language]
    texts, linked, images = shown
    published = run.site.pages.get(file.language, {})
    subject = CatalogSubject(
        file.catalog,
        gettext_locale(file.language),
        language.plural_counts,
        file.catalog.charset,
        NAMES,
        tuple(sorted(linked.difference(published))) if key in published else (),
        images,
        texts,
    )
    severities = language.pattern.settings.severity
    ignored = ignored_names(file.catalog.header.comments)
    for check in language.catalog_checks:
        if check.name not in ignored:
            severity = severities.get(check.name, check.severity)
            for fault in check.check(subject):
                line = fault.line or file.catalog.header.line
                yield finding_of(Found(check.name, severity, fault), file.path, line)


def _check_entries(
    run: CheckRun, file: _CatalogFile, guide: Guide, labels: Labels
) -> tuple[list[Finding], str, list[_Looked], dict[Identity, str]]:
    """Return what is wrong with the translations of a catalog, what they are, and mended msgstrs.

    An entry that was checked in another catalog is not checked again, unless its checks look at the
    guide.
    """
    language = run.languages[file.language]
    source = primary_tag(guide.language)
    pattern = language.pattern._replace(source_language=source, labels=labels)
    plan = NO_CHECKS if is_identity(file.catalog) else language.plan
    is_own = labels is not labels_of(labels.syntax)
    known = {} if is_own or plan is NO_CHECKS else language.seen
    hosted = cache(lambda: pattern._replace(known=find_known(guide.text) | _trusted(run)))
    findings: list[Finding] = []
    looked: list[_Looked] = []
    mended: dict[Identity, str] = {}
    for entry in file.catalog.entries:
        if not entry.translated:
            continue
        if entry.msgid_plural is not None:
            for form in list_forms(entry, form_cases(file.catalog.header), labels):
                found = _check_entry(plan, hosted(), form, language, fixes=False).found
                findings += [finding_of(each, file.path, entry.line) for each in found]
            continue
        extracted = without_places(entry.extracted)
        said = (entry.msgid, entry.msgstr, entry.msgctxt, extracted, entry.comments, source)
        seen = known.get(said)
        if seen is None:
            if is_own or may_hold_address(entry.msgstr):
                seen = _check_entry(plan, hosted(), entry, language, fixes=run.fixes)
            else:
                seen = _check_entry(plan, pattern, entry, language, fixes=run.fixes)
                keep_recent(known, said, seen)
        looked.append((entry.line, len(findings), seen))
        if seen.found:
            findings += [finding_of(each, file.path, entry.line) for each in seen.found]
        if seen.translation.msgstr != entry.msgstr:
            mended[entry.identity] = seen.translation.msgstr
    return findings, "".join([seen.said for _, _, seen in looked]), looked, mended


def _tally(tastes: Tastes, looked: Iterable[_Looked], start: int) -> dict[str, Tally]:
    """Return what a catalog does about rules of taste; its first finding has the place ``start``.

    What is broken nowhere counts as well: other catalogs may break it.
    """
    kept: Counter[str] = Counter()
    broken: defaultdict[str, list[int]] = defaultdict(list)
    for rules, count in Counter([seen.kept for _, _, seen in looked if not seen.found]).items():
        for rule in rules:
            kept[rule] += count
    for _, place, seen in looked:
        if not seen.found:
            continue
        faults = {
            name_rule(found.check, found.fault.rule): place + index
            for index, found in enumerate(seen.found, start)
            if found.check in tastes
        }
        for rule, index in faults.items():
            broken[rule].append(index)
        kept.update(rule for rule in seen.kept if rule not in faults)
    return {rule: Tally(kept[rule], tuple(broken[rule])) for rule in kept.keys() | broken.keys()}


def _check_links(
    run: CheckRun, file: _CatalogFile, guide: Guide, located: Mapping[Place, Translation]
) -> Iterator[tuple[Translation, Fault]]:
    """Yield what is wrong with links that show titles; a comment may ignore it."""
    language = run.languages[file.language]
    if not (located and language.link_checks):
        return
    titles = _titles_of(run, file, guide, located.values())
    subject = SiteSubject(file.language, {}, tuple(located.items()), titles)
    for check in language.link_checks:
        for fault in check.check(subject):
            each = located[fault.path, fault.line]
            if check.name not in ignored_names(each.comments):
                yield each, fault


def _titles_of(
    run: CheckRun, file: _CatalogFile, guide: Guide, translations: Iterable[Translation]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return source and translated title of the guides that links lead to."""
    page = run.site.pages[guide.language][guide.key]
    sources, facts = run.run.linker.sources, run.run.facts
    fields = run.config.links.titles
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for target in {target for each in translations for target in targets_of(each.extracted)}:
        link = resolve(run.site, page, target)
        key = link.page.key if link and link.page else ""
        known = facts.get(Localized(file.language, key))
        if key in sources and known and _TITLE in fields:
            # Without front matter there is none.
            title = dict(zip(fields, sources[key].titles, strict=False)).get(_TITLE, "")
            if title in known.titles:
                found[file.path, target] = title, known.titles[title]
    return found


def _link_found(run: CheckRun, file: _CatalogFile, fault: Fault) -> Found:
    language = run.languages[file.language]
    (check,) = language.link_checks
    severities = language.pattern.settings.severity
    severity = severities.get(check.name, fault.severity or check.severity)
    return Found(check.name, severity, fault)


def _check_entry(
    plan: Planner, pattern: Subject, entry: Entry, language: LanguageRun, *, fixes: bool
) -> Seen:
    """Check one entry, after mending it where faults are to be mended."""
    subject = make_subject(pattern, entry)
    if fixes:
        mended = fix_entry(plan, subject, language.style)
        if mended is not entry:
            subject = make_subject(pattern, mended)
    told = subject.entry
    extracted = without_places(told.extracted)
    translation = Translation(told.msgid, told.msgstr, told.msgctxt, extracted, told.comments)
    planned = plan(subject)
    found = tuple(check_planned(planned, subject))
    said = said_of(told.identity, told.msgstr)
    asked = planned if plan is language.plan else language.plan(subject)
    return Seen(translation, said, found, kept_rules(language.tastes, asked.tastes, subject))


def _trusted(run: CheckRun) -> frozenset[str]:
    return trusted(run.config.policy.hosts)
