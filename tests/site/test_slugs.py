"""Slugs: harmless, unique, and followed by what moves."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.disk.names import path_key_fault
from l10n.site.slugs import normalize_slug
from tests.sites import (
    SETTINGS,
    Run,
    build_site,
    build_translated_site,
    run,
    snapshot,
    translate,
    write,
)

GUIDES = {
    f"peru/{name}.md": f"---\ntitle: {title}\ntranslationKey: {name}\n---\n\nSome words about it.\n"
    for name, title in [("visa", "Visas"), ("tax", "Taxes"), ("_index", "Peru")]
}
SLUGS = "slugs = true\n" + SETTINGS


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("visa", "visa"),
        (" Visado de Trabajo! ", "visado-de-trabajo"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b\\c", "a-b-c"),
        ("número_NIF", "número_nif"),
        ("nu\u0301mero", "número"),
        ("ビザ 2", "ビザ-2"),
        ("हिन्दी", "हिन्दी"),
        ("a.es", "a-es"),
        ("--", ""),
        ("\u202ea\0b\n", "a-b"),
        ("x" * 500, "x" * 120),
    ],
)
def test_slugs_are_normalised(text: str, slug: str) -> None:
    assert normalize_slug(text) == slug
    assert normalize_slug(slug) == slug


@given(st.text(max_size=300))
def test_a_slug_is_harmless_as_a_path(text: str) -> None:
    slug = normalize_slug(text)
    fault = path_key_fault(slug)
    assert fault in (None, "is empty", "is the name of a device on Windows")
    assert PurePosixPath(slug).name == slug


def pages(root: Path, language: str = "es") -> set[str]:
    folder = root / "content" / language
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}


def slugged(root: Path, **slugs: str) -> Run:
    for key, slug in slugs.items():
        translate(root, "es", key, lambda _, slug=slug: slug, only=lambda e: e.msgctxt == "slug")
    return run(root, "merge", "-l", "es")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site that is published in Spanish without any slug."""
    build_site(tmp_path, GUIDES, SLUGS)
    assert run(tmp_path, "extract", "-q").code == 0
    for key in ("visa", "tax", "_index"):
        translate(tmp_path, "es", key, only=lambda entry: entry.msgctxt != "slug")
    assert run(tmp_path, "merge", "-q").code == 0
    return tmp_path


def test_an_empty_slug_is_the_source_name(site: Path) -> None:
    assert pages(site) == {"peru/visa.md", "peru/tax.md", "peru/_index.md"}
    text = (site / "locales/es/visa.po").read_text()
    assert 'msgctxt "slug"\nmsgid "visa"\nmsgstr ""\n' in text
    assert "slug" not in (site / "locales/es/_index.po").read_text()
    assert "slug" not in run(site, "coverage", "-v").out


def test_a_page_moves_with_its_slug_and_keeps_its_old_addresses(site: Path) -> None:
    assert slugged(site, visa="Visado").code == 0
    assert pages(site) == {"peru/visado.md", "peru/tax.md", "peru/_index.md"}
    assert 'aliases:\n- "visa"\n' in (site / "content/es/peru/visado.md").read_text()
    assert slugged(site, visa="Visa de Perú").code == 0
    text = (site / "content/es/peru/visa-de-perú.md").read_text()
    assert 'aliases:\n- "visa"\n- "visado"\n' in text
    before = snapshot(site)
    assert run(site, "sync", "-q").code == 0
    assert snapshot(site) == before
    assert slugged(site, visa="").code == 0
    text = (site / "content/es/peru/visa.md").read_text()
    assert 'aliases:\n- "visado"\n- "visa-de-perú"\n' in text


def test_two_guides_cannot_have_one_name(site: Path) -> None:
    for tax, visa in [("Papel", "papel"), ("visa", ""), ("visa", "PAPEL")]:
        done = slugged(site, tax=tax, visa=visa)
        run(site, "merge", "-q")  # a page that takes another's old place waits for it to go
        if visa == "PAPEL":
            assert pages(site) == {"peru/visa.md", "peru/papel.md", "peru/_index.md"}
        else:
            assert pages(site) == {"peru/visa.md", "peru/tax.md", "peru/_index.md"}
            assert "[same-slug]" in done.out


@pytest.mark.parametrize("slug", ["!!", "index", "_INDEX", "con", "../.."])
def test_a_bad_slug_is_a_finding_and_moves_nothing(site: Path, slug: str) -> None:
    done = slugged(site, visa=slug)
    assert "[bad-slug]" in done.out
    assert done.code == 0
    assert "peru/visa.md" in pages(site)


def test_a_guide_without_a_key_of_its_own_has_no_slug(site: Path) -> None:
    (site / "content/en/bus.md").write_text("---\ntitle: Buses\n---\n\nWords.\n")
    assert run(site, "extract", "-q").code == 0
    assert "slug" not in (site / "locales/es/bus.po").read_text()


def test_a_slug_stays_when_the_source_is_renamed(site: Path) -> None:
    source = site / "content/en/peru/permit.md"
    source.write_text("---\ntitle: Permits\ntranslationKey: permit\n---\n\nWords.\n")
    assert run(site, "extract", "-q").code == 0
    translate(site, "es", "permit", lambda msgid: f"{msgid} es")
    assert run(site, "merge", "-q").code == 0
    source.rename(source.with_name("licence.md"))
    assert run(site, "sync", "-q").code == 0
    assert 'msgid "licence"\nmsgstr "permit es"' in (site / "locales/es/permit.po").read_text()
    assert "peru/permit-es.md" in pages(site)


@pytest.mark.parametrize("address", ["../tax/", "/peru/tax/", "https://x.example/peru/tax/"])
def test_links_lead_straight_to_a_page_that_is_called_otherwise(
    tmp_path: Path, address: str
) -> None:
    guides = {**GUIDES, "peru/visa.md": f"---\ntitle: Visas\n---\n\nPay the [tax]({address}).\n"}
    settings = f'{SETTINGS}\n[links]\nbase = "https://x.example"\n'
    root = build_translated_site(tmp_path, guides=guides, settings=settings)
    assert run(root, "sync", "-q").code == 0
    write(root, "l10n.toml", f"slugs = true\n{settings}")
    assert run(root, "extract", "-q").code == 0
    slugged(root, tax="impuestos")
    page = root / "content/es/peru/visa.md"
    before = page.read_bytes()
    assert b"/impuestos/)" in before
    # The old address is an alias by now, and leads there as well.
    shutil.rmtree(root / ".l10n")
    assert run(root, "merge", "-q").code == 0
    assert page.read_bytes() == before
    assert run(root, "merge", "--check").code == 0
