from __future__ import annotations

from pathlib import Path

import pytest

from l10n.config.links import Links
from l10n.config.propose import propose_config
from l10n.config.settings import Config, parse_config
from l10n.errors import L10nError
from l10n.trees import short_form

TOML = """
baseURL = "https://example.org/docs/"
title = 'A "quoted" title'
defaultContentLanguage = "en"
[languages.pt-br]
contentDir = "content/pt-BR"
weight = 3
[languages.es]
contentDir = "content/es"
weight = 2
[languages.en]
contentDir = "content/en"
weight = 1
[languages.fr]
contentDir = "content/fr"
disabled = true
"""
YAML = """\
baseurl: https://example.org/docs/
Title: A "quoted" title
languages:
  pt-br: {contentdir: content/pt-BR, weight: 3}
  es: {contentdir: ./content/es/, weight: 2}
  en: {contentdir: content/en}
  fr: {contentdir: content/fr, disabled: true}
"""
JSON = """
{"baseURL": "https://example.org/docs/", "title": "A \\"quoted\\" title", "languages": {
  "pt-br": {"contentDir": "content/pt-BR", "weight": 3},
  "es": {"contentDir": "content/es", "weight": 2}, "en": {"contentDir": "content/en"},
  "fr": {"contentDir": "content/fr"}}, "disableLanguages": ["fr"]}
"""


def put(root: Path, *names: str, text: str = "Text.\n") -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def proposed(root: Path) -> Config:
    text = propose_config(root).text
    assert propose_config(root).text == text
    assert text.endswith("\n")
    return parse_config(text, root)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", TOML),
        ("config.toml", TOML),
        ("hugo.yaml", YAML),
        ("config.yml", YAML),
        ("hugo.yml", "---\n" + YAML),
        ("hugo.json", JSON),
        ("config/_default/hugo.toml", TOML),
        ("config/_default/config.yaml", YAML),
    ],
)
def test_hugos_settings_in_every_form(tmp_path, name, text):
    put(tmp_path, name, text=text)
    config = proposed(tmp_path)
    assert config.project == 'A "quoted" title'
    assert config.source_language == "en"
    assert config.languages == ("es", "pt-br")
    assert config.folders == {"pt-br": "pt-BR"}
    assert config.trees[0] == short_form("content/{lang}")
    assert config.links == Links("https://example.org/docs", "/{path}/", "/{lang}/{path}/")


def test_ids_and_addresses_are_made_as_hugo_makes_them(tmp_path):
    text = """baseURL = "https://example.org"
disablePathToLower = true
[markup.goldmark.parser]
autoHeadingIDType = "github-ascii"
"""
    put(tmp_path, "hugo.toml", text=text)
    links = proposed(tmp_path).links
    assert (links.lowercase, links.id_style) == (False, "github-ascii")


def test_languages_in_a_file_of_their_own(tmp_path):
    put(tmp_path, "config/_default/hugo.toml", text='defaultContentLanguage = "de"\n')
    languages = '[de]\ncontentDir = "inhalt.de"\n[es]\ncontentDir = "inhalt.es"\n'
    put(tmp_path, "config/_default/languages.toml", text=languages)
    config = proposed(tmp_path)
    assert (config.source_language, config.languages) == ("de", ("es",))
    assert config.trees == (short_form("inhalt.{lang}"),)


@pytest.mark.parametrize(
    ("front", "field"),
    [
        ("default_lang_commit: 0123abc # of main\ntitle: A", "default_lang_commit"),
        ("title: A\ndefault_lang_commit: 0123abc", "default_lang_commit"),
        ("title: A\nl10n:\n  sourceCommit: 0123abc", "l10n.sourceCommit"),
        ("title: A of default_lang_commit", ""),
        ("title: A\nl10n: {}\nother:\n  sourceCommit: 0123abc", ""),
    ],
)
@pytest.mark.parametrize("settings", [TOML, ""])
def test_the_field_in_which_pages_name_a_commit(tmp_path, settings, front, field):
    if settings:
        put(tmp_path, "hugo.toml", text=settings)
    put(tmp_path, "content/en/a.md", "content/es/0.md")
    put(tmp_path, "content/es/deep/a.md", text=f"---\n{front}\n---\n\nText.\n")
    assert proposed(tmp_path).base_field == field


