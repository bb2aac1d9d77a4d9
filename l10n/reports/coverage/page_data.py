"""The data of the coverage page: compact, within a limit, and fair to each guide and language.

Texts are numbered, and so are guides and languages; see the docstrings for the shapes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from l10n.changes import classify_change
from l10n.coverage import STATES, GuideCoverage
from l10n.gaps import Draft, Gap, GuideGaps
from l10n.guide import Severity
from l10n.priorities import rank_gaps, rank_guides
from l10n.reports.coverage.report import CoverageReport
from l10n.reports.coverage.states import SIGNS

_BUDGET: Final = 2_400_000  # bytes, of all the data together
_LONGEST: Final = 220  # characters of a text that is shown
_RANKED: Final = 40
_FINDINGS: Final = 500  # of each severity
_STALE: Final = 500
_BEHIND: Final = 4_000

_Row: TypeAlias = list[Any]


class _Numbers:
    """Gives each distinct value the next number."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def __call__(self, value: Any) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def __contains__(self, value: Any) -> bool:
        return value in self._numbers

    @property
    def values(self) -> list[Any]:
        return list(self._numbers)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A gap that may be shown; the lower its rank, the more it is wanted."""

    rank: int
    guide: int
    gap: Gap


def page_data(report: CoverageReport) -> dict[str, Any]:
    """Return what the page's script needs, at most about 2.4 MB as UTF-8 JSON.

    Every guide, cell and ranking is there. Of the segments that a guide lacks the first of each
    language come first, guide by guide, as long as they fit; the page says how many are left out.
    """
    tags = {name.tag: number for number, name in enumerate(report.names)}
    texts = _Numbers()
    guides, numbers = _guides(report, tags)
    findings, counts = _findings(report)
    data: dict[str, Any] = {
        "source": [report.source.tag, report.source.direction],
        "languages": [[name.tag, name.english, name.own, name.direction] for name in report.names],
        "states": [[each.state, each.word, each.legend] for each in SIGNS],
        "publishAt": report.publish_at,
        "guides": guides,
        "behind": _behind(report, tags, numbers),
        "nextGuides": _next_guides(report, tags, numbers),
        "nextTexts": _next_texts(report, texts),
        "findings": findings,
        "counts": counts,
        "stale": _stale(report, tags, texts),
    }
    spent = _size(data) + _size(texts.values)
    sets = _Numbers()
    data["gaps"] = _gaps(report, tags, numbers, texts, sets, _BUDGET - spent)
    data["sets"] = [list(each) for each in sets.values]
    data["texts"] = texts.values
    return data


def shorten(text: str) -> str:
    """Return ``text`` as it is shown: at most 220 characters, line ends kept."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _guides(report: CoverageReport, tags: Mapping[str, int]) -> tuple[list[_Row], dict[str, int]]:
    """Return [key, path, title, words, segments, cells, gaps] of each guide, and its number by key.

    A cell is null where the language does not translate the guide, 0 where nothing is done, else
    [words translated, segments translated, 1 if published or 2 if by hand]; and where it matters
    [..., 1 if a file cannot be read, segments of each state between translated and untranslated].
    """
    lacking = {each.key: each for each in report.gaps}
    rows: list[_Row] = []
    numbers: dict[str, int] = {}
    for each in report.guides:
        if each.key not in numbers:
            numbers[each.key] = len(rows)
            path = each.path.removeprefix(f"{report.folder}/")
            gaps = lacking.get(each.key) or GuideGaps(each.key, each.path, "")
            totals = (each.words.total, each.segments.total)
            cells = [None] * len(tags)
            rows.append([each.key, path, shorten(gaps.title), *totals, cells, len(gaps.gaps)])
        if each.language in tags:
            rows[numbers[each.key]][5][tags[each.language]] = _cell(each, report)
    return rows, numbers


def _cell(guide: GuideCoverage, report: CoverageReport) -> list[int] | int:
    name = (guide.language, guide.key)
    published = (name in report.published) + (name in report.by_hand)
    done = [guide.words.translated, guide.segments.translated, published]
    odd = [int(bool(guide.refused)), *(getattr(guide.segments, each) for each in STATES[1:-1])]
    if any(odd):
        return [*done, *odd]
    return done if any(done) else 0


def _behind(
    report: CoverageReport, tags: Mapping[str, int], numbers: Mapping[str, int]
) -> list[_Row]:
    """Return [language, guide, words, 1 if by hand, since, causes, translation's last change]."""
    return [
        [
            tags[page.language],
            numbers[page.key],
            page.missing,
            int(page.is_by_hand),
            page.origin.shown if page.origin else "",
            page.told,
            page.revision.told,
        ]
        for page in report.behind[:_BEHIND]
        if page.language in tags and page.key in numbers
    ]


