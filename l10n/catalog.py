"""Entries and catalogs: the translator's side, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

UNDER: Final = "under: "
PAGE: Final = "page: "
"""What extracted comments begin with that only say where a text is."""

Identity: TypeAlias = tuple[str | None, str]
"""What makes an entry unique in a catalog: its msgctxt and its msgid."""

FORM_SEPARATOR: Final = "\0"
"""What parts the plural forms of one translation; no catalog can hold it."""


class Entry(NamedTuple):
    """One entry of a catalog. Strings are unescaped, comments are lines without their marker.

    Two entries are equal that differ only in where they were read.
    """

    msgid: str
    msgstr: str = ""
    msgctxt: str | None = None
    comments: tuple[str, ...] = ()
    """The translator's own lines (``# ``); ours to keep, never to write."""
    extracted: tuple[str, ...] = ()
    """``#.`` lines: kind, numbered targets, notes, where it is; written anew at each extract."""
    references: tuple[str, ...] = ()
    """``#:`` files, without line numbers."""
    flags: tuple[str, ...] = ()
    """``#,`` flags in their order, ``fuzzy`` included."""
    previous_msgid: str | None = None
    previous_msgctxt: str | None = None
    obsolete: bool = False
    msgid_plural: str | None = None
    """What the source says of several, where ``msgid`` is what it says of one."""
    msgstr_plural: tuple[str, ...] = ()
    """The forms in order; empty unless ``msgid_plural`` is there."""
    previous_msgid_plural: str | None = None
    line: int = 0
    """Where it was read, from 1; 0 for an entry that was never in a file."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-1])

    @property
    def identity(self) -> Identity:
        """Return what makes this entry unique in its catalog."""
        return (self.msgctxt, self.msgid)

    @property
    def fuzzy(self) -> bool:
        """Return whether a translator has to look at this translation again."""
        return "fuzzy" in self.flags

    @property
    def other_flags(self) -> tuple[str, ...]:
        """Return its flags without ``fuzzy``."""
        return tuple([flag for flag in self.flags if flag != "fuzzy"])

    @property
    def has_text(self) -> bool:
        """Return whether a translator has written anything here."""
        return bool(self.msgstr or (self.msgstr_plural and any(self.msgstr_plural)))

    @property
    def said(self) -> str:
        """Return the translation, as a MO file has it: plural forms are joined by NUL.

        It is empty while any form is.
        """
        if self.msgid_plural is None:
            return self.msgstr
        return FORM_SEPARATOR.join(self.msgstr_plural) if all(self.msgstr_plural) else ""

    def saying(self, text: str) -> Entry:
        """Return the entry with another translation, in the form in which it is ``said``."""
        if self.msgid_plural is None:
            return self._replace(msgstr=text)
        return self._replace(msgstr_plural=tuple(text.split(FORM_SEPARATOR)))

    @property
    def translated(self) -> bool:
        """Return whether this translation may be published."""
        written = self.msgstr if self.msgid_plural is None else self.said
        return bool(written) and not self.obsolete and "fuzzy" not in self.flags


@lru_cache(maxsize=4096)  # the texts below a heading have the same
def without_places(extracted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the extracted comments that say what a text is, without those that say where."""
    return tuple([line for line in extracted if not line.startswith((UNDER, PAGE))])


def kinds_of(extracted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kinds of texts that the first of an entry's extracted comments names."""
    return _split_kinds(extracted[0]) if extracted else ()


@lru_cache(maxsize=256)  # most texts are paragraphs or list items
def _split_kinds(line: str) -> tuple[str, ...]:
    return tuple(line.split(", "))


class Slip(NamedTuple):
    """What gettext refuses in a file, but could only be meant in one way: it was mended."""

    identity: Identity
    line: int
    message: str
    """What was wrong."""
    written: Entry
    """The entry as the file has it."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """One guide in one language. ``entries`` are in document order, obsolete ones last."""

    header: Entry
    """The entry with the empty msgid; its msgstr holds the ``Name: value`` fields."""
    entries: tuple[Entry, ...] = ()
    slips: tuple[Slip, ...] = field(default=(), compare=False)
    """What was mended when it was read, by line."""
    verbatim: bool = field(default=True, compare=False)
    """Whether its file is in UTF-8 and says so; any other has to be written anew."""
    charset: str = field(default="UTF-8", compare=False)
    """As its file declares it; empty when it declares none."""

    @property
    def has_text(self) -> bool:
        """Return whether a translator has written anything in it."""
        return any(each.has_text for each in self.entries)

    @property
    def live(self) -> list[Entry]:
        """Return the entries that are not obsolete."""
        return [each for each in self.entries if not each.obsolete]

    def published(self) -> dict[Identity, str]:
        """Return the translations that merging may use, by identity, as they are ``said``."""
        return {entry.identity: entry.said for entry in self.entries if entry.translated}
