"""Checks of all catalogs together."""

from __future__ import annotations

from dataclasses import replace

from l10n.catalog import Entry
from l10n.checks import inconsistent, same_translation, title_links
from l10n.checks.subject import Located, SiteSubject

TITLES = {("es/a.po", "/guides/visa/"): ("Visas for Peru", "Visados para Perú")}
LINK = Entry(
    "See [Visas for Peru](1) and [more](2)",
    "Vea [Visados para Perú](1) y [más](2)",
    extracted=("paragraph", "(1) /guides/visa/", "(2) /guides/other/"),
    line=9,
)


def site_of(*entries: Entry) -> SiteSubject:
    located = (Located(f"es/{'abcdef'[index]}.po", each) for index, each in enumerate(entries))
    return SiteSubject("es", tuple(located), TITLES)


def test_good_entries_are_left_alone() -> None:
    site = site_of(LINK, Entry("Fee", "Tasa"), Entry("Fee", "Tasa"), Entry("Fee", "Cuota", "x"))
    for check in (title_links.check, inconsistent.check, same_translation.check):
        assert list(check(site)) == []


def test_a_link_shows_its_targets_translated_title() -> None:
    wrong = replace(LINK, msgstr="Vea [visas del Perú](1) y [más](2)")
    (fault,) = title_links.check(site_of(wrong))
    assert (fault.path, fault.line, fault.fix) == ("es/a.po", 9, LINK.msgstr)
    assert "“Visados para Perú”" in fault.message


def test_a_link_with_a_text_of_its_own_is_left_alone() -> None:
    own = replace(LINK, msgid="See [this guide](1)", msgstr="Vea [esta guía](1)")
    assert list(title_links.check(site_of(own))) == []


def test_the_rarer_translation_is_found_once() -> None:
    entries = [Entry("Fee", text, line=3) for text in ("Tasa", "Cuota", "Tasa", "Cuota", "Tasa")]
    (fault,) = inconsistent.check(site_of(*entries))
    assert (fault.path, fault.line) == ("es/b.po", 3)
    assert "“Tasa” (3 times)" in fault.message


def test_one_translation_of_two_texts_is_found() -> None:
    text = "Presente la solicitud en la oficina de la ciudad."
    one = Entry("Hand in the application at the office of the city.", text, line=3)
    alike = replace(one, msgid="Hand in your application at the office of the city.")
    reworded = replace(one, msgid="You hand in applications at the city's office.")
    other = replace(one, msgid="Then wait for about three weeks until you are called.")
    assert list(same_translation.check(site_of(one, alike, reworded))) == []
    (fault,) = same_translation.check(site_of(one, alike, reworded, other))
    assert (fault.path, fault.line) == ("es/d.po", 3)
    assert "es/a.po:3" in fault.message
