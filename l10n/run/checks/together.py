"""Check what can only be seen in all catalogs of a language.

Digests of texts show which translations may be odd together; only those are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias

from l10n.catalog import without_places
from l10n.checks.ignores import ignored_names
from l10n.checks.run import Found
from l10n.checks.subject import Place, SiteSubject, Translation
from l10n.disk.digests import digest_of
from l10n.guide import Finding, Localized
from l10n.run.checks.guide import SAID_SIZE, said_of
from l10n.run.checks.plan import CheckRun, LanguageRun, finding_of
from l10n.site.paths import catalog_path

Known: TypeAlias = Mapping[str, tuple[Finding, ...]]
"""What was found in groups of translations, by what stands for the group and its catalogs."""


@dataclass(frozen=True, slots=True)
class Together:
    """What is wrong with translations that stand in several catalogs."""

    groups: Known
    """In their order."""
    paths: frozenset[str]
    """The catalogs that were, or had to be, looked at."""


@dataclass(slots=True)
class _Group:
    """Translations that may be odd together."""

    first: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By what distinguishes them: the key of the guide where each is first, and its record."""
    counts: dict[str, int] = field(default_factory=dict)


def check_together(
    run: CheckRun, language: LanguageRun, said: Mapping[str, str], known: Known
) -> Together:
    """Check the catalogs of a language; ``said`` stands for the translations of each, by the key of
    its guide.

    Groups that are ``known`` are not looked at again.
    """
    if not language.site_checks:
        return Together({}, frozenset())
    found: dict[str, tuple[Finding, ...]] = {}
    keys: set[str] = set()
    for group in chain(_varied(said, _by_text, _by_msgstr), _varied(said, _by_long, _by_text)):
        name = _name(run, language, group)
        found[name] = known[name] if name in known else _check_group(run, language, group)
        keys.update(key for key, _ in group.first.values())
    paths = (catalog_path(run.config, language.tag, key) for key in keys)
    return Together(found, frozenset(paths))


def _by_text(record: str) -> str:
    return record[:8]


def _by_msgstr(record: str) -> str:
    return record[8:16]


def _by_long(record: str) -> str:
    return record[8:] if record[16] == "+" else ""


def _varied(
    said: Mapping[str, str], what: Callable[[str], str], apart: Callable[[str], str]
) -> Iterator[_Group]:
    """Yield the translations that have one thing in common and differ in another."""
    seen: dict[str, str] = {}
    varied: set[str] = set()
    for record in _records(said):
        if one := what(record):
            other = apart(record)
            if seen.setdefault(one, other) != other:
                varied.add(one)
    groups: dict[str, _Group] = {}
    for key, records in said.items() if varied else ():
        for record in _split(records):
            if (one := what(record)) in varied:
                group, other = groups.setdefault(one, _Group()), apart(record)
                group.first.setdefault(other, (key, record))
                group.counts[other] = group.counts.get(other, 0) + 1
    yield from groups.values()


def _records(said: Mapping[str, str]) -> Iterator[str]:
    return chain.from_iterable(map(_split, said.values()))


def _split(records: str) -> list[str]:
    return [records[at : at + SAID_SIZE] for at in range(0, len(records), SAID_SIZE)]


def _name(run: CheckRun, language: LanguageRun, group: _Group) -> str:
    """Return what stands for a group, as long as its catalogs are as they are."""
    parts = []
    for other, (key, record) in group.first.items():
        state = run.run.files.index.files.get(catalog_path(run.config, language.tag, key))
        parts.append(f"{record}{group.counts[other]} {key} {state.digest if state else ''}")
    return digest_of("\n".join(parts).encode("utf-8", "surrogatepass"))


def _check_group(run: CheckRun, language: LanguageRun, group: _Group) -> tuple[Finding, ...]:
    places: dict[Translation, list[Place]] = {}
    for other, (key, record) in group.first.items():
        if located := _locate(run, Localized(language.tag, key), record):
            place, translation = located
            places.setdefault(translation, []).extend([place] * group.counts[other])
    subject = SiteSubject(language.tag, places)
    return tuple(_check_subject(language, subject))


def _check_subject(language: LanguageRun, subject: SiteSubject) -> Iterator[Finding]:
    by_place = {places[0]: each for each, places in subject.places.items()}
    severities = language.pattern.settings.severity
    for check in language.site_checks:
        for fault in check.check(subject):
            if check.name not in ignored_names(by_place[fault.path, fault.line].comments):
                severity = severities.get(check.name, check.severity)
                found = Found(check.name, severity, fault)
                yield finding_of(found, fault.path, fault.line)


def _locate(run: CheckRun, each: Localized, record: str) -> tuple[Place, Translation] | None:
    """Return the translation that a record stands for, and where it is."""
    catalog = run.run.linker.catalogs(*each)
    path = catalog_path(run.config, *each)
    for entry in catalog.entries if catalog else ():
        if entry.translated and said_of(entry.identity, entry.msgstr) == record:
            extracted = without_places(entry.extracted)
            told = Translation(entry.msgid, entry.msgstr, entry.msgctxt, extracted, entry.comments)
            return (path, entry.line), told
    return None


def flat(groups: Iterable[tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """Return the findings of groups, each once, in their order."""
    return tuple(dict.fromkeys(chain.from_iterable(groups)))
