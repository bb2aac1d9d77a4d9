"""What catalogs of many guides have of each."""

from __future__ import annotations

from pathlib import Path

from l10n.catalog import Catalog, Entry
from l10n.config.settings import parse_config
from l10n.site.grouped.shares import Spread, shares_of
from tests.sites import GROUPED

HEADER = Entry("", "Language: es\n")


def test_a_text_of_two_names_of_a_guide_says_both(tmp_path: Path) -> None:
    """The guide was moved: what stays in the file keeps the name that it has there."""
    names = {"content/en/old.md": "tax", "content/en/tax.md": "tax", "content/en/a.md": "a"}
    found = Spread(parse_config(GROUPED, tmp_path), names)
    entries = (
        Entry("Home", references=("content/en/a.md", "content/en/old.md", "content/en/tax.md")),
        Entry("Pay", references=("content/en/old.md",)),
        Entry("Wait", references=("content/en/tax.md",)),
    )
    share = shares_of(found, [Catalog(HEADER, entries)])["tax"]
    assert share.entries == entries
    assert found.source("tax", Catalog(HEADER, share.entries)) == "content/en/old.md"


def test_a_guide_that_is_gone_has_nothing_while_its_texts_are_those_of_others(
    tmp_path: Path,
) -> None:
    found = Spread(parse_config(GROUPED, tmp_path), {"content/en/a.md": "a"})
    both = Entry("Home", references=("content/en/a.md", "content/en/gone.md"))
    alone = Entry("Pay", references=("content/en/gone.md", "content/en/lost.md"))
    assert shares_of(found, [Catalog(HEADER, (both,))]).keys() == {"a"}
    shares = shares_of(found, [Catalog(HEADER, (both, alone))])
    assert shares.keys() == {"a", "gone", "lost"}
    assert [each.msgid for each in shares["gone"].entries] == ["Home", "Pay"]
