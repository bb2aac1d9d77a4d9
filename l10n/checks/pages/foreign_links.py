"""Source links to a page in another language, though there is one in the source's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import GuideCheck
from l10n.checks.subject import Fault, GuideSubject
from l10n.guide import Severity


def check(subject: GuideSubject) -> Iterator[Fault]:
    """Find them; a link from a guide to its own translation is always meant."""
    lists = _language_lists(subject)
    for link in subject.links:
        page = link.page
        if (
            link.line in lists
            or page is None
            or page.language == subject.language
            or page.key == subject.key
        ):
            continue
        if local := subject.pages.get(page.key):
            message = (
                f"{link.written} leads to the page in {page.language} from every language; "
                f"if that is not meant, link to {local.path}"
            )
            yield Fault(message, line=link.line)


def _language_lists(subject: GuideSubject) -> set[int]:
    """Return the lines that list translations: links there, or a line away, lead to several."""
    languages: defaultdict[int, set[str]] = defaultdict(set)
    for link in subject.links:
        if link.page and link.page.language != subject.language:
            languages[link.line].add(link.page.language)
    return {
        line
        for line in tuple(languages)
        if len(languages[line] | languages.get(line - 1, set()) | languages.get(line + 1, set()))
        > 1
    }


CHECK: Final = GuideCheck(
    "foreign-links",
    Severity.INFO,
    "a source links to another language though a local page exists",
    check,
)
