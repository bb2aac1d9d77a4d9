"""Placeables: what a translation must bring back as the source has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final

from markdown_it.common.utils import normalizeReference

from l10n.html.tags import read_tag
from l10n.later import later
from l10n.markdown.inlines import (
    LOCKED,
    SHORTCODES,
    VERBATIM,
    Inline,
    InlineKind,
    Labels,
    count_emphases,
    locate_inlines,
)
from l10n.markdown.shortcodes.inline import fixed_form
from l10n.markdown.syntaxes.syntax import Syntax
from l10n.safe.policy import Policy
from l10n.safe.targets import is_number, judge_target
from l10n.text import Span

_LINKS: Final = (InlineKind.LINK, InlineKind.IMAGE)
_FINE_IN_LINKS: Final = VERBATIM | {InlineKind.CODED}
_ANCHOR: Final = re.compile(r"</?a\b", re.IGNORECASE)
_LABEL: Final = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\Z", re.DOTALL)
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)([^>]*?)(/?)>", re.DOTALL)
_ELEMENT: Final = re.compile(r"<(/?)([A-Za-z_$][\w$.:-]*)?(.*?)(/?)>", re.DOTALL)
"""A tag of HTML or of MDX, where it may have no name."""
_OWNERS: Final = "*_)]`~>"
"""What an attribute list directly follows belongs to it."""
_STARS: Final = "*_~"
"""Of these, those that end an emphasis."""
_ATTRIBUTE: Final = later(r"\s+([a-z]+)=(?:\"[\w-]*\"|'[\w-]*'|[\w-]+)", re.IGNORECASE)
_VOID: Final = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "source", "wbr"})


@dataclass(frozen=True, slots=True)
class Placeable:
    """One of them, equal to another when both say the same."""

    kind: InlineKind
    value: str
    """A destination, a label in brackets, or the whole source."""
    inside: InlineKind | None
    """The innermost image or link that it would be lost in; None for most."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a translation's placeables differ from its source's."""

    fault: str = ""
    """What is wrong, in words for the translator; empty when nothing is."""
    own_targets: tuple[str, ...] = ()
    """Destinations of the translator's own, as written; each takes the place of a number."""


def read_placeables(
    text: str, inlines: Iterable[Inline], targets: Sequence[str], syntax: Syntax
) -> tuple[Placeable, ...]:
    """Return the placeables that ``inlines`` locate in ``text``, in their order.

    A link's number stands for its target, so two numbers of one target are the same. The texts
    in tags and in shortcodes are left out.
    """
    found = tuple(inlines)
    holders = _holders(text, found) if len(found) > 1 else repeat(None)
    return tuple(
        _placeable(text, each, targets, inside, syntax)
        for each, inside in zip(found, holders, strict=False)
    )


def compare_placeables(
    msgid: str, msgstr: str, targets: Sequence[str], labels: Labels, policy: Policy
) -> Comparison:
    """Compare what has to come back unchanged: as often as in the source, in any order."""
    syntax = labels.syntax
    source = read_placeables(msgid, locate_inlines(msgid, labels), targets, syntax)
    given = read_placeables(msgstr, locate_inlines(msgstr, labels), targets, syntax)
    if source == given:
        return Comparison(_misplaced(msgid, msgstr, labels))
    missing, added = Counter(source), Counter(given)
    missing, added = missing - added, added - missing
    own: list[str] = []
    for each in tuple(added.elements()):
        if each.kind in _LINKS and (replaced := _replaceable(each, missing)):
            own.append(each.value)
            missing -= Counter([replaced])
            added -= Counter([each])
        elif each.kind is InlineKind.HTML and _may_be_added(each.value, policy):
            added -= Counter([each])
    if missing or added:
        moved = _describe_moved(missing, added, targets)
        return Comparison(moved or _describe(missing, added, targets))
    if _is_nested(source) and not _is_nested(given):
        return Comparison("the HTML tags open and close in a wrong order; put them in order")
    numbers = (judge_target(each, frozenset()) for each in own if is_number(each))
    fault = next(numbers, "") or _misplaced(msgid, msgstr, labels)
    return Comparison(fault, own_targets=tuple(own))


def outside_placeables(text: str, inlines: Iterable[Inline], mark: str = " ") -> str:
    """Return ``text`` with ``mark`` in the place of code, of tags, autolinks and shortcodes."""
    pieces: list[str] = []
    position = 0
    for each in inlines:
        if each.kind not in _LINKS and each.span.start >= position:
            pieces += (text[position : each.span.start], mark)
            position = each.span.end
    return "".join((*pieces, text[position:]))


