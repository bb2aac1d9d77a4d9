"""Decide what becomes of a localized page: by what is in its place, and how much is translated."""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, TypeAlias

from l10n.config.settings import Config
from l10n.coverage import GuideCoverage
from l10n.disk.digests import digest
from l10n.disk.files import is_there, read_bytes
from l10n.guide import Finding, Localized
from l10n.links.site import alias_url, url_of
from l10n.run.publish import PageChange
from l10n.run.quarantine import Blocking
from l10n.run.run import Run
from l10n.site.links import page_at
from l10n.site.paths import is_data, localized_path, publish_at
from l10n.site.record import NO_MEMORY
from l10n.site.tree import broken_keys
from l10n.suffixes import without_suffix

_MOST_LINES: Final = 5


class Status(StrEnum):
    """What merging did with one localized guide."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """A page that merging did not write, or that was edited since: left as it is."""
    WAITING = "waiting"
    """Not translated enough to be published."""
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    """Something is wrong; the finding says what."""


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What merging did with one guide in one language, and why."""

    key: str
    language: str
    path: str
    status: Status
    reason: str = ""
    """Empty when there is nothing to explain."""
    findings: tuple[Finding, ...] = ()
    lines: tuple[int, ...] = ()
    """Of the page as it is: those for which it is kept."""

    @property
    def localized(self) -> Localized:
        """Return whose page it is."""
        return Localized(self.language, self.key)


@dataclass(frozen=True, slots=True)
class Made:
    """A page as it should be."""

    data: bytes
    read_frame: Callable[[], str]
    """Returns its frame, for the record; not called for a page that stays as it is."""
    lost: tuple[int, ...] = ()
    """Lines of the page as it is whose words are not in it, and in no catalog."""


Make: TypeAlias = Callable[[tuple[str, ...]], Made]
"""Makes the page, given the old addresses that lead to it."""


