"""Quarantine translations: what merging refuses, or a check finds faulty, is not published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from l10n.catalog import Catalog, Entry, Identity, without_places
from l10n.checks.glossary import NO_TERMS, Glossary
from l10n.checks.plan import Planner
from l10n.checks.run import blocking_fault, make_subject, plan_blocking
from l10n.checks.settings import Settings
from l10n.checks.subject import Subject, read_side
from l10n.config.settings import Config, Stale
from l10n.disk.kept import keep_recent
from l10n.errors import L10nError
from l10n.guide import Localized, Severity
from l10n.merge import Merged, merge_guide
from l10n.po import form_cases
from l10n.run.checks.plan import primary_tag
from l10n.run.run import Run, Source
from l10n.safe.forms import list_forms
from l10n.site.catalogs import read_catalog
from l10n.site.glossaries import glossary_paths, read_glossary
from l10n.site.links import translate_titles
from l10n.stale import translations_of

_TERMS: Final = "terms"


@dataclass(frozen=True, slots=True)
class Blocking:
    """The checks that quarantine translations from one language into another."""

    plan: Planner
    pattern: Subject
    seen: dict[tuple[object, ...], str] = field(default_factory=dict)
    """The fault of an entry, by all that its checks look at; empty where it has none.

    Only a cache: the same texts stand in many guides.
    """


@dataclass(frozen=True, slots=True)
class Judge:
    """What it takes to say what of a site is quarantined."""

    run: Run
    clean: frozenset[str] = frozenset()
    """The names of what is known to have nothing quarantined."""
    blockings: dict[tuple[str, str], Blocking] = field(default_factory=dict)
    """What keeps translations from being published, by both languages; only a cache."""


def open_blocking(config: Config, source: str, language: str) -> Blocking:
    """Choose the checks; raises L10nError when the glossary is needed and cannot be read.

    Where the settings make wrong terms errors, no text can be checked without the glossary: the
    pages of the language stay as they are.
    """
    settings = config.checks.of(language)
    pattern = Subject(
        Entry(""),
        read_side(""),
        read_side(""),
        primary_tag(language),
        primary_tag(source),
        settings,
        _read_terms(config, language) if _uses_terms(settings) else NO_TERMS,
    )
    return Blocking(_planner(settings.skip, frozenset(settings.severity.items())), pattern)


def blocking_paths(config: Config, language: str) -> tuple[str, ...]:
    """Return the files, besides guide and catalog, that decide what is quarantined."""
    uses_terms = _uses_terms(config.checks.of(language))
    return glossary_paths(config, language) if uses_terms else ()


def judge(
    blocking: Blocking, config: Config, source: Source, catalog: Catalog | None
) -> dict[Identity, str]:
    """Return what a catalog's guide does not publish of it, and why, as merging judges it.

    Raises L10nError where merging refuses the page.
    """
    if catalog is None:
        return {}
    keep_stale = config.stale is Stale.KEEP
    given = translations_of(catalog, keep_stale=keep_stale)
    if not given:
        return {}
    faults = {entry.identity: fault for entry, fault in find_faults(blocking, catalog, given)}
    usable = {identity: text for identity, text in given.items() if identity not in faults}
    extraction, translations = translate_titles(
        source.extraction, source.links, usable, lambda _link: ""
    )
    cases = form_cases(catalog.header) if extraction.has_forms else ()
    merged = merge_guide(source.guide, extraction, translations, config.policy, cases)
    refused = {each.segment.identity: each for each in merged.quarantined}
    return faults | {identity: each.reason for identity, each in refused.items()}


def judge_catalog(
    work: Judge, source: Source, language: str
) -> tuple[Catalog | None, Mapping[Identity, str]]:
    """Return a guide's catalog, and what merging would not publish of it, and why.

    Raises L10nError where merging would refuse the page.
    """
    run, key, languages = work.run, source.guide.key, (source.guide.language, language)
    # One that cannot be read is read again, for the reason.
    catalog = run.linker.catalogs(language, key) or read_catalog(run.config, language, key)
    if Localized(language, key).name in work.clean:
        return catalog, {}
    if languages not in work.blockings:
        work.blockings[languages] = open_blocking(run.config, *languages)
    return catalog, judge(work.blockings[languages], run.config, source, catalog)


def quarantined(faulty: Iterable[Identity], merged: Merged) -> frozenset[Identity]:
    """Return what a page does not publish of its catalog, as ``judge`` does.

    A check found a fault in the ``faulty`` ones; ``merged`` came out with the others.
    """
    refused = (each.segment.identity for each in merged.quarantined)
    return frozenset(faulty).union(refused)


def find_faults(
    blocking: Blocking, catalog: Catalog | None, translations: Mapping[Identity, str]
) -> Iterator[tuple[Entry, str]]:
    """Yield the entries of these translations that are faulty, each with its first fault."""
    for entry in catalog.entries if catalog else ():
        wanted = (entry.msgctxt, entry.msgid) in translations and entry.translated
        if not wanted or entry.said == entry.msgid:
            continue
        if catalog and entry.msgid_plural is not None:
            forms = list_forms(entry, form_cases(catalog.header), blocking.pattern.labels)
            fault = next((found for each in forms if (found := _fault_of(blocking, each))), "")
        else:
            fault = _fault_of(blocking, entry)
        if fault:
            yield entry, fault


def _fault_of(blocking: Blocking, entry: Entry) -> str:
    # No check looks at where a text is.
    extracted = without_places(entry.extracted)
    looked_at = (entry.msgid, entry.msgstr, extracted, entry.comments)
    fault = blocking.seen.get(looked_at)
    if fault is None:
        subject = make_subject(blocking.pattern, entry)
        fault = keep_recent(blocking.seen, looked_at, blocking_fault(blocking.plan, subject))
    return fault


def _uses_terms(settings: Settings) -> bool:
    return settings.severity.get(_TERMS) is Severity.ERROR


def _read_terms(config: Config, language: str) -> Glossary:
    try:
        return read_glossary(config, language)
    except L10nError as error:
        message = (
            f"{error.message}; until then the pages of {language} stay as they are, for its terms "
            "are errors and cannot be checked"
        )
        raise L10nError(message, path=error.path, line=error.line) from None


@lru_cache(maxsize=64)
def _planner(skip: frozenset[str], severity: frozenset[tuple[str, Severity]]) -> Planner:
    return plan_blocking(Settings(skip, dict(severity)))
