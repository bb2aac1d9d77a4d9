"""Merge translations into a guide: the source with its segments' text replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, TypeVar

from l10n.catalog import FORM_SEPARATOR, Identity
from l10n.errors import L10nError
from l10n.extract import Extraction
from l10n.frontmatter.block import find_block, find_body
from l10n.frontmatter.messages import check_messages, write_bars, write_forms
from l10n.frontmatter.tree import read_document
from l10n.frontmatter.values import Value, check_edited, edit_value
from l10n.guide import Guide, Segment
from l10n.markdown.inlines import NO_LABELS, labels_at
from l10n.markdown.segments import Layout, read_layout
from l10n.markdown.skeleton import has_same_skeleton
from l10n.markdown.substance import has_substance
from l10n.markdown.syntaxes import DATA
from l10n.safe.forms import judge_text
from l10n.safe.policy import DEFAULT_POLICY, Policy, Titles
from l10n.safe.targets import find_known, trusted
from l10n.safe.write import write_text, write_value
from l10n.text import Edit, Span, normalize_newlines, splice

if TYPE_CHECKING:
    from l10n.data.plurals import Case

_MOST_TRIALS: Final = 64
"""How often a guide is put together to find what breaks it; then whole groups are given up."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A translation that is not published, because it would harm the page."""

    segment: Segment
    msgstr: str
    reason: str
    """What is wrong and what to do, in words for the translator."""


@dataclass(frozen=True, slots=True)
class Retargeted:
    """A translation whose links lead elsewhere than its source's; it is published."""

    segment: Segment
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A localized guide, and what there is to say about it, in document order."""

    text: str
    layout: Layout
    """Of the text, as it was read to compare it with the source's."""
    values: tuple[Span, ...] | None = None
    """Where the front matter's texts are in the text; None when it has to be read for that."""
    quarantined: tuple[Quarantined, ...] = ()
    retargeted: tuple[Retargeted, ...] = ()


class _Draft(NamedTuple):
    """A translation that nothing is wrong with, and what it changes in the guide."""

    segment: Segment
    msgstr: str
    edit: Edit
    value: Value | None = None
    """None in the body."""
    forms: Mapping[str, str] | None = None
    """Of a message that differs by number: its texts by CLDR's categories."""


class _Page(NamedTuple):
    """A guide with drafts in their places that is whole."""

    text: str
    layout: Layout


Whole = TypeVar("Whole")

_Trial: TypeAlias = Callable[[Sequence[_Draft]], Whole | None]
"""Returns what comes out with these drafts, in document order; None if it is not whole."""


def merge_guide(
    guide: Guide,
    extraction: Extraction,
    translations: Mapping[Identity, str],
    policy: Policy = DEFAULT_POLICY,
    cases: tuple[Case, ...] = (),
) -> Merged:
    """Return ``guide`` with every translated segment replaced that can be replaced safely.

    A segment with a blank translation, or with its own msgid as translation, keeps its bytes; so
    no translations give the guide's own text. A translation that would change anything but its
    own text is quarantined: its segment keeps the source's. ``cases`` say which plural form of a
    translation a data file has for what. Raises L10nError when the guide still differs from its
    source afterwards, which is a bug.
    """
    known = _known_in(guide.text) | trusted(policy.hosts)
    drafts: list[_Draft] = []
    quarantined: list[Quarantined] = []
    retargeted: list[Retargeted] = []
    for segment, value in zip_longest(extraction.segments, extraction.values):
        msgstr = translations.get(segment.identity, "")
        if not msgstr.strip() or msgstr == segment.msgid or (segment.plural and not cases):
            continue
        text = normalize_newlines(msgstr)
        labels = labels_at(segment.place, extraction.labels)
        judged = judge_text(segment, text, cases, labels, policy, known)
        if judged.fault:
            quarantined.append(Quarantined(segment, msgstr, judged.fault))
            continue
        if value and value.forms:
            drafts.append(_draft_forms(guide, segment, value, text, cases))
        else:
            drafts.append(_draft(guide, extraction, segment, value, text, policy.titles))
        if judged.own_targets:
            retargeted.append(Retargeted(segment, judged.own_targets))
    accepted, page = _settle(guide, extraction, drafts)
    kept = {draft.edit.span for draft in accepted}
    reason = "the page would not keep its structure with this text; write it with less markup"
    quarantined += [
        Quarantined(draft.segment, draft.msgstr, reason)
        for draft in drafts
        if draft.edit.span not in kept
    ]
    return Merged(
        text=page.text,
        layout=page.layout,
        values=_value_spans(guide, extraction, accepted),
        quarantined=tuple(sorted(quarantined, key=lambda each: each.segment.span)),
        retargeted=tuple(each for each in retargeted if each.segment.span in kept),
    )


@lru_cache(maxsize=16)  # a guide is merged into one language after the other
def _known_in(text: str) -> frozenset[str]:
    return find_known(text)