@dataclass(frozen=True, slots=True)
class Work:
    """What every decision about a page looks at."""

    run: Run
    publish_at: float
    """In percent of words."""
    broken: frozenset[str]
    """The paths of all guides that cannot be used."""
    names: Mapping[tuple[str, str], str]
    """By language and key: the names of pages that are not called as their source."""
    unusable: tuple[str, ...]
    """The paths of source guides that cannot be used: any page may be that of one of them."""
    foreseeing: bool = True
    """Whether it is not known yet which pages really go away."""
    leaving: frozenset[str] = frozenset()
    """The paths that pages go away from in this run, as far as that has not happened yet."""
    owners: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """The keys of pages by language and path; only a cache."""
    accompanied: frozenset[Localized] = frozenset()
    """The new pages without text whose section is published."""
    blockings: dict[tuple[str, str], Blocking] = field(default_factory=dict)
    """What keeps translations from being published, by both languages; only a cache."""
    moved: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    """The ids of places that are others than in the source, by language and key; only a cache."""

    @property
    def config(self) -> Config:
        """Return the site's settings."""
        return self.run.config


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of one page."""

    outcome: PageOutcome
    page: PageChange | None = None
    coverage: GuideCoverage | None = None
    """How far it is translated; None where that cannot be said."""


def undecided(work: Work, path: str, each: Localized) -> PageOutcome:
    """Return the outcome, before anything is decided, for the source guide at ``path``."""
    return PageOutcome(each.key, each.language, target_path(work, path, each), Status.UNCHANGED)


def decide(work: Work, outcome: PageOutcome, make: Make, share: float | None) -> Plan:
    """Decide by what is at the page's place now, and by how much of it is translated.

    ``share`` is in percent, None where there is nothing to translate.
    """
    language, key = outcome.localized
    existing = work.run.tree.guides[language].get(key)
    unread = existing is None and key in broken_keys(work.run.tree, language)
    if unread or outcome.path in work.broken:
        return _kept(outcome, "the page there cannot be read; mend it, or move it away")
    percent = 100.0 if share is None else share
    current = existing.path if existing else published_path(work, outcome)
    place = f"{work.config.root}/{current}"
    taken = existing is None and _makes_way(work, language, current)
    if not taken and is_there(place, current):
        old = read_bytes(place, current)
        return _decide_existing(work, outcome, make, old, current, percent)
    if not is_published(work, language, key):
        if share is None and Localized(language, key) not in work.accompanied:
            return _waiting_for_section(outcome)
        if _is_too_little(work, outcome, percent):
            return _waiting(outcome, percent, needed(work, outcome.path))
    if is_published(work, language, key) and _is_too_low(work, outcome, percent):
        if taken:
            return _waiting(outcome, percent, needed(work, outcome.path))
        return _withdrawn(work, outcome, percent)  # a killed run took away the page only
    page = _page(work, outcome, make(()))
    if taken and is_orphaned(work, language, current):
        page = replace(page, replaces=owner_of(work, language, current))
    return Plan(replace(outcome, status=Status.PUBLISHED), page)


def is_published(work: Work, language: str, key: str) -> bool:
    """Return whether merging has published this page, or importing has handed it over."""
    known = work.run.record.get((language, key))
    return known is not None and bool(known.digests)


def is_ours(work: Work, each: Localized) -> bool:
    """Return whether the page is in the tree, as merging wrote it."""
    existing = work.run.tree.guides[each.language].get(each.key)
    known = work.run.record.get(each)
    return existing is not None and known is not None and existing.digest in known.digests


def target_path(work: Work, path: str, each: Localized) -> str:
    """Return where the localized page of the source guide at ``path`` belongs.

    An imported page stays where it is, unless its name is a slug.
    """
    config = work.config
    known = work.run.record.get(each)
    if known and known.memory.own_path and not config.slugs:
        existing = work.run.tree.guides[each.language].get(each.key)
        return existing.path if existing else known.path
    return localized_path(config, path, each.language, without_suffix(work.names.get(each, "")))


def published_path(work: Work, outcome: PageOutcome) -> str:
    """Return where the page is when no page in the tree has its key.

    After a guide's key has changed, our page still has the old one.
    """
    known = work.run.record.get(outcome.localized)
    if known is None or not is_there(work.config.root / known.path, known.path):
        return outcome.path
    is_others = owner_of(work, outcome.language, known.path) not in ("", outcome.key)
    return outcome.path if is_others else known.path


def _decide_existing(
    work: Work, outcome: PageOutcome, make: Make, old: bytes, current: str, percent: float
) -> Plan:
    known = work.run.record.get(outcome.localized)
    is_written = known is not None and digest(old) in known.digests
    may_write = is_written or not _is_too_little(
        work, outcome, percent
    )  # making it for nothing costs most
    before = _path_before(work, outcome, current)
    made = make(old_addresses(work, outcome)) if may_write else None
    is_same = made is not None and old == made.data and current == outcome.path
    if made is None or not (is_written or is_same):
        return _kept(replace(outcome, path=current), _why_kept(work, outcome, current))
    if made.lost:
        there = replace(outcome, path=current, lines=made.lost)
        return _kept(there, _would_lose(made.lost))
    if _is_too_low(work, outcome, percent):
        return _withdrawn(work, replace(outcome, path=current), percent)
    settled = (outcome.path, (digest(made.data),))
    if is_same and known is not None and (known.path, known.digests) == settled:
        return Plan(outcome)
    page = replace(_page(work, outcome, made), old_digest=digest(old))
    if is_same and before == outcome.path:
        return Plan(outcome, page)
    if current != outcome.path:
        way_is_free = _makes_way(work, outcome.language, outcome.path)
        if not way_is_free and is_there(work.config.root / outcome.path, outcome.path):
            reason = _obstacle(work, outcome.language, outcome.path)
            return _kept(replace(outcome, path=current), reason)
        page = replace(page, old_path=current)
    return Plan(replace(outcome, status=Status.PUBLISHED), page)


def _would_lose(lines: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, lines[:_MOST_LINES])) + (", ..." if len(lines) > _MOST_LINES else "")
    return (
        f"the source has changed where this page has words of its own (line {shown}): "
        "make the change there, and take it in with l10n import"
    )


def _why_kept(work: Work, outcome: PageOutcome, current: str) -> str:
    language, key = outcome.localized
    status = status_advice(key)
    if is_published(work, language, key):
        return f"this page was edited by hand; take it in with l10n import{status}"
    if owner_of(work, language, current) not in ("", key):
        return _obstacle(work, language, current)
    if (language, key) in work.run.record:
        return f"this page was imported, but not handed over to merge{status}"
    return "this page was not written by merge; take it in with l10n import"


def status_advice(key: str) -> str:
    """Return how the reason ends of a page that ``l10n status`` has more to say of."""
    return f"; l10n status {shlex.quote(key)} says what holds it"


def _obstacle(work: Work, language: str, path: str) -> str:
    """Say that something is where a page belongs, and what to do if it stays there."""
    other = owner_of(work, language, path)
    whose = f", the page of {other}," if other else ""
    advice = "move it away"
    if other and is_ours(work, Localized(language, other)):
        advice = "if it stays there, remove it: merge writes what belongs there"
    return f"{path}{whose} is in its way; {advice}"


def _makes_way(work: Work, language: str, path: str) -> bool:
    """Tell whether at a path is a page of ours that goes away in this run, or may."""
    each = Localized(language, owner_of(work, language, path))
    if not each.key or not is_ours(work, each):
        return False
    if path in work.leaving or is_orphaned(work, language, path):
        return True
    if not work.foreseeing or each.key not in work.run.linker.sources:
        return False
    source = work.run.linker.sources[each.key]
    moves = target_path(work, source.path, each) != path
    is_selected = language in work.run.pairs.get(source, ())
    return is_selected and (moves or work.config.withdraw_below is not None)


def is_orphaned(work: Work, language: str, path: str) -> bool:
    """Tell whether at a path is a page of ours whose guide is gone."""
    key = owner_of(work, language, path)
    if not key or key in work.run.linker.sources or work.unusable:
        return False
    return is_ours(work, Localized(language, key))


def owner_of(work: Work, language: str, path: str) -> str:
    """Return the key of the page at a path; empty when no page of the tree is there."""
    if language not in work.owners:
        pages = work.run.tree.guides[language].items()
        work.owners[language] = {file.path: key for key, file in pages}
    return work.owners[language].get(path, "")


def _path_before(work: Work, outcome: PageOutcome, current: str) -> str:
    """Return where a page was before this run, or before it was moved by hand."""
    known = work.run.record.get(outcome.localized)
    return known.path if known and current == outcome.path else current


def old_addresses(work: Work, outcome: PageOutcome) -> tuple[str, ...]:
    """Return the page's own addresses of earlier runs: its aliases, and the one it leaves now.

    They are relative to the page: whether one from the root begins with the language is a
    question of Hugo's version.
    """
    language, key = outcome.localized
    existing = work.run.tree.guides[language].get(key)
    if not work.config.slugs or existing is None:
        return ()
    path = _path_before(work, outcome, existing.path)
    linker = work.run.linker
    if existing.url or existing.slug:  # it keeps them
        before = now = url_of(linker.site, linker.site.pages[language][key])
    else:
        before = url_of(linker.site, page_at(linker, key, language, path))
        now = url_of(linker.site, page_at(linker, key, language, outcome.path))
    old = [alias_url(before, each) for each in existing.aliases if not each.startswith("/")]
    if before != now:
        old.append(before.rstrip("/"))
    folder = posixpath.dirname(now.rstrip("/"))
    gone = (each for each in old if each != now.rstrip("/"))
    return tuple(posixpath.relpath(each, folder) for each in dict.fromkeys(gone))


def _page(work: Work, outcome: PageOutcome, made: Made) -> PageChange:
    known = work.run.record.get(outcome.localized)
    memory = (known.memory if known else NO_MEMORY)._replace(frame=made.read_frame())
    return PageChange(outcome.language, outcome.key, outcome.path, made.data, memory=memory)


def needed(work: Work, path: str) -> float:
    """Return how much of the page at ``path`` has to be translated, in percent of words."""
    return publish_at(work.config, path, work.publish_at)


def _is_too_little(work: Work, outcome: PageOutcome, percent: float) -> bool:
    """Return whether a page is not published yet; a data file is with its first translation."""
    limit = needed(work, outcome.path)
    return percent < limit or (not percent and is_data(work.config, outcome.path))


def _is_too_low(work: Work, outcome: PageOutcome, percent: float) -> bool:
    limit = work.config.withdraw_below
    return limit is not None and percent < limit and not is_data(work.config, outcome.path)


def _withdrawn(work: Work, outcome: PageOutcome, percent: float) -> Plan:
    limit = work.config.withdraw_below
    reason = f"{percent:g} % of its words are translated, withdraw-below is {limit:g}"
    page = PageChange(outcome.language, outcome.key, outcome.path, data=None)
    return Plan(replace(outcome, status=Status.WITHDRAWN, reason=reason), page)


def _kept(outcome: PageOutcome, reason: str) -> Plan:
    return Plan(replace(outcome, status=Status.KEPT, reason=reason))


def _waiting(outcome: PageOutcome, percent: float, publish_at: float) -> Plan:
    reason = f"{percent:g} % of its words are translated, {publish_at:g} % are needed"
    if not publish_at:
        reason = "none of its words are translated"
    return Plan(replace(outcome, status=Status.WAITING, reason=reason))


def _waiting_for_section(outcome: PageOutcome) -> Plan:
    reason = "it has nothing to translate, and no page of its section is published"
    return Plan(replace(outcome, status=Status.WAITING, reason=reason))
