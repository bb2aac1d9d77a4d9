"""Small Hugo sites of every layout, from ``l10n init`` on: built by a real Hugo and crawled."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from tests import hugo
from tests.makes.test_hugo_site import HOST, LAYOUT, Page, faults, mark, read_pages
from tests.sites import run, snapshot, translate, write

HEAD = f'baseURL = "{HOST}/guides/"\ntitle = "Guides"\ndefaultContentLanguage = "en"\n'
HEAD += 'disableKinds = ["rss", "sitemap", "taxonomy", "term", "404"]\n'
GUIDES = {
    "_index": "---\ntitle: Home\n---\n\nRead [taxes](tax.md) and [visas](/visa/).\n",
    "tax": "---\ntitle: Taxes\ntranslationKey: the-tax\n---\n\nFirst [the visa](visa/#papers), then"
    " [fees](fees/list.md#all), [so]({{< relref "
    + '"visa#papers"'
    + " >}}), [home](/).\n\n## All\n\nPay.\n",
    "visa/index": "---\ntitle: Visas\n---\n\n![A stamp](stamp.png)\n\nPay [taxes](/tax/#all).\n\n"
    "## Papers\n\nBring [all](#papers).\n",
    "fees/_index": "---\ntitle: Fees\n---\n\nSee [the list](list.md).\n",
    "fees/list": "---\ntitle: A list\n---\n\nBack to [fees](/fees/) and [taxes](../tax.md).\n\n"
    "## All\n\nNone.\n",
}
"""By their path without a suffix; the last one is never translated into Portuguese."""
UNPUBLISHED = "fees/list"


def _languages(folder: str) -> str:
    names = {"en": "english", "de": "german", "pt": "portuguese"}
    return "".join(
        f"[languages.{tag}]\ncontentDir = '{folder.format(tag=tag, name=name)}'\n"
        for tag, name in names.items()
    )


BY_NAME = "[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n[languages.pt]\nweight = 3\n"
MOUNT = (
    "[[module.mounts]]\nsource = '{}'\ntarget = 'content'\n"
    "[module.mounts.sites.matrix]\nlanguages = ['{}']\n"
)
MOUNTS = BY_NAME + "".join(MOUNT.format(f"docs/{tag}", tag) for tag in ("en", "de", "pt"))
BELOW = (
    BY_NAME
    + MOUNT.format("content", "en").replace(
        "content'\n[", "content'\nfiles = ['! de/**', '! pt/**']\n["
    )
    + "".join(MOUNT.format(f"content/{tag}", tag) for tag in ("de", "pt"))
)
LAYOUTS = {
    "a folder each": (_languages("content/{tag}"), "content/en/{}.md"),
    "folders with names": (_languages("content/{name}"), "content/english/{}.md"),
    "mounts": (MOUNTS, "docs/en/{}.md"),
    "file names": (BY_NAME, "content/{}.md"),
    "file names with the source's": (BY_NAME, "content/{}.en.md"),
    "the source at the root, languages below": (BELOW, "content/{}.md"),
    "folders beside": (
        "[languages.en]\n[languages.de]\ncontentDir = 'content.de'\n"
        "[languages.pt]\ncontentDir = 'content.pt'\n",
        "content/{}.md",
    ),
}


@pytest.fixture(scope="module", params=LAYOUTS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    hugo.hugo_binary()
    root = tmp_path_factory.mktemp("site")
    settings, place = LAYOUTS[request.param]
    write(root, "hugo.toml", HEAD + settings)
    for name, text in GUIDES.items():
        write(root, place.format(name), text)
    (root / place.format("visa/index")).with_name("stamp.png").write_bytes(b"\x89PNG")
    for kind in ("single", "section", "home"):
        write(root, f"layouts/{kind}.html", LAYOUT)
    assert run(root, "init", "--languages", "de,pt").code == 0
    assert run(root, "sync", "-q").code == 0
    for path in (root / "locales").rglob("*.po"):
        language, _, key = (
            path.relative_to(root / "locales").with_suffix("").as_posix().partition("/")
        )
        if (language, key) != ("pt", UNPUBLISHED):
            translate(root, language, key, mark)
    assert run(root, "sync", "-q").code == 0
    return root


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    built = read_pages(hugo.build(site))
    return {url: page for url, page in built.items() if not page.redirects}


def test_every_link_answers(site: Path, pages: dict[str, Page]) -> None:
    assert len(pages) == 3 * len(GUIDES) - 1
    assert faults({url: _without_images(page) for url, page in pages.items()}) == []
    found = run(site, "links")
    assert found.code == 0, found.out


def test_alternates_are_the_pages_of_the_same_guide(pages: dict[str, Page]) -> None:
    for url, page in pages.items():
        expected = {"en", "de", "pt"} - ({"pt"} if url.endswith("/fees/list/") else set())
        assert set(page.alternates) == expected, url
        assert url in page.alternates.values()
        for language, other in page.alternates.items():
            path = unquote(other).removeprefix(f"{HOST}/guides/")
            assert path.startswith(f"{language}/") or language == "en"
            assert pages[unquote(other)].alternates == page.alternates


def test_links_stay_in_their_language(pages: dict[str, Page]) -> None:
    german = {url: page for url, page in pages.items() if "/guides/de/" in url}
    assert len(german) == len(GUIDES)
    for url, page in german.items():
        links = [each for each in page.links if not each.endswith(".png")]
        others = set(page.alternates.values())
        wrong = [each for each in links if each.startswith("/guides/") and "/de/" not in each]
        assert set(wrong) <= others, url


def test_the_pages_come_back(site: Path, tmp_path: Path) -> None:
    before = snapshot(site)
    for path in (site / "locales").rglob("*.*"):
        path.unlink()
    assert run(site, "import", "-q").code == 0
    assert run(site, "sync", "-q").code == 0
    after = snapshot(site)
    assert {
        path for path in before if path.endswith(".md") and before[path] != after[path]
    } == set()


def _without_images(page: Page) -> Page:
    links = tuple(each for each in page.links if not each.endswith(".png"))
    return Page(links, page.ids, page.alternates, page.key, page.redirects)
