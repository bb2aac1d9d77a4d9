"""The demo guide with a text of every kind, as Hugo shows the source and its translation."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests import hugo
from tests.html_tags import read_tags

REPOSITORY = Path(__file__).parents[2]
HUGO = """\
baseURL = "https://guides.example/guides/"
defaultContentLanguage = "en"
disableKinds = ["rss", "sitemap", "taxonomy", "term", "404"]
[markup.goldmark.renderer]
unsafe = true
[languages.en]
contentDir = "content/en"
[languages.es]
contentDir = "content/es"
"""
LAYOUT = """\
<title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}">
<meta name="title" content="{{ .Params.meta_title }}">
<time>{{ .Date.Format "2006-01-02" }}</time>
<main>{{ .Content }}</main>
"""
SHOWN = {
    "<title>Alquilar un piso en Uruguay: depósitos y garantías</title>": "a title in TOML",
    'content="Qué le puede pedir un propietario en Uruguay antes de la': "a text of several lines",
    "<time>2024-11-04</time>": "a date that stays",
    "<caption>Las garantías y lo que cuestan</caption>": "the caption of an HTML table",
    '<th scope="col">Usted paga</th>': "a header cell",
    "<td>Hasta <b>cinco</b> meses de alquiler</td>": "a cell with a tag",
    '<abbr title="Contaduría General de la Nación">CGN</abbr>': "an attribute in a cell",
    'alt="Un contrato con dos firmas"': "a parameter of a shortcode",
    "<p>Ambas partes firman cada página.</p>": "another one",
    "<summary>¿Y si no tengo recibos de sueldo?</summary>": "a summary in HTML",
    "<p>Para un depósito no hacen falta. <em>Algunas</em> aseguradoras": "Markdown in HTML",
    "<summary>¿Qué se anota en el inventario?</summary>": "a parameter of a pair of shortcodes",
    "Todo defecto que se vea, con fotos; también": "what a pair of shortcodes encloses",
    'title="Cómo obtener la cédula de identidad"': "the title of a link's definition",
}
_PLACES = re.compile(r"\('(?:id|href)', '[^']*'\)")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    hugo.hugo_binary()
    root = tmp_path_factory.mktemp("demo")
    for language in ("en", "es"):
        shutil.copytree(REPOSITORY / "content" / language, root / "content" / language)
    layouts = {f"layouts/{kind}.html": LAYOUT for kind in ("single", "section", "home")}
    hugo.write(root, {"hugo.toml": HUGO, **layouts})
    return hugo.build(root)


@pytest.mark.parametrize("shown", SHOWN, ids=SHOWN.values())
def test_readers_see_it_in_their_language(public: Path, shown: str) -> None:
    page, source = _pages(public)
    assert re.sub(r"\s+", " ", page).count(shown) == 1
    if shown != "<time>2024-11-04</time>":
        assert shown not in re.sub(r"\s+", " ", source)


def test_all_else_is_as_in_the_source(public: Path) -> None:
    page, source = ([_PLACES.sub("", row) for row in read_tags(each)] for each in _pages(public))
    assert len(source) > 100
    assert page == source


def _pages(public: Path) -> tuple[str, str]:
    """Return the translated page and its source, as they are built."""
    path = "uruguay/rental_guarantee/index.html"
    return (public / "es" / path).read_text(), (public / path).read_text()
