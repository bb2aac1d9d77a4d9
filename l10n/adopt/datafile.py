"""Compare a data file with what merging would write in its place: nothing of it may get lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.frontmatter.block import find_block
from l10n.frontmatter.parts.part import Part, shown_keys
from l10n.frontmatter.places import Place, walk_places
from l10n.frontmatter.tree import read_document
from l10n.guide import Finding, Guide, Severity
from l10n.text import line_at, line_starts

_OWN_VALUES: Final = "own-values"
OWN_COMMENTS: Final = "own-comments"

_SHOWN: Final = 5


def find_own(source: Guide, page: Guide, written: str, part: Part | None) -> Iterator[Finding]:
    """Yield what of a page, which is a data file, would not be in it as ``written`` by merging.

    ``part`` is what the page is of a file that holds all languages; None where it is a file itself.
    Raises L10nError when one of them cannot be read.
    """
    there = {each.path: _said(each) for each in _places(written, page.path)}
    own = [each for each in _places(page.text, page.path) if there.get(each.path) != _said(each)]
    starts = line_starts(page.text)
    if own:
        names = dict.fromkeys(_name(each, part) for each in own)
        where = f"at {shown_keys(part.source)}, too" if part else f"to {source.path}"
        message = (
            f"{_listed([*names])}: merging would not keep what is here: add it {where}, "
            "confirm its translation in the catalog, or remove it here; import --diff shows it"
        )
        line = line_at(starts, own[0].holder.span.start)
        yield Finding(_OWN_VALUES, Severity.WARNING, page.path, line, message)
    kept = {*_comments(written)}
    lines = [n for n, each in enumerate(page.text.split("\n"), start=1) if _comment(each) - kept]
    if lines:
        message = (
            f"the comments here (line {_listed([*map(str, lines)])}) are not in {source.path}: add "
            f"them there, or leave them out with --accept {OWN_COMMENTS}"
        )
        yield Finding(OWN_COMMENTS, Severity.WARNING, page.path, lines[0], message)


def _places(text: str, path: str) -> tuple[Place, ...]:
    block = find_block(text, path)
    root = read_document(text, block, path) if block else None
    return tuple(walk_places(root)) if root else ()


def _name(place: Place, part: Part | None) -> str:
    """Return what leads to a value in its file: a page has it where the source's is."""
    if part is None:
        return place.field or "its value"
    return ".".join((*part.keys, *place.path[len(part.source) :]))


def _said(place: Place) -> tuple[str, str]:
    """Return what a value says; where forms have bars between them, the last is for all others."""
    parts = place.holder.real.text.split("|")
    while len(parts) > 1 and parts[-1] == parts[-2]:
        parts.pop()
    return place.holder.real.tag, "|".join(parts)


def _comments(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from _comment(line)


def _comment(line: str) -> frozenset[str]:
    """Return the comment that is all of a line, in a form that can be compared."""
    said = line.strip().lstrip("#").strip()
    return frozenset({said}) if said and line.lstrip().startswith("#") else frozenset()


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
