"""Coverage as Markdown, for a pull request's comment or a README."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from l10n.changes import Since, StaleSegment
from l10n.coverage import Counts, GuideCoverage, basis_of, list_refused
from l10n.guide import Severity
from l10n.priorities import NearGuide, rank_gaps, rank_guides
from l10n.reports.counted import counted
from l10n.reports.coverage.behind_markdown import behind_lines
from l10n.reports.coverage.quote import escape_markdown, more, quote_code
from l10n.reports.coverage.report import CoverageReport
from l10n.reports.coverage.states import bar_parts, used_signs
from l10n.reports.language_names import LanguageName

_BAR: Final = 10  # characters
_NOTHING: Final = "nothing to translate"
_LISTED: Final = 8
_STALE_LISTED: Final = 20


def render_coverage_markdown(report: CoverageReport) -> str:
    """Return headings, a table of the languages and lists of what to do next.

    Texts and names from the site are quoted so that nothing in them is markup, a mention or a
    link. Lists are short enough for a comment.
    """
    sections = [
        [f"## Translations of {escape_markdown(report.project)}"],
        list(_languages(report)),
        list(_refused(report.guides)),
        list(_since(report.since)) if report.since else [],
        list(_findings(report)),
        list(behind_lines(report.behind)),
        list(_next(report)),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _languages(report: CoverageReport) -> Iterator[str]:
    if not report.languages:
        yield "No language to translate into is configured yet."
        return
    points = (
        {each.now.language: each.points for each in report.since.deltas} if report.since else {}
    )
    signs = used_signs(each.segments for each in report.languages)[1:-1]
    by_hand = any(each.guides.by_hand for each in report.languages)
    heads = [
        *(["Change"] if points else []),
        *(each.word.capitalize() for each in signs),
        "Published",
        *(["By hand"] if by_hand else []),
        "Complete",
        "Guides",
    ]
    yield f"| Language | | Words | Translated | {' | '.join(heads)} |"
    yield f"| :-- | :-- | --: | --: |{' --: |' * len(heads)}"
    for name, each in zip(report.names, report.languages, strict=True):
        share = _NOTHING if each.percent is None else f"**{each.percent:.1f} %**"
        guides = each.guides
        cells = [
            *([f"{points[name.tag]:+.1f}"] if points else []),
            *(f"{getattr(each.words, sign.state):,}" for sign in signs),
            f"{guides.published:,}",
            *([f"{guides.by_hand:,}"] if by_hand else []),
            f"{guides.complete:,}",
            f"{guides.total:,}",
        ]
        yield (
            f"| {_name(name)} | {_bar(basis_of(each.segments, each.words))} "
            f"| {each.words.translated:,} of {each.words.total:,} | {share} "
            f"| {' | '.join(cells)} |"
        )
    if signs:
        yield ""
        yield f"{'; '.join(f'{each.sign} {each.legend}' for each in signs)}."


def _refused(guides: Iterable[GuideCoverage]) -> Iterator[str]:
    refused = list_refused(guides)
    if refused:
        yield "### Counted as not translated, for they cannot be read"
        yield ""
    for each in refused[:_LISTED]:
        tags = escape_markdown(", ".join(each.languages))
        yield f"- {quote_code(each.path)} ({tags}): {escape_markdown(each.reason)}"
    yield from more(len(refused) - _LISTED, "guide")


def _since(since: Since) -> Iterator[str]:
    where = f"{quote_code(since.revision)} ({since.date:%Y-%m-%d})"
    if not since.stale:
        yield f"Since {where} no translation has become stale."
        return
    yield f"### Newly stale since {where}"
    yield ""
    for stale in since.stale[:_STALE_LISTED]:
        yield _stale_line(stale)
    yield from more(len(since.stale) - _STALE_LISTED, "text")


def _stale_line(stale: StaleSegment) -> str:
    when = f", {stale.changed:%Y-%m-%d}" if stale.changed else ""
    return (
        f"- **{escape_markdown(stale.language)}** {quote_code(f'{stale.path}:{stale.line}')} "
        f"({stale.change}{when}): {quote_code(stale.msgid)}"
    )


def _findings(report: CoverageReport) -> Iterator[str]:
    counts = {
        severity: sum(finding.severity is severity for finding in report.findings)
        for severity in Severity
    }
    told = [f"{count:,} {_plural(severity, count)}" for severity, count in counts.items() if count]
    if told:
        yield f"Checks: {', '.join(told)}."


def _plural(severity: Severity, count: int) -> str:
    if severity is Severity.INFO:
        return "remark" if count == 1 else "remarks"
    return f"{severity}" if count == 1 else f"{severity}s"


def _next(report: CoverageReport) -> Iterator[str]:
    ranked = rank_guides(report.guides, report.published, report.publish_at)
    shown = 0
    for name in report.names:
        lines = list(_next_of(report, name, ranked))
        if lines:
            if not shown:
                yield "### What to translate next"
                yield ""
            shown += 1
            yield f"<details><summary>{_plain_name(name)}</summary>"
            yield ""
            yield from lines
            yield ""
            yield "</details>"


def _next_of(
    report: CoverageReport, name: LanguageName, ranked: Iterable[NearGuide]
) -> Iterator[str]:
    near = [each for each in ranked if each.language == name.tag]
    if near:
        yield "Guides nearest to being published:"
        yield ""
        for guide in near[:_LISTED]:
            yield f"- {quote_code(guide.key)}: {_lack(guide)}"
        yield from more(len(near) - _LISTED, "guide")
        yield ""
    shared = rank_gaps(report.gaps, [name.tag], _LISTED)
    if shared:
        yield "Texts that most guides gain from:"
        yield ""
        for gap in shared:
            yield f"- {counted(gap.guides, 'guide')}: {quote_code(gap.msgid)}"


def _lack(guide: NearGuide) -> str:
    if not guide.lacking:
        return "ready, run l10n merge"
    return counted(guide.lacking, "more word")


def _name(name: LanguageName) -> str:
    tag = quote_code(name.tag)
    return tag if name.english == name.tag else f"{escape_markdown(name.english)} {tag}"


def _plain_name(name: LanguageName) -> str:
    """Return a name for where Markdown is not read, within HTML."""
    both = name.tag if name.english == name.tag else f"{name.english} ({name.tag})"
    return escape_markdown(both)


def _bar(counts: Counts) -> str:
    """Return a bar that is full only when everything is translated."""
    return "".join(sign.sign * size for sign, size in bar_parts(counts, _BAR))
