"""A localized page leads to the files that its source leads to, wherever the page lies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.frontmatter.block import find_block
from l10n.frontmatter.places import walk_places
from l10n.frontmatter.tree import read_tree
from l10n.links.files import relocate, written_on_source
from l10n.links.scheme import Make, Root, Scheme
from l10n.links.site import Page, build_site_map
from tests.sites import pseudo, run, snapshot, stamps, translate, write

SETTINGS = """\
project = "Maps"
source-language = "en"
languages = ["es"]
catalogs = "locales/{{lang}}/{{key}}.po"
syntax = "{syntax}"
publish-at = 80

[[content]]
source = "{source}"
localized = "{localized}"
"""
GUIDE = """\
# The maps

Look at ![the map](map.png "Where") and take [the plan](./img/the%20plan.pdf#page-2) with you.

There is <img src='map.png' alt="x"> and ![one of its own](own.png) and `![none](map.png)`.

![Legend words][legend] and [safety first](UP/SECURITY.md) and [far away](https://a.example/map.png)

![nothing is there](missing.png) and [from the top](/map.png) and [words](#the-maps)

[legend]: img/legend.svg "The legend"
"""
FILES: Final = ("map.png", "img/the plan.pdf", "img/legend.svg", "own.png")
TREES: Final = {
    "above": ("docs/{path}", "docs/{lang}/{path}"),
    "beside": ("docs/{lang}/{path}", "docs/{lang}/{path}"),
    "siblings": ("docs/{lang}/docs/{path}", "docs/{lang}/docs/{path}"),
    "elsewhere": ("docs/{path}", "i18n/{lang}/current/{path}"),
}
SYNTAXES: Final = ("github", "vitepress", "mkdocs", "mdx", "mdbook")


class _Site:
    """A site with one guide in a folder of its tree, and files beside it."""

    def __init__(self, root: Path, trees: str, syntax: str = "github") -> None:
        self.root = root
        source, localized = TREES[trees]
        place = "{path}"
        self.source = source.replace("{lang}", "en").replace(place, "deep/")
        self.page = localized.replace("{lang}", "es").replace(place, "deep/")
        write(
            root,
            "l10n.toml",
            SETTINGS.format(syntax=syntax, source=source, localized=localized),
        )
        up = "/".join([".."] * self.source.count("/"))
        write(root, f"{self.source}a.md", GUIDE.replace("UP", up))
        write(root, "SECURITY.md", "Be safe.\n")
        for name in FILES:
            write(root, f"{self.source}{name}", b"x")
        write(root, f"{self.page}own.png", b"x")

    def publish(self) -> str:
        """Translate the guide, and return its page."""
        assert run(self.root, "extract", "-q").code == 0
        translate(self.root, "es", "deep/a", pseudo)
        return self.read()

    def read(self) -> str:
        """Return the page as a run leaves it."""
        assert run(self.root, "sync", "-q").code == 0
        return (self.root / self.page / "a.md").read_text()

    def leads_to(self, address: str) -> Path:
        """Return the file that a relative address on the page means."""
        return (self.root / self.page / unquote(address.partition("#")[0])).resolve()


def _addresses(text: str) -> list[str]:
    after = (part.partition(")")[0].partition(" ")[0] for part in text.split("](")[1:])
    legend = text.partition("]: ")[2].partition(" ")[0]
    return [*after, text.partition("src='")[2].partition("'")[0], legend]


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("trees", TREES)
def test_links_lead_to_the_files_of_the_source(tmp_path: Path, trees: str, syntax: str) -> None:
    site = _Site(tmp_path, trees, syntax)
    page = _addresses(site.publish())
    source = _addresses((tmp_path / site.source / "a.md").read_text())
    assert len(page) == len(source) == 11
    for ours, theirs in zip(source, page, strict=True):
        meant = (tmp_path / site.source / unquote(ours.partition("#")[0])).resolve()
        # The map in code stays, and so does what is no file, or is the page's own.
        if ours == "#the-maps":  # no heading can be given an id
            assert theirs == ("#thé-máps" if syntax in ("github", "mdx") else ours)
        elif not meant.is_file() or ours == "own.png" or theirs == ours:
            assert theirs == ours
        else:
            assert site.leads_to(theirs) == meant
            assert theirs.partition("#")[2] == ours.partition("#")[2]
    assert sum(ours != theirs for ours, theirs in zip(source, page, strict=True)) >= 4
    report = json.loads(run(tmp_path, "links", "--format", "json").out)
    assert not [each for each in report["links"] if each["fate"] == "broken"]


def test_hugo_has_files_for_all_languages(tmp_path: Path) -> None:
    site = _Site(tmp_path, "above", "hugo")
    assert "![" in (page := site.publish())
    assert _addresses(page) == _addresses((tmp_path / site.source / "a.md").read_text())


@pytest.mark.parametrize("path", ["docs/deep/map.png", "docs/es/deep/map.png", "SECURITY.md"])
def test_a_page_follows_files_that_come_and_go(tmp_path: Path, path: str) -> None:
    site = _Site(tmp_path, "above")
    before = site.publish()
    files = stamps(tmp_path)
    assert site.read() == before
    assert stamps(tmp_path) == files
    is_there = (tmp_path / path).exists()
    for there in (not is_there, is_there):
        if there:
            write(tmp_path, path, b"x")
        else:
            (tmp_path / path).unlink()
        after = site.read()
        assert (after == before) is (there is is_there)
        with_cache = snapshot(tmp_path)
        for each in (tmp_path / ".l10n").iterdir():
            each.unlink()
        assert site.read() == after
        assert snapshot(tmp_path) == with_cache


@pytest.mark.parametrize("trees", TREES)
def test_import_reads_such_links_as_the_source_s(tmp_path: Path, trees: str) -> None:
    site = _Site(tmp_path, trees)
    page = site.publish()
    for path in ("locales/es/deep/a.po", "locales/published.txt"):
        (tmp_path / path).unlink()
    assert run(tmp_path, "import", "-q").code == 0
    catalog = (tmp_path / "locales/es/deep/a.po").read_text()
    assert "../" not in "".join(
        line for line in catalog.splitlines() if not line.startswith("#")
    ), catalog
    assert site.read() == page


def test_links_reports_a_file_that_a_page_does_not_reach(tmp_path: Path) -> None:
    site = _Site(tmp_path, "above")

    def broken() -> list[tuple[str, str]]:
        report = json.loads(run(tmp_path, "links", "--format", "json").out)
        found = [each for each in report["links"] if each["fate"] == "broken"]
        return [(each["path"], each["written"]) for each in found]

    site.publish()
    assert broken() == []
    write(tmp_path, "docs/es/deep/a.md", "![a](map.png) [b](own.png) [c](../../deep/map.png)\n")
    assert broken() == [("docs/es/deep/a.md", "map.png")]
    write(tmp_path, "docs/es/deep/map.png", b"x")
    assert broken() == []


@pytest.mark.parametrize("address", ["../../SECURITY.md", "../../deep/er/OTHER.md", "notes.md"])
def test_a_file_that_is_no_guide_is_no_fault(tmp_path: Path, address: str) -> None:
    site = _Site(tmp_path, "above")
    settings = (tmp_path / "l10n.toml").read_text()
    write(tmp_path, "l10n.toml", f'{settings}exclude = ["deep/notes.md"]\n')
    write(tmp_path, "docs/deep/a.md", f"See [it]({address}).\n")
    target = (tmp_path / site.source / address).resolve()

    def fate() -> list[str]:
        report = json.loads(run(tmp_path, "links", "--format", "json").out)
        return [each["fate"] for each in report["links"]]

    def found() -> list[str]:
        extracted, checked = run(tmp_path, "extract"), run(tmp_path, "check")
        return [each for each in (extracted.out, checked.out) if "leads to no guide" in each]

    target.unlink(missing_ok=True)
    assert fate() == ["broken"]
    assert len(found()) == 2
    write(tmp_path, target.relative_to(tmp_path).as_posix(), "Words.\n")
    for _ in range(2):
        assert fate() == ["no_guide"]
        assert found() == []
    target.unlink()
    assert fate() == ["broken"]
    assert len(found()) == 2


def test_on_github_a_page_that_is_not_there_is_the_source_s_file(tmp_path: Path) -> None:
    site = _Site(tmp_path, "above")
    write(tmp_path, "docs/deep/a.md", "Translate with [Weblate](../weblate.md#how) today.\n")
    write(tmp_path, "docs/weblate.md", "# How\n\nLike that.\n")
    assert "(../../weblate.md#how)" in site.publish()
    report = json.loads(run(tmp_path, "links", "--format", "json").out)
    assert report["languages"]["es"]["broken"] == 0
    translate(tmp_path, "es", "weblate", pseudo)
    assert "(../weblate.md#" in site.read()


PART = st.sampled_from(["a", "b", "é", "c d", ".."])
ADDRESS = st.lists(PART, min_size=1, max_size=4).map("/".join)


@given(ADDRESS, st.sets(st.lists(PART, min_size=1, max_size=4).map("/".join)))
def test_what_was_relocated_is_read_back(address: str, names: set[str]) -> None:
    roots = {"en": (Root("docs/", "/{path}/"),), "es": (Root("docs/es/", "/es/{path}/"),)}
    site = build_site_map(Scheme("", roots, make=Make.OTHER, source="en"), ("en", "es"), ())
    source, page = Page("a", "en", "docs/x/a.md"), Page("a", "es", "docs/es/x/a.md")
    files = frozenset(f"docs/x/{name}" for name in names)
    new = relocate(site, files, source, page, address)
    if new != address:
        back = written_on_source(site, files, source, page, new)
        assert relocate(site, files, source, page, back) == new


def test_on_github_a_page_is_the_file_that_its_name_says(tmp_path: Path) -> None:
    settings = SETTINGS.format(syntax="github", source="{path}", localized="{path}.{lang}")
    write(tmp_path, "l10n.toml", settings)
    switch = "[English](README.md) | [Spanish](README.es.md)\n"
    write(
        tmp_path, "README.md", f"{switch}\nSee [how](docs/how.md#part) and [all](./docs/all.md).\n"
    )
    write(tmp_path, "docs/how.md", "# Part\n\nBack to [it all](../README.md).\n")
    write(tmp_path, "docs/all.md", "All.\n")
    assert run(tmp_path, "extract", "-q").code == 0
    for key in ("README", "docs/how"):
        translate(tmp_path, "es", key, pseudo)
    for _ in range(2):
        assert run(tmp_path, "sync", "-q").code == 0
        text = (tmp_path / "README.es.md").read_text()
        addresses = [part.partition(")")[0] for part in text.split("](")[1:]]
        assert addresses == ["README.md", "README.es.md", "docs/how.es.md#párt", "./docs/all.md"]
        assert "(../README.es.md)" in (tmp_path / "docs/how.es.md").read_text()
    translate(tmp_path, "es", "docs/all", pseudo)
    assert run(tmp_path, "sync", "-q").code == 0
    assert "(./docs/all.es.md)" in (tmp_path / "README.es.md").read_text()
    report = json.loads(run(tmp_path, "links", "--format", "json").out)
    counts = report["languages"]["es"]
    assert (counts["broken"], counts["crossing"], counts["fallback"]) == (0, 0, 0)


FRONTS: Final = {
    "yaml": """\
---
title: Maps
image: ./map.png # the map
hero:
  image:
    file: 'img/legend.svg'
  more: [../deep/map.png, "./own.png", ./none.png]
  src: https://a.example/map.png
---
""",
    "toml": """\
+++
title = "Maps"
image = "./map.png"
[hero]
more = ["../deep/map.png", './own.png', "./none.png"]
src = "https://a.example/map.png"
[hero.image]
file = 'img/legend.svg'
+++
""",
}


def _front(text: str) -> dict[str, str]:
    block = find_block(text, "a.md")
    root = block and read_tree(text, block, "a.md")
    return {each.field: each.holder.text for each in walk_places(root)} if root else {}


@pytest.mark.parametrize("front", FRONTS)
@pytest.mark.parametrize("trees", ["above", "elsewhere"])
@pytest.mark.parametrize("syntax", SYNTAXES)
def test_paths_in_front_matter_lead_to_the_files_of_the_source(
    tmp_path: Path, syntax: str, trees: str, front: str
) -> None:
    site = _Site(tmp_path, trees, syntax)
    write(tmp_path, f"{site.source}a.md", f"{FRONTS[front]}\nSee the map.\n")
    before, page = _front(FRONTS[front]), site.publish()
    after = _front(page)
    assert before.keys() == after.keys()
    changed = [each for each in before if before[each] != after[each]]
    named = [] if syntax in ("mdx", "mkdocs") else ["hero.image.file"]
    assert sorted(changed) == sorted(["title", "image", "hero.more.0", *named])
    for each in set(changed) - {"title"}:
        assert site.leads_to(after[each]) == (tmp_path / site.source / before[each]).resolve()
    assert after["image"].startswith("./")
    (tmp_path / site.source / "map.png").unlink()
    assert _front(site.read())["image"] == "./map.png"
    write(tmp_path, f"{site.source}map.png", b"x")
    assert site.read() == page


LANGUAGES: Final = {
    "none": "Words.\n",
    "line": "[English](a.md) | [Spanish](../es/deep/a.md) | [Thai](th.md)\n",
    "list": "- [English](a.md)\n- [Thai](th.md)\n- [Spanish](../es/deep/a.md)\n",
}


@pytest.mark.parametrize("languages", LANGUAGES)
@pytest.mark.parametrize("syntax", SYNTAXES)
def test_a_page_s_link_to_itself_leads_to_itself(
    tmp_path: Path, syntax: str, languages: str
) -> None:
    site = _Site(tmp_path, "above", syntax)
    start = LANGUAGES[languages]
    text = f"{start}\nSee [this](a.md), [the same](./a.md#x) and [all](/deep/a/).\n"
    write(tmp_path, "docs/deep/a.md", text)
    page = _addresses(f"{site.publish()} src='' ]: x")[:-2]
    assert page[-3:] == ["a.md", "./a.md#x", "/es/deep/a/"]
    if syntax == "github" and languages != "none":
        assert page[0] == "../../deep/a.md"
        assert page.count("a.md") == 2
