"""Numbered destinations: a msgid shows ``[the fees](1)``, the guide keeps the address.

Numbering and restoring find links with the same locator, so they cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from typing import Final

from l10n.markdown.inlines import NO_LABELS, Labels, locate_inlines
from l10n.text import Edit, Span, splice

_LINK: Final = re.compile(r"(?P<label>\[[^\[\]`<\\{^]*\])\((?P<target>[^\s()<>\\`{]+)\)")
# Links with simple labels and destinations, and nothing around them that could be any markup
# that binds tighter: no parser needs to be asked.
_PLAIN: Final = re.compile(rf"(?:[^\[\]`<\\{{^]++|{_LINK.pattern})*+")


def number_destinations(text: str, labels: Labels = NO_LABELS) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` with each destination replaced by its number, and the destinations.

    Numbers count from 1 in the order of the destinations; without links the text comes back
    as it is, with no destinations.
    """
    if "](" not in text:
        return text, ()
    if _PLAIN.fullmatch(text):
        numbers = count(1)
        numbered = _LINK.sub(lambda link: f"{link['label']}({next(numbers)})", text)
        return numbered, tuple(link["target"] for link in _LINK.finditer(text))
    spans = destination_spans(text, labels)
    edits = [Edit(span, str(number)) for number, span in enumerate(spans, start=1)]
    return splice(text, edits), tuple(span.of(text) for span in spans)


def restore_destinations(text: str, targets: Sequence[str], labels: Labels = NO_LABELS) -> str:
    """Put the destinations back; the inverse of ``number_destinations``.

    A destination that is no number, or a number that the source does not have, stays as the
    translator wrote it.
    """
    if not targets:
        return text
    numbers = {str(number): target for number, target in enumerate(targets, start=1)}
    return splice(
        text,
        (
            Edit(span, numbers[span.of(text)])
            for span in destination_spans(text, labels)
            if span.of(text) in numbers
        ),
    )


def destination_spans(text: str, labels: Labels = NO_LABELS) -> tuple[Span, ...]:
    """Return where the destinations of inline links and images are, ordered and disjoint."""
    if "](" not in text:
        return ()
    if _PLAIN.fullmatch(text):
        return tuple(Span(*link.span("target")) for link in _LINK.finditer(text))
    found = (each.destination for each in locate_inlines(text, labels))
    return tuple(sorted(span for span in found if span is not None))
