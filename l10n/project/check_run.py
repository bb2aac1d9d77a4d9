"""One run of the checks: what it has read and found so far, and the work on single entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from l10n.catalog import Catalog, Entry, Identity
from l10n.checks.kinds import Check, GuideCheck
from l10n.checks.plan import Planner
from l10n.checks.run import Found, check_entry, fix_entry, make_subject
from l10n.checks.subject import Subject
from l10n.errors import L10nError
from l10n.guide import Finding, Guide
from l10n.links.site import Page, SiteMap
from l10n.markdown.inlines import NO_LABELS, Labels
from l10n.project.catalogs import write_catalog
from l10n.project.check_subjects import is_identity
from l10n.project.config import Config
from l10n.project.outcome import Write, refusal
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
class LanguageRun:
    """What all catalogs of a language have in common."""

    tag: str
    checks: tuple[Check, ...]
    plan: Planner
    pattern: Subject
    plural_forms: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """What every step looks at; the last three grow as it goes on."""

    config: Config
    site: SiteMap
    guide_checks: tuple[GuideCheck, ...]
    languages: Mapping[str, LanguageRun]
    fixes: bool
    memo: dict[tuple[object, ...], tuple[Found, ...]] = field(default_factory=dict)
    """What was found in an entry, by language and all that its checks look at."""
    files: dict[str, CatalogFile] = field(default_factory=dict)
    """The catalogs read, by path."""
    mended: dict[str, dict[Identity, str]] = field(default_factory=dict)
    """The msgstrs to write, by catalog path."""


def check_entries(run: Run, file: CatalogFile, guide: Guide, labels: Labels) -> Iterator[Finding]:
    """Check the translations of a catalog; what was seen in another is not checked again."""
    language = run.languages[file.language]
    pattern = replace(language.pattern, source_language=primary_tag(guide.language), labels=labels)
    hosts: frozenset[str] | None = None
    copied = is_identity(file.catalog)
    for entry in file.catalog.entries:
        if not entry.translated or (copied and entry.msgstr == entry.msgid):
            continue
        has_address = "@" in entry.msgstr or "://" in entry.msgstr or "www" in entry.msgstr.lower()
        if has_address or labels is not NO_LABELS:
            hosts = hosts or find_hosts(guide.text) | _allowed_hosts(run)
            found = _check_entry(run, file, replace(pattern, hosts=hosts), entry)
        else:
            seen = (file.language, entry.msgid, entry.msgstr, entry.extracted, entry.comments)
            if seen not in run.memo or run.fixes:
                run.memo[seen] = _check_entry(run, file, pattern, entry)
            found = run.memo[seen]
        for each in found:
            yield finding_of(each, file.path, entry.line)


def write_mended(run: Run, write: Write) -> Iterator[Finding]:
    """Write the mended catalogs; nothing but the mended msgstrs changes in them."""
    for path, changed in run.mended.items():
        file = run.files[path]
        entries = tuple(
            replace(entry, msgstr=changed.get(entry.identity, entry.msgstr))
            for entry in file.catalog.entries
        )
        catalog = replace(file.catalog, entries=entries)
        try:
            write_catalog(run.config, file.language, file.page.key, catalog, write)
        except L10nError as error:
            yield refusal(error, path)


def finding_of(found: Found, path: str, line: int = 0) -> Finding:
    """Return the finding of what was found in ``path``; the fault's own place goes first."""
    fault = found.fault
    return Finding(
        found.check, found.severity, fault.path or path, fault.line or line, fault.message
    )


def primary_tag(tag: str) -> str:
    """Return the language of a tag: ``pt`` of pt-BR."""
    return tag.partition("-")[0].lower()


def _check_entry(run: Run, file: CatalogFile, pattern: Subject, entry: Entry) -> tuple[Found, ...]:
    """Check one entry, after it was mended where that is asked for."""
    plan = run.languages[file.language].plan
    subject = make_subject(pattern, entry)
    if run.fixes:
        mended = fix_entry(plan, subject)
        if mended is not subject.entry:
            run.mended.setdefault(file.path, {})[mended.identity] = mended.msgstr
            subject = make_subject(pattern, mended)
    return tuple(check_entry(plan, subject))


def _allowed_hosts(run: Run) -> frozenset[str]:
    return frozenset(map(host_name, run.config.policy.hosts))
