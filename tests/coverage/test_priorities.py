"""Priorities: which segments and guides bring most, soonest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.coverage import Counts, GuideCoverage, unread_guide
from l10n.gaps import Draft, Gap, GuideGaps
from l10n.priorities import NearGuide, SharedGap, lacking_words, rank_gaps, rank_guides


def gap(msgid: str, words: int, *untranslated: str, fuzzy: tuple[str, ...] = ()) -> Gap:
    return Gap(msgid, None, 1, 1, words, untranslated, tuple(Draft(each, "x") for each in fuzzy))


def guide(done: int, total: int, key: str = "a", language: str = "es") -> GuideCoverage:
    words = Counts(total, done, 0, total - done)
    return GuideCoverage(key, "en/a.md", language, words, words)


GUIDES = (
    GuideGaps("a", "en/a.md", "", (gap("Cost", 2, "es", "pt"), gap("Only here", 9, "es"))),
    GuideGaps("b", "en/b.md", "", (gap("Cost", 1, "es", fuzzy=("pt",)), gap("Long one", 9, "es"))),
    GuideGaps("c", "en/c.md", ""),
)


def test_nothing_is_ranked_as_nothing() -> None:
    assert rank_gaps((), ("es",), 9) == ()
    assert rank_gaps(GUIDES, (), 9) == ()
    assert rank_guides((), (), 80) == ()


def test_segments_by_how_many_guides_gain() -> None:
    assert rank_gaps(GUIDES, ("es",), 9) == (
        SharedGap("Cost", None, 2, 3),
        SharedGap("Long one", None, 1, 9),
        SharedGap("Only here", None, 1, 9),
    )
    assert rank_gaps(GUIDES, ("es", "pt"), 1) == (SharedGap("Cost", None, 4, 6),)
    assert rank_gaps(GUIDES, ("de",), 9) == ()


def test_a_context_makes_another_segment() -> None:
    menu = Gap("Cost", "menu", 1, 1, 1, ("es",), ())
    ranked = rank_gaps((*GUIDES, GuideGaps("d", "en/d.md", "", (menu,))), ("es",), 9)
    assert [(each.msgctxt, each.guides) for each in ranked if each.msgid == "Cost"] == [
        (None, 2),
        ("menu", 1),
    ]


def test_guides_by_how_few_words_they_lack() -> None:
    guides = (guide(0, 100), guide(79, 100, "b"), guide(79, 100, "c"), guide(90, 100, "d"))
    assert rank_guides(guides, {("es", "b"), ("pt", "c")}, 80) == (
        NearGuide("d", "es", 0),
        NearGuide("c", "es", 1),
        NearGuide("a", "es", 80),
    )


@pytest.mark.parametrize(
    ("done", "total", "publish_at", "lacking"),
    [
        (0, 0, 80, 0),
        (0, 5, 80, 4),
        (799, 1000, 80, 1),
        (0, 3, 33.3, 1),
        (0, 3, 100, 3),
        (1, 3, 0, 0),
    ],
)
def test_lacking(done: int, total: int, publish_at: float, lacking: int) -> None:
    assert lacking_words(guide(done, total), publish_at) == lacking


def test_without_words_segments_are_counted() -> None:
    bare = GuideCoverage("a", "en/a.md", "es", Counts(4, 1, 0, 3), Counts())
    assert lacking_words(bare, 80) == 3


@given(st.integers(0, 5_000), st.integers(1, 5_000), st.floats(0, 100))
def test_it_is_exactly_what_publishing_asks_for(done: int, missing: int, publish_at: float) -> None:
    total = done + missing

    def percent(translated: int) -> float:
        return guide(translated, total).percent or 0.0

    lacking = lacking_words(guide(done, total), publish_at)
    assert percent(done + lacking) >= round(publish_at, 7)
    if lacking:
        assert percent(done + lacking - 1) < publish_at


def test_neither_an_empty_nor_a_refused_guide_is_near_to_being_published() -> None:
    empty = GuideCoverage("a", "en/a.md", "es")
    lost = unread_guide("b", "en/b.md", "es", 1, "en/b.md: not UTF-8")
    assert rank_guides([empty, lost], (), 80) == ()


@pytest.mark.parametrize(
    "text",
    [
        *("API", "OTLP", "Node.js", "{{ end }}", "`code`", "OpenTelemetry", "gRPC", "K8s", "42"),
        *("https://a.example/b", "{{< ref x >}}", "--flag", "snake_case", "HTTP/2", "**API**"),
        *("[JSON](1)", "v1.2.3", "APIs", "TypeScript, GraphQL", "—", "<br>"),
    ],
)
def test_names_and_code_are_no_suggestion(text: str) -> None:
    lacking = GuideGaps("a", "en/a.md", "", (gap(text, 1, "es"), gap("Pay here", 2, "es")))
    assert [each.msgid for each in rank_gaps([lacking], ["es"], 9)] == ["Pay here"]


@pytest.mark.parametrize(
    "text",
    ["Taxes", "Use the API", "NOTE", "What is OTLP?", "`x` is", "YES", "Señal", "PLEASE WAIT"],
)
def test_words_are_a_suggestion(text: str) -> None:
    lacking = GuideGaps("a", "en/a.md", "", (gap(text, 1, "es"),))
    assert [each.msgid for each in rank_gaps([lacking], ["es"], 9)] == [text]