def _holders(text: str, inlines: Sequence[Inline]) -> Iterator[InlineKind | None]:
    """Yield for each inline what it is in: an image shows no more than the words in it.

    What is a link itself, or may be one, is lost in another; code and tags are fine there.
    """
    opened: list[Inline] = []
    for each in inlines:
        while opened and _label_end(opened[-1]) < each.span.end:
            opened.pop()
        holders = (holder.kind for holder in reversed(opened))
        if each.kind in _FINE_IN_LINKS and not _ANCHOR.match(text, each.span.start):
            yield next((kind for kind in holders if kind is InlineKind.IMAGE), None)
        else:
            yield next(holders, None)
        if each.kind in _LINKS:
            opened.append(each)


def _label_end(inline: Inline) -> int:
    return inline.span.end if inline.destination is None else inline.destination.start


def _misplaced(msgid: str, msgstr: str, labels: Labels) -> str:
    """Return what is wrong with a text that has all placeables: where they are."""
    if not labels.syntax.spans:
        return ""
    before, after = locate_inlines(msgid, labels), locate_inlines(msgstr, labels)
    lists = _attribute_lists(msgid, before, labels)
    for written, _ in lists - _attribute_lists(msgstr, after, labels) if lists else ():
        return f"{written} is not where the source has it; put it after the same mark"
    escaped = _escaped(msgstr, after)
    for written in escaped - _escaped(msgid, before) if escaped else ():
        return f"the backslash before {written} would make it text; take it out"
    tag = _crossed(msgstr, after, labels) if labels.syntax.is_compiled else ""
    if tag and not _crossed(msgid, before, labels):
        return f"what begins inside {tag} ends outside it; put both marks on the same side"
    return ""


def _escaped(text: str, inlines: Iterable[Inline]) -> Counter[str]:
    """Count what has to come back and follows a backslash that would escape its first character."""
    locked = (each.span for each in inlines if each.kind in LOCKED)
    slashes = ((each, text[: each.start]) for each in locked)
    return Counter(
        each.of(text) for each, before in slashes if (len(before) - len(before.rstrip("\\"))) % 2
    )


def _attribute_lists(
    text: str, inlines: Iterable[Inline], labels: Labels
) -> Counter[tuple[str, str]]:
    """Count the attribute lists with what each belongs to: a mark before it, or the whole text."""
    found: Counter[tuple[str, str]] = Counter()
    for each in inlines:
        if each.kind is InlineKind.ATTRIBUTES:
            owner = text[: each.span.start][-1:]
            if not owner or owner not in _OWNERS or _is_text(text, each.span.start, labels):
                owner = "end" if not text[each.span.end :].strip() else "text"
            found[each.span.of(text), owner] += 1
    return found


def _is_text(text: str, end: int, labels: Labels) -> bool:
    """Return whether the mark before ``end`` is one of emphasis, and ends none."""
    mark = text[end - 1]
    if mark not in _STARS:
        return False
    without = text[:end].rstrip(mark) + text[end:]
    return count_emphases(without, labels) == count_emphases(text, labels)


def _placeable(
    text: str, inline: Inline, targets: Sequence[str], inside: InlineKind | None, syntax: Syntax
) -> Placeable:
    source = inline.span.of(text)
    if inline.kind in _LINKS:
        if inline.destination is None:
            return Placeable(inline.kind, f"[{_label(source)}]", inside)
        return Placeable(inline.kind, _target(inline.destination.of(text), targets), inside)
    if inline.kind is InlineKind.CODE:
        return Placeable(inline.kind, _code(source), inside)
    if inline.kind is InlineKind.HTML:
        source = read_tag(source, syntax).fixed
    if inline.kind in SHORTCODES:
        source = fixed_form(text, inline.span, syntax)
    return Placeable(inline.kind, source.replace("\n", " "), inside)


def _target(written: str, targets: Sequence[str]) -> str:
    if is_number(written) and 1 <= int(written[:9]) <= len(targets):
        return targets[int(written) - 1]
    return written


def _label(source: str) -> str:
    """Return the label of a reference: the last brackets', or those before when it is empty."""
    found = _LABEL.search(source)
    if found and not found[1]:
        found = _LABEL.search(source[: found.start()])
    return normalizeReference(found[1] if found else source)


def _code(source: str) -> str:
    """Return what a code span says (https://spec.commonmark.org/0.31.2/#code-spans)."""
    ticks = len(source) - len(source.lstrip("`"))
    content = source[ticks:-ticks].replace("\n", " ")
    padded = content.startswith(" ") and content.endswith(" ") and content.strip()
    return content[1:-1] if padded else content


