"""Sites with one catalog a language: commands do there what they do with one a guide."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.catalog import Catalog, Entry
from l10n.po import parse_catalog, render_catalog
from tests.repositories import commit, git
from tests.sites import (
    GROUPED,
    SETTINGS,
    TAX,
    build_site,
    build_translated_site,
    run,
    snapshot,
    stamps,
    write,
)

ES = "locales/es.po"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build_translated_site(tmp_path / "site", settings=GROUPED)


def read(root: Path, path: str = ES) -> Catalog:
    return parse_catalog((root / path).read_bytes(), path)


def save(root: Path, catalog: Catalog, path: str = ES) -> None:
    write(root, path, render_catalog(catalog))


def edit(root: Path, msgid: str, path: str = ES, **changes: object) -> Entry:
    catalog = read(root, path)
    found = next(each for each in catalog.entries if each.msgid == msgid)
    new = found._replace(**changes)
    entries = tuple(new if each.identity == new.identity else each for each in catalog.entries)
    save(root, replace(catalog, entries=entries), path)
    return found


def test_pages_are_as_with_a_catalog_for_each_guide(site: Path, tmp_path: Path) -> None:
    other = build_translated_site(tmp_path / "other", settings=SETTINGS)
    ours, theirs = (
        {path: data for path, data in snapshot(root).items() if path.startswith("content")}
        for root in (site, other)
    )
    assert ours == theirs
    assert [path for path in snapshot(site) if path.endswith(".po")] == [ES, "locales/pt.po"]


def test_a_second_sync_writes_nothing_and_so_does_a_fresh_clone(site: Path) -> None:
    before = stamps(site)
    assert run(site, "sync", "--exit-code").code == 0
    for path in (site / ".l10n").glob("[!.]*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert run(site, "extract", "--check").code == 0
    assert run(site, "sync", "--exit-code").code == 0
    assert stamps(site) == before


def test_one_edit_changes_one_entry_and_keeps_the_bytes_of_others(site: Path) -> None:
    data = (site / ES).read_bytes()
    wrapped = data.replace(b'msgid "Keep the receipt.', b'msgid ""\n"Keep the receipt.')
    assert wrapped != data
    (site / ES).write_bytes(wrapped)
    write(site, "content/en/peru/tax.md", TAX.replace("before March", "before May"))
    assert run(site, "sync", "-q").code == 0
    now = (site / ES).read_bytes()
    assert b'msgid ""\n"Keep the receipt.' in now
    texts = {each.msgid: each for each in read(site).entries}
    changed = next(each for text, each in texts.items() if "before May" in text)
    assert changed.fuzzy
    assert "before March" in str(changed.previous_msgid)
    old, new = (set(each.split(b"\n\n")) for each in (wrapped, now))
    assert len(new - old) == 1


def test_a_translator_changes_what_all_guides_have(site: Path) -> None:
    write(site, "content/en/bus.md", "# Buses\n\nKeep the receipt.\n")
    write(site, "content/en/ship.md", "# Ships\n\nKeep the receipt.\n")
    assert run(site, "sync", "-q").code == 0
    receipt = next(each for each in read(site).entries if each.msgid == "Keep the receipt.")
    names = ("content/en/bus.md", "content/en/peru/visa.md", "content/en/ship.md")
    assert receipt.references == names
    assert receipt.translated
    edit(site, "Keep the receipt.", msgstr="Guarde el recibo.")
    run(site, "sync", "-q", "--config", "l10n.toml")
    assert "Guarde el recibo." in (site / "content/es/bus.md").read_text()
    assert "Guarde el recibo." in (site / "content/es/peru/visa.md").read_text()


def test_a_text_that_only_one_of_its_guides_changes_is_offered_there(tmp_path: Path) -> None:
    """Whatever the other guides have before it in the file."""
    texts = "# {}\n\nGo at {} o'clock.\n\n## {}\n\nPay {} pesos on the boat.\n"
    hours = dict(zip("abcd", (5, 6, 7, 8), strict=True))
    guides = {
        f"{name}.md": texts.format(f"Way {name}", hour, "Required papers", hour)
        for name, hour in hours.items()
    }
    site = build_translated_site(tmp_path / "site", guides=guides, settings=GROUPED)
    changed = texts.format("Way c", 7, "Required papers there", 7)
    write(site, "content/en/c.md", changed)
    assert run(site, "sync", "-q").code == 0
    found = {each.msgid: each for each in read(site).entries}
    new, old = found["Required papers there"], found["Required papers"]
    assert (new.fuzzy, new.msgstr, new.previous_msgid) == (True, old.msgstr, old.msgid)
    assert [old.translated, len(old.references)] == [True, 3]


def test_what_leaves_all_guides_is_obsolete_and_comes_back(site: Path) -> None:
    text = (site / "content/en/bus.md").read_text()
    before = {each.identity: each.said for each in read(site).entries}
    write(site, "content/en/bus.md", "# Buses\n")
    assert run(site, "extract", "-q").code == 0
    gone = [each for each in read(site).entries if each.obsolete]
    assert [each.msgid[:14] for each in gone] == ["Buy the ticket"]
    write(site, "content/en/bus.md", text)
    assert run(site, "extract", "-q").code == 0
    assert {each.identity: each.said for each in read(site).entries} == before
    assert not any(each.obsolete for each in read(site).entries)


def test_a_guide_that_moves_keeps_its_translations(site: Path) -> None:
    (site / "content/en/bus.md").rename(site / "content/en/coach.md")
    assert run(site, "sync", "-q").code == 0
    assert "content/en/bus.md" not in (site / ES).read_text()
    assert all(each.translated for each in read(site).entries)
    assert (site / "content/es/coach.md").exists()


def test_findings_have_the_place_in_the_file_that_people_see(site: Path) -> None:
    edit(site, "Buses", msgstr="<script>x</script>")
    line = 1 + (site / ES).read_text().split("\n").index('msgid "Buses"')
    found = json.loads(run(site, "check", "--format=json").out)["findings"]
    assert (ES, line) in {(each["path"], each["line"]) for each in found}
    for command in ("sync -v", "check -v", "next", "status -v", "coverage", "merge -v"):
        assert ".l10n" not in run(site, *command.split()).out
    assert f"{ES}:{line}" in run(site, "sync").out


def test_a_catalog_that_is_named_means_all_its_guides(site: Path) -> None:
    found = json.loads(run(site, "coverage", ES, "--format=json").out)
    assert [*found["languages"]] == ["es"]
    assert len(found["guides"]) == 3
    assert run(site, "check", f"./{ES}").code == 0


def test_names_in_a_catalog_lead_nowhere_but_to_guides(site: Path) -> None:
    catalog = read(site)
    odd = Entry("Odd", "Raro", references=("../../../outside.md", "/etc/x.md", ".hidden/x.md"))
    save(site, replace(catalog, entries=(*catalog.entries, odd)))
    assert run(site, "sync", "-q").code == 0
    assert odd in read(site).entries
    assert not (site.parent / "outside.po").exists()


def test_check_brings_a_catalog_to_canonical_form(site: Path) -> None:
    before = (site / ES).read_bytes()
    write(site, ES, before.replace(b'msgid "Buses"', b'msgid ""\n"Buses"'))
    assert run(site, "sync", "-q").code == 0
    assert (site / ES).read_bytes() != before
    assert "wrote 1 catalog as l10n extract does" in run(site, "check", "--fix").out
    assert (site / ES).read_bytes() == before


def test_what_happened_since_a_revision(site: Path) -> None:
    git(site, "init", "-q")
    commit(site)
    edit(site, "Buses", msgstr="")
    assert run(site, "sync", "-q").code == 0
    out = run(site, "coverage", "--since", "HEAD").out
    assert "-1" in out


def test_packed_and_unpacked_texts_are_in_the_one_file(tmp_path: Path) -> None:
    root = build_site(tmp_path / "site", settings=GROUPED)
    assert run(root, "extract", "-q").code == 0
    assert run(root, "pack", "-l", "es", "-o", "es.po").code == 0
    packed = read(root, "es.po")
    done = tuple(each._replace(msgstr=each.msgid) for each in packed.entries)
    save(root, replace(packed, entries=done), "es.po")
    assert run(root, "unpack", "es.po").code == 0
    assert all(each.translated for each in read(root).entries)
    assert not any(each.translated for each in read(root, "locales/pt.po").entries)


def test_pages_that_people_wrote_are_taken_in(tmp_path: Path) -> None:
    root = build_site(tmp_path / "site", settings=GROUPED)
    page = "# Autobuses\n\nCompre el boleto en la estación. No se lo compre a un extraño.\n"
    write(root, "content/es/bus.md", page)
    assert run(root, "import", "-q").code == 0
    said = {each.msgid: each.msgstr for each in read(root).entries}
    assert said["Buses"] == "Autobuses"


def test_the_texts_of_a_guide_that_is_gone_stay_until_a_person_removes_them(site: Path) -> None:
    before = read(site).entries
    (site / "content/en/bus.md").unlink()
    found = run(site, "extract", "-v").out
    assert f"{ES}: info: no source guide has the key bus: bring the guide back" in found
    assert "the entries whose #: names it alone can be removed" in found
    assert read(site).entries == before


def test_sections_have_their_files(tmp_path: Path) -> None:
    settings = SETTINGS.replace("{key}", "{section}")
    root = build_translated_site(tmp_path / "site", settings=settings)
    names = [path for path in snapshot(root) if path.startswith("locales/es")]
    assert names == ["locales/es/peru.po", "locales/es/top.po"]
    (root / "content/en/peru/tax.md").rename(root / "content/en/tax.md")
    assert run(root, "sync", "-q").code == 0
    assert "tax.md" not in (root / "locales/es/peru.po").read_text()
    moved = read(root, "locales/es/top.po")
    assert all(each.translated for each in moved.entries)
    assert "content/en/tax.md" in (root / "locales/es/top.po").read_text()


def test_weblate_is_told_of_one_component_or_of_sections(site: Path) -> None:
    told = json.loads(run(site, "weblate").out)
    assert told["component"]["filemask"] == "locales/*.po"
    assert "addon" not in told
    write(site, "l10n.toml", SETTINGS.replace("{key}", "{section}"))
    told = json.loads(run(site, "weblate").out)
    assert told["component"]["filemask"] == "locales/*/top.po"
    pattern = told["addon"]["configuration"]["match"]
    assert re.fullmatch(pattern, "locales/pt-BR/peru.po")
    assert not re.fullmatch(pattern, "locales/pt/glossary.po")


@pytest.mark.parametrize("form", ["locales/{lang}.po", "locales/{lang}/{section}.po"])
def test_a_damaged_catalog_stops_only_its_own_guides(tmp_path: Path, form: str) -> None:
    settings = GROUPED.replace("locales/{lang}.po", form)
    site = build_translated_site(tmp_path / "site", settings=settings)
    paths = [path for path in snapshot(site) if path.endswith(".po")]
    bad = min(paths)
    lines = (site / bad).read_text().splitlines(keepends=True)
    write(site, bad, "".join([*lines[:20], "<<<<<<< HEAD\n", *lines[20:]]))
    for path in ("bus.md", "peru/tax.md"):
        source = site / "content/en" / path
        source.write_text(f"{source.read_text()}\nA new text.\n")
    before = snapshot(site)
    for command in ("extract", "merge", "sync", "sync", "check"):
        done = run(site, command)
        assert (done.code, done.err) == (1, "")
        assert done.out.count("[refused]") == 1
        assert f"{bad}:21: " in done.out
        assert ".l10n" not in done.out
    after = snapshot(site)
    changed = {path for path in paths if after[path] != before[path]}
    assert changed == {*paths} - {bad}
    assert after.keys() == before.keys()
    assert after["content/es/peru/tax.md"] == before["content/es/peru/tax.md"]
    assert after["content/pt/peru/tax.md"] != before["content/pt/peru/tax.md"]
    write(site, bad, "".join(lines))
    assert run(site, "sync").code == 0
    assert [each.msgstr for each in read(site, bad).entries if each.msgid == "A new text."] == [""]
    assert snapshot(site)["content/es/peru/tax.md"] != before["content/es/peru/tax.md"]


def test_a_damaged_catalog_is_refused_without_a_cache_too(site: Path) -> None:
    write(site, ES, (site / ES).read_text() + 'msgid "torn\n')
    shutil.rmtree(site / ".l10n")
    before = snapshot(site)
    done = run(site, "sync")
    assert done.code == 1
    assert "[refused]" in done.out
    assert snapshot(site) == before


@pytest.mark.parametrize("form", ["locales/{lang}.po", "locales/{lang}/{section}.po"])
def test_languages_that_begin_together_are_as_if_each_had_begun_alone(
    tmp_path: Path, form: str
) -> None:
    guides = {
        f"{place}/{name}.md": f"---\ntitle: {name}\n---\n\n## Fees\n\nPay.\n\n- Pay {name}.\n"
        for place in ("a", "b")
        for name in ("one", "two", "three")
    }
    settings = GROUPED.replace("locales/{lang}.po", form)
    settings = settings.replace('["es", "pt"]', '["es", "pt", "fr", "ja"]')
    together, alone = (build_site(tmp_path / name, guides, settings) for name in "ta")
    assert run(together, "extract", "-q").code == 0
    for language in ("pt", "ja", "fr", "es"):
        assert run(alone, "extract", "-q", "-l", language).code == 0
    files = [_undated(root) for root in (together, alone)]
    assert files[0] == files[1]
    assert len(files[0]) == 4 * (len(guides) + (2 if "section" in form else 1))
    for root in (together, alone):
        shutil.rmtree(root / ".l10n")
        assert run(root, "extract", "-q").code == 0
        assert _undated(root) == files[0]


def _undated(root: Path) -> dict[str, str]:
    """Return all catalogs, the guides' private ones too, without the minute they were made in."""
    return {
        path.relative_to(root).as_posix(): re.sub(r"PO-Revision-Date: [^\\]+", "", path.read_text())
        for path in root.rglob("*.po")
    }


def test_what_is_counted_is_called_by_its_name(site: Path) -> None:
    (site / ES).unlink()
    assert run(site, "extract").out.split()[:2] == ["guides", "created"]
    assert " translations in 2 catalogs: " in run(site, "check").out
