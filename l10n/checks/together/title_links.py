"""Links that show their target's title in the source, and not its translated title here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from l10n.checks.kinds import LinkCheck
from l10n.checks.subject import Fault, SiteSubject, Translation, targets_of
from l10n.guide import Severity
from l10n.markdown.inlines import InlineKind, locate_inlines
from l10n.text import Edit, Span, splice

_LABELLED: Final = re.compile(r"\[[^\[\]]*\]\([^()]*\)")
_WORD: Final = re.compile(r"[^\W_]+")
_SOFT: Final = re.compile("\u00ad|&shy;")
_STEM: Final = 3
"""The letters of a word that inflection leaves alone, at the least."""


def check(subject: SiteSubject) -> Iterator[Fault]:
    """Compare the links' texts with the titles that the guides they lead to have."""
    for (path, line), each in subject.links:
        if edits := _edits(path, each, subject.titles):
            title = edits[0].text
            message = f"this link's guide is called “{title}” here; show that title"
            if _is_alone(each.msgstr):
                fix = splice(each.msgstr, edits)
                yield Fault(message, fix=fix, path=path, line=line)
            else:  # may be reworded on purpose
                yield Fault(message, Severity.INFO, path=path, line=line)


def _edits(
    path: str, translation: Translation, titles: Mapping[tuple[str, str], tuple[str, str]]
) -> list[Edit]:
    """Return what makes the labels in a msgstr right, in their order."""
    msgid, msgstr = translation.msgid, translation.msgstr
    targets = targets_of(translation.extracted)
    titles_here = [titles[path, each] for each in targets if (path, each) in titles]
    if not any(f"[{title}](" in msgid for title, _ in titles_here):
        return []
    wanted: dict[str, str] = {}
    for span, number in _labels(msgid):
        index = int(number) - 1 if number.isascii() and number.isdigit() else -1
        title = titles.get((path, targets[index])) if 0 <= index < len(targets) else None
        if title and span.of(msgid) == title[0]:
            wanted[number] = title[1]
    return [
        Edit(span, wanted[number])
        for span, number in (_labels(msgstr) if wanted else ())
        if number in wanted and not _is_inflected(span.of(msgstr), wanted[number])
    ]


def _is_alone(msgstr: str) -> bool:
    """Return whether a text is only links; in a sentence a title may be reworded to fit in."""
    return not _WORD.search(_LABELLED.sub("", msgstr))


def _is_inflected(label: str, title: str) -> bool:
    """Return whether a link shows a title in the form that its sentence needs."""
    words, named = (_WORD.findall(_SOFT.sub("", each).lower()) for each in (label, title))
    return len(words) == len(named) and all(map(_is_form, words, named))


def _is_form(word: str, other: str) -> bool:
    stem = max(_STEM, round(0.6 * min(len(word), len(other))))
    return word == other or (len(word) > _STEM and word[:stem] == other[:stem])


def _labels(text: str) -> list[tuple[Span, str]]:
    """Return where each link's label is, and its destination; links with markup are left out."""
    found = []
    for inline in locate_inlines(text):
        if inline.kind is InlineKind.LINK and inline.destination is not None:
            end = text.rfind("](", inline.span.start, inline.destination.start)
            label = Span(inline.span.start + 1, end)
            if end > label.start and "[" not in label.of(text):
                found.append((label, inline.destination.of(text)))
    return found


CHECK: Final = LinkCheck(
    "title-links",
    Severity.WARNING,
    "a link does not show its target's translated title",
    check,
)
