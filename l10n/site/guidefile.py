"""Which guide a file is: its key, or why it has none that can be used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple, TypeAlias

from l10n.checks.conflicts import MESSAGE, NAME, find_conflict
from l10n.config.links import Links
from l10n.config.trees import KEY_FIELD
from l10n.disk.digests import digest
from l10n.disk.files import decode
from l10n.disk.names import key_fault, path_key_fault, visible
from l10n.errors import L10nError
from l10n.frontmatter.block import Block, Dialect, find_block
from l10n.frontmatter.metadata import Metadata, read_metadata
from l10n.frontmatter.tree import read_document, try_tree
from l10n.guide import Finding, Severity
from l10n.later import later
from l10n.site.address.front import read_front_address, string_in
from l10n.text import normalize_newlines

Identity: TypeAlias = "GuideFile | BrokenFile"
Findings: TypeAlias = tuple[Finding, ...]

# Finds the key where no front matter can be read, in any dialect.
_KEY_LINE: Final = later(
    rf"^[ \t]*[\"']?{KEY_FIELD}[\"']?[ \t]*[:=][ \t]*"
    r"((?:[^ \t\n,]++|,(?![ \t]*$)|[ \t]++(?![ \t,#]|$))*+)[ \t]*+,?[ \t]*+(?:#.*)?$",
    re.MULTILINE | re.IGNORECASE,
)
_CONFLICT: Final = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)


# In brackets, quotes or after a blank: what is no link after all costs nothing but a few bytes.
_ANCHORED: Final = re.compile(r"[(\"'<\s]([^\s\"'<>()#]*#[^\s\"'<>()#]+)")
_FRAGMENT: Final = re.compile(r"#[^\s\"'<>()#]")
"""In every match of the above, and in few guides."""
_HEAD: Final = 65_536  # bytes; longer than any real front matter


class GuideFile(NamedTuple):
    """A guide's place in the tree."""

    path: str
    """Relative to the site's root, with forward slashes."""
    language: str
    key: str
    keyed: bool
    """Whether the key is a translationKey; else it is the path in the content tree."""
    dialect: Dialect | None
    """Of the front matter; None without one."""
    titles: tuple[str, ...] = ()
    """The value of each title field, in their order; empty where there is none."""
    url: str = ""
    """The address that the front matter sets: after the site's base, or after its language."""
    slug: str = ""
    """What the front matter calls it in its address."""
    date: str = ""
    """Its day in the front matter, as in 2026-11-30."""
    terms: tuple[tuple[str, str], ...] = ()
    """What the front matter says that it has in common: a taxonomy's name, and a term."""
    aliases: tuple[str, ...] = ()
    """Further addresses that lead to it, after the site's base or relative to its own."""
    anchored: tuple[str, ...] = ()
    """All of its text that could be a link with a fragment."""
    digest: str = ""
    """Of its bytes, as the record of published pages has it."""
    own_key: str = ""
    """The key that the file itself gives, where the record knows better; else empty."""


class BrokenFile(NamedTuple):
    """A guide that is left out of this run; its pages are not withdrawn, its entries not
    obsolete."""

    path: str
    language: str
    keys: tuple[str, ...]
    """Every key it may have, sorted, never empty."""


def unreadable(
    by_path: str, path: str, language: str, error: L10nError
) -> tuple[Identity, Findings]:
    """Return what a file is that cannot be read; ``by_path`` is its key if it has no other."""
    broken = BrokenFile(path, language, (by_path,))
    return broken, _told("unreadable-guide", path, error)


def identify(  # the file, and what is read of it
    data: bytes, by_path: str, path: str, language: str, links: Links, skip: Collection[str]
) -> tuple[Identity, Findings]:
    """Read the guide at ``path`` far enough to find its key, which is ``by_path`` if it has none.

    ``data`` is its content; ``links`` say what is read of its addresses and titles. ``skip`` are
    the names of checks that are not wanted.
    """

    def broken() -> BrokenFile:
        return BrokenFile(path, language, _possible_keys(data, by_path))

    try:
        text, _ = decode(data, path)
    except L10nError as error:
        return broken(), _told("unreadable-guide", path, error)
    if not text.strip():
        message = "the file is empty: write the guide, or remove the file"
        return broken(), (Finding("empty-guide", Severity.WARNING, path, 0, message),)
    if NAME not in skip and (line := find_conflict(text)):
        return broken(), (found_error(NAME, path, MESSAGE, line),)
    try:
        block = find_block(text, path)
    except L10nError as error:
        return broken(), _told("bad-front-matter", path, error)
    metadata, faults = _read(text, block, path)
    if any(finding.severity is Severity.ERROR for finding in faults):
        return broken(), faults
    name = _key_name(metadata)
    key = by_path if name is None else metadata.values[name]
    fault = path_key_fault(by_path) if name is None else key_fault(key)
    if fault:
        what = "the path" if name is None else KEY_FIELD
        message = f"{what} {fault}, so it cannot name a catalog: {_remedy(key, name)}"
        return broken(), (*faults, found_error("bad-key", path, message, key_line(text)))
    dialect = block.dialect if block else None
    guide = GuideFile(
        path,
        language,
        str(key),
        name is not None,
        dialect,
        tuple(string_in(metadata, each) for each in links.titles),
        *read_front_address(metadata, links),
        anchored=tuple(dict.fromkeys(_ANCHORED.findall(text))) if _FRAGMENT.search(text) else (),
        digest=digest(data),
    )
    return guide, faults


