"""A link keeps the form that it is written in, and leads to the page's language in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import pseudo, run, translate_file, write

VITEPRESS = (
    "export default {{ title: 'T', {said} locales: {{ root: {{ label: 'English', lang: 'en' }}, "
    "es: {{ label: 'Español', lang: 'es' }} }} }}\n"
)
SITES = {
    "clean": "cleanUrls: true,",
    "not clean": "",
    "from here": "srcDir: '.',",
    "below a base": "sitemap: { hostname: 'https://a.example' }, base: '/b/', cleanUrls: true,",
}
LINKS = {
    "/guide/x.html": "/es/guide/x.html",
    "/guide/x": "/es/guide/x",
    "/guide/x.md": "/es/guide/x.md",
    "/guide/x.md#part": "/es/guide/x.md#part",
    "guide/x.html#part": "guide/x.html#part",
    "./guide/x.md": "./guide/x.md",
    "./guide/x": "./guide/x",
    "/guide/": "/es/guide/",
    "/guide/index.html": "/es/guide/index.html",
    "/": "/es/",
    "/guide/gone.html": "/guide/gone.html",
}


def _publish(root: Path, guides: dict[str, str]) -> list[str]:
    for name, text in guides.items():
        write(root, name, text)
    if not (root / "l10n.toml").exists():
        assert run(root, "init", "--languages", "es").code == 0
    assert run(root, "extract", "-q").code == 0
    for path in (root / "locales/es").rglob("*.po"):
        translate_file(path, pseudo)
    assert run(root, "sync", "-q").code == 0
    found = next(each for each in ("es/index.md", "index.es.md") if (root / each).exists())
    return [each.partition(")")[0] for each in (root / found).read_text().split("](")[1:]]


@pytest.mark.parametrize("said", SITES.values(), ids=SITES)
def test_links_of_vitepress_keep_their_form(tmp_path: Path, said: str) -> None:
    write(tmp_path, ".vitepress/config.mts", VITEPRESS.format(said=said))
    links = "\n\n".join(f"See [it]({each})." for each in LINKS)
    written = _publish(
        tmp_path,
        {
            "index.md": f"# Home\n\n{links}\n",
            "guide/index.md": "# Guide\n",
            "guide/x.md": "# X\n\n## Part\n",
        },
    )
    assert dict(zip(LINKS, written, strict=True)) == LINKS
    found = run(tmp_path, "links").out
    assert found.count("/guide/gone.html") == 2, found
    assert found.count(".md:") == 2, found


def test_docusaurus_adds_the_language_to_what_is_written_without_its_base(tmp_path: Path) -> None:
    links = {
        "/docs/fees": "/docs/fees",
        "/docs/fees#part": "/docs/fees#part",
        "/b/docs/fees": "/b/es/docs/fees",
        "https://a.example/b/docs/fees": "https://a.example/b/es/docs/fees",
        "./fees.md": "./fees.md",
    }
    write(
        tmp_path,
        "docusaurus.config.js",
        "export default { title: 'T', url: 'https://a.example', baseUrl: '/b/', "
        "i18n: { defaultLocale: 'en', locales: ['en', 'es'] } };",
    )
    write(tmp_path, "docs/fees.md", "# Fees\n\n## Part\n")
    write(tmp_path, "docs/index.md", "\n\n".join(f"See [it]({each})." for each in links))
    assert run(tmp_path, "init", "--languages", "es").code == 0
    assert run(tmp_path, "extract", "-q").code == 0
    for path in (tmp_path / "locales/es").rglob("*.po"):
        translate_file(path, pseudo)
    assert run(tmp_path, "sync", "-q").code == 0
    text = (tmp_path / "i18n/es/docusaurus-plugin-content-docs/current/index.md").read_text()
    written = [each.partition(")")[0] for each in text.split("](")[1:]]
    assert dict(zip(links, written, strict=True)) == links
    found = run(tmp_path, "links")
    assert found.code == 0
    assert "crossing" not in found.out


def test_docusaurus_adds_the_language_to_links_that_people_wrote(tmp_path: Path) -> None:
    write(
        tmp_path,
        "docusaurus.config.js",
        "export default { title: 'T', url: 'https://a.example', baseUrl: '/', "
        "i18n: { defaultLocale: 'en', locales: ['en', 'es'] } };",
    )
    write(tmp_path, "docs/fees.md", "# Fees\n")
    write(tmp_path, "docs/index.md", "See [fees](/docs/fees).\n")
    pages = tmp_path / "i18n/es/docusaurus-plugin-content-docs/current"
    write(pages, "fees.md", "# Tasas\n")
    write(pages, "index.md", "Vea [tasas](/docs/fees).\n")
    assert run(tmp_path, "init").code == 0
    assert "crossing in" not in run(tmp_path, "links").out
    (pages / "index.md").unlink()
    assert run(tmp_path, "extract", "-q").code == 0
    translate_file(tmp_path / "locales/es/index.po", pseudo)
    assert run(tmp_path, "sync", "-q").code == 0
    # What a tag <a> has is right as well.
    assert "](/es/docs/fees)" in (pages / "index.md").read_text(encoding="utf-8")


def test_a_link_to_a_file_begins_at_the_top(tmp_path: Path) -> None:
    write(
        tmp_path,
        "l10n.toml",
        'source-language = "en"\nlanguages = ["es"]\ncatalogs = "locales/{lang}/{key}.po"\n'
        'syntax = "github"\n[[content]]\nsource = "{path}"\nlocalized = "{path}.{lang}"\n',
    )
    written = _publish(
        tmp_path,
        {
            "index.md": "# Home\n\n[A](/docs/a.md) and [its part](/docs/a.md#part).\n",
            "docs/a.md": "# A\n\n## Part\n",
        },
    )
    assert written == ["/docs/a.es.md", "/docs/a.es.md#párt"]
    assert run(tmp_path, "links").code == 0
