"""What the record remembers of a page besides its digest, and what that tells of an edit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping

from l10n.catalog import Identity
from l10n.extract import Extraction
from l10n.guide import Guide, Segment
from l10n.project.published import mark
from l10n.text import Edit, normalize_newlines, splice


def marks(texts: Iterable[tuple[Identity, str]]) -> frozenset[str]:
    """Return the marks of translations."""
    return frozenset(mark(identity, msgstr) for identity, msgstr in texts)


def marks_of(extraction: Extraction, translations: Mapping[Identity, str]) -> frozenset[str]:
    """Return the marks of the translations that a guide's page is made of."""
    used = dict.fromkeys(extraction.identities)
    return marks((each, translations[each]) for each in used if translations.get(each))


def frame_of(guide: Guide, extraction: Extraction, is_guide_link: Callable[[Segment], bool]) -> str:
    """Return the mark of all that a page holds besides its translatable texts.

    A segment that is nothing but a link to a guide belongs to the frame: nobody translates it.
    """
    edits = [
        Edit(segment.span, "\0") for segment in extraction.segments if not is_guide_link(segment)
    ]
    frame = normalize_newlines(splice(guide.text, edits))
    return hashlib.sha256(frame.encode("utf-8", "surrogatepass")).hexdigest()[:12]
