"""The site map of a content tree."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from time import process_time

from l10n.config.settings import parse_config
from l10n.links.hrefs import resolve
from l10n.links.scheme import Root, Scheme
from l10n.links.site import Page, SiteMap, build_site_map
from l10n.site.address.map import find_anchors, site_map
from l10n.site.sitefiles import fresh_files
from l10n.site.sources import find_sources
from l10n.site.tree import scan_tree
from tests.sites import SETTINGS, write

LINKS = """
[links]
base = "https://guides.example"
source-url = "/guides/{path}/"
localized-url = "/{lang}/guides/{path}/"
titles = ["title", "linkTitle"]
"""


def test_everything_comes_from_the_front_matter(tmp_path: Path) -> None:
    write(tmp_path, "content/en/a.md", "---\ntitle: A\nlinkTitle: a\naliases: [old, /older]\n---\n")
    write(tmp_path, "content/en/b.md", "---\ntitle: B\nurl: /bee/\n---\n[a](a.md#x) [c](#y)\n")
    write(tmp_path, "content/en/c.md", '+++\ntitle = "C"\n+++\n{{< ref "/b#z" >}}\n')
    write(tmp_path, "content/es/a.md", "---\ntitle: Á\n---\n")
    write(tmp_path, "content/es/broken.md", "---\ntitle: [\n")
    config = parse_config(SETTINGS + LINKS, tmp_path)
    tree = scan_tree(fresh_files(config))
    site = site_map(config, tree)
    assert {key: page.titles for key, page in site.pages["en"].items()} == {
        "a": ("A", "a"),
        "b": ("B", ""),
        "c": ("C", ""),
    }
    assert site.pages["es"]["a"].titles == ("Á", "")
    for href, found in [
        ("/guides/old", "a"),
        ("https://guides.example/older/", "a"),
        ("/bee", "b"),
        ("/guides/c/", "c"),
    ]:
        link = resolve(site, site.pages["en"]["c"], href)
        assert link is not None
        assert link.page is site.pages["en"][found]
    broken = resolve(site, site.pages["en"]["c"], "/es/guides/broken/")
    assert broken is not None
    assert broken.page is not None
    assert find_anchors(find_sources(config, tree, {}).values(), site) == {
        "a": {"x"},
        "b": {"y", "z"},
    }


def build(size: int) -> tuple[SiteMap, list[Page]]:
    scheme = Scheme("https://g.example", {"en": (Root("content/en/", "/g/{path}/"),)})
    pages = [
        Page(
            f"land{number % 200}-guide_about_{number}",
            "en",
            f"content/en/land{number % 200}/guide_about_{number}.md",
            (f"How to get document {number} in land {number % 200}: a full guide",),
        )
        for number in range(size)
    ]
    return build_site_map(scheme, ("en",), pages), pages


def test_a_hundred_thousand_guides_are_cheap() -> None:
    tracemalloc.start()
    site, pages = build(100_000)
    used, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{used / 1e6:.0f} MB, at most {peak / 1e6:.0f} MB")
    assert peak < 200e6
    for number in (0, 99_999):
        link = resolve(site, pages[1], f"/g/land{number % 200}/guide_about_{number}/")
        assert link is not None
        assert link.page is pages[number]


def test_building_is_linear_and_resolving_takes_the_same_time() -> None:
    times = {size: measure(size) for size in (2_000, 20_000)}
    build_ratio = times[20_000][0] / times[2_000][0]
    resolve_ratio = times[20_000][1] / times[2_000][1]
    print(f"ten times the guides: building x{build_ratio:.1f}, resolving x{resolve_ratio:.1f}")
    assert build_ratio < 40
    assert resolve_ratio < 4


def measure(size: int) -> tuple[float, float]:
    """Return the best times of building the map and of resolving a thousand links."""
    builds, resolves = [], []
    for _ in range(3):
        start = process_time()
        site, pages = build(size)
        built = process_time()
        for number in range(0, size, size // 1000):
            resolve(site, pages[0], f"../../land{number % 200}/guide_about_{number}/")
        builds.append(built - start)
        resolves.append(process_time() - built)
    return min(builds), min(resolves)
