"""Pack, an agency's work, unpack: on a site, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.catalog import Entry
from l10n.po import parse_catalog
from l10n.translate.answers import Verdict
from tests.sites import GUIDES, SETTINGS, build_site, pseudo, run, snapshot, translate, write

from .agency import FORMS, fill, pack_arguments

TABLE = '[apples]\none = "One apple"\nother = "{{ .Count }} apples"\n'
DATA = SETTINGS.replace(
    "publish-at = 80\n", 'publish-at = 80\n\n[[data]]\nsource = "i18n/{lang}.toml"\n'
)
REPEATED = "Keep the receipt of the office for five years."
REPEATS = {f"{name}.md": f"# About {name}\n\n{REPEATED}\n" for name in ("one", "two", "three")}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_site(tmp_path, {**GUIDES, **REPEATS}, DATA)
    write(root, "i18n/en.toml", TABLE)
    assert run(root, "extract", "-q").code == 0
    return root


def accents(text: str, old: str) -> str:
    """Translate what is no placeable; what is translated is corrected."""
    return f"{pseudo(old or text)}~"


def entries(root: Path, language: str = "es") -> dict[tuple[str, str, str], Entry]:
    """Return the live entries of a language, by path, context and msgid."""
    found = {}
    for path in sorted((root / "locales" / language).rglob("*.po")):
        for entry in parse_catalog(path.read_bytes(), str(path)).entries:
            if not entry.obsolete:
                found[path.stem, entry.msgctxt or "", entry.msgid] = entry
    return found


def unpack(root: Path, *arguments: str) -> tuple[int, dict[str, int], list[dict[str, object]]]:
    """Return the exit code, how many texts became what, and the findings."""
    done = run(root, "unpack", *arguments, "--format", "json")
    data = json.loads(done.out)
    return done.code, data["texts"], data["findings"]


@pytest.mark.parametrize("form", FORMS)
def test_every_text_and_every_correction_arrives(site: Path, form: str) -> None:
    translate(site, "es", "bus", pseudo)
    path = site / "locales/es/i18n.toml.po"
    old = path.read_text(encoding="utf-8").replace('msgstr[0] ""', 'msgstr[0] "Una"')
    two = old.replace('msgstr[1] ""', 'msgstr[1] "{{ .Count }} dos"')
    path.write_text(two, encoding="utf-8")
    packed = run(site, "pack", "-l", "es", "--all", *pack_arguments(form))
    assert packed.code == 0, packed
    name = pack_arguments(form)[1]
    said = fill(site / name, accents)
    code, texts, findings = unpack(site, name)
    assert (code, set(texts)) == (0, {"taken", "corrected"}), findings
    now = entries(site)
    assert all(entry.said and not entry.fuzzy for entry in now.values())
    plain = {names: entry for names, entry in now.items() if entry.msgid_plural is None}
    assert len(plain) == len(now) - 1
    for (_, context, msgid), entry in plain.items():
        assert entry.msgstr == said[entry.references[0], context, msgid]
    (apples,) = [entry for entry in now.values() if entry.msgid_plural is not None]
    assert len({"Una", "{{ .Count }} dos", *apples.msgstr_plural}) == 4
    assert sum(texts.values()) == len(now)
    before = snapshot(site)
    code, texts, _ = unpack(site, name)
    assert (code, texts) == (0, {"there already": len(now)})
    assert snapshot(site) == before
    assert run(site, "sync", "-q").code == 0
    assert "bus.md" in "".join(path for path in snapshot(site) if path.startswith("content/es"))


@pytest.mark.parametrize("form", FORMS)
def test_what_is_translated_stays_at_home(site: Path, form: str) -> None:
    translate(site, "es", "bus", pseudo)
    name = pack_arguments(form)[1]
    assert run(site, "pack", "-l", "es", *pack_arguments(form)).code == 0
    untouched = snapshot(site)
    code, texts, _ = unpack(site, name)
    assert (code, set(texts)) == (0, {"empty"})
    assert snapshot(site) == untouched
    assert "Buy the ticket" not in (site / name).read_text(encoding="utf-8")
    assert "Keep the receipt" in (site / name).read_text(encoding="utf-8")


def test_a_text_of_several_guides_goes_out_once(site: Path) -> None:
    done = run(site, "pack", "-l", "es", "one", "two", "three", "-o", "a.po")
    assert done.out == "4 texts (15 words) of 3 guides packed in a.po.\n"
    text = (site / "a.po").read_text(encoding="utf-8")
    assert text.count(REPEATED) == 1
    assert "#: content/en/one.md content/en/three.md content/en/two.md\n" in text


def test_translators_are_told_what_they_need(site: Path) -> None:
    write(site, "locales/es/glossary.csv", "term,translation,forbidden\nticket,billete,boleto\n")
    translate(site, "es", "bus", pseudo)
    source = GUIDES["bus.md"].replace("at the station", "at the bus station")
    write(site, "content/en/bus.md", source)
    assert run(site, "pack", "-l", "es", "bus", "-o", "a.xlf").code == 0
    text = (site / "a.xlf").read_text(encoding="utf-8")
    for told in (
        '<note from="developer">paragraph</note>',
        '<note from="developer">under: Buses</note>',
        '<note from="developer">term: ticket = billete, never boleto</note>',
        "<source>Buy the ticket at the station. Do not buy it from a stranger.</source>",
        'state="needs-translation" state-qualifier="fuzzy-match"',
        '<context context-type="sourcefile">content/en/bus.md</context>',
    ):
        assert told in text


def test_the_glossary_goes_out_as_csv_and_comes_back(site: Path) -> None:
    path = "locales/es/glossary.csv"
    rows = "term,translation,forbidden\nbus & tram,autobús; bus,colectivo\nRUT,RUT,\n"
    write(site, path, rows)
    done = run(site, "pack", "-l", "es", "--glossary", "-o", "a.csv")
    assert (done.code, done.out) == (0, "2 terms packed in a.csv.\n")
    assert (site / "a.csv").read_bytes().decode().replace("\r\n", "\n") == rows
    done = run(site, "pack", "-l", "pt", "--glossary", "-o", "b.csv")
    assert (done.code, done.out) == (0, "Nothing to pack: no terms.\n")
    assert not (site / "b.csv").exists()
    assert run(site, "pack", "-l", "es", "--glossary", "-o", "a.xlf").code == 2


def test_each_text_names_its_page(site: Path) -> None:
    write(site, "l10n.toml", f'{DATA}\n[links]\nbase = "https://guides.example"\n')
    translate(site, "es", "bus", pseudo, only=lambda entry: entry.msgid == "Buses")
    assert run(site, "pack", "-l", "es", "bus", "-o", "a.csv").code == 0
    rows = (site / "a.csv").read_text(encoding="utf-8-sig")
    assert rows.count("page: https://guides.example/") == 1


def test_what_cannot_be_packed_is_listed(site: Path) -> None:
    translate(site, "es", "bus", lambda _msgid: "a\x0bb")
    done = run(site, "pack", "-l", "es", "--all", "bus", "-o", "a.csv")
    assert done.code == 0
    assert (
        done.out.count("warning: U+000B in this text or in its translation cannot be packed") == 2
    )


def test_a_fuzzy_text_that_is_right_is_confirmed(site: Path) -> None:
    translate(site, "es", "bus", pseudo)
    write(site, "content/en/bus.md", GUIDES["bus.md"].replace("the station", "the bus station"))
    assert run(site, "pack", "-l", "es", "bus", "-o", "a.xlf").code == 0
    path = site / "a.xlf"
    assert unpack(site, "a.xlf")[1] == {"untouched": 1}
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("needs-translation", "final"), encoding="utf-8")
    assert unpack(site, "a.xlf")[1] == {"confirmed": 1}
    assert not any(entry.fuzzy for entry in entries(site).values())


@pytest.mark.parametrize("column", ["number", "\ufeffid"])
def test_a_fuzzy_text_in_a_table_without_ids_stays_fuzzy(site: Path, column: str) -> None:
    translate(site, "es", "bus", pseudo)
    write(site, "content/en/bus.md", GUIDES["bus.md"].replace("the station", "the bus station"))
    assert run(site, "pack", "-l", "es", "bus", "-o", "a.csv").code == 0
    path = site / "a.csv"
    text = path.read_text(encoding="utf-8-sig").replace("id,", f"{column},", 1)
    path.write_text(text, encoding="utf-8-sig")
    assert unpack(site, "a.csv")[1] == {"there already": 1}
    path.write_text(text.replace(",fuzzy,", ",,"), encoding="utf-8-sig")
    assert unpack(site, "a.csv")[1] == {"confirmed": 1}


def test_a_source_that_moved_on_makes_it_fuzzy(site: Path) -> None:
    assert run(site, "pack", "-l", "es", "bus", "-o", "a.csv").code == 0
    fill(site / "a.csv", accents)
    write(site, "content/en/bus.md", GUIDES["bus.md"].replace("the station", "the bus station"))
    code, texts, _ = unpack(site, "a.csv")
    assert (code, texts) == (0, {"taken": 1, "fuzzy": 1})
    (fuzzy,) = [entry for entry in entries(site).values() if entry.fuzzy]
    assert fuzzy.previous_msgid == "Buy the ticket at the station. Do not buy it from a stranger."
    assert fuzzy.msgstr == accents(fuzzy.previous_msgid, "")
    before = snapshot(site)
    assert unpack(site, "a.csv")[1] == {"there already": 2}
    assert run(site, "extract", "-l", "es", "-q").code == 0
    assert snapshot(site) == before


def test_a_guide_that_has_another_name_by_now_is_found(site: Path) -> None:
    assert run(site, "pack", "-l", "es", "peru-visa", "-o", "a.po").code == 0
    fill(site / "a.po", accents)
    (site / "content/en/peru/visa.md").rename(site / "content/en/peru/visas.md")
    code, texts, _ = unpack(site, "a.po")
    assert (code, set(texts)) == (0, {"taken"})


def test_what_others_wrote_meanwhile_stays_unless_it_may_be_overwritten(site: Path) -> None:
    assert run(site, "pack", "-l", "es", "bus", "-o", "a.po").code == 0
    fill(site / "a.po", accents)
    translate(site, "es", "bus", lambda _msgid: "Otro.", only=lambda entry: entry.msgid == "Buses")
    before = snapshot(site)
    code, texts, (finding,) = unpack(site, "a.po")
    assert (code, texts) == (1, {"taken": 1, "in conflict": 1})
    assert (finding["path"], finding["severity"]) == ("a.po", "error")
    line = (site / "a.po").read_text(encoding="utf-8").splitlines()[int(str(finding["line"])) - 1]
    assert line == 'msgid "Buses"'
    assert snapshot(site) != before
    assert unpack(site, "a.po", "--overwrite")[:2] == (0, {"corrected": 1, "there already": 1})
    assert entries(site)["bus", "", "Buses"].msgstr == accents("Buses", "")


def test_what_is_not_safe_is_listed_and_not_published(site: Path) -> None:
    assert run(site, "pack", "-l", "es", "peru-visa", "-o", "a.po").code == 0
    fill(site / "a.po", lambda text, _: f"{pseudo(text)} <script>x</script>")
    code, texts, findings = unpack(site, "a.po")
    assert code == 1
    assert len(findings) == texts["taken"]
    assert all("taken, but not published: " in str(each["message"]) for each in findings)
    run(site, "merge", "-q", "--publish-at", "0")
    pages = {path: data for path, data in snapshot(site).items() if path.startswith("content/es")}
    assert pages
    assert not any(b"<script>" in data for data in pages.values())


def test_a_dry_run_writes_nothing(site: Path) -> None:
    assert run(site, "pack", "-l", "es", "-o", "a.xlf").code == 0
    fill(site / "a.xlf", accents)
    before = snapshot(site)
    dry = unpack(site, "a.xlf", "--dry-run")
    assert snapshot(site) == before
    assert unpack(site, "a.xlf") == dry
    assert snapshot(site) != before


def test_only_the_named_guides_are_taken(site: Path) -> None:
    assert run(site, "pack", "-l", "es", "-o", "a.tmx").code == 0
    fill(site / "a.tmx", accents)
    _, texts, _ = unpack(site, "a.tmx", "bus")
    assert texts["taken"] == 2
    assert texts["not selected"] > 2
    assert {names[0] for names, entry in entries(site).items() if entry.said} == {"bus"}


def test_a_file_of_another_tool_fills_what_is_empty(site: Path) -> None:
    translate(site, "es", "bus", pseudo, only=lambda entry: entry.msgid == "Buses")
    text = "source;target\r\nBuses;Buses\r\nTaxes;Impuestos\r\nNo such;Nada\r\n"
    write(site, "a.csv", text)
    code, texts, findings = unpack(site, "a.csv", "-l", "es")
    assert (code, texts) == (1, {"taken": 1, "in conflict": 1, "refused": 1})
    assert [each["line"] for each in findings] == [2, 4]
    assert entries(site)["tax", "", "Taxes"].msgstr == "Impuestos"


def test_the_language_is_the_files_or_the_one_that_is_named(site: Path) -> None:
    assert run(site, "pack", "-l", "pt", "bus", "-o", "a.po").code == 0
    fill(site / "a.po", accents)
    done = run(site, "unpack", "a.po", "-l", "es")
    assert (done.code, done.err) == (2, "l10n: a.po: it is in pt, not in es: leave -l out\n")
    assert run(site, "unpack", "a.po", "-l", "pt", "-q").code == 0
    assert not any(entry.said for entry in entries(site).values())
    assert any(entry.said for entry in entries(site, "pt").values())


@pytest.mark.parametrize("name", ["a.xlf", "a.tmx"])
def test_a_region_that_a_tool_has_written_is_the_language_where_the_command_says_so(
    site: Path, name: str
) -> None:
    assert run(site, "pack", "-l", "es", "bus", "-o", name).code == 0
    fill(site / name, accents)
    text = (site / name).read_text("utf-8")
    for written in ('target-language="es', 'xml:lang="es', 'x-target-language">es'):
        text = text.replace(written, f"{written}-MX")
    write(site, name, text.replace('<tuv xml:lang="en"', '<tuv xml:lang="en-US"'))
    done = run(site, "unpack", name)
    hint = "if it is meant for es, say -l es"
    told = f"l10n: {name}: it is in es-MX, and the site has es, pt: {hint}\n"
    assert (done.code, done.err) == (2, told)
    assert run(site, "unpack", name, "-l", "pt").code == 2
    assert run(site, "unpack", name, "-l", "es", "-q").code == 0
    assert any(entry.said for entry in entries(site).values())


def test_a_memory_that_came_back_with_regions_is_in_the_language_that_went_out(site: Path) -> None:
    assert run(site, "pack", "-l", "es", "bus", "-o", "a.tmx").code == 0
    fill(site / "a.tmx", accents)
    text = (site / "a.tmx").read_text("utf-8")
    write(site, "a.tmx", text.replace('xml:lang="es"', 'xml:lang="es-ES"'))
    assert run(site, "unpack", "a.tmx", "-q").code == 0
    assert any(entry.said for entry in entries(site).values())


def test_a_file_that_is_there_is_not_written_over(site: Path) -> None:
    write(site, "a.po", "mine")
    done = run(site, "pack", "-l", "es", "-o", "a.po")
    assert done.code == 2
    assert done.err == "l10n: a.po: it is there already: unpack it, or name another file\n"
    assert (site / "a.po").read_text() == "mine"
    assert run(site, "pack", "-l", "es", "-o", "a.docx").code == 2
    assert run(site, "pack", "-o", "b.po").code == 2


def test_nothing_to_pack_makes_no_file(site: Path) -> None:
    translate(site, "es", "bus", pseudo)
    done = run(site, "pack", "-l", "es", "bus", "-o", "a.po")
    assert (done.code, done.out) == (0, "Nothing to pack: all is translated.\n")
    assert not (site / "a.po").exists()
    write(site, "locales/es/bus.po", 'msgid "a\n')
    done = run(site, "pack", "-l", "es", "bus", "-o", "a.po")
    assert done.code == 1
    assert done.out.endswith("\nNothing to pack: all that can be read is translated.\n")


def test_the_page_for_agencies_explains_every_count() -> None:
    page = (Path(__file__).parents[2] / "docs/agencies.md").read_text(encoding="utf-8")
    rows = [line.split(" | ")[0].strip("| ") for line in page.splitlines() if line[:2] == "| "]
    explained = {name for row in rows for name in row.split(", ")}
    assert set(map(str, Verdict)) <= explained
