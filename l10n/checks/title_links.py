"""Links that show their target's title in the source, and not its translated title here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from l10n.checks.kinds import SiteCheck
from l10n.checks.subject import Fault, Located, SiteSubject, targets_of
from l10n.guide import Severity
from l10n.markdown.inlines import InlineKind, locate_inlines
from l10n.text import Edit, Span, splice


def check(subject: SiteSubject) -> Iterator[Fault]:
    """Compare the links' texts with the titles that the guides they lead to have."""
    for each in subject.translations:
        if "](" not in each.translation.msgid or not (edits := _edits(each, subject.titles)):
            continue
        title = edits[0].text
        message = f"this link's guide is called “{title}” here; show that title"
        fixed = splice(each.translation.msgstr, edits)
        yield Fault(message, fix=fixed, path=each.path, line=each.line)


def _edits(located: Located, titles: Mapping[tuple[str, str], tuple[str, str]]) -> list[Edit]:
    """Return what makes the labels in a msgstr right, in their order."""
    msgid, msgstr = located.translation.msgid, located.translation.msgstr
    targets = targets_of(located.translation.extracted)
    titles_here = [titles[located.path, each] for each in targets if (located.path, each) in titles]
    if not any(f"[{title}](" in msgid for title, _ in titles_here):
        return []
    wanted: dict[str, str] = {}
    for span, number in _labels(msgid):
        index = int(number) - 1 if number.isascii() and number.isdigit() else -1
        title = titles.get((located.path, targets[index])) if 0 <= index < len(targets) else None
        if title and span.of(msgid) == title[0]:
            wanted[number] = title[1]
    return [
        Edit(span, wanted[number])
        for span, number in (_labels(msgstr) if wanted else ())
        if number in wanted and span.of(msgstr) != wanted[number]
    ]


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


CHECK: Final = SiteCheck(
    "title-links",
    Severity.WARNING,
    "a link does not show its target's translated title",
    check,
)
