"""Texts in parts: words, and the markup that translators bring back as inline codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple, TypeAlias

from l10n.engines.elements import locate_markup
from l10n.exchange.xml import Node, element, words
from l10n.markdown.inlines import Labels


class Part(NamedTuple):
    """Some of a text."""

    text: str
    code: int = 0
    """The number of the inline code that this is; 0 for words."""


Parts: TypeAlias = tuple[Part, ...]


def split_codes(text: str, labels: Labels) -> Parts:
    """Return a source text in parts; its codes are numbered from 1. Joined, they are the text."""
    parts: list[Part] = []
    position = 0
    spans = locate_markup(text, labels)
    for number, span in enumerate(spans, start=1):
        parts += (Part(text[position : span.start]), Part(span.of(text), number))
        position = span.end
    return tuple(part for part in (*parts, Part(text[position:])) if part.text)


def split_like(text: str, labels: Labels, source: Parts) -> Parts:
    """Return a translation in parts; a code of the ``source`` has its number, others have more."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for part in source:
        if part.code:
            numbers[part.text].append(part.code)
    last = max((part.code for part in source), default=0)
    parts: list[Part] = []
    for part in split_codes(text, labels):
        if part.code:
            known = numbers[part.text]
            last += not known
            part = part._replace(code=known.pop(0) if known else last)
        parts.append(part)
    return tuple(parts)


def write_codes(parts: Parts, number: str) -> str:
    """Return parts as XML, each code as a ``ph`` with its number in the attribute ``number``."""
    return "".join(
        element("ph", {number: str(part.code)}, words(part.text)) if part.code else words(part.text)
        for part in parts
    )


def read_code(codes: dict[str, str], names: Collection[str], number: str, node: Node) -> str | None:
    """Return what a code stands for: what is in it, or what the same one had that came before.

    The ``codes`` are those, by their numbers; None for an element that is not called so.
    """
    if node.name == "sub":
        return ""
    if node.name not in names:
        return None
    name = node.attributes.get(number, "")
    text = codes.get(name, "") if not node.children else node.text
    codes.setdefault(name, text)
    return text