def test_the_source_in_a_folder_of_urls(tmp_path):
    put(
        tmp_path, "hugo.toml", text=TOML.replace("[", "defaultContentLanguageInSubdir = true\n[", 1)
    )
    assert proposed(tmp_path).links.source_url == "/{lang}/{path}/"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("hugo.toml", "a = 1\nb =\n", 2),
        ("hugo.yaml", "a: 1\nb: [\n", 3),
        ("hugo.yaml", "a: " + "[" * 50_000, 1),
        ("hugo.yaml", "- a\n", 1),
        ("hugo.json", '{\n"a": }', 2),
        ("hugo.json", "[" * 100_000, 0),
    ],
)
def test_damaged_settings_have_one_line(tmp_path, name, text, line):
    put(tmp_path, name, text=text)
    with pytest.raises(L10nError) as caught:
        propose_config(tmp_path)
    assert (caught.value.path, caught.value.line) == (name, line)


@pytest.mark.parametrize(
    "text",
    [
        'title = 7\nbaseURL = 7\nlanguages = "es"\ndefaultContentLanguage = []\n',
        '[languages]\nes = "x"\n[languages.de]\nweight = "heavy"\ncontentDir = 7\n',
        'disableLanguages = "es"\nbaseURL = "http://[::1"\n',
        "languages = 7\n",
    ],
)
def test_settings_of_the_wrong_kind_are_passed_over(tmp_path, text):
    put(tmp_path, "hugo.toml", text=text)
    assert proposed(tmp_path).source_language == "en"


def test_folders_under_content(tmp_path):
    put(tmp_path, "content/de/a.md", "content/de/b.md", "content/pt-BR/x/a.md", "content/es/a.md")
    put(tmp_path, "content/js/app.md", "content/img/a.png", "content/docs/a.md", "fr/a.md")
    put(tmp_path, "content/it/a.txt")
    config = proposed(tmp_path)
    assert config.trees[0] == short_form("content/{lang}")
    assert (config.source_language, config.languages) == ("de", ("es", "pt-BR"))


def test_folders_at_the_root(tmp_path):
    put(tmp_path, "en/a.md", "es/a.md", "es/b.md", "content/a.md", "src/a.md")
    config = proposed(tmp_path)
    assert config.trees == (short_form("{lang}"),)
    assert (config.source_language, config.languages) == ("en", ("es",))


def test_nothing_to_go_by(tmp_path):
    config = proposed(tmp_path)
    assert (config.source_language, config.languages) == ("en", ())
    assert config.project == tmp_path.name
    assert "were found" in propose_config(tmp_path).text


def test_the_fields_that_guides_have_are_proposed_as_they_spell_them(tmp_path):
    guides = {
        "content/en/a.md": "---\ntitle: A\nTagline: B\nweight: 1\n---\n",
        "content/en/b.md": '+++\n[[features]]\ntitle = "C"\n[[features]]\nDetails = "D"\n+++\n',
        "content/en/c.md": "---\ntitle: [\n---\n",
        "content/es/a.md": "---\nsubtitle: E\n---\n",
    }
    for path, text in guides.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    fields = parse_config(propose_config(tmp_path).text, tmp_path).fields
    usual = ("title", "linkTitle", "meta_title", "description", "summary")
    assert fields == (*usual, "Tagline", "features.*.title", "features.*.Details")


