"""Find the pages of a site that fell behind, since when, and by which commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from l10n.behind import BehindPage, Lack, Pages, find_behind, has_moved_on, is_behind
from l10n.coverage import GuideCoverage
from l10n.disk.output import Track
from l10n.gaps import GuideGaps
from l10n.past.origins import Text, find_origins
from l10n.run.gaps import find_site_gaps
from l10n.run.run import Run


def find_site_behind(
    run: Run, guides: Collection[GuideCoverage], pages: Pages, *, track: Track
) -> tuple[BehindPage, ...]:
    """Return the pages that lack something, those that lack most words first.

    The texts are named of those whose source has moved on. The guides have been measured.
    """
    moved = {each.key for each in guides if is_behind(each, pages) and has_moved_on(each)}
    pairs = {file: languages for file, languages in run.pairs.items() if file.key in moved}
    gaps = find_site_gaps(replace(run, pairs=pairs), track=track) if moved else ()
    return date_behind(run, guides, gaps, pages)


def date_behind(
    run: Run, guides: Iterable[GuideCoverage], gaps: Iterable[GuideGaps], pages: Pages
) -> tuple[BehindPage, ...]:
    """Return the same where the ``gaps`` of all guides are known."""
    behind = find_behind(guides, gaps, pages)
    wanted: defaultdict[str, dict[Text, None]] = defaultdict(dict)
    for page in behind:
        for lack in page.lacks:
            if lack.is_by_source:
                wanted[page.key][_text(lack)] = None
    if not wanted:
        return behind
    origins = find_origins(run, wanted)
    return tuple(
        replace(
            page,
            lacks=tuple(
                each._replace(origin=origins.get((page.key, _text(each)))) for each in page.lacks
            ),
        )
        for page in behind
    )


def _text(lack: Lack) -> Text:
    return Text(lack.gap.msgid, lack.previous)
