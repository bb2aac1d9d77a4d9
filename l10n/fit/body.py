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
from l10n.fit.marks import lines_mark, link_mark, pair_mark, words_mark
from l10n.fit.pieces import Piece, texts_of
from l10n.markdown.destinations import destination_spans
from l10n.text import Edit, newline_of, splice

_WORD: Final = re.compile(r"[^\W\d_]{2}|[^\W\d_\x00-\x7f]")
_STYLE: Final = re.compile(r"[ \t]*(?:(?:```|~~~)[^`\n]*|\{[^{}]*\}[ \t]*|#*)\n?")
"""A fence with its language, an attribute list: what a page may choose, and no words."""
_ID: Final = re.compile(r"[ \t]*#*[ \t]*\{:?[ \t]*#[^{}\n]*\}[ \t]*\n?")

_NUMBER: Final = re.compile(r"[0-9]+")

IsSameTarget: TypeAlias = Callable[[str, str], bool]
"""Returns whether a destination of ours and one of the page lead to the same."""


class Fitted(NamedTuple):
    """A body that was fitted to a page."""

    text: str
    texts: tuple[str, ...]
    """What its texts say, in order."""
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
    texts: list[str] = []
    lost: list[Hunk] = []
    heads = _own_heads(ours, theirs, own)
    for hunk in find_hunks(ours, theirs, pair_texts(ours, theirs, own)):
        text, pieces = _unchanged(hunk, own, is_same), hunk.theirs
        if text is None:
            starts_line = not written or written[-1].endswith(("\n", "\r"))
            hunk = hunk._replace(ours=tuple(_with_head(each, heads) for each in hunk.ours))
            text, pieces = _changed(hunk, own, newline, starts_line=starts_line)
            if any(words_mark(each.says) in own for each in hunk.theirs if each not in pieces):
                lost.append(hunk)
        written += [text] if text else []
        texts += [each.says for each in texts_of(pieces)]
    return Fitted("".join(written), tuple(texts), tuple(lost))


def _own_heads(
    ours: Iterable[Piece], theirs: Iterable[Piece], own: frozenset[str]
) -> dict[str, str]:
    """Return how the page writes what stands before a text: its list signs, and how far in.

    Numbers count as one: where the page writes ``1)`` for ``1.``, it writes ``2)`` for ``2.``.
    """
    here, there = ({each.says for each in side if _is_head(each)} for side in (ours, theirs))
    return {
        _NUMBER.sub("0", one): _NUMBER.sub("0", other)
        for one in here
        for other in there
        if one != other and lines_mark(one, other) in own
    }


def _with_head(piece: Piece, heads: Mapping[str, str]) -> Piece:
    head = heads.get(_NUMBER.sub("0", piece.says)) if heads and _is_head(piece) else None
    if head is None:
        return piece
    number = _NUMBER.search(piece.says)
    text = _NUMBER.sub(number[0], head) if number else head
    return piece._replace(text=text, says=text)


def _is_head(piece: Piece) -> bool:
    """Return whether this is what stands before a text on its line."""
    return not piece.kind and not piece.says.endswith("\n") and not piece.is_blank


class Learnt(NamedTuple):
    """What of a body a page has its own way."""

    texts: frozenset[str]
    """The marks of texts that stand for a text of ours."""
    lines: frozenset[str]
    """All other marks."""
    differing: tuple[Hunk, ...]
    """Where it is not as merging would write it."""
    pairs: Mapping[int, int]
    """The numbers of texts that stand for each other."""


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
    here, there = texts_of(ours), texts_of(theirs)
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
        pairs=pairs,
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
    single = _is_single(hunk)
    for each in hunk.theirs:
        if each.is_blank or (each.kind and each not in alone):
            continue
        if each.kind or has_words(each) or _is_id(each):
            yield words_mark(each.says)
        if not single and _is_whole(each):
            yield pair_mark("", each.says)
    for each in hunk.ours if not single else ():
        if not each.is_blank and _is_whole(each) and (not each.kind or each in missing):
            yield pair_mark(each.key, "")


def _is_id(piece: Piece) -> bool:
    """Return whether this is the id that a heading has at its end: it stays with its heading."""
    return not piece.kind and _ID.fullmatch(piece.says) is not None


def _is_whole(piece: Piece) -> bool:
    """Return whether this is a text or a whole line: no sign that stands beside a text."""
    return bool(piece.kind) or piece.says.endswith("\n")


