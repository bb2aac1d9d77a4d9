"""What a check is: its name, how bad its fault is, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from l10n.catalog import Catalog, Entry
from l10n.checks.ignores import ignored_in_guide, ignored_names
from l10n.checks.subject import CatalogSubject, Fault, GuideSubject, SiteSubject, Subject
from l10n.guide import Severity


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """Looks at one translated entry."""

    name: str
    severity: Severity
    summary: str
    """What it finds, in one line."""
    check: Callable[[Subject], Iterator[Fault]]
    trigger: str = ""
    """Characters: one of them in either text wakes the check."""
    languages: frozenset[str] = frozenset()
    """Primary subtags of those that it is made for; empty: all."""
    wakes: Callable[[Subject], bool] | None = None
    """Returns whether something else wakes it, far cheaper than the check.

    Where nothing wakes a check, it finds nothing; one with neither is always awake.
    """
    hints: str = ""
    """Characters: ``wakes`` is asked only where one of them is in either text; empty: always."""
    errs: Callable[[Subject], bool] | None = None
    """Returns whether it may find an error, where most of what wakes it is not so bad."""
    keeps: Callable[[Subject], Collection[str]] | None = None
    """Returns the rules that a text follows where it could break them; see ``Fault.rule``.

    For what is a matter of taste: a team that hardly ever follows a rule has another one.
    """
    marks: str = ""
    """Characters: ``keeps`` is asked only where one of them is in either text; empty: always."""


@dataclass(frozen=True, slots=True)
class CatalogCheck:
    """Looks at one catalog."""

    name: str
    severity: Severity
    summary: str
    find: Callable[[CatalogSubject], Iterator[Fault]]

    def check(self, subject: CatalogSubject) -> Iterator[Fault]:
        """Yield what it finds and no comment ignores, at the entry or at the header."""
        for fault in self.find(subject):
            places = _places(subject.catalog, fault.line)
            if not any(self.name in ignored_names(each.comments) for each in places):
                yield fault


@dataclass(frozen=True, slots=True)
class GuideCheck:
    """Looks at one source guide."""

    name: str
    severity: Severity
    summary: str
    find: Callable[[GuideSubject], Iterator[Fault]]

    def check(self, subject: GuideSubject) -> Iterator[Fault]:
        """Yield what it finds and the guide's front matter does not ignore."""
        for fault in self.find(subject):
            if self.name not in ignored_in_guide(subject.text):
                yield fault


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """Looks at the links of one catalog, and at the titles of the guides that they lead to."""

    name: str
    severity: Severity
    summary: str
    check: Callable[[SiteSubject], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """Looks at all of a language's catalogs together."""

    name: str
    severity: Severity
    summary: str
    check: Callable[[SiteSubject], Iterator[Fault]]


def _places(catalog: Catalog, line: int) -> Iterator[Entry]:
    """Yield the entries whose comments count for what is found in a line."""
    yield catalog.header
    yield from (each for each in catalog.entries if line and each.line == line)


Check: TypeAlias = EntryCheck | CatalogCheck | GuideCheck | LinkCheck | SiteCheck
