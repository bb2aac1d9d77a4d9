"""What an engine wrote, for a pull request."""

from __future__ import annotations

from l10n.reports.translated_markdown import Written, render_translated_markdown

BUS = Written("es", "en/bus.md", "es/bus.md", "locales/es/bus.po", 3, 1_200)
TAX = Written("es", "en/tax.md", "es/tax.md", "po/es/tax.po", 2, 9, doubts=1, refused=1)
WAY = Written("pt-BR", "en/a`b.md", "pt/a`b.md", "locales/pt/a`b.po", 1, 5)


def test_what_was_written_is_said_by_language_and_page() -> None:
    assert (
        render_translated_markdown("gpt", [BUS, TAX, WAY], ["In all, it was cheap."])
        == """\
## Machine translation by `gpt`

| Language | Pages | Texts | Words | Doubtful | Refused |
| :-- | --: | --: | --: | --: | --: |
| Spanish `es` | 2 | 5 | 1,209 | 1 | 1 |
| Portuguese (Brazil) `pt-BR` | 1 | 1 | 5 | 0 | 0 |

Pages to look at:

- `es/tax.md`, from `en/tax.md`: 2 texts, 9 words, **1 doubtful**, **1 refused** (`po/es/tax.po`)
- `es/bus.md`, from `en/bus.md`: 3 texts, 1,200 words (`locales/es/bus.po`)
- ``pt/a`b.md``, from ``en/a`b.md``: 1 text, 5 words (``locales/pt/a`b.po``)

In all, it was cheap.
"""
    )


def test_nothing_to_say_is_said() -> None:
    assert render_translated_markdown("gpt", [], []) == (
        "## Machine translation by `gpt`\n\nNothing was translated.\n"
    )


def test_a_long_list_is_cut() -> None:
    many = [BUS._replace(page=f"es/{number}.md", words=number) for number in range(100)]
    report = render_translated_markdown("gpt", many, [])
    assert report.endswith("- and 40 more\n")
    assert "`es/99.md`" in report
    assert "`es/39.md`" not in report
