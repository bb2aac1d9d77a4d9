"""Data files on a site: from the settings to what a real Hugo shows."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from gettext import c2py
from pathlib import Path

import pytest

from l10n.config.settings import parse_config
from l10n.data.languages import find_language
from l10n.data.plurals import count_forms
from l10n.errors import L10nError
from l10n.po import parse_catalog, render_catalog
from tests import hugo
from tests.po.po_tools import msgfmt_rejects
from tests.sites import build_site, run, snapshot, translate, write

TABLE = """\
# What the theme says.
[apples]
one = "One apple"   # never 1
other = "{{ .Count }} apples"

[home]
other = "Home"
"""
PAGE = {"boat.md": "---\ntitle: Boats\n---\n\nRow home.\n"}
SETTINGS = """\
source-language = "en"
languages = ["es", "pl"]

[[data]]
source = "i18n/{lang}.toml"
"""


def data_site(root: Path, settings: str = SETTINGS, table: str = TABLE) -> Path:
    build_site(root, PAGE, settings)
    write(root, "i18n/en.toml", table)
    return root


def fill(root: Path, language: str, forms: dict[str, list[str]], key: str = "i18n.toml") -> None:
    """Write what translators do: ``forms`` by msgid."""
    path = root / f"locales/{language}/{key}.po"
    catalog = parse_catalog(path.read_bytes(), str(path))
    entries = tuple(
        entry.saying("\0".join(forms[entry.msgid])) if entry.msgid in forms else entry
        for entry in catalog.entries
    )
    path.write_bytes(render_catalog(replace(catalog, entries=entries)).encode())


def test_a_data_file_is_written_with_its_first_translation(tmp_path: Path) -> None:
    site = data_site(tmp_path)
    first = run(site, "sync")
    assert first.code == 0, first
    assert "2 source guides read" in first.out
    assert not (site / "i18n/pl.toml").exists()
    fill(site, "pl", {"One apple": ["Jedno", "{{ .Count }} jabłka", "{{ .Count }} jabłek"]})
    assert run(site, "sync").code == 0
    assert (site / "i18n/pl.toml").read_text() == TABLE.replace(
        'other = "{{ .Count }} apples"',
        'few = "{{ .Count }} jabłka"\nmany = "{{ .Count }} jabłek"\nother = "{{ .Count }} jabłek"',
    ).replace("One apple", "Jedno")
    assert not (site / "i18n/es.toml").exists()
    assert run(site, "check").code == 0
    before = snapshot(site)
    assert run(site, "merge", "--check").code == 0
    shutil.rmtree(site / ".l10n")
    assert run(site, "sync").code == 0
    assert snapshot(site) == before


def test_a_changed_table_changes_catalogs_and_files(tmp_path: Path) -> None:
    site = data_site(tmp_path)
    run(site, "sync")
    forms = ["Jedno", "{{ .Count }} jabłka", "{{ .Count }} jabłek"]
    fill(site, "pl", {"One apple": forms, "Home": ["Dom"]})
    run(site, "sync")
    table = TABLE.replace("apples", "fine apples", 2).replace("[fine ", "[")
    write(site, "i18n/en.toml", table + '[new]\nother = "New"\n')
    assert run(site, "sync").code == 0
    catalog = (site / "locales/pl/i18n.toml.po").read_text()
    assert '#, fuzzy\n#| msgid "One apple"\n#| msgid_plural "{{ .Count }} apples"\n' in catalog
    assert 'msgid "New"\n' in catalog
    made = (site / "i18n/pl.toml").read_text()
    assert made == table.replace("Home", "Dom") + '[new]\nother = "New"\n'
    write(site, "i18n/en.toml", TABLE)
    assert run(site, "sync").code == 0
    assert "fuzzy" not in (site / "locales/pl/i18n.toml.po").read_text()
    assert "jabłka" in (site / "i18n/pl.toml").read_text()
    coverage = json.loads(run(site, "coverage", "--format", "json").out)
    assert {each["key"] for each in coverage["guides"]} == {"boat", "i18n.toml"}


def test_what_is_about_guides_leaves_data_alone(tmp_path: Path) -> None:
    site = data_site(tmp_path, f'{SETTINGS}\n[language.es]\nonly = ["boat.md"]\n')
    run(site, "extract")
    assert (site / "locales/es/i18n.toml.po").exists()
    before = (site / "i18n/en.toml").read_bytes()
    assert "i18n" not in run(site, "keys", "--write").out
    assert (site / "i18n/en.toml").read_bytes() == before
    assert run(site, "links").code == 0


def test_other_wording_may_stay(tmp_path: Path) -> None:
    site = data_site(tmp_path, f'stale = "keep"\n{SETTINGS}')
    run(site, "extract")
    fill(site, "es", {"One apple": ["Una", "{{ .Count }} manzanas"], "Home": ["Inicio"]})
    write(site, "i18n/en.toml", TABLE.replace("{{ .Count }} apples", "{{ .Count }} fine apples"))
    run(site, "sync")
    assert "fuzzy" in (site / "locales/es/i18n.toml.po").read_text()
    assert "{{ .Count }} manzanas" in (site / "i18n/es.toml").read_text()


def test_a_form_that_lacks_a_template_is_not_published(tmp_path: Path) -> None:
    site = data_site(tmp_path)
    run(site, "extract")
    fill(site, "es", {"One apple": ["Una", "manzanas"], "Home": ["Inicio"]})
    merged = run(site, "merge")
    assert "msgstr[1]: the template tag {{ .Count }} is missing" in merged.err + merged.out
    assert '"{{ .Count }} apples"' in (site / "i18n/es.toml").read_text()
    checked = run(site, "check")
    assert checked.code == 1
    assert "the template tag {{ .Count }} is missing" in checked.out
    assert "quarantined" in run(site, "coverage").out


def test_a_file_that_people_wrote_is_taken_in(tmp_path: Path) -> None:
    site = data_site(tmp_path)
    theirs = '[home]\nother = "Dom"\n[apples]\none = "Jedno"\nfew = "{{ .Count }} jabłka"\n'
    theirs += 'many = "{{ .Count }} jabłek"\nother = "{{ .Count }} jabłek"\n'
    own = '# Nasze.\n[own]\nother = "Tylko tu"\n'
    write(site, "i18n/pl.toml", theirs + own)
    synced = run(site, "sync")
    assert "take it in with l10n import" in synced.out + synced.err
    imported = run(site, "import")
    assert "own.other: merging would not keep what is here" in imported.err + imported.out
    run(site, "sync")
    assert (site / "i18n/pl.toml").read_text() == theirs + own
    catalog = (site / "locales/pl/i18n.toml.po").read_text()
    assert 'msgstr[0] "Jedno"\nmsgstr[1] "{{ .Count }} jabłka"\n' in catalog
    assert 'msgstr "Dom"' in catalog
    assert "own-values" in run(site, "status").out
    write(site, "i18n/en.toml", TABLE + '\n# Nasze.\n[own]\nother = "Only here"\n')
    run(site, "extract")
    assert run(site, "import").code == 0
    run(site, "sync")
    made = (site / "i18n/pl.toml").read_text()
    assert made.startswith('# What the theme says.\n[apples]\none = "Jedno"   # never 1\n')
    assert all(text in made for text in ("Dom", "Tylko tu", "{{ .Count }} jabłka"))
    assert "published" not in run(site, "sync", "-q").out


def test_an_untranslated_copy_and_one_form(tmp_path: Path) -> None:
    settings = SETTINGS.replace('"pl"', '"ja", "pl"')
    site = data_site(tmp_path, settings)
    write(site, "i18n/es.toml", TABLE)
    write(site, "i18n/ja.toml", '[apples]\nother = "りんご{{ .Count }}個"\n')
    run(site, "extract")
    assert run(site, "import").code == 0
    assert 'msgstr[0] ""\nmsgstr[1] ""\n' in (site / "locales/es/i18n.toml.po").read_text()
    assert 'msgstr[0] "りんご{{ .Count }}個"\n' in (site / "locales/ja/i18n.toml.po").read_text()


@pytest.mark.parametrize(
    ("theirs", "forms"),
    [
        ('{"a": {"message": "post|{n} wpisy|{n} wpisów"}}', ["post", "{n} wpisy", "{n} wpisów"]),
        ('{"a": {"message": "post|{n} x|{n} y|{n} z"}}', ["post", "{n} x", "{n} y"]),
        ('{"a": {"message": "{n} wpis"}}', ["{n} wpis"] * 3),
        ('{"a": {"message": {"one": "post", "other": "{n} y"}}}', ["post", "{n} y", "{n} y"]),
    ],
)
def test_forms_that_are_written_in_other_ways(
    tmp_path: Path, theirs: str, forms: list[str]
) -> None:
    site = data_site(tmp_path, SETTINGS.replace("toml", "json"))
    write(site, "i18n/en.json", '{"a": {"message": "One post|{n} posts"}}')
    write(site, "i18n/pl.json", theirs)
    run(site, "extract")
    run(site, "import")
    said = "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(forms))
    assert said in (site / "locales/pl/i18n.json.po").read_text()
    run(site, "merge")
    would_lose = theirs.count("|") == 3 or "one" in theirs
    assert ((site / "i18n/pl.json").read_text() == theirs) is would_lose


def test_a_file_that_was_edited_is_kept_and_taken_in(tmp_path: Path) -> None:
    site = data_site(tmp_path)
    run(site, "sync")
    fill(site, "es", {"One apple": ["Una", "{{ .Count }} manzanas"], "Home": ["Inicio"]})
    run(site, "sync")
    edited = (site / "i18n/es.toml").read_text().replace("Inicio", "Portada").replace("Una", "1")
    write(site, "i18n/es.toml", edited)
    assert "edited by hand" in run(site, "merge").out
    assert run(site, "import").code == 0
    run(site, "sync")
    assert (site / "i18n/es.toml").read_text() == edited
    catalog = (site / "locales/es/i18n.toml.po").read_text()
    assert 'msgstr[0] "1"' in catalog
    assert 'msgstr "Portada"' in catalog


def test_trees_of_data_files(tmp_path: Path) -> None:
    settings = """\
