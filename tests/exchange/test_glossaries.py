"""Glossaries come back from agencies and tools, as TBX or CSV, into a language's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.checks.glossary import Term
from l10n.config.settings import read_config
from l10n.site.glossaries import read_glossary
from tests.sites import SETTINGS, build_site, run, snapshot, write

from .test_hostile import ELSEWHERE, LAUGHS, PARAMETER, XXE

TABLE = "locales/es/glossary.csv"
ROWS = (
    "term,translation,forbidden,note\r\n"
    '"fee",tasa; arancel,impuesto,"asked Ana,\nMay"\r\n'
    "\r\n"
    "RUT,RUT,,\r\n"
)
V2 = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="1">
<descrip type="subjectField">money</descrip>
<langSet xml:lang="en"><tig><term>fee</term></tig><tig><term>charge</term></tig></langSet>
<langSet xml:lang="es-CL"><ntig><termGrp><term>tarifa</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
<ntig><termGrp><term>precio</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig></langSet>
</termEntry>
<termEntry id="2"><langSet xml:lang="en"><tig><term>bank</term></tig></langSet></termEntry>
</body></text></martif>
"""
V3 = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min"><text><body><conceptEntry id="1">
<langSec xml:lang="EN"><termSec><term>fee</term></termSec><termSec><term>charge</term></termSec>
</langSec>
<langSec xml:lang="es"><termSec><term> ta<em>ri</em>fa </term></termSec><termSec><term>precio</term>
<min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec></langSec>
<langSec xml:lang="pt"><termSec><term>taxa</term></termSec></langSec>
</conceptEntry></body></text></tbx>
"""
CSV = "Term,translation,forbidden\nfee,tarifa,precio\ncharge,tarifa,precio\n"
FILES = {"v2.tbx": V2, "v3.tbx": V3, "back.csv": CSV}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_site(tmp_path / "site", settings=SETTINGS)
    assert run(root, "extract", "-q").code == 0
    return root


def terms(root: Path, language: str = "es") -> list[Term]:
    return [*read_glossary(read_config(root / "l10n.toml"), language).terms]


def unpack(root: Path, *arguments: str) -> dict[str, int]:
    done = run(root, "unpack", "--glossary", *arguments, "--format=json")
    assert done.code == 0, done
    found: dict[str, int] = json.loads(done.out)["terms"]
    return found


@pytest.mark.parametrize("name", FILES)
def test_terms_are_taken_and_the_same_file_twice_changes_nothing(site: Path, name: str) -> None:
    write(site, TABLE, ROWS)
    write(site, name, FILES[name])
    before = snapshot(site)
    assert unpack(site, name, "-l", "es", "--dry-run")["new"] == 1
    assert snapshot(site) == before
    assert unpack(site, name, "-l", "es") == {"new": 1, "changed": 1, "there already": 0}
    assert terms(site) == [
        Term("charge", ("tarifa",), ("precio",)),
        Term("fee", ("tarifa",), ("precio",)),
        Term("RUT", ("RUT",)),
    ]
    rows = (site / TABLE).read_bytes().decode()
    assert rows == (
        'term,translation,forbidden,note\r\nfee,tarifa,precio,"asked Ana,\nMay"\r\n'
        "\r\nRUT,RUT,,\r\ncharge,tarifa,precio,\r\n"
    )
    before = snapshot(site)
    assert unpack(site, name, "-l", "es") == {"new": 0, "changed": 0, "there already": 2}
    assert snapshot(site) == before


@pytest.mark.parametrize("name", ["a.tbx", "a.csv"])
def test_what_goes_out_comes_back_to_another_site_as_it_was(
    site: Path, tmp_path: Path, name: str
) -> None:
    write(site, TABLE, ROWS + '"one, two & <three>","uno; ""dos""",\r\n')
    assert run(site, "pack", "-l", "es", "--glossary", "-o", name).code == 0
    other = build_site(tmp_path / "other", settings=SETTINGS)
    write(other, name, (site / name).read_bytes())
    assert unpack(other, name, "-l", "es")["new"] == 3
    assert terms(other) == terms(site)
    assert unpack(site, name, "-l", "es")["there already"] == 3


def test_an_untranslated_language_gets_its_glossary(site: Path) -> None:
    write(site, "a.tbx", V3)
    assert run(site, "unpack", "a.tbx").code == 2  # es or pt
    assert "new" in run(site, "unpack", "a.tbx", "-l", "pt").out
    assert terms(site, "pt") == [Term("charge", ("taxa",)), Term("fee", ("taxa",))]
    assert terms(site) == []


