"""What an engine wrote, as Markdown for a pull request: words by language, and where to look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from l10n.reports.counted import counted
from l10n.reports.coverage.quote import quote_code
from l10n.reports.language_names import english_name

_LISTED: Final = 60


class Written(NamedTuple):
    """What an engine wrote into one catalog, or would."""

    language: str
    source: str
    """The guide's path."""
    page: str
    """That of its page, which may not be there yet."""
    catalog: str
    texts: int = 0
    words: int = 0
    """Of the source."""
    doubts: int = 0
    """Texts of these that a person should look at first."""
    refused: int = 0
    """Texts without an answer that could be used."""


def render_translated_markdown(
    engine: str, written: Sequence[Written], notes: Iterable[str]
) -> str:
    """Return a table of languages and a list of pages, the doubtful and the longest first."""
    parts = [f"## Machine translation by {quote_code(engine)}"]
    if written:
        parts += ["\n".join(_table(written)), "\n".join(_pages(written))]
    else:
        parts.append("Nothing was translated.")
    return "\n\n".join((*parts, *notes)) + "\n"


def _table(written: Sequence[Written]) -> Iterator[str]:
    yield "| Language | Pages | Texts | Words | Doubtful | Refused |"
    yield "| :-- | --: | --: | --: | --: | --: |"
    for language in dict.fromkeys(each.language for each in written):
        some = [each for each in written if each.language == language]
        sums = (sum(numbers) for numbers in zip(*(each[4:] for each in some), strict=True))
        cells = (len(some), *sums)
        name = f"{english_name(language)} {quote_code(language)}"
        yield f"| {name} | {' | '.join(f'{each:,}' for each in cells)} |"


def _pages(written: Sequence[Written]) -> Iterator[str]:
    yield "Pages to look at:"
    yield ""
    ordered = sorted(written, key=lambda each: (-each.doubts - each.refused, -each.words))
    for each in ordered[:_LISTED]:
        more = [counted(each.texts, "text"), counted(each.words, "word")]
        more += [f"**{each.doubts:,} doubtful**"] if each.doubts else []
        more += [f"**{each.refused:,} refused**"] if each.refused else []
        places = f"{quote_code(each.page)}, from {quote_code(each.source)}"
        yield f"- {places}: {', '.join(more)} ({quote_code(each.catalog)})"
    if len(ordered) > _LISTED:
        yield f"- and {len(ordered) - _LISTED:,} more"
