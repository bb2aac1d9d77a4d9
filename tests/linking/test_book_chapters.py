"""The summary of a book names the chapters that its language has: mdBook reads them as files."""

from __future__ import annotations

from pathlib import Path

from tests.sites import pseudo, run, snapshot, translate, write

SUMMARY = """\
# Summary

[Welcome](README.md)

- [First](first.md)
  - [Other](./nested/other.md)
- [Draft]()
- [Left out](nested/left.md)
"""
SETTINGS = """\
project = "Book"
source-language = "en"
languages = ["es"]
catalogs = "locales/{lang}/{key}.po"
syntax = "mdbook"

[[content]]
source = "src/{path}"
localized = "{lang}/src/{path}"
exclude = ["src/nested/left.md"]
"""
KEYS = {"index": "README.md", "first": "first.md", "nested/other": "nested/other.md"}


def _lay_out(root: Path) -> None:
    write(root, "l10n.toml", SETTINGS)
    write(root, "book.toml", '[book]\ntitle = "T"\nlanguage = "en"\n')
    write(root, "src/SUMMARY.md", SUMMARY)
    for name in (*KEYS.values(), "nested/left.md"):
        write(root, f"src/{name}", f"# A title\n\nSee [the other one](/nested/other.md), {name}.\n")
    assert run(root, "extract", "-q").code == 0


def _chapters(root: Path) -> list[str]:
    text = (root / "es/src/SUMMARY.md").read_text()
    return [part.partition(")")[0] for part in text.split("](")[1:]]


def test_a_chapter_is_a_draft_until_it_is_published(tmp_path: Path) -> None:
    _lay_out(tmp_path)
    translate(tmp_path, "es", "SUMMARY", pseudo)
    assert run(tmp_path, "sync", "-q").code == 0
    assert _chapters(tmp_path) == ["", "", "", "", ""]
    translate(tmp_path, "es", "nested/other", pseudo)
    assert run(tmp_path, "sync", "-q").code == 0
    assert _chapters(tmp_path) == ["", "", "./nested/other.md", "", ""]
    after = snapshot(tmp_path)
    assert run(tmp_path, "sync", "-q").code == 0
    assert snapshot(tmp_path) == after
    (tmp_path / "src/nested/other.md").unlink()
    write(tmp_path, "src/SUMMARY.md", SUMMARY.replace("./nested/other.md", ""))
    assert run(tmp_path, "sync", "-q").code == 0
    assert _chapters(tmp_path)[2] == ""
