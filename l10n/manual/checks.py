"""An example of each check: what it finds, and the same when it is mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Texts:
    """An entry: a text, a translation with the fault, and one without it."""

    msgid: str
    before: str
    after: str
    language: str = "es"


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a file, with the fault and without it."""

    before: str
    after: str


Example = Texts | Lines

_FEE: Final = "Pay the fee before you go to the office of the city."
_PAID: Final = "Pague la tasa antes de ir a la oficina de la ciudad."

EXAMPLES: Final[Mapping[str, Example]] = {
    "placeables": Texts("See [the fees](1).", "Vea las tasas.", "Vea [las tasas](1)."),
    "safety": Texts("Pay online.", "Pague en https://evil.example/.", "Pague en línea."),
    "numbers": Texts("The fee is 30 EUR.", "La tasa es de 20 EUR.", "La tasa es de 30 EUR."),
    "codes": Texts("Fill in form DS-160.", "Rellene el formulario.", "Rellene el DS-160."),
    "addresses": Texts(
        "Write to info@example.org.", "Escriba a inf@example.org.", "Escriba a info@example.org."
    ),
    "chatter": Texts(
        "The fee is due.", "Here is the translation: La tasa vence.", "La tasa vence."
    ),
    "conflict-markers": Texts(
        "The fee", "<<<<<<< HEAD\\nLa tasa\\n=======\\nEl pago\\n>>>>>>> x", "La tasa"
    ),
    "mojibake": Texts("Nation", "NaciÃ³n", "Nación"),
    "wrong-language": Texts(
        "Learn how to apply for the permit.",
        "Aprenda cómo pedir el permiso y los documentos que se necesitan en la oficina del lugar, "
        "según las reglas y los plazos.",
        "Saiba como pedir a autorização.",
        "pt",
    ),
    "wrong-script": Texts("Bring your passport", "Принесите ваш паспорт", "Traiga su pasaporte"),
    "source-left": Texts(
        "Pay the fee. You can do it at the bank.",
        "Pague la tasa. You can do it at the bank.",
        "Pague la tasa. Puede hacerlo en el banco.",
    ),
    "link-texts": Texts(
        "Check the [type declaration and docs](1) for all the options available.",
        "Vea la [type declaration and docs](1) para conocer todas las opciones.",
        "Vea la [declaración de tipos](1) para conocer todas las opciones.",
    ),
    "unchanged": Texts(
        "You can pay the fee online.", "You can pay the fee online.", "Puede pagar en línea."
    ),
    "blank": Texts("Fee", "  ", "Tasa"),
    "notes-left": Texts("The fee", "TODO: la tasa", "La tasa"),
    "terms": Texts("The fee is due.", "El cargo vence.", "La tasa vence."),
    "units": Texts("Pay €50.", "Pague $50.", "Pague 50 €."),
    "lengths": Texts("Fees", "Todas las tasas que hay que pagar", "Tasas"),
    "length-ratio": Texts(
        "Pay the fee at the bank before you come to the office, and bring the receipt with you.",
        "Pague la tasa.",
        "Pague la tasa en el banco antes de venir a la oficina, y traiga el recibo.",
    ),
    "line-breaks": Texts("One two", "Uno\\ndos", "Uno dos"),
    "block-marks": Texts("Before you go", "## Antes de ir", "Antes de ir"),
    "emphasis": Texts("Use **bold** here", "Use **negrita aquí", "Use **negrita** aquí"),
    "missing-bold": Texts(
        "It gives you **responsibility**.", "Te da responsabilidad.", "Te da **responsabilidad**."
    ),
    "empty-alt": Texts("![A form](1)", "![](1)", "![Un formulario](1)"),
    "doubled-words": Texts("The fee of it", "La tasa de de ello", "La tasa de ello"),
    "brackets": Texts("One (two)", "Uno (dos", "Uno (dos)"),
    "quotes": Texts('The "x" form', 'El formulario "x', 'El formulario "x"'),
    "opening-marks": Texts("What is it?", "Qué es?", "¿Qué es?"),
    "greek-question-mark": Texts("What is it?", "Τι είναι?", "Τι είναι;", "el"),
    "half-width": Texts("Is it?", "是吗?", "是吗？", "zh"),
    "end-punctuation": Texts("The fee", "La tasa.", "La tasa"),
    "initial-case": Texts(
        "Prepends the base to a path.", "agrega la base a una ruta.", "Agrega la base a una ruta."
    ),
    "acronyms": Texts("The DMV office", "La oficina", "La oficina del DMV"),
    "quote-kind": Texts('A "good" day', "Ein ”guter” Tag", "Ein „guter“ Tag", "de"),
    "french-spaces": Texts("What?", "Quoi?", "Quoi\N{NARROW NO-BREAK SPACE}?", "fr"),
    "ellipsis": Texts("Wait…", "Espere...", "Espere…"),
    "doubled-blanks": Texts("The fee is due", "La  tasa vence", "La tasa vence"),
    "inner-blanks": Texts("See [the fees](1).", "Vea [las tasas ](1).", "Vea [las tasas](1)."),
    "own-targets": Texts("See [x](1)", "Vea [x](/es/x/)", "Vea [x](1)"),
    "catalog-header": Lines('"Language: pt\\n"', '"Language: es\\n"'),
    "slips": Lines(f'msgstr "{_PAID}\\n"', f'msgstr "{_PAID}"'),
    "unknown-flags": Lines(f'#, fuzy\nmsgid "{_FEE}"', f'msgid "{_FEE}"'),
    "unknown-ignores": Lines(f'# l10n: ignore numbrs\nmsgid "{_FEE}"', f'msgid "{_FEE}"'),
    "unknown-texts": Lines(
        f'msgid "Pay a fee."\nmsgstr "{_PAID}"', f'msgid "{_FEE}"\nmsgstr "{_PAID}"'
    ),
    "lost-translations": Lines(
        'msgstr ""\n\n#~ msgctxt "x"\n#~ msgid "Wait here."\n#~ msgstr "Espere aquí."',
        'msgstr "Espere aquí."',
    ),
    "untranslated-links": Lines(
        "Read [Buses](/bus/) first.", "Read [Visas for Peru](/peru/visa/) first."
    ),
    "images": Lines("Read ![the map](map.png) first.", "Read [Visas for Peru](/peru/visa/) first."),
    "broken-links": Lines(
        "Read [Visas for Peru](/peru/vissa/) first.", "Read [Visas for Peru](/peru/visa/) first."
    ),
    "foreign-links": Lines(
        "Read [Visas for Peru](/es/peru/visa/) first.", "Read [Visas for Peru](/peru/visa/) first."
    ),
    "missing-anchors": Lines(
        "Read [Visas for Peru](/peru/visa/#prices) first.",
        "Read [Visas for Peru](/peru/visa/) first.",
    ),
    "source-mojibake": Lines("Pay the fee before you go to the cityâ€™s office.", _FEE),
    "control-characters": Lines(_FEE.replace("the city", "the \x07city"), _FEE),
    "mixed-forms": Lines("Pay the fee at the oficiña or the oficin\u0303a.", _FEE),
    "repeated-keys": Lines("weight: 3\nweight: 3\ntitle: Fees in Peru", "title: Fees in Peru"),
    "source-lengths": Lines("title: All the fees that are paid in Peru", "title: Fees in Peru"),
    "source-ignores": Lines("# l10n: ignore numbrs\ntitle: Fees in Peru", "title: Fees in Peru"),
    "title-links": Lines(
        'msgstr "Lea primero [Visas peruanas](1)."', 'msgstr "Lea primero [Visados para Perú](1)."'
    ),
    "inconsistent": Lines(
        f'msgid "{_FEE}"\nmsgstr "{_PAID}"\n\nmsgid "Wait here."\nmsgstr "Aguarde."',
        f'msgid "{_FEE}"\nmsgstr "{_PAID}"',
    ),
    "same-translation": Lines(
        f'msgid "Wait until somebody calls your name and shows you in."\nmsgstr "{_PAID}"',
        'msgid "Wait until somebody calls your name and shows you in."\n'
        'msgstr "Espere a que lo llamen a usted."',
    ),
}
"""By the check's name, as in ``checks/registry.py``."""