def _next_guides(
    report: CoverageReport, tags: Mapping[str, int], numbers: Mapping[str, int]
) -> list[list[_Row]]:
    """Return by language [guide, words lacking], the nearest first, and the number of all."""
    lists: list[list[_Row]] = [[] for _ in tags]
    for each in rank_guides(report.guides, report.published, report.publish_at):
        if each.language in tags and len(lists[tags[each.language]]) < _RANKED:
            lists[tags[each.language]].append([numbers[each.key], each.lacking])
    return lists


def _next_texts(report: CoverageReport, texts: _Numbers) -> list[list[_Row]]:
    """Return [text, guides, words] of the most wanted segments: of all languages, then by each."""
    languages = [name.tag for name in report.names]
    return [
        [
            [texts(shorten(gap.msgid)), gap.guides, gap.words]
            for gap in rank_gaps(report.gaps, wanted, _RANKED)
        ]
        for wanted in (languages, *([each] for each in languages))
    ]


def _findings(report: CoverageReport) -> tuple[list[_Row], list[int]]:
    """Return [severity, check, path, line, message], errors first, and the number of each."""
    order = list(Severity)
    counts = [0] * len(order)
    rows: list[_Row] = []
    for each in report.findings:
        severity = order.index(each.severity)
        counts[severity] += 1
        if counts[severity] <= _FINDINGS:
            message = shorten(each.message)
            rows.append([severity, each.check, each.path, each.line, message])
    return sorted(rows, key=lambda row: int(row[0])), counts


def _stale(report: CoverageReport, tags: Mapping[str, int], texts: _Numbers) -> list[_Row]:
    """Return [language, path, line, text, previous text, change, day] of what became stale."""
    stale = report.since.stale if report.since else ()
    return [
        [
            tags[each.language],
            each.path,
            each.line,
            texts(shorten(each.msgid)),
            texts(shorten(each.previous_msgid)),
            str(each.change),
            f"{each.changed:%Y-%m-%d}" if each.changed else "",
        ]
        for each in stale[:_STALE]
        if each.language in tags
    ]


def _gaps(  # what to show, how things are numbered, and how much room there is
    report: CoverageReport,
    tags: Mapping[str, int],
    numbers: Mapping[str, int],
    texts: _Numbers,
    sets: _Numbers,
    budget: int,
) -> dict[int, list[_Row]]:
    """Return by guide [text, line, set of languages without it, drafts], in document order.

    A draft is [language, text, state, change], or [..., "", fault] when it is quarantined.
    """
    chosen: dict[int, list[_Row]] = {}
    candidates = sorted(
        (each for guide in report.gaps for each in _candidates(guide, numbers)),
        key=lambda each: (each.rank, each.guide, each.gap.line),
    )
    for each in candidates:
        drafts = each.gap.drafts
        msgid = shorten(each.gap.msgid)
        said = (text for draft in drafts for text in (draft.msgstr, draft.fault) if text)
        new = [text for text in (msgid, *map(shorten, said)) if text not in texts]
        budget -= sum(map(_size, new)) + 24 + 40 * len(drafts)
        if budget < 0:
            break
        row = [
            texts(msgid),
            each.gap.line,
            sets(tuple(tags[language] for language in each.gap.untranslated)),
            [_draft(each.gap, draft, tags, texts) for draft in drafts],
        ]
        chosen.setdefault(each.guide, []).append(row)
    for rows in chosen.values():
        rows.sort(key=lambda row: row[1])
    return chosen


def _candidates(guide: GuideGaps, numbers: Mapping[str, int]) -> Iterator[_Candidate]:
    """Rank a guide's gaps by the best place that one has among those of any language."""
    if guide.key not in numbers:
        return
    places: Counter[str] = Counter()
    for gap in guide.gaps:
        yield _Candidate(min(places[each] for each in gap.languages), numbers[guide.key], gap)
        places.update(gap.languages)


def _draft(gap: Gap, draft: Draft, tags: Mapping[str, int], texts: _Numbers) -> _Row:
    previous = draft.previous_msgid
    change = "" if previous is None else str(classify_change(previous, gap.msgid))
    state = STATES.index(draft.state)
    row = [tags[draft.language], texts(shorten(draft.msgstr)), state, change]
    return [*row, texts(shorten(draft.fault))] if draft.fault else row


def _size(data: Any) -> int:
    """Return about how many bytes ``data`` takes, with the comma that follows it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # "<", ">" and "&" are written as escapes of six characters.
    escapes = text.count("<") + text.count(">") + text.count("&")
    return len(text.encode("utf-8", "replace")) + 5 * escapes + 1
