"""Data files that hold all languages: catalogs translate each language's part, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest
import yaml

from l10n.config.settings import parse_config
from l10n.errors import L10nError
from tests import hugo
from tests.makes.test_data_site import fill
from tests.repositories import commit, git
from tests.sites import build_site, run, snapshot, translate, write

PAGE = {"boat.md": "---\ntitle: Boats\n---\n\nRow home.\n"}
SETTINGS = """\
source-language = "en"
languages = ["es", "pl"]

[[data]]
source = "hugo.toml"
part = "languages.{lang}"
fields = ["title", "params.*", "menus.**.name"]
"""
HUGO = """\
baseURL = "https://x.example/"
defaultContentLanguage = "en"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "section", "page"]

# Who reads us.
[languages.en]
weight = 1
label = "English"
title = "Ferries" # everywhere

[languages.en.params]
motto = "Row home"

[[languages.en.menus.main]]
name = "Docs"
url = "/docs/"
weight = 10

[languages.pl] # od Oli
weight = 3
label = "Polski"

[languages.es]
weight = 2
label = "Español"
title = "Barcas"   # de Ana

[markup.goldmark.renderer]
unsafe = false
"""
STRINGS = """\
# Of the theme.
en:
  more: Read more
  posts: {one: One post, other: '{{ .Count }} posts'}
es:
  more: Seguir   # corto
  own: true
