"""What holds pages, as JSON, for programs."""

from __future__ import annotations

from l10n.coverage import STATES
from l10n.reports.status_data import COUNTED, PageStatus, SiteStatus


def status_data(status: SiteStatus) -> dict[str, object]:
    """Return what ``status`` says, as JSON can hold it."""
    return {
        "counts": {each: status.counts.get(each, 0) for each in COUNTED},
        "pages": [_page(each) for each in status.pages],
    }


def _page(page: PageStatus) -> dict[str, object]:
    return {
        "key": page.key,
        "language": page.language,
        "path": page.path,
        "status": page.status,
        "reason": page.reason,
        "percent": page.percent,
        "words": {
            "total": page.words.total,
            **{each: getattr(page.words, each) for each in STATES},
            "fuzzy": page.words.fuzzy,
        },
        "holds": [each._asdict() for each in page.holds],
        "advice": page.advice,
        "command": page.command,
    }
