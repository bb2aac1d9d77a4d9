"""Relative paths of files in front matter: they lead to the same file from every page."""

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
from l10n.links.scheme import Make
from l10n.links.site import Page, SiteMap
from l10n.suffixes import SUFFIX
from l10n.text import Edit

_FIELDS: Final = ("*", "*.*", "*.*.*", "*.*.*.*")
"""All that are not too deep to be a file's."""
_NAMES: Final = frozenset(
    {"banner", "cover", "file", "image", "img", "logo", "photo", "poster", "src", "thumbnail"}
)
"""Of fields whose value may be the path of a file that does not begin with a dot."""
_MAY_HOLD: Final = later(
    rf"(?<![\w./])\.{{1,2}}/|\b(?:{'|'.join(sorted(_NAMES))})\b", re.IGNORECASE
)
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
            path = posixpath.relpath(places.source, posixpath.dirname(page.path) or ".")
            # Docusaurus takes only what begins with "./" for a file.
            begins = "./" if value.text.startswith("./") else ""
            yield edit_value(text, value, f"{begins}{path}")


def _find_paths(text: str, site: SiteMap, source: Page) -> Iterator[Value]:
    if not follows_files(site.scheme) or not SUFFIX.search(source.path):
        return
    block = find_block(text, source.path)
    if block is None or not _MAY_HOLD.search(text, *block.span):
        return
    root = try_tree(text, block, source.path)
    if not isinstance(root, Node):
        return
    for value in locate_values(text, block, root, _FIELDS):
        name = next(each for each in reversed(value.field.split(".")) if not each.isdigit())
        is_named = name.lower() in _NAMES and site.scheme.make not in _FROM_TOP
        if value.text.startswith(("./", "../")) or is_named:
            yield value
