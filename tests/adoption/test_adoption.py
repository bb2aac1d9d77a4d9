"""Sites that people translated are taken in, and lose nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.adoption.adopt import Page, adopt, sum_up
from tests.adoption.edit import Verdict, edit_one_word
from tests.adoption.layouts import LAYOUTS, lay_out
from tests.adoption.traces import Kind
from tests.documents import corpora_folder


@dataclass(frozen=True, slots=True)
class Bounds:
    """What has to hold of a corpus; shares are in percent."""

    handed_over: float = 70
    changed: float = 1
    losses: int = 0
    other: int = 0
    """Changed lines in which no link, title or value is what has changed."""
    edits: int = 5
    """Guides of which one word is changed afterwards."""


BOUNDS: Mapping[str, Bounds] = {
    "docsy": Bounds(),
    "fastapi": Bounds(),
    "helm": Bounds(),
    "starlight": Bounds(),
    "tramitit": Bounds(edits=1),
    "vitepress": Bounds(),
}


QUICK = ("docsy",)
"""The others take half a minute or minutes each."""


@pytest.mark.parametrize(
    "corpus",
    [each if each in QUICK else pytest.param(each, marks=pytest.mark.soak) for each in LAYOUTS],
)
def test_a_site_loses_nothing_when_it_is_taken_in(corpus: str, tmp_path: Path) -> None:
    site = lay_out(corpus, corpora_folder(), tmp_path)
    bounds = BOUNDS[corpus]
    pages = adopt(site)
    assert len(pages) > 0
    found = list(breaches(bounds, pages))
    if any(each.handed_over for each in pages):
        found += edit_breaches(edit_one_word(site, pages, bounds.edits))
    assert not found, "\n".join(found)


def breaches(bounds: Bounds, pages: Sequence[Page]) -> Iterator[str]:
    """Yield what does not hold of the pages of a site."""
    row = sum_up(pages)
    if row.handed_over < bounds.handed_over / 100 * row.pages:
        yield f"handed over: {row.handed_over} of {row.pages} pages"
    if row.changed > bounds.changed / 100 * row.lines:
        yield f"changed: {row.changed} of {row.lines} lines"
    if row.other > bounds.other:
        yield f"changed, and no link, title or value: {row.other} lines"
    if row.touched:
        yield f"not handed over, and not as they were: {row.touched} pages"
    # A line that is only a link may show the title that the other guide has.
    losses = {kind: count for kind, count in row.losses.items() if kind is not Kind.TITLE}
    if sum(losses.values()) > bounds.losses:
        yield f"lost: {losses}"


def edit_breaches(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield what a changed word came to that it must not."""
    if not verdicts:
        yield "no paragraph could be changed"
    yield from (f"one word: {each}" for each in verdicts if not each.right)
