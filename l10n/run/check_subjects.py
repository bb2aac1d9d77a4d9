"""What checks look at, made from a site's files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from l10n.catalog import Catalog, Entry
from l10n.checks.guide_links import GuideLink, read_guide_links
from l10n.checks.registry import NAMES
from l10n.checks.settings import Settings
from l10n.checks.subject import GuideSubject, kinds_of
from l10n.config.settings import Config
from l10n.disk.files import read_text
from l10n.errors import L10nError
from l10n.frontmatter.block import find_block
from l10n.guide import Guide
from l10n.links.site import SiteMap
from l10n.markdown.headings import read_headings
from l10n.markdown.idstyle import IdStyle
from l10n.markdown.inlines import NO_LABELS, Labels
from l10n.markdown.segments import parse_body, read_layout
from l10n.text import normalize_newlines

_DEFINITION: Final = re.compile(r"^[ >]{0,8}\[[^\]\n]+\]:", re.MULTILINE)
_CHARSET: Final = re.compile(rb"charset=([^ \t\n\\\"]*)")


def guide_subject(
    config: Config, site: SiteMap, guide: Guide, fields: Mapping[str, str], settings: Settings
) -> GuideSubject:
    """Return a source guide as checks see it."""
    text = normalize_newlines(guide.text)
    page = site.pages[guide.language][guide.key]
    links = read_guide_links(text, site, page)
    return GuideSubject(
        guide.path,
        text,
        settings,
        fields,
        language=guide.language,
        key=guide.key,
        links=links,
        pages=site.pages[guide.language],
        anchors=_anchors(config, guide, links),
        names=NAMES,
    )


def limited_fields(entries: Iterable[Entry], settings: Settings) -> dict[str, str]:
    """Return the source values whose length is limited, by their kind, as translators see it."""
    wanted = {*settings.max_length, *settings.min_length}
    if not wanted:
        return {}
    return {
        kind: entry.msgid
        for entry in entries
        if not entry.obsolete
        for kind in kinds_of(entry.extracted)
        if kind in wanted
    }


def read_labels(guide: Guide) -> Labels:
    """Return the reference labels of a guide; most have none, and are not parsed."""
    if "]:" not in guide.text or not _DEFINITION.search(guide.text):
        return NO_LABELS
    block = find_block(guide.text, guide.path)
    return parse_body(guide.text[block.body if block else 0 :]).labels


def declared_charset(data: bytes) -> str:
    """Return the charset that a catalog's bytes declare; empty when they declare none."""
    found = _CHARSET.search(data)
    return found[1].decode("ascii", "replace") if found else ""


def plural_counts(language: str) -> tuple[int, ...]:
    """Return how many plural forms a language may have; empty when that is not known."""
    from l10n.data.languages import find_language  # a large table

    known = find_language(language)
    return known.counts if known else ()


def is_identity(catalog: Catalog) -> bool:
    """Return whether every translation is a copy of its source: translating has not begun."""
    return all(entry.msgstr == entry.msgid for entry in catalog.entries if entry.translated)


def _anchors(config: Config, guide: Guide, links: Iterable[GuideLink]) -> dict[str, frozenset[str]]:
    wanted = {link.page.path: link.page for link in links if link.page and link.fragment}
    found: dict[str, frozenset[str]] = {}
    for path in wanted:
        try:
            text = guide.text if path == guide.path else read_text(config.root / path, path)[0]
            found[path] = _ids(text, path, config.links.id_style)
        except L10nError:  # reported where that guide itself is read
            continue
    return found


def _ids(text: str, path: str, style: IdStyle) -> frozenset[str]:
    block = find_block(text, path)
    layout = read_layout(text, block.body if block else 0)
    return frozenset(heading.id for heading in read_headings(layout, style))
