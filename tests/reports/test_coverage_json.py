"""Coverage as JSON: the shape that other programs rely on."""

from __future__ import annotations

from l10n.coverage import Counts, GuideCoverage, GuideTotals, LanguageCoverage
from l10n.reports.coverage_json import coverage_data

SEGMENTS = Counts(4, 2, 1, 1)
WORDS = Counts(30, 10, 5, 15)
LANGUAGES = (
    LanguageCoverage("pt", GuideTotals(1), SEGMENTS, WORDS),
    LanguageCoverage("es", GuideTotals(3, 1, 2), SEGMENTS, WORDS),
)
GUIDES = (
    GuideCoverage("visa", "en/visa.md", "pt", SEGMENTS, WORDS),
    GuideCoverage("visa", "en/visa.md", "es", SEGMENTS, WORDS),
    GuideCoverage("años", "en/años.md", "pt"),
)


def test_nothing_is_still_an_object() -> None:
    assert coverage_data((), ()) == {"languages": {}, "guides": []}


def test_the_shape() -> None:
    counts = {
        "segments": {"total": 4, "translated": 2, "fuzzy": 1, "untranslated": 1},
        "words": {"total": 30, "translated": 10, "fuzzy": 5, "untranslated": 15},
        "percent": 33.3,
    }
    nothing = {"total": 0, "translated": 0, "fuzzy": 0, "untranslated": 0}
    empty = {"segments": nothing, "words": nothing, "percent": 100.0}
    assert coverage_data(LANGUAGES, GUIDES) == {
        "languages": {
            "es": {"guides": {"total": 3, "complete": 1, "published": 2}, **counts},
            "pt": {"guides": {"total": 1, "complete": 0, "published": 0}, **counts},
        },
        "guides": [
            {"key": "visa", "path": "en/visa.md", "language": "es", **counts},
            {"key": "años", "path": "en/años.md", "language": "pt", **empty},
            {"key": "visa", "path": "en/visa.md", "language": "pt", **counts},
        ],
    }


def test_the_order_that_things_come_in_does_not_matter() -> None:
    data = coverage_data(LANGUAGES, GUIDES)
    assert coverage_data(LANGUAGES[::-1], GUIDES[::-1]) == data
    assert list(data["languages"]) == ["es", "pt"]
