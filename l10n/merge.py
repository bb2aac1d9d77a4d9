"""Merge translations into a guide: the source with its segments' text replaced."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from l10n.catalog import Identity
from l10n.extract import Extraction
from l10n.frontmatter.yaml import check_edited, edit_value
from l10n.guide import Guide, Place, Segment
from l10n.markdown.destinations import restore_destinations
from l10n.markdown.inlines import Labels
from l10n.markdown.segments import cell_source
from l10n.text import Edit, splice

_HARD: Final = re.compile(r"(?:\\|[ \t]* {2})(?:\r\n|\r|\n)")


def merge_guide(guide: Guide, extraction: Extraction, translations: Mapping[Identity, str]) -> str:
    """Return the text of ``guide`` with every translated segment replaced.

    A segment without a translation, or with its own msgid as translation, keeps its bytes; so
    no translations give the guide's own text. Raises L10nError when the front matter would
    change in more than the translated values.
    """
    body = [
        Edit(segment.span, _source_of(guide, segment, msgstr, extraction.labels))
        for segment in extraction.segments
        if segment.place is not Place.FRONT_MATTER
        and (msgstr := _translation(segment, translations)) is not None
    ]
    front = []
    changed = {}
    for segment, value in zip(extraction.segments, extraction.values, strict=False):
        if (msgstr := _translation(segment, translations)) is not None:
            front.append(edit_value(guide.text, value, msgstr))
            changed[value.field] = msgstr
    merged = splice(guide.text, [*front, *body])
    if changed:
        check_edited(guide.text, merged, changed, guide.path)
    return merged


def _translation(segment: Segment, translations: Mapping[Identity, str]) -> str | None:
    msgstr = translations.get((segment.context, segment.msgid))
    return None if msgstr == segment.msgid else msgstr


def _source_of(guide: Guide, segment: Segment, msgstr: str, labels: Labels) -> str:
    """Return ``msgstr`` as the guide's source writes it at the segment's place."""
    text = restore_destinations(msgstr, segment.targets, labels)
    if segment.place is Place.CELL:
        text = cell_source(text)
    return _broken(guide.text, segment, text)


def _broken(source: str, segment: Segment, text: str) -> str:
    """Write newlines as the segment's own hard breaks, as blanks where it has none."""
    lines = [line for part in text.split("\n") if (line := part.strip())]
    if len(lines) < 2:
        return "".join(lines)
    between = (
        source[line.end : following.start]
        for line, following in zip(segment.lines, segment.lines[1:], strict=False)
    )
    breaks = [each for each in between if _HARD.match(each)]
    if not breaks:
        return " ".join(lines)
    merged = lines[0]
    for index, line in enumerate(lines[1:]):
        merged += breaks[min(index, len(breaks) - 1)] + line
    return merged
