"""Where links lead, as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable

from l10n.links.report import Fate, LinkCounts, LinkReport


def links_data(counts: Iterable[LinkCounts], reports: Iterable[LinkReport]) -> dict[str, object]:
    """Return ``languages`` by tag with their counts, and ``links`` that are not fine, in order."""
    return {
        "languages": {
            each.language: {
                "pages": each.pages,
                "links": each.links,
                **{_name(fate): each.fates.get(fate, 0) for fate in Fate},
            }
            for each in counts
        },
        "links": [
            {
                "fate": _name(each.fate),
                "language": each.language,
                "path": each.path,
                "line": each.line,
                "written": each.written,
                "target": each.target or None,
            }
            for each in reports
        ],
    }


def _name(fate: Fate) -> str:
    return fate.replace(" ", "_")
