"""The tables of content trees, and what of a guide they decide."""

from __future__ import annotations

from pathlib import Path

from l10n.config.settings import Config, parse_config
from l10n.config.toml import parse, tables
from l10n.extract import extract_guide
from l10n.guide import Guide
from l10n.site.paths import fields_at, localized_path, may_write_ids, syntax_at
from l10n.trees import ContentTree

ROOT = Path("/site")
HEAD = 'source-language = "en"\nlanguages = ["de"]\nsyntax = "mkdocs"\nmath = true\n'
FULL = """\
[[content]]
source = "./docs/{path}"
localized = "docs/{lang}/{path}"
include = ["a/**", "b.md"]
exclude = ["a/old/"]
fields = ["title", "hero.text"]
source-url = "/docs/{path}/"
localized-url = "/{lang}/docs/{path}/"

[[content]]
source = "blog/{path}"
localized = "blog/{path}.{lang}"
syntax = "mdx"
math = false
fields = []

[[content]]
source = "faq/{path}"
localized = "faq/{path}.{lang}"
"""


def _config() -> Config:
    return parse_config(HEAD + FULL, ROOT)


def test_all_that_a_tree_may_say() -> None:
    assert _config().trees == (
        ContentTree(
            "docs/{path}",
            "docs/{lang}/{path}",
            ("a/**", "b.md"),
            ("a/old/",),
            "mkdocs+math",
            ("title", "hero.text"),
            "/docs/{path}/",
            "/{lang}/docs/{path}/",
        ),
        ContentTree("blog/{path}", "blog/{path}.{lang}", syntax="mdx", fields=()),
        ContentTree("faq/{path}", "faq/{path}.{lang}", syntax="mkdocs+math"),
    )


def test_each_guide_is_read_as_its_tree_says() -> None:
    config = _config()
    assert [syntax_at(config, path) for path in ("docs/b.md", "docs/a/x.mdx", "blog/a.de.md")] == [
        "mkdocs+math",
        "mdx+math",
        "mdx",
    ]
    assert fields_at(config, "docs/de/b.md") == ("title", "hero.text")
    assert fields_at(config, "faq/a.md") == config.fields
    assert may_write_ids(config, "docs/b.md")
    assert not may_write_ids(config, "docs/a/x.mdx")
    guide = Guide("blog/a.md", "en", "blog/a", "---\ntitle: One\n---\n\nTwo.\n", syntax="mdx")
    found = extract_guide(guide, fields_at(config, guide.path)).segments
    assert [segment.msgid for segment in found] == ["Two."]


def test_where_pages_go() -> None:
    config = _config()
    assert localized_path(config, "docs/a/b.md", "de") == "docs/de/a/b.md"
    assert localized_path(config, "blog/a/b.md", "de") == "blog/a/b.de.md"
    assert localized_path(config, "blog/a/b.mdx", "de", "c") == "blog/a/c.de.mdx"


def test_each_table_has_its_own_lines() -> None:
    text = '# [[a]]\n[[a]]\nx = 1\n[b]\n[[ a ]]\ny = 2\n[["a"]]\nz = 3\n'
    found = tables(parse(text, "f"), "a")
    assert [dict(each.values) for each in found] == [{"x": 1}, {"y": 2}, {"z": 3}]
    assert [each.text.count("\n") for each in found] == [8, 8, 8]
    assert [each.text.lstrip("\n").partition("\n")[0] for each in found] == [
        "[[a]]",
        "[[ a ]]",
        '[["a"]]',
    ]
