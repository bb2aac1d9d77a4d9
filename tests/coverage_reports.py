"""Coverage reports that no site stands behind: small, hostile and large ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from l10n.behind import Origin, Pages, find_behind
from l10n.changes import Change, Delta, Since, StaleSegment
from l10n.coverage import STATES, Counts, GuideCoverage, LanguageCoverage, add_up, sum_languages
from l10n.gaps import Draft, Gap, GuideGaps, Revision
from l10n.guide import Finding, Severity
from l10n.reports.coverage.report import CoverageReport
from l10n.reports.language_names import name_language

HOSTILE = "</script><img src=x onerror=alert(1)><!--<script>\u2028`{{7*7}}` @all [x](javascript:1)"
MADE = datetime(2026, 3, 9, 14, 5, tzinfo=UTC)
FOURTEEN = (
    "es",
    "pt-BR",
    "de",
    "it",
    "fr",
    "pl",
    "ar",
    "he",
    "fa",
    "ja",
    "zh-Hant",
    "ru",
    "el",
    "sv",
)


def build_report(
    guides: tuple[GuideCoverage, ...] = (),
    gaps: tuple[GuideGaps, ...] = (),
    languages: tuple[str, ...] = ("es", "ar"),
    published: frozenset[tuple[str, str]] = frozenset(),
    findings: tuple[Finding, ...] = (),
    since: Since | None = None,
    by_hand: frozenset[tuple[str, str]] = frozenset(),
) -> CoverageReport:
    """Return a report whose totals follow from its guides."""
    return CoverageReport(
        project="Small guides",
        source=name_language("en"),
        folder="content/en",
        names=tuple(map(name_language, languages)),
        languages=sum_languages(languages, guides, published, by_hand),
        guides=guides,
        gaps=gaps,
        behind=find_behind(guides, gaps, Pages(published, by_hand)),
        published=published,
        by_hand=by_hand,
        publish_at=80,
        findings=findings,
        made=MADE,
        since=since,
    )


def cover(key: str, path: str, language: str, done: int, fuzzy: int, total: int) -> GuideCoverage:
    """Return a guide of ``total`` segments of two words each."""
    counts = Counts(total, done, fuzzy, total - done - fuzzy)
    return GuideCoverage(key, f"content/en/{path}", language, counts, add_up((counts, counts)))


def small_report() -> CoverageReport:
    """Return four guides in three languages, with something of everything."""
    es, ar, ja = "es", "ar", "ja"
    guides = (
        cover("bus", "bus.md", es, 4, 0, 4),
        cover("bus", "bus.md", ar, 1, 1, 4),
        cover("bus", "bus.md", ja, 0, 0, 4),
        cover("peru-visa", "peru/visa.md", es, 7, 0, 10),
        cover("peru-visa", "peru/visa.md", ar, 9, 1, 10),
        cover("peru-visa", "peru/visa.md", ja, 0, 0, 10),
        cover("peru-tax", "peru/tax.md", es, 1, 0, 3),
        cover("peru-tax", "peru/tax.md", ar, 0, 0, 3),
        cover("chile-card", "chile/card.md", es, 0, 0, 5),
    )
    fee = Gap(
        "Pay 40 USD.",
        None,
        12,
        12,
        3,
        (ja,),
        (Draft(ar, "ادفع 30 دولارًا.", previous_msgid="Pay 30 USD."),),
    )
    receipt = Gap("Keep the **receipt**.", None, 20, 21, 3, (es, ja), ())
    gaps = (
        GuideGaps("bus", "content/en/bus.md", "Búses & trams", (fee, receipt)),
        GuideGaps("peru-visa", "content/en/peru/visa.md", "Visas for Peru", (receipt,)),
        GuideGaps("peru-tax", "content/en/peru/tax.md", "", (receipt,)),
        GuideGaps("chile-card", "content/en/chile/card.md", "Identity cards", ()),
    )
    findings = (
        Finding(
            "numbers", Severity.ERROR, "locales/ar/bus.po", 12, "the price is not the source's"
        ),
        Finding("quotes", Severity.WARNING, "locales/es/bus.po", 4, "close the quote"),
        Finding("quotes", Severity.WARNING, "locales/es/peru-visa.po", 9, "close the quote"),
    )
    report = build_report(
        guides, gaps, (es, ar, ja), frozenset([(es, "bus"), (ar, "peru-visa")]), findings
    )
    stale = StaleSegment(
        ar, "bus", "content/en/bus.md", 12, fee.msgid, None, "Pay 30 USD.", Change.NUMBER, MADE
    )
    whole = Counts(1, 1)
    before = tuple(
        LanguageCoverage(each.language, segments=whole, words=whole) for each in report.languages
    )
    deltas = tuple(Delta(then, now) for then, now in zip(before, report.languages, strict=True))
    return replace(report, since=Since("v1.0", "abc1234", MADE, deltas, (stale,)))


def hostile_report() -> CoverageReport:
    """Return a report in which every text is an attack."""
    gap = Gap(
        HOSTILE, None, 1, 1, 3, ("es",), (Draft("ar", HOSTILE, previous_msgid=HOSTILE + "1"),)
    )
    path = f"content/en/{HOSTILE}.md"
    guide = cover("k", "x", "es", 0, 0, 1)._replace(key=HOSTILE, path=path)
    stale = StaleSegment("es", HOSTILE, path, 1, HOSTILE, None, HOSTILE + "2", Change.WORDING)
    report = build_report(
        (guide, guide._replace(language="ar")),
        (GuideGaps(HOSTILE, path, HOSTILE, (gap,)),),
        findings=(Finding(HOSTILE, Severity.ERROR, path, 1, HOSTILE),),
    )
    names = tuple(replace(name, english=HOSTILE, own=HOSTILE) for name in report.names)
    deltas = tuple(Delta(each, each) for each in report.languages)
    since = Since(HOSTILE, HOSTILE, MADE, deltas, (stale,))
    source = replace(report.source, english=HOSTILE)
    return replace(report, project=HOSTILE, names=names, source=source, since=since)


def full_report(languages: tuple[str, ...]) -> CoverageReport:
    """Return a report with something in every part of the page, for each language."""
    coverages: list[GuideCoverage] = []
    left: list[GuideGaps] = []
    for number in range(9):
        key = f"country-{number % 3}-guide-{number}"
        path = f"content/en/country-{number % 3}/guide_{number}.md"
        for position, language in enumerate(languages):
            kinds = [(number + position + each) % 3 for each in range(5)]
            done = 0 if number == 8 else 30 - sum(kinds)
            counts = Counts(30, done, kinds[0], 30 - done - sum(kinds), *kinds[1:])
            words = add_up((counts,) * 7)
            coverages.append(GuideCoverage(key, path, language, counts, words))
        drafts = tuple(
            Draft(language, "Un texto", state, "Pay 30 USD.", "a link is missing" * is_held)
            for language in languages
            for state in STATES[1:-1]
            if (is_held := state == "quarantined") or number % 2
        )
        gaps = (
            Gap("Pay 40 USD at [the bank](1).", None, 7, 7, 6, (), drafts),
            Gap("Keep the **receipt**.", None, 9, 9, 3, languages, ()),
        )
        revisions = tuple(Revision(each, "Ana Ríos", "2026-02-01") for each in languages)
        left.append(GuideGaps(key, path, f"Certificate {number}", gaps, revisions))
    names = [(each.language, each.key) for each in coverages]
    published = frozenset(name for name in names if not name[1].endswith(("7", "8")))
    by_hand = frozenset(name for name in published if name[1].endswith(("2", "5")))
    small = small_report()
    report = build_report(
        tuple(coverages), tuple(left), languages, published, small.findings, None, by_hand
    )
    origin = Origin("0123456789abcdef", MADE, "Bo")
    behind = tuple(
        replace(each, lacks=tuple(lack._replace(origin=origin) for lack in each.lacks))
        for each in report.behind
    )
    stale = StaleSegment(
        languages[0], "k", "content/en/k.md", 7, "Pay 40.", None, "Pay 30.", Change.NUMBER, MADE
    )
    deltas = tuple(Delta(each, each) for each in report.languages)
    since = Since("v1.0", "abc1234", MADE, deltas, (stale,))
    return replace(report, behind=behind, since=since)


def large_report(guides: int = 1_100, segments: int = 60) -> CoverageReport:
    """Return a site as large as the largest known: a tenth of it is fuzzy, half is missing."""
    coverages: list[GuideCoverage] = []
    left: list[GuideGaps] = []
    for number in range(guides):
        key, path = (
            f"country-{number % 40}-guide-{number}",
            f"country-{number % 40}/guide_{number}.md",
        )
        for position, language in enumerate(FOURTEEN):
            done = min(segments, (number * 7 + position * 5) % (segments + 10))
            fuzzy = min(segments - done, segments // 10)
            coverages.append(cover(key, path, language, done, fuzzy, segments))
        gaps = tuple(_large_gap(number, position) for position in range(segments // 3, segments))
        title = f"How to obtain certificate number {number} in country {number % 40}"
        left.append(GuideGaps(key, f"content/en/{path}", title, gaps))
    findings = tuple(
        Finding(
            f"check-{number % 12}",
            list(Severity)[number % 3],
            f"locales/es/{number}.po",
            7,
            "x" * 80,
        )
        for number in range(5_000)
    )
    published = frozenset((each.language, each.key) for each in coverages if each.percent >= 80)
    return build_report(tuple(coverages), tuple(left), FOURTEEN, published, findings)


def _large_gap(guide: int, position: int) -> Gap:
    shared = position % 4 == 0
    msgid = (
        f"What number {position} is good for?"
        if shared
        else f"In office {guide}, desk {position}, hand in the form, a copy of your passport and "
        "the receipt of the fee; they stamp it, keep the copy and give you a date to come back."
    )
    drafts = (
        Draft("ar", f"ترجمة {guide} {position}: " + "نص طويل " * 9, previous_msgid=msgid + " Old."),
    )
    return Gap(
        msgid,
        None,
        position * 3,
        position * 3,
        30,
        FOURTEEN[:5],
        drafts if position % 5 == 0 else (),
    )
