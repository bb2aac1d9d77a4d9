"""Sites of every layout: from the source to published pages, edited, taken in, renamed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.sites import run, snapshot, translate, write

HEAD = 'project = "Small guides"\nsource-language = "en"\nlanguages = ["de", "pt-BR"]\n'
DOCUSAURUS = "i18n/{lang}/docusaurus-plugin-content"
TAX = """\
# Taxes

Pay in March, see [the visa]({visa}) and [papers](#papers).

## Papers

Bring all.
"""
VISA = "# Visas\n\nFill in the form, pay [taxes]({tax}).\n"


@dataclass(frozen=True)
class Layout:
    """Where two guides are, their German pages and their catalogs, and how they link."""

    settings: str
    tax: tuple[str, str, str]
    """The source, the German page and the key."""
    visa: tuple[str, str, str]
    to_visa: str = "visa.md"
    to_tax: str = "tax.md"
    renamed: str = "fees.md"
    """What the source of ``tax`` becomes, in its folder."""
    more: Mapping[str, str] = field(default_factory=dict)
    """Other files that are there."""


def _tree(source: str, localized: str, more: str = "") -> str:
    return f'[[content]]\nsource = "{source}"\nlocalized = "{localized}"\n{more}'


LAYOUTS = {
    "folders": Layout(
        'content = "content/{lang}"\n',
        ("content/en/tax.md", "content/de/tax.md", "tax"),
        ("content/en/visa.md", "content/de/visa.md", "visa"),
    ),
    "language inside": Layout(
        'content = "docs/{lang}/docs"\n',
        ("docs/en/docs/tax.md", "docs/de/docs/tax.md", "tax"),
        ("docs/en/docs/a/visa.md", "docs/de/docs/a/visa.md", "a/visa"),
        "a/visa.md",
        "../tax.md",
    ),
    "source at the root": Layout(
        _tree("docs/{path}", "docs/{lang}/{path}"),
        ("docs/tax.md", "docs/de/tax.md", "tax"),
        ("docs/a/visa.md", "docs/de/a/visa.md", "a/visa"),
        "./a/visa.md",
        "../tax.md",
    ),
    "file names": Layout(
        _tree("content/{path}", "content/{path}.{lang}"),
        ("content/tax.md", "content/tax.de.md", "tax"),
        ("content/visa/index.md", "content/visa/index.de.md", "visa/index"),
        "visa/index.md",
        "../tax.md",
        more={"content/v1.2.md": "# News\n\nNothing.\n", "content/_index.md": "# Home\n"},
    ),
    "file names with the source's": Layout(
        _tree("content/{path}.{lang}", "content/{path}.{lang}"),
        ("content/tax.en.md", "content/tax.de.md", "tax"),
        ("content/visa/_index.en.md", "content/visa/_index.de.md", "visa/_index"),
        "visa/_index.md",
        "../tax.md",
        "fees.en.md",
    ),
    "another tree": Layout(
        'syntax = "mdx"\n'
        + _tree("docs/{path}", DOCUSAURUS + "-docs/current/{path}")
        + '[links]\nheading-ids = "linked"\n',
        ("docs/tax.mdx", "i18n/de/docusaurus-plugin-content-docs/current/tax.mdx", "tax"),
        ("docs/a/visa.md", "i18n/de/docusaurus-plugin-content-docs/current/a/visa.md", "a/visa"),
        "./a/visa.md",
        "../tax.mdx",
        "fees.mdx",
    ),
    "several roots": Layout(
        _tree(
            "docs/{path}",
            DOCUSAURUS + "-docs/current/{path}",
            'source-url = "/docs/{path}"\nlocalized-url = "/{lang}/docs/{path}"\n',
        )
        + _tree(
            "blog/{path}",
            DOCUSAURUS + "-blog/{path}",
            'source-url = "/blog/{path}"\nlocalized-url = "/{lang}/blog/{path}"\n',
        ),
        ("docs/tax.md", "i18n/de/docusaurus-plugin-content-docs/current/tax.md", "docs/tax"),
        ("blog/tax.md", "i18n/de/docusaurus-plugin-content-blog/tax.md", "blog/tax"),
        "/blog/tax",
        "/docs/tax",
    ),
    "beside the site": Layout(
        _tree("docs/{path}", "../docs-{lang}/docs/{path}"),
        ("docs/tax.md", "../docs-de/docs/tax.md", "tax"),
        ("docs/a/visa.md", "../docs-de/docs/a/visa.md", "a/visa"),
        "a/visa.md",
        "../tax.md",
    ),
    "root names": Layout(
        _tree("{path}", "{path}.{lang}", 'exclude = ["CHANGELOG.md"]\n'),
        ("tax.md", "tax.de.md", "tax"),
        ("a/visa.md", "a/visa.de.md", "a/visa"),
        "a/visa.md",
        "../tax.md",
    ),
    "spelled otherwise": Layout(
        'content = "content/{lang}"\n[language.de]\nfolder = "german"\n'
        '[language.en]\nfolder = "english"\n',
        ("content/english/tax.md", "content/german/tax.md", "tax"),
        ("content/english/visa.md", "content/german/visa.md", "visa"),
    ),
}
LOCAL = {
    "several roots": ("/de/blog/tax", "/de/docs/tax"),
}
"""Links of German pages that are not written as in the source."""


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest) -> Layout:
    return LAYOUTS[request.param]


@pytest.fixture
def site(tmp_path: Path, layout: Layout) -> Path:
    root = tmp_path / "site"
    write(root, "l10n.toml", HEAD + layout.settings)
    write(root, layout.tax[0], TAX.format(visa=layout.to_visa))
    write(root, layout.visa[0], VISA.format(tax=layout.to_tax))
    for path, text in layout.more.items():
        write(root, path, text)
    return root


def _localized(layout: Layout) -> tuple[str, str]:
    name = next(name for name, each in LAYOUTS.items() if each is layout)
    return LOCAL.get(name, (layout.to_visa, layout.to_tax))


def _publish(site: Path, layout: Layout) -> None:
    done = run(site, "sync")
    assert (done.code, done.err) == (0, ""), done
    for key in (layout.tax[2], layout.visa[2]):
        translate(site, "de", key)
    done = run(site, "sync")
    assert (done.code, done.err) == (0, ""), done
    assert "error" not in done.out
    assert "warning" not in done.out


def test_pages_are_published_where_they_belong(site: Path, layout: Layout) -> None:
    _publish(site, layout)
    to_visa, to_tax = _localized(layout)
    tax = (site / layout.tax[1]).read_text()
    assert f"séé [thé vísá]({to_visa}) áñd [pápérs](#papers)." in tax
    assert f"páy [táxés]({to_tax})." in (site / layout.visa[1]).read_text()
    # No page is taken for a source in the next run, and none is written anew.
    before = snapshot(site)
    assert run(site, "sync").code == 0
    (site / ".l10n/cache.sqlite").unlink()
    assert run(site, "sync").code == 0
    assert snapshot(site) == before
    found = json.loads(run(site, "coverage", "--format", "json").out)
    sources = {layout.tax[0], layout.visa[0], *layout.more}
    assert {each["path"] for each in found["guides"]} == sources


def test_links_answer(site: Path, layout: Layout) -> None:
    _publish(site, layout)
    done = run(site, "links")
    assert done.code == 0, done.out
    data = json.loads(run(site, "links", "--format", "json").out)
    assert not data.get("broken"), data


def test_a_copy_of_the_source_is_the_source(site: Path, layout: Layout) -> None:
    assert run(site, "sync").code == 0
    for key in (layout.tax[2], layout.visa[2]):
        translate(site, "de", key, lambda msgid: msgid)
    assert run(site, "merge").code == 0
    assert (site / layout.tax[1]).read_bytes() == (site / layout.tax[0]).read_bytes()
    assert (site / layout.visa[1]).read_bytes() == (site / layout.visa[0]).read_bytes()


def test_an_edited_page_comes_back(site: Path, layout: Layout) -> None:
    _publish(site, layout)
    page = (site / layout.tax[1]).read_text()
    write(site, layout.tax[1], page.replace("Bríñg áll.", "Bríñg áll, pléásé."))
    assert run(site, "import").code == 0
    assert "Bríñg áll, pléásé." in (site / f"locales/de/{layout.tax[2]}.po").read_text()
    before = {path: (site / path).read_bytes() for path in (layout.tax[1], layout.visa[1])}
    assert run(site, "sync").code == 0
    assert before == {path: (site / path).read_bytes() for path in before}


def test_pages_that_are_there_are_taken_in(site: Path, layout: Layout) -> None:
    _publish(site, layout)
    pages = {path: (site / path).read_bytes() for path in (layout.tax[1], layout.visa[1])}
    for path in (site / "locales").rglob("*.*"):
        path.unlink()
    assert run(site, "import").code == 0
    assert run(site, "sync").code == 0
    assert pages == {path: (site / path).read_bytes() for path in pages}
    for key in (layout.tax[2], layout.visa[2]):
        assert "é" in (site / f"locales/de/{key}.po").read_text().partition("\n\n")[2]


def test_a_renamed_guide_takes_all_along(site: Path, layout: Layout) -> None:
    _publish(site, layout)
    source = site / layout.tax[0]
    source.rename(source.with_name(layout.renamed))
    visa = site / layout.visa[0]
    visa.write_text(visa.read_text().replace("/tax", "/fees").replace("(tax", "(fees"))
    assert run(site, "sync").code == 0
    key = layout.tax[2].removesuffix("tax") + "fees"
    old = Path(layout.tax[1])
    new = old.with_name(old.name.replace("tax", "fees"))
    assert (site / f"locales/de/{key}.po").exists()
    assert not (site / f"locales/de/{layout.tax[2]}.po").exists()
    assert (site / new).exists()
    assert not (site / old).exists()
    assert run(site, "links").code == 0


def test_a_preview_has_the_same_places(site: Path, layout: Layout) -> None:
    _publish(site, layout)
    assert run(site, "merge", "--to", "../preview").code == 0
    for path in (layout.tax[1], layout.visa[1]):
        preview = site.parent / "preview" / path.removeprefix("../")
        assert preview.read_bytes() == (site / path).read_bytes()


def test_only_settings_lead_out_of_the_site(tmp_path: Path) -> None:
    layout = LAYOUTS["beside the site"]
    site = tmp_path / "site"
    write(site, "l10n.toml", HEAD + layout.settings)
    write(site, layout.tax[0], "---\ntranslationKey: ../x\n---\n\nPay.\n")
    told = run(site, "sync")
    assert told.code == 1
    assert "has a path separator" in told.err + told.out
    write(site, layout.tax[0], TAX)
    write(tmp_path / "other", "a.md", "Stay.")
    for path in ("../other/a.md", "../docs-de/docs/../../a.md", "../docs-de/a.md"):
        write(site, "locales/published.txt", f"de\ttax\t{path}\t{'0' * 32}\n")
        told = run(site, "sync")
        assert told.code == 2
        assert "locales/published.txt:1: this line is damaged" in told.err
    write(site, "locales/published.txt", f"de\ttax\t../docs-de/docs/b.md\t{'0' * 32}\n")
    assert run(site, "sync").code == 0
    assert (tmp_path / "other/a.md").read_text() == "Stay."


def test_a_link_beside_the_site_leads_nowhere_else(tmp_path: Path) -> None:
    layout = LAYOUTS["beside the site"]
    site = tmp_path / "site"
    write(site, "l10n.toml", HEAD + layout.settings)
    write(site, layout.tax[0], TAX)
    write(tmp_path, "secret/a.md", "Stay.")
    (tmp_path / "docs-de").mkdir()
    (tmp_path / "docs-de/docs").symlink_to(tmp_path / "secret")
    told = run(site, "sync")
    assert "link-out-of-tree" in told.out
    assert (tmp_path / "secret/a.md").read_text() == "Stay."
    assert sorted(path.name for path in (tmp_path / "secret").iterdir()) == ["a.md"]