def _draft(
    guide: Guide,
    extraction: Extraction,
    segment: Segment,
    value: Value | None,
    msgstr: str,
    titles: Titles,
) -> _Draft:
    if value is None:
        text = write_text(guide.text, segment, msgstr, extraction.labels)
        return _Draft(segment, msgstr, Edit(segment.span, text))
    text = write_value(value.text, msgstr, titles)
    return _Draft(segment, text, edit_value(guide.text, value, text), value)


def _draft_forms(
    guide: Guide, segment: Segment, value: Value, msgstr: str, cases: Sequence[Case]
) -> _Draft:
    forms = msgstr.split(FORM_SEPARATOR)
    written = [write_value(value.text, form, Titles.TEXT) for form in forms]
    texts = {case.category: written[min(case.form, len(written) - 1)] for case in cases}
    if value.has_bars:
        text = write_bars(texts)
        return _Draft(segment, text, edit_value(guide.text, value, text), value)
    edit = Edit(value.span, write_forms(guide.text, value, texts))
    return _Draft(segment, msgstr, edit, value, texts)


def _settle(
    guide: Guide, extraction: Extraction, drafts: Sequence[_Draft]
) -> tuple[list[_Draft], _Page]:
    """Return the drafts with which the guide comes out whole, by trial, and what comes out."""
    if not drafts:
        return [], _Page(guide.text, extraction.layout)

    def read_front(front: Sequence[_Draft]) -> str | None:
        return _read_front(guide, extraction, front)

    front, _ = _largest_whole([each for each in drafts if each.value], read_front)

    def read_whole(body: Sequence[_Draft]) -> _Page | None:
        return _read_whole(guide, extraction, [*front, *body])

    body, page = _largest_whole([each for each in drafts if not each.value], read_whole)
    page = page or read_whole([])
    if page is None:
        message = "the translated guide would not keep its structure; report this as a bug"
        raise L10nError(message, path=guide.path)
    return [*front, *body], page


def _largest_whole(
    drafts: Sequence[_Draft], attempt: _Trial[Whole]
) -> tuple[list[_Draft], Whole | None]:
    """Leave out what breaks the guide: k drafts in n are found in O(k log n) trials.

    Returns what came out with the rest, too; None when nothing is left.
    """
    accepted: list[_Draft] = []
    whole: Whole | None = None
    groups = [list(drafts)] if drafts else []
    trials = 0
    while groups:
        group = groups.pop()
        found = attempt([*accepted, *group]) if trials < _MOST_TRIALS else None
        if found is not None:
            accepted += group
            whole = found
        elif len(group) > 1 and trials < _MOST_TRIALS:
            middle = len(group) // 2
            groups += (group[middle:], group[:middle])
        trials += 1
    return accepted, whole


def _read_front(guide: Guide, extraction: Extraction, front: Sequence[_Draft]) -> str | None:
    """Return the guide with these front matter values; None when it cannot be read back."""
    merged = splice(guide.text, _edits(front))
    changed = {each.value.field: each.msgstr for each in front if each.value and not each.forms}
    forms = {each.value.field: each.forms for each in front if each.value and each.forms}
    try:
        if guide.syntax == DATA:
            block = find_block(merged, guide.path)
            root = read_document(merged, block, guide.path) if block else None
            check_messages(extraction.root, root, changed, forms, guide.path)
        elif changed:
            check_edited(extraction.root, merged, changed, guide.path)
    except L10nError:
        return None
    return merged


def _read_whole(guide: Guide, extraction: Extraction, drafts: Sequence[_Draft]) -> _Page | None:
    """Return the guide with these drafts; None when they change more than text."""
    edits = _edits(drafts)
    merged = splice(guide.text, edits)
    block = extraction.block
    body = block.body if block else 0
    growth = sum(
        len(edit.text) - (edit.span.end - edit.span.start)
        for edit in edits
        if edit.span.start < body
    )
    try:
        found = find_body(merged, guide.path)
    except L10nError:
        return None
    if found != body + growth:
        return None
    layout = read_layout(merged, body + growth, extraction.layout.parsed.syntax)
    same = has_same_skeleton(extraction.layout, layout, edits)
    return _Page(merged, layout) if same else None


def _value_spans(
    guide: Guide, extraction: Extraction, accepted: Iterable[_Draft]
) -> tuple[Span, ...] | None:
    """Return where the values are that are text still."""
    block, values = extraction.block, extraction.values
    if guide.syntax == DATA:
        return None
    # What is behind an alias may be a text of its own now; where a block ends depends on more.
    if block and ("*" in block.span.of(guide.text) or any(each.is_block for each in values)):
        return None
    new = {draft.edit.span: draft for draft in accepted if draft.value}
    spans: list[Span] = []
    growth = 0
    for value in values:
        draft, start = new.get(value.span), value.span.start + growth
        length = len(draft.edit.text) if draft else value.span.end - value.span.start
        growth += length - (value.span.end - value.span.start)
        if draft is None or has_substance(draft.msgstr, NO_LABELS):
            spans.append(Span(start, start + length))
    return tuple(spans)


def _edits(drafts: Iterable[_Draft]) -> list[Edit]:
    return [draft.edit for draft in drafts]
