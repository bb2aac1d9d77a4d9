"""What the weblate command says of a site's catalogs, and which files it means."""

from __future__ import annotations

import json
import re

import pytest

from tests.sites import SETTINGS, build_site, run, write

CATALOGS = 'catalogs = "locales/{lang}/{key}.po"'


def build(root, catalogs=CATALOGS, languages='"es", "pt", "pt-BR"'):
    settings = SETTINGS.replace(CATALOGS, catalogs).replace('"es", "pt"', languages)
    build_site(root, settings=settings)
    assert run(root, "extract", "-q").code == 0
    return root


def said(root):
    done = run(root, "weblate")
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def matched(root, addon):
    """Return language and component of each file, as Weblate finds them: a match is a whole one."""
    match, only = (re.compile(addon["configuration"][name]) for name in ("match", "language_regex"))
    paths = [
        each.relative_to(root).as_posix() for each in sorted(root.rglob("*")) if each.is_file()
    ]
    found = [each for each in map(match.fullmatch, paths) if each and only.match(each["language"])]
    return {(each["language"], each["component"]): each[0] for each in found}


def test_the_catalog_of_a_guide_called_glossary_is_a_component(tmp_path):
    root = build(tmp_path)
    assert ("es", "glossary") not in matched(root, said(root)["addon"])
    write(root, "content/en/glossary.md", "# Terms\n")
    assert run(root, "extract", "-q").code == 0
    assert ("es", "glossary") in matched(root, said(root)["addon"])


@pytest.mark.parametrize("folder", ["", "docs/site/"])
@pytest.mark.parametrize(
    "pattern",
    [
        "locales/{lang}/{key}.po",
        "po/{lang}.d/{key}.po",
        "l10n.po/{lang}-{key}.po",
        "locales/{lang}/x/{lang}/{key}.po",
    ],
)
def test_every_catalog_is_found_and_nothing_else(tmp_path, folder, pattern):
    root = tmp_path / folder
    root.mkdir(parents=True, exist_ok=True)
    (tmp_path / ".git").mkdir()
    build(root, f'catalogs = "{pattern}"')
    glossary = pattern.replace("{lang}", "es").replace("{key}", "glossary")
    write(root, glossary, 'msgid ""\nmsgstr ""\n')
    write(root, "locales/xyz/notes.txt", "none")
    addon = said(root)["addon"]
    assert addon["name"] == "weblate.discovery.discovery"
    assert matched(tmp_path, addon) == {
        (tag, key): folder + pattern.replace("{lang}", tag).replace("{key}", key)
        for tag in ("es", "pt", "pt-BR")
        for key in ("bus", "peru-visa", "peru/tax")
    }


def test_a_language_that_was_begun_in_weblate_is_found(tmp_path):
    build(tmp_path)
    (tmp_path / "locales/de").mkdir()
    (tmp_path / "locales/es/bus.po").rename(tmp_path / "locales/de/bus.po")
    assert ("de", "bus") in matched(tmp_path, said(tmp_path)["addon"])


def test_the_first_component_has_the_settings_that_matter(tmp_path):
    (tmp_path / ".git").mkdir()
    build(tmp_path / "docs")
    component = said(tmp_path / "docs")["component"]
    assert component["filemask"] == "docs/locales/*/bus.po"
    assert component["new_base"] == "docs/locales/es/bus.po"
    assert (tmp_path / component["new_base"]).exists()
    assert (component["name"], component["slug"]) == ("bus", "bus")
    assert component["language_code_style"] == "bcp"
    assert component["file_format_params"] == {"po_line_wrap": 65535}
    assert component["source_language"] == {"code": "en"}


def test_the_base_of_a_new_language_is_there_for_every_guide(tmp_path):
    build(tmp_path)
    only = '[language.es]\nonly = ["bus.md"]\n'
    write(tmp_path, "l10n.toml", (tmp_path / "l10n.toml").read_text() + only)
    base = said(tmp_path)["addon"]["configuration"]["new_base_template"]
    assert base == "locales/pt/{{ component }}.po"


def test_a_site_without_guides_is_told_what_to_do(tmp_path):
    build_site(tmp_path, guides={}, settings=SETTINGS)
    (tmp_path / "content/en").mkdir(parents=True)
    done = run(tmp_path, "weblate")
    assert done.code == 2
    assert "there are no guides yet: write one" in done.err
