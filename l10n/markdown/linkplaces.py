"""Every place in a guide where an address stands that a reader can follow."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from markdown_it.common.utils import unescapeAll
from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token

from l10n.later import later
from l10n.markdown.inlines import Inline, InlineKind, Labels, locate_inlines
from l10n.markdown.parsed import Parsed
from l10n.markdown.plainblocks import PlainBlock
from l10n.markdown.plaintokens import LINES
from l10n.markdown.segments import Layout
from l10n.text import Edit, Span, find_enclosed, line_starts, splice


class LinkKind(StrEnum):
    """The syntax that an address stands in."""

    LINK = "link"
    IMAGE = "image"
    DEFINITION = "reference definition"
    AUTOLINK = "autolink"
    BARE = "bare address"
    HTML = "HTML attribute"
    SHORTCODE = "shortcode"


class LinkPlace(NamedTuple):
    """One address."""

    kind: LinkKind
    span: Span
    """In the guide's text: the address as written, without brackets and quotes.

    Of a shortcode, its whole tag.
    """
    line: int
    """From 1 in the file."""


# Hugo expands a ref or relref tag wherever it stands, in code as well.
_REF: Final = re.compile(r"\{\{(?:<\s*(?:rel)?ref\s[^{}]*?>|%\s*(?:rel)?ref\s[^{}]*?%)\}\}")
_ATTRIBUTE: Final = later(
    r"(?<=[\s\"'/])(?:href|poster|src(?P<several>set)?)[ \t]*=[ \t]*"
    r"(?:\{[ \t]*(?=[\"']))?"  # a string in an expression
    r"(?:\"(?P<double>(?(several)[^\"]*|[^\"\n]*))\"|'(?P<single>(?(several)[^']*|[^'\n]*))'|(?P<bare>(?!\{)[^\s\"'=<>`]+))",
    re.IGNORECASE,
)
# https://html.spec.whatwg.org/multipage/images.html#srcset-attributes
_CANDIDATE: Final = re.compile(r"(?P<address>[^\s,]\S*?)(?:,++(?=\s|\Z)|(?=\s|\Z)[^,]*+)")
_ADDRESSED: Final = ("href", "src", "poster")
_NOT_NUMBERED: Final = (LinkKind.AUTOLINK, LinkKind.BARE, LinkKind.HTML)
_NO_HTML: Final = re.compile(
    r"<(?:(?P<comment>!--)|(?P<script>script\b)|(?P<style>style\b))", re.IGNORECASE
)
_HTML_AGAIN: Final = {
    "comment": re.compile("-->"),
    "script": re.compile("</script", re.IGNORECASE),
    "style": re.compile("</style", re.IGNORECASE),
}
# Hugo makes a link of an address that stands alone; what ends a sentence is not part of it.
_BARE: Final = re.compile(r"(?<![\w/@])https?://[^\s<>\"'`|\\]*[^\s<>\"'`|\\.,;:!?*_~)\]]")
_LABEL: Final = re.compile(r"\[(?:[^\\\[\]]|\\.)+\]:[\s>]*", re.DOTALL)
_PLAIN: Final = r"(?:[^\s{]|\{(?![%{]))*+"
_TAG: Final = rf"(?:{_PLAIN}(?:\{{%[^%\n]*+%\}}|\{{\{{[^{{}}\n]*+\}}\}}))++{_PLAIN}"
_TAGS: Final = later(_TAG)
"""An address that a template makes, whatever blanks are in its tags."""
_TAG_DEFINITION: Final = later(rf"^[ ]{{0,3}}\[[^\[\]\n^]+\]:[ \t]*({_TAG})[ \t]*$", re.MULTILINE)
_KINDS: Final = {
    InlineKind.LINK: LinkKind.LINK,
    InlineKind.IMAGE: LinkKind.IMAGE,
    InlineKind.AUTOLINK: LinkKind.AUTOLINK,
}


def find_link_places(layout: Layout) -> tuple[LinkPlace, ...]:
    """Return the addresses of the guide that ``layout`` was read from, ordered and disjoint.

    What directives exclude from translation is included; what a shortcode encloses where it is
    text, and ``ref`` and ``relref``. An address made by a shortcode is that shortcode's.
    """
    parsed, offsets = layout.parsed, layout.offsets
    places = [
        LinkPlace(LinkKind.SHORTCODE, Span(*found.span()), 0)
        for found in (_REF.finditer(parsed.text) if parsed.shortcodes else ())
    ]
    places += _outside_shortcodes(parsed)
    for body, cut in layout.bodies:
        found_places = _outside_shortcodes(body)
        places += (LinkPlace(kind, cut.original(span), 0) for kind, span, _ in found_places)
    return tuple(
        LinkPlace(place.kind, offsets.original(place.span), offsets.line(place.span.start))
        for place in sorted(places, key=_start)
    )


def _outside_shortcodes(parsed: Parsed) -> Iterator[LinkPlace]:
    places = [
        *_definitions(parsed),
        *_tag_definitions(parsed),
        *_html_blocks(parsed),
        *_inlines(parsed),
    ]
    # Where a syntax has components, their tags are hidden too, but an address in one is a link.
    hidden = [each for each in parsed.shortcodes if not parsed.text.startswith("<", each.start)]
    made = [each for each in places if _is_made(parsed, each)]
    others = [each for each in places if each not in made] if made else places
    return iter(sorted((*made, *_without(hidden, sorted(others, key=_start))), key=_start))


def _is_made(parsed: Parsed, place: LinkPlace) -> bool:
    """Return whether a tag of Liquid makes an address: it may name a guide."""
    return parsed.syntax.has_liquid and _TAGS.fullmatch(place.span.of(parsed.text)) is not None


def find_shown_addresses(text: str, labels: Labels) -> Iterator[tuple[LinkKind, Span]]:
    """Yield the addresses in a segment's text that have no number there, and ``ref`` tags.

    They are disjoint, and ordered by kind.
    """
    refs = [Span(*found.span()) for found in _REF.finditer(text)] if "{{" in text else []
    yield from ((LinkKind.SHORTCODE, span) for span in refs)
    is_addressed = _may_hold_address(text) or any(name in text for name in _ADDRESSED)
    for kind, span in _places_in(text, labels) if is_addressed else ():
        is_free = all(span.end <= ref.start or ref.end <= span.start for ref in refs)
        if kind in _NOT_NUMBERED and is_free:
            yield kind, span


def _start(place: LinkPlace) -> Span:
    return place.span


def _without(spans: Sequence[Span], places: Iterable[LinkPlace]) -> Iterator[LinkPlace]:
    """Yield the places that overlap neither ``spans`` nor a place before."""
    ends = [span.end for span in spans]
    position = 0
    for place in places:
        after = bisect_right(ends, place.span.start)
        hidden = after < len(spans) and spans[after].start < place.span.end
        if place.span.start >= position and not hidden:
            yield place
            position = place.span.end


def _definitions(parsed: Parsed) -> Iterator[LinkPlace]:
    references = parsed.environment.get("references", {})
    starts = line_starts(parsed.masked) if references else ()
    for each in references.values():
        first, last = each["map"]
        end = starts[last] if last < len(starts) else len(parsed.text)
        for label in _LABEL.finditer(parsed.text, starts[first], end):
            found = parseLinkDestination(parsed.text, label.end(), end)
            if found.ok and found.str == each["href"]:
                inner = _unbracketed(parsed.text, Span(label.end(), found.pos))
                yield LinkPlace(LinkKind.DEFINITION, inner, 0)
                break


def _tag_definitions(parsed: Parsed) -> Iterator[LinkPlace]:
    """Yield the addresses of definitions that are none before a tag was replaced."""
    for found in _TAG_DEFINITION.finditer(parsed.text) if parsed.syntax.has_liquid else ():
        yield LinkPlace(LinkKind.DEFINITION, Span(*found.span(1)), 0)


def _html_blocks(parsed: Parsed) -> Iterator[LinkPlace]:
    others = (token for row in parsed.rows if not isinstance(row, PlainBlock) for token in row)
    blocks = [token for token in others if token.map and _holds_tags(token)]
    if not blocks:
        return
    masked = parsed.masked
    starts = (*line_starts(masked), len(masked))
    for token in blocks:
        first, last = token.map or (0, 0)
        start, end = starts[first], starts[min(last, len(starts) - 1)]
        html = (masked if token.type == "html_block" else parsed.text)[start:end]
        hidden = find_enclosed(html, _NO_HTML, _HTML_AGAIN)
        html = splice(html, [Edit(span, " " * (span.end - span.start)) for span in hidden])
        for span in _attributes(html):
            yield LinkPlace(LinkKind.HTML, span.moved(start), 0)


def _holds_tags(token: Token) -> bool:
    """Return whether a block is HTML, or a line that only the tags of components are on."""
    if token.type == "structure_open":
        return token.markup.startswith("<")
    return token.type == "html_block" or (
        token.type == "structure" and token.content.startswith("<")
    )


def _attributes(html: str) -> Iterator[Span]:
    for found in _ATTRIBUTE.finditer(html):
        span = Span(*found.span(found.lastgroup or 0))
        if found["several"]:
            yield from (Span(*each.span("address")) for each in _CANDIDATE.finditer(html, *span))
        else:
            yield span


def _inlines(parsed: Parsed) -> Iterator[LinkPlace]:
    labels, masked = parsed.labels, parsed.masked
    if not _may_hold_address(masked):
        return
    for row in parsed.rows:
        if isinstance(row, PlainBlock):
            texts = row.texts
            if not _may_hold_address(masked[texts[0].lines[0].start : texts[-1].lines[-1].end]):
                continue
            for lines in (said.lines for said in texts):
                if _may_hold_address(masked[lines[0].start : lines[-1].end]):
                    yield from _inlines_of(parsed, lines, labels)
            continue
        for token in row:
            if token.type == "inline" and _may_hold_address(token.content):
                yield from _inlines_of(parsed, token.meta.get(LINES, ()), labels)


def _may_hold_address(content: str) -> bool:
    return "](" in content or "<" in content or "://" in content


def _inlines_of(parsed: Parsed, lines: Sequence[Span], labels: Labels) -> Iterator[LinkPlace]:
    probe = "\n".join([line.of(parsed.text) for line in lines])
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + line.end - line.start + 1)
    for kind, span in _places_in(probe, labels):
        index = bisect_right(starts, span.start) - 1
        shift = lines[index].start - starts[index]
        if span.end < starts[index + 1]:
            yield LinkPlace(kind, span.moved(shift), 0)


@lru_cache(maxsize=4096)  # guides link to each other with the same words
def _places_in(text: str, labels: Labels) -> tuple[tuple[LinkKind, Span], ...]:
    inlines = locate_inlines(text, labels)
    return (*_placed(text, inlines), *_bare(text, inlines))


def _placed(text: str, inlines: Iterable[Inline]) -> Iterator[tuple[LinkKind, Span]]:
    for each in inlines:
        if each.destination is not None:
            yield _KINDS[each.kind], _unbracketed(text, each.destination)
        elif each.kind is InlineKind.AUTOLINK:
            yield LinkKind.AUTOLINK, Span(each.span.start + 1, each.span.end - 1)
        elif each.kind is InlineKind.HTML:
            for span in _attributes(each.span.of(text)):
                start = each.span.start
                yield LinkKind.HTML, span.moved(start)


def _bare(text: str, inlines: Iterable[Inline]) -> Iterator[tuple[LinkKind, Span]]:
    position = 0
    spans = iter(sorted(each.span for each in inlines))
    taken = next(spans, None)
    for found in _BARE.finditer(text):
        while taken is not None and taken.end <= found.start():
            position = max(position, taken.end)
            taken = next(spans, None)
        if found.start() >= position and (taken is None or found.end() <= taken.start):
            yield LinkKind.BARE, Span(*found.span())


def _unbracketed(text: str, span: Span) -> Span:
    written = span.of(text)
    if written.startswith("<") and written.endswith(">"):
        return Span(span.start + 1, span.end - 1)
    return span


def plain_address(written: str) -> str:
    """Return an address without Markdown's backslashes and HTML's character references."""
    return unescapeAll(written) if "\\" in written or "&" in written else written


def bare_address(destination: str) -> str:
    """Return the address of a destination as it is written: ``<`` and ``>`` may be around it."""
    return plain_address(destination.removeprefix("<").removesuffix(">"))
