"""What a guide's front matter says of its addresses, by the rules of the site's make."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from l10n.config.links import Links
from l10n.frontmatter.metadata import Metadata
from l10n.links.scheme import Make

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


class Fields(NamedTuple):
    """What the fields of a guide's addresses are called; empty where there is none."""

    url: str = ""
    """Of the whole address."""
    slug: str = ""
    """Of its last part."""
    aliases: str = "aliases"
    """Of further addresses."""
    language: str = ""
    """Of the language, where plugins and themes read it."""


FIELDS: Final[Mapping[Make, Fields]] = {
    Make.HUGO: Fields("url", "slug"),
    Make.ZOLA: Fields("path", "slug"),
    Make.JEKYLL: Fields("permalink", "slug", "redirect_from", "lang"),
    Make.DOCUSAURUS: Fields(slug="slug"),
    Make.STARLIGHT: Fields("slug"),
    Make.MKDOCS: Fields(),
    Make.MDBOOK: Fields(),
    Make.VUEPRESS: Fields("permalink"),
    Make.OTHER: Fields("url", "slug"),
}


def address_fields(make: Make) -> frozenset[str]:
    """Return the fields of addresses, in lower case, that a page never has of its source."""
    from l10n.fit.front import NEVER_COPIED  # of which extracting needs nothing

    return frozenset({*NEVER_COPIED, *FIELDS[make]}) - {""}


class FrontAddress(NamedTuple):
    """What a guide says of its addresses, as it is written; empty is what it does not say."""

    url: str
    slug: str
    date: str
    """Its day, as in 2026-11-30."""
    terms: tuple[tuple[str, str], ...]
    """A taxonomy's name and a term, for each that it has."""
    aliases: tuple[str, ...]


def read_front_address(metadata: Metadata, links: Links) -> FrontAddress:
    """Return what a front matter says of its guide's addresses."""
    fields = FIELDS[links.make]
    slug = string_in(metadata, fields.slug)
    if links.make is Make.DOCUSAURUS:
        slug = slug or string_in(metadata, "id")
    return FrontAddress(
        string_in(metadata, fields.url),
        slug,
        _day(metadata),
        tuple(_terms(metadata, links.taxonomies)),
        tuple(_strings(_value_in(metadata, fields.aliases))),
    )


def string_in(metadata: Metadata, field: str) -> str:
    """Return the text that a field has, empty without one."""
    value = _value_in(metadata, field)
    return value if isinstance(value, str) else ""


def _value_in(metadata: Metadata, field: str) -> object:
    """Return what a field says; without one, what it says in another case, as Hugo takes it."""
    if field in metadata.values:
        return metadata.values[field]
    name = field.lower()
    return next((each for key, each in metadata.values.items() if key.lower() == name), None)


def _day(metadata: Metadata) -> str:
    value = _value_in(metadata, "date")
    found = _DAY.match(str(value)) if isinstance(value, str | datetime.date) else None
    return found[0] if found else ""


def _terms(metadata: Metadata, taxonomies: Iterable[str]) -> Iterator[tuple[str, str]]:
    inner = _value_in(metadata, "taxonomies")  # Zola's
    for name in taxonomies:
        found = _value_in(metadata, name)
        if found is None and isinstance(inner, dict):
            found = inner.get(name)
        yield from ((name, each) for each in _strings(found))


def _strings(value: object) -> Iterator[str]:
    listed = value if isinstance(value, list) else [value]
    return (each for each in listed if isinstance(each, str) and each)