"""


def parts_site(
    root: Path, settings: str = SETTINGS, text: str = HUGO, name: str = "hugo.toml"
) -> Path:
    build_site(root, PAGE, settings)
    write(root, name, text)
    return root


def test_a_preview_has_the_whole_file_with_all_its_languages(tmp_path: Path) -> None:
    site = parts_site(tmp_path / "site")
    assert run(site, "extract").code == 0
    assert run(site, "import").code == 0
    for language in ("es", "pl"):
        translate(site, language, "hugo.toml", lambda msgid: f"{msgid} 2")
    before = (site / "hugo.toml").read_bytes()
    for _ in range(2):
        assert run(site, "merge", "--to", "../out").code == 0
    assert (site / "hugo.toml").read_bytes() == before
    assert run(site, "sync").code == 0
    assert (tmp_path / "out/hugo.toml").read_bytes() == (site / "hugo.toml").read_bytes() != before


def strings_site(root: Path) -> Path:
    settings = SETTINGS.partition("[[data]]")[0]
    settings += '[[data]]\nsource = "_data/**.yml"\npart = "{lang}"\n'
    return parts_site(root, settings, STRINGS, "_data/strings.yml")


def test_hugo_shows_titles_and_menus_of_each_language(tmp_path: Path) -> None:
    site = parts_site(tmp_path)
    assert run(site, "extract").code == 0
    assert run(site, "import").code == 0
    words = {"Ferries": 'Promy "X"', "Row home": "Wio'''suj\n= 1", "Docs": "Dokumenty"}
    translate(site, "pl", "hugo.toml", lambda msgid: words[msgid])
    translate(site, "es", "hugo.toml", str.upper, only=lambda each: each.msgid != "Ferries")
    assert run(site, "sync").code == 0
    made = (site / "hugo.toml").read_text()
    own = '[languages.pl] # od Oli\nweight = 3\nlabel = "Polski"\ntitle = "Promy \\"X\\""\n'
    assert own in made
    theirs = 'label = "Español"\ntitle = "Barcas"   # de Ana\n\n[languages.es.params]\n'
    assert theirs in made
    before, after = tomllib.loads(HUGO), tomllib.loads(made)
    assert after["languages"].pop("pl")["menus"]["main"] == [
        {"name": "Dokumenty", "url": "/docs/", "weight": 10}
    ]
    assert after["languages"].pop("es")["params"] == {"motto": "ROW HOME"}
    assert after["languages"]["en"] == before["languages"]["en"]
    assert after["markup"] == before["markup"]
    shutil.rmtree(site / "content")
    menu = "{{ range site.Menus.main }}{{ .Name }} {{ .URL }}{{ end }}"
    hugo.write(
        site, {"layouts/index.html": f"{{{{ site.Title }}}}|{{{{ site.Params.motto }}}}|{menu}"}
    )
    out = hugo.build(site)
    assert (out / "index.html").read_text() == "Ferries|Row home|Docs /docs/"
    assert (out / "es/index.html").read_text() == "Barcas|ROW HOME|DOCS /docs/"
    shown = "Promy &#34;X&#34;|Wio&#39;&#39;&#39;suj = 1|Dokumenty /docs/"
    assert (out / "pl/index.html").read_text() == shown


def test_runs_without_news_write_nothing(tmp_path: Path) -> None:
    site = parts_site(tmp_path)
    run(site, "extract")
    run(site, "import")
    translate(site, "pl", "hugo.toml")
    assert run(site, "sync").code == 0
    before = snapshot(site)
    assert run(site, "sync").code == 0
    assert run(site, "merge", "--check").code == 0
    shutil.rmtree(site / ".l10n")
    assert run(site, "merge", "--check").code == 0
    assert run(site, "sync").code == 0
    assert snapshot(site) == before


def test_what_is_taken_back_is_written_again(tmp_path: Path) -> None:
    site = parts_site(tmp_path)
    assert run(site, "sync", "-q").code == 0
    before = (site / "hugo.toml").read_bytes()
    translate(site, "pl", "hugo.toml", str.upper)
    assert run(site, "sync", "-q").code == 0
    made = (site / "hugo.toml").read_bytes()
    assert made != before
    write(site, "hugo.toml", before)  # as git checkout does it
    assert run(site, "merge", "--check").code == 1
    assert run(site, "merge", "-q").code == 0
    assert (site / "hugo.toml").read_bytes() == made


def test_what_a_person_edited_is_kept_and_told(tmp_path: Path) -> None:
    site = strings_site(tmp_path)
    run(site, "extract")
    assert "take it in with l10n import" in run(site, "merge").out
    assert run(site, "import").code == 0
    fill(site, "es", {"One post": ["Una", "{{ .Count }} notas"]}, "data/strings.yml")
    fill(
        site,
        "pl",
        {"One post": ["Wpis", "{{ .Count }} wpisy", "{{ .Count }} wpisów"]},
        "data/strings.yml",
    )
    assert run(site, "sync").code == 0
    path = site / "_data/strings.yml"
    made = path.read_text()
    assert made == STRINGS.replace(
        "es:\n",
        "pl:\n  more: Read more\n  posts: {one: Wpis, few: '{{ .Count }} wpisy', "
        "many: '{{ .Count }} wpisów', other: '{{ .Count }} wpisów'}\nes:\n",
    ).replace("  own", "  posts: {one: Una, other: '{{ .Count }} notas'}\n  own")
    # A comment, and what is no text, is nobody's affair.
    path.write_text(made.replace("# corto", "# de Ana").replace("own: true", "own: 4"))
    assert run(site, "merge", "--check").code == 0
    edited = path.read_text().replace("Seguir", "Leer")
    path.write_text(edited)
    fill(site, "pl", {"Read more": ["Dalej"]}, "data/strings.yml")
    merged = run(site, "merge")
    assert "_data/strings.yml: kept: this page was edited by hand" in merged.out
    now = edited.replace(
        "  more: Read more\n  posts: {one: Wpis", "  more: Dalej\n  posts: {one: Wpis"
    )
    assert path.read_text() == now
    assert run(site, "import").code == 0
    assert 'msgstr "Leer"' in (site / "locales/es/data/strings.yml.po").read_text()
    assert "kept" not in run(site, "sync").out
    assert path.read_text() == now


def test_texts_come_and_go_with_their_source(tmp_path: Path) -> None:
    site = strings_site(tmp_path)
    run(site, "extract")
    run(site, "import")
    run(site, "sync")
    path = site / "_data/strings.yml"
    text = path.read_text().replace("  more: Read more\n", "  new:\n    deep: New\n    n: 1\n", 1)
    path.write_text(text)
    assert run(site, "sync").code == 0
    translate(site, "es", "data/strings.yml", str.upper, only=lambda each: each.msgid == "New")
    assert run(site, "sync").code == 0
    said = yaml.safe_load(path.read_text())
    assert said["es"] == {
        "new": {"deep": "NEW", "n": 1},
        "posts": {"one": "One post", "other": "{{ .Count }} posts"},
        "own": True,
    }


def test_what_merging_would_lose_holds_the_part_back(tmp_path: Path) -> None:
    site = strings_site(tmp_path)
    text = STRINGS.replace("own: true", "own: Propio")
    write(site, "_data/strings.yml", text)
    run(site, "extract")
    imported = run(site, "import")
    assert "_data/strings.yml:7: warning: es.own: merging would not keep" in imported.out
    assert "add it at en, too, confirm" in imported.out
    assert run(site, "sync").code == 0
    assert (site / "_data/strings.yml").read_text() == text
    assert 'msgstr "Seguir"' in (site / "locales/es/data/strings.yml.po").read_text()


def test_what_cannot_be_written_safely_is_refused(tmp_path: Path) -> None:
    site = strings_site(tmp_path)
    text = "fr: &x\n  more: Lire\n" + STRINGS.partition("es:")[0] + "es: *x\n"
    write(site, "_data/strings.yml", text)
    run(site, "extract")
    run(site, "import")
    translate(site, "es", "data/strings.yml", only=lambda each: each.msgid == "Read more")
    merged = run(site, "merge")
    assert merged.code == 1
    assert "its texts cannot be put into es safely" in merged.out
    assert (site / "_data/strings.yml").read_text() == text
    assert run(site, "merge").out == merged.out


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    site = parts_site(tmp_path)
    run(site, "extract")
    translate(site, "pl", "hugo.toml")
    run(site, "sync")
    broken = (site / "hugo.toml").read_text() + "[broken\n"
    write(site, "hugo.toml", broken)
    translate(site, "pl", "hugo.toml", str.upper)
    before = snapshot(site)
    synced = run(site, "sync")
    assert synced.code == 1
    assert "hugo.toml:" in synced.out + synced.err
    assert snapshot(site) == before
    shutil.rmtree(site / ".l10n")
    assert run(site, "sync").code == 1
    assert snapshot(site) == before


def test_a_part_that_the_file_does_not_have_is_told_before_anything_is_written(
    tmp_path: Path,
) -> None:
    site = strings_site(tmp_path)
    run(site, "extract")
    run(site, "import")
    run(site, "sync")
    settings = (site / "l10n.toml").read_text().replace("**", "strings")
    for wrong in ('part = "text.{lang}"', 'part = "{lang}"\nsource-part = "eng"'):
        write(site, "l10n.toml", settings.replace('part = "{lang}"', wrong))
        before = snapshot(site)
        synced = run(site, "sync")
        assert synced.code == 1
        told = synced.out + synced.err
        assert re.search(r"nothing is at (text\.en|eng): bring it back, or correct part in", told)
        assert snapshot(site) == before


def test_of_the_files_of_a_folder_some_may_have_no_texts(tmp_path: Path) -> None:
    site = strings_site(tmp_path)
    write(site, "_data/authors.yml", "ana: {name: Ana}\n")
    run(site, "extract")
    run(site, "import")
    synced = run(site, "sync")
    assert synced.code == 0, synced.out
    before = snapshot(site)
    assert run(site, "sync").code == 0
    assert snapshot(site) == before


def test_a_data_file_has_no_address(tmp_path: Path) -> None:
    site = strings_site(tmp_path)
    settings = (site / "l10n.toml").read_text()
    write(site, "l10n.toml", f'{settings}[links]\nbase = "https://ferries.example"\n')
    write(site, "content/en/a.md", "# A page\n")
    assert run(site, "extract").code == 0
    assert "https:" in (site / "locales/es/a.po").read_text()
    assert "https:" not in (site / "locales/es/data/strings.yml.po").read_text()


def test_json_and_names_of_languages(tmp_path: Path) -> None:
    settings = """\
