"""Content trees: where the guides of each language are, by patterns, and back.

A pattern is a path with ``{path}``, which stands for a guide's path in its tree, without suffix,
and mostly with ``{lang}``. What is before ``{path}`` is a folder, what is after it ends a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from l10n.globs import fits_any
from l10n.suffixes import suffix_of

LANG: Final = "{lang}"
PATH: Final = "{path}"


@dataclass(frozen=True, slots=True)
class ContentTree:
    """Guides that have their places in common, and how they are read."""

    source: str = "content/{lang}/{path}"
    """Where the guides of the source language are."""
    localized: str = "content/{lang}/{path}"
    """Where those of the others are."""
    include: tuple[str, ...] = ()
    """Globs of paths in the tree, with suffix: only these belong to it; none: all."""
    exclude: tuple[str, ...] = ()
    """Globs of paths that do not."""
    syntax: str = ""
    """As the site's setting; empty: that."""
    fields: tuple[str, ...] | None = None
    """As the site's setting; None: that."""
    source_url: str = ""
    """As the setting of links; empty: that."""
    localized_url: str = ""


class Side(NamedTuple):
    """What a tree is in one language."""

    tree: int
    """Its number in the settings."""
    language: str
    folder: str
    """With a slash at the end; empty for the site's root."""
    ending: str
    """What names end in before their suffix, as in ``.de``; mostly empty."""


class Place(NamedTuple):
    """Where a guide is."""

    side: Side
    path: str
    """In the tree, without suffix: the same in all languages."""
    suffix: str
    """With its dot."""


_Sides: TypeAlias = Mapping[str, tuple[Side, ...]]
"""By folder; the longest endings come first."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a site's guides."""

    trees: tuple[ContentTree, ...]
    sides: Mapping[tuple[int, str], Side]
    """By the number of the tree and the language."""
    sources: _Sides
    localized: _Sides
    prefixes: tuple[str, ...]
    """By tree: what keys that are paths begin with, with a slash at the end; or empty."""


def short_form(content: str) -> ContentTree:
    """Return the tree of one folder a language, like ``content/{lang}``."""
    return ContentTree(f"{content}/{PATH}", f"{content}/{PATH}")


def make_places(
    trees: tuple[ContentTree, ...],
    source: str,
    languages: Iterable[str],
    folders: Mapping[str, str],
) -> Places:
    """Return the places of the guides in the source language and in the others.

    ``folders`` are the languages whose name in paths is not their tag.
    """
    spelled = {tag: folders.get(tag, tag) for tag in (source, *languages)}
    sides = {}
    for number, tree in enumerate(trees):
        for tag, name in spelled.items():
            pattern = tree.source if tag == source else tree.localized
            folder, _, ending = pattern.replace(LANG, name).partition(PATH)
            sides[number, tag] = Side(number, tag, folder, ending)
    return Places(
        trees,
        sides,
        _by_folder(each for each in sides.values() if each.language == source),
        _by_folder(each for each in sides.values() if each.language != source),
        tuple(_prefix(tree, trees) for tree in trees),
    )


def locate(places: Places, path: str) -> Place | None:
    """Return which guide of which language a file is; None when it is none's.

    What is at the place of a localized page is never a source; and the deepest folder wins.
    """
    suffix = suffix_of(path)
    stem = path[: len(path) - len(suffix)]
    is_page = False
    for side, inner in _candidates(places.localized, stem):
        is_page = True
        if _belongs(places.trees[side.tree], inner + suffix):
            return Place(side, inner, suffix)
    for side, inner in () if is_page else _candidates(places.sources, stem):
        if _belongs(places.trees[side.tree], inner + suffix):
            return Place(side, inner, suffix)
    return None


def file_of(place: Place) -> str:
    """Return the path of the file at a place; the inverse of ``locate``."""
    return f"{place.side.folder}{place.path}{place.side.ending}{place.suffix}"


def key_of(places: Places, place: Place) -> str:
    """Return the key of a guide that has no other: its path, below its tree's own folder."""
    return places.prefixes[place.side.tree] + place.path


def _by_folder(sides: Iterable[Side]) -> _Sides:
    found: defaultdict[str, list[Side]] = defaultdict(list)
    for side in sides:
        found[side.folder].append(side)
    return {
        folder: tuple(sorted(group, key=lambda each: -len(each.ending)))
        for folder, group in found.items()
    }


def _candidates(sides: _Sides, stem: str) -> Iterator[tuple[Side, str]]:
    """Yield what may have a file of this name, and its path there."""
    folder = stem
    while folder:
        folder = folder.rpartition("/")[0]
        for side in sides.get(f"{folder}/" if folder else "", ()):
            if inner := _inner(side, stem):
                yield side, inner


def _inner(side: Side, stem: str) -> str:
    """Return the path in the tree that a file of this name has; empty when it has none."""
    inner = stem[len(side.folder) :]
    if side.ending:
        inner = inner.removesuffix(side.ending) if inner.endswith(side.ending) else ""
    return "" if inner.endswith("/") else inner


def _belongs(tree: ContentTree, path: str) -> bool:
    if tree.include and not fits_any(tree.include, path):
        return False
    return not fits_any(tree.exclude, path)


def _prefix(tree: ContentTree, trees: tuple[ContentTree, ...]) -> str:
    """Return what tells the keys of trees with other sources apart."""
    if len({each.source for each in trees}) == 1:
        return ""
    folder = tree.source.partition(PATH)[0]
    parts = (part.lstrip(".") for part in folder.split("/") if LANG not in part)
    return "".join(f"{part}/" for part in parts if part)
