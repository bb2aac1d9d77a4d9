"""Checks of all catalogs together."""

from __future__ import annotations

from l10n.checks.subject import SiteSubject, Translation
from l10n.checks.together import inconsistent, same_translation, title_links
from l10n.guide import Severity

TITLES = {("es/a.po", "/guides/visa/"): ("Visas for Peru", "Visados para Perú")}
LINK = Translation(
    "See [Visas for Peru](1) and [more](2)",
    "Vea [Visados para Perú](1) y [más](2)",
    extracted=("paragraph", "(1) /guides/visa/", "(2) /guides/other/"),
)


def site_of(*translations: Translation) -> SiteSubject:
    """Return a site with each translation in line 9 of a catalog of its own."""
    located = [
        ((f"es/{name}.po", 9), each) for name, each in zip("abcdef", translations, strict=False)
    ]
    places = {each: [place for place, other in located if other == each] for each in translations}
    return SiteSubject("es", places, tuple(located), TITLES)


def test_good_entries_are_left_alone() -> None:
    site = site_of(
        LINK,
        Translation("Fee", "Tasa"),
        Translation("Fee", "Tasa"),
        Translation("Fee", "Cuota", "x"),
    )
    for check in (title_links.check, inconsistent.check, same_translation.check):
        assert list(check(site)) == []


def test_a_link_shows_its_targets_translated_title() -> None:
    wrong = LINK._replace(msgid="[Visas for Peru](1).", msgstr="[Visas del Perú](1).")
    (fault,) = title_links.check(site_of(wrong))
    assert (fault.path, fault.line, fault.fix) == ("es/a.po", 9, "[Visados para Perú](1).")
    assert "“Visados para Perú”" in fault.message


def test_a_title_in_a_sentence_is_not_mended() -> None:
    wrong = LINK._replace(msgstr="Vea [visas del Perú](1) y [más](2)")
    (fault,) = title_links.check(site_of(wrong))
    assert (fault.path, fault.line, fault.fix) == ("es/a.po", 9, None)


def test_a_title_may_be_inflected_in_a_sentence_and_is_doubted_only_where_it_stands_alone() -> None:
    inflected = LINK._replace(msgstr="Vea los [visado para Perú](1) y [más](2)")
    assert list(title_links.check(site_of(inflected))) == []
    (doubted,) = title_links.check(site_of(LINK._replace(msgstr="Vea [visas](1) y [más](2)")))
    assert doubted.severity is Severity.INFO
    alone = LINK._replace(msgid="[Visas for Peru](1)", msgstr="[Visas](1)")
    (sure,) = title_links.check(site_of(alone))
    assert sure.severity is None


def test_a_link_with_a_text_of_its_own_is_left_alone() -> None:
    own = LINK._replace(msgid="See [this guide](1)", msgstr="Vea [esta guía](1)")
    assert list(title_links.check(site_of(own))) == []


def test_the_rarer_translation_is_found_once() -> None:
    texts = [Translation("Fee", text) for text in ("Tasa", "Cuota", "Tasa", "Cuota", "Tasa")]
    (fault,) = inconsistent.check(site_of(*texts))
    assert (fault.path, fault.line) == ("es/b.po", 9)
    assert "“Tasa” (3 times)" in fault.message


def test_one_translation_of_two_texts_is_found() -> None:
    text = "Presente la solicitud en la oficina de la ciudad."
    one = Translation("Hand in the application at the office of the city.", text)
    alike = one._replace(msgid="Hand in your application at the office of the city.")
    reworded = one._replace(msgid="You hand in applications at the city's office.")
    other = one._replace(msgid="Then wait for about three weeks until you are called.")
    assert list(same_translation.check(site_of(one, alike, reworded))) == []
    (fault,) = same_translation.check(site_of(one, alike, reworded, other))
    assert (fault.path, fault.line) == ("es/d.po", 9)
    assert "es/a.po:9" in fault.message
