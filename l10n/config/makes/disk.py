"""What lies on disk: guides in folders or under names that are a language's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from l10n.config.makes.site import Tree, is_language, tag_of
from l10n.disk.walk import walk
from l10n.suffixes import is_guide_name

_NAME: Final = re.compile(r"[^/]\.(?P<lang>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\.\w+\Z")
_OF_PROGRAMS: Final = ("vendor/", "themes/", "venv/", "target/", "public/", "_site/")
"""Folders at a site's root that hold what it is made with, or was made to."""
_PACKAGES: Final = "node_modules/"


class Layout(NamedTuple):
    """A folder of guides, and how the languages are spread over it."""

    tree: Tree
    spellings: tuple[str, ...]
    """Of the languages that have pages, besides the source's, in alphabetical order."""
    source: str = ""
    """How the source's folder is spelled; empty where it has none of its own."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the tags of the languages that have pages."""
        return tuple(map(tag_of, self.spellings))

    @property
    def folders(self) -> dict[str, str]:
        """Return how paths spell a language, where it is not the tag."""
        return {tag_of(each): each for each in self.spellings if tag_of(each) != each}


def find_guides(root: Path, folder: str = "") -> tuple[str, ...]:
    """Return the paths of all guides below a folder, relative to the site."""
    if not (root / folder).is_dir():
        return ()
    found = walk(root, [folder] if folder else [""]).files
    return tuple(each for each in sorted(found) if _is_guide(each))


def _is_guide(path: str) -> bool:
    """Return whether a file is a guide by its name, and no part of a program's own folders."""
    is_of_program = path.startswith(_OF_PROGRAMS) or f"/{_PACKAGES}" in f"/{path}"
    return is_guide_name(path) and not is_of_program


def find_layout(root: Path, parent: str, source: str, inner: str = "") -> Layout | None:
    """Return how languages are spread over a folder; None where no other language has pages.

    ``inner`` is a folder in each language's own that holds its guides, such as ``docs``.
    """
    prefix = f"{parent}/" if parent else ""
    below = f"/{inner}" if inner else ""
    guides = [each.removeprefix(prefix) for each in find_guides(root, parent)]
    counts = Counter(each.partition("/")[0] for each in guides if f"{below}/" in each)
    folders = sorted(name for name in counts if is_language(name))
    own = next((each for each in folders if tag_of(each).lower() == source.lower()), "")
    others = tuple(each for each in folders if each != own)
    if own:
        pattern = f"{prefix}{{lang}}{below}/{{path}}"
        return Layout(Tree(pattern, pattern), others, own)
    here = f"{inner}/" if inner else ""
    if others and any(each.startswith(here) and not _is_in(each, others) for each in guides):
        plain = f"{prefix}{here}{{path}}"
        return Layout(Tree(plain, f"{prefix}{{lang}}/{here}{{path}}"), others)
    return None if inner else _by_name(guides, prefix, source)


def _by_name(guides: Iterable[str], prefix: str, source: str) -> Layout | None:
    """Return the layout of ``about.md`` beside ``about.es.md``; None where no file is named so."""
    names = set(guides)
    stems = {each.rpartition(".")[0] for each in names}
    found: Counter[str] = Counter()
    for each in names:
        match = _NAME.search(each)
        if match and is_language(match["lang"]):
            stem = each[: match.start("lang") - 1]
            has_source = stem in stems or f"{stem}.{source}" in stems
            found[match["lang"]] += has_source
    own = next((each for each in found if tag_of(each).lower() == source.lower()), "")
    plain_names = sum(1 for each in names if not _NAME.search(each))
    others = tuple(sorted(each for each, count in found.items() if count and each != own))
    own = own if found[own] >= plain_names else ""
    if not others:
        return None
    plain = f"{prefix}{{path}}"
    return Layout(Tree(f"{plain}.{own}" if own else plain, f"{plain}.{{lang}}"), others, own)


def most_guides(counts: Mapping[str, int]) -> str:
    """Return the language with the most guides, English before all others."""
    return max(sorted(counts), key=lambda tag: (tag == "en", counts[tag]))


def _is_in(path: str, folders: Iterable[str]) -> bool:
    return path.startswith(tuple(f"{each}/" for each in folders))
