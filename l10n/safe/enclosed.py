"""Texts in shortcodes: between their tags, and in those that stand in a text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from l10n.guide import Place, Quoting, Segment
from l10n.markdown.inlines import SHORTCODES, Labels, locate_inlines
from l10n.markdown.shortcodes.inline import InlineText, find_inline_texts, fixed_form
from l10n.markdown.substance import is_name
from l10n.safe.escape import escape_lines, escape_value
from l10n.safe.placeables import outside_placeables
from l10n.safe.quoted import judge_plain
from l10n.safe.refuse import find_added
from l10n.safe.write import trimmed_lines

_TAG: Final = r"<(?=[A-Za-z/!?])"
"""What may begin a tag where a template shows a text as it stands."""
_LINK: Final = re.compile(r"\]\([^()]*\)?")
_BRACKET: Final = re.compile(r"[\[\]]")
_BEGINS: Final = "this text would begin a list, a heading or the like; put a word before it"
_PARAMETERS: Final = (Quoting.SHORTCODE, Quoting.TERA, Quoting.LIQUID)
_ALONE: Final = (Place.HEADING, Place.CELL)
"""Where no line of a text begins a line of its guide."""


def judge_enclosed(segment: Segment, msgstr: str, labels: Labels) -> str:
    """Refuse what is text to Markdown, but more than text to a template that shows it as HTML.

    A template may also read Markdown a second time, in what an inner one has made of it.
    """
    if segment.quoting in _PARAMETERS:
        return _judge_parameter(segment.msgid, msgstr)
    if segment.quoting is not Quoting.ENCLOSED:
        return ""
    msgid = segment.msgid
    ours, theirs = (
        outside_placeables(each, locate_inlines(each, labels)) for each in (msgid, msgstr)
    )
    fault = find_added(_TAG, ours, theirs) or find_added("`", ours, theirs)
    if fault or (fault := _judge_brackets(msgid, msgstr)):
        return fault
    lines = "\n".join(trimmed_lines(msgstr.strip()))
    if lines.count("\\") > msgid.count("\\"):
        return "a \\ may be shown here; write this text without it"
    if segment.place not in _ALONE and escape_lines(lines, segment, labels) != lines:
        return _BEGINS
    return ""


def _judge_parameter(msgid: str, msgstr: str) -> str:
    """Refuse other links, and blocks, where a template reads Markdown in a parameter."""
    links = [Counter(_LINK.findall(each)) for each in (msgid, msgstr)]
    if missing := [*(links[0] - links[1])]:
        return f"the link [your text]{missing[0][1:]} is missing; put it in as the source has it"
    if added := [*(links[1] - links[0])]:
        return f"the link {added[0][1:]} is not in the source; take it out"
    if fault := _judge_brackets(msgid, msgstr):
        return fault
    joined = " ".join(trimmed_lines(msgstr.strip()))
    return "" if escape_value(joined, msgid) == joined else _BEGINS


def _judge_brackets(msgid: str, msgstr: str) -> str:
    """Refuse half a link: the other half could be in another text that the template shows."""
    if _is_balanced(msgstr) or not _is_balanced(msgid):
        return ""
    return "a [ or a ] stands alone here; write both or neither"


def _is_balanced(text: str) -> bool:
    depths = [0, *accumulate(1 if sign == "[" else -1 for sign in _BRACKET.findall(text))]
    return min(depths) == depths[-1] == 0


def judge_inside(msgid: str, msgstr: str, labels: Labels) -> str:
    """Judge the texts in the shortcodes of a text, which has all that the source has."""
    if "{" not in msgstr:
        return ""
    source, given = _texts_by_form(msgid, labels), _texts_by_form(msgstr, labels)
    for form, ours in source.items():
        for (quoting, before), (_, after) in zip(ours, given.get(form, ()), strict=False):
            if fault := _judge_text(quoting, before, after):
                return fault
    return ""


def _judge_text(quoting: Quoting, before: str, after: str) -> str:
    if before == after or quoting is Quoting.ENCLOSED:
        return ""
    if is_name(before, Place.QUOTED) or not before.strip():
        return f"{before or 'nothing'} is no text, but {after} was written for it; take that out"
    if not after.strip() or "\n" in after:
        return f"the text {before} is missing in its shortcode; write it there, on one line"
    segment = Segment("", Place.QUOTED, before, (), 0, quoting=quoting)
    return judge_plain(segment, after) or _judge_parameter(before, after)


def _texts_by_form(text: str, labels: Labels) -> dict[str, list[tuple[Quoting, str]]]:
    """Return the texts in shortcodes, by what each shortcode is besides them."""
    found: defaultdict[str, list[tuple[Quoting, str]]] = defaultdict(list)
    for each in locate_inlines(text, labels):
        if each.kind in SHORTCODES:
            form = fixed_form(text, each.span, labels.syntax).replace("\n", " ")
            texts: Iterator[InlineText] = find_inline_texts(text, each.span, labels.syntax)
            found[form] += ((quoting, span.of(text)) for span, quoting in texts)
    return found
