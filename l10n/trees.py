"""Content trees: where the guides of each language are, by patterns, and back.

A pattern is a path with ``{path}``, which stands for a guide's path in its tree, without suffix,
and mostly with ``{lang}``. What is before ``{path}`` is a folder, what is after it ends a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from l10n.globs import fits_any
from l10n.suffixes import is_data_name

LANG: Final = "{lang}"
PATH: Final = "{path}"


class ContentTree(NamedTuple):
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
    suffix: str = ""
    """With its dot, of data files or guides in HTML; empty: its files are guides in Markdown."""
    publish_at: float | None = None
    """As the site's setting; None: that."""
    part: str = ""
    """Where a data file that holds all languages has what is one's; empty: it holds one alone."""
    source_part: str = ""
    """Where it has what is the source's; as ``part`` has it, or empty for the whole file."""

    @property
    def is_data(self) -> bool:
        """Return whether its files are data files, which are no guides."""
        return is_data_name(self.suffix)

    @property
    def is_file(self) -> bool:
        """Return whether it is one file a language, whose pattern has no path."""
        return PATH not in self.localized


class Side(NamedTuple):
    """What a tree is in one language."""

    tree: int
    """Its number in the settings."""
    language: str
    folder: str
    """With a slash at the end; empty for the site's root."""
    ending: str
    """What names end in before their suffix, as in ``.de``; mostly empty. A tree of one file has
    its name here."""
    is_file: bool = False


class Place(NamedTuple):
    """Where a guide is."""

    side: Side
    path: str
    """In the tree, without suffix: the same in all languages."""
    suffix: str
    """With its dot."""


_Sides: TypeAlias = Mapping[str, tuple[Side, ...]]
"""By folder; the longest endings come first, then trees that name a suffix."""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The places of a site's guides; made once for its settings, and compared as an object."""

    trees: tuple[ContentTree, ...]
    sides: Mapping[tuple[int, str], Side]
    """By the number of the tree and the language."""
    sources: _Sides
    localized: _Sides
    prefixes: tuple[str, ...]
    """By tree: what keys that are paths begin with, with a slash at the end; or empty."""
    above: dict[str, tuple[tuple[Side, ...], tuple[Side, ...]]] = field(default_factory=dict)
    """What is localized and what is source in a folder or above, nearest first; only a cache."""


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
            folder, ending = _split_pattern(pattern.replace(LANG, name))
            sides[number, tag] = Side(number, tag, folder, ending, tree.is_file)
    return Places(
        trees,
        sides,
        _by_folder(trees, (each for each in sides.values() if each.language == source)),
        _by_folder(trees, (each for each in sides.values() if each.language != source)),
        tuple(_prefix(tree, trees) for tree in trees),
    )


def locate(places: Places, path: str) -> Place | None:
    """Return which guide of which language a file is; None when it is none's.

    What is at the place of a localized page is never a source; and the deepest folder wins.
    """
    stem, dot, end = path.rpartition(".")
    suffix = dot + end
    folder = stem.rpartition("/")[0]
    above = places.above.get(folder)
    if above is None:
        above = _above(places.localized, folder), _above(places.sources, folder)
        places.above[folder] = above
    localized, sources = above
    for side, inner in _among(localized, stem) or _among(sources, stem):
        if _belongs(places.trees[side.tree], inner, suffix):
            return Place(side, inner, suffix)
    return None


def file_of(place: Place) -> str:
    """Return the path of the file at a place; the inverse of ``locate``."""
    return f"{place.side.folder}{place.path}{place.side.ending}{place.suffix}"


def key_of(places: Places, place: Place) -> str:
    """Return the key of a guide that has no other: its path, below its tree's own folder.

    That of a data file, or of a guide in HTML, has its suffix, too.
    """
    tree = place.side.tree
    suffix = place.suffix if places.trees[tree].suffix else ""
    return places.prefixes[tree] + place.path + suffix


def _split_pattern(pattern: str) -> tuple[str, str]:
    """Return the folder that a pattern names, with a slash at its end, and what names end in."""
    if PATH in pattern:
        folder, _, ending = pattern.partition(PATH)
        return folder, ending
    folder, slash, name = pattern.rpartition("/")
    return folder + slash, name


def _by_folder(trees: tuple[ContentTree, ...], sides: Iterable[Side]) -> _Sides:
    found: defaultdict[str, list[Side]] = defaultdict(list)
    for side in sides:
        found[side.folder].append(side)
    return {
        folder: tuple(
            sorted(group, key=lambda each: (-len(each.ending), not trees[each.tree].suffix))
        )
        for folder, group in found.items()
    }


def _above(sides: _Sides, folder: str) -> tuple[Side, ...]:
    """Return what may have a file in a folder, the deepest first."""
    found: list[Side] = []
    while folder:
        found += sides.get(f"{folder}/", ())
        folder = folder.rpartition("/")[0]
    return (*found, *sides.get("", ()))


def _among(sides: tuple[Side, ...], stem: str) -> list[tuple[Side, str]]:
    """Return those that may have a file of this name, and its path there."""
    found = ((side, _inner(side, stem)) for side in sides)
    return [(side, inner) for side, inner in found if inner is not None]


def _inner(side: Side, stem: str) -> str | None:
    """Return the path in the tree that a file of this name has; None when it has none."""
    inner = stem[len(side.folder) :]
    if side.is_file:
        return "" if inner == side.ending else None
    if side.ending:
        inner = inner.removesuffix(side.ending) if inner.endswith(side.ending) else ""
    return inner if inner and not inner.endswith("/") else None


def _belongs(tree: ContentTree, inner: str, suffix: str) -> bool:
    if (suffix != tree.suffix) if tree.suffix else is_data_name(suffix):
        return False
    path = inner + suffix
    if tree.include and not fits_any(tree.include, path):
        return False
    return not (tree.exclude and fits_any(tree.exclude, path))


def _prefix(tree: ContentTree, trees: tuple[ContentTree, ...]) -> str:
    """Return what tells the keys of trees with other sources apart."""
    if tree.is_data:
        return _data_prefix(tree)
    if len({each.source for each in trees if not each.is_data}) == 1:
        return ""
    folder = tree.source.partition(PATH)[0]
    parts = (part.lstrip(".") for part in folder.split("/") if LANG not in part)
    return "".join(f"{part}/" for part in parts if part)


def _data_prefix(tree: ContentTree) -> str:
    """Return what the keys of data files begin with: their place without the language."""
    folder = (tree.source if tree.part else tree.localized).partition(PATH)[0]
    parts = (part.replace(LANG, "").strip(".-_") for part in folder.split("/"))
    prefix = "/".join(part for part in parts if part)
    return f"{prefix}/" if prefix and not tree.is_file else prefix or "data"
