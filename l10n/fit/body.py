"""Fit a merged guide to the page that is there, text by text and line by line.

Where both say the same, the page's bytes stay. Where they do not, the page's stay as long as it is
known to have them its own way, and as long as merging would write what it would have written then.
All else is as merging writes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from l10n.fit.hunks import Hunk, find_hunks, pair_same, pair_texts
from l10n.fit.marks import lines_mark, pair_mark, words_mark
from l10n.fit.pieces import Piece
from l10n.markdown.destinations import destination_spans
from l10n.text import Edit, newline_of, splice

_WORD: Final = re.compile(r"[^\W\d_]{2}|[^\W\d_\x00-\x7f]")
_STYLE: Final = re.compile(r"[ \t]*(?:(?:```|~~~)[^`\n]*|\{[^{}]*\}[ \t]*|#*)\n?")
"""A fence with its language, an attribute list: what a page may choose, and no words."""

IsSameTarget: TypeAlias = Callable[[str, str], bool]
"""Returns whether a destination of ours and one of the page lead to the same."""


class Fitted(NamedTuple):
    """A body that was fitted to a page."""

    text: str
    lost: tuple[Hunk, ...]
    """Where words that only the page has are not in the text."""


def fit_body(
    ours: Sequence[Piece],
    theirs: Sequence[Piece],
    own: frozenset[str],
    is_same: IsSameTarget,
    newline: str,
) -> Fitted:
    """Return our body with the page's bytes wherever they stay.

    ``own`` are the marks of what the page has its own way; ``newline`` is the page's line end.
    """
    written: list[str] = []
    lost: list[Hunk] = []
    for hunk in find_hunks(ours, theirs, pair_texts(ours, theirs, own)):
        text = _unchanged(hunk, own, is_same)
        if text is None:
            text, kept = _changed(hunk, own, newline)
            if any(words_mark(each.says) in own for each in hunk.theirs if each not in kept):
                lost.append(hunk)
        written.append(text)
    return Fitted("".join(written), tuple(lost))


class Learnt(NamedTuple):
    """What of a body a page has its own way."""

    texts: frozenset[str]
    """The marks of texts that stand for a text of ours."""
    lines: frozenset[str]
    """All other marks."""
    differing: tuple[Hunk, ...]
    """Where it is not as merging would write it."""


def learn_own(
    ours: Sequence[Piece],
    theirs: Sequence[Piece],
    known: Mapping[int, int],
    joined: Collection[int],
) -> Learnt:
    """Return the marks of all that a page has its own way, and where that is.

    ``known`` are the numbers of texts that stand for each other, in any order; ``joined`` are those
    of the page's texts of which several stand for one.
    """
    here, there = tuple(_texts(ours)), tuple(_texts(theirs))
    stand = {**pair_same(here, there), **known}
    alone = [j for j in range(len(there)) if j not in {*stand.values(), *joined}]
    missing = [i for i in range(len(here)) if i not in stand]
    # With these marks merging will pair the texts as it is done here.
    first = frozenset((*_pair_marks(here, there, stand), *_lone_marks(here, there, missing, alone)))
    pairs = pair_texts(ours, theirs, first)
    alone = [j for j in range(len(there)) if j not in {*pairs.values(), *joined}]
    missing = [i for i in range(len(here)) if i not in pairs]
    differing = [
        hunk
        for hunk in find_hunks(ours, theirs, pairs)
        if not (hunk.is_same or _waits_for_title(hunk))
    ]
    lines = [hunk for hunk in differing if not hunk.is_text]
    single, absent = {there[j] for j in alone}, {here[i] for i in missing}
    marks = (mark for hunk in lines for mark in _marks(hunk, single, absent))
    return Learnt(
        texts=frozenset(_pair_marks(here, there, pairs)),
        lines=frozenset((*marks, *_lone_marks(here, there, missing, alone))),
        differing=tuple(differing),
    )


def _pair_marks(
    ours: Sequence[Piece], theirs: Sequence[Piece], pairs: Mapping[int, int]
) -> Iterator[str]:
    """Yield the marks of texts that stand for each other and would not be found without."""
    same = pair_same(ours, theirs)
    for i, j in pairs.items():
        hunk = Hunk((ours[i],), (theirs[j],), is_text=True)
        if same.get(i) != j and not _waits_for_title(hunk):
            yield _pair(hunk)


def _lone_marks(
    ours: Sequence[Piece], theirs: Sequence[Piece], missing: Iterable[int], alone: Iterable[int]
) -> Iterator[str]:
    yield from (pair_mark(ours[i].key, "") for i in missing)
    yield from (pair_mark("", theirs[j].says) for j in alone)


def has_words(piece: Piece) -> bool:
    """Return whether a line between texts holds words, and not only signs and style."""
    return bool(_WORD.search(piece.says)) and not _STYLE.fullmatch(piece.says)


def _waits_for_title(hunk: Hunk) -> bool:
    """Return whether the page shows a title in the source's words, as if it was not translated."""
    return hunk.is_text and hunk.ours[0].basis.startswith(f"{hunk.theirs[0].says}\0")


