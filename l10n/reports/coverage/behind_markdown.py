"""The published pages that fell behind, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from l10n.behind import BehindPage, sum_duties
from l10n.reports.counted import counted
from l10n.reports.coverage.quote import escape_markdown, more, quote_code

_LISTED: Final = 12


def behind_lines(pages: Sequence[BehindPage]) -> Iterator[str]:
    """Yield a line for each language, and a table of the pages; nothing without any."""
    if not pages:
        return
    yield "### Pages that fell behind"
    yield ""
    for each in sum_duties(pages):
        amount = f"{counted(each.pages, 'page')}, {counted(each.words, 'word')}"
        start = quote_code(each.start.key)
        yield f"- **{escape_markdown(each.language)}**: {amount}; start with {start}"
    yield ""
    yield "| Language | Page | Words | Since | By | Texts |"
    yield "| :-- | :-- | --: | :-- | :-- | :-- |"
    for page in pages[:_LISTED]:
        yield f"| {' | '.join(_cells(page))} |"
    rest = "\n".join(more(len(pages) - _LISTED, "page"))
    if rest:
        yield ""
        yield rest


def _cells(page: BehindPage) -> Iterator[str]:
    origin = page.origin
    yield quote_code(page.language)
    yield quote_code(page.key).replace("|", "\\|") + (" (by hand)" if page.is_by_hand else "")
    yield f"{page.missing:,}"
    yield f"{origin.date:%Y-%m-%d}" if origin else ""
    author = f"{quote_code(origin.commit[:10])} {escape_markdown(origin.author)}" if origin else ""
    yield author
    yield page.told