def _unchanged(hunk: Hunk, own: frozenset[str], is_same: IsSameTarget) -> str | None:
    """Return the page's bytes where they stay, None where they do not."""
    if hunk.is_same:
        if hunk.is_text:
            return _relinked(hunk.ours[0], hunk.theirs[0], own, is_same)
        return _written(hunk.theirs)
    if own and _pair(hunk) in own:
        return _written(hunk.theirs)
    return None


def _changed(
    hunk: Hunk, own: frozenset[str], newline: str, *, starts_line: bool
) -> tuple[str, tuple[Piece, ...]]:
    """Return what a hunk is now, in bytes and pieces."""
    if _is_single(hunk):
        stays = _is_id(hunk.theirs[0]) and words_mark(hunk.theirs[0].says) in own
        piece = hunk.theirs[0] if stays else hunk.ours[0]
        return _with_newline(piece.text, newline), (piece,)
    kept = tuple(_kept(hunk.theirs, own))
    lines = [*_added(hunk.ours, own)]
    is_blank = all(each.is_blank for line in lines for each in line)
    if is_blank and not all(each.is_blank for each in hunk.ours):
        lines = []  # the blank lines of what is left out
    if is_blank and kept and kept[-1].is_blank:
        lines = []  # they would be more with each run
    added = [piece for line in lines for piece in line]
    between = _between(kept, added) if starts_line else ""
    return _written(kept) + _with_newline(between + _written(added), newline), (*kept, *added)


def _added(ours: Iterable[Piece], own: frozenset[str]) -> Iterator[tuple[Piece, ...]]:
    """Yield what of ours the page does not leave out; blank lines go with what they follow."""
    is_out = False
    for line in _whole_lines(ours):
        is_out = _is_left_out(line, own) or (is_out and all(each.is_blank for each in line))
        if not is_out:
            yield line


def _between(kept: Sequence[Piece], added: Sequence[Piece]) -> str:
    """Return the line ends that have to stand between what the page has and what is ours."""
    if not kept or not added:
        return ""
    # The end of the page's last line may come after ours, in another hunk.
    end = "" if kept[-1].text.endswith(("\n", "\r")) else "\n"
    is_alike = kept[0].says == added[0].says and not added[0].kind
    return end if added[0].is_blank or is_alike else end + "\n"


def _whole_lines(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Yield each text with what stands before and after it on its lines, and each other line."""
    line: list[Piece] = []
    for piece in pieces:
        line.append(piece)
        if not piece.kind and piece.says.endswith("\n"):
            yield tuple(line)
            line = []
    if line:
        yield tuple(line)


def _kept(theirs: Iterable[Piece], own: frozenset[str]) -> Iterator[Piece]:
    """Yield what of the page stays, and the blank lines that follow it."""
    stays = False
    for line in _whole_lines(theirs):
        stays = _stays(line, own) or (stays and all(each.is_blank for each in line))
        if stays:
            yield from line


def _stays(line: Sequence[Piece], own: frozenset[str]) -> bool:
    texts = texts_of(line)
    return any(pair_mark("", each.says) in own for each in texts or line)


def _is_left_out(line: Sequence[Piece], own: frozenset[str]) -> bool:
    texts = texts_of(line)
    return all(pair_mark(each.key, "") in own for each in texts or line)


def _relinked(ours: Piece, theirs: Piece, own: frozenset[str], is_same: IsSameTarget) -> str:
    """Return a text of the page, its links where ours lead."""
    changed = [
        (number, new)
        for number, (new, old) in enumerate(zip(ours.targets, theirs.targets, strict=False))
        if new != old and link_mark(new, old) not in own and not is_same(new, old)
    ]
    if not changed:
        return theirs.text
    spans = destination_spans(theirs.text)
    if len(spans) != len(theirs.targets) or len(spans) != len(ours.targets):
        return ours.text
    return splice(theirs.text, [Edit(spans[number], new) for number, new in changed])


def _is_single(hunk: Hunk) -> bool:
    """Return whether one text or one line stands for another."""
    return hunk.is_text or (len(hunk.ours) == len(hunk.theirs) == 1 and not hunk.theirs[0].kind)


def _said(pieces: Iterable[Piece]) -> str:
    return "\n".join(each.key for each in pieces)


def _written(pieces: Iterable[Piece]) -> str:
    return "".join(each.text for each in pieces)


def _with_newline(text: str, newline: str) -> str:
    if newline_of(text) == newline or "\n" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\n", newline)
