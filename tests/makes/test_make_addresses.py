"""The addresses that guides of each make give themselves, from ``l10n init`` to links on pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.sites import pseudo, run, translate, write

WORDS = "Words of this guide.\n"


class Site(NamedTuple):
    """A site of one make."""

    settings: dict[str, str]
    guides: dict[str, str]
    """The front matter of each."""
    start: str
    """The guide that has the links."""
    links: dict[str, str]
    """Links that are fine, and what they are on the German page."""
    broken: tuple[str, ...]
    pages: dict[str, str]
    """German pages, and what their front matter says of their addresses."""


DOCUSAURUS = Site(
    {
        "docusaurus.config.js": "export default { title: 'T', url: 'https://g.example', "
        "baseUrl: '/', i18n: { defaultLocale: 'en', locales: ['en', 'de'] } };"
    },
    {
        "docs/start.md": "",
        "docs/01-intro.md": "",
        "docs/02-ports/README.md": "",
        "docs/02-ports/1_boats.md": "",
        "docs/ships/ships.md": "",
        "docs/Deep/fees.md": "slug: all-fees",
        "docs/Deep/taxes.md": "slug: /taxes",
        "docs/Deep/named.md": "id: by-id",
        "docs/2021-11-day.md": "",
        "docs/ver/1.2.md": "",
        "blog/post.md": "slug: posted",
        "blog/2024-02-3-the-fee.md": "date: 2025-01-01",
        "blog/2024/02-04/index.md": "",
        "blog/boats/2024-02-05-tax/index.md": "",
        "blog/boats/2024-02-06.md": "slug: /said",
    },
    "docs/start.md",
    {
        "/docs/intro": "/de/docs/intro",
        "intro": "intro",
        "./01-intro.md": "./01-intro.md",
        "/docs/ports/": "/de/docs/ports/",
        "/docs/intro/": "/de/docs/intro/",
        "/docs/ports/boats": "/de/docs/ports/boats",
        "/docs/ships": "/de/docs/ships",
        "/docs/Deep/all-fees": "/de/docs/Deep/all-fees",
        "/docs/taxes#": "/de/docs/taxes#",
        "/docs/Deep/by-id": "/de/docs/Deep/by-id",
        "/docs/2021-11-day": "/de/docs/2021-11-day",
        "/docs/ver/1.2": "/de/docs/ver/1.2",
        "/blog/posted": "/de/blog/posted",
        "/blog/2024/02/3/the-fee": "/de/blog/2024/02/3/the-fee",
        "/blog/2024/02/04": "/de/blog/2024/02/04",
        "/blog/2024/02/05/boats/tax": "/de/blog/2024/02/05/boats/tax",
        "/blog/said": "/de/blog/said",
    },
    ("/docs/01-intro", "/docs/Deep/taxes", "/docs/Deep/named", "/docs/missing", "/blog/boats/said"),
    {
        "i18n/de/docusaurus-plugin-content-docs/current/Deep/fees.md": "slug: all-fees\n",
        "i18n/de/docusaurus-plugin-content-docs/current/Deep/taxes.md": "slug: /taxes\n",
        "i18n/de/docusaurus-plugin-content-docs/current/Deep/named.md": "id: by-id\n",
    },
)
STARLIGHT = Site(
    {
        "astro.config.mjs": "export default x({ site: 'https://g.example', integrations: [s({ "
        "locales: { root: { label: 'English', lang: 'en' }, de: { label: 'Deutsch' } } })] })"
    },
    {
        "src/content/docs/start.md": "",
        "src/content/docs/guides/fees.md": "slug: all-fees",
        "src/content/docs/guides/taxes.mdx": "",
    },
    "src/content/docs/start.md",
    {
        "/all-fees/": "/de/all-fees/",
        "/guides/taxes/": "/de/guides/taxes/",
        "../guides/taxes/": "../guides/taxes/",
        "/": "/",
    },
    ("/guides/fees/", "/missing/"),
    {"src/content/docs/de/guides/fees.md": 'slug: "de/all-fees"\n'},
)
ZOLA = Site(
    {
        "config.toml": 'base_url = "https://g.example"\ndefault_language = "en"\n'
        'taxonomies = [{name = "kinds"}]\n[languages.de]\n'
    },
    {
        "content/_index.md": "",
        "content/start.md": "",
        "content/ports/_index.md": "",
        "content/ports/fees.md": 'slug = "all-fees"\n[taxonomies]\nkinds = ["Long Ones"]',
        "content/ports/taxes.md": 'path = "moved/taxes"\naliases = ["old-taxes"]',
        "content/ports/2020-02-03-day.md": "",
        "content/ports/bundle/index.md": "",
    },
    "content/start.md",
    {
        "/ports/all-fees/": "/de/ports/all-fees/",
        "/moved/taxes/": "/de/moved/taxes/",
        "/old-taxes/": "/de/moved/taxes/",
        "/ports/day/": "/de/ports/day/",
        "@/ports/fees.md": "@/ports/fees.de.md",
        "@/ports/_index.md#top": "@/ports/_index.de.md#top",
        "@/ports/bundle/index.md": "@/ports/bundle/index.de.md",
        "/kinds/long-ones/": "/kinds/long-ones/",
        "/kinds/": "/kinds/",
    },
    ("/ports/fees/", "/ports/taxes/", "@/ports/missing.md", "/kinds/short/"),
    {
        "content/ports/fees.de.md": 'slug = "all-fees"\n',
        "content/ports/taxes.de.md": 'path = "de/moved/taxes"\n',
    },
)
JEKYLL = Site(
    {"_config.yml": "title: T\nurl: https://g.example\npermalink: pretty\n"},
    {
        "start.md": "",
        "ports/fees.md": "permalink: /all-fees/\nredirect_from: [/old-fees/]",
        "ports/taxes.md": "permalink: /taxes.html",
        "ports/plain.md": "",
    },
    "start.md",
    {
        "/all-fees/": "/de/all-fees/",
        "/old-fees/": "/de/all-fees/",
        "/taxes.html": "/de/taxes.html",
        "/ports/plain/": "/de/ports/plain/",
    },
    ("/ports/fees/", "/ports/missing/"),
    {
        "de/ports/fees.md": 'permalink: "/de/all-fees/"\n',
        "de/ports/taxes.md": 'permalink: "/de/taxes.html"\n',
    },
)
POSTS = {
    "start.md": "",
    "_posts/2024-02-03-the-fee.md": "categories: [Ports, Boats]",
    "_posts/2024-02-03-other.md": "date: 2025-12-31 10:00\nslug: last",
    "_articles/deep/tax.md": "title: Tax",
}
JEKYLL_POSTS = Site(
    {"_config.yml": "title: T\nurl: https://g.example\ncollections: {articles: {output: true}}\n"},
    POSTS,
    "start.md",
    {
        "/ports/boats/2024/02/03/the-fee.html": "/de/ports/boats/2024/02/03/the-fee.html",
        "/2025/12/31/last.html": "/de/2025/12/31/last.html",
        "/articles/deep/tax.html": "/articles/de/deep/tax.html",
    },
    ("/ports/the-fee.html", "/deep/tax.html"),
    # Folders below _posts are no part of an address.
    {
        "_posts/de/2024-02-03-the-fee.md": (
            'permalink: "/de/ports/boats/2024/02/03/the-fee.html"\n---\n'
        ),
        "_posts/de/2024-02-03-other.md": 'permalink: "/de/2025/12/31/last.html"\n---\n',
        "_articles/de/deep/tax.md": "title: Táx\n---\n",
    },
)
JEKYLL_PATTERNS = Site(
    {
        "_config.yml": "title: T\nurl: https://g.example\npermalink: /:categories/:title/\n"
        "collections: {articles: {output: true, permalink: '/papers/:path/'}}\n"
        "defaults: [{scope: {path: '', type: posts}, values: {permalink: /b/:year/:title}}]\n"
    },
    POSTS,
    "start.md",
    {"/b/2024/the-fee": "/de/b/2024/the-fee", "/papers/deep/tax/": "/papers/de/deep/tax/"},
    ("/2024/the-fee/", "/articles/deep/tax/"),
    {"_posts/de/2024-02-03-the-fee.md": 'permalink: "/de/b/2024/the-fee"\n'},
)
JEKYLL_POSTS_SAID = Site(
    {
        "_config.yml": "title: T\nurl: https://g.example\npermalink: /:title/\n"
        "collections: {posts: {permalink: '/:collection/:year/:title/', output: true}}\n"
    },
    {"start.md": "", "_posts/2024-02-03-fee.md": "title: Fee"},
    "start.md",
    {"/posts/2024/fee/": "/de/posts/2024/fee/"},
    ("/fee/",),
    {"_posts/de/2024-02-03-fee.md": 'permalink: "/de/posts/2024/fee/"\n'},
)
JEKYLL_TITLES = Site(
    {
        "_config.yml": "title: T\nurl: https://g.example\n"
        "collections: {articles: {output: true, permalink: '/papers/:title/'}}\n"
    },
    {"start.md": "", "_articles/tax.md": "lang: en", "_articles/fee.md": "permalink: /fee/"},
    "start.md",
    {"/papers/tax/": "/de/papers/tax/", "/fee/": "/de/fee/"},
    ("/articles/tax/",),
    {
        "_articles/de/tax.md": 'permalink: "/de/papers/tax/"\nlang: "de"\n---\n',
        "_articles/de/fee.md": 'permalink: "/de/fee/"\n---\n',
    },
)
JEKYLL_DEFAULTS = Site(
    {
        "_config.yml": "title: T\nurl: https://g.example\nlanguages: [en, de]\ndefaults:\n"
        "- {scope: {path: _posts/de, type: posts}, values: {permalink: '/de/:year/:title/'}}\n"
        "- {scope: {path: '', type: posts}, values: {permalink: '/:year/:title/'}}\n"
    },
    {"start.md": "", "_posts/2024-02-03-fee.md": "title: Fee"},
    "start.md",
    {"/2024/fee/": "/de/2024/fee/"},
    ("/2024/02/03/fee.html",),
    {"_posts/de/2024-02-03-fee.md": "title: Féé\n---\n"},
)
JEKYLL_ABOVE = Site(
    {"_config.yml": "title: T\nurl: https://g.example\n"},
    {
        "en/start.md": "",
        "de/old.md": "",
        "en/_posts/2024-02-03-fee.md": "title: Fee",
        "en/_posts/2024-02-03-tax.md": "permalink: /en/tax/",
    },
    "en/start.md",
    {"/en/2024/02/03/fee.html": "/de/2024/02/03/fee.html", "/en/tax/": "/de/tax/"},
    ("/en/2024/fee.html",),
    {
        "de/_posts/2024-02-03-fee.md": "title: Féé\n---\n",
        "de/_posts/2024-02-03-tax.md": 'permalink: "/de/tax/"\n',
    },
)
JEKYLL_POLYGLOT = Site(
    {
        "_config.yml": "title: T\nurl: https://g.example\npermalink: pretty\n"
        "plugins: [jekyll-polyglot]\nlanguages: [en, de]\ndefault_lang: en\n"
    },
    {
        "start.md": "lang: en",
        "about.md": "permalink: /all/",
        "_posts/2024-02-03-fee.md": "lang: en",
    },
    "start.md",
    {"/all/": "/de/all/", "/2024/02/03/fee/": "/de/2024/02/03/fee/"},
    ("/about/",),
    # The plugin puts what has the same permalink below its language.
    {
        "de/start.md": 'lang: "de"\n---\n',
        "de/about.md": 'permalink: /all/\nlang: "de"\n---\n',
        "_posts/de/2024-02-03-fee.md": '---\nlang: "de"\n---\n',
    },
)
MKDOCS = Site(
    {"mkdocs.yml": "site_name: T\nsite_url: https://g.example/\n"},
    {"docs/start.md": "", "docs/ports/README.md": "", "docs/ports/Fees.md": ""},
    "docs/start.md",
    {
        "/ports/": "/de/ports/",
        "/ports/Fees/": "/de/ports/Fees/",
        "ports/Fees.md": "ports/Fees.md",
        "ports/README.md": "ports/README.md",
    },
    ("/ports/missing/", "ports/missing.md"),
    {},
)
MKDOCS_FILES = Site(
    {"mkdocs.yml": "site_name: T\nsite_url: https://g.example/\nuse_directory_urls: false\n"},
    {"docs/start.md": "", "docs/ports/index.md": "", "docs/ports/fees.md": ""},
    "docs/start.md",
    {
        "/ports/fees.html": "/de/ports/fees.html",
        "ports/fees.html": "ports/fees.html",
        "/ports/index.html": "/de/ports/index.html",
        "/ports/": "/de/ports/",
    },
    ("/ports/missing.html",),
    {},
)
MDBOOK = Site(
    {"book.toml": '[book]\ntitle = "T"\nlanguage = "en"\n'},
    {"src/start.md": "", "src/ports/README.md": "", "src/ports/Fees.md": ""},
    "src/start.md",
    {
        "ports/Fees.html": "ports/Fees.html",
        "ports/index.html": "ports/index.html",
        "ports/Fees.md": "ports/Fees.md",
    },
    ("ports/missing.html",),
    {},
)
VITEPRESS = Site(
    {
        "docs/.vitepress/config.ts": "export default { title: 'T', locales: { root: "
        "{ label: 'English', lang: 'en' }, de: { label: 'Deutsch' } } }"
    },
    {"docs/start.md": "", "docs/ports/index.md": "", "docs/ports/Fees.md": ""},
    "docs/start.md",
    {
        "/ports/Fees": "/de/ports/Fees",
        "/ports/Fees.html": "/de/ports/Fees.html",
        "./ports/Fees": "./ports/Fees",
        "/ports/": "/de/ports/",
        "./ports/Fees.md": "./ports/Fees.md",
    },
    ("/ports/missing", "./missing.md"),
    {},
)
VITEPRESS_CLEAN = VITEPRESS._replace(
    settings={
        name: text.replace("title: 'T'", "cleanUrls: true")
        for name, text in VITEPRESS.settings.items()
    },
    links={
        "/ports/Fees": "/de/ports/Fees",
        "/ports/": "/de/ports/",
        "./ports/Fees": "./ports/Fees",
    },
)
_IN_FOLDERS = "export default { title: 'T', locales: { LOCALES de: { label: 'Deutsch' } }, MORE }"
VITEPRESS_FOLDERS = Site(
    {
        "docs/.vitepress/config.ts": _IN_FOLDERS.replace(
            "LOCALES", "en: { label: 'English', lang: 'en' },"
        ).replace("MORE", "cleanUrls: true")
    },
    {"docs/en/start.md": "", "docs/en/ports/index.md": "", "docs/en/ports/Fees.md": ""},
    "docs/en/start.md",
    {
        "/en/ports/Fees": "/de/ports/Fees",
        "./ports/Fees": "./ports/Fees",
        "/en/ports/": "/de/ports/",
    },
    ("/en/ports/missing",),
    {},
)
VITEPRESS_REWRITTEN = VITEPRESS_FOLDERS._replace(
    settings={
        "docs/.vitepress/config.ts": _IN_FOLDERS.replace("LOCALES", "").replace(
            "MORE", "cleanUrls: true, lang: 'en', rewrites: { 'en/:rest*': ':rest*' }"
        )
    },
    links={
        "/ports/Fees": "/de/ports/Fees",
        "./ports/Fees": "./ports/Fees",
        "/ports/": "/de/ports/",
        "./ports/Fees.md": "./ports/Fees.md",
    },
    broken=("/ports/missing",),
)
JEKYLL_SPREAD = Site(
    {
        "_config.yml": "title: T\nurl: https://g.example\ncollections:\n"
        "  docs_en: {output: true, permalink: '/en/docs/:path/'}\n"
        "  docs_de: {output: true, permalink: '/de/docs/:path/'}\n"
        "  help_en: {output: true}\n  help_de: {output: true}\n"
    },
    {"_docs_en/start.md": "", "_docs_en/fees.md": "", "_help_en/ask.md": ""},
    "_docs_en/start.md",
    {
        "/en/docs/fees/": "/de/docs/fees/",
        "/help_en/ask.html": "/help_de/ask.html",
        "{% link _docs_en/fees.md %}": "{% link _docs_de/fees.md %}",
    },
    ("/en/docs/missing/",),
    {},
)
VUEPRESS = Site(
    {
        "docs/.vuepress/config.js": "module.exports = { locales: { '/': { lang: 'en' }, "
        "'/de/': { lang: 'de' } } }"
    },
    {
        "docs/start.md": "",
        "docs/ports/README.md": "",
        "docs/ports/Fees.md": "",
        "docs/ports/boats.md": "permalink: /boats/",
    },
    "docs/start.md",
    {
        "/ports/": "/de/ports/",
        "/ports/Fees.html": "/de/ports/Fees.html",
        "./ports/Fees.md": "./ports/Fees.md",
        "/ports/README.md": "/de/ports/README.md",
        "ports/": "ports/",
        "/boats/": "/de/boats/",
    },
    ("/ports/missing.html", "./missing.md", "/ports/boats.html"),
    {"docs/de/ports/boats.md": 'permalink: "/de/boats/"\n'},
)
SITES = {
    "Docusaurus": DOCUSAURUS,
    "Starlight": STARLIGHT,
    "Zola": ZOLA,
    "Jekyll": JEKYLL,
    "Jekyll, posts": JEKYLL_POSTS,
    "Jekyll, patterns": JEKYLL_PATTERNS,
    "Jekyll, posts that say it": JEKYLL_POSTS_SAID,
    "Jekyll, titles": JEKYLL_TITLES,
    "Jekyll, defaults": JEKYLL_DEFAULTS,
    "Jekyll, folders above": JEKYLL_ABOVE,
    "Jekyll, Polyglot": JEKYLL_POLYGLOT,
    "MkDocs": MKDOCS,
    "MkDocs, files": MKDOCS_FILES,
    "mdBook": MDBOOK,
    "VitePress": VITEPRESS,
    "VitePress, clean": VITEPRESS_CLEAN,
    "VitePress, folders": VITEPRESS_FOLDERS,
    "VitePress, rewritten": VITEPRESS_REWRITTEN,
    "VuePress": VUEPRESS,
    "Jekyll, a collection for each language": JEKYLL_SPREAD,
}


def lay_out(root: Path, site: Site, links: list[str]) -> None:
    """Write a site whose first guide has these links, with its l10n.toml."""
    for name, text in site.settings.items():
        write(root, name, text)
    fence = "+++" if site is ZOLA else "---"
    for name, front in site.guides.items():
        body = "\n\n".join(f"See [it]({each})." for each in links) if name == site.start else ""
        head = f"{fence}\n{front}\n{fence}\n\n" if front else ""
        write(root, name, f"{head}{WORDS}\n{body}\n")
    found = run(root, "init", "--languages", "de", "--force")
    assert found.code == 0, found


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_links_are_followed_by_the_rules_of_the_make(tmp_path: Path, site: Site) -> None:
    lay_out(tmp_path, site, [*site.links, *site.broken])
    report = json.loads(run(tmp_path, "links", "--format", "json").out)
    fates = {each["written"]: each["fate"] for each in report["links"]}
    assert {each for each, fate in fates.items() if fate == "broken"} == {*site.broken}
    assert {fates.get(each, "no_guide") for each in site.links} <= {"no_guide"}


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_a_new_page_and_its_links_have_addresses_of_their_own(tmp_path: Path, site: Site) -> None:
    lay_out(tmp_path, site, [*site.links])
    assert run(tmp_path, "extract", "-q").code == 0
    for path in (tmp_path / "locales/de").rglob("*.po"):
        key = path.relative_to(tmp_path / "locales/de").with_suffix("").as_posix()
        translate(tmp_path, "de", key, pseudo)
    assert run(tmp_path, "merge", "-q").code == 0
    for name, line in site.pages.items():
        text = (tmp_path / name).read_text()
        assert line in text, text
    pages = {
        path.relative_to(tmp_path).as_posix(): path.read_text()
        for path in tmp_path.rglob("*.md")
        if "de" in re.split("[./_]", path.relative_to(tmp_path).as_posix())
    }
    start = next(text for name, text in pages.items() if "start" in name)
    written = [part.partition(")")[0] for part in start.split("](")[1:]]
    assert dict(zip(site.links, written, strict=True)) == site.links
    report = json.loads(run(tmp_path, "links", "--format", "json").out)
    counts = report["languages"]["de"]
    assert (counts["broken"], counts["crossing"], counts["fallback"]) == (0, 0, 0)
    assert run(tmp_path, "sync", "-q").code == 0
    assert {name: (tmp_path / name).read_text() for name in pages} == pages


def test_a_page_below_polyglot_keeps_its_language(tmp_path: Path) -> None:
    lay_out(tmp_path, JEKYLL_POLYGLOT, [])
    assert run(tmp_path, "extract", "-q").code == 0
    translate(tmp_path, "de", "start", pseudo)
    assert run(tmp_path, "sync", "-q").code in (0, 1)
    page = tmp_path / "de/start.md"
    before = page.read_text()
    write(tmp_path, "start.md", (tmp_path / "start.md").read_text() + "\nMore.\n")
    assert run(tmp_path, "sync", "-q").code in (0, 1)
    assert page.read_text() == f"{before}\nMore.\n"
    write(tmp_path, "start.md", (tmp_path / "start.md").read_text().replace("lang: en", "nav: 2"))
    assert run(tmp_path, "sync", "-q").code in (0, 1)
    assert 'lang: "de"\nnav: 2\n' in page.read_text() or 'nav: 2\nlang: "de"\n' in page.read_text()
