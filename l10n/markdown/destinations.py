"""Numbered destinations: a msgid shows ``[the fees](1)``, the guide keeps the address.

Numbering and restoring find links with the same locator, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from l10n.markdown.inlines import NO_LABELS, Labels, locate_inlines
from l10n.text import Edit, Span, splice


@lru_cache(maxsize=4096)  # guides link to each other with the same words
def number_destinations(text: str, labels: Labels = NO_LABELS) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` with each destination replaced by its number, and the destinations.

    Numbers count from 1 in the order of the destinations; without links the text comes back
    as it is, with no destinations.
    """
    if "](" not in text:
        return text, ()
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
    found = (each.destination for each in locate_inlines(text, labels))
    return tuple(sorted(span for span in found if span is not None))
