"""Which values of a front matter are text, by their paths."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

Pattern: TypeAlias = tuple[str, ...]
"""The parts of a field; ``*`` stands for any index or key, ``**`` for any number of them."""

DEFAULT_FIELDS: Final = (
    "title",
    "linkTitle",
    "meta_title",
    "description",
    "summary",
    *("subtitle", "headline", "heading", "tagline", "lead", "intro", "excerpt", "abstract"),
    *("shortTitle", "short_title", "navTitle", "nav_title", "menuTitle", "menu_title"),
    *("sidebarTitle", "sidebar_title", "sidebar_label", "sidebar.label", "pagination_label"),
    *("metaDescription", "meta_description", "seoTitle", "seo_title", "seo.title"),
    *("seo.description", "caption", "byline", "alt", "coverAlt", "coverCaption", "cover.alt"),
    *("cover.caption", "image.alt", "image.caption", "banner.content", "hero.title", "hero.text"),
    *("hero.tagline", "hero.image.alt", "hero.actions.*.text", "features.*.title"),
    *("features.*.details", "features.*.linkText", "faq.*.question", "faq.*.answer"),
    *("faqs.*.question", "faqs.*.answer", "prev.text", "next.text", "prev.label", "next.label"),
    *("sidebar.badge", "sidebar.badge.text", "extra.subtitle", "extra.lead", "resources.*.title"),
    *("heroText", "heroAlt", "actionText", "actions.*.text"),
)
"""What is text on nearly every site that has it; these are read in any case."""

_ANY: Final = frozenset({"*", "**"})
_DOT: Final = re.compile(r"(?<!\\)\.")


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields as paths are compared with them."""

    exact: Mapping[Pattern, Pattern]
    """Those without ``*``, by how they are compared."""
    wild: tuple[tuple[Pattern, Pattern], ...]
    """Those with ``*``: how they are compared, and how they are written."""
    first: frozenset[str]
    """The first parts of all."""
    any_case: bool


@lru_cache(maxsize=16)
def compile_fields(fields: tuple[str, ...]) -> Fields:
    """Split fields at their dots; a dot of a key's own is written with a backslash."""
    any_case = fields == DEFAULT_FIELDS
    written = [split_field(each) for each in fields]
    pairs = [(_folded(each) if any_case else each, each) for each in written]
    return Fields(
        exact={one: other for one, other in reversed(pairs) if _ANY.isdisjoint(one)},
        wild=tuple(pair for pair in pairs if _ANY.intersection(pair[0])),
        first=frozenset(one[0] for one, _ in pairs),
        any_case=any_case,
    )


def split_field(field: str) -> Pattern:
    """Return the parts of a dotted path."""
    return tuple(_DOT.split(field))


def match_field(path: Pattern, fields: Fields) -> Pattern | None:
    """Return the field that names ``path``, as it is written."""
    path = _folded(path) if fields.any_case else path
    found = fields.exact.get(path)
    if found:
        return found
    for pattern, written in fields.wild:
        if _fits(pattern, path):
            return written
    return None


def _fits(pattern: Pattern, path: Pattern) -> bool:
    if "**" in pattern:
        at = pattern.index("**")
        end = len(path) - (len(pattern) - at - 1)
        bare = (*pattern[:at], *pattern[at + 1 :])
        return at <= end and _fits(bare, (*path[:at], *path[end:]))
    return len(pattern) == len(path) and all(
        part in ("*", name) for part, name in zip(pattern, path, strict=True)
    )


def may_begin(name: str, fields: Fields) -> bool:
    """Return whether a path that one of ``fields`` names may begin with this part."""
    if not _ANY.isdisjoint(fields.first):
        return True
    return (name.lower() if fields.any_case else name) in fields.first


def _folded(path: Pattern) -> Pattern:
    return tuple(part.lower() for part in path)
