"""Check one source guide and its catalogs, whatever the other guides have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from l10n.catalog import Catalog, Entry, Identity
from l10n.checks.ignores import ignored_names
from l10n.checks.kinds import CatalogCheck
from l10n.checks.registry import NAMES
from l10n.checks.run import Found, check_entry, fix_entry, make_subject
from l10n.checks.subject import CatalogSubject, GuideSubject, Subject
from l10n.errors import L10nError
from l10n.guide import Finding, Guide
from l10n.links.site import Page
from l10n.markdown.inlines import NO_LABELS, Labels
from l10n.project.check_run import LanguageRun, Run, finding_of, primary_tag
from l10n.project.check_subjects import (
    declared_charset,
    guide_subject,
    is_identity,
    limited_fields,
    read_labels,
)
from l10n.project.files import is_there, read_bytes
from l10n.project.outcome import refusal
from l10n.project.paths import catalog_path
from l10n.project.po import gettext_locale, parse_catalog
from l10n.project.tree import GuideFile, read_guide
from l10n.safe.targets import find_hosts, host_name


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """A catalog that was read, and the source guide's page."""

    path: str
    language: str
    page: Page
    catalog: Catalog
    charset: str


@dataclass(frozen=True, slots=True)
class GuideChecked:
    """What was found in a guide and its catalogs: values alone, that can be sent and kept."""

    findings: tuple[Finding, ...]
    files: tuple[CatalogFile, ...] = ()
    """The catalogs that were checked."""
    mended: Mapping[str, Mapping[Identity, str]] = field(default_factory=dict)
    """The msgstrs to write, by catalog path; catalogs without any are missing."""


def check_guide(run: Run, file: GuideFile, tags: Iterable[str]) -> GuideChecked:
    """Check a source guide and its catalogs in the languages ``tags``; nothing is written."""
    findings: list[Finding] = []
    page = run.site.pages[file.language][file.key]
    files: list[CatalogFile] = []
    for tag in tags:
        try:
            if found := _read_file(run, tag, page):
                files.append(found)
        except L10nError as error:
            findings.append(refusal(error, catalog_path(run.config, tag, file.key)))
    settings = run.config.checks.general
    try:
        guide = read_guide(run.config.root, file)
        fields = limited_fields(files[0].catalog.entries if files else (), settings)
        subject = guide_subject(run.config, run.site, guide, fields, settings)
        labels = read_labels(guide)
    except L10nError as error:
        return GuideChecked((*findings, refusal(error, file.path)))
    findings += _check_source(run, file, subject)
    linked = frozenset(link.page.key for link in subject.links if link.page and link.page.key)
    mended: dict[str, Mapping[Identity, str]] = {}
    for each in files:
        findings += _check_catalog(run, each, linked)
        found_here, changed = _check_entries(run, each, guide, labels)
        findings += found_here
        if changed:
            mended[each.path] = changed
    return GuideChecked(tuple(findings), tuple(files), mended)


def _read_file(run: Run, tag: str, page: Page) -> CatalogFile | None:
    path = catalog_path(run.config, tag, page.key)
    if not is_there(run.config.root / path, path):
        return None
    data = read_bytes(run.config.root / path, path)
    return CatalogFile(path, tag, page, parse_catalog(data, path), declared_charset(data))


def _check_source(run: Run, file: GuideFile, subject: GuideSubject) -> Iterator[Finding]:
    for check in run.guide_checks:
        severity = subject.settings.severity.get(check.name, check.severity)
        for fault in check.check(subject):
            yield finding_of(Found(check.name, severity, fault), file.path)


def _check_catalog(run: Run, file: CatalogFile, linked: frozenset[str]) -> Iterator[Finding]:
    language = run.languages[file.language]
    published = run.site.pages.get(file.language, {})
    subject = CatalogSubject(
        file.catalog,
        gettext_locale(file.language),
        language.plural_forms,
        file.charset,
        NAMES,
        tuple(sorted(key for key in linked if key not in published)),
    )
    severities = language.pattern.settings.severity
    ignored = ignored_names(file.catalog.header)
    for check in language.checks:
        if isinstance(check, CatalogCheck) and check.name not in ignored:
            severity = severities.get(check.name, check.severity)
            for fault in check.check(subject):
                line = fault.line or file.catalog.header.line
                yield finding_of(Found(check.name, severity, fault), file.path, line)


def _check_entries(
    run: Run, file: CatalogFile, guide: Guide, labels: Labels
) -> tuple[list[Finding], dict[Identity, str]]:
    """Return what is wrong with the translations of a catalog, and those that were mended.

    What was seen in another guide is not checked again, unless the guide itself matters.
    """
    language = run.languages[file.language]
    source = primary_tag(guide.language)
    pattern = replace(language.pattern, source_language=source, labels=labels)
    hosts: frozenset[str] | None = None
    copied = is_identity(file.catalog)
    findings: list[Finding] = []
    mended: dict[Identity, str] = {}
    for entry in file.catalog.entries:
        if not entry.translated or (copied and entry.msgstr == entry.msgid):
            continue
        looked_at = (entry.msgid, entry.msgstr, entry.extracted, entry.comments, source)
        seen = language.seen.get(looked_at) if labels is NO_LABELS else None
        if seen is None and (labels is not NO_LABELS or _has_address(entry.msgstr)):
            hosts = hosts or find_hosts(guide.text) | _allowed_hosts(run)
            seen = _check_entry(run, language, replace(pattern, hosts=hosts), entry)
        elif seen is None:
            seen = language.seen[looked_at] = _check_entry(run, language, pattern, entry)
        found, msgstr = seen
        if found:
            findings += [finding_of(each, file.path, entry.line) for each in found]
        if msgstr != entry.msgstr:
            mended[entry.identity] = msgstr
    return findings, mended


def _check_entry(
    run: Run, language: LanguageRun, pattern: Subject, entry: Entry
) -> tuple[tuple[Found, ...], str]:
    """Check one entry, after it was mended where that is asked for; return its msgstr too."""
    subject = make_subject(pattern, entry)
    if run.fixes:
        mended = fix_entry(language.plan, subject)
        if mended is not entry:
            subject = make_subject(pattern, mended)
    return tuple(check_entry(language.plan, subject)), subject.entry.msgstr


def _has_address(text: str) -> bool:
    """Tell whether the hosts that the guide links to may matter."""
    return "@" in text or "://" in text or "www" in text.lower()


def _allowed_hosts(run: Run) -> frozenset[str]:
    return frozenset(map(host_name, run.config.policy.hosts))
