"""How a site gives addresses: where its guides are, what patterns apply, and whose rules."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit


class Make(StrEnum):
    """What a site is made with."""

    HUGO = "hugo"
    ZOLA = "zola"
    JEKYLL = "jekyll"
    DOCUSAURUS = "docusaurus"
    STARLIGHT = "starlight"
    MKDOCS = "mkdocs"
    MDBOOK = "mdbook"
    VUEPRESS = "vuepress"
    OTHER = "other"
    """Any whose guides say nothing of their addresses, but for ``url``."""


class Root(NamedTuple):
    """Where guides of one language are, and what their addresses are made of."""

    folder: str
    """With a slash at the end; empty for the site's root."""
    pattern: str
    """What comes after the base, with ``{path}``."""
    ending: str = ""
    """What names end in before their suffix, as in ``.de``; links are written without it."""
    prefix: str = "/"
    """What all addresses of the language begin with, after the base."""
    has_posts: bool = False
    """Whether its guides are posts of Docusaurus, whose addresses begin with a day."""


class Scheme(NamedTuple):
    """How the addresses of a site are made of paths."""

    base: str
    """Scheme, host and perhaps a path, without a slash at the end; empty when unknown."""
    roots: Mapping[str, tuple[Root, ...]]
    """By language: where its guides are; deeper folders and longer endings come first."""
    lowercase: bool = True
    """Whether addresses are in lower case with hyphens for blanks, as Hugo makes them."""
    make: Make = Make.HUGO
    """Whose rules addresses and links follow."""
    source: str = ""
    """The language of the source."""
    has_fallback: bool = False
    """Whether a language that lacks a page has the source's at its address."""
    has_hook: bool = False
    """Whether a relative link is also followed from the top, as Hugo's own render hook does."""
    is_browsed: bool = False
    """Whether guides are read where their files are, as on GitHub: they have no addresses."""
    adds_base: bool = False
    """Whether links from the root are written without the path of ``base``, which is added."""
    names_targets: bool = False
    """Whether a link may name a place on any page, or what a program documents, as in MyST."""
    taxonomies: tuple[str, ...] = ()
    """The folders of addresses that list pages by what they have in common, as in ``tags``."""
    ignore: tuple[str, ...] = ()
    """Globs of addresses that lead to no guide on purpose."""

    @property
    def has_html(self) -> bool:
        """Return whether guides in HTML have addresses as those in Markdown have."""
        return self.make in (Make.HUGO, Make.JEKYLL)

    @property
    def host(self) -> str:
        """Return the host in lower case, empty when unknown."""
        return urlsplit(self.base).netloc.lower()

    @property
    def root(self) -> str:
        """Return the path that all addresses begin with, without a slash at the end."""
        return urlsplit(self.base).path.rstrip("/")

    @property
    def top(self) -> str:
        """Return the folder that a path of a file begins at, with a slash at the end.

        It holds the guides of all languages, and is empty for the site's own.
        """
        folders = [root.folder for roots in self.roots.values() for root in roots]
        common = posixpath.commonpath(folders) if folders and not self.is_browsed else ""
        return f"{common}/" if common else ""

    @property
    def folder(self) -> str:
        """Return the folder in which Jekyll's site is, with a slash at the end; empty at the root.

        Its collections are in folders whose names begin with a line.
        """
        parts = self.top.split("/")
        at = next((at for at, each in enumerate(parts) if each.startswith("_")), len(parts) - 1)
        return "".join(f"{each}/" for each in parts[:at])

    def root_in(self, address: str) -> str:
        """Return the path that comes before addresses that are written as this one is."""
        is_whole = f"{address}/".startswith(f"{self.root}/")
        return self.root if is_whole or not self.adds_base else ""

    def added_in(self, language: str, address: str) -> str:
        """Return what Docusaurus adds to an address that is written without the base, after it.

        That is the path of the page's language. An address that names its language leads to the
        page, too, where the base has no path.
        """
        if self.make is not Make.DOCUSAURUS or (self.root and self.root_in(address)):
            return ""
        return next((root.prefix.rstrip("/") for root in self.roots.get(language, ())), "")
