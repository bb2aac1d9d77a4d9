"""What could be found out about a site, as values."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from l10n.config.settings import is_tag
from l10n.data.languages import names_language


class Address(NamedTuple):
    """How addresses are made of paths."""

    source: str = "/{path}/"
    localized: str = "/{lang}/{path}/"


class Tree(NamedTuple):
    """Where guides are, and where their pages go: patterns of paths without their suffix."""

    source: str
    localized: str
    exclude: tuple[str, ...] = ()
    """Globs of what is no guide, under the source's folder."""
    address: Address | None = None
    """Of its guides, where it is not the site's."""
    include: tuple[str, ...] = ()
    """Globs of all that are guides; none: all others."""


_PLAIN: Final = Address()


@dataclass(frozen=True, slots=True)
class Site:
    """A site, as its settings or its folders show it."""

    make: str
    """What it is made with, as its makers write it; empty where nothing says so."""
    source: str
    languages: tuple[str, ...]
    trees: tuple[Tree, ...]
    title: str = ""
    base: str = ""
    syntax: str = "hugo"
    has_math: bool = False
    folders: Mapping[str, str] = field(default_factory=dict)
    """How paths spell a language, where they spell it otherwise than its tag."""
    address: Address = _PLAIN
    links: tuple[str, ...] = ()
    """Further lines of the table [links]."""
    permalinks: tuple[str, ...] = ()
    """The tables of addresses that sections have of their own."""
    folder: str = ""
    """Where its settings are; empty at the root."""
    notes: tuple[str, ...] = ()
    """Lines that say what was seen and could not be understood."""


def is_language(name: str) -> bool:
    """Return whether a folder or a part of a file name can only be a language's."""
    # "js" and "img" are well-formed tags as well.
    return is_tag(name.replace("_", "-")) and names_language(name)


def tag_of(spelled: str) -> str:
    """Return the tag that a folder's or a setting's spelling means."""
    return spelled.replace("_", "-")


def spread_over(tag: str, folder: str) -> tuple[str, str]:
    """Return a language's folder with ``{lang}`` in the tag's place, and the tag as spelled.

    The pattern is empty where the folder does not hold the tag.
    """
    found = re.search(rf"(?<![^\W_]){re.escape(tag)}(?![^\W_])", folder, re.IGNORECASE)
    if not found:
        return "", tag
    return folder[: found.start()] + "{lang}" + folder[found.end() :], found.group()


def joined(host: str, path: object) -> str:
    """Return the address of a site, from its host's and from the path on it; empty without one."""
    path = path.strip("/") if isinstance(path, str) else ""
    return host.rstrip("/") + (f"/{path}" if path else "") if host else ""


def below(folder: str, tree: Tree) -> Tree:
    """Return a tree of a site in a folder, as it is seen from above."""
    source, localized = (posixpath.normpath(f"{folder}/{each}") for each in tree[:2])
    return tree._replace(source=source, localized=localized)
