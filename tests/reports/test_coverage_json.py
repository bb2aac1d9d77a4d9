"""Coverage as JSON: the shape that other programs rely on."""

from __future__ import annotations

from l10n.coverage import Counts, GuideCoverage, GuideTotals, LanguageCoverage, unread_guide
from l10n.reports.coverage.json import coverage_data

SEGMENTS = Counts(5, 2, 1, 1, 1)
WORDS = Counts(30, 10, 5, 12, 3)
LANGUAGES = (
    LanguageCoverage("pt", GuideTotals(1, refused=1), SEGMENTS, WORDS),
    LanguageCoverage("es", GuideTotals(3, 1, 2, 1), SEGMENTS, WORDS),
)
GUIDES = (
    GuideCoverage("visa", "en/visa.md", "pt", SEGMENTS, WORDS),
    GuideCoverage("visa", "en/visa.md", "es", SEGMENTS, WORDS),
    GuideCoverage("años", "en/años.md", "pt"),
    unread_guide("bus", "en/bus.md", "pt", 7, "en/bus.md: not UTF-8"),
)


def test_nothing_is_still_an_object() -> None:
    assert coverage_data((), ()) == {"languages": {}, "guides": [], "refused": []}


def test_the_shape() -> None:
    counts = {
        "segments": {
            "total": 5,
            "translated": 2,
            "fuzzy": 1,
            "changed": 1,
            "imported": 0,
            "proposed": 0,
            "quarantined": 1,
            "machine": 0,
            "untranslated": 1,
        },
        "words": {
            "total": 30,
            "translated": 10,
            "fuzzy": 5,
            "changed": 5,
            "imported": 0,
            "proposed": 0,
            "quarantined": 3,
            "machine": 0,
            "untranslated": 12,
        },
        "percent": 33.3,
    }
    nothing = dict.fromkeys(counts["words"], 0)
    empty = {"segments": nothing, "words": nothing, "percent": None}
    lost = {
        "segments": {**nothing, "total": 1, "untranslated": 1},
        "words": {**nothing, "total": 7, "untranslated": 7},
        "percent": 0.0,
    }
    spanish = {"total": 3, "complete": 1, "published": 2, "by_hand": 1, "refused": 0}
    portuguese = {"total": 1, "complete": 0, "published": 0, "by_hand": 0, "refused": 1}
    assert coverage_data(LANGUAGES, GUIDES) == {
        "languages": {
            "es": {"guides": spanish, **counts},
            "pt": {"guides": portuguese, **counts},
        },
        "guides": [
            {"key": "visa", "path": "en/visa.md", "language": "es", **counts},
            {"key": "años", "path": "en/años.md", "language": "pt", **empty},
            {"key": "bus", "path": "en/bus.md", "language": "pt", **lost},
            {"key": "visa", "path": "en/visa.md", "language": "pt", **counts},
        ],
        "refused": [
            {
                "key": "bus",
                "path": "en/bus.md",
                "languages": ["pt"],
                "reason": "en/bus.md: not UTF-8",
            }
        ],
    }


def test_the_order_that_things_come_in_does_not_matter() -> None:
    data = coverage_data(LANGUAGES, GUIDES)
    assert coverage_data(LANGUAGES[::-1], GUIDES[::-1]) == data
    assert list(data["languages"]) == ["es", "pt"]
