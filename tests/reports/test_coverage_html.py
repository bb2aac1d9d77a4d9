"""The coverage page as text: its size, its policy and its data; the rest is seen in a browser."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from l10n.coverage import Counts, GuideCoverage, unread_guide
from l10n.gaps import Draft, Gap, GuideGaps
from l10n.reports.coverage.html import render_coverage_html
from l10n.reports.coverage.page_data import page_data
from l10n.reports.rendering import script_json
from tests.coverage_reports import HOSTILE, build_report, cover, hostile_report, small_report


def data_of(html: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_same_report_gives_the_same_page() -> None:
    assert render_coverage_html(small_report()) == render_coverage_html(small_report())


def test_nothing_is_loaded_from_elsewhere() -> None:
    html = render_coverage_html(small_report())
    links = re.findall(r'(?:src|href|action|srcset)="([^"]*)"', html)
    assert [link for link in links if not link.startswith(("#", "data:"))] == []
    assert re.findall(r"@import|url\(|fetch\(|https?://", html) == []


def test_the_policy_allows_exactly_the_pages_own_script_and_style() -> None:
    html = render_coverage_html(small_report())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    for tag in ("script", "style"):
        (own,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = b64encode(sha256(own.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy[1].replace("'", "&#39;")
    assert "default-src" in policy[1]
    assert "unsafe" not in policy[1]
    assert " style=" not in html.partition("<script>")[0]


def test_hostile_texts_come_out_of_the_data_as_they_went_in() -> None:
    html = render_coverage_html(hostile_report())
    assert HOSTILE not in html
    assert html.count("<script") == html.count("</script") == 2
    assert "<img" not in html
    assert HOSTILE in data_of(html)["texts"]


@given(st.text() | st.text("<>&!-/scriptSCRIPT\u2028\\\"'"))
def test_any_text_passes_through_a_script(text: str) -> None:
    written = str(script_json([text]))
    assert json.loads(written) == [text]
    assert not set("<>&\u2028\u2029") & set(written)


def test_half_a_surrogate_pair_is_no_fault() -> None:
    assert json.loads(str(script_json(["a\ud800"]))) == ["a?"]
    guides = (GuideCoverage("a\ud800", "content/en/a.md", "es"),)
    render_coverage_html(build_report(guides)).encode()


def test_every_language_and_guide_gets_its_share_of_what_fits() -> None:
    long = "word " * 40
    guides, gaps = [], []
    for number in range(300):
        key = f"g{number}"
        guides += [cover(key, f"{key}.md", each, 0, 0, 90) for each in ("es", "ar")]
        own = [
            # Spanish lacks all of it, Arabic the end only.
            Gap(
                f"{number} {line} {long}", None, line, line, 40, ("es", "ar")[: 1 + (line > 80)], ()
            )
            for line in range(1, 91)
        ]
        gaps.append(GuideGaps(key, f"content/en/{key}.md", "", tuple(own)))
    report = build_report(tuple(guides), tuple(gaps))
    data = page_data(report)
    size = len(str(script_json(data)).encode())
    assert 2_200_000 < size < 2_500_000
    shown = data["gaps"]
    assert len(shown) == 300
    assert max(map(len, shown.values())) - min(map(len, shown.values())) <= 1
    for rows in shown.values():
        lines = [line for _, line, _, _ in rows]
        assert lines == sorted(lines)
        assert {1, 2, 81, 82} <= set(lines)
    assert {guide[6] for guide in data["guides"]} == {90}


def test_names_are_shown_in_their_direction() -> None:
    html = render_coverage_html(small_report())
    assert '<bdi class="own" lang="ar" dir="rtl">العربية</bdi>' in html
    assert '<bdi class="own" lang="es" dir="ltr">Español</bdi>' in html


def test_what_is_quarantined_refused_or_nothing_is_in_the_page() -> None:
    held = GuideCoverage(
        "a", "content/en/a.md", "es", Counts(4, 1, 1, 1, 1), Counts(40, 10, 5, 5, 20)
    )
    lost = unread_guide("b", "content/en/b.md", "es", 10, f"content/en/b.md:2: {HOSTILE}")
    empty = GuideCoverage("c", "content/en/c.md", "es")
    gap = Gap(
        "Pay.",
        None,
        3,
        3,
        1,
        (),
        (Draft("es", "Pague.", "quarantined", fault="the link is missing"),),
    )
    gaps = (GuideGaps("a", held.path, "A", (gap,)),)
    html = render_coverage_html(build_report((held, lost, empty), gaps))
    assert HOSTILE not in html
    assert "10 of 50 words, 5 fuzzy, 20 quarantined" in html
    assert re.search(r'class="quarantined" x="30" width="40"', html)
    assert "Counted as not translated, for they cannot be read</h3>" in html
    assert '<span class="under">nothing to translate</span>' in html
    data = data_of(html)
    assert [row[5][0] for row in data["guides"]] == [
        [10, 1, 0, 0, 0, 1, 0, 0, 1],
        [0, 0, 0, 1, 0, 0, 0, 0, 0],
        0,
    ]
    ((_, _, _, [[language, msgstr, state, change, fault]]),) = data["gaps"]["0"]
    assert (language, change) == (0, "")
    assert data["states"][state][0] == "quarantined"
    assert [data["texts"][each] for each in (msgstr, fault)] == ["Pague.", "the link is missing"]
