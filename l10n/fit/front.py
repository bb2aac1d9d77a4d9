"""Fit a merged guide's front matter to that of the page that is there, key by key."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from l10n.errors import L10nError
from l10n.fit.marks import pair_mark
from l10n.frontmatter.block import Block, Dialect, find_block
from l10n.frontmatter.chunks import find_chunks, read_values
from l10n.frontmatter.members import drop_members, insert_key
from l10n.frontmatter.node import Node
from l10n.frontmatter.scalar import double_quoted
from l10n.frontmatter.tree import try_tree
from l10n.text import Edit, Span, newline_of, normalize_newlines, splice

NEVER_COPIED: Final = frozenset({"aliases", "slug", "url"})
"""Addresses: a page that is there has its own, and a new one says its own."""
_DRAFT: Final = "draft"
_COMMENT: Final = re.compile(r"(?:(?<=[ \t])|^)#.*$", re.MULTILINE)


class OwnKeys(NamedTuple):
    """What of a front matter is the page's own."""

    keys: frozenset[str]
    """Keys whose value, or absence, stays as the page has it; in lower case."""
    marks: frozenset[str]
    """Marks of values that stay as long as merging would write what it would have written."""


class Front(NamedTuple):
    """A front matter, with all that stands before the body."""

    text: str
    """From the guide's beginning to where the body begins."""
    chunks: Mapping[str, Span]
    """The lines of each key, by its name in lower case; empty where they cannot be told apart."""
    values: Mapping[str, str]
    """What each key says, in a form that can be compared."""
    dialect: Dialect | None

    def has(self, name: str, value: object) -> bool:
        """Return whether a key says this."""
        return self.values.get(name) == repr(value)


def read_front(text: str, path: str) -> Front:
    """Read the front matter of a guide; raises L10nError when it cannot be read."""
    block = find_block(text, path)
    body = block.body if block else 0
    chunks = {name.lower(): span for name, span in find_chunks(text, path).items()}
    values = {name.lower(): repr(value) for name, value in read_values(text, path).items()}
    chunks = chunks if chunks.keys() == values.keys() else {}
    return Front(text[:body], chunks, values, block.dialect if block else None)


def fit_front(ours: str, theirs: str, own: OwnKeys, path: str) -> str:
    """Return what stands before the body: ours, with the page's lines wherever they stay.

    Both are whole guides. Raises L10nError when one of them cannot be read.
    """
    new, old = read_front(ours, path), read_front(theirs, path)
    if new.values == old.values and normalize_newlines(new.text) == normalize_newlines(old.text):
        return old.text
    if not _share_lines(new, old):
        same = new.values == old.values and bool(old.chunks) == bool(new.chunks)
        is_own = bool(old.chunks) and not new.values and old.values.keys() <= own.keys
        return old.text if own.marks or is_own or (same and bool(new.values)) else new.text
    stay = {name for name in new.values.keys() | old.values.keys() if _stays(new, old, name, own)}
    if not own.marks and all(new.values.get(name) == old.values.get(name) for name in stay):
        return new.text
    fitted = splice(old.text, _edits(new, old, stay))
    wanted = {
        name: (old if name in stay else new).values.get(name)
        for name in new.values.keys() | old.values.keys()
    }
    if _says(fitted, wanted, path):
        return fitted
    # A line of ours needs what the page has not, such as an anchor.
    return old.text if own.marks else new.text


def learn_front(ours: str, theirs: str, texts: Collection[str], path: str) -> OwnKeys:
    """Return what of a page's front matter is its own, so that fitting changes nothing of it.

    ``texts`` are the names of keys that hold text, in lower case: those are the catalog's.
    Raises L10nError when one of the guides cannot be read.
    """
    new, old = read_front(ours, path), read_front(theirs, path)
    if not _share_lines(new, old):
        return OwnKeys(frozenset(), frozenset())
    differ = {
        name
        for name in new.values.keys() | old.values.keys()
        if new.values.get(name) != old.values.get(name)
    }
    return OwnKeys(
        frozenset(differ - {*texts}),
        frozenset(_value_mark(new, old, name) for name in differ & {*texts}),
    )