@pytest.mark.parametrize(
    ("ours", "theirs", "fields"),
    [
        ("tags: [boat, harbour]", "tags: [Boot, Hafen]", ("tags.*",)),
        ("Tags:\n- boat", "Tags: [Boot, Hafen, boat]", ()),
        ("tags: [boat, harbour]", "tags: [Boat, harbour, gone]", ()),
        ("title: a", "tags: [Boot, Hafen]", ()),
        ("tags: [boat, map]", "tags: [boat, map]\ncategories: [a, b]", ()),
        (
            "categories: [boat]\ntaxonomies: {tags: [a]}",
            "categories: [b, c]\ntaxonomies: {tags: [b, c]}",
            ("categories.*", "taxonomies.tags.*"),
        ),
    ],
)
def test_terms_are_proposed_that_a_language_has_of_its_own(tmp_path, ours, theirs, fields):
    put(tmp_path, "content/en/b.md", "content/es/b.md")
    (tmp_path / "content/en/a.md").write_text(f"---\n{ours}\n---\n", "utf-8")
    (tmp_path / "content/es/a.md").write_text(f"---\n{theirs}\n---\n", "utf-8")
    assert proposed(tmp_path).fields[5:] == fields


@pytest.mark.parametrize(
    ("ours", "fields"),
    [
        ("menu: {main: {name: Boats, weight: 1}}", ("menu.**.name",)),
        (
            "menus:\n  main:\n  - name: Boats\n    title: All boats\n",
            ("menus.**.name", "menus.**.title"),
        ),
        ("menu: {main: {name: Boats, parent: Ships}}", ()),
        ("menu: {main: {name: Boats, identifier: b, parent: b}}", ("menu.**.name",)),
        ("menu: main", ()),
    ],
)
def test_names_in_menus_by_which_no_entry_is_meant(tmp_path, ours, fields):
    put(tmp_path, "content/en/b.md", "content/es/b.md")
    (tmp_path / "content/en/a.md").write_text(f"---\n{ours}\n---\n", "utf-8")
    assert proposed(tmp_path).fields[5:] == fields


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        (
            "hugo.toml",
            '[languages.en]\ntitle = "A"\nweight = 1\n[[languages.en.menus.main]]\nname = "B"\n'
            "[languages.es]\nweight = 2\n",
            ['part = "languages.{lang}"', 'fields = ["title", "menus.**.name"]'],
        ),
        (
            "config.yaml",
            "title: A\nmenu: {main: [{name: B, url: /b}]}\nlanguages: {en: {weight: 1}, es: {}}\n",
            [
                'part = "languages.{lang}"',
                'source-part = "."',
                'fields = ["title", "menu.**.name"]',
            ],
        ),
        (
            "config/_default/languages.toml",
            '[en]\ntitle = "A"\n[en.params]\ndescription = "B"\n[es]\nweight = 2\n',
            ['part = "{lang}"', 'fields = ["title", "params.description"]'],
        ),
        (
            "hugo.toml",
            '[[languages.en.menus.main]]\nname = "A"\n[[languages.en.menus.main]]\nname = "B"\n'
            'parent = "A"\n[languages.es]\nweight = 2\n',
            [],
        ),
        ("_data/strings.yml", "en: {a: A}\nes: {a: B}\n", ['part = "{lang}"']),
        ("_data/menu.yml", "en: {a: A}\nitems: {a: B}\n", []),
        ("_data/bad.yml", "en: [\n", []),
        ("hugo.toml", 'title = "A"\n[languages.en]\ntitle = "A"\n', []),
        ("hugo.toml", "[languages.en]\nweight = 1\n[languages.es]\nweight = 2\n", []),
    ],
)
def test_what_holds_all_languages(tmp_path, name, text, lines):
    put(tmp_path, "content/en/a.md", "content/es/a.md")
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, "utf-8")
    _, _, data = propose_config(tmp_path).text.partition("[[data]]\n")
    assert data.split("\n")[:-1] == ([f'source = "{name}"', *lines] if lines else [])
    assert len(proposed(tmp_path).trees) == 1 + bool(lines)


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("_data/locales/en.yml", "a: Text\n", ['source = "_data/locales/{lang}.yml"']),
        ("_data/en/all.yml", "a: [Text, More]\n", ['source = "_data/{lang}/{path}.yml"']),
        ("data/en/all.json", '{"a": "Text"}', ['source = "data/{lang}/{path}.json"']),
        (
            "_data/en/menu.yml",
            "- title: Text\n  url: /text/\n",
            ['source = "_data/{lang}/{path}.yml"', 'fields = ["**.title"]'],
        ),
        ("_data/en/files.yml", "a: text.html\n", []),
        ("src/content/i18n/en.json", '{"a": "A"}', ['source = "src/content/i18n/{lang}.json"']),
    ],
)
def test_data_files_that_languages_name(tmp_path, name, text, lines):
    put(tmp_path, "content/en/a.md", "content/es/a.md")
    put(tmp_path, name, name.replace("/en", "/es"), text=text)
    _, _, data = propose_config(tmp_path).text.partition("[[data]]\n")
    assert [each.partition("  #")[0] for each in data.split("\n")[:-1]] == lines
    assert len(proposed(tmp_path).trees) == 1 + bool(lines)


