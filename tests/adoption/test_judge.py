"""The judge: what it takes for lost, and what not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adoption.judge import Catalog, find_changes, find_losses
from tests.adoption.layouts import LAYOUTS, lay_out
from tests.adoption.traces import Reader, canonical, read_traces, words
from tests.cases import read_cases

READER = Reader("es", "https://site.example", frozenset({"fr"}))
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
CASES = read_cases("adoption.md", texts=4)


def judge(old: str, new: str, catalog: Path | None = None) -> list[str]:
    losses = find_losses(old, new, Catalog(catalog), READER)
    changes = find_changes(old, new, READER)
    return [
        *(f"{each.line} {each.kind} {each.text}" for each in losses),
        *(f"changed {each.line} {each.sort}" for each in changes),
    ]


@pytest.mark.parametrize(
    ("old", "new", "po", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_what_is_lost_and_what_has_changed(
    tmp_path: Path, old: str, new: str, po: str, expected: str
) -> None:
    catalog = tmp_path / "page.po"
    catalog.write_text(HEADER + po, encoding="utf-8")
    assert judge(old, new, catalog) == expected.splitlines()


@pytest.mark.parametrize("old", [c[1] for c in CASES], ids=[c[0] for c in CASES])
def test_a_page_loses_nothing_to_itself_and_all_to_an_empty_one(old: str) -> None:
    assert judge(old, old) == []
    traces = read_traces(old, READER)
    lost = find_losses(old, "", Catalog(None), READER)
    assert len(lost) == sum(sum(counted.values()) for counted in traces.values())
    assert [each.sort for each in find_changes(old, "", READER)] == ["other"] * len(
        old.splitlines()
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't e&eacute; a_b\\_c", ["Don", "t", "eé", "a", "b", "c"]),
        ("水と 油", ["水と", "と油"]),
        ("第3章", ["第", "3", "章"]),
        ("한국어 물", ["한국", "국어", "물"]),
        ("e\u0301l", ["él"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/es/tax/", "tax"),
        ("/ES/Tax", "tax"),
        ("../tax.md", "tax"),
        ("/topics/tax.md", "topics/tax"),
        ("tax/_index.md#a", "tax#a"),
        ("/tax/", "^tax"),
        ("/en/tax/", "^tax"),
        ("/", "^."),
        ("/es/", "."),
        ("/fr/tax/", "fr:tax"),
        ("#a%20b", "#a b"),
        ("https://site.example/es/tax/", "tax"),
        ("https://other.example/es/tax/", "https://other.example/es/tax"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_where_an_address_leads(address: str, expected: str) -> None:
    assert canonical(address, READER) == expected


def test_a_corpus_is_laid_out_by_language(tmp_path: Path) -> None:
    pages = "starlight/docs/src/content/docs"
    for path in ("a.md", "b.mdx", "guides/c.md", "de/a.md", "de/b.mdx", "fr/a.md", "de/x.png"):
        file = tmp_path / pages / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)
    root = tmp_path / "site"
    site = lay_out("starlight", tmp_path, root, ["de"])
    content = {path.relative_to(root).as_posix() for path in root.rglob("*.*")}
    assert content == {
        "l10n.toml",
        "content/en/a.md",
        "content/en/guides/c.md",
        "content/en/b.mdx",
        "content/de/a.md",
        "content/de/b.mdx",
    }
    assert site.languages == ("de",)


def test_what_is_missing_in_a_folder_comes_from_the_next(tmp_path: Path) -> None:
    for path in ("docs/a.md", "docs/b.md"):
        (tmp_path / "helm" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "helm" / path).write_text(path)
    for version, name in (("current", "a"), ("version-3", "a"), ("version-3", "b")):
        folder = tmp_path / f"helm/i18n/uk/docusaurus-plugin-content-docs/{version}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.md").write_text(version)
    root = tmp_path / "site"
    lay_out("helm", tmp_path, root, ["uk"])
    assert (root / "content/uk/a.md").read_text() == "current"
    assert (root / "content/uk/b.md").read_text() == "version-3"
    assert set(LAYOUTS["helm"].folders) == {"en", "ko", "pt", "uk"}
