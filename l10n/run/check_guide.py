"""Check one source guide and its catalogs, whatever the other guides have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from l10n.catalog import Catalog, Entry, Identity
from l10n.checks.ignores import ignored_names
from l10n.checks.plan import NO_CHECKS, Planner
from l10n.checks.registry import NAMES
from l10n.checks.run import Found, check_entry, fix_entry, make_subject
from l10n.checks.subject import CatalogSubject, GuideSubject, Subject, Translation
from l10n.disk.files import is_there, read_bytes
from l10n.disk.output import refusal
from l10n.errors import L10nError
from l10n.guide import Finding, Guide
from l10n.markdown.inlines import NO_LABELS, Labels
from l10n.po import gettext_locale, parse_catalog
from l10n.run.check_run import Run, Seen, finding_of, primary_tag
from l10n.run.check_subjects import (
    declared_charset,
    guide_subject,
    is_identity,
    limited_fields,
    read_labels,
)
from l10n.safe.targets import find_hosts, host_name
from l10n.site.paths import catalog_path
from l10n.site.tree import GuideFile, read_guide


@dataclass(frozen=True, slots=True)
class CatalogChecked:
    """What a catalog says, as mended, and what is to be written of it."""

    path: str
    language: str
    translations: tuple[Translation, ...]
    """Equal ones are mostly one object, so that sending them takes little."""
    lines: tuple[int, ...]
    """Where each translation is, from 1."""
    mended: Mapping[Identity, str]
    """The msgstrs to write."""


@dataclass(frozen=True, slots=True)
class GuideChecked:
    """What was found in a guide and its catalogs: values alone, that can be sent and kept."""

    findings: tuple[Finding, ...]
    catalogs: tuple[CatalogChecked, ...] = ()
    """None when the guide cannot be read."""


@dataclass(frozen=True, slots=True)
class _CatalogFile:
    """A catalog that was read."""

    path: str
    language: str
    catalog: Catalog
    charset: str


def check_guide(run: Run, file: GuideFile, tags: Iterable[str]) -> GuideChecked:
    """Check a source guide and its catalogs in the languages ``tags``; nothing is written."""
    findings: list[Finding] = []
    files: list[_CatalogFile] = []
    for tag in tags:
        try:
            if found := _read_file(run, tag, file.key):
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
    catalogs: list[CatalogChecked] = []
    for each in files:
        findings += _check_catalog(run, each, linked)
        found_here, checked = _check_entries(run, each, guide, labels)
        findings += found_here
        catalogs.append(checked)
    return GuideChecked(tuple(findings), tuple(catalogs))


def _read_file(run: Run, tag: str, key: str) -> _CatalogFile | None:
    path = catalog_path(run.config, tag, key)
    if not is_there(run.config.root / path, path):
        return None
    data = read_bytes(run.config.root / path, path)
    return _CatalogFile(path, tag, parse_catalog(data, path), declared_charset(data))


def _check_source(run: Run, file: GuideFile, subject: GuideSubject) -> Iterator[Finding]:
    for check in run.guide_checks:
        severity = subject.settings.severity.get(check.name, check.severity)
        for fault in check.check(subject):
            yield finding_of(Found(check.name, severity, fault), file.path)


def _check_catalog(run: Run, file: _CatalogFile, linked: frozenset[str]) -> Iterator[Finding]:
    language = run.languages[file.language]
    published = run.site.pages.get(file.language, {})
    subject = CatalogSubject(
        file.catalog,
        gettext_locale(file.language),
        language.plural_counts,
        file.charset,
        NAMES,
        tuple(sorted(key for key in linked if key not in published)),
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
    run: Run, file: _CatalogFile, guide: Guide, labels: Labels
) -> tuple[list[Finding], CatalogChecked]:
    """Return what is wrong with the translations of a catalog, and what it says.

    What was seen in another catalog is not checked again, unless the guide itself matters.
    """
    language = run.languages[file.language]
    source = primary_tag(guide.language)
    pattern = language.pattern._replace(source_language=source, labels=labels)
    plan = NO_CHECKS if is_identity(file.catalog) else language.plan
    is_own = labels is not NO_LABELS
    known = {} if is_own or plan is NO_CHECKS else language.seen
    hosted = cache(lambda: pattern._replace(hosts=find_hosts(guide.text) | _allowed_hosts(run)))
    findings: list[Finding] = []
    translations: list[Translation] = []
    lines: list[int] = []
    mended: dict[Identity, str] = {}
    for entry in file.catalog.entries:
        if not entry.translated:
            continue
        said = (entry.msgid, entry.msgstr, entry.msgctxt, entry.extracted, entry.comments, source)
        seen = known.get(said)
        if seen is None:
            if is_own or _has_address(entry.msgstr):
                seen = _check_entry(plan, hosted(), entry, fixes=run.fixes)
            else:
                seen = known[said] = _check_entry(plan, pattern, entry, fixes=run.fixes)
        translations.append(seen.translation)
        lines.append(entry.line)
        if seen.found:
            findings += [finding_of(each, file.path, entry.line) for each in seen.found]
        if seen.translation.msgstr != entry.msgstr:
            mended[entry.identity] = seen.translation.msgstr
    checked = CatalogChecked(file.path, file.language, tuple(translations), tuple(lines), mended)
    return findings, checked


def _check_entry(plan: Planner, pattern: Subject, entry: Entry, *, fixes: bool) -> Seen:
    """Check one entry, after it was mended where that is asked for."""
    subject = make_subject(pattern, entry)
    if fixes:
        mended = fix_entry(plan, subject)
        if mended is not entry:
            subject = make_subject(pattern, mended)
    told = subject.entry
    translation = Translation(told.msgid, told.msgstr, told.msgctxt, told.extracted, told.comments)
    return Seen(translation, tuple(check_entry(plan, subject)))


def _has_address(text: str) -> bool:
    """Tell whether the hosts that the guide links to may matter."""
    return "@" in text or "://" in text or "www" in text.lower()


def _allowed_hosts(run: Run) -> frozenset[str]:
    return frozenset(map(host_name, run.config.policy.hosts))
