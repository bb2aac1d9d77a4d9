"""Catalogs are brought from one form into another, and nothing of them is lost."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.catalog import Catalog, Entry
from l10n.po import parse_catalog, render_catalog
from tests.sites import build_translated_site, run, snapshot, write

OWN, GROUPED, SECTIONS = (f"locales/{{lang}}{end}.po" for end in ("/{key}", "", "/{section}"))
SHARED = {
    "a.md": "# Home\n\nPay the fee.\n",
    "deep/b.md": "---\ntranslationKey: bee\n---\n\n# Home\n\nPay.\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_translated_site(tmp_path / "site", guides=SHARED)
    assert run(root, "sync").code == 0
    return root


def regroup(root: Path, pattern: str) -> str:
    done = run(root, "keys", "--regroup", pattern)
    assert done.code == 0, done
    assert f'catalogs = "{pattern}"' in (root / "l10n.toml").read_text()
    return done.out


def read(root: Path, path: str) -> Catalog:
    return parse_catalog((root / path).read_bytes(), path)


def edit(root: Path, path: str, msgid: str, **changes: object) -> None:
    catalog = read(root, path)
    entries = tuple(
        each._replace(**changes) if each.msgid == msgid else each for each in catalog.entries
    )
    save(root, path, replace(catalog, entries=entries))


def text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def save(root: Path, path: str, catalog: Catalog) -> None:
    write(root, path, render_catalog(catalog))


@pytest.mark.parametrize("others", [[GROUPED], [SECTIONS], [GROUPED, SECTIONS], [SECTIONS, OWN]])
def test_a_site_that_went_through_other_forms_is_as_it_was(site: Path, others: list[str]) -> None:
    before = snapshot(site)
    for pattern in [*others, OWN]:
        regroup(site, pattern)
        settled = snapshot(site)
        synced = run(site, "sync", "-q")
        assert (synced.code, synced.out) == (0, "")
        assert snapshot(site) == settled
    assert snapshot(site) == before


def test_each_form_has_its_files_and_no_others(site: Path) -> None:
    def catalogs() -> list[str]:
        return [path for path in snapshot(site) if path.endswith(".po") and "/es" in path]

    assert catalogs() == ["locales/es/a.po", "locales/es/bee.po"]
    out = regroup(site, GROUPED)
    assert out == "2 catalogs written, 4 removed, in the form locales/{lang}.po.\n"
    assert catalogs() == ["locales/es.po"]
    regroup(site, SECTIONS)
    assert catalogs() == ["locales/es/deep.po", "locales/es/top.po"]


@pytest.mark.parametrize("is_said", [True, False])
def test_settings_keep_their_line_ends(site: Path, is_said: bool) -> None:
    catalogs = f'catalogs = "{OWN}"\n'
    assert catalogs in text(site, "l10n.toml")
    settings = text(site, "l10n.toml").replace(catalogs, catalogs * is_said)
    (site / "l10n.toml").write_bytes(settings.replace("\n", "\r\n").encode())
    regroup(site, GROUPED)
    data = (site / "l10n.toml").read_bytes()
    assert b'\r\ncatalogs = "locales/{lang}.po"\r\n' in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_of_two_translations_of_one_text_one_is_in_a_comment(site: Path) -> None:
    edit(site, "locales/es/bee.po", "Home", msgstr="Inicio", comments=("checked",))
    out = regroup(site, GROUPED)
    assert "locales/es.po:23: warning: guides had 2 translations of this" in out
    home = next(each for each in read(site, "locales/es.po").entries if each.msgid == "Home")
    assert home.references == ("content/en/a.md", "content/en/deep/b.md")
    assert home.comments == ("checked", "content/en/deep/b.md: Inicio")


def test_obsolete_entries_and_headers_are_kept(site: Path) -> None:
    catalog = read(site, "locales/es/bee.po")
    gone = Entry("Gone", "Ido", obsolete=True)
    header = catalog.header._replace(
        msgstr=catalog.header.msgstr + "X-Note: kept\n", comments=("Ana, 2026",)
    )
    changed = replace(catalog, header=header, entries=(*catalog.entries, gone))
    write(site, "locales/es/bee.po", render_catalog(changed))
    regroup(site, GROUPED)
    grouped = read(site, "locales/es.po")
    assert gone._replace(references=("content/en/deep/b.md",)) in grouped.entries
    assert "X-Note: kept\n" in grouped.header.msgstr
    assert "Ana, 2026" in grouped.header.comments
    regroup(site, OWN)
    assert read(site, "locales/es/bee.po").entries == changed.entries
    assert gone not in read(site, "locales/es/a.po").entries


@pytest.mark.parametrize("pattern", [GROUPED, SECTIONS])
def test_what_a_guide_had_last_comes_back_to_it(site: Path, pattern: str) -> None:
    """Also where no guide is named, as after msgmerge, if it has a fuzzy translation of it."""
    regroup(site, pattern)
    write(site, "content/en/deep/b.md", SHARED["deep/b.md"].replace("Pay.", "Wait outside."))
    assert run(site, "sync", "-q").code == 0
    path = next(path for path in catalogs(site) if "/es" in path and "Wait" in text(site, path))
    left = next(each for each in read(site, path).entries if each.obsolete)
    assert (left.msgid, left.references) == ("Pay.", ("content/en/deep/b.md",))
    catalog = read(site, path)
    odd = (
        Entry("Go", "Vaya", obsolete=True),
        Entry("Stay", "Quédese", obsolete=True, references=("content/en/gone.md",)),
        Entry("Pay it", "Páguelo", obsolete=True),
    )
    save(site, path, replace(catalog, entries=(*catalog.entries, *odd)))
    edit(site, path, "Wait outside.", msgstr="Vaya", flags=("fuzzy",), previous_msgid="Go")
    before = {each.said for each in read(site, path).entries}
    regroup(site, OWN)
    own = read(site, "locales/es/bee.po")
    assert {"Pay.", "Go"} <= {each.msgid for each in own.entries if each.obsolete}
    assert not any(each.references for each in own.entries if each.obsolete)
    first = read(site, f"locales/es/{'a' if pattern == GROUPED else 'bee'}.po")
    assert {"Stay", "Pay it"} <= {each.msgid for each in first.entries if each.obsolete}
    assert before <= {each.said for one in (own, first) for each in one.entries} | {""}


def test_an_obsolete_text_that_a_guide_has_live_is_kept_as_a_comment(site: Path) -> None:
    regroup(site, SECTIONS)
    catalog = read(site, "locales/es/top.po")
    odd = Entry("Pay.", "Abone.", obsolete=True, references=("content/en/deep/b.md",))
    save(site, "locales/es/top.po", replace(catalog, entries=(*catalog.entries, odd)))
    regroup(site, OWN)
    pay = next(each for each in read(site, "locales/es/bee.po").entries if each.msgid == "Pay.")
    assert (pay.obsolete, pay.comments) == (False, ("Abone.",))


def test_what_the_memory_said_of_a_translation_stays_with_it(site: Path) -> None:
    """Of the other translation of a text, or of the same in another guide, it would be false."""
    marks = ("by hand", "memory: the same text, in a")
    edit(site, "locales/es/bee.po", "Home", comments=marks)
    edit(site, "locales/pt/bee.po", "Home", msgstr="Começo", flags=("fuzzy",), comments=marks)
    regroup(site, GROUPED)
    for language in ("es", "pt"):
        home = next(e for e in read(site, f"locales/{language}.po").entries if e.msgid == "Home")
        assert home.translated
        assert home.comments[0] == "by hand"
        assert not any(line.startswith("memory: ") for line in home.comments)


def test_what_the_memory_said_of_an_obsolete_text_is_not_said_of_it_live(site: Path) -> None:
    regroup(site, SECTIONS)
    catalog = read(site, "locales/es/top.po")
    odd = Entry(
        "Pay.",
        "Abone.",
        obsolete=True,
        references=("content/en/deep/b.md",),
        comments=("by hand", "memory: 80 % alike, in a"),
    )
    save(site, "locales/es/top.po", replace(catalog, entries=(*catalog.entries, odd)))
    regroup(site, OWN)
    pay = next(each for each in read(site, "locales/es/bee.po").entries if each.msgid == "Pay.")
    assert (pay.obsolete, pay.comments) == (False, ("by hand", "Abone."))


def test_no_empty_folder_stays_behind(site: Path) -> None:
    def folders() -> set[str]:
        return {path.name for path in (site / "locales").rglob("*") if path.is_dir()}

    write(site, "locales/pt/notes.txt", "Kept.")
    regroup(site, GROUPED)
    assert folders() == {"pt"}
    regroup(site, "po/{lang}/{section}.po")
    regroup(site, GROUPED)
    assert not (site / "po").exists()


def test_nothing_is_changed_where_a_catalog_is_damaged_or_a_file_in_the_way(site: Path) -> None:
    write(site, "locales/es.po", 'msgid ""\nmsgstr "Another"\n')
    before = snapshot(site)
    refused = run(site, "keys", "--regroup", GROUPED)
    assert refused.code == 2
    assert refused.err.startswith("l10n: locales/es.po: in the way of a catalog")
    assert snapshot(site) == before
    write(site, "locales/pt/bee.po", 'msgid "torn\n')
    before = snapshot(site)
    assert run(site, "keys", "--regroup", SECTIONS).code == 2
    assert snapshot(site) == before


def test_a_glossary_stays_where_it_is_looked_for(site: Path) -> None:
    write(site, "locales/es/glossary.csv", "term,translation\nfee,tasa\n")
    for pattern in (GROUPED, SECTIONS, "po/{lang}.po"):
        regroup(site, pattern)
    assert (site / "po/es/glossary.csv").exists()
    assert (site / "po/published.txt").exists()
    assert not (site / "locales/es/glossary.csv").exists()


def test_it_is_about_all_catalogs(site: Path) -> None:
    assert run(site, "keys", "--regroup", GROUPED, "-l", "es").code == 2
    assert run(site, "keys", "--regroup", "locales/x.po").code == 2


def set_by_hand(root: Path, pattern: str) -> None:
    text = (root / "l10n.toml").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("catalogs =")]
    write(root, "l10n.toml", "\n".join([f'catalogs = "{pattern}"', *lines, ""]))


def catalogs(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in snapshot(root).items() if path.endswith(".po")}


FORMS = (OWN, GROUPED, SECTIONS)


@pytest.mark.parametrize(
    ("old", "new"), [(old, new) for old in FORMS for new in FORMS if old != new]
)
def test_a_form_that_was_set_by_hand_forgets_no_translation(
    tmp_path: Path, old: str, new: str
) -> None:
    guides = {**SHARED, "deep/c.md": "# More\n\nWait.\n"}
    site = build_translated_site(tmp_path / "site", guides=guides)
    assert run(site, "sync").code == 0
    catalog = read(site, "locales/es/a.po")
    gone = Entry("Gone", "Ido", obsolete=True)
    save(site, "locales/es/a.po", replace(catalog, entries=(*catalog.entries, gone)))
    (site / "content/es/a.md").unlink()  # as if it were not published yet
    regroup(site, old)
    shutil.copytree(site, tmp_path / "asked")
    regroup(tmp_path / "asked", new)
    set_by_hand(site, new)
    before = snapshot(site)
    for command in ("extract", "sync", "import", "merge", "check", "keys"):
        stopped = run(site, command)
        assert stopped.code == 2
        assert stopped.err == (
            f"l10n: l10n.toml: catalogs in the form {old} are here, which are not read in the form "
            f"{new}: bring them over with l10n keys --regroup '{new}', or set catalogs back to "
            "that\n"
        )
        assert snapshot(site) == before
    regroup(site, new)
    assert catalogs(site) == catalogs(tmp_path / "asked")
    assert run(site, "check").code == 0


def test_translations_come_over_into_catalogs_without_any(site: Path) -> None:
    for language in ("es", "pt"):
        (site / "locales" / language).rename(site.parent / language)
    set_by_hand(site, GROUPED)
    assert run(site, "extract").code == 0
    for language in ("es", "pt"):
        (site.parent / language).rename(site / "locales" / language)
    assert run(site, "sync").code == 2
    regroup(site, GROUPED)
    assert all(each.translated for each in read(site, "locales/es.po").entries)
    assert [path for path in catalogs(site) if "/es" in path] == ["locales/es.po"]


@pytest.mark.parametrize(
    ("old", "new"), [(OWN, GROUPED), (GROUPED, OWN), (SECTIONS, GROUPED), (GROUPED, SECTIONS)]
)
def test_one_text_that_came_in_the_old_form_is_not_left_behind(
    site: Path, old: str, new: str
) -> None:
    # What a merge leaves that could not choose: one side regrouped, the other translated.
    regroup(site, old)
    kept = catalogs(site)
    regroup(site, new)
    assert any("Pay the fee." in data.decode() for data in kept.values())
    for path in catalogs(site):
        edit(site, path, "Pay the fee.", msgstr="")
    for path, data in kept.items():
        if path not in catalogs(site):
            (site / path).parent.mkdir(exist_ok=True, parents=True)
            (site / path).write_bytes(data)
    stopped = run(site, "sync")
    assert stopped.code == 2
    assert f"l10n keys --regroup '{new}'" in stopped.err
    regroup(site, new)
    assert not kept.keys() & catalogs(site).keys()
    found = [each for path in catalogs(site) for each in read(site, path).entries]
    assert all(each.translated for each in found if each.msgid == "Pay the fee.")
    assert run(site, "sync").code == 0


def test_a_copy_of_catalogs_and_those_of_others_stay_where_they_are(site: Path) -> None:
    shutil.copytree(site / "locales/es", site / "locales/old/es")
    write(site, "locales/es.po", '#: src/a.py\nmsgid "Home"\nmsgstr "Casa"\n')
    before = snapshot(site)
    assert run(site, "sync", "-q").code == 0
    assert snapshot(site) == before
    regroup(site, SECTIONS)
    assert (site / "locales/old/es/a.po").exists()
    assert (site / "locales/es.po").exists()


def test_a_damaged_catalog_of_many_guides_is_not_brought_over(site: Path) -> None:
    regroup(site, GROUPED)
    write(site, "locales/es.po", (site / "locales/es.po").read_text() + '\nmsgid "torn\n')
    before = snapshot(site)
    refused = run(site, "keys", "--regroup", OWN)
    assert refused.code == 2
    assert refused.err.startswith("l10n: locales/es.po:")
    assert snapshot(site) == before


@pytest.mark.parametrize("old", FORMS)
def test_a_folder_that_was_set_by_hand_forgets_no_translation(site: Path, old: str) -> None:
    regroup(site, old)
    shutil.copytree(site, site.parent / "asked")
    new = old.replace("locales/", "po/texts/")
    regroup(site.parent / "asked", new)
    set_by_hand(site, new)
    before = snapshot(site)
    for arguments in (("extract",), ("sync",), ("check",), ("keys",), ("keys", "--regroup", new)):
        stopped = run(site, *arguments)
        assert (stopped.code, stopped.err) == (
            2,
            f"l10n: l10n.toml: catalogs in the form {old} are here, and none in the form {new}: "
            f"set catalogs back to {old}, then move them with l10n keys --regroup '{new}', "
            "or move those away to begin anew\n",
        )
        assert snapshot(site) == before
    set_by_hand(site, old)
    regroup(site, new)
    assert catalogs(site) == catalogs(site.parent / "asked")
    assert run(site, "sync", "-q").code == 0
    assert catalogs(site) == catalogs(site.parent / "asked")


def test_catalogs_that_were_moved_with_their_setting_or_are_of_others_are_no_fault(
    site: Path,
) -> None:
    (site / "locales").rename(site / "po")
    set_by_hand(site, OWN.replace("locales", "po"))
    before = catalogs(site)
    assert run(site, "sync", "-q").code == 0
    assert catalogs(site) == before
    (site / "po").rename(site / "apps")  # where another site has the same guides
    write(site, "apps/l10n.toml", (site / "l10n.toml").read_text())
    assert run(site, "extract", "-q").code == 0
    assert not any(each.has_text for each in read(site, "po/es/a.po").entries)


@pytest.mark.parametrize("pattern", ["locales/{lang}", "po/{key}.po", "../{lang}.po", ""])
def test_a_pattern_that_is_none_is_refused_by_its_name(tmp_path: Path, pattern: str) -> None:
    site = build_translated_site(tmp_path)
    before = snapshot(site)
    done = run(site, "keys", "--regroup", pattern)
    assert done.code == 2
    assert done.err.startswith(f"l10n: --regroup {pattern}: catalogs ")
    assert snapshot(site) == before
