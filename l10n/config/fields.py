"""Which front matter values of a site's guides are text: proposed by what the guides have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from l10n.disk.files import read_text
from l10n.errors import L10nError
from l10n.frontmatter.block import find_block
from l10n.frontmatter.fields import DEFAULT_FIELDS, compile_fields, match_field, split_field
from l10n.frontmatter.tree import try_tree
from l10n.frontmatter.values import Value, locate_values

_ALWAYS: Final = DEFAULT_FIELDS[:5]
_ORDER: Final = {name.lower(): index for index, name in enumerate(DEFAULT_FIELDS)}
_TERMS: Final = (
    "tags.*",
    "categories.*",
    "series.*",
    "taxonomies.tags.*",
    "taxonomies.categories.*",
)
"""Terms of taxonomies: some sites translate them, to others they are the same everywhere."""

_MENU: Final = ("menu", "menus")
_LISTED: Final = tuple(
    f"*.*.{name}"
    for name in ("title", "subtitle", "heading", "description", "excerpt", "text", "caption", "alt")
)
"""Of what a list in front matter has, as the cards of a page: what is text wherever it is."""
_NO_LISTS: Final = (*_MENU, "authors", "cascade", "head", "links", "resources")
_MENUS: Final = tuple(
    f"{menu}.**.{name}" for menu in _MENU for name in ("name", "title", "parent", "identifier")
)

_MOST_OTHERS: Final = 10
"""Terms for each of a language's own; fewer of these may be what the guides have no more."""


def propose_fields(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the usual fields, and the default ones that guides have, as these spell them."""
    found = {field for path in paths for field in _fields_of(root, path)}
    last = len(_ORDER)
    more = sorted(found - {*_ALWAYS}, key=lambda field: (_ORDER.get(field.lower(), last), field))
    return (*_ALWAYS, *more)


def propose_terms(
    root: Path, guides: Sequence[str], pages: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Return the fields of terms of which the pages of a language have several of their own.

    ``pages`` are paths by their language.
    """
    found = [_terms(root, paths) for paths in pages.values() if paths]
    ours = _terms(root, guides) if any(found) else {}
    return tuple(field for field in _TERMS if any(_differ(each, ours, field) for each in found))


def propose_menus(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the fields of names that guides have in menus of Hugo.

    None where one of them may be meant by its name: as the parent of another.
    """
    found: dict[str, set[str]] = {}
    for path in paths:
        for value in _values_of(root, path, _MENUS):
            menu, name = value.field.partition(".")[0], value.field.rpartition(".")[2]
            found.setdefault(f"{menu}.**.{name}", set()).add(value.text)
    meant, known = (
        {text for menu in _MENU for text in found.get(f"{menu}.**.{name}", ())}
        for name in ("parent", "identifier")
    )
    names = (f"{menu}.**.{name}" for menu in _MENU for name in ("name", "title"))
    return tuple(field for field in names if field in found) if meant <= known else ()


def _terms(root: Path, paths: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in paths:
        for value in _values_of(root, path, _TERMS):
            field = f"{value.field.rpartition('.')[0]}.*"
            found.setdefault(field, set()).add(value.text.strip().casefold())
    return found


def _differ(page: Mapping[str, set[str]], guide: Mapping[str, set[str]], field: str) -> bool:
    terms, known = page.get(field, set()), guide.get(field, set())
    own = len(terms - known)
    return bool(known) and own > 1 and own * _MOST_OTHERS >= len(terms)


def _fields_of(root: Path, path: str) -> Iterator[str]:
    fields = compile_fields(DEFAULT_FIELDS)
    for value in _values_of(root, path, DEFAULT_FIELDS):
        parts = split_field(value.field)
        pattern = match_field(parts, fields) or parts
        named = zip(pattern, parts, strict=True)
        yield ".".join("*" if one == "*" else part for one, part in named)
    for value in _values_of(root, path, _LISTED):
        name, index, *last = split_field(value.field)
        if index.isdigit() and "." not in name and name.lower() not in _NO_LISTS:
            yield ".".join((name, "*", *last))


def _values_of(root: Path, path: str, fields: tuple[str, ...]) -> tuple[Value, ...]:
    try:
        text, _ = read_text(root / path, path)
        block = find_block(text, path)
    except L10nError:  # reported when the guide is needed
        return ()
    tree = try_tree(text, block, path)
    if block is None or isinstance(tree, L10nError):
        return ()
    return locate_values(text, block, tree, fields)
