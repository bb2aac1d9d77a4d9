"""A Markdown body as its parser saw it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markdown_it.token import Token

from l10n.html.fragment import note_texts
from l10n.markdown.inlines import Labels
from l10n.markdown.lines import find_labels, find_names
from l10n.markdown.parser import parse_blocks
from l10n.markdown.plainblocks import Row
from l10n.markdown.plaintokens import write_tokens
from l10n.markdown.syntaxes.spans import find_locked, hide, hide_bars, without_contents
from l10n.markdown.syntaxes.syntax import Syntax
from l10n.text import Span, normalize_newlines


@dataclass(frozen=True, slots=True)
class Parsed:
    """A body as its parser saw it: LF line ends, shortcodes hidden; offsets are in ``text``."""

    text: str
    masked: str
    """The text with its shortcodes hidden."""
    shortcodes: tuple[Span, ...]
    """These, and all else that has to come back letter for letter in its syntax."""
    rows: Sequence[Row]
    """Its blocks, in order."""
    environment: Mapping[str, Any]
    labels: Labels
    """Those that the body defines."""

    @property
    def syntax(self) -> Syntax:
        """Return the dialect that it was read in."""
        return self.labels.syntax

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens of all blocks."""
        return write_tokens(self.masked, self.rows)


def parse_body(text: str, syntax: Syntax) -> Parsed:
    """Parse a body with any line ends into blocks; its inlines are not parsed."""
    text = normalize_newlines(text)
    locked = find_locked(text, syntax)
    hidden = hide(text, syntax, locked) if locked else text
    masked = hide_bars(hidden, syntax)
    rows, environment = parse_blocks(masked, syntax)
    if "<" in hidden and syntax.reads_html:
        seen = without_contents(text, locked) if syntax.has_tags else hidden
        note_texts(rows, seen, syntax)
    labels = Labels.of(environment, syntax)
    more = find_labels(text)
    if syntax.has_names:
        more |= find_names(masked)
    if more := more - labels.references:
        labels = replace(labels, references=labels.references | more)
    shortcodes = tuple(each.span for each in locked)
    return Parsed(text, masked, shortcodes, rows, environment, labels)