source-language = "en"
languages = ["pt-BR"]
[language.pt-BR]
folder = "pt_br"
[[data]]
source = "site.json"
part = "locales.{lang}"
publish-at = 60
"""
    text = (
        '{\n  "locales": {\n    "en": {"a": "One word", "b": "Two words"}\n  },\n  "n": 1.50\n}\n'
    )
    site = parts_site(tmp_path, settings, text, "site.json")
    assert run(site, "extract").code == 0
    translate(site, "pt-BR", "site.json", only=lambda each: each.msgid == "One word")
    run(site, "sync")
    assert (site / "site.json").read_text() == text
    translate(site, "pt-BR", "site.json")
    assert run(site, "sync").code == 0
    made = (site / "site.json").read_text()
    assert json.loads(made)["locales"]["pt_br"]["b"] == "Twó wórds"
    assert made.replace(',\n    "pt_br": {"a": "Óñé wórd", "b": "Twó wórds"}', "") == text


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('source = "a.yml"\npart = "es"', 'part is a path of keys with {lang}, like "languages.'),
        ('source = "a.yml"\npart = "a..{lang}"', "part is a path of keys"),
        ('source = "a.{lang}.yml"\npart = "{lang}"', "one file holds all languages"),
        ('source = "a.yml"\npart = "{lang}"\nlocalized = "b.yml"', "take {lang} and localized out"),
        ('source = "../a.yml"\npart = "{lang}"', "must be a path inside the site"),
        ('source = "a.yml"\npart = "x.{lang}"\nsource-part = "."', "fields would name texts of x."),
        (
            'source = "a.yml"\npart = "x.{lang}"\nsource-part = "."\nfields = ["x.*.title"]',
            "fields would name texts of x.{lang}, too",
        ),
        ('source = "a.yml"\npart = "x.{lang}"\nsource-part = "a..b"', "source-part is a path"),
        (
            'source = "a.yml"\npart = "{lang}"\n[[data]]\nsource = "a.yml"\npart = "x.{lang}"',
            "another",
        ),
    ],
)
def test_settings_are_strict(table: str, message: str) -> None:
    text = f'source-language = "en"\nlanguages = ["es"]\n[[data]]\n{table}\n'
    with pytest.raises(L10nError) as caught:
        parse_config(text, Path("/site"))
    assert message in caught.value.message


def test_a_language_that_is_none_stays_out_of_the_file(tmp_path: Path) -> None:
    site = parts_site(tmp_path)
    assert run(site, "pseudo", "-l", "xx", "--longer", "20").code == 0
    assert (site / "content/xx/boat.md").exists()
    assert (site / "hugo.toml").read_text() == HUGO


def test_coverage_since_a_revision_and_a_preview(tmp_path: Path) -> None:
    site = parts_site(tmp_path)
    run(site, "extract")
    run(site, "import")
    git(site, "init", "-q")
    commit(site)
    translate(site, "es", "hugo.toml", str.upper)
    assert run(site, "sync").code == 0
    since = run(site, "coverage", "--since", "HEAD").out
    assert "es" in since
    assert "No translation has become stale" in since
    assert run(site, "merge", "--to", "preview").code == 0
    assert not (site / "preview/.l10n").exists()


def test_the_texts_of_the_source_may_be_elsewhere(tmp_path: Path) -> None:
    settings = SETTINGS.partition("[[data]]")[0] + (
        '[[data]]\nsource = "config.toml"\npart = "languages.{lang}.translations"\n'
        'source-part = "translations"\n'
    )
    text = '[translations]\nmore = "Read more"\n\n[languages.es]\ngenerate_feeds = true\n'
    site = parts_site(tmp_path, settings, text, "config.toml")
    run(site, "extract")
    assert "#. translations.more\n" in (site / "locales/es/config.toml.po").read_text()
    translate(site, "es", "config.toml", str.upper)
    assert run(site, "sync").code == 0
    made = (site / "config.toml").read_text()
    assert made == text + '\n[languages.es.translations]\nmore = "READ MORE"\n'
    edited = made.replace("READ MORE", "Seguir")
    write(site, "config.toml", edited)
    assert "kept" in run(site, "merge").out
    assert run(site, "import").code == 0
    assert "kept" not in run(site, "sync").out
    assert (site / "config.toml").read_text() == edited
