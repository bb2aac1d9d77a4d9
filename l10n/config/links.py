"""The settings of links: how the site's addresses are made of paths."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from l10n.config import toml
from l10n.links.permalinks import OF_POSTS, unknown_tokens
from l10n.links.scheme import Make
from l10n.markdown.idstyle import HeadingIds, IdStyle
from l10n.markdown.syntaxes.syntax import Syntax

_KEYS: Final = (
    "base",
    "source-url",
    "localized-url",
    "lowercase",
    "titles",
    "heading-ids",
    "heading-id-style",
    "term-ids",
    "images",
    "make",
    "permalinks",
    "taxonomies",
    "fallback",
    "render-hook",
    "ignore",
)
_ADDRESS: Final = re.compile(r"https?://[^\s/?#\\]+(?:/[^\s?#\\]*)?", re.IGNORECASE)


_LOWERED: Final = (Make.HUGO, Make.ZOLA, Make.STARLIGHT)
"""The makes whose addresses are in lower case, whatever files are called."""
_FALLING_BACK: Final = (Make.DOCUSAURUS, Make.STARLIGHT)
_ID_STYLES: Final = {
    "hugo": IdStyle.GITHUB,
    "zola": IdStyle.ZOLA,
    "mkdocs": IdStyle.MKDOCS,
    "mdbook": IdStyle.MDBOOK,
    "vitepress": IdStyle.VITEPRESS,
    "vuepress": IdStyle.VITEPRESS,
    "myst": IdStyle.MYST,
}
_KINDS: Final = ("page", "section", "taxonomy", "term")


@dataclass(frozen=True, slots=True)
class Permalinks:
    """Patterns of addresses, by the folder of the top that guides are in."""

    pages: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    """Of pages that are sections themselves."""


@dataclass(frozen=True, slots=True)
class Links:
    """How the site's URLs are made of paths, and what links to them show."""

    base: str = ""
    """Scheme and host, without a slash at the end; empty when unknown."""
    source_url: str = "/{path}/"
    localized_url: str = "/{lang}/{path}/"
    lowercase: bool = True
    """Whether URLs are in lower case, whatever the files' names are."""
    titles: tuple[str, ...] = ("title",)
    """The front matter fields that a link to a guide may show; never empty."""
    heading_ids: HeadingIds = HeadingIds.LINKED
    id_style: IdStyle = IdStyle.GITHUB
    term_ids: bool = False
    """Whether terms of definition lists have ids."""
    images: bool = True
    """Whether a page shows the images of its language that lie beside the source's."""
    make: Make = Make.HUGO
    """Whose rules addresses follow."""
    permalinks: Permalinks = field(default_factory=Permalinks)
    taxonomies: tuple[str, ...] = ("tags", "categories")
    """The folders of addresses below which pages are listed by what they have in common."""
    fallback: bool = False
    """Whether a language that lacks a page has the source's at its address."""
    render_hook: bool = True
    """Whether Hugo's own render hook for links, or one like it, is on."""
    ignore: tuple[str, ...] = ()
    """Globs of addresses that lead to no guide on purpose."""


def is_address(url: str) -> bool:
    """Return whether ``url`` can be a site's: a scheme, a host and perhaps a path."""
    return _ADDRESS.fullmatch(url) is not None


def read_links(table: toml.Table, syntax: Syntax) -> Links:
    """Return the settings in the table ``[links]`` of the file's top ``table``.

    Where the site's syntax writes ids of headings, those that are linked to keep theirs.
    """
    styles = tuple(HeadingIds) if syntax.writes_ids else tuple(reversed(HeadingIds))
    links = toml.subtable(table, "links")
    toml.expect_keys(links, _KEYS)
    base = toml.string(links, "base", "").rstrip("/")
    if base and not is_address(base):
        message = 'base must be the site\'s address, like "https://example.org"'
        raise toml.fault(links, "base", message)
    make = Make(toml.choice(links, "make", _makes(syntax.name)))
    source = toml.string(links, "source-url", Links().source_url)
    localized = toml.string(links, "localized-url", Links().localized_url)
    if source.count("{path}") != 1:
        raise toml.fault(
            links, "source-url", 'source-url must contain {path} once, like "/{path}/"'
        )
    if localized.count("{path}") != 1 or "{lang}" not in localized:
        message = 'localized-url must contain {lang} and {path}, like "/{lang}/{path}/"'
        raise toml.fault(links, "localized-url", message)
    return Links(
        base,
        source,
        localized,
        lowercase=toml.flag(links, "lowercase", default=make in _LOWERED),
        titles=toml.strings(links, "titles", ("title",)) or ("title",),
        heading_ids=HeadingIds(toml.choice(links, "heading-ids", styles)),
        id_style=IdStyle(toml.choice(links, "heading-id-style", _id_styles(make, syntax))),
        term_ids=toml.flag(links, "term-ids", default=False),
        images=toml.flag(links, "images", default=True),
        make=make,
        permalinks=_permalinks(toml.subtable(links, "permalinks"), make),
        taxonomies=tuple(
            each.strip("/") for each in toml.strings(links, "taxonomies", Links().taxonomies)
        ),
        fallback=toml.flag(links, "fallback", default=make in _FALLING_BACK),
        render_hook=toml.flag(links, "render-hook", default=True),
        ignore=toml.strings(links, "ignore", ()),
    )


def _makes(syntax: str) -> tuple[str, ...]:
    """Return the makes, first the one that a site in this syntax is of unless it says otherwise."""
    usual = Make.DOCUSAURUS if syntax == "mdx" else syntax
    return tuple(sorted(Make, key=lambda make: (make != usual, make is not Make.OTHER)))


def _id_styles(make: Make, syntax: Syntax) -> tuple[IdStyle, ...]:
    """Return how ids may be made, first the way of a site of this make, or in this syntax."""
    own = syntax.name if make is Make.OTHER else make.value
    usual = _ID_STYLES.get(own, IdStyle.SLUGGER)
    return tuple(sorted(IdStyle, key=lambda style: style is not usual))


def _permalinks(table: toml.Table, make: Make) -> Permalinks:
    """Return the patterns of ``[links.permalinks]``, which is written as Hugo's own table is."""
    named = [each for each in _KINDS if isinstance(table.values.get(each), dict)]
    tables = {each: toml.subtable(table, each) for each in named}
    more = OF_POSTS if make is Make.JEKYLL else ()
    flat = _patterns(table, [each for each in table.values if each not in named], more)
    kinds = {each: _patterns(tables[each], tables[each].values, more) for each in named}
    return Permalinks({**flat, **kinds.get("page", {})}, kinds.get("section", {}))


def _patterns(table: toml.Table, names: Iterable[str], more: Collection[str]) -> dict[str, str]:
    patterns = {}
    for name in names:
        pattern = toml.string(table, name, "")
        if unknown := unknown_tokens(pattern, more):
            message = f"{unknown[0]} is no part of an address: known are :slug, :year, :sections..."
            raise toml.fault(table, name, message)
        patterns[name.strip("/")] = pattern
    return patterns
