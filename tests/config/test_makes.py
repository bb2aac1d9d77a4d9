"""What the settings of each make say, and what folders look like where nothing is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.config.makes import find_site
from l10n.config.makes.script import find_literal
from l10n.config.makes.site import Site
from tests.layouts import SITES

GUIDE = "# Ferries\n\nThe ferry leaves at noon.\n"


def build(root: Path, files: dict[str, str], guides: str = "") -> Site:
    for name, text in {**files, **dict.fromkeys(guides.split(), GUIDE)}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return find_site(root)


def shown(site: Site) -> str:
    trees = ", ".join(
        each.source if each.source == each.localized else f"{each.source} > {each.localized}"
        for each in site.trees
    )
    folders = "".join(f" {tag}={each}" for tag, each in site.folders.items())
    languages = " ".join(site.languages)
    return f"{site.make or '?'} {site.syntax}: {site.source} > {languages}{folders}: {trees}"


@pytest.mark.parametrize(("files", "guides", "expected"), SITES.values(), ids=SITES)
def test_sites(tmp_path: Path, files: dict[str, str], guides: str, expected: str) -> None:
    assert shown(build(tmp_path, files, guides)) == expected


_KEPT = 'heading-ids = "linked"  # written as {#id}'
_NO_IDS = 'heading-ids = "none"  # attr_list, which reads {#id}, is not in markdown_extensions'
_NO_PLUGIN = 'heading-ids = "none"  # nothing that reads {#id} is in the settings'
_SLUGS = 'heading-id-style = "mkdocs-unicode"  # toc has a slugify, which keeps all letters'
_SHARED = "fallback = true  # all languages have the nav of en"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({".vuepress/config.js": "module.exports = {}"}, ['make = "vuepress"', _NO_PLUGIN]),
        ({".vuepress/config.ts": "x({ attrs: true })"}, ['make = "vuepress"']),
        (
            {
                "_config.yml": "title: T",
                "a.html": "---\nlayout: x\npermalink: /all/\n---\n",
                "b.html": "---\npermalink: '/b.html'\r\n---\n",
                "c.html": "---\npermalink: /:title/\n---\n",
                "d.html": "<p>permalink: /d/</p>\n",
                "_layouts/e.html": "---\npermalink: /e/\n---\n",
            },
            ['ignore = ["/all/", "/b.html"]  # pages in HTML are there'],
        ),
        ({"docusaurus.config.js": "module.exports = { title: 'T' }"}, [_KEPT]),
        ({"docusaurus.config.js": "x = { future: { v4: true } }"}, []),
        ({"docusaurus.config.js": "x = { markdown: { mdx1Compat: { headingIds: false } } }"}, []),
        ({"mkdocs.yml": "markdown_extensions:\n- attr_list\n- toc: {permalink: true}\n"}, []),
        ({"mkdocs.yml": "markdown_extensions:\n  extra:\n  toc: {permalink: true}\n"}, []),
        (
            {
                "mkdocs.yml": "markdown_extensions:\n- attr_list\n- toc:\n    slugify: "
                "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n"
            },
            [_SLUGS],
        ),
        ({"mkdocs.yml": "markdown_extensions: [tables]\n"}, [_NO_IDS]),
        ({"mkdocs.yml": "site_name: T\n"}, [_NO_IDS]),
        ({"docs/en/mkdocs.yml": "nav: [a.md]\nmarkdown_extensions: [extra]\n"}, [_SHARED]),
        (
            {
                "docs/en/mkdocs.yml": "nav: [a.md]\nmarkdown_extensions: [extra]\n",
                "docs/es/mkdocs.yml": "INHERIT: ../en/mkdocs.yml\n",
            },
            [_SHARED],
        ),
        (
            {
                "docs/en/mkdocs.yml": "nav: [a.md]\nmarkdown_extensions: [extra]\n",
                "docs/es/mkdocs.yml": "INHERIT: ../en/mkdocs.yml\nnav: [a.md]\n",
            },
            [],
        ),
        (
            {"mkdocs.yml": "markdown_extensions: [extra]\nplugins: {mike: {alias_type: copy}}\n"},
            ['ignore = ["/latest/**", "/stable/**", "/dev/**"]  # versions of the site'],
        ),
        (
            {"mkdocs.yml": "markdown_extensions: [extra]\nplugins: [search, mike]\n"},
            ['ignore = ["/latest/**", "/stable/**", "/dev/**"]  # versions of the site'],
        ),
        (
            {"mkdocs.yml": "markdown_extensions: [extra]\nsite_url: https://t.readthedocs.io/\n"},
            ['ignore = ["/en/latest/**", "/en/stable/**", "/en/dev/**"]  # versions of the site'],
        ),
        (
            {
                "mkdocs.yml": "markdown_extensions: [extra]\nsite_url: https://t.readthedocs.io/en/x\n"
            },
            [],
        ),
        ({"docs/en/mkdocs.yml": "markdown_extensions: [extra]\n"}, []),
        (
            {
                "docs/en/mkdocs.yml": "INHERIT: ../all.yml\nsite_name: T\n",
                "docs/all.yml": "markdown_extensions: [extra]\n",
            },
            [],
        ),
        ({"mkdocs.yml": "INHERIT: mkdocs.yml\nmarkdown_extensions: [extra]\n"}, []),
    ],
)
def test_links_are_kept_whole(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    guides = "docs/en/docs/a.md docs/en/docs/b.md docs/es/docs/a.md"
    assert [*build(tmp_path, files, guides).links] == expected


@pytest.mark.parametrize("path", ["docs", "/docs", "/docs/"])
def test_the_address_of_a_site_below_its_host(tmp_path: Path, path: str) -> None:
    text = f"export default x({{ site: 'https://a.example', base: '{path}' }})"
    assert build(tmp_path, {"astro.config.mjs": text}).base == "https://a.example/docs"


def test_programs_that_a_site_needs_are_no_guides(tmp_path: Path) -> None:
    site = build(
        tmp_path, {}, "docs/en/a.md docs/es/a.md themes/x/README.md docs/node_modules/fr/a.md"
    )
    assert site.languages == ("es",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("export default { a: 'x' }", "x"),
        ("a = `x`", "x"),
        ("// a: 'no'\n/* a: 'no' */ a: \"x\"", "x"),
        ("const a: Array<string> = ['x', 1, true,]\nnext()", ["x", 1.0, True]),
        ("const b = 'x'; export default { a: b }", "x"),
        ("a: 'x' + y", None),
        ("a: process.env.A ?? 'x'", "x"),
        ("a: process.env.A || 'x', b: 'y'", "x"),
        ("a: isTried ? 'x' : 'y'", None),
        ("a: isTried ? ['x'] : isOld ? [] : ['x', 'y']", ["x", "y"]),
        ("a: b ?? 'x' + c", None),
        ("a: f('x')", None),
        (
            "a: { b: 'it\\'s', ...c, d() { return 1 }, 'e-f': [ { g: null } ] }",
            {"b": "it's", "d": None, "e-f": [{"g": None}]},
        ),
        ("a: a", None),
        ("s: 'a: 1'", None),
        ("", None),
        ("a: " + "[" * 10_000, [[]]),
        ("a: {" * 10_000, {}),
    ],
)
def test_literals(text: str, expected: object) -> None:
    found = find_literal(text, "a")
    assert (type(found) is type(expected)) if len(text) > 5_000 else found == expected
