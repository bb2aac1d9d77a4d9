"""What a reader sees of a segment: its text without markup, code and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Final

from l10n.later import later

_OBJECT: Final = "\ufffc"
"""Stands for code, a shortcode or an address: something that is no text of its own."""

# Pieces of markup, as patterns.
ADDRESS: Final = (
    r"(?:https?://|ftp://|mailto:|tel:|www\.)[^\s<>()\[\]\"`\u3000-\u303f\uff00-\uffef]++"
)
CODE: Final = r"``(?!`)[^`]*+(?:`[^`]++)*+``|`[^`]*+`"
SHORTCODE: Final = r"\{\{[<%](?:[^{}]|\{(?!\{)|\}(?!\}))*+\}\}"
TAG: Final = r"<[/!?a-zA-Z][^<>]*+>"
DESTINATION: Final = r"\((?:<[^<>]*+>|[^\s()<>]*+)(?:\s++\"[^\"]*+\")?+\s*+\)"
ENTITY: Final = r"&\#?[0-9A-Za-z]{1,31};"
NOTE: Final = r"\[\^[^\[\]\s]++\]"
_KEPT: Final = later(rf"{CODE}|{SHORTCODE}|{TAG}|\]{DESTINATION}|{ADDRESS}|{ENTITY}|\\.")
# Every alternative ends at a character that it cannot hold, so the whole is linear. The first
# characters of all of them come first: at most characters no alternative need be tried.
_MARKUP: Final = later(
    r"(?=[`{<\\&\]\[*~_!hfmtw])"
    rf"(?:(?P<object>{CODE}|{SHORTCODE}|<(?:https?|mailto):[^<>\s]*+>|{ADDRESS})"
    rf"|(?P<tag>{TAG})"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    rf"|(?P<entity>{ENTITY})"
    rf"|(?P<end>\]{DESTINATION}|\]\[[^\[\]]*+\])"
    rf"|(?P<note>{NOTE})"
    r"|(?P<mark>\*++|~~|(?<![^\W_])_++|_++(?![^\W_]))"
    r"|(?P<bracket>!?\[|\]))"
)


def plain_text(text: str) -> str:
    """Return ``text`` as it is read, linear in its length; brackets of links are no text."""
    if not _may_react(text):
        return text
    pieces: list[str] = []
    opened: list[int] = []
    position = 0
    for found in _MARKUP.finditer(text):
        pieces.append(text[position : found.start()])
        position = found.end()
        _take(found, pieces, opened)
    pieces.append(text[position:])
    return "".join(pieces)


def _may_react(text: str) -> bool:
    """Return whether there is a sign of markup or of an address; a pattern takes thrice as long."""
    return (
        "[" in text
        or "]" in text
        or "`" in text
        or "<" in text
        or "{" in text
        or "&" in text
        or "*" in text
        or "\\" in text
        or "~" in text
        or "_" in text
        or "/" in text
        or "www." in text
        or "mailto:" in text
        or "tel:" in text
    )


def replace_text(text: str, pattern: re.Pattern[str], new: str | Callable[[str], str]) -> str:
    """Replace ``pattern`` in ``text`` outside code, tags, addresses and link destinations.

    It may look at these, for a mark can stand right after them.
    """
    kept = bytearray(len(text) + 1)
    for found in _KEPT.finditer(text):
        kept[found.start() : found.end()] = b"\1" * len(found.group())

    def replaced(found: re.Match[str]) -> str:
        start, end = found.span()
        inside = any(kept[start:end]) or (start == end and all(kept[max(start - 1, 0) : start + 1]))
        if inside:
            return found.group()
        return new if isinstance(new, str) else new(found.group())

    return pattern.sub(replaced, text)


def _take(found: re.Match[str], pieces: list[str], opened: list[int]) -> None:
    """Add what is read of one piece of markup; ``opened`` are the places of open brackets."""
    match found.lastgroup:
        case "object":
            pieces.append(_OBJECT)
        case "escape":
            pieces.append(found.group()[1:])
        case "entity":
            pieces.append(unescape(found.group()))
        case "bracket" if found.group() != "]":
            opened.append(len(pieces))
            pieces.append(found.group())
        case "bracket":
            pieces.append("]")
            if opened:
                opened.pop()
        case "end":
            if opened:
                pieces[opened.pop()] = ""
        case _:
            pass
