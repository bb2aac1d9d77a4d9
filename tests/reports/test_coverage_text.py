"""Coverage as text: what it looks like, and that it fits."""

from __future__ import annotations

import re
import unicodedata

import pytest

from l10n.coverage import Counts, GuideCoverage, GuideTotals, LanguageCoverage, unread_guide
from l10n.reports.coverage.text import (
    render_coverage_text,
    render_guides_text,
    render_refused_text,
)
from l10n.words import RULE

LANGUAGES = (
    LanguageCoverage(
        "es", GuideTotals(11, 8, 9), Counts(300, 250, 10, 40), Counts(14_820, 12_345, 800, 1675)
    ),
    LanguageCoverage("pt-BR", GuideTotals(11, 11, 11), Counts(300, 300), Counts(14_820, 14_820)),
    LanguageCoverage(
        "zh-Hant", GuideTotals(1100, 790, 812), Counts(9), Counts(1_234_567, 1_234_566, 0, 1)
    ),
    LanguageCoverage("ar"),
)
NAMES = {"es": "Spanish", "pt-BR": "Portuguese (Brazil)", "zh-Hant": "繁體中文"}
GUIDES = (
    GuideCoverage("peru-health-care", "en/a.md", "es", Counts(4, 2, 1, 1), Counts(40, 20, 10, 10)),
    GuideCoverage("visa", "en/b.md", "zh-Hant", Counts(1, 0, 0, 1), Counts(3, 0, 0, 3)),
)


def cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def table(text: str) -> str:
    return text.split("\n\n")[0]


def test_no_rows_give_no_text() -> None:
    assert render_coverage_text((), names={}) == ""
    assert render_guides_text(()) == ""


def test_languages() -> None:
    assert (
        table(render_coverage_text(LANGUAGES, names=NAMES))
        == """\
language                                                    words         guides
es       Spanish         ████████░░   83.2 %        12,345/14,820         9/8/11
pt-BR    Portuguese (B…  ██████████  100.0 %        14,820/14,820       11/11/11
zh-Hant  繁體中文        █████████░   99.9 %  1,234,566/1,234,567  812/790/1,100
ar                                         -                    -          0/0/0"""
    )


def test_guides() -> None:
    assert (
        table(render_guides_text(GUIDES))
        == """\
guide                                                               words  texts
es       peru-health-care  ███████████████▒▒▒▒▒▒▒▒░░░░░░░░  50.0 %  20/40    2/4
zh-Hant  visa              ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░   0.0 %    0/3    0/1"""
    )


def test_the_rule_and_the_columns_are_explained() -> None:
    footer = " ".join(render_coverage_text(LANGUAGES, names=NAMES).split("\n\n")[1].split())
    assert RULE in footer
    assert (
        "█ translated ▒ fuzzy: the source changed ░ untranslated - nothing to translate; "
        "guides: published/complete/all" in footer
    )


@pytest.mark.parametrize("width", [70, 80, 81, 120, 200])
def test_every_line_fits_and_columns_stand_below_each_other(width: int) -> None:
    for text in (
        render_coverage_text(LANGUAGES, names=NAMES, width=width),
        render_guides_text(GUIDES, width=width),
    ):
        assert all(cells(line) <= width for line in text.splitlines())
        assert len({cells(line) for line in table(text).splitlines()}) == 1
        assert text.endswith(".\n")


def test_a_terminal_that_is_too_narrow_is_no_fault() -> None:
    lines = table(render_coverage_text(LANGUAGES, names=NAMES, width=1)).splitlines()
    assert len(lines) == 1 + len(LANGUAGES)


def test_only_what_is_complete_has_a_full_bar() -> None:
    lines = table(render_coverage_text(LANGUAGES, names=NAMES)).splitlines()[1:]
    assert ["░" in line or "▒" in line for line in lines] == [True, False, True, False]
    assert "99.9 %" in lines[2]


def test_colours_take_no_place() -> None:
    plain = render_coverage_text(LANGUAGES, names=NAMES)
    coloured = render_coverage_text(LANGUAGES, names=NAMES, colour=True)
    assert "\x1b" not in plain
    assert coloured != plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


def test_a_name_cannot_move_the_cursor() -> None:
    text = render_coverage_text(LANGUAGES[:1], names={"es": "S\x1b[2J\r\n"})
    assert "S?[2J??" in text


def test_marks_take_no_cell() -> None:
    text = render_coverage_text(LANGUAGES, names={"es": "Espan\u0303ol", "ar": "Arabic"})
    _, es, *_, ar = table(text).splitlines()
    assert len(es) == len(ar) + 1


HELD = (
    LanguageCoverage(
        "es", GuideTotals(11, 8, 9, 2), Counts(4, 1, 1, 1, 1), Counts(40, 10, 5, 5, 20)
    ),
    LanguageCoverage("pt", GuideTotals(11, 0, 0), Counts(4, 0, 0, 4), Counts(40, 0, 0, 40)),
    LanguageCoverage("de"),
)


def test_what_is_quarantined_has_a_column_where_there_is_any() -> None:
    text = render_coverage_text(HELD, names=NAMES, width=76)
    assert (
        table(text)
        == """\
language                                      words  quarantined      guides
es  Spanish  █████▒▒▒▚▚▚▚▚▚▚▚▚▚▚▚░░░  25.0 %  10/40           20  9 (2)/8/11
pt           ░░░░░░░░░░░░░░░░░░░░░░░   0.0 %   0/40            0      0/0/11
de                                         -      -            0       0/0/0"""
    )
    footer = " ".join(text.split("\n\n")[1].split())
    assert "▒ fuzzy: the source changed ▚ quarantined: not published ░ untranslated -" in footer
    assert "guides: published (by hand)/complete/all" in footer
    assert "\x1b[31m▚" in render_coverage_text(HELD, names=NAMES, colour=True)


def test_what_cannot_be_read_is_listed_with_its_languages() -> None:
    def lost(number: int, language: str) -> GuideCoverage:
        path = f"en/{number}\x1b.md"
        return unread_guide(f"{number}", path, language, 5, f"{path}:2: not YAML")

    guides = [lost(number, language) for number in range(12) for language in ("es", "pt")]
    lines = render_refused_text(guides, verbose=False).splitlines()
    assert lines[0] == "Counted as not translated, for they cannot be read:"
    assert lines[1] == "  en/0?.md (es, pt): en/0?.md:2: not YAML"
    assert len(lines) == 12
    assert lines[-1] == "  ... and 2 more; -v lists them"
    assert len(render_refused_text(guides, verbose=True).splitlines()) == 13
