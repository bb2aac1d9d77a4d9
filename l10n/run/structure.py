"""The frame of a localized page: the mark of all that it holds besides its texts.

A segment that is nothing but a link to a guide belongs to the frame: it is not for translators.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from l10n.extract import Extraction, extract_guide
from l10n.guide import Guide
from l10n.links.site import Page
from l10n.markdown.inlines import read_sole_link
from l10n.markdown.segments import Part, read_said
from l10n.merge import Merged
from l10n.site.links import Linker, is_guide_link, leads_to, page_at
from l10n.site.paths import fields_at, syntax_at
from l10n.text import Edit, Span, normalize_newlines, splice

_HIDDEN = "\0"


def frame_of(linker: Linker, guide: Guide, extraction: Extraction) -> str:
    """Return the frame of a page that was extracted."""
    page = page_at(linker, guide.key, guide.language, guide.path)
    return _frame(
        guide.text,
        (
            Edit(segment.span, _HIDDEN)
            for segment in extraction.segments
            if not is_guide_link(linker, page, segment.msgid, segment.targets)
        ),
    )


def frame_of_merged(linker: Linker, page: Page, merged: Merged, edits: Sequence[Edit]) -> str:
    """Return the frame of the page that ``edits``, which are ordered, make of a merged guide.

    It is the same as if the page were read; it is read where that is not certain.
    """
    hidden = _hidden(linker, page, merged, edits)
    if hidden is None:
        return frame_of_text(linker, page, splice(merged.text, edits))
    return _frame(merged.text, hidden)


def frame_of_text(linker: Linker, page: Page, text: str) -> str:
    """Return the frame of the page that has this text."""
    guide = Guide(
        page.path, page.language, page.key, text, syntax=syntax_at(linker.config, page.path)
    )
    return frame_of(linker, guide, extract_guide(guide, fields_at(linker.config, page.path)))


def _frame(text: str, edits: Iterable[Edit]) -> str:
    frame = normalize_newlines(splice(text, edits))
    return hashlib.sha256(frame.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _hidden(linker: Linker, page: Page, merged: Merged, edits: Sequence[Edit]) -> list[Edit] | None:
    """Return what makes the frame of the merged text; None when an edit leaves its line."""
    if merged.values is None or merged.layout.offsets.has_cr:
        return None
    hidden = [Edit(span, _HIDDEN) for span in merged.values]
    starts = [*(each.span.start for each in edits), len(merged.text) + 1]
    position = 0
    for part in merged.layout.parts:
        first, end = position, part.span.end
        while starts[position] < end:
            position += 1
        inside = edits[first:position]
        if inside and (inside[0].span.start < part.span.start or len(part.text.lines) > 1):
            return None
        if _is_text(linker, page, merged, part, inside):
            hidden.append(Edit(part.span, _HIDDEN))
        else:
            hidden += inside
    return hidden if position == len(edits) else None


def _is_text(
    linker: Linker, page: Page, merged: Merged, part: Part, inside: Sequence[Edit]
) -> bool:
    """Return whether a part is a text to translate in the page, after the edits ``inside`` it."""
    text, block = merged.layout.parsed.text, part.text
    if inside:
        edits = (Edit(span.moved(-part.span.start), new) for span, new in inside)
        text = splice(part.span.of(merged.text), edits)
        block = block._replace(lines=(Span(0, len(text)),))
    first = block.lines[0]
    if len(block.lines) == 1 and text.startswith("[", first.start):
        target = read_sole_link(first.of(text))
        if target is not None and leads_to(linker, page, target) is not None:
            return False
    said = read_said(text, block, merged.layout.parsed.labels)
    if said is None:
        return False
    msgid, targets, _ = said
    return not (targets and is_guide_link(linker, page, msgid, targets))
