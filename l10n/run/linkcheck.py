"""Follow every link of the pages that a site has, as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from l10n.config.settings import Config
from l10n.disk.files import read_text
from l10n.disk.output import Track, refusal
from l10n.errors import L10nError
from l10n.frontmatter.block import find_block
from l10n.guide import Finding
from l10n.links.localize import read_references
from l10n.links.report import Fate, LinkCounts, LinkReport, count_links, judge_link
from l10n.links.site import Page
from l10n.markdown.headings import read_headings
from l10n.markdown.idstyle import IdStyle
from l10n.markdown.segments import Layout, read_layout
from l10n.site.sitemap import page_of, site_map
from l10n.site.tree import GuideFile, Tree, read_guide

_HTML_ID: Final = re.compile(r"<[^<>]*?\s(?:id|name)\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
_REMEMBERED: Final = 4096


@dataclass(frozen=True, slots=True)
class Followed:
    """Where the links of the chosen pages lead."""

    counts: tuple[LinkCounts, ...]
    """By language."""
    reports: tuple[LinkReport, ...]
    """Every link that is not fine, in the order of pages."""
    findings: tuple[Finding, ...]


def follow_links(
    config: Config,
    tree: Tree,
    languages: Iterable[str],
    keys: Iterable[str] | None,
    *,
    track: Track,
) -> Followed:
    """Follow the links on all pages of ``languages``, or on those of the guides ``keys``."""
    site = site_map(config, tree)
    wanted = None if keys is None else set(keys)
    counts: list[LinkCounts] = []
    reports: list[LinkReport] = []
    findings: list[Finding] = []

    @lru_cache(_REMEMBERED)
    def ids_of(page: Page) -> frozenset[str]:
        return _read_ids(config, page)

    for language in languages:
        files = [
            file for key, file in tree.guides[language].items() if wanted is None or key in wanted
        ]
        fates: list[Fate] = []
        for file in track(files):
            try:
                text, layout = _read_layout(config, file)
            except L10nError as error:
                findings.append(refusal(error, file.path))
                continue
            page = page_of(file)
            for each in read_references(text, layout, site, page):
                ids = ids_of(each.page) if each.page and each.fragment else frozenset()
                fate = judge_link(site, page, each, ids)
                fates.append(fate)
                if fate is not Fate.FINE:
                    written, target = each.place.span.of(text), each.page.path if each.page else ""
                    reports.append(
                        LinkReport(fate, language, file.path, each.place.line, written, target)
                    )
        counts.append(count_links(language, len(files), fates))
    return Followed(tuple(counts), tuple(reports), tuple(findings))


def _read_layout(config: Config, file: GuideFile) -> tuple[str, Layout]:
    guide = read_guide(config.root, file)
    block = find_block(guide.text, guide.path)
    return guide.text, read_layout(guide.text, block.body if block else 0)


def _read_ids(config: Config, page: Page) -> frozenset[str]:
    """Return the places of a page that a fragment can name; a page that cannot be read has none."""
    try:
        text, _ = read_text(config.root / page.path, page.path)
        block = find_block(text, page.path)
    except L10nError:
        return frozenset()
    layout = read_layout(text, block.body if block else 0)
    return frozenset(_ids(text, layout, config.links.id_style))


def _ids(text: str, layout: Layout, style: IdStyle) -> Iterator[str]:
    yield from ("", "top")
    yield from (heading.id for heading in read_headings(layout, style))
    yield from _HTML_ID.findall(text)
