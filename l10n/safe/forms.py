"""The forms of a plural entry, each with the source text that it is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from l10n.catalog import FORM_SEPARATOR, Entry
from l10n.guide import Segment
from l10n.later import later
from l10n.markdown.inlines import Labels, locate_inlines
from l10n.safe.judge import judge_translation
from l10n.safe.placeables import Comparison, Placeable, read_placeables
from l10n.safe.policy import Policy
from l10n.text import Edit, splice

if TYPE_CHECKING:
    from l10n.data.plurals import Case

_NUMBER: Final = later(
    r"(?i)count|num(?:ber)?(?![a-z])|total|(?<![a-z])n(?![a-z])|^%(?:\d+\$)?[di]$|^\{\d*\}$"
)
"""What a program writes a number in the place of, by what it is called."""


def list_forms(entry: Entry, cases: Sequence[Case], labels: Labels) -> Iterator[Entry]:
    """Yield what a translated plural entry says as entries of one text each."""
    plural = entry.msgid_plural or ""
    for index, form in enumerate(entry.msgstr_plural):
        msgid = _source_of_form((entry.msgid, plural), form, index, cases, labels)
        yield entry._replace(msgid=msgid, msgstr=form, msgid_plural=None, msgstr_plural=())


def judge_text(  # what a translation is judged by, and how its forms are to be read
    segment: Segment,
    text: str,
    cases: Sequence[Case],
    labels: Labels,
    policy: Policy,
    known: frozenset[str],
) -> Comparison:
    """Judge a translation as ``judge_translation`` does, each plural form of it for itself."""
    if segment.plural is None and FORM_SEPARATOR in text:
        return Comparison("this source has no plural forms; write one msgstr, without msgid_plural")
    if segment.plural is None:
        return judge_translation(segment, text, labels, policy, known)
    source = (segment.msgid, segment.plural)
    judged = Comparison()
    for index, form in enumerate(text.split(FORM_SEPARATOR)):
        msgid = _source_of_form(source, form, index, cases, labels)
        judged = judge_translation(segment._replace(msgid=msgid), form, labels, policy, known)
        if "|" in form and "|" not in segment.msgid + segment.plural:
            judged = Comparison("| is not in the source, where it may part forms; take it out")
        if judged.fault:
            return replace(judged, fault=f"msgstr[{index}]: {judged.fault}")
    return judged


def _source_of_form(
    source: tuple[str, str], form: str, index: int, cases: Sequence[Case], labels: Labels
) -> str:
    """Return what of a source text's two forms a form of its translation has to agree with.

    A form for one number alone need not say the number: it has what either of them has, or what
    is left of them without it.
    """
    one, several = source
    case = next((each for each in cases if each.form == index), None)
    if case is None or not case.is_lone:
        return several
    first, second = (one, several) if case.category == "one" else (several, one)
    found = _placeables(form, labels)
    if not found and (told := _without_number(first, labels)):
        return told
    is_second = _placeables(first, labels) != found == _placeables(second, labels)
    return second if is_second else first


def _without_number(text: str, labels: Labels) -> str:
    """Return a text whose only placeable is a number without it; empty for any other text."""
    inlines = locate_inlines(text, labels)
    if len(inlines) != 1 or not _NUMBER.search(inlines[0].span.of(text)):
        return ""
    return splice(text, [Edit(inlines[0].span, "")])


def _placeables(text: str, labels: Labels) -> list[Placeable]:
    found = read_placeables(text, locate_inlines(text, labels), (), labels.syntax)
    return sorted(found, key=lambda each: (each.kind, each.value))