def _replaceable(own: Placeable, missing: Counter[Placeable]) -> Placeable | None:
    if own.value.startswith("[") or not own.value.strip("<> "):  # it would lead nowhere
        return None
    same = (
        each
        for each in missing
        if each.kind is own.kind and each.inside is own.inside and not each.value.startswith("[")
    )
    return next(same, None)


def _may_be_added(tag: str, policy: Policy) -> bool:
    found = _TAG.fullmatch(tag)
    if found is None or found[2].lower() not in policy.tags:
        return False
    if found[1]:
        return not found[3].strip()
    names = _ATTRIBUTE.findall(found[3])
    rest = _ATTRIBUTE.sub("", found[3])
    return not rest.strip() and all(name.lower() in policy.attributes for name in names)


def _is_nested(placeables: Iterable[Placeable]) -> bool:
    """Return whether every tag is closed, in the reverse of the order in which they open."""
    opened: list[str] = []
    for each in placeables:
        found = _ELEMENT.fullmatch(each.value) if each.kind is InlineKind.HTML else None
        name = (found[2] or "").lower() if found else ""
        if found is None or found[4] or name in _VOID:
            continue
        if not found[1]:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def _describe_moved(
    missing: Counter[Placeable], added: Counter[Placeable], targets: Sequence[str]
) -> str:
    """Say which one came back in another place, if any did, where it is lost or is not wanted."""
    for each in added:
        for lost in missing:
            if (each.kind, each.value) == (lost.kind, lost.value):
                shown, holder = _shown(each, targets), each.inside or lost.inside
                if each.inside:
                    return f"{shown} would be lost in the text of the {holder}; put it outside"
                return f"{shown} belongs in the text of the {holder}; put it there"
    return ""


def _crossed(text: str, inlines: Sequence[Inline], labels: Labels) -> str:
    """Return a tag whose element overlaps a link or an emphasis; empty if none does."""
    opened: list[Inline] = []
    for each in inlines:
        found = _ELEMENT.fullmatch(each.span.of(text)) if each.kind is InlineKind.HTML else None
        if found is None or found[4] or (found[2] or "").lower() in _VOID:
            continue
        if not found[1]:
            opened.append(each)
        elif opened:
            tag = opened.pop().span
            if _overlaps(text, Span(tag.start, each.span.end), tag.end, inlines, labels):
                return tag.of(text)
    return ""


def _overlaps(
    text: str, element: Span, inner: int, inlines: Iterable[Inline], labels: Labels
) -> bool:
    links = (each.span for each in inlines if each.kind in _LINKS)
    if any(_is_in(element.start, each) != _is_in(element.end - 1, each) for each in links):
        return True
    inside = text[inner : text.rindex("<", element.start, element.end)]
    outside = f"{text[: element.start]}x{text[element.end :]}"
    counted = count_emphases(inside, labels) + count_emphases(outside, labels)
    return counted != count_emphases(text, labels)


def _is_in(offset: int, span: Span) -> bool:
    return span.start <= offset < span.end


def _describe(
    missing: Counter[Placeable], added: Counter[Placeable], targets: Sequence[str]
) -> str:
    parts = []
    if shown := [_shown(each, targets) for each in missing.elements()]:
        verb, it = ("is", "it") if len(shown) == 1 else ("are", "them")
        parts.append(f"{', '.join(shown)} {verb} missing; put {it} in as the source has {it}")
    if shown := [_shown(each, targets) for each in added.elements()]:
        verb, it = ("is", "it") if len(shown) == 1 else ("are", "them")
        parts.append(f"{', '.join(shown)} {verb} not in the source; take {it} out")
    return "; ".join(parts)


def _shown(placeable: Placeable, targets: Sequence[str]) -> str:
    value = placeable.value.replace("\0", "…")
    value = value if len(value) <= 80 else value[:77] + "..."
    match placeable.kind:
        case InlineKind.LINK | InlineKind.IMAGE if value.startswith("["):
            return f"the {placeable.kind} [your text]{value.lower()}"
        case InlineKind.LINK | InlineKind.IMAGE:
            numbers = [n for n, target in enumerate(targets, start=1) if target == placeable.value]
            return f"the {placeable.kind} ({numbers[0] if numbers else value})"
        case InlineKind.CODE | InlineKind.CODED:
            return f"the code `{value}`"
        case _:
            return f"the {placeable.kind} {value}"
