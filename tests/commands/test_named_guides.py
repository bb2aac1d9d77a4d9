"""What the arguments of commands name: guides by key or path, pages and catalogs by path."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import pytest

from l10n.cli import cli
from tests.repositories import commit, git
from tests.sites import SETTINGS, build_translated_site, run, snapshot, translate, write

NEITHER = ("README.md", "no/such/file.po", "locales/es/glossary.po", "l10n.toml")


TAKE_GUIDES = tuple(
    name
    for name in cli.list_commands(None)
    if any(each.name == "guides" for each in cli.get_command(None, name).params)
)
BY_PAGE = {"extract": "catalogs", "merge": "pages", "coverage": "guides", "import": "pages"}

PERU = ("peru-visa", "peru/tax")
BOTH = {(tag, key) for tag in ("es", "pt") for key in PERU}


ENGINE = '[engines.none]\ntype = "command"\ncommand = "false"\nform = "filter"\n'


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """A site that no test changes: all that is named in it is up to date."""
    root = build_translated_site(tmp_path_factory.mktemp("named") / "site")
    write(root, "README.md", "# About\n")
    write(root, "l10n.toml", f"{SETTINGS}\n{ENGINE}")
    assert run(root, "sync", "-q").code == 0
    return root


@pytest.fixture
def site(untouched, tmp_path):
    return Path(shutil.copytree(untouched, tmp_path / "site"))


def selected(site, name, *arguments):
    """Return the languages and keys that a command worked on."""
    done = run(site, name, *arguments, "--format", "json")
    assert done.code == 0, done.out + done.err
    return {(each["language"], each["key"]) for each in json.loads(done.out)[BY_PAGE[name]]}


# What must not change.


def test_the_commands_that_take_guides():
    assert {"extract", "import", "translate", "merge", "sync", "check", "keys"} <= {*TAKE_GUIDES}


@pytest.mark.parametrize("path", NEITHER)
def test_what_is_no_guide_is_refused(untouched, path):
    done = run(untouched, "check", path)
    assert done.code == 2
    assert f"{path}: no guide has this key or path" in done.err


def test_a_guide_that_cannot_be_read_is_not_passed_over(site):
    write(site, "content/en/broken.md", "---\ntitle: unclosed\n\nText.\n")
    done = run(site, "check", "--ignore-unknown", "content/en/broken.md")
    assert done.code == 2
    assert "content/en/broken.md:1: " in done.err


# What does.


@pytest.mark.parametrize("name", ["extract", "merge", "coverage"])
@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["peru-visa"], {("es", "peru-visa"), ("pt", "peru-visa")}),
        (["content/en/bus.md"], {("es", "bus"), ("pt", "bus")}),
        (["content/es/bus.md"], {("es", "bus")}),
        (["locales/es/peru-visa.po"], {("es", "peru-visa")}),
        (["./locales/pt/peru/tax.po"], {("pt", "peru/tax")}),
        (["locales/es/bus.po", "content/pt/peru/visa.md"], {("es", "bus"), ("pt", "peru-visa")}),
        (["locales/es/bus.po", "locales/pt/bus.po"], {("es", "bus"), ("pt", "bus")}),
        (["locales/es/bus.po", "bus"], {("es", "bus"), ("pt", "bus")}),
        (["-l", "es", "locales/es/bus.po", "bus"], {("es", "bus")}),
        (
            ["--ignore-unknown", *NEITHER, "locales/es/bus.po", "locales/pt/bus.po", "-l", "pt"],
            {("pt", "bus")},
        ),
        (["--ignore-unknown", *NEITHER], set()),
        (["content/en/peru"], BOTH),
        (["./content/en/peru/", "-l", "es"], {("es", key) for key in PERU}),
        (["content/es/peru"], {("es", key) for key in PERU}),
        (["locales/pt/peru"], {("pt", "peru/tax")}),
        (["content/en/peru", "content/es/bus.md"], {("es", "bus"), *BOTH}),
    ],
)
def test_a_page_and_a_catalog_mean_their_language_alone(untouched, name, arguments, wanted):
    assert selected(untouched, name, *arguments) == wanted


def test_a_path_is_relative_to_the_current_folder(untouched):
    assert selected(untouched / "locales/es/peru", "extract", "tax.po") == {("es", "peru/tax")}


def test_the_current_folder_means_what_is_in_it(untouched):
    assert selected(untouched / "content/en/peru", "extract", ".") == BOTH
    assert selected(untouched, "extract", ".") == selected(untouched, "extract")


def test_a_folder_of_another_language_than_that_of_the_option(untouched):
    done = run(untouched, "merge", "-l", "pt", "content/es/peru")
    assert done.code == 2
    assert done.err.startswith("l10n: content/es/peru: this is of the language es, and -l names pt")


@pytest.mark.parametrize("name", ["content/en", "content/e", "content/en/peru/v"])
def test_the_beginning_of_a_name_is_no_folder(untouched, name):
    done = run(untouched, "extract", f"{name}x")
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize("stored", ["NFC", "NFD"])
def test_an_accent_is_found_however_it_is_typed(site, stored, typed):
    write(site, unicodedata.normalize(stored, "content/en/café.md"), "# Café\n")
    assert run(site, "sync", "-q").code == 0
    wanted = {(tag, unicodedata.normalize(stored, "café")) for tag in ("es", "pt")}
    for name in ("café", "content/en/café.md"):
        assert selected(site, "extract", unicodedata.normalize(typed, name)) == wanted


def test_a_file_of_another_language_than_that_of_the_option(untouched):
    done = run(untouched, "merge", "-l", "pt", "locales/es/bus.po")
    assert done.code == 2
    assert done.err == (
        "l10n: locales/es/bus.po: this is of the language es, and -l names pt: "
        "leave one of both out\n"
    )


def test_a_catalog_whose_name_begins_with_two_languages(tmp_path):
    settings = SETTINGS.replace("{lang}/{key}.po", "{lang}-{key}.po").replace(
        '"pt"', '"pt-BR", "pt"'
    )
    site = build_translated_site(tmp_path / "site", settings=settings)
    assert selected(site, "extract", "locales/pt-BR-bus.po") == {("pt-BR", "bus")}
    assert selected(site, "extract", "locales/pt-bus.po") == {("pt", "bus")}


@pytest.mark.parametrize("name", TAKE_GUIDES)
def test_every_command_passes_over_what_is_no_guide(untouched, tmp_path, name):
    before = snapshot(untouched)
    packed = str(tmp_path / "es.po")
    if name == "unpack":
        assert run(untouched, "pack", "--all", "-l", "es", "-o", packed).code == 0
    arguments = {
        "pseudo": ("-l", "xx"),
        "pack": ("-l", "es", "-o", packed),
        "unpack": ("--dry-run", packed),
    }.get(name, ())
    done = run(untouched, name, *arguments, "--ignore-unknown", "README.md")
    assert (done.code, done.err) == (0, "")
    assert snapshot(untouched) == before
    assert run(untouched, name, *arguments, "README.md").code == 2


def test_checking_a_catalog_says_nothing_of_others(site):
    for language in ("es", "pt"):
        for key in ("bus", "peru/tax"):
            translate(site, language, key, lambda msgid: f"{msgid} 7")
    whole = run(site, "check", "--format", "json", "--only", "numbers")
    told = run(site, "check", "--format", "json", "--only", "numbers", "locales/es/bus.po")
    paths = [{each["path"] for each in json.loads(done.out)["findings"]} for done in (whole, told)]
    assert len(paths[0]) == 4
    assert paths[1] == {"locales/es/bus.po"}
    assert run(site, "check", "--format", "json", "--only", "numbers") == whole


def test_links_of_a_page(site):
    write(site, "content/en/bus.md", "[to nowhere](nowhere.md)\n")
    run(site, "sync", "-q")
    page = run(site, "links", "content/pt/peru/tax.md", "--format", "json")
    assert (page.code, [*json.loads(page.out)["languages"]]) == (0, ["pt"])
    both = run(site, "links", "content/pt/peru/tax.md", "bus", "--format", "json")
    assert (both.code, [*json.loads(both.out)["languages"]]) == (1, ["en", "es", "pt"])


def test_a_comparison_with_a_revision_counts_the_same_pages_on_both_sides(site):
    git(site, "init", "-q")
    commit(site)
    arguments = ("coverage", "--since", "HEAD", "locales/es/bus.po", "locales/pt/peru/tax.po")
    done = run(site, *arguments, "--format", "json")
    assert done.code == 0, done.err
    languages = json.loads(done.out)["since"]["languages"]
    assert {tag: each["points"] for tag, each in languages.items()} == {"es": 0, "pt": 0}
