"""What of a segment shows, in any language, which segment of another guide it is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias
from urllib.parse import unquote

from l10n.align.stems import read_stems
from l10n.guide import Place, Segment
from l10n.later import later
from l10n.markdown.inlines import InlineKind, Labels, locate_inlines

Resolve: TypeAlias = Callable[[str], str | None]
"""Return what guide a destination leads to, None when it is none of the site's."""

GUIDE: Final = "guide "
"""How the name begins of what leads to a guide or a file of the site."""

_NUMBER: Final = re.compile(r"\d(?:[\d.,:]*\d)?")
_HALF: Final = later(
    r"(?<![\d.,:])(?P<hour>0?[1-9]|1[0-2])(?:[:.](?P<minutes>[0-5]\d))?"
    r"\s?(?:a|(?P<after>p))\.?\s?m\b",
    re.IGNORECASE,
)
"""An hour that is counted to twelve."""
_FULL: Final = re.compile(r"(?<![\d.,:])([01]?\d|2[0-4])(?::|\s?h\s?)00(?![\d:])")
_ADDRESS: Final = later(
    r"(?:https?://|www\.)[^\s<>()\[\]\"`]+|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
)
_SENTENCE_ENDS: Final = (
    *(".", ".)", ".*", "!", "?", ";", ":"),
    *("。", "！", "？", "；", "：", "।", "؟", "؛", "۔"),
)
_NEXT_SENTENCE: Final = later(
    r"[.!?।؟۔][\"'”»)\]*_]*(?=\s+[^\sa-z])|[。！？][\"'”»」』）)\]*_]*(?=\s*[^\s\"'”»」』）)\]*_])"
)
"""The end of a sentence that another follows: the last one may end in a colon, or in nothing."""
_CODE: Final = re.compile(r"`[^`]*`")
_LETTER: Final = re.compile(r"[^\W\d_]")
_GROUPS: Final = {
    Place.HEADING: "heading",
    Place.SETEXT_HEADING: "heading",
    Place.CELL: "cell",
    Place.QUOTED: "quoted",
}


@dataclass(frozen=True, slots=True)
class Features:
    """A segment as it is compared."""

    group: str
    """``heading``, ``cell`` or ``text``: segments of two groups are hardly ever the same."""
    kind: str
    column: int
    """Of a table cell, from 0; 0 elsewhere."""
    row: int
    """The line of a table cell, which all cells of a row share; 0 elsewhere."""
    length: int
    """Characters, without destinations."""
    numbers: frozenset[str]
    """Their digits alone, because languages part thousands differently."""
    anchors: frozenset[str]
    """Code, addresses, and what links and images lead to."""
    words: frozenset[str]
    """The beginnings of its words, in lower case and without accents."""
    begins: bool | None
    """Whether its first letter is a small one; None where its script has none."""
    ends: bool
    """Whether it ends as a sentence does."""
    sentences: int
    link: str
    """What it leads to, when it is nothing but one link; else empty."""
    is_guide_link: bool
    """Whether ``link`` is a guide of the site."""


def read_features(
    text: str, segments: Iterable[Segment], labels: Labels, resolve: Resolve
) -> tuple[Features, ...]:
    """Return the features of the segments of a guide with this text, in their order."""
    return tuple(_features(text, segment, labels, resolve) for segment in segments)


def join_features(features: Sequence[Features]) -> Features:
    """Return the features of several segments taken together."""
    first = features[0]
    return replace(
        first,
        length=sum(each.length for each in features),
        numbers=frozenset().union(*(each.numbers for each in features)),
        anchors=frozenset().union(*(each.anchors for each in features)),
        words=frozenset().union(*(each.words for each in features)),
        ends=features[-1].ends,
        sentences=sum(each.sentences for each in features),
        link="",
        is_guide_link=False,
    )


def target_name(target: str, resolve: Resolve) -> str:
    """Return what is the same for two destinations that lead to the same."""
    address = target.removeprefix("<").removesuffix(">")
    key = resolve(address)
    if key is not None:
        _, hash_mark, fragment = address.partition("#")
        return f"{GUIDE}{key}{hash_mark}{fragment}"
    bare = re.sub(r"^https?://(?:www\.)?", "", unquote(address)).rstrip("/")
    return unicodedata.normalize("NFC", bare)


def numbers_of(msgid: str) -> Counter[str]:
    """Return the numbers in a segment's text by their digits, without destinations.

    Hours are counted to 24, and full ones have no minutes: 5 pm is 17:00.
    """
    text = _FULL.sub(r"\1", _HALF.sub(_of_the_day, _without_targets(msgid)))
    digits = (re.sub(r"\D", "", each) for each in _NUMBER.findall(text))
    return Counter(each.lstrip("0") or "0" for each in digits)


def _of_the_day(found: re.Match[str]) -> str:
    hour = int(found["hour"]) % 12 + 12 if found["after"] else int(found["hour"])
    return f"{hour}:{found['minutes'] or '00'}"


def _features(text: str, segment: Segment, labels: Labels, resolve: Resolve) -> Features:
    msgid = segment.msgid
    bare = _without_targets(msgid)
    names = [target_name(target, resolve) for target in segment.targets]
    link = names[0] if len(names) == 1 and _is_only_link(msgid, labels) else ""
    group = _GROUPS.get(segment.place, "text")
    return Features(
        group=group,
        kind=segment.kind,
        column=_column(text, segment) if group == "cell" else 0,
        row=segment.line if group == "cell" else 0,
        length=len(bare),
        numbers=frozenset(numbers_of(msgid)),
        anchors=frozenset((*names, *_literals(msgid, labels))),
        words=read_stems(bare),
        begins=_begins_small(bare),
        ends=bare.endswith(_SENTENCE_ENDS),
        sentences=1 + len(_NEXT_SENTENCE.findall(_CODE.sub("", bare))),
        link=link,
        is_guide_link=link.startswith(GUIDE),
    )


def _begins_small(text: str) -> bool | None:
    letter = found.group() if (found := _LETTER.search(text)) else ""
    return letter.islower() if letter.lower() != letter.upper() else None


def _without_targets(msgid: str) -> str:
    return re.sub(r"\]\([^\s()]*", "](", msgid) if "](" in msgid else msgid


def _is_only_link(msgid: str, labels: Labels) -> bool:
    if not (msgid.startswith("[") and msgid.endswith(")")):
        return False
    inlines = locate_inlines(msgid, labels)
    first = inlines[0] if inlines else None
    return first is not None and first.kind is InlineKind.LINK and first.span.end == len(msgid)


def _literals(msgid: str, labels: Labels) -> Sequence[str]:
    found = [each.rstrip(".,;:") for each in _ADDRESS.findall(msgid)]
    if "`" in msgid:
        inlines = locate_inlines(msgid, labels)
        found += [each.span.of(msgid) for each in inlines if each.kind is InlineKind.CODE]
    return found


def _column(text: str, segment: Segment) -> int:
    start = segment.span.start
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    before = text[line:start]
    return before.count("|") - before.count("\\|") - before.lstrip(" \t>").startswith("|")
