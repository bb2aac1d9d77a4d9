"""A localized page takes in the files that its source takes in, wherever the page lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import pseudo, run, snapshot, translate, write

SETTINGS = """\
source-language = "en"
languages = ["es"]
catalogs = "locales/{{lang}}/{{key}}.po"
syntax = "{syntax}"
publish-at = 80

[[content]]
source = "{source}"
localized = "{localized}"
"""
CASES = {
    "docusaurus": (
        ("mdx", "docs/{path}", "i18n/{lang}/docusaurus-plugin-content-docs/current/{path}"),
        ("docs/a/x.mdx", "i18n/es/docusaurus-plugin-content-docs/current/a/x.mdx"),
        "import Map from './map'\nimport raw from '!!raw-loader!../src/b.js'\n"
        "import none from './none'\n\n# The way\n\n"
        "Look at <img src={require('./map.png').default} alt='x' /> now.\n",
        ("docs/a/map.tsx", "docs/src/b.js", "docs/a/map.png"),
        {
            "'./map'": "'../../../../../docs/a/map'",
            "!../src/b.js": "!../../../../../docs/src/b.js",
            "('./map.png')": "('../../../../../docs/a/map.png')",
        },
    ),
    "mdbook": (
        ("mdbook", "src/{path}", "{lang}/src/{path}"),
        ("src/x.md", "es/src/x.md"),
        "# The way\n\nRun this:\n\n```rust\n{{#rustdoc_include ../listings/a.rs:here}}\n"
        "\\{{#include ../listings/a.rs}}\n{{#include ../listings/own.rs}}\n```\n",
        ("listings/a.rs", "listings/own.rs", "es/listings/own.rs"),
        {"_include ../listings/a": "_include ../../listings/a"},
    ),
    "vitepress": (
        ("vitepress", "docs/{path}", "docs/{lang}/{path}"),
        ("docs/x.md", "docs/es/x.md"),
        "<script setup>\nimport A from './a.vue'\n</script>\n\n# The way\n\n<<< ./code/a.js{2}\n\n"
        "<!--@include: ./notes.txt-->\n\nGo on.\n",
        ("docs/a.vue", "docs/code/a.js", "docs/notes.txt"),
        {
            "'./a.vue'": "'../a.vue'",
            "<<< ./code": "<<< ../code",
            "include: ./notes": "include: ../notes",
        },
    ),
    "myst": (
        ("myst", "docs/{path}", "docs/{lang}/{path}"),
        ("docs/x.md", "docs/es/x.md"),
        "# The way\n\n```{literalinclude} code/a.py\n:lines: 1\n```\n\nGo on.\n",
        ("docs/code/a.py",),
        {"} code/a.py": "} ../code/a.py"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_page_takes_in_the_source_s_files(tmp_path: Path, case: str) -> None:
    (syntax, source, localized), (guide, page), text, files, changes = CASES[case]
    write(
        tmp_path,
        "l10n.toml",
        SETTINGS.format(syntax=syntax, source=source, localized=localized),
    )
    write(tmp_path, guide, text)
    for path in files:
        write(tmp_path, path, "x\n")
    assert run(tmp_path, "sync", "-q").code == 0
    key = guide.partition("/")[2].rpartition(".")[0]
    translate(tmp_path, "es", key, lambda msgid: pseudo(msgid) if msgid.isascii() else msgid)
    assert run(tmp_path, "sync", "-q").code == 0
    made = (tmp_path / page).read_text()
    for old, new in changes.items():
        assert old in text
        assert old not in made
        assert new in made
    # An address that leads to no file stays, and so does the page's own.
    for old in ("'./none'", "{{#include ../listings/own.rs}}", "\\{{#include ../listings/a.rs}}"):
        assert (old in made) is (old in text)

    before = snapshot(tmp_path)
    assert run(tmp_path, "sync", "-q").code == 0
    for each in (tmp_path / ".l10n").iterdir():
        each.unlink()
    assert run(tmp_path, "sync", "-q").code == 0
    after = snapshot(tmp_path)
    assert before == after


def test_a_guide_that_is_taken_in_is_the_language_s_once_it_is_published(tmp_path: Path) -> None:
    (syntax, source, localized), _, _, _, _ = CASES["docusaurus"]
    write(tmp_path, "l10n.toml", SETTINGS.format(syntax=syntax, source=source, localized=localized))
    write(tmp_path, "docs/x.mdx", "import Part from './_part.mdx'\n\n# The way\n\n<Part />\n")
    write(tmp_path, "docs/_part.mdx", "Go on and on.\n")
    page = tmp_path / "i18n/es/docusaurus-plugin-content-docs/current/x.mdx"
    assert run(tmp_path, "sync", "-q").code == 0
    translate(tmp_path, "es", "x", pseudo)
    assert run(tmp_path, "sync", "-q").code == 0
    assert "from '../../../../docs/_part.mdx'" in page.read_text()
    translate(tmp_path, "es", "_part", pseudo)
    assert run(tmp_path, "sync", "-q").code == 0
    assert "from './_part.mdx'" in page.read_text()


@pytest.mark.parametrize("path", ["docs/code/a.js", "docs/es/code/a.js"])
def test_a_page_follows_such_files_when_they_come_and_go(tmp_path: Path, path: str) -> None:
    (syntax, source, localized), _, text, files, _ = CASES["vitepress"]
    write(tmp_path, "l10n.toml", SETTINGS.format(syntax=syntax, source=source, localized=localized))
    write(tmp_path, "docs/x.md", text)
    for each in files:
        write(tmp_path, each, "x\n")
    assert run(tmp_path, "sync", "-q").code == 0
    translate(tmp_path, "es", "x", pseudo)
    assert run(tmp_path, "sync", "-q").code == 0
    page = tmp_path / "docs/es/x.md"
    before = page.read_text()
    is_there = (tmp_path / path).exists()
    for there in (not is_there, is_there):
        if there:
            write(tmp_path, path, "x\n")
        else:
            (tmp_path / path).unlink()
        assert run(tmp_path, "sync", "-q").code == 0
        assert (page.read_text() == before) is (there is is_there)