def identify_data(  # the file, and what it may show in links: nothing
    data: bytes, key: str, path: str, language: str, titles: int
) -> tuple[Identity, Findings]:
    """Read the data file at ``path`` as far as it takes to know that it can be read."""
    broken = BrokenFile(path, language, (key,))
    try:
        text, _ = decode(data, path)
        if line := find_conflict(text):
            return broken, (found_error(NAME, path, MESSAGE, line),)
        block = find_block(text, path)
        if block and text.strip():
            read_document(text, block, path)
    except L10nError as error:
        return broken, _told("unreadable-data", path, error)
    if not text.strip():
        message = "the file is empty: write its texts, or remove the file"
        return broken, (Finding("empty-guide", Severity.WARNING, path, 0, message),)
    if fault := path_key_fault(key):
        message = f"the path {fault}, so it cannot name a catalog: rename the file"
        return broken, (found_error("bad-key", path, message),)
    dialect = block.dialect if block else None
    return GuideFile(
        path, language, key, False, dialect, titles=("",) * titles, digest=digest(data)
    ), ()


def key_line(text: str) -> int:
    """Return the line of the translationKey, from 1; 0 when there is none to be seen."""
    lines = normalize_newlines(text)
    found = _KEY_LINE.search(lines)
    return lines.count("\n", 0, found.start()) + 1 if found else 0


def found_error(check: str, path: str, message: str, line: int = 0) -> Finding:
    """Return a finding that keeps a guide from being used."""
    return Finding(check, Severity.ERROR, path, line, message)


def _told(check: str, path: str, error: L10nError) -> Findings:
    return (found_error(check, path, error.message, error.line),)


def _read(text: str, block: Block | None, path: str) -> tuple[Metadata, Findings]:
    """Return what a front matter says, and what is wrong with it.

    Of one that cannot be read only the key counts, as far as a line gives one without a doubt.
    """
    if block is None:
        return Metadata({}), ()
    try:
        metadata = read_metadata(text, block, path)
        return metadata, tuple(_repeated_findings(metadata, path))
    except L10nError as error:
        front = normalize_newlines(block.span.of(text))
        keys = _written_keys(front)
        if len(keys) > 1 or _CONFLICT.search(front):
            return Metadata({}), _told("bad-front-matter", path, error)
        message = error.message
        if isinstance(try_tree(text, block, path), L10nError):
            message += "; until then the front matter stays as it is, untranslated"
        finding = Finding("bad-front-matter", Severity.WARNING, path, error.line, message)
        return Metadata(dict(zip([KEY_FIELD], keys, strict=False))), (finding,)


def _written_keys(text: str) -> set[str]:
    """Return the keys that lines of a text give, whether its front matter can be read or not."""
    return {match[1].strip("'\"") for match in _KEY_LINE.finditer(text)} - {""}


def _repeated_findings(metadata: Metadata, path: str) -> Iterator[Finding]:
    for repeated in metadata.repeated:
        severity = Severity.WARNING if repeated.agree else Severity.ERROR
        values = "with the same value" if repeated.agree else "with different values"
        message = (
            f"{visible(repeated.key)} is on line {repeated.line} and again on line "
            f"{repeated.again}, {values}: delete one of them"
        )
        yield Finding("repeated-front-matter-key", severity, path, repeated.again, message)


def _key_name(metadata: Metadata) -> str | None:
    """Return translationKey as this guide spells it; Hugo takes any case."""
    names = (name for name in metadata.values if name.lower() == KEY_FIELD.lower())
    return next(names, None)


def _remedy(key: object, name: str | None) -> str:
    if name is None:
        return f"rename the file, or give it a {KEY_FIELD}"
    if key is None or (isinstance(key, str) and not key.strip()):
        return "give it a text, or take its line out"
    if isinstance(key, str):
        return "change it in every language"
    return "write one text" if isinstance(key, (list, dict)) else "put it in quotes"


def _possible_keys(data: bytes, by_path: str) -> tuple[str, ...]:
    text = normalize_newlines(data[:_HEAD].decode(errors="replace"))
    return tuple(sorted({by_path, *_written_keys(text)} - {""}))
