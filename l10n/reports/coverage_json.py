"""Coverage as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from l10n.coverage import Counts, GuideCoverage, LanguageCoverage


def render_coverage_json(
    languages: Iterable[LanguageCoverage], guides: Iterable[GuideCoverage]
) -> str:
    """Return one JSON object, ``languages`` by tag and ``guides`` as a list; ends with a newline.

    Languages are sorted by tag, guides by language, key and path, whatever order they come in.
    """
    report = {
        "languages": {
            language.language: {
                "guides": {
                    "total": language.guides.total,
                    "complete": language.guides.complete,
                    "published": language.guides.published,
                },
                **_counts(language),
            }
            for language in sorted(languages, key=lambda language: language.language)
        },
        "guides": [
            {"key": guide.key, "path": guide.path, "language": guide.language, **_counts(guide)}
            for guide in sorted(guides, key=lambda guide: (guide.language, guide.key, guide.path))
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _counts(coverage: LanguageCoverage | GuideCoverage) -> dict[str, Any]:
    return {
        "segments": _numbers(coverage.segments),
        "words": _numbers(coverage.words),
        "percent": coverage.percent,
    }


def _numbers(counts: Counts) -> dict[str, int]:
    return {
        "total": counts.total,
        "translated": counts.translated,
        "fuzzy": counts.fuzzy,
        "untranslated": counts.untranslated,
    }
