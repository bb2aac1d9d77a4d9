"""The settings of links: how the site's addresses are made of paths."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from l10n.config import toml
from l10n.markdown.idstyle import HeadingIds, IdStyle

_KEYS: Final = (
    "base",
    "source-url",
    "localized-url",
    "lowercase",
    "titles",
    "heading-ids",
    "heading-id-style",
    "images",
)
_ADDRESS: Final = re.compile(r"https?://[^\s/?#\\]+(?:/[^\s?#\\]*)?", re.IGNORECASE)


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
    images: bool = True
    """Whether a page shows the images of its language that lie beside the source's."""


def is_address(url: str) -> bool:
    """Return whether ``url`` can be a site's: a scheme, a host and perhaps a path."""
    return _ADDRESS.fullmatch(url) is not None


def read_links(table: toml.Table, *, writes_ids: bool) -> Links:
    """Return the settings in the table ``[links]`` of the file's top ``table``.

    Where the site's syntax ``writes_ids`` of headings, those that are linked to keep theirs.
    """
    styles = tuple(HeadingIds) if writes_ids else tuple(reversed(HeadingIds))
    links = toml.subtable(table, "links")
    toml.expect_keys(links, _KEYS)
    base = toml.string(links, "base", "").rstrip("/")
    if base and not is_address(base):
        message = 'base must be the site\'s address, like "https://example.org"'
        raise toml.fault(links, "base", message)
    source = toml.string(links, "source-url", Links().source_url)
    localized = toml.string(links, "localized-url", Links().localized_url)
    if source.count("{path}") != 1:
        raise toml.fault(links, "source-url", "source-url must contain {path}")
    if localized.count("{path}") != 1 or "{lang}" not in localized:
        raise toml.fault(links, "localized-url", "localized-url must contain {lang} and {path}")
    return Links(
        base,
        source,
        localized,
        lowercase=toml.flag(links, "lowercase", default=True),
        titles=toml.strings(links, "titles", ("title",)) or ("title",),
        heading_ids=HeadingIds(toml.choice(links, "heading-ids", styles)),
        id_style=IdStyle(toml.choice(links, "heading-id-style", tuple(IdStyle))),
        images=toml.flag(links, "images", default=True),
    )
