"""Addresses in front matter: paths of files, the same from every page, and links to guides."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterator
from typing import Final

from l10n.frontmatter.block import find_block
from l10n.frontmatter.node import Node
from l10n.frontmatter.tree import try_tree
from l10n.frontmatter.values import Value, edit_value, locate_values
from l10n.later import later
from l10n.links.files import beside, follows_files, is_lost
from l10n.links.hrefs import resolve
from l10n.links.scheme import Make
from l10n.links.site import Page, SiteMap, path_from
from l10n.markdown.linkplaces import LinkKind, LinkPlace
from l10n.suffixes import SUFFIX
from l10n.text import Edit, Span

_FIELDS: Final = ("*", "*.*", "*.*.*", "*.*.*.*")
"""All that are not too deep to be a file's."""
_NAMES: Final = frozenset(
    {"banner", "cover", "file", "image", "img", "logo", "photo", "poster", "src", "thumbnail"}
)
"""Of fields whose value may be the path of a file that does not begin with a dot."""
_MAY_HOLD: Final = later(
    rf"(?<![\w./])\.{{1,2}}/|\b(?:{'|'.join(sorted(_NAMES))})\b", re.IGNORECASE
)
_LINKING: Final = (Make.OTHER, Make.STARLIGHT, Make.VUEPRESS)
"""The makes whose pages show links that their front matter has: VitePress, and Starlight."""
_LINKS: Final = ("link", "actionLink")
_NEIGHBOURS: Final = ("prev", "next")
"""Fields that hold a link, or what a link to it is called."""
_MAY_LINK: Final = later(rf"\b(?:{'|'.join((*_LINKS, *_NEIGHBOURS))})\b")
_FROM_TOP: Final = (Make.DOCUSAURUS, Make.MKDOCS)
"""The makes for which a path without a dot is not one from the guide's folder."""


def front_addresses(text: str, site: SiteMap, source: Page) -> Iterator[str]:
    """Yield what may be the path of a file in the front matter of the guide at ``source``."""
    yield from (value.text for value in _find_paths(text, site, source))


def localize_front(
    text: str, site: SiteMap, files: Container[str], pages: tuple[Page, Page]
) -> Iterator[Edit]:
    """Yield what lets the front matter of ``text``, the merged guide of the first page, lead to
    the same files on the second.
    """
    source, page = pages
    if posixpath.dirname(source.path) == posixpath.dirname(page.path):
        return
    for value in _find_paths(text, site, source):
        places = beside(source, page, value.text)
        if places and is_lost(site, files, page, places):
            path = path_from(page, places.source)
            # Docusaurus takes only what begins with "./" for a file.
            begins = "./" if value.text.startswith("./") else ""
            yield edit_value(text, value, f"{begins}{path}")


def find_front_links(text: str, site: SiteMap, page: Page) -> Iterator[LinkPlace]:
    """Yield the links in the front matter of the guide at ``page``."""
    if site.scheme.make not in _LINKING or not SUFFIX.search(page.path):
        return
    for value in _read_values(text, page.path, _MAY_LINK):
        if not _is_link(value):
            continue
        at = value.span.of(text).find(value.text)
        if at >= 0:
            start = value.span.start + at
            yield LinkPlace(LinkKind.LINK, Span(start, start + len(value.text)), value.line)


def _is_link(value: Value) -> bool:
    *_, name = value.field.split(".")
    is_path = "/" in value.text or SUFFIX.search(value.text)
    is_neighbour = value.field in _NEIGHBOURS and value.text.startswith(("/", "./", "../"))
    return bool(is_neighbour or (name in _LINKS and is_path))


def _leads_to_guide(site: SiteMap, source: Page, value: Value) -> bool:
    if site.scheme.make not in _LINKING or not _is_link(value):
        return False
    link = resolve(site, source, value.text)
    return link is not None and link.page is not None


def _read_values(text: str, path: str, sign: re.Pattern[str]) -> tuple[Value, ...]:
    block = find_block(text, path)
    if block is None or not sign.search(text, *block.span):
        return ()
    root = try_tree(text, block, path)
    return locate_values(text, block, root, _FIELDS) if isinstance(root, Node) else ()


def _find_paths(text: str, site: SiteMap, source: Page) -> Iterator[Value]:
    if not follows_files(site.scheme) or not SUFFIX.search(source.path):
        return
    for value in _read_values(text, source.path, _MAY_HOLD):
        name = next(each for each in reversed(value.field.split(".")) if not each.isdigit())
        is_named = name.lower() in _NAMES and site.scheme.make not in _FROM_TOP
        if not (is_named or value.text.startswith(("./", "../"))):
            continue
        # A guide that is no file of the page's language yet is no file of the source's.
        if not _leads_to_guide(site, source, value):
            yield value
