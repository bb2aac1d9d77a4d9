"""Coverage as Markdown: what it says, and that no text of the site means anything in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from l10n.behind import NEW, BehindPage, Lack, Origin
from l10n.coverage import Counts, GuideCoverage, unread_guide
from l10n.gaps import Gap
from l10n.reports.coverage.behind_markdown import behind_lines
from l10n.reports.coverage.markdown import render_coverage_markdown
from l10n.reports.coverage.quote import escape_markdown, quote_code
from tests.coverage_reports import (
    HOSTILE,
    MADE,
    build_report,
    hostile_report,
    large_report,
    small_report,
)

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def test_no_languages() -> None:
    assert render_coverage_markdown(build_report(languages=())) == (
        "## Translations of Small guides\n\nNo language to translate into is configured yet.\n"
    )


def test_the_whole() -> None:
    assert (
        render_coverage_markdown(small_report())
        == """\
## Translations of Small guides

| Language | | Words | Translated | Change | Fuzzy | Published | Complete | Guides |
| :-- | :-- | --: | --: | --: | --: | --: | --: | --: |
| Spanish `es` | █████░░░░░ | 24 of 44 | **54.5 %** | -45.5 | 0 | 1 | 1 | 4 |
| Arabic `ar` | █████▒▒░░░ | 20 of 34 | **58.8 %** | -41.2 | 4 | 1 | 0 | 3 |
| Japanese `ja` | ░░░░░░░░░░ | 0 of 28 | **0.0 %** | -100.0 | 0 | 0 | 0 | 2 |

▒ fuzzy: the source changed.

### Newly stale since `v1.0` (2026-03-09)

- **ar** `content/en/bus.md:12` (number, date or price, 2026-03-09): `Pay 40 USD.`

Checks: 1 error, 2 warnings.

### Pages that fell behind

- **ar**: 1 page, 2 words; start with `peru-visa`

| Language | Page | Words | Since | By | Texts |
| :-- | :-- | --: | :-- | :-- | :-- |
| `ar` | `peru-visa` | 2 |  |  |  |

### What to translate next

<details><summary>Spanish (es)</summary>

Guides nearest to being published:

- `peru-visa`: 2 more words
- `peru-tax`: 3 more words
- `chile-card`: 8 more words

Texts that most guides gain from:

- 3 guides: `Keep the **receipt**.`

</details>
<details><summary>Arabic (ar)</summary>

Guides nearest to being published:

- `bus`: 5 more words
- `peru-tax`: 5 more words

Texts that most guides gain from:

- 1 guide: `Pay 40 USD.`

</details>
<details><summary>Japanese (ja)</summary>

Guides nearest to being published:

- `bus`: 7 more words
- `peru-visa`: 16 more words

Texts that most guides gain from:

- 3 guides: `Keep the **receipt**.`
- 1 guide: `Pay 40 USD.`

</details>
"""
    )


def test_hostile_texts_stay_texts() -> None:
    text = render_coverage_markdown(hostile_report())
    html = MARKDOWN.render(text)
    assert not re.findall(r"<(?!/?(?:h[23]|t\w+|p|ul|li|strong|code|details|summary)[ >])", html)
    assert "&lt;/script&gt;&lt;img src=x" in html
    assert "href" not in html
    # What GitHub makes a mention of is a mention outside of code only.
    assert "@all" not in re.sub(r"(`+).*?\1", "", text)


def test_a_large_site_fits_in_a_comment() -> None:
    assert len(render_coverage_markdown(large_report(1_100, 9))) < 60_000  # GitHub: 65,536


@given(st.text() | st.text("`|<\\ \n"))
def test_a_quoted_text_is_one_code_span(text: str) -> None:
    (paragraph,) = [each for each in MARKDOWN.parse(f"a {quote_code(text)}") if each.children]
    assert [child.type for child in paragraph.children or ()] == ["text", "code_inline"]


@given(st.text("*_[]()<>&`~#|!\\@:/.ab\n "))
def test_an_escaped_text_is_only_text(text: str) -> None:
    tokens = MARKDOWN.parseInline(f"a{escape_markdown(text)}")[0].children or ()
    assert {child.type for child in tokens} <= {"text", "text_special"}
    assert "".join(child.content for child in tokens) == "a" + " ".join(text.split())


@pytest.mark.parametrize("text", [HOSTILE, "x" * 500])
def test_long_texts_are_cut(text: str) -> None:
    assert len(quote_code(text)) <= 95


def test_what_is_quarantined_refused_or_nothing_is_said() -> None:
    held = GuideCoverage(
        "a", "content/en/a.md", "es", Counts(4, 1, 1, 1, 1), Counts(40, 10, 5, 5, 20)
    )
    lost = unread_guide("b", "content/en/b.md", "es", 10, "content/en/b.md:2: `not` YAML")
    text = render_coverage_markdown(build_report((held, lost)))
    assert (
        text.partition("### What")[0]
        == """\
## Translations of Small guides

| Language | | Words | Translated | Fuzzy | Quarantined | Published | Complete | Guides |
| :-- | :-- | --: | --: | --: | --: | --: | --: | --: |
| Spanish `es` | ██▒▚▚▚▚░░░ | 10 of 50 | **20.0 %** | 5 | 20 | 0 | 0 | 2 |
| Arabic `ar` |  | 0 of 0 | nothing to translate | 0 | 0 | 0 | 0 | 0 |

▒ fuzzy: the source changed; ▚ quarantined: not published.

### Counted as not translated, for they cannot be read

- `content/en/b.md` (es): content&#47;en&#47;b&#46;md&#58;2&#58; &#96;not&#96; YAML

"""
    )
    assert "`b`" not in text


def test_pages_behind_are_dated_and_quoted() -> None:
    gap = Gap(HOSTILE, None, 3, 3, 2, ("es",), ())
    origin = Origin("0123456789abcdef", MADE, "@bo | [x](y)")
    words = Counts(9, 3, 0, 6)
    pages = (
        BehindPage("es", "a|b", "content/en/a.md", True, words, (Lack(gap, NEW, "", origin),)),
        *(BehindPage("es", f"k{each}", "x", False, words) for each in range(12)),
    )
    text = "\n".join(behind_lines(pages))
    row = (
        "| `es` | `a\\|b` (by hand) | 6 | 2026-03-09 | `0123456789` &#64;bo &#124; "
        "&#91;x&#93;(y) | 1 new |"
    )
    assert row in text
    assert "- **es**: 13 pages, 78 words; start with `a|b`" in text
    assert text.endswith("\n\n- and 1 more page")
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<tr>") == 13
    assert html.count("<td") == 12 * 6
