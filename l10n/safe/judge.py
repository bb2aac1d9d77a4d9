"""Judge a translation: what may be published, and why the rest may not."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from markdown_it.common.html_blocks import block_names
from markdown_it.common.utils import unescapeAll

from l10n.guide import Place, Segment
from l10n.markdown.inlines import Labels, locate_inlines, may_hold_inlines
from l10n.markdown.syntaxes.spans import may_hold_locked
from l10n.safe.calm import is_calm, is_calm_link
from l10n.safe.enclosed import judge_enclosed, judge_inside
from l10n.safe.escape import read_opening
from l10n.safe.placeables import Comparison, compare_placeables, outside_placeables
from l10n.safe.policy import Policy
from l10n.safe.quoted import judge_plain, judge_quoted
from l10n.safe.refuse import find_added, find_refused, find_templates
from l10n.safe.tags import judge_tags
from l10n.safe.targets import (
    find_hosts,
    find_known,
    find_literals,
    judge_known,
    judge_target,
    may_hold_address,
)
from l10n.safe.values import judge_value
from l10n.safe.write import trimmed_lines

_FINE: Final = Comparison()
_TASK: Final = re.compile(r"\[[ xX]\]")
_VALUES: Final = (Place.FRONT_MATTER, Place.DATA)
_HEADINGS: Final = (Place.HEADING, Place.SETEXT_HEADING)
_SHOWN_ALERT: Final = re.compile(r"\[![A-Za-z]++\]")
_FIRST_ON_LINE: Final = (Place.PARAGRAPH, Place.SETEXT_HEADING, Place.CELL, Place.TERM)
_MODULE: Final = re.compile(r"\s*+(import|export)\s")
_MARKS: Final = r"[*_`\[\]]|~~"
_MORE_BRACES: Final = re.compile(r"\{{3,}|\}{3,}")
_MAY_BE_TEMPLATE: Final = re.compile("[{}<>&]")
_BLOCK_TAG: Final = re.compile(r"^[ \t]*+</?([A-Za-z][A-Za-z0-9]*+)[^<>]*+>", re.MULTILINE)


def judge_translation(
    segment: Segment, msgstr: str, labels: Labels, policy: Policy, known: frozenset[str]
) -> Comparison:
    """Compare a translation with its segment; the first fault found is the one that is reported.

    ``known`` is what may be linked to: the guide's ``find_known`` and what the site trusts.
    """
    syntax = labels.syntax
    is_module = syntax.has_tags and _MODULE.match(msgstr) is not None
    is_plain = segment.place in (Place.QUOTED, Place.HTML)
    if (
        is_plain
        or is_module
        or may_hold_locked(msgstr, syntax)
        or may_hold_locked(segment.msgid, syntax)
    ):
        return judge_closely(segment, msgstr, labels, policy, known)
    if is_calm(msgstr) and not may_hold_inlines(segment.msgid):
        return _FINE
    if is_calm_link(msgstr) and is_calm_link(segment.msgid):
        return _FINE
    return judge_closely(segment, msgstr, labels, policy, known)


def judge_closely(
    segment: Segment, msgstr: str, labels: Labels, policy: Policy, known: frozenset[str]
) -> Comparison:
    """Do the same whatever the texts are.

    The cheapest questions come first, so that what is parsed is never long.
    """
    if fault := find_refused(segment.msgid, msgstr):
        return Comparison(fault)
    msgid = segment.msgid
    compared = compare_placeables(msgid, msgstr, segment.targets, labels, policy)
    fault = (
        compared.fault
        or _judge_title(segment, msgstr, labels)
        or (judge_value(msgid, msgstr) if segment.place in _VALUES else "")
        or _judge_plain(segment, msgstr, labels)
        or judge_tags(msgid, msgstr, labels)
        or judge_inside(msgid, msgstr, labels)
        or judge_enclosed(segment, msgstr, labels)
        or _judge_starts(segment, msgstr, labels)
        or _judge_opening(segment, "\n".join(trimmed_lines(msgstr)), labels)
        or _judge_templates(msgid, msgstr, labels)
        or _judge_added(msgid, msgstr, labels)
        or _judge_targets(segment, msgstr, compared.own_targets, labels, known)
    )
    return Comparison(fault) if fault else compared


def _judge_plain(segment: Segment, msgstr: str, labels: Labels) -> str:
    """Judge a text that is no Markdown; to some syntaxes, it is Markdown between inline tags."""
    if segment.place is not Place.HTML:
        return judge_plain(segment, msgstr)
    ours, theirs = (
        outside_placeables(each, locate_inlines(each, labels)) for each in (segment.msgid, msgstr)
    )
    fault = judge_quoted(ours, theirs)
    return fault or (find_added(_MARKS, ours, theirs) if labels.syntax.closes_html else "")


def _judge_title(segment: Segment, msgstr: str, labels: Labels) -> str:
    """Refuse what would end a title before its end, or make its line another one."""
    if segment.place is not Place.TITLE:
        return ""
    if labels.syntax.has_bar_tables and msgstr.count("|") > segment.msgid.count("|"):
        return "a | would make a table of this line; write / instead"
    if "backticks" in segment.kind and "`" in msgstr:
        return "a ` would make code of this title; write ‘ and ’ instead"
    if "quotes" in segment.kind and msgstr.count('"') != segment.msgid.count('"'):
        return 'a " would end this title; write “ and ” instead'
    return ""


def _judge_starts(segment: Segment, msgstr: str, labels: Labels) -> str:
    """Refuse a line that begins with a tag of the source that makes HTML of the whole block.

    Where tags are components, none does, but two words begin a module.
    """
    if labels.syntax.has_tags:
        module = _MODULE.match(msgstr) if segment.place in _FIRST_ON_LINE else None
        if module is None or _MODULE.match(segment.msgid):
            return ""
        return f"{module[1]} cannot begin this text; put a word before it"
    if "<" not in msgstr or segment.place in (*_VALUES, Place.HEADING, Place.CELL):
        return ""
    for found in _BLOCK_TAG.finditer(msgstr):
        if found[1].lower() in block_names:
            return f"{found.group().strip()} cannot begin a line; put a word before it"
    return ""


def _judge_opening(segment: Segment, text: str, labels: Labels) -> str:
    """Refuse to open a task or an alert where no escape helps, unless the source does the same.

    A link would be a link no more, and Hugo looks for alerts in what a quote shows. To Hugo, a
    shortcode that begins a guide is a front matter.
    """
    if not segment.span.start and text.startswith("{{") and not segment.msgid.startswith("{{"):
        return "a shortcode cannot begin a guide without front matter; put a word before it"
    if mark := _lost_mark(segment, text, labels):
        return f"{mark} is missing at the beginning; put it there"
    opening = _hard_opening(text, segment.kind, labels)
    if not opening or opening == _hard_opening(segment.msgid, segment.kind, labels):
        return ""
    shown = unescapeAll(text)
    return f"{shown[: shown.index(']') + 1]} cannot begin this text; put a word before it"


def _lost_mark(segment: Segment, text: str, labels: Labels) -> str:
    """Return the task mark that only the source has: Hugo shows a box in a heading, too."""
    found = _TASK.match(segment.msgid) if segment.place in _HEADINGS else None
    if found is None or read_opening(segment.msgid, segment.kind, labels) != "text":
        return ""
    return "" if text.lower().startswith(found.group().lower()) else found.group()


def _hard_opening(text: str, kind: str, labels: Labels) -> str:
    """Return what in ``text`` would be a mark also when it is escaped; empty if nothing is."""
    opening = read_opening(text, kind, labels)
    if opening == "link":
        return "link"
    # The backslash that makes text of a mark makes a formula of it where more of one follows.
    if opening and labels.syntax.refused and re.match(labels.syntax.refused, f"\\{text}"):
        return "formula"
    return "alert" if kind == "quote" and _SHOWN_ALERT.match(unescapeAll(text)) else ""


def _judge_templates(msgid: str, msgstr: str, labels: Labels) -> str:
    if not _MAY_BE_TEMPLATE.search(msgstr):
        return ""
    texts = [outside_placeables(each, locate_inlines(each, labels)) for each in (msgid, msgstr)]
    if labels.syntax.is_vue:
        texts = [unescapeAll(each) for each in texts]
    if fault := find_templates(*texts):
        return fault
    shown = [unescapeAll(each) if labels.syntax.is_vue else each for each in (msgid, msgstr)]
    braces = [Counter(_MORE_BRACES.findall(each)) for each in shown]
    if added := braces[1] - braces[0]:
        return f"{' '.join(sorted(added))} is not in the source; put a blank between the braces"
    return ""


def _judge_added(msgid: str, msgstr: str, labels: Labels) -> str:
    pattern = labels.syntax.refused
    if not pattern or not re.search(pattern, msgstr):
        return ""
    before, after = (locate_inlines(each, labels) for each in (msgid, msgstr))
    # To its reader a placeable may be a blank or a word, which makes a sign of what is beside it.
    for mark in (" ", "x"):
        written = outside_placeables(msgstr, after, mark)
        if not re.search(pattern, written):  # as nearly always
            continue
        if fault := find_added(pattern, outside_placeables(msgid, before, mark), written):
            return fault
    return ""


def _judge_targets(
    segment: Segment, msgstr: str, own: tuple[str, ...], labels: Labels, known: frozenset[str]
) -> str:
    """Judge every address, also where only another Markdown parser would see a link."""
    if may_hold_address(msgstr):
        known |= _own_addresses(segment.msgid, labels)
        if fault := judge_known(find_known(msgstr), known):
            return fault
    literals = find_literals(segment.msgid).union(segment.targets)
    for written in sorted((find_literals(msgstr) - literals).union(own)):
        if fault := judge_target(written, known):
            return fault
    return ""


def _own_addresses(msgid: str, labels: Labels) -> frozenset[str]:
    """Return what the source text links to, with the hosts in code and tags, read to their ends.

    Those come back unchanged.
    """
    if not may_hold_address(msgid):
        return frozenset()
    locked = (each.span.of(msgid) for each in locate_inlines(msgid, labels))
    return find_known(msgid).union(*map(find_hosts, locked))
