"""A site whose make is not known: what lies on disk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from l10n.config.makes.disk import Layout, find_guides, find_layout, most_guides
from l10n.config.makes.readmes import OF_REPOSITORIES, add_readmes
from l10n.config.makes.site import Site, Tree, is_language, tag_of
from l10n.disk.files import read_bytes
from l10n.errors import L10nError
from l10n.globs import fits_any

_PARENTS: Final = ("content", "docs", "src/content/docs", "src/content", "src", "pages", "")
_NOTHING: Final = (
    "No guides in folders or under names of a language were found.",
    "Write below where they are: source for yours, localized for their pages.",
)


_SHORTCODE: Final = re.compile(rb"\{\{[<%]\s*/?\s*[\w./-]+(?:\s[^{}\n]*)?[%>]\}\}")
_MOST_GUIDES: Final = 200
"""Guides that are looked at."""


def read(root: Path) -> Site:
    """Return the site as its folders show it: Hugo's Markdown where there are shortcodes."""
    syntax = "hugo" if _has_shortcodes(root) else "github"
    return add_readmes(root, replace(_read(root), syntax=syntax))


def _has_shortcodes(root: Path) -> bool:
    for path in find_guides(root)[:_MOST_GUIDES]:
        with suppress(L10nError):  # reported when it is needed
            if _SHORTCODE.search(read_bytes(root / path, path)):
                return True
    return False


def _read(root: Path) -> Site:
    for parent in _PARENTS:
        counts = _count(root, parent)
        is_below = parent and _is_mirrored(root, parent, counts)
        source = most_guides(counts) if counts and not is_below else "en"
        layout = find_layout(root, parent, source)
        if layout is None and counts:
            pattern = f"{parent}/{{lang}}/{{path}}" if parent else "{lang}/{path}"
            return Site("", tag_of(source), (), (Tree(pattern, pattern),))
        if layout is not None:
            layouts = (layout, *_beside(root, parent, layout))
            return Site(
                make="",
                source=tag_of(layout.source or source) if layout.source else "en",
                languages=tuple(dict.fromkeys(tag for each in layouts for tag in each.languages)),
                trees=tuple(each.tree for each in layouts),
                folders={tag: name for each in layouts for tag, name in each.folders.items()},
            )
    parent = next((each for each in _PARENTS if each and find_guides(root, each)), "")
    if parent:
        tree = Tree(f"{parent}/{{path}}", f"{parent}/{{lang}}/{{path}}")
        return Site("", "en", (), (tree,), notes=_NOTHING)
    guides = [each for each in find_guides(root) if not fits_any(OF_REPOSITORIES, each)]
    if guides:
        tree = Tree("{path}", "{lang}/{path}", exclude=OF_REPOSITORIES)
    elif find_guides(root):
        tree = Tree("{path}", "{path}.{lang}")
    else:
        tree = Tree("content/{lang}/{path}", "content/{lang}/{path}")
    return Site("", "en", (), (tree,), notes=_NOTHING)


def _beside(root: Path, parent: str, layout: Layout) -> Iterator[Layout]:
    """Yield the layouts of other folders at the root that have the same languages in folders."""
    names = {each.partition("/")[0] for each in find_guides(root) if "/" in each}
    for name in sorted(names - {parent, ""}) if parent and layout.source else ():
        other = find_layout(root, name, layout.source)
        if other and other.source and not set(other.spellings).isdisjoint(layout.spellings):
            yield other


def _is_mirrored(root: Path, parent: str, folders: Iterable[str]) -> bool:
    """Return whether a language's folder has a page of a guide that is beside the folder."""
    guides = {each.removeprefix(f"{parent}/") for each in find_guides(root, parent)}
    names = set(folders)
    pages = (each.partition("/") for each in guides)
    return any(folder in names and page in guides for folder, _, page in pages)


def _count(root: Path, parent: str) -> dict[str, int]:
    """Count the guides in each folder that a language names."""
    prefix = f"{parent}/" if parent else ""
    guides = [each.removeprefix(prefix) for each in find_guides(root, parent)]
    names = (each.partition("/")[0] for each in guides if "/" in each)
    return dict(Counter(each for each in names if is_language(each)))