def stays_whole(ours: str, theirs: str, path: str) -> bool:
    """Return whether a page's front matter stays as it is, for its keys cannot be told apart."""
    new, old = read_front(ours, path), read_front(theirs, path)
    return not _share_lines(new, old) and _said(new) != _said(old)


def _share_lines(new: Front, old: Front) -> bool:
    """Return whether lines of one can stand in the other."""
    return bool(new.chunks and old.chunks) and new.dialect == old.dialect


def without_fields(text: str, path: str, names: Collection[str]) -> str:
    """Return a guide without these keys, which are in lower case."""
    block = find_block(text, path)
    front = block.span.of(text).lower() if block else ""
    if "\\" not in front and not any(name in front for name in names):
        return text  # no key is read from other letters than it is written in, but for escapes
    if block and block.dialect is Dialect.JSON:
        root = try_tree(text, block, path)
        return splice(text, drop_members(root, names)) if isinstance(root, Node) else text
    chunks = find_chunks(text, path)
    return splice(text, [Edit(span, "") for name, span in chunks.items() if name.lower() in names])


def with_addresses(
    text: str, path: str, names: Collection[str], source: Mapping[str, str], own: Mapping[str, str]
) -> str:
    """Return a guide that says its ``own`` addresses, by key, where it has those of its source.

    ``names`` are the keys of addresses, in lower case. Empty ones are not said. Where a key cannot
    be added, it is left out.
    """
    kept = {name for name, value in own.items() if value and value == source.get(name)}
    text = without_fields(text, path, {*names} - kept)
    for name, value in own.items():
        block = find_block(text, path)
        if not value or name in kept or block is None:
            continue
        root = try_tree(text, block, path)
        if isinstance(root, L10nError) or (root and _is_braced(text, block, root)):
            continue
        text = splice(text, [insert_key(text, block, root, name, double_quoted(value))])
    return text


def _is_braced(text: str, block: Block, root: Node) -> bool:
    return block.dialect is Dialect.YAML and text[root.span.start] == "{"


def _stays(new: Front, old: Front, name: str, own: OwnKeys) -> bool:
    if new.values.get(name) == old.values.get(name):
        return True
    if name in own.keys:
        return True
    if name == _DRAFT and new.has(name, True):
        return True  # a page that readers have stays online
    return _value_mark(new, old, name) in own.marks


def text_mark(name: str, ours: str, theirs: str) -> str:
    """Return the mark of a text that a page has its own way in a key of its front matter."""
    return pair_mark(f"{name.lower()}: {ours!r}", repr(theirs))


def _value_mark(new: Front, old: Front, name: str) -> str:
    return pair_mark(f"{name}: {new.values.get(name, '')}", old.values.get(name, ""))


def _edits(new: Front, old: Front, stay: Collection[str]) -> Iterator[Edit]:
    newline = newline_of(old.text)
    place = min(span.start for span in old.chunks.values())
    added: dict[int, str] = {}
    for name, span in new.chunks.items():
        there = old.chunks.get(name)
        if there:
            place = there.end
        if name in stay:
            continue
        chunk = normalize_newlines(span.of(new.text))
        chunk = _with_comments(chunk, there.of(old.text) if there else "").replace("\n", newline)
        if there:
            yield Edit(there, chunk)
        else:
            added[place] = added.get(place, "") + chunk
    yield from (Edit(Span(at, at), chunk) for at, chunk in added.items())
    for name, span in old.chunks.items():
        if name not in stay and name not in new.chunks:
            yield Edit(span, "")


def _with_comments(chunk: str, before: str) -> str:
    """Return the lines of a key with the comments that stood in its lines ``before``."""
    lost = [each for each in _COMMENT.findall(normalize_newlines(before)) if each not in chunk]
    if not lost:
        return chunk
    if len(lost) == 1 and chunk.count("\n") == 1:
        return f"{chunk[:-1]}  {lost[0]}\n"
    return "".join(f"{each}\n" for each in lost) + chunk


def _says(text: str, wanted: Mapping[str, str | None], path: str) -> bool:
    try:
        front = read_front(text, path)
    except L10nError:
        return False
    return front.values == {name: value for name, value in wanted.items() if value is not None}


def _said(front: Front) -> str:
    return normalize_newlines(front.text)
