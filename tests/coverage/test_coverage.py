"""Coverage: what is counted, how it adds up, and what 100 means."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry, Identity
from l10n.coverage import (
    STATES,
    Counts,
    GuideCoverage,
    GuideTotals,
    LanguageCoverage,
    Refused,
    list_refused,
    measure_guide,
    percent_of,
    shown_percent,
    sum_languages,
    unread_guide,
)
from l10n.match.doubts import CONFIRMED, IMPORTED, PAGE_SAYS
from l10n.reports.coverage.states import SIGNS
from l10n.words import count_words


def measure(
    *texts: str, entries: tuple[Entry, ...] = (), quarantined: Iterable[str] = ()
) -> GuideCoverage:
    identities: list[Identity] = [(None, text) for text in texts]
    faulty: set[Identity] = {(None, text) for text in quarantined}
    catalog = Catalog(Entry(""), entries)
    return measure_guide("visa", "en/visa.md", "es", identities, catalog, faulty)


def test_a_guide_without_text_is_neither_complete_nor_a_hundred() -> None:
    assert measure() == GuideCoverage("visa", "en/visa.md", "es")
    assert not measure().has_text
    assert not measure().complete
    assert measure().percent is None


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
    assert coverage.segments == Counts(5, translated=1, changed=1, untranslated=3)
    assert coverage.words == Counts(15, translated=1, changed=3, untranslated=11)
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
    assert shown_percent(identities, catalog) == measure(*texts, entries=entries).percent
    assert shown_percent(identities, None) == measure(*texts).percent


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
        (0, 0, None),
        (0, 3, 0.0),
        (1, 3, 33.3),
        (2, 3, 66.6),
        (9999, 10_000, 99.9),
        (1, 100_000, 0.0),
        (3, 3, 100.0),
        (29, 100, 29.0),
    ],
)
def test_percent_is_rounded_down(translated: int, total: int, percent: float | None) -> None:
    assert percent_of(Counts(), Counts(total, translated)) == percent


def test_segments_without_words_are_counted_themselves() -> None:
    assert percent_of(Counts(2, 1, 0, 1), Counts()) == 50.0


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_only_all_is_a_hundred(translated: int, missing: int) -> None:
    percent = percent_of(Counts(), Counts(translated + missing, translated))
    assert percent is not None
    assert 0 <= percent <= 99.9
    assert percent <= 100 * translated / (translated + missing) < percent + 0.1000001


TEXTS = st.sampled_from(["", "x"])


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b c", "d e f", "—"]), TEXTS, st.booleans())),
    st.sets(st.sampled_from(["a", "b c", "—", "gone"])),
)
def test_the_parts_add_up(rows: list[tuple[str, str, bool]], faulty: set[str]) -> None:
    flags = {True: ("fuzzy",), False: ()}
    entries = {text: Entry(text, msgstr, flags=flags[fuzzy]) for text, msgstr, fuzzy in rows}
    texts = [text for text, _, _ in rows]
    coverage = measure(*texts, entries=tuple(entries.values()), quarantined=faulty)
    for each in (coverage.segments, coverage.words):
        assert each.total == each.translated + each.fuzzy + each.quarantined + each.untranslated
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
    assert pt.percent is None
    assert de == LanguageCoverage("de", GuideTotals(1), half, half)
    assert sum_languages((), guides) == ()


def test_a_guide_without_text_is_in_no_total() -> None:
    whole = GuideCoverage("a", "en/a.md", "es", Counts(2, 2), Counts(5, 5))
    empty = GuideCoverage("_index", "en/_index.md", "es")
    published = {("es", "a"), ("es", "_index")}
    assert sum_languages(("es",), [whole, empty], published) == sum_languages(
        ("es",), [whole], published
    )
    (alone,) = sum_languages(("es",), [empty], published)
    assert alone == LanguageCoverage("es")


def test_what_is_quarantined_is_not_translated() -> None:
    entries = (
        Entry("Pay here", "Pague aquí"),
        Entry("one", "uno"),
        Entry("two of them", "dos", flags=("fuzzy",)),
        Entry("none"),
    )
    texts = ("Pay here", "one", "two of them", "none", "Pay here")
    faulty = ("Pay here", "two of them", "none", "not in the guide")
    coverage = measure(*texts, entries=entries, quarantined=faulty)
    assert coverage.segments == Counts(5, translated=1, changed=1, untranslated=1, quarantined=2)
    assert coverage.words == Counts(9, translated=1, changed=3, untranslated=1, quarantined=4)
    assert coverage.percent == 11.1
    whole = measure("Pay here", entries=entries, quarantined=["Pay here"])
    assert (whole.percent, whole.complete) == (0.0, False)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_guide_that_cannot_be_read_never_raises_the_coverage(
    done: int, missing: int, words: int
) -> None:
    counts = Counts(done + missing, done, untranslated=missing)
    known = GuideCoverage("a", "en/a.md", "es", counts, counts)
    unread = unread_guide("b", "en/b.md", "es", words, "en/b.md: not UTF-8")
    (before,) = sum_languages(["es"], [known])
    (after,) = sum_languages(["es"], [known, unread])
    assert after.percent is not None
    assert after.percent < 100
    assert after.percent <= (before.percent or 0.0)
    assert (after.guides.total, after.guides.refused) == (before.guides.total + 1, 1)


def test_pages_by_hand_are_counted_among_the_published_ones_and_apart() -> None:
    text = Counts(1, 1)
    guides = [GuideCoverage(key, f"en/{key}.md", "es", text, text) for key in "abc"]
    (es,) = sum_languages(["es"], guides, {("es", "a"), ("es", "b")}, {("es", "b")})
    assert (es.guides.published, es.guides.by_hand) == (2, 1)


def test_the_refused_are_listed_once_with_their_languages() -> None:
    text = Counts(1, untranslated=1)
    good = GuideCoverage("a", "en/a.md", "es", text, text)
    bad = GuideCoverage("b", "en/b.md", "es", text, text, "en/b.md:2: not YAML")
    own = bad._replace(language="de", refused="locales/de/b.po:7: no msgid")
    guides = (good, bad, bad._replace(language="pt"), own)
    assert list_refused(guides) == (
        Refused("b", "en/b.md", ("es", "pt"), "en/b.md:2: not YAML"),
        Refused("b", "en/b.md", ("de",), "locales/de/b.po:7: no msgid"),
    )


def test_each_kind_of_fuzzy_is_counted_apart() -> None:
    fuzzy = ("fuzzy",)
    entries = (
        Entry("its source changed", "x", flags=fuzzy, previous_msgid="its source was"),
        Entry("marked by a person", "x", flags=fuzzy),
        Entry("imported", "x", flags=fuzzy, comments=(f"{IMPORTED}the words do not say it",)),
        Entry("the page differs", "x", flags=fuzzy, comments=(f"{PAGE_SAYS}y",)),
        Entry("proposed", "x", flags=fuzzy, comments=("memory: a similar text, in bus",)),
        Entry("taken from one there", "x", flags=fuzzy, previous_msgid="imported"),
        Entry("confirmed then", "x", flags=fuzzy, comments=(f"{IMPORTED}y", CONFIRMED)),
    )
    coverage = measure(*(each.msgid for each in entries), entries=entries)
    assert coverage.segments == Counts(7, changed=3, imported=2, proposed=2)
    assert (coverage.segments.fuzzy, coverage.percent) == (7, 0.0)


def test_the_states_are_those_that_reports_show_and_make_up_the_total() -> None:
    assert tuple(each.state for each in SIGNS) == STATES
    assert {*Counts._fields} == {"total", *STATES}
    for name in ("sign", "colour", "word", "legend"):
        assert len({getattr(each, name) for each in SIGNS}) == len(SIGNS)
