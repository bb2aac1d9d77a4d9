"""Merge translations into a guide: the source with its segments' text replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, TypeAlias

from l10n.catalog import Identity
from l10n.errors import L10nError
from l10n.extract import Extraction
from l10n.frontmatter.block import find_block
from l10n.frontmatter.yaml import Value, check_edited, edit_value
from l10n.guide import Guide, Segment
from l10n.markdown.inlines import NO_LABELS
from l10n.markdown.segments import read_layout
from l10n.markdown.skeleton import has_same_skeleton
from l10n.safe.judge import judge_translation
from l10n.safe.policy import DEFAULT_POLICY, Policy
from l10n.safe.targets import find_hosts, host_name
from l10n.safe.write import write_text, write_value
from l10n.text import Edit, normalize_newlines, splice

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
    quarantined: tuple[Quarantined, ...] = ()
    retargeted: tuple[Retargeted, ...] = ()


@dataclass(frozen=True, slots=True)
class _Draft:
    """A translation that nothing is wrong with, and what it changes in the guide."""

    segment: Segment
    msgstr: str
    edit: Edit
    value: Value | None = None
    """None in the body."""


_Trial: TypeAlias = Callable[[Sequence[_Draft]], bool]
"""Tells whether the guide comes out whole with these drafts, which are in document order."""


def merge_guide(
    guide: Guide,
    extraction: Extraction,
    translations: Mapping[Identity, str],
    policy: Policy = DEFAULT_POLICY,
) -> Merged:
    """Return ``guide`` with every translated segment replaced that can be replaced safely.

    A segment with a blank translation, or with its own msgid as translation, keeps its bytes; so
    no translations give the guide's own text. A translation that would change anything but its
    own text is quarantined: its segment keeps the source's. Raises L10nError when the guide
    still differs from its source afterwards, which is a bug.
    """
    hosts = find_hosts(guide.text) | frozenset(map(host_name, policy.hosts))
    drafts: list[_Draft] = []
    quarantined: list[Quarantined] = []
    retargeted: list[Retargeted] = []
    for segment, value in zip_longest(extraction.segments, extraction.values):
        msgstr = translations.get((segment.context, segment.msgid), "")
        if not msgstr.strip() or msgstr == segment.msgid:
            continue
        text = normalize_newlines(msgstr)
        labels = NO_LABELS if value else extraction.labels
        judged = judge_translation(segment, text, labels, policy, hosts)
        if judged.fault:
            quarantined.append(Quarantined(segment, msgstr, judged.fault))
            continue
        drafts.append(_draft(guide, extraction, segment, value, text))
        if judged.own_targets:
            retargeted.append(Retargeted(segment, judged.own_targets))
    accepted = _settle(guide, extraction, drafts)
    kept = {draft.segment.span for draft in accepted}
    reason = "the page would not keep its structure with this text; write it with less markup"
    quarantined += [
        Quarantined(draft.segment, draft.msgstr, reason)
        for draft in drafts
        if draft.segment.span not in kept
    ]
    return Merged(
        text=splice(guide.text, _edits(accepted)),
        quarantined=tuple(sorted(quarantined, key=lambda each: each.segment.span)),
        retargeted=tuple(each for each in retargeted if each.segment.span in kept),
    )


def _draft(
    guide: Guide, extraction: Extraction, segment: Segment, value: Value | None, msgstr: str
) -> _Draft:
    if value is None:
        text = write_text(guide.text, segment, msgstr, extraction.labels)
        return _Draft(segment, msgstr, Edit(segment.span, text))
    text = write_value(value.text, msgstr)
    return _Draft(segment, text, edit_value(guide.text, value, text), value)


def _settle(guide: Guide, extraction: Extraction, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Return the drafts with which the guide comes out whole, by trial."""

    def is_readable(front: Sequence[_Draft]) -> bool:
        return _is_readable(guide, front)

    front = _largest_whole([each for each in drafts if each.value], is_readable)

    def is_whole(body: Sequence[_Draft]) -> bool:
        return _is_whole(guide, extraction, [*front, *body])

    body = _largest_whole([each for each in drafts if not each.value], is_whole)
    if not body and front and not is_whole(body):
        message = "the translated guide would not keep its structure; report this as a bug"
        raise L10nError(message, path=guide.path)
    return [*front, *body]


def _largest_whole(drafts: Sequence[_Draft], is_whole: _Trial) -> list[_Draft]:
    """Leave out what breaks the guide: k drafts in n are found in O(k log n) trials."""
    accepted: list[_Draft] = []
    groups = [list(drafts)] if drafts else []
    trials = 0
    while groups:
        group = groups.pop()
        if trials < _MOST_TRIALS and is_whole([*accepted, *group]):
            accepted += group
        elif len(group) > 1 and trials < _MOST_TRIALS:
            middle = len(group) // 2
            groups += (group[middle:], group[:middle])
        trials += 1
    return accepted


def _is_readable(guide: Guide, front: Sequence[_Draft]) -> bool:
    changed = {draft.value.field: draft.msgstr for draft in front if draft.value}
    if not changed:
        return True
    try:
        check_edited(guide.text, splice(guide.text, _edits(front)), changed, guide.path)
    except L10nError:
        return False
    return True


def _is_whole(guide: Guide, extraction: Extraction, drafts: Sequence[_Draft]) -> bool:
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
        found = find_block(merged, guide.path)
    except L10nError:
        return False
    if (found.body if found else 0) != body + growth:
        return False
    return has_same_skeleton(extraction.layout, read_layout(merged, body + growth), edits)


def _edits(drafts: Iterable[_Draft]) -> list[Edit]:
    return [draft.edit for draft in drafts]