def _pair(hunk: Hunk) -> str:
    mark = pair_mark if hunk.is_text else lines_mark
    return mark(_said(hunk.ours), _said(hunk.theirs))


def _marks(hunk: Hunk, alone: Collection[Piece], missing: Collection[Piece]) -> Iterator[str]:
    yield _pair(hunk)
    single = len(hunk.ours) == len(hunk.theirs) == 1 and not hunk.theirs[0].kind
    for each in hunk.theirs:
        if each.is_blank or (each.kind and each not in alone):
            continue
        if each.kind or has_words(each):
            yield words_mark(each.says)
        if not single:
            yield pair_mark("", each.says)
    for each in hunk.ours if not single else ():
        if not each.is_blank and (not each.kind or each in missing):
            yield pair_mark(each.key, "")


def _unchanged(hunk: Hunk, own: frozenset[str], is_same: IsSameTarget) -> str | None:
    """Return the page's bytes where they stay, None where they do not."""
    if hunk.is_same:
        if hunk.is_text:
            return _relinked(hunk.ours[0], hunk.theirs[0], is_same)
        return _written(hunk.theirs)
    if own and _pair(hunk) in own:
        return _written(hunk.theirs)
    return None


def _changed(hunk: Hunk, own: frozenset[str], newline: str) -> tuple[str, tuple[Piece, ...]]:
    """Return what a hunk is now, and what of the page is in it."""
    if hunk.is_text or (len(hunk.ours) == len(hunk.theirs) == 1 and not hunk.theirs[0].kind):
        return _with_newline(hunk.ours[0].text, newline), ()
    kept = tuple(each for each in hunk.theirs if pair_mark("", each.says) in own)
    added = [each for each in hunk.ours if each.is_blank or pair_mark(each.key, "") not in own]
    if all(each.is_blank for each in added) and any(not each.is_blank for each in hunk.ours):
        added = []  # the blank lines of what is left out
    return _written(kept) + _with_newline(_written(added), newline), kept


def _relinked(ours: Piece, theirs: Piece, is_same: IsSameTarget) -> str:
    """Return a text of the page, its links where ours lead."""
    changed = [
        (number, new)
        for number, (new, old) in enumerate(zip(ours.targets, theirs.targets, strict=False))
        if new != old and not is_same(new, old)
    ]
    if not changed:
        return theirs.text
    spans = destination_spans(theirs.text)
    if len(spans) != len(theirs.targets) or len(spans) != len(ours.targets):
        return ours.text
    return splice(theirs.text, [Edit(spans[number], new) for number, new in changed])


def _said(pieces: Iterable[Piece]) -> str:
    return "\n".join(each.key for each in pieces)


def _written(pieces: Iterable[Piece]) -> str:
    return "".join(each.text for each in pieces)


def _with_newline(text: str, newline: str) -> str:
    if newline_of(text) == newline or "\n" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\n", newline)


def _texts(pieces: Iterable[Piece]) -> Iterator[Piece]:
    return (each for each in pieces if each.kind)