def test_data_files_that_are_there(tmp_path):
    put(tmp_path, "content/en/a.md", "content/es/a.md")
    assert "[[data]]" not in propose_config(tmp_path).text
    put(tmp_path, "i18n/en.yaml", "i18n/es.yaml", "i18n/fr.toml", "i18n/en/theme/navbar.json")
    trees = proposed(tmp_path).trees[1:]
    assert [(each.source, each.localized, each.suffix, each.fields) for each in trees] == [
        ("i18n/{lang}", "i18n/{lang}", ".yaml", ("**",)),
        ("i18n/{lang}/{path}", "i18n/{lang}/{path}", ".json", ("*.message",)),
    ]


def test_a_site_below_the_root(tmp_path):
    text = 'baseURL = "https://example.org"\n[languages.en]\n[languages.es]\ntitle = "T"\n'
    put(tmp_path, "docs/hugo.toml", text=text + '[languages.en.params]\ntitle = "P"\n')
    put(tmp_path, "docs/i18n/en.toml", text='a = "A"\n')
    put(tmp_path, "docs/content/a.md", "docs/content/a.es.md", "README.md")
    config = proposed(tmp_path)
    assert [each.source for each in config.trees] == [
        "docs/content/{path}",
        "docs/i18n/{lang}",
        "docs/hugo",
    ]
    assert config.links.base == "https://example.org"


def test_settings_below_that_cannot_be_read_name_their_file(tmp_path):
    put(tmp_path, "docs/_config.yml", text="title: T\nurl: [\n")
    put(tmp_path, "docs/a.md")
    with pytest.raises(L10nError, match=r"\Adocs/_config.yml:\d+: "):
        propose_config(tmp_path)


@pytest.mark.parametrize(
    ("plugins", "source"),
    [("[search]", "/{lang}/{path}/"), ("[{i18n: {docs_structure: folder}}]", "/{path}/")],
)
def test_the_source_of_mkdocs_is_below_its_language_without_a_plugin(tmp_path, plugins, source):
    put(tmp_path, "mkdocs.yml", text=f"site_name: T\nplugins: {plugins}\n")
    put(tmp_path, "docs/en/a.md", "docs/es/a.md")
    links = proposed(tmp_path).links
    assert (links.source_url, links.localized_url) == (source, "/{lang}/{path}/")


def test_texts_in_lists_of_front_matter(tmp_path):
    put(tmp_path, "hugo.toml", text=TOML)
    front = """\
cards:
- {title: Ferries, description: When they leave., link: /ferries/, icon: boat}
- {text: All of them.}
authors:
- {name: A, title: Captain}
links:
- {text: The harbour, url: /x/}
box: {a: {title: B}}
"""
    put(tmp_path, "content/en/a.md", text=f"---\n{front}---\n")
    fields = proposed(tmp_path).fields
    assert fields[5:] == ("cards.*.description", "cards.*.text", "cards.*.title")
