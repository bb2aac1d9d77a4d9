"""Judge what a translation has in the tags that it brings back."""

from __future__ import annotations

from collections.abc import Iterator

from l10n.html.tags import ReadTag, read_tag
from l10n.markdown.inlines import InlineKind, Labels, locate_inlines
from l10n.safe.quoted import judge_quoted


def judge_tags(msgid: str, msgstr: str, labels: Labels) -> str:
    """Return why a text in a tag is refused; empty where all are fine, or as in the source.

    All else in the tags of both texts is the same.
    """
    if "=" not in msgstr or "<" not in msgstr:
        return ""
    ours = [*_tags(msgid, labels)]
    for tag in _tags(msgstr, labels):
        if tag.texts and tag not in ours:
            before = next((each.texts for each in ours if each.fixed == tag.fixed), tag.texts)
            for one, other in zip(before, tag.texts, strict=True):
                if fault := judge_quoted(one, other):
                    return fault
    return ""


def _tags(text: str, labels: Labels) -> Iterator[ReadTag]:
    for each in locate_inlines(text, labels):
        if each.kind is InlineKind.HTML:
            yield read_tag(each.span.of(text), labels.syntax)