source-language = "en"
languages = ["es"]

[[data]]
source = "data/en/**.yaml"
localized = "data/{lang}/**"
fields = ["*.name", "**.text"]
publish-at = 60

[[data]]
source = "i18n/en/code.json"
localized = "i18n/{lang}/code.json"
fields = ["*.message"]
"""
    site = build_site(tmp_path, PAGE, settings)
    write(site, "data/en/people/crew.yaml", "---\n- name: Captain\n  url: /x/\n- text: Row now\n")
    write(site, "data/en/notes.txt", "x")
    write(site, "i18n/en/code.json", '{"a": {"message": "Hello there", "description": "x"}}\n')
    assert run(site, "sync").code == 0
    translate(site, "es", "data/people/crew.yaml", only=lambda entry: entry.msgid == "Captain")
    translate(site, "es", "i18n/code.json")
    assert run(site, "sync").code == 0
    assert not (site / "data/es").exists()  # a third of its words are translated
    assert (site / "i18n/es/code.json").read_text() == (
        '{"a": {"message": "Hélló théré", "description": "x"}}\n'
    )
    translate(site, "es", "data/people/crew.yaml")
    assert run(site, "sync").code == 0
    assert (site / "data/es/people/crew.yaml").read_text() == (
        "---\n- name: Cáptáíñ\n  url: /x/\n- text: Rów ñów\n"
    )


def test_a_table_that_cannot_be_read_keeps_its_files(tmp_path: Path) -> None:
    site = data_site(tmp_path)
    run(site, "sync")
    fill(site, "es", {"Home": ["Inicio"]})
    run(site, "sync")
    before = snapshot(site)
    write(site, "i18n/en.toml", TABLE + "[broken\n")
    synced = run(site, "sync")
    assert synced.code == 1
    assert "i18n/en.toml:8: error: not valid TOML" in synced.out + synced.err
    assert snapshot(site) == before | {"i18n/en.toml": (TABLE + "[broken\n").encode()}


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ('source = "i18n/en"', "source names files of .toml, .yaml, .yml, .json"),
        ('source = "i18n/en.toml"', "localized is missing"),
        ('sorce = "i18n/{lang}.toml"', "unknown setting sorce in [data]: did you mean source?"),
        ('source = "i18n/{lang}.toml"\nfields = "x"', "fields must be a list of texts"),
        ('source = "i18n/{lang}.toml"\npublish-at = 101', "publish-at must be a number"),
        ('source = "i18n/{lang}.toml"\nlocalized = "i18n/{lang}.yaml"', "must end in .toml"),
        ('source = "i18n/{lang}.toml"\nlocalized = "i18n/x.toml"', "localized must contain {lang}"),
        ('source = "i18n/{language}.toml"', "localized is missing"),
        ('source = "../i18n/{lang}.toml"', "must be a path inside the site"),
        ('source = "d/en/**.yaml"\nlocalized = "d/{lang}.yaml"', "have {path} where source has it"),
        ('source = "a/{lang}.toml"\n[[data]]\nsource = "a/{lang}.toml"', "another [[data]]"),
    ],
)
def test_settings_are_strict(tables: str, message: str) -> None:
    text = f'source-language = "en"\nlanguages = ["es"]\n[[data]]\n{tables}\n'
    with pytest.raises(L10nError) as caught:
        parse_config(text, Path("/site"))
    assert message in caught.value.message
    assert caught.value.line >= 3


NUMBERS = (0, 1, 2, 5, 21, 100)
SIX = ("es", "fr", "pl", "ar", "ja", "ru")


def test_hugo_shows_the_right_form_for_each_number(tmp_path: Path) -> None:
    """As gettext's own formula has it, in six languages; and msgfmt takes all catalogs."""
    tags = ", ".join(f'"{tag}"' for tag in SIX)
    site = data_site(tmp_path, SETTINGS.replace('"es", "pl"', tags))
    assert run(site, "extract").code == 0
    for tag in SIX:
        forms = [f"{tag} {n}: {{{{ .Count }}}}" for n in range(count_forms(tag, ""))]
        fill(site, tag, {"One apple": forms, "Home": [f"{tag} home"]})
        assert not msgfmt_rejects((site / f"locales/{tag}/i18n.toml.po").read_bytes())
    synced = run(site, "sync")
    assert synced.code == 0, synced
    languages = "".join(
        f"[languages.{tag}]\nweight = {n}\n" for n, tag in enumerate(("en", *SIX), start=1)
    )
    numbers = " ".join(map(str, NUMBERS))
    loop = f'{{{{ range slice {numbers} }}}}{{{{ i18n "apples" . }}}}|{{{{ end }}}}'
    hugo.write(
        site,
        {
            "hugo.toml": 'baseURL = "https://x.example/"\ndefaultContentLanguage = "en"\n'
            'disableKinds = ["taxonomy", "term", "rss", "sitemap", "section", "page"]\n'
            f"{languages}",
            "layouts/index.html": loop + '{{ i18n "home" }}',
        },
    )
    out = hugo.build(site)
    for tag in SIX:
        language = find_language(tag)
        assert language is not None
        form_of = c2py(language.plural_forms.partition("plural=")[2].rstrip(";"))
        wanted = "".join(f"{tag} {form_of(number)}: {number}|" for number in NUMBERS)
        assert (out / tag / "index.html").read_text() == f"{wanted}{tag} home"
