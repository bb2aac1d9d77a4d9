"""Coverage as JSON, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from l10n.coverage import (
    STATES,
    Counts,
    GuideCoverage,
    LanguageCoverage,
    list_refused,
    percent_of,
)

if TYPE_CHECKING:  # what sync does not find out
    from l10n.behind import BehindPage, Origin
    from l10n.changes import Since


def coverage_data(
    languages: Iterable[LanguageCoverage],
    guides: Iterable[GuideCoverage],
    since: Since | None = None,
) -> dict[str, Any]:
    """Return ``languages`` by tag and ``guides`` as a list.

    Languages are sorted by tag, guides by language, key and path, whatever order they come in.
    ``percent`` is null where there is nothing to translate; ``refused`` names the guides that count
    as not translated because a file cannot be read. Only a comparison with a revision adds
    ``since``.
    """
    ordered = sorted(guides, key=lambda guide: (guide.language, guide.key, guide.path))
    report: dict[str, Any] = {
        "languages": {
            language.language: {
                "guides": {
                    "total": language.guides.total,
                    "complete": language.guides.complete,
                    "published": language.guides.published,
                    "by_hand": language.guides.by_hand,
                    "refused": language.guides.refused,
                },
                **_counts(language.segments, language.words),
            }
            for language in sorted(languages, key=lambda language: language.language)
        },
        "guides": [
            {
                "key": guide.key,
                "path": guide.path,
                "language": guide.language,
                **_counts(guide.segments, guide.words),
            }
            for guide in ordered
        ],
        "refused": [
            {
                "key": refused.key,
                "path": refused.path,
                "languages": list(refused.languages),
                "reason": refused.reason,
            }
            for refused in list_refused(ordered)
        ],
    }
    if since:
        report["since"] = _since(since)
    return report


def behind_data(pages: Iterable[BehindPage]) -> list[dict[str, Any]]:
    """Return the published pages that lack something, and each text whose source has moved on.

    Texts of other pages are not listed; their number is in ``words``, by state.
    """
    return [
        {
            "language": page.language,
            "key": page.key,
            "path": page.path,
            "by_hand": page.is_by_hand,
            "missing": page.missing,
            "words": _numbers(page.words),
            "translator": page.revision.translator or None,
            "revised": page.revision.day or None,
            "since": _origin(page.origin),
            "texts": [
                {
                    "msgid": lack.gap.msgid,
                    "line": lack.gap.line,
                    "words": lack.gap.words,
                    "cause": lack.cause,
                    "previous": lack.previous or None,
                    "since": _origin(lack.origin),
                }
                for lack in page.lacks
            ],
        }
        for page in pages
    ]


def _origin(origin: Origin | None) -> dict[str, str] | None:
    if origin is None:
        return None
    return {
        "commit": origin.commit,
        "date": origin.date.isoformat(),
        "author": origin.author,
    }


def _since(since: Since) -> dict[str, Any]:
    return {
        "revision": since.revision,
        "commit": since.commit,
        "date": since.date.isoformat(),
        "languages": {
            delta.now.language: {"before": delta.before.percent, "points": delta.points}
            for delta in since.deltas
        },
        "sources": [
            {
                "path": change.path,
                "key": change.key,
                "change": str(change.kind),
                "new": change.new,
                "words": change.words,
                "gone": change.gone,
            }
            for change in since.sources
        ],
        "stale": [
            {
                "language": stale.language,
                "key": stale.key,
                "path": stale.path,
                "line": stale.line,
                "msgid": stale.msgid,
                "previous": stale.previous_msgid,
                "change": str(stale.change),
                "changed": stale.changed.isoformat() if stale.changed else None,
            }
            for stale in since.stale
        ],
    }


@lru_cache(maxsize=4096)  # in many languages a guide has the same numbers
def _counts(segments: Counts, words: Counts) -> dict[str, Any]:
    """Return the numbers of a guide or a language; those who get the same only read them."""
    percent = percent_of(segments, words)
    return {"segments": _numbers(segments), "words": _numbers(words), "percent": percent}


def _numbers(counts: Counts) -> dict[str, int]:
    kinds = {each: getattr(counts, each) for each in STATES}
    return {"total": counts.total, **kinds, "fuzzy": counts.fuzzy}
