"""Check a site: its source guides, its catalogs and every translation in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from l10n.catalog import Entry
from l10n.checks.glossary import Glossary
from l10n.checks.ignores import ignored_names
from l10n.checks.kinds import CatalogCheck, Check, GuideCheck, SiteCheck
from l10n.checks.plan import plan_checks
from l10n.checks.registry import NAMES
from l10n.checks.run import Found, wanted_checks
from l10n.checks.settings import Settings
from l10n.checks.subject import CatalogSubject, Located, Subject, read_side
from l10n.errors import L10nError
from l10n.guide import Finding
from l10n.links.site import Page
from l10n.project.check_run import (
    CatalogFile,
    LanguageRun,
    Run,
    check_entries,
    finding_of,
    primary_tag,
    write_mended,
)
from l10n.project.check_subjects import (
    declared_charset,
    guide_subject,
    limited_fields,
    plural_forms,
    read_labels,
    site_subject,
)
from l10n.project.config import Config
from l10n.project.files import is_there, read_bytes
from l10n.project.glossaries import read_glossary
from l10n.project.outcome import Track, Write, refusal
from l10n.project.paths import catalog_path
from l10n.project.po import gettext_locale, parse_catalog
from l10n.project.selection import Selection
from l10n.project.sitemap import site_map
from l10n.project.tree import GuideFile, Tree, read_guide

_REPEATED: Final = "repeated-front-matter-key"
"""What scanning says of keys that agree; the check repeated-keys says it too."""
_NO_ENTRY: Final = Entry("")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what is wrong with it."""

    findings: tuple[Finding, ...]
    """By guide; those that concern several guides come last."""
    keys: Mapping[str, str]
    """The guide that a path belongs to, by path."""
    catalogs: int
    entries: int
    """How many translations were looked at."""
    fixed: Mapping[str, int]
    """How many entries were mended, by catalog path."""


def check_site(  # the site, what to check, and how
    config: Config,
    tree: Tree,
    selection: Selection,
    *,
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    write: Write | None = None,
    track: Track,
) -> Checked:
    """Check the selected guides and their catalogs.

    With ``write``, fixes that are certain are written to the catalogs, and only what is left is
    reported. What cannot be read is a finding. Raises L10nError for a damaged glossary.
    """
    run = _start(config, tree, selection, (tuple(only), tuple(skip)), fixes=write is not None)
    findings = [each for each in tree.findings if each.check != _REPEATED]
    keys: dict[str, str] = {}
    pairs = dict(selection.pairs(config))
    for file in track(tuple(pairs)):
        keys[file.path] = file.key
        keys.update((catalog_path(config, tag, file.key), file.key) for tag in pairs[file])
        findings += _check_guide(run, file, pairs[file])
    for language in run.languages.values():
        findings += _check_together(run, language)
    if write is not None:
        findings += write_mended(run, write)
    return Checked(
        findings=tuple(dict.fromkeys(findings)),
        keys=keys,
        catalogs=len(run.files),
        entries=sum(
            entry.translated for file in run.files.values() for entry in file.catalog.entries
        ),
        fixed={path: len(entries) for path, entries in run.mended.items()},
    )


def _start(
    config: Config,
    tree: Tree,
    selection: Selection,
    names: tuple[tuple[str, ...], tuple[str, ...]],
    *,
    fixes: bool,
) -> Run:
    only, skip = names
    languages: dict[str, LanguageRun] = {}
    for tag in selection.languages:
        settings = config.checks.of(tag)
        checks = wanted_checks(settings, only, skip)
        glossary = read_glossary(config, tag)
        header = any(each.name == "catalog-header" for each in checks)
        languages[tag] = LanguageRun(
            tag,
            checks,
            plan_checks(_useful(checks, settings, glossary), primary_tag(tag)),
            Subject(
                _NO_ENTRY,
                read_side(""),
                read_side(""),
                primary_tag(tag),
                primary_tag(config.source_language),
                settings,
                glossary,
                policy=config.policy,
            ),
            plural_forms(tag) if header else None,
        )
    general = wanted_checks(config.checks.general, only, skip)
    guide_checks = tuple(each for each in general if isinstance(each, GuideCheck))
    return Run(config, site_map(config, tree), guide_checks, languages, fixes)


def _check_guide(run: Run, file: GuideFile, tags: Iterable[str]) -> list[Finding]:
    """Check a source guide and its catalogs."""
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
        return [*findings, refusal(error, file.path)]
    for check in run.guide_checks:
        severity = settings.severity.get(check.name, check.severity)
        findings += (
            finding_of(Found(check.name, severity, fault), file.path)
            for fault in check.check(subject)
        )
    linked = frozenset(link.page.key for link in subject.links if link.page and link.page.key)
    for each in files:
        run.files[each.path] = each
        findings += _check_catalog(run, each, linked)
        findings += check_entries(run, each, guide, labels)
    return findings


def _read_file(run: Run, tag: str, page: Page) -> CatalogFile | None:
    path = catalog_path(run.config, tag, page.key)
    if not is_there(run.config.root / path, path):
        return None
    data = read_bytes(run.config.root / path, path)
    return CatalogFile(path, tag, page, parse_catalog(data, path), declared_charset(data))


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


def _check_together(run: Run, language: LanguageRun) -> Iterator[Finding]:
    """Check what can only be seen in all catalogs of a language."""
    checks = [each for each in language.checks if isinstance(each, SiteCheck)]
    if not checks:
        return
    files = [file for file in run.files.values() if file.language == language.tag]
    entries = [
        Located(file.path, replace(entry, msgstr=changed[entry.identity]))
        if (changed := run.mended.get(file.path, {})) and entry.identity in changed
        else Located(file.path, entry)
        for file in files
        for entry in file.catalog.entries
        if entry.translated
    ]
    by_place: dict[tuple[str, int], Entry] = {}
    subject = site_subject(
        run.site, language.tag, entries, {file.path: file.page for file in files}
    )
    severities = language.pattern.settings.severity
    for check in checks:
        severity = severities.get(check.name, check.severity)
        for fault in check.check(subject):
            if not by_place:  # most sites have no such fault
                by_place = {(each.path, each.entry.line): each.entry for each in entries}
            entry = by_place[fault.path, fault.line]
            if check.name in ignored_names(entry):
                continue
            if run.fixes and fault.fix is not None:
                run.mended.setdefault(fault.path, {})[entry.identity] = fault.fix
            else:
                yield finding_of(Found(check.name, severity, fault), fault.path, fault.line)


def _useful(checks: Iterable[Check], settings: Settings, glossary: Glossary) -> list[Check]:
    """Leave out what has nothing to compare with."""
    idle = set()
    if not glossary.by_stem:
        idle.add("terms")
    if not settings.max_length and not settings.min_length:
        idle.add("lengths")
    return [each for each in checks if each.name not in idle]
