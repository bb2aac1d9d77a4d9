"""Badges: well-formed, readable by machines, and no place for a script."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.coverage import Counts, GuideTotals, LanguageCoverage
from l10n.reports.coverage.badge import render_badge_svg
from l10n.reports.language_names import LanguageName, name_language
from tests.coverage_reports import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
SPANISH = name_language("es")


def coverage(translated: int, total: int = 1_000) -> LanguageCoverage:
    counts = Counts(total, translated, 0, total - translated)
    return LanguageCoverage("es", segments=counts, words=counts)


def texts(badge: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(badge).iter(f"{SVG}text")]


def colour(badge: str) -> str:
    return list(ElementTree.fromstring(badge).iter(f"{SVG}rect"))[2].get("fill", "")


def test_what_it_says() -> None:
    badge = render_badge_svg(coverage(837), SPANISH)
    root = ElementTree.fromstring(badge)
    assert texts(badge) == ["Spanish", "83\u202f%"]
    assert root.findtext(f"{SVG}title") == "Spanish: 83 % translated"
    assert root.findtext(f"{SVG}desc") == "Spanish: 837 of 1,000 words translated"
    assert root.get("role") == "img"
    assert badge.endswith("</svg>\n")


def test_only_all_is_a_hundred() -> None:
    assert texts(render_badge_svg(coverage(999), SPANISH))[1] == "99\u202f%"
    assert texts(render_badge_svg(coverage(1_000), SPANISH))[1] == "100\u202f%"


def light(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def test_white_stands_out_on_each_colour() -> None:
    colours = {colour(render_badge_svg(coverage(done), SPANISH)) for done in range(0, 1_001, 10)}
    assert len(colours) == 4
    for each in (*colours, "#3b434b"):
        assert 1.05 / (light(each) + 0.05) >= 4.5


@pytest.mark.parametrize("tag", ["es", "zh-Hant", "ar", "pt-BR", "x-pig", "nb"])
def test_it_is_as_wide_as_its_parts(tag: str) -> None:
    root = ElementTree.fromstring(render_badge_svg(coverage(5), name_language(tag)))
    _, label, value, *_ = root.iter(f"{SVG}rect")
    assert int(root.get("width", "")) == int(label.get("width", "")) + int(value.get("width", ""))
    assert int(value.get("x", "")) == int(label.get("width", ""))


@given(st.text() | st.just(HOSTILE))
def test_any_name_stays_text(name: str) -> None:
    names = replace(SPANISH, english=name)
    badge = render_badge_svg(coverage(5), names)
    root = ElementTree.fromstring(badge)
    allowed = {f"{SVG}{each}" for each in ("svg", "title", "desc", "clipPath", "rect", "g", "text")}
    assert {element.tag for element in root.iter()} <= allowed
    assert not any(attribute.startswith("on") for each in root.iter() for attribute in each.attrib)


def test_names_and_directions() -> None:
    assert name_language("ar") == LanguageName("ar", "Arabic", "العربية", "rtl")
    assert name_language("pt-BR").english == "Portuguese (Brazil)"
    assert name_language("es").own == "Español"
    assert [name_language(tag).direction for tag in ("uz-Arab", "az", "he", "ks-Deva")] == [
        "rtl",
        "ltr",
        "rtl",
        "ltr",
    ]
    assert name_language("x-pig") == LanguageName("x-pig", "x-pig", "x-pig", "ltr")


def test_nothing_to_translate_is_said_in_a_colour_of_its_own() -> None:
    badge = render_badge_svg(LanguageCoverage("es"), SPANISH)
    root = ElementTree.fromstring(badge)
    assert texts(badge) == ["Spanish", "nothing to translate"]
    assert root.findtext(f"{SVG}title") == "Spanish: nothing to translate"
    assert "100" not in badge
    assert colour(badge) not in {
        colour(render_badge_svg(coverage(done), SPANISH)) for done in range(0, 1_001, 100)
    }
    assert 1.05 / (light(colour(badge)) + 0.05) >= 4.5


def test_what_is_not_translated_for_a_reason_is_described() -> None:
    words = Counts(20, 5, 0, 5, 10)
    each = LanguageCoverage("es", GuideTotals(3, refused=2), Counts(4, 1, 0, 1, 2), words)
    root = ElementTree.fromstring(render_badge_svg(each, SPANISH))
    assert root.findtext(f"{SVG}desc") == (
        "Spanish: 5 of 20 words translated, 10 quarantined, 2 guides not readable"
    )


def test_each_state_has_a_part_of_the_strip() -> None:
    counts = Counts(100, 40, 10, 30, 5, 5, 5, 5)
    root = ElementTree.fromstring(
        render_badge_svg(LanguageCoverage("es", words=counts), name_language("es"))
    )
    strip = [each for each in root.iter(f"{SVG}rect") if each.get("height") == "3"]
    assert len({each.get("fill") for each in strip}) == 7
    assert sum(int(each.get("width", "")) for each in strip) == int(root.get("width", ""))
    said = root.findtext(f"{SVG}desc") or ""
    assert "5 by a machine, 10 fuzzy, 5 imported, 5 proposed, 5 quarantined" in said
