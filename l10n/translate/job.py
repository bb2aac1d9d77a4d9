"""One catalog that an engine fills: what it wants, and what becomes of the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from l10n.catalog import Catalog, Entry, Identity
from l10n.checks.kinds import EntryCheck
from l10n.checks.plan import Planner, plan_checks
from l10n.checks.run import check_entry, make_subject, wanted_checks
from l10n.checks.subject import Subject
from l10n.config.settings import Config
from l10n.engines.values import Form
from l10n.engines.wishes import Known, Wish, find_wishes, plain_entry
from l10n.guide import Finding, Localized, Severity
from l10n.match.machine import fill_by_machine, former_of, refuse_by_machine
from l10n.reports.status_text import quote
from l10n.run.extract import template_of
from l10n.run.quarantine import Blocking, judge, open_blocking
from l10n.run.run import Run, Source
from l10n.site.catalogs import encode_catalog, read_catalog, with_header, write_encoded
from l10n.site.glossaries import read_glossary
from l10n.site.paths import catalog_path
from l10n.site.tree import GuideFile
from l10n.translate.odd import find_echoes, find_odd, find_wordless
from l10n.update import update_catalog

_JUDGED_BY_MERGING: Final = frozenset({"placeables", "safety"})
_DOUBTS: Final = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Language:
    """What all jobs of one language, from one source language, have in common."""

    blocking: Blocking
    plan: Planner
    pattern: Subject
    known: Known


@dataclass(slots=True)
class Job:
    """A catalog, as it is by now."""

    each: Localized
    source: Source
    catalog: Catalog
    path: str
    """The catalog's."""
    wishes: tuple[Wish, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What is wrong with texts, by whose they are."""

    faults: Mapping[Identity, str]
    """Why a text cannot be used."""
    doubts: Mapping[Identity, tuple[str, ...]]
    """What a person should look at in one that can."""


def open_language(config: Config, source: str, language: str, known: Known) -> Language:
    """Return what the jobs need; raises L10nError when the glossary cannot be read."""
    blocking = open_blocking(config, source, language)
    glossary = read_glossary(config, language)
    settings = config.checks.of(language)
    checks = (
        each
        for each in wanted_checks(settings)
        if isinstance(each, EntryCheck) and each.name not in _JUDGED_BY_MERGING
    )
    pattern = blocking.pattern._replace(glossary=glossary)
    plan = plan_checks(checks, pattern.language)
    return Language(blocking, plan, pattern, replace(known, glossary=glossary, settings=settings))


def open_job(  # the site, what of it, and how it goes out
    run: Run, file: GuideFile, language: str, common: Language, form: Form, now: datetime
) -> Job:
    """Read a guide and its catalog, brought up to it; raises L10nError when one cannot be read."""
    each = Localized(language, file.key)
    source = run.read(file)
    old = with_header(run.config, language, read_catalog(run.config, *each), now)
    catalog = update_catalog(old, template_of(run, file, source)).catalog
    labels = source.extraction.labels
    wishes = find_wishes(source.segments, catalog, labels, form, common.known)
    path = catalog_path(run.config, *each)
    return Job(each, source, catalog, path, wishes, next(filter(None, file.titles), ""))


def find_plural(job: Job) -> tuple[Finding, ...]:
    """Return a finding for the texts with plural forms that wait: engines do not know them."""
    lines = [
        entry.line
        for entry in job.catalog.entries
        if entry.msgid_plural is not None and not (entry.translated or entry.obsolete)
    ]
    if not lines:
        return ()
    texts = "1 text has" if len(lines) == 1 else f"{len(lines)} texts have"
    message = f"{texts} plural forms, which no engine fills: translate each form here"
    return (Finding("plural-forms", Severity.WARNING, job.path, min(lines), message),)


def judge_texts(
    config: Config, common: Language, job: Job, texts: Mapping[Identity, str]
) -> Judged:
    """Judge texts as merging and checking judge those of people.

    Raises L10nError where merging refuses the page.
    """
    entries = [
        entry._replace(msgstr=texts[entry.identity], flags=(), comments=(), previous_msgid=None)
        for entry in job.catalog.entries
        if entry.identity in texts and not entry.obsolete
    ]
    faults = judge(common.blocking, config, job.source, Catalog(job.catalog.header, (*entries,)))
    odd = find_odd(entries)
    doubts = {entry.identity: _doubts(common, entry) for entry in entries}
    doubts |= {name: (*doubts[name], each) for name, each in odd.items()}
    doubts |= {name: (each,) for name, each in find_echoes(entries).items() if not doubts[name]}
    return Judged(
        {**find_wordless(entries), **faults}, {name: each for name, each in doubts.items() if each}
    )


def _doubts(common: Language, entry: Entry) -> tuple[str, ...]:
    found = check_entry(common.plan, make_subject(common.pattern, entry))
    return tuple(each.fault.message for each in found if each.severity in _DOUBTS)


@dataclass(frozen=True, slots=True)
class Filled:
    """What one batch came to."""

    texts: Mapping[Identity, str]
    doubts: Mapping[Identity, tuple[str, ...]]
    refusals: Mapping[Identity, str]


def fill(job: Job, filled: Filled, who: str) -> None:
    """Put texts and reasons into the catalog; what a person wrote of an old source stays in it."""
    former: dict[Identity, Entry] = {}
    entries = []
    for entry in job.catalog.entries:
        name = entry.identity
        if name in filled.texts and not entry.obsolete:
            if kept := former_of(entry):
                former[kept.identity] = kept
            entry = fill_by_machine(
                plain_entry(entry), filled.texts[name], who, filled.doubts.get(name, ())
            )
        elif name in filled.refusals and not entry.obsolete:
            entry = refuse_by_machine(entry, filled.refusals[name])
        entries.append(entry)
    known = {entry.identity for entry in entries}
    more = (each for name, each in former.items() if name not in known)
    job.catalog = replace(job.catalog, entries=(*entries, *more))


def find_doubtful(job: Job, filled: Filled) -> Iterator[Finding]:
    """Yield what a batch left for people: texts without an answer that can be used, and doubts."""
    for (_, msgid), reason in filled.refusals.items():
        message = f"{quote(msgid)}: no answer could be used: {reason}"
        yield Finding("machine-refused", Severity.WARNING, job.path, 0, message)
    for (_, msgid), reasons in filled.doubts.items():
        message = f"{quote(msgid)}: look at the answer: {'; '.join(reasons)}"
        yield Finding("machine-doubts", Severity.WARNING, job.path, 0, message)


def save(run: Run, job: Job) -> None:
    """Write the catalog; raises L10nError when it was saved by another program meanwhile."""
    data = encode_catalog(run.config, *job.each, job.catalog)
    write_encoded(run.config, *job.each, (job.catalog, data), run.output.write)
