"""Title links: segments that only show another guide's title, which need no translation of their
own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from l10n.catalog import Catalog, kinds_of
from l10n.guide import Place, Segment
from l10n.links.hrefs import resolve
from l10n.links.site import Page, SiteMap
from l10n.markdown.linkplaces import plain_address
from l10n.markdown.parser import inline_parser
from l10n.match.similar import trivial_key
from l10n.words import count_words

OldTitles: TypeAlias = Callable[[Page, str], bool]
"""Returns whether a text is a title that a guide had in an earlier revision."""

_SOLE: Final = re.compile(r"\[(.*)\]\(1\)", re.DOTALL)
_ACTIVE: Final = re.compile(r"[\\`*_\[\]<>&~!{}|]")
_FEWEST_WORDS: Final = 3
"""Of an earlier title: a shorter text may as well be any heading that the guide once had."""


class TitleLink(NamedTuple):
    """What a title link shows: the title field, by its number, of a guide."""

    page: Page
    field: int


def find_title_links(
    site: SiteMap, source: Page, segments: Sequence[Segment], is_old: OldTitles
) -> Mapping[int, TitleLink]:
    """Return the segments, by index, that are nothing but a link showing its target's title."""
    links: dict[int, TitleLink] = {}
    for index, segment in enumerate(segments):
        found = _SOLE.fullmatch(segment.msgid) if len(segment.targets) == 1 else None
        if found is None or segment.place is Place.FRONT_MATTER:
            continue
        link = resolve(site, source, plain_address(segment.targets[0].strip("<>")))
        if link is None or link.page is None or not link.page.key:
            continue
        field = _shown_field(link.page, _plain(found[1]), is_old)
        if field is not None:
            links[index] = TitleLink(link.page, field)
    return links


@lru_cache(maxsize=4096)  # a title is shown by many guides
def write_title_link(title: str) -> str:
    """Return the msgstr of a title link whose target has this title."""
    return f"[{_label(_plain(title))}](1)"


def remembers_title(catalog: Catalog, fields: Sequence[str], text: str) -> bool:
    """Return whether a guide's ``catalog`` has ``text`` as a title of an earlier revision.

    A title that is still there counts when its translation will outlive it, so that extracting
    twice is extracting once.
    """
    if count_words(text) < _FEWEST_WORDS:
        return False
    titles = frozenset(fields)
    return any(
        (each.obsolete and text in (each.msgid, each.previous_msgid))
        or (
            _is_title(each.extracted, titles)
            and (each.previous_msgid == text or (each.translated and each.msgid == text))
        )
        for each in catalog.entries
    )


def title_facts(catalog: Catalog, fields: Sequence[str]) -> tuple[str, ...]:
    """Return all that title links can learn of a guide's ``catalog``, sorted.

    A title that was never translated teaches nothing; so a new catalog is like none at all.
    """
    told: set[str] = set()
    titles = frozenset(fields)
    for each in catalog.entries:
        if each.obsolete:
            told |= {f"\0{each.msgid}", f"\0{each.previous_msgid or ''}"}
        elif each.previous_msgid is None and not (each.msgstr or each.msgstr_plural):
            continue  # as most are at first
        elif _is_title(each.extracted, titles):
            if each.previous_msgid is not None:
                told.add(f"\0{each.previous_msgid}")
            if each.translated:
                told.add(f"{each.msgid}\0{each.msgstr}")
    return tuple(sorted(told))


def translated_titles(catalog: Catalog, fields: Sequence[str]) -> dict[str, str]:
    """Return the translations of a guide's titles, by title."""
    titles = frozenset(fields)
    return {
        each.msgid: each.msgstr
        for each in catalog.entries
        if each.msgctxt is None and _is_title(each.extracted, titles) and each.translated
    }


def _is_title(extracted: tuple[str, ...], titles: frozenset[str]) -> bool:
    return not titles.isdisjoint(kinds_of(extracted))


def _shown_field(page: Page, text: str, is_old: OldTitles) -> int | None:
    for field, title in enumerate(page.titles):
        if title and (_plain(title) == text or _is_nearly(title, text)):
            return field
    return 0 if any(page.titles) and is_old(page, text) else None


def _is_nearly(title: str, text: str) -> bool:
    key = trivial_key(text)
    return key != "" and trivial_key(title) == key


def _plain(text: str) -> str:
    return " ".join(plain_address(text).split())


def _label(title: str) -> str:
    """Write ``title`` so that Markdown shows it as it is."""
    if _ACTIVE.search(title) is None:
        return title
    tokens = inline_parser().parseInline(f"[{title}](1)")[0].children or []
    is_plain = [token.type for token in tokens] == ["link_open", "text", "link_close"]
    if is_plain and tokens[1].content == title:
        return title
    return _ACTIVE.sub(r"\\\g<0>", title)
