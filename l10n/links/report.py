"""Where the links of a page lead, as values for reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from l10n.links.localize import Reference
from l10n.links.site import Page, SiteMap


class Fate(StrEnum):
    """What becomes of a reader who follows a link."""

    FINE = "fine"
    """They stay in their language, or change it on purpose."""
    FALLBACK = "fallback"
    """They meet the source page: the guide is not published in their language."""
    CROSSING = "crossing"
    """They leave their language, though the guide is published in it."""
    NO_GUIDE = "no guide"
    """They leave the guides: for a list, a file, what a template makes, or what settings name."""
    BROKEN = "broken"
    """There is no such guide, in any language."""
    BROKEN_ANCHOR = "broken anchor"
    """The guide is there, the place in it is not."""


@dataclass(frozen=True, slots=True)
class LinkReport:
    """One link that is not fine."""

    fate: Fate
    language: str
    path: str
    """Of the page that it is on."""
    line: int
    written: str
    """The address, or the shortcode's tag."""
    target: str
    """The path of what it leads to; empty when that is nothing."""


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """How many links the pages of a language have, and what becomes of them."""

    language: str
    pages: int
    fates: Mapping[Fate, int]

    @property
    def links(self) -> int:
        """Return how many links there are."""
        return sum(self.fates.values())


def judge_link(site: SiteMap, page: Page, reference: Reference, *, has_place: bool) -> Fate:
    """Return what becomes of a reader who follows ``reference`` on ``page``.

    ``has_place`` says whether its target has the place that its fragment names, if it has one.
    """
    meant = reference.page
    if meant is None:
        return Fate.NO_GUIDE if reference.is_elsewhere else Fate.BROKEN
    if reference.fragment and not has_place:
        return Fate.BROKEN_ANCHOR
    if meant.language == page.language or (meant.key and meant.key == page.key):
        return Fate.FINE
    there = meant.key in site.pages.get(page.language, {})
    return Fate.CROSSING if there or page.language not in site.pages else Fate.FALLBACK