def test_a_term_of_the_po_file_is_changed_there(site: Path) -> None:
    write(site, "locales/es/glossary.po", 'msgid ""\nmsgstr ""\n\nmsgid "fee"\nmsgstr "tasa"\n')
    write(site, "a.tbx", V2)
    for _ in range(2):
        done = run(site, "unpack", "a.tbx")
        assert done.code == 1
        message = "'fee' is not taken: it is in locales/es/glossary.po: change it there [unpacked]"
        assert f"a.tbx:4: error: {message}\n" in done.out
    assert [each.source for each in terms(site)] == ["charge", "fee"]


def test_forbidden_terms_stay_where_a_tool_drops_them(site: Path) -> None:
    write(site, TABLE, ROWS)
    write(site, "a.csv", "term,translation\nfee,arancel\n")
    unpack(site, "a.csv", "-l", "es")
    assert Term("fee", ("arancel",), ("impuesto",)) in terms(site)


def test_a_table_without_a_column_for_them_gets_forbidden_terms(site: Path) -> None:
    write(site, TABLE, "\ufeff\nterm,translation\nfee,tasa\nRUT,RUT")
    write(site, "a.tbx", V2)
    unpack(site, "a.tbx")
    assert (site / TABLE).read_text() == (
        "\ufeff\nterm,translation,forbidden\nfee,tarifa,precio\nRUT,RUT\ncharge,tarifa,precio\n"
    )


def tbx(text: str) -> str:
    return V2.replace('<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">', text.strip())


PORTUGUESE = '<langSet xml:lang="pt"><tig><term>taxa</term></tig></langSet>'
BOTH = V2.replace("es-CL", "es").replace("</termEntry>", f"{PORTUGUESE}</termEntry>", 1)
REFUSED = {
    "another file.tbx": (tbx(XXE), 2, "declares entities"),
    "a parameter.tbx": (tbx(PARAMETER), 2, "declares entities"),
    "laughs.tbx": (tbx(LAUGHS), 2, "declares entities"),
    "elsewhere.tbx": (tbx(ELSEWHERE).replace("tarifa", "&x;"), 7, "an entity that XML"),
    "cut.tbx": (V2[:-40], 12, "not well-formed XML"),
    "a page.tbx": ("<html/>", 1, "its first element is not martif or tbx"),
    "language.tbx": (V2.replace("es-CL", "fr"), 0, "it is in en, fr: name the one"),
    "both.tbx": (BOTH, 0, "it is in en, es, pt: name the one"),
    "language.csv": (CSV, 0, "its language is not said: name the one that is meant, like -l es"),
    "columns.csv": ("a,b\nc,d\n", 1, "must name the columns"),
    "quote.csv": (CSV + 'x,"y\n', 4, "not valid CSV"),
    "no term.csv": (CSV + ",y\n", 4, "a translation without its term"),
    "a.xlf": ("", 0, "no format of glossaries is known by this ending"),
    "big.tbx": (b"\0" * 16_000_001, 0, "larger than 16 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_agency_should_send_is_refused_with_a_line(
    site: Path, tmp_path: Path, name: str
) -> None:
    text, line, reason = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = snapshot(site)
    language = ("-l", "es") if line and name.endswith("csv") else ()
    done = run(site, "unpack", "--glossary", str(path), *language)
    assert (done.code, done.out) == (2, "")
    (said,) = done.err.splitlines()
    assert said.startswith(f"l10n: {path}:{line}: " if line else f"l10n: {path}: ")
    assert reason in said
    assert snapshot(site) == before


@pytest.mark.parametrize("form", ["uno;dos", "uno\u202edos"])
def test_what_a_table_cannot_hold_is_not_taken(site: Path, form: str) -> None:
    write(site, "a.tbx", V2.replace("tarifa", form))
    done = run(site, "unpack", "a.tbx")
    assert done.code == 1
    assert "'fee' is not taken: " in done.out
    assert terms(site) == []


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_table_of_another_spreadsheet_is_read_and_written_with_its_marks(
    site: Path, mark: str
) -> None:
    write(site, "back.csv", f'\ufeffTerm{mark}translation\r\nfee{mark}"tarifa; tasa"\r\n')
    write(site, TABLE, f"term{mark}translation{mark}note\r\nbank{mark}banco{mark}Ana\r\n")
    assert run(site, "unpack", "--glossary", "-l", "es", "back.csv").code == 0
    quoted = '"tarifa; tasa"' if mark == ";" else "tarifa; tasa"
    added = f"fee{mark}{quoted}{mark}\r\n"
    kept = f"term{mark}translation{mark}note\r\nbank{mark}banco{mark}Ana\r\n"
    assert (site / TABLE).read_bytes().decode() == kept + added
    before = snapshot(site)
    assert run(site, "unpack", "--glossary", "-l", "es", "back.csv").code == 0
    assert snapshot(site) == before
