"""Others read what we write: the schemas of XLIFF, and translate-toolkit both ways."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree
from translate.convert import po2xliff, xliff2po
from translate.storage import pypo, tbx, tmx, xliff, xliff2

from tests.sites import GUIDES, SETTINGS, build_site, pseudo, run, translate, write

from .agency import fill, pack_arguments
from .test_commands import accents, entries, unpack

SCHEMAS = Path(
    os.environ.get("L10N_XLIFF_SCHEMAS")
    or "/usr/share/php/Symfony/Component/Translation/Resources/schemas"
)
"""Debian's php-symfony-translation has them; they are OASIS's own."""


class _Beside(etree.Resolver):
    """Finds what a schema imports beside it, and nothing anywhere else."""

    def resolve(self, url, _id, context):
        return self.resolve_filename(str(SCHEMAS / url.rpartition("/")[2]), context)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_site(tmp_path, GUIDES, SETTINGS)
    assert run(root, "extract", "-q").code == 0
    translate(root, "es", "bus", pseudo)
    source = GUIDES["bus.md"].replace("the station", "the bus station")
    (root / "content/en/bus.md").write_text(source, encoding="utf-8")
    return root


def pack(root: Path, form: str) -> Path:
    assert run(root, "pack", "-l", "es", "--all", *pack_arguments(form)).code == 0
    return root / pack_arguments(form)[1]


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="needs schemas (php-symfony-translation)")
@pytest.mark.parametrize(
    ("form", "schema"), [("xlf", "xliff-core-1.2-*.xsd"), ("xlf2", "xliff-core-2.0.xsd")]
)
def test_xliff_is_valid(site: Path, form: str, schema: str) -> None:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside())
    (rules,) = (etree.XMLSchema(etree.parse(each, parser)) for each in SCHEMAS.glob(schema))
    path = pack(site, form)
    rules.assertValid(etree.parse(path))
    fill(path, accents)
    rules.assertValid(etree.parse(path))


_STORES = {
    "xlf": xliff.xlifffile,
    "xlf2": xliff2.Xliff2File,
    "po": pypo.pofile,
    "tmx": tmx.tmxfile,
}


@pytest.mark.parametrize("form", _STORES)
def test_translate_toolkit_reads_every_unit(site: Path, form: str) -> None:
    store = _STORES[form].parsefile(str(pack(site, form)))
    units = [unit for unit in store.units if unit.source and unit.istranslatable()]
    msgids = {msgid for _, _, msgid in entries(site)}
    assert len(units) >= len(msgids)
    if form == "po":
        assert {str(unit.source) for unit in units} == msgids
        assert sum(unit.isfuzzy() for unit in units) == 1
    plain = {msgid for msgid in msgids if not set("[*_`<]{") & set(msgid)}
    assert plain <= {str(unit.source) for unit in units}


def test_a_po_file_goes_through_xliff_of_translate_toolkit(site: Path) -> None:
    path = pack(site, "po")
    other, back = site / "b.xlf", site / "b.po"
    with path.open("rb") as source, other.open("wb") as target:
        po2xliff.convertpo(source, target, None)
    store = xliff.xlifffile.parsefile(str(other))
    for unit in store.units:
        if unit.source and not unit.isheader():
            unit.target = accents(str(unit.source), str(unit.target or ""))
            unit.markfuzzy(False)
    store.save()
    with other.open("rb") as source, back.open("wb") as target:
        xliff2po.convertxliff(source, target, None)
    _, texts, findings = unpack(site, "b.po")
    assert set(texts) == {"taken", "corrected"}, findings
    assert sum(texts.values()) == len(entries(site))
    assert all(entry.said.endswith("~") for entry in entries(site).values())


@pytest.mark.parametrize("form", ["xlf", "xlf2"])
def test_inline_codes_go_through_translate_toolkit(site: Path, form: str) -> None:
    path = pack(site, form)
    store = _STORES[form].parsefile(str(path))
    for unit in store.units:
        if unit.source and not unit.isheader():
            unit.rich_target = unit.rich_source
    store.save()
    unpack(site, path.name)
    assert {entry.msgid: entry.said for entry in entries(site).values()} == {
        msgid: msgid for _, _, msgid in entries(site)
    }


def test_translate_toolkit_reads_the_glossary(site: Path) -> None:
    rows = "term,translation,forbidden\nbus & tram,autobús;bus,colectivo\nRUT,RUT,\n"
    write(site, "locales/es/glossary.csv", rows)
    assert run(site, "pack", "-l", "es", "--glossary", "-o", "a.tbx").code == 0
    units = tbx.tbxfile.parsefile(str(site / "a.tbx")).units
    assert [str(unit.source) for unit in units] == ["bus & tram", "RUT"]
    assert [str(unit.target) for unit in units] == ["autobús", "RUT"]
    file = etree.parse(site / "a.tbx")
    terms = [(each.findtext("term"), each.findtext("termNote")) for each in file.iter("tig")]
    assert terms[1:4] == [
        ("autobús", "preferredTerm-admn-sts"),
        ("bus", "preferredTerm-admn-sts"),
        ("colectivo", "deprecatedTerm-admn-sts"),
    ]
