"""What checks look at, and what they say: everything computed once, nothing read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from l10n.catalog import Catalog, Entry, Identity, kinds_of
from l10n.checks.glossary import NO_TERMS, Glossary
from l10n.checks.guide_links import GuideLink
from l10n.checks.settings import DEFAULTS, Settings
from l10n.guide import Severity
from l10n.links.site import Page
from l10n.markdown.inlines import NO_LABELS, Labels
from l10n.markdown.shown import plain_text
from l10n.safe.policy import DEFAULT_POLICY, Policy

_FREE: Final = frozenset(
    {"title", "linkTitle", "meta_title", "subtitle", "description", "meta_description", "summary"}
)
_LOWER: Final = bytes(range(256)).decode("latin-1").lower().encode("latin-1")
_TARGET: Final = re.compile(r"\(\d+\)(?: (.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check says."""

    message: str
    """One line for the translator that says what to do."""
    severity: Severity | None = None
    """None for the one that the registry has for the check."""
    fix: str | None = None
    """The whole msgstr as it should be; None where that is not certain."""
    path: str = ""
    """Empty for the file that the subject is from."""
    line: int = 0
    """From 1; 0 for the line that the subject begins at."""
    rule: str = ""
    """What is broken, of a check that has several rules which teams may have agreed otherwise."""


class Side(NamedTuple):
    """The source or the translation of an entry."""

    text: str
    plain: str
    """What a reader sees: without markup, code and addresses."""
    lower: str
    """``plain`` in lower case."""
    words: tuple[str, ...]
    """What blanks part in ``lower``."""
    narrow: bool
    """Whether ``plain`` is all Latin-1: no other script, one cell for each character."""


class Subject(NamedTuple):
    """A translated entry; its msgstr is neither blank nor equal to its msgid.

    What follows ``target`` is the same for most entries of a language.
    """

    entry: Entry
    source: Side
    target: Side
    language: str
    """The primary subtag: ``pt`` for pt-BR."""
    source_language: str
    """A primary subtag as well."""
    settings: Settings = DEFAULTS
    glossary: Glossary = NO_TERMS
    labels: Labels = NO_LABELS
    known: frozenset[str] = frozenset()
    """The hosts and mailboxes that the source guide links to, or that the site trusts."""
    policy: Policy = DEFAULT_POLICY

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return what the segments are: ``title``, ``heading 2``, ``list item``..."""
        return kinds_of(self.entry.extracted)

    @property
    def is_free(self) -> bool:
        """Return whether this is a title or description, which are often written freely."""
        kinds = self.kinds
        return bool(kinds) and _FREE.issuperset(kinds)

    @property
    def targets(self) -> tuple[str, ...]:
        """Return the numbered targets of the first segment, in their order."""
        return targets_of(self.entry.extracted)


@dataclass(frozen=True, slots=True)
class CatalogSubject:
    """A catalog as a whole."""

    catalog: Catalog
    locale: str
    """How gettext spells the language that the catalog should be in."""
    plural_counts: tuple[int, ...]
    """How many plural forms the language may have; empty when that is not known."""
    charset: str = "UTF-8"
    """As the file declares it; empty when it declares none."""
    names: frozenset[str] = frozenset()
    """The names of all checks."""
    untranslated: tuple[str, ...] = ()
    """The keys of guides that are linked to and not published in this language."""
    images: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The images of the guide that this language has none of its own for, as they are written,
    with the languages that have."""

    texts: frozenset[str] | None = None
    """The msgids of the guide; None when it is not known."""

    @property
    def header(self) -> str:
        """Return the header's fields, one a line."""
        return self.catalog.header.msgstr


@dataclass(frozen=True, slots=True)
class GuideSubject:
    """A source guide."""

    path: str
    text: str
    """With LF line ends; may still hold a byte order mark in its middle."""
    settings: Settings = DEFAULTS
    fields: Mapping[str, str] = field(default_factory=dict)
    """The front matter values that are translated, by their kind, as translators see it."""
    language: str = ""
    key: str = ""
    links: tuple[GuideLink, ...] = ()
    pages: Mapping[str, Page] = field(default_factory=dict)
    """The guides of this language, by key."""
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The ids of the headings that can be linked to, by path; a guide that is missing has any."""
    names: frozenset[str] = frozenset()
    """The names of all checks."""


class Translation(NamedTuple):
    """What a translated entry says, whatever catalog it is in."""

    msgid: str
    msgstr: str
    msgctxt: str | None = None
    extracted: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def identity(self) -> Identity:
        """Return what makes its entry unique in a catalog."""
        return (self.msgctxt, self.msgid)


Place: TypeAlias = tuple[str, int]
"""Where a translation is: the path of its catalog, and the line there, from 1."""


@dataclass(frozen=True, slots=True)
class SiteSubject:
    """Translations of one language: those that a check looks at together."""

    language: str
    places: Mapping[Translation, Sequence[Place]]
    """Where each is; in the order of the catalogs, as the translations are by their first place."""
    links: tuple[tuple[Place, Translation], ...] = ()
    """Those with links, by all their places, in the order of the catalogs."""
    titles: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Source and translated title of a link's target, by catalog path and target."""


def targets_of(extracted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the link targets that an entry's extracted comments number from 1.

    Where several segments share the entry and differ in their targets, the first one's count.
    """
    targets: list[str] = []
    for line in extracted[1:]:
        found = _TARGET.fullmatch(line)
        if found and line.startswith(f"({len(targets) + 1})"):
            targets.append(found[1] or "")
    return tuple(targets)


def read_side(text: str) -> Side:
    """Return what checks look at in a text: what many of them ask for is found out once."""
    plain = plain_text(text)
    lower, narrow = _lowered(plain)
    return Side(text, plain, lower, tuple(lower.split()), narrow)


@lru_cache(maxsize=4096)
def read_source(text: str) -> Side:
    """Do the same for a source text, which every language has in common."""
    return read_side(text)


def _lowered(text: str) -> tuple[str, bool]:
    """Return a text in lower case, and whether it is all Latin-1: that is lowered far faster."""
    if text.isascii():
        return text.lower(), True
    try:
        return text.encode("latin-1").translate(_LOWER).decode("latin-1"), True
    except UnicodeEncodeError:
        return text.lower(), False
