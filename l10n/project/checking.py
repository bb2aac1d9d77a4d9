"""Check a site: its source guides, its catalogs and every translation in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeAlias

from l10n.catalog import Entry, Identity
from l10n.checks.ignores import ignored_names
from l10n.checks.kinds import SiteCheck
from l10n.checks.run import Found
from l10n.checks.subject import Located
from l10n.errors import L10nError
from l10n.guide import Finding
from l10n.project.catalogs import write_catalog
from l10n.project.check_guide import CatalogFile, GuideChecked, check_guide
from l10n.project.check_run import LanguageRun, Run, finding_of, start_run
from l10n.project.check_subjects import site_subject
from l10n.project.config import Config
from l10n.project.jobs import map_in_order
from l10n.project.outcome import Track, Write, refusal
from l10n.project.paths import catalog_path
from l10n.project.selection import Selection
from l10n.project.tree import GuideFile, Tree

_REPEATED: Final = "repeated-front-matter-key"
"""What scanning says of keys that agree; the check repeated-keys says it too."""

Mended: TypeAlias = Mapping[str, Mapping[Identity, str]]
"""The msgstrs to write, by catalog path."""


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
    jobs: int = 1,
    track: Track,
) -> Checked:
    """Check the selected guides and their catalogs.

    With ``write``, fixes that are certain are written to the catalogs, and only what is left is
    reported. What cannot be read is a finding. Raises L10nError for a damaged glossary.
    """
    run = start_run(config, tree, selection, (tuple(only), tuple(skip)), fixes=write is not None)
    findings = [each for each in tree.findings if each.check != _REPEATED]
    keys: dict[str, str] = {}
    files: list[CatalogFile] = []
    mended: dict[str, Mapping[Identity, str]] = {}
    pairs = dict(selection.pairs(config))
    every = map_in_order(partial(_check_guide, run, pairs), tuple(pairs), jobs)
    for file, checked in zip(track(tuple(pairs)), every, strict=True):
        keys[file.path] = file.key
        keys.update((catalog_path(config, tag, file.key), file.key) for tag in pairs[file])
        findings += checked.findings
        files += checked.files
        mended.update(checked.mended)
    for language in run.languages.values():
        found, changed = _check_together(run, language, files, mended)
        findings += found
        mended.update((path, {**mended.get(path, {}), **changed[path]}) for path in changed)
    if write is not None:
        findings += _write_mended(config, files, mended, write)
    return Checked(
        findings=tuple(dict.fromkeys(findings)),
        keys=keys,
        catalogs=len(files),
        entries=sum(entry.translated for file in files for entry in file.catalog.entries),
        fixed={path: len(entries) for path, entries in mended.items()},
    )


def _check_guide(
    run: Run, pairs: Mapping[GuideFile, Iterable[str]], file: GuideFile
) -> GuideChecked:
    return check_guide(run, file, pairs[file])


def _check_together(
    run: Run, language: LanguageRun, read: Iterable[CatalogFile], mended: Mended
) -> tuple[list[Finding], dict[str, dict[Identity, str]]]:
    """Check what can only be seen in all catalogs of a language.

    Returns what is wrong and the msgstrs that were mended, by catalog path.
    """
    findings: list[Finding] = []
    changed: dict[str, dict[Identity, str]] = {}
    checks = [each for each in language.checks if isinstance(each, SiteCheck)]
    if not checks:
        return findings, changed
    files = [file for file in read if file.language == language.tag]
    entries = list(_translations(files, mended))
    by_place: dict[tuple[str, int], Entry] = {}
    pages = {file.path: file.page for file in files}
    subject = site_subject(run.site, language.tag, entries, pages)
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
                changed.setdefault(fault.path, {})[entry.identity] = fault.fix
            else:
                found = Found(check.name, severity, fault)
                findings.append(finding_of(found, fault.path, fault.line))
    return findings, changed


def _translations(files: Iterable[CatalogFile], mended: Mended) -> Iterator[Located]:
    for file in files:
        changed = mended.get(file.path, {})
        for entry in file.catalog.entries:
            if entry.translated:
                msgstr = changed.get(entry.identity) if changed else None
                yield Located(file.path, replace(entry, msgstr=msgstr) if msgstr else entry)


def _write_mended(
    config: Config, files: Iterable[CatalogFile], mended: Mended, write: Write
) -> Iterator[Finding]:
    """Write the mended catalogs; nothing but the mended msgstrs changes in them."""
    for file in files:
        if changed := mended.get(file.path):
            entries = tuple(
                replace(entry, msgstr=changed.get(entry.identity, entry.msgstr))
                for entry in file.catalog.entries
            )
            catalog = replace(file.catalog, entries=entries)
            try:
                write_catalog(config, file.language, file.page.key, catalog, write)
            except L10nError as error:
                yield refusal(error, file.path)
