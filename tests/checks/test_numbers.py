"""How sure the check of numbers is: an error where nothing but a mistake explains it."""

from __future__ import annotations

import pytest

from l10n.checks.plan import plan_checks
from l10n.checks.registry import CHECKS
from l10n.checks.run import check_entry, make_subject
from l10n.guide import Severity
from tests.checks.case_files import subject_of

PLAN = plan_checks(each for each in CHECKS if each.name == "numbers")


def severity_of(msgid: str, msgstr: str, kind: str = "paragraph") -> Severity:
    subject = subject_of("es", msgid, msgstr)
    entry = subject.entry._replace(extracted=(kind,))
    (found,) = check_entry(PLAN, make_subject(subject, entry))
    return found.severity


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("Pay $120 for 3 people.", "Pague $130 para 3 personas."),
        ("It costs 2 million euros.", "Cuesta 3 millones de euros."),
        ("Pay 15 % of it.", "Pague el 51 %."),
        ("Before 31 March", "Antes del 30 de marzo"),
        ("Before Sept. 30", "Antes del 3 sept."),
        ("On 05/06/2024", "El 05/07/2024"),
        ("Open until 5:30", "Abierto hasta las 5:40"),
        ("Call 900 123 456.", "Llame al 900 123 465."),
        ("See article 12.", "Véase el artículo 21."),
        ("Fill in form 790.", "Rellene el formulario 970."),
        ("Fill in Modelo 790.", "Rellene el Modelo 970."),
        ("Pay with code 012.", "Pague con el código 021."),
        ("Pay $120.", "Pague."),
        ("Pay.", "Pague $120."),
    ],
)
def test_a_fee_a_date_or_a_form_is_an_error(msgid: str, msgstr: str) -> None:
    assert severity_of(msgid, msgstr) is Severity.ERROR


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("Pay $120 for 3 people.", "Pague $120 para 4 personas."),
        ("Half of them paid in 2024.", "El 50 % pagó en 2024."),
        ("A quarter of them", "El 25 %"),
        ("It is 100% free.", "Es totalmente gratis."),
        ("The fee is $5, day and night.", "La tasa es de $5, las 24 horas."),
    ],
)
def test_another_number_is_a_warning(msgid: str, msgstr: str) -> None:
    assert severity_of(msgid, msgstr) is Severity.WARNING


def test_a_title_may_do_without_a_number() -> None:
    assert severity_of("The guide to visas in 2024", "Guía de visados", "title") is Severity.INFO
    assert severity_of("Visas", "Visados de 2023", "meta_title, title") is Severity.WARNING
    assert severity_of("Visas 2024", "Visados 2023", "title") is Severity.ERROR
    assert severity_of("Fees of 2024", "Tasas", "heading 2") is Severity.ERROR


def said_of(source: str, target: str, msgid: str, msgstr: str) -> list[tuple[Severity, str]]:
    subject = subject_of(target, msgid, msgstr)._replace(source_language=source)
    found = check_entry(PLAN, make_subject(subject, subject.entry))
    return [(each.severity, each.fault.message.partition(";")[0]) for each in found]


@pytest.mark.parametrize(
    ("source", "target", "msgid", "msgstr"),
    [
        ("en", "es", "On 12/05/2024", "El 05/12/2024"),  # American, perhaps
        ("es", "en", "El 12/05/2024", "On 05/12/2024"),
        ("es", "pt", "El 12/05/2024", "Em 12.5.2024"),
        ("es", "pt", "El 05/05/2024", "Em 05/05/2024"),
        ("es", "pt", "Del 12/05/2024 al 05/12/2024", "De 12/05/2024 até 05/12/2024"),
        ("es", "hu", "El 12/05/2024", "05/12/2024"),
        ("es", "pt", "Versión 1.2", "Versão 1.2"),
        ("es", "xx", "El 5 de junio", "5 julio"),
        ("xx", "es", "5 july", "El 5 de junio"),
    ],
)
def test_a_date_in_another_order_may_be_the_same(
    source: str, target: str, msgid: str, msgstr: str
) -> None:
    assert said_of(source, target, msgid, msgstr) == []


@pytest.mark.parametrize(
    ("source", "target", "msgid", "msgstr", "severity", "said"),
    [
        ("es", "pt", "El 12/05/2024", "Em 05/12/2024", "error", ("12/05/2024", "05/12/2024")),
        ("es", "de", "Del 12/05 al 20/06", "Vom 05/12 bis 20/06", "error", ("12/05", "05/12")),
        (
            "en",
            "es",
            "By June 5, 2024 (or 06)",
            "El 06/05/2024",
            "warning",
            ("June 5", "06/05/2024"),
        ),
        (
            "pt",
            "es",
            "Até 5 de junho",
            "Hasta el 5 de julio",
            "error",
            ("5 de junho", "5 de julio"),
        ),
        ("en", "cs", "On 5 June", "Dne 5. července", "error", ("5 June", "5. července")),
        ("en", "nb", "On May 5", "Den 5. mars", "error", ("May 5", "5. mars")),
        ("en", "fr", "In Sept. 2024", "En octobre 2024", "error", ("Sept. 2024", "octobre 2024")),
    ],
)
def test_another_date_is_not_the_same(  # both languages, both texts, and what is said
    source: str, target: str, msgid: str, msgstr: str, severity: str, said: tuple[str, str]
) -> None:
    message = "the source has {}, here it is {}".format(*said)
    assert said_of(source, target, msgid, msgstr) == [(Severity(severity), message)]
