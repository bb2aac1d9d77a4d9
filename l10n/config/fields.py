"""Which front matter values of a site's guides are text: proposed by what the guides have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from l10n.disk.files import read_text
from l10n.errors import L10nError
from l10n.frontmatter.block import find_block
from l10n.frontmatter.fields import DEFAULT_FIELDS, compile_fields, match_field, split_field
from l10n.frontmatter.tree import try_tree
from l10n.frontmatter.values import locate_values

_ALWAYS: Final = DEFAULT_FIELDS[:5]
_ORDER: Final = {name.lower(): index for index, name in enumerate(DEFAULT_FIELDS)}


def propose_fields(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the usual fields, and the default ones that guides have, as these spell them."""
    found = {field for path in paths for field in _fields_of(root, path)}
    more = sorted(found - {*_ALWAYS}, key=lambda field: (_ORDER[field.lower()], field))
    return (*_ALWAYS, *more)


def _fields_of(root: Path, path: str) -> Iterator[str]:
    try:
        text, _ = read_text(root / path, path)
        block = find_block(text, path)
    except L10nError:  # reported when the guide is needed
        return
    tree = try_tree(text, block, path)
    if block is None or isinstance(tree, L10nError):
        return
    fields = compile_fields(DEFAULT_FIELDS)
    for value in locate_values(text, block, tree, DEFAULT_FIELDS):
        parts = split_field(value.field)
        pattern = match_field(parts, fields) or parts
        named = zip(pattern, parts, strict=True)
        yield ".".join("*" if one == "*" else part for one, part in named)
