"""Coverage: what is counted, how it adds up, and what 100 means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry, Identity
from l10n.coverage import (
    Counts,
    GuideCoverage,
    GuideTotals,
    LanguageCoverage,
    measure_guide,
    percent_of,
    sum_languages,
    translated_percent,
)
from l10n.words import count_words


def measure(*texts: str, entries: tuple[Entry, ...] = ()) -> GuideCoverage:
    identities: list[Identity] = [(None, text) for text in texts]
    return measure_guide("visa", "en/visa.md", "es", identities, Catalog(Entry(""), entries))


def test_a_guide_without_text_is_complete() -> None:
    assert measure() == GuideCoverage("visa", "en/visa.md", "es")
    assert measure().complete
    assert measure().percent == 100.0


def test_no_catalog_translates_nothing() -> None:
    coverage = measure_guide("visa", "en/visa.md", "es", [(None, "Pay here")], None)
    assert coverage.segments == Counts(1, untranslated=1)
    assert coverage.words == Counts(2, untranslated=2)
    assert coverage.percent == 0.0
    assert not coverage.complete


def test_each_state_is_counted() -> None:
    entries = (
        Entry("one", "uno"),
        Entry("two of them", "dos", flags=("fuzzy",)),
        Entry("to be done", flags=("fuzzy",)),
        Entry("gone from here too", "ido", obsolete=True),
    )
    texts = ("one", "two of them", "to be done", "gone from here too", "not in the catalog")
    coverage = measure(*texts, entries=entries)
    assert coverage.segments == Counts(5, translated=1, fuzzy=1, untranslated=3)
    assert coverage.words == Counts(15, translated=1, fuzzy=3, untranslated=11)
    assert coverage.percent == 6.6


@given(
    st.lists(st.sampled_from(["Fee", "Pay here", "---"]), max_size=4),
    st.lists(st.sampled_from(["", "Tasa"]), min_size=3, max_size=3),
    st.sets(st.integers(0, 2)),
)
def test_a_percent_is_told_alone_as_well(
    texts: list[str], msgstrs: list[str], stale: set[int]
) -> None:
    entries = tuple(
        Entry(msgid, msgstr, flags=("fuzzy",) * (index in stale))
        for index, (msgid, msgstr) in enumerate(
            zip(["Fee", "Pay here", "---"], msgstrs, strict=True)
        )
    )
    catalog = Catalog(Entry(""), entries)
    identities: list[Identity] = [(None, text) for text in texts]
    assert translated_percent(identities, catalog) == measure(*texts, entries=entries).percent
    assert translated_percent(identities, None) == measure(*texts).percent


def test_repeated_segments_count_as_often_as_they_are_read() -> None:
    coverage = measure("Fee", "Free of charge", "Fee", entries=(Entry("Fee", "Tasa"),))
    assert coverage.segments == Counts(3, translated=2, untranslated=1)
    assert coverage.words == Counts(5, translated=2, untranslated=3)


def test_contexts_are_told_apart() -> None:
    catalog = Catalog(Entry(""), (Entry("Home", "Inicio", msgctxt="menu"),))
    coverage = measure_guide("k", "p", "es", [("menu", "Home"), (None, "Home")], catalog)
    assert coverage.segments == Counts(2, translated=1, untranslated=1)


@pytest.mark.parametrize(
    ("translated", "total", "percent"),
    [
        (0, 0, 100.0),
        (0, 3, 0.0),
        (1, 3, 33.3),
        (2, 3, 66.6),
        (9999, 10_000, 99.9),
        (1, 100_000, 0.0),
        (3, 3, 100.0),
        (29, 100, 29.0),
    ],
)
def test_percent_is_rounded_down(translated: int, total: int, percent: float) -> None:
    assert percent_of(Counts(), Counts(total, translated)) == percent


def test_segments_without_words_are_counted_themselves() -> None:
    assert percent_of(Counts(2, 1, 0, 1), Counts()) == 50.0


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_only_all_is_a_hundred(translated: int, missing: int) -> None:
    percent = percent_of(Counts(), Counts(translated + missing, translated))
    assert 0 <= percent <= 99.9
    assert percent <= 100 * translated / (translated + missing) < percent + 0.1000001


STATES = st.sampled_from(["", "x"])


@given(st.lists(st.tuples(st.sampled_from(["a", "b c", "d e f", "—"]), STATES, st.booleans())))
def test_the_parts_add_up(rows: list[tuple[str, str, bool]]) -> None:
    flags = {True: ("fuzzy",), False: ()}
    entries = {text: Entry(text, msgstr, flags=flags[fuzzy]) for text, msgstr, fuzzy in rows}
    texts = [text for text, _, _ in rows]
    coverage = measure(*texts, entries=tuple(entries.values()))
    for counts in (coverage.segments, coverage.words):
        assert counts.total == counts.translated + counts.fuzzy + counts.untranslated
    assert coverage.segments.total == len(texts)
    assert coverage.words.total == sum(map(count_words, texts))


def test_languages_are_summed_in_the_given_order() -> None:
    full, half = Counts(2, 2), Counts(4, 1, 1, 2)
    guides = (
        GuideCoverage("a", "en/a.md", "es", full, full),
        GuideCoverage("b", "en/b.md", "es", half, half),
        GuideCoverage("a", "en/a.md", "de", half, half),
        GuideCoverage("a", "en/a.md", "xx", full, full),
    )
    es, pt, de = sum_languages(("es", "pt", "de"), guides, {("es", "a"), ("es", "gone")})
    total = Counts(6, 3, 1, 2)
    assert es == LanguageCoverage("es", GuideTotals(2, complete=1, published=1), total, total)
    assert es.percent == 50.0
    assert pt == LanguageCoverage("pt")
    assert pt.percent == 100.0
    assert de == LanguageCoverage("de", GuideTotals(1), half, half)
    assert sum_languages((), guides) == ()
