"""What a check is: its name, how bad its fault is, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

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
    """It finds nothing where neither side has one of these characters; empty: anywhere."""
    languages: frozenset[str] = frozenset()
    """Primary subtags of those it knows something about; empty: all."""


@dataclass(frozen=True, slots=True)
class CatalogCheck:
    """Looks at one catalog."""

    name: str
    severity: Severity
    summary: str
    check: Callable[[CatalogSubject], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class GuideCheck:
    """Looks at one source guide."""

    name: str
    severity: Severity
    summary: str
    check: Callable[[GuideSubject], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """Looks at all of a language's catalogs together."""

    name: str
    severity: Severity
    summary: str
    check: Callable[[SiteSubject], Iterator[Fault]]


Check: TypeAlias = EntryCheck | CatalogCheck | GuideCheck | SiteCheck
