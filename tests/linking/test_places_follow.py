"""Links to places whose ids are made anew in each language follow them, on every page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from l10n.po import parse_catalog
from tests import hugo
from tests.sites import run, snapshot, translate, write

SETTINGS = """\
project = "T"
source-language = "en"
languages = ["es"]
catalogs = "locales/{lang}/{key}.po"
"""
TREE = """
[[content]]
source = "docs/{path}"
localized = "docs/{lang}/{path}"
"""
GUIDE = """\
# Guide

See [fees](#fees-and-taxes), [their list](fees.md#opening-hours) and [none](fees.md#nowhere).

## Fees and taxes

By <a href="fees.md#fees">the list</a>.
"""
FEES = """\
# Fees

Back to [taxes](guide.md#fees-and-taxes).

## Opening hours

Daily.
"""
SPANISH = {
    "Fees and taxes": "Tasas e *impuestos*",
    "Fees": "Tasas",
    "Opening hours": "¿Cuándo abre?",
}
STYLES = {
    'syntax = "github"': ("tasas-e-impuestos", "cuándo-abre"),
    'syntax = "mdx"\n[links]\nmake = "starlight"': ("tasas-e-impuestos", "cuándo-abre"),
    'syntax = "myst"': ("tasas-e-impuestos", "cuándo-abre"),
    'syntax = "vitepress"\n[links]\nheading-ids = "none"': ("tasas-e-impuestos", "¿cuando-abre"),
    'syntax = "mkdocs"\n[links]\nheading-ids = "none"': ("tasas-e-impuestos", "cuando-abre"),
    'syntax = "hugo"\n[links]\nheading-ids = "none"': ("tasas-e-impuestos", "cuándo-abre"),
}


def _site(root: Path, settings: str, tree: str = TREE) -> None:
    top, _, links = settings.partition("\n")
    write(root, "l10n.toml", f"{SETTINGS}{top}\n{tree}{links}\n")
    write(root, "docs/guide.md", GUIDE)
    write(root, "docs/fees.md", FEES)
    assert run(root, "extract", "-q").code == 0
    for key in ("guide", "fees"):
        translate(root, "es", key, lambda text: SPANISH.get(text, f"¡{text}!"))


def _links(path: Path) -> list[str]:
    return re.findall(r"(?:\]\(|href=\")([^)\"]*)", path.read_text())


@pytest.mark.parametrize("settings", STYLES)
def test_links_lead_to_the_translated_headings(tmp_path: Path, settings: str) -> None:
    _site(tmp_path, settings)
    taxes, hours = STYLES[settings]
    done = run(tmp_path, "sync", "-q")
    assert done.code == 0, done
    guide = tmp_path / "docs/es/guide.md"
    assert _links(guide) == [f"#{taxes}", f"fees.md#{hours}", "fees.md#nowhere", "fees.md#tasas"]
    assert _links(tmp_path / "docs/es/fees.md") == [f"guide.md#{taxes}"]
    found = run(tmp_path, "links").out
    assert found.count("#") == 2, found
    before = snapshot(tmp_path)
    assert run(tmp_path, "sync").code == 0
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    ("syntax", "id_"),
    [("vitepress", "what-s-new"), ("zola", "what-s-new"), ("mdbook", "whats-new")],
)
def test_a_linked_heading_keeps_the_id_that_its_make_gives_it(
    tmp_path: Path, syntax: str, id_: str
) -> None:
    write(tmp_path, "l10n.toml", f'{SETTINGS}syntax = "{syntax}"\n{TREE}')
    write(tmp_path, "docs/guide.md", f"# Guide\n\nSee [news](#{id_}).\n\n## What's *new*?\n")
    assert run(tmp_path, "extract", "-q").code == 0
    translate(tmp_path, "es", "guide", lambda text: text.replace("What's", "¿Qué es"))
    assert run(tmp_path, "sync", "-q").code == 0
    page = (tmp_path / "docs/es/guide.md").read_text()
    assert page.endswith(f"## ¿Qué es *new*? {{#{id_}}}\n"), page


def test_links_of_other_pages_follow_a_heading_that_is_translated_anew(tmp_path: Path) -> None:
    _site(tmp_path, 'syntax = "github"')
    assert run(tmp_path, "sync", "-q").code == 0
    path = tmp_path / "locales/es/fees.po"
    write(tmp_path, "locales/es/fees.po", path.read_text().replace("¿Cuándo abre?", "Horario"))
    assert run(tmp_path, "sync", "-q").code == 0
    assert "fees.md#horario" in _links(tmp_path / "docs/es/guide.md")
    source = tmp_path / "docs/fees.md"
    write(
        tmp_path,
        "docs/fees.md",
        source.read_text().replace("## Opening", "## Horario\n\n## Opening"),
    )
    assert run(tmp_path, "sync", "-q").code == 0
    assert "fees.md#horario-1" in _links(tmp_path / "docs/es/guide.md")


def test_a_link_to_a_page_without_a_catalog_leads_to_its_heading(tmp_path: Path) -> None:
    _site(tmp_path, 'syntax = "github"')
    (tmp_path / "locales/es/fees.po").unlink()
    write(tmp_path, "docs/es/fees.md", FEES.replace("Opening hours", "Horas"))
    assert run(tmp_path, "sync", "-q").code == 0
    assert "fees.md#horas" in _links(tmp_path / "docs/es/guide.md")
    write(tmp_path, "docs/es/fees.md", FEES.replace("Opening hours", "Horario"))
    assert run(tmp_path, "sync", "-q").code == 0
    assert "fees.md#horario" in _links(tmp_path / "docs/es/guide.md")


def test_a_page_that_is_taken_over_keeps_its_links(tmp_path: Path) -> None:
    _site(tmp_path, 'syntax = "github"')
    assert run(tmp_path, "sync", "-q").code == 0
    before = snapshot(tmp_path / "docs")
    for name in ("locales", ".l10n"):
        shutil.rmtree(tmp_path / name)
    for path in tmp_path.rglob("published.txt"):
        path.unlink()
    assert run(tmp_path, "import", "-q").code == 0
    assert run(tmp_path, "sync", "-q").code == 0
    assert snapshot(tmp_path / "docs") == before
    text = (tmp_path / "locales/es/guide.po").read_bytes()
    said = [each.msgstr for each in parse_catalog(text, "guide.po").entries]
    assert said[1] == "¡See [fees](1), [their list](2) and [none](3).!"


ADOPTED = {
    "Opening hours": "Horas",
    "Fees": "Tasas",
    "Daily.": "Cada día.",
    "Back to [taxes]": "Volver a [impuestos]",
}


@pytest.mark.parametrize("syntax", ["hugo", "vitepress", "mkdocs"])
def test_links_lead_to_the_headings_of_a_page_that_was_taken_over(
    tmp_path: Path, syntax: str
) -> None:
    write(tmp_path, "l10n.toml", f'{SETTINGS}syntax = "{syntax}"\n{TREE}')
    write(tmp_path, "docs/guide.md", GUIDE)
    write(tmp_path, "docs/fees.md", FEES)
    assert run(tmp_path, "extract", "-q").code == 0
    translate(tmp_path, "es", "guide", lambda text: f"¡{text}!")
    assert run(tmp_path, "sync", "-q").code == 0
    page = FEES
    for ours, theirs in ADOPTED.items():
        page = page.replace(ours, theirs)
    write(tmp_path, "docs/es/fees.md", page)
    assert run(tmp_path, "import", "-q").code == 0
    assert run(tmp_path, "sync", "-q").code == 0
    assert (tmp_path / "docs/es/fees.md").read_text() == page
    assert "fees.md#horas" in _links(tmp_path / "docs/es/guide.md")
    write(tmp_path, "docs/fees.md", f"{FEES}\nSee [hours](#opening-hours).\n")
    assert run(tmp_path, "sync", "-q").code == 0
    assert _links(tmp_path / "docs/es/fees.md")[-1] == "#horas"
    translate(
        tmp_path, "es", "fees", lambda _: "Horario", only=lambda each: each.msgid == "Opening hours"
    )
    assert run(tmp_path, "sync", "-q").code == 0
    assert "## Horario\n" in (tmp_path / "docs/es/fees.md").read_text()
    assert "fees.md#horario" in _links(tmp_path / "docs/es/guide.md")
    before = snapshot(tmp_path / "docs")
    assert run(tmp_path, "sync", "-q").code == 0
    shutil.rmtree(tmp_path / ".l10n")
    assert run(tmp_path, "sync", "-q").code == 0
    assert snapshot(tmp_path / "docs") == before
    found = re.findall(r"docs/es/guide.md:\d+: (\S+)", run(tmp_path, "links").out)
    assert found == ["fees.md#nowhere"]


TERMS = """baseURL = "https://example.org/"
disableKinds = ["rss", "sitemap", "taxonomy", "term"]
[markup.goldmark.parser]
autoDefinitionTermID = true
[languages.en]
weight = 1
contentDir = "content/en"
[languages.es]
weight = 2
contentDir = "content/es"
"""
HOME = """\
---
title: Home
---

A [page]({{< relref "terms#page" >}}), a [site](terms.md#site).
"""
GLOSSARY = """---
title: Glossary
---

## Terms

Site
: A place. See [page](#page), [page](#page-1) and [terms](#terms).

Page
: A part.

Page
: Another one.
"""


def test_links_lead_to_translated_terms_in_hugo(tmp_path: Path) -> None:
    hugo.write(
        tmp_path,
        {
            "hugo.toml": TERMS,
            "layouts/all.html": "{{ .Content }}",
            "content/en/_index.md": HOME,
            "content/en/terms.md": GLOSSARY,
        },
    )
    assert run(tmp_path, "init", "--languages", "es").code == 0
    assert "term-ids = true\n" in (tmp_path / "l10n.toml").read_text()
    assert run(tmp_path, "extract", "-q").code == 0
    words = {"Page": "Página", "Site": "Sitio", "Terms": "Palabras"}
    for key in ("_index", "terms"):
        translate(tmp_path, "es", key, lambda text: words.get(text, f"¡{text}!"))
    assert run(tmp_path, "sync", "-q").code == 0
    assert run(tmp_path, "links").code == 0
    out = hugo.build(tmp_path)
    shown = (out / "es/terms/index.html").read_text()
    ids = re.findall(r" id=\"?([^\s\">]+)", shown)
    assert {"terms", "sitio", "página", "página-1"} <= set(ids), ids
    linked = re.findall(r"href=\"?([^\s\">]+)", shown)
    assert [unquote(each) for each in linked] == [
        "/es/terms/#página",
        "/es/terms/#página-1",
        "/es/terms/#terms",
    ]
    home = re.findall(r"href=\"?([^\s\">]+)", (out / "es/index.html").read_text())
    assert [unquote(each) for each in home] == ["/es/terms/#página", "/es/terms/#sitio"]


LIST = "# Guide\n\n- [Taxes](fees.md#taxes)\n- [Fees](fees.md)\n- [Hours](fees.md#opening-hours)\n"


def test_links_to_translated_headings_are_taken_in(tmp_path: Path) -> None:
    write(tmp_path, "l10n.toml", f'{SETTINGS}syntax = "github"\n{TREE}')
    write(tmp_path, "docs/guide.md", LIST)
    write(tmp_path, "docs/fees.md", FEES)
    page = "# Guía\n\n- [Impuestos](fees.md#impuestos)\n- [Tasas](fees.md)\n- [Horas](fees.md#ho)\n"
    write(tmp_path, "docs/es/guide.md", page)
    write(tmp_path, "docs/es/fees.md", FEES)
    assert run(tmp_path, "import", "-q").code == 0
    text = (tmp_path / "locales/es/guide.po").read_bytes()
    said = {each.msgid: each.msgstr for each in parse_catalog(text, "guide.po").entries}
    assert said["[Taxes](1)"] == "[Impuestos](1)"
    assert said["[Hours](1)"] == "[Horas](1)"
    assert run(tmp_path, "sync", "-q").code == 0
    assert (tmp_path / "docs/es/guide.md").read_text() == page


def test_a_target_of_myst_is_found_on_any_page(tmp_path: Path) -> None:
    write(tmp_path, "l10n.toml", f'{SETTINGS}syntax = "myst"\n{TREE}')
    write(tmp_path, "docs/guide.md", "# Guide\n\nSee [fees](#prices) and [none](#nowhere).\n")
    write(tmp_path, "docs/fees.md", FEES.replace("#fees-and-taxes", ""))
    assert run(tmp_path, "links").out.count("docs/guide.md:3:") == 2
    write(tmp_path, "docs/fees.md", "(prices)=\n" + FEES.replace("#fees-and-taxes", ""))
    found = run(tmp_path, "links").out
    assert re.findall(r"docs/guide.md:3: (\S+)", found) == ["#nowhere"]


def test_what_myst_names_is_followed_as_far_as_it_is_known(tmp_path: Path) -> None:
    write(tmp_path, "l10n.toml", f'{SETTINGS}syntax = "myst"\nmath = true\n{TREE}')
    links = "[1](Prices) [2](fees.md) [3](#the-Prices) [4](#Boat.sail) [5](none.md) [6](#none)\n"
    write(tmp_path, "docs/guide.md", f"# Guide\n\nSee {links}")
    write(tmp_path, "docs/fees.md", "(the-prices)=\n# Fees\n\nPay.\n")
    found = run(tmp_path, "links", "-v").out
    assert re.findall(r"docs/guide.md:3: (\S+)", found) == [
        "none.md",
        "#none",
        "Prices",
        "#Boat.sail",
    ]
