"""Directives: HTML comments in a source guide that steer the extraction."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from l10n.text import Span

MARK: Final = "l10n:"
"""A text without it has no directives."""

_COMMENT: Final = re.compile(r"<!--\s*l10n:(?P<verb>[^\s>]*)(?P<rest>.*?)-->", re.DOTALL)
_MARKUP: Final = re.compile(r"<[^<>]*+>")
_WORD: Final = re.compile(r"[^\W_]")


class Verb(StrEnum):
    """What a directive does."""

    SKIP = "skip"
    """Leave the next block alone."""
    OFF = "off"
    """Leave everything alone from here on."""
    ON = "on"
    """Go on after ``off``."""
    CONTEXT = "context"
    """Give the next block's entries this msgctxt."""
    NOTE = "note"
    """Give translators of the next block this note."""


class Directive(NamedTuple):
    """One ``<!-- l10n:verb argument -->``."""

    verb: Verb
    argument: str
    """Without surrounding blanks; may hold line ends; empty when there is none."""
    span: Span
    """Its comment, in the text that was read."""


class Misspelt(NamedTuple):
    """A comment that looks like a directive and is none."""

    text: str
    reason: str
    span: Span
    """Its comment, in the text that was read."""


def read_directives(html: str) -> tuple[Directive | Misspelt, ...]:
    """Return the directives in an HTML block, in order; an ordinary block gives none."""
    if MARK not in html:
        return ()
    found = _COMMENT.finditer(html, 0, _closed_end(html))
    return tuple(_read(each["verb"], each["rest"].strip(), Span(*each.span())) for each in found)


def has_text(html: str) -> bool:
    """Return whether anything in a piece of HTML could be read."""
    return _WORD.search(_MARKUP.sub("", html)) is not None


def _closed_end(html: str) -> int:
    """Return where the last comment ends: to look for an end after that would take ever longer."""
    return html.rfind("-->") + len("-->") if "-->" in html else 0


def _read(verb: str, argument: str, span: Span) -> Directive | Misspelt:
    known = ", ".join(Verb)
    if verb not in set(Verb):
        return Misspelt(f"l10n:{verb}", f"write one of {known}", span)
    if verb in (Verb.CONTEXT, Verb.NOTE) and not argument:
        return Misspelt(f"l10n:{verb}", "write the text after it", span)
    return Directive(Verb(verb), argument, span)
