"""Guides, their segments, and what is found wrong with them: the source side, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from l10n.catalog import Identity
from l10n.text import Span


class Severity(StrEnum):
    """How bad a finding is; an error is not published."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(NamedTuple):
    """Bad content: reported with its place, while the run goes on."""

    check: str
    """The name of the fault, in words joined by hyphens."""
    severity: Severity
    path: str
    line: int
    """From 1; 0 when the whole file is meant."""
    message: str
    """One line that says what to do next."""

    @property
    def place(self) -> str:
        """Return its path, and its line where it has one."""
        return f"{self.path}:{self.line}" if self.line else self.path

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message} [{self.check}]"


@dataclass(frozen=True, slots=True)
class Guide:
    """A Markdown file of one language."""

    path: str
    """Relative to the site's root, with forward slashes."""
    language: str
    key: str
    text: str
    """Decoded, line ends as in the file, without the byte order mark."""
    bom: bool = False
    syntax: str = ""
    """The name of its dialect of Markdown; empty where the site names none."""


class Localized(NamedTuple):
    """A guide in a language that it is, or may be, translated into."""

    language: str
    key: str

    @property
    def name(self) -> str:
        """Return both as one word: neither holds a slash at its beginning or end."""
        return f"{self.language}/{self.key}"


class Place(StrEnum):
    """The syntax around a segment; decides what a translation may hold there."""

    FRONT_MATTER = "front matter"
    DATA = "data"
    """A value of a data file."""
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    SETEXT_HEADING = "setext heading"
    CELL = "table cell"
    TERM = "term"
    TITLE = "title"
    """On a line that is structure: on one line, with nothing before or after it."""
    QUOTED = "quoted"
    """Inside the quotes of an attribute or a parameter: no Markdown, and on one line."""
    HTML = "HTML"
    """Between tags, where a browser reads HTML and nothing reads Markdown."""


class Quoting(StrEnum):
    """Who reads a text in quotes; it decides what ends the text, and what can be written in it."""

    NONE = ""
    HTML = "HTML"
    """An attribute of HTML: character references mean what they mean in text."""
    JSX = "JSX"
    """An attribute of a component."""
    STRING = "string"
    """A string of JavaScript, alone in the braces of an attribute."""
    SHORTCODE = "shortcode"
    """A parameter of Hugo's, between quotation marks or grave accents."""
    TERA = "Tera"
    """A parameter of Zola's, between quotation marks, apostrophes or grave accents."""
    LIQUID = "Liquid"
    """A parameter of Jekyll's, between quotation marks or apostrophes: nothing can be escaped."""
    TITLE = "title"
    """The title of a link's definition, between quotation marks."""
    TITLE_APOSTROPHES = "title in apostrophes"
    TITLE_PARENTHESES = "title in parentheses"
    FENCE = "fence"
    """Behind a fence, between quotation marks: nothing can be escaped."""
    LABEL = "label"
    """Behind a fence, in brackets."""
    COMMENT = "comment"
    """In code, behind the sign of a comment."""
    ENCLOSED = "enclosed"
    """Markdown between the tags of a shortcode, whose template may show it as HTML instead."""


class Segment(NamedTuple):
    """A unit of text in a guide.

    ``lines`` are the spans of its content lines in the guide's text, ordered and disjoint,
    never empty, without block syntax, indentation and trailing blanks; what lies between two
    of them is block syntax. All segments of a guide are ordered and disjoint.
    """

    kind: str
    """What translators read about it: ``title``, ``heading 2``, ``list item``, ``table cell``..."""
    place: Place
    msgid: str
    lines: tuple[Span, ...]
    line: int
    """The line of its first character in the file, from 1."""
    targets: tuple[str, ...] = ()
    """Link and image destinations as the source writes them; number N is ``targets[N - 1]``."""
    context: str | None = None
    notes: tuple[str, ...] = ()
    quoting: Quoting = Quoting.NONE
    """Of a text in quotes, or between the tags of a shortcode."""
    plural: str | None = None
    """What is said of several, where ``msgid`` is what is said of one."""
    forms: tuple[tuple[str, str], ...] = ()
    """Of such a text: CLDR's plural categories and what the file says for each."""

    @property
    def identity(self) -> Identity:
        """Return the identity of its entry in catalogs."""
        return (self.context, self.msgid)

    @property
    def span(self) -> Span:
        """Return the span from the first line's start to the last line's end."""
        lines = self.lines
        return lines[0] if len(lines) == 1 else Span(lines[0].start, lines[-1].end)
