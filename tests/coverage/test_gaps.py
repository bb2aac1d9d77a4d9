"""Gaps: what is left to translate in a guide, by language."""

from __future__ import annotations

from l10n.catalog import Catalog, Entry
from l10n.extract import extract_guide
from l10n.gaps import Draft, Gap, GuideGaps, find_gaps, narrow_gaps
from l10n.guide import Guide

TEXT = """\
---
title: Taxes
---

# Pay

Keep it,
and pay.

- Pay

Keep the receipt.
"""
GUIDE = Guide("en/tax.md", "en", "tax", TEXT)
SEGMENTS = extract_guide(GUIDE, ("title",)).segments
HEADER = Entry("")


def catalog(*entries: Entry) -> Catalog:
    return Catalog(HEADER, entries)


def full() -> Catalog:
    return catalog(*(Entry(segment.msgid, "x") for segment in SEGMENTS))


def test_a_complete_guide_has_none() -> None:
    assert find_gaps(GUIDE, SEGMENTS, {"es": full()}) == GuideGaps("tax", "en/tax.md", "Taxes")
    assert find_gaps(GUIDE, SEGMENTS, {}).gaps == ()


def test_each_segment_is_there_once_with_the_languages_that_lack_it() -> None:
    done = catalog(Entry("Taxes", "x"), Entry("Keep the receipt.", "x"))
    gaps = find_gaps(GUIDE, SEGMENTS, {"es": done, "pt": None}).gaps
    assert gaps == (
        Gap("Taxes", None, 2, 2, 1, ("pt",), ()),
        Gap("Pay", None, 5, 5, 2, ("es", "pt"), ()),
        Gap("Keep it, and pay.", None, 7, 8, 4, ("es", "pt"), ()),
        Gap("Keep the receipt.", None, 12, 12, 3, ("pt",), ()),
    )


def test_fuzzy_ones_bring_their_translation() -> None:
    fuzzy = ("fuzzy",)
    mixed = catalog(
        Entry("Taxes", "x"),
        Entry("Pay", "p", flags=fuzzy),
        Entry("Keep it, and pay.", "k", flags=fuzzy, previous_msgid="Keep the receipt."),
        Entry("Keep the receipt.", "r", flags=fuzzy, previous_msgid="Keep the bill."),
    )
    gaps = find_gaps(GUIDE, SEGMENTS, {"es": mixed}).gaps
    assert [gap.drafts for gap in gaps] == [
        (Draft("es", "p"),),
        (Draft("es", "k", "proposed", "Keep the receipt."),),
        (Draft("es", "r", "changed", "Keep the bill."),),
    ]
    assert [gap.languages for gap in gaps] == [("es",)] * 3


def test_obsolete_and_empty_ones_count_as_none() -> None:
    gone = catalog(Entry("Taxes", "x", obsolete=True), Entry("Pay", "", flags=("fuzzy",)))
    gaps = find_gaps(GUIDE, SEGMENTS, {"es": gone}).gaps
    assert [gap.untranslated for gap in gaps] == [("es",)] * 4


def test_the_title_is_the_front_matters_or_the_first_heading() -> None:
    untitled = Guide("en/tax.md", "en", "tax", TEXT.partition("---\n\n")[2])
    assert find_gaps(untitled, extract_guide(untitled, ()).segments, {}).title == "Pay"
    assert find_gaps(GUIDE, (), {}).title == ""


def test_what_some_languages_lack_is_part_of_what_all_do() -> None:
    some = catalog(Entry("Taxes", "x"), Entry("Pay", "p", flags=("fuzzy",)))
    catalogs = {"es": some, "pt": None, "de": full()}
    every = find_gaps(GUIDE, SEGMENTS, catalogs)
    for chosen in (("es", "pt", "de"), ("es", "de"), ("de",), ()):
        some_of = {each: catalogs[each] for each in chosen}
        assert narrow_gaps(every, chosen) == find_gaps(GUIDE, SEGMENTS, some_of)


def test_what_is_quarantined_is_a_gap_with_its_fault() -> None:
    faults = {"es": {(None, "Pay"): "the link is missing"}, "pt": {(None, "Taxes"): "not here"}}
    (gap,) = find_gaps(GUIDE, SEGMENTS, {"es": full()}, faults).gaps
    assert gap.msgid == "Pay"
    assert gap.drafts == (Draft("es", "x", "quarantined", fault="the link is missing"),)
    assert gap.languages == ("es",)
