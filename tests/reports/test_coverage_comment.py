"""The comment on a pull request: what it says, and that no text in it means anything."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it import MarkdownIt

from l10n.reports.coverage.comment import render_comment
from tests.coverage_reports import hostile_report, small_report


def test_nothing_became_stale() -> None:
    report = small_report()
    assert report.since
    same = tuple(replace(each, before=each.now) for each in report.since.deltas)
    told = render_comment(replace(report.since, deltas=same, stale=()), report.names)
    assert told.partition("\n\n")[2] == (
        "This change makes no translation stale and adds nothing to translate.\n"
    )


def test_the_whole() -> None:
    report = small_report()
    assert report.since
    assert (
        render_comment(report.since, report.names)
        == """\
### Translations

This change makes the translations of 1 text in 1 language stale: they have to be looked at again.

| Language | Made stale | To translate, in words |
| :-- | --: | --: |
| Spanish `es` | – | 0 → 20 |
| Arabic `ar` | 3 words in 1 page | 0 → 14 |
| Japanese `ja` | – | 0 → 28 |

<details><summary>1 text</summary>

- `content/en/bus.md:12` (number, date or price; ar): `Pay 40 USD.`

</details>
"""
    )


def test_texts_are_listed_once_and_not_without_end() -> None:
    report = small_report()
    assert report.since
    (stale,) = report.since.stale
    many = [replace(stale, line=line) for line in range(40)]
    both = (*many, *(replace(each, language="es") for each in many))
    told = render_comment(replace(report.since, stale=both), report.names)
    assert "40 texts in 2 languages" in told
    assert told.count("(number, date or price; ar, es)") == 30
    assert "- and 10 more texts\n" in told


def test_no_text_of_the_site_means_anything() -> None:
    report = hostile_report()
    assert report.since
    text = render_comment(report.since, report.names)
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert not re.findall(r"<(?!/?(?:h3|t\w+|p|ul|li|code|details|summary)[ >])", html)
    assert "&lt;/script&gt;&lt;img src=x" in html
    assert "href" not in html
    assert "@all" not in re.sub(r"(`+).*?\1", "", text)
