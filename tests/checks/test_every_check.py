"""Every check: silent on a good site, speaks on its one fault, and can be ignored.

Checks of entries have their cases in files; what the others look at needs a whole site.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from l10n.checks.kinds import EntryCheck
from l10n.checks.registry import CHECKS, NAMES
from tests.checks.case_files import names_with_cases
from tests.sites import SETTINGS, build_site, run, translate, write

FEE = """\
---
title: Fees in Peru
---

Pay the fee before you go to the office of the city.

Read [Visas for Peru](/peru/visa/) first.
"""
VISA = """\
---
title: Visas for Peru
---

Wait here.

Wait until somebody calls your name and shows you in.
"""
PAID = "Pague la tasa antes de ir a la oficina de la ciudad."
SPANISH = {
    "Fees in Peru": "Tasas en Perú",
    "Pay the fee before you go to the office of the city.": PAID,
    "Read [Visas for Peru](1) first.": "Lea primero [Visados para Perú](1).",
    "Visas for Peru": "Visados para Perú",
    "Wait here.": "Espere aquí.",
    "Wait until somebody calls your name and shows you in.": "Espere a que lo llamen a usted.",
}
BUS = "---\ntitle: Buses\n---\n\nTake the bus.\n"

SETTING = "l10n.toml"
SOURCE = "content/en/fee.md"
CATALOG = "locales/es/fee.po"
OTHER = "locales/es/peru/visa.po"
HEADER = 'msgid ""\n'
PAY = '#. paragraph\n#: content/en/fee.md\nmsgid "Pay'
READ = "#. paragraph\n#. (1)"
WAIT = '#. paragraph\n#: content/en/peru/visa.md\nmsgid "Wait here'
TITLE = "title: "
LINK = "(/peru/visa/)"
OBSOLETE = '\n#~ msgctxt "x"\n#~ msgid "Wait here."\n#~ msgstr "Espere."\n'
WEIGHT = "weight: 3\n"


@dataclass(frozen=True)
class Faulty:
    """Which text of a good site is replaced in which file, and where the check is ignored."""

    path: str
    old: str
    new: str
    place: str
    """What the comment stands above."""
    place_in: str = ""
    """Empty for the faulty file."""


FAULTY: Mapping[str, Faulty] = {
    "catalog-header": Faulty(CATALOG, "Language: es", "Language: pt", HEADER),
    "unknown-flags": Faulty(CATALOG, PAY, PAY.replace("msgid", "#, fuzy\nmsgid"), "#. paragraph"),
    "slips": Faulty(CATALOG, f'{PAID}"', f'{PAID}\\n"', "#. paragraph"),
    "unknown-ignores": Faulty(CATALOG, PAY, f"# l10n: ignore numbrs\n{PAY}", "# l10n: ignore n"),
    "unknown-texts": Faulty(CATALOG, 'msgid "Pay the fee', 'msgid "Pay a fee', "#. paragraph"),
    "lost-translations": Faulty(OTHER, '"Espere aquí."\n', f'""\n{OBSOLETE}', WAIT),
    "untranslated-links": Faulty(SOURCE, LINK, "(/bus/)", HEADER, CATALOG),
    "images": Faulty(SOURCE, LINK, "(map.png)", HEADER, CATALOG),
    "broken-links": Faulty(SOURCE, LINK, "(/peru/vissa/)", TITLE),
    "foreign-links": Faulty(SOURCE, LINK, "(/es/peru/visa/)", TITLE),
    "missing-anchors": Faulty(SOURCE, LINK, "(/peru/visa/#prices)", TITLE),
    "source-mojibake": Faulty(SOURCE, "the city", "itâ€™s city", TITLE),
    "control-characters": Faulty(SOURCE, "the city", "the \x07city", TITLE),
    "mixed-forms": Faulty(SOURCE, "the city", "oficiña, oficin\u0303a", TITLE),
    "repeated-keys": Faulty(SOURCE, TITLE, f"{WEIGHT}{WEIGHT}{TITLE}", WEIGHT),
    "source-lengths": Faulty(SETTING, "title = 20", "title = 13", TITLE, "content/en/peru/visa.md"),
    "source-ignores": Faulty(SOURCE, TITLE, f"# l10n: ignore numbrs\n{TITLE}", TITLE),
    "title-links": Faulty(CATALOG, "[Visados para Perú]", "[Visas peruanas]", READ),
    "inconsistent": Faulty(CATALOG, PAY, f'{WAIT}."\nmsgstr "Aguarde."\n\n{PAY}', WAIT, OTHER),
    "same-translation": Faulty(
        OTHER, "Espere a que lo llamen a usted.", PAID, WAIT.replace("here", "until"), OTHER
    ),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Build a site without a fault."""
    settings = SETTINGS.replace('["es", "pt"]', '["es", "fr"]')
    settings += '[language.fr]\nonly = ["bus.md"]\n[checks.max-length]\ntitle = 20\n'
    build_site(tmp_path, {"fee.md": FEE, "peru/visa.md": VISA, "bus.md": BUS}, settings)
    assert run(tmp_path, "extract", "-q").code == 0
    for key in ("fee", "peru/visa"):
        translate(tmp_path, "es", key, SPANISH.__getitem__)
    assert run(tmp_path, "merge", "-q").code == 0
    write(tmp_path, "content/en/map.fr.png", b"")
    return tmp_path


def found(root: Path, *arguments: str) -> list[str]:
    report = json.loads(run(root, "check", "--format", "json", *arguments).out)
    return [each["check"] for each in report["findings"]]


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    write(root, path, text.replace(old, new, 1))


def test_every_check_is_tried() -> None:
    others = {each.name for each in CHECKS if not isinstance(each, EntryCheck)}
    assert set(FAULTY) == others
    assert set(names_with_cases()) == NAMES - others


def test_a_good_site_is_left_alone(site: Path) -> None:
    assert found(site) == []


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_found_and_can_be_ignored(site: Path, name: str) -> None:
    fault = FAULTY[name]
    change(site, fault.path, fault.old, fault.new)
    assert found(site, "--only", name) == [name]
    assert name in found(site)
    comment = f"# l10n: ignore {name} (as agreed)\n{fault.place}"
    change(site, fault.place_in or fault.path, fault.place, comment)
    assert found(site, "--only", name) == []
    assert name not in found(site)
