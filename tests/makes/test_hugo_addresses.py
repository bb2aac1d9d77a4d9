"""Sites whose guides give themselves addresses, built by a real Hugo and walked."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from tests import hugo
from tests.makes.test_hugo_site import Reader
from tests.sites import Run, run, snapshot, translate, write

HOST = "https://g.example"
HUGO = f"""\
baseURL = "{HOST}/"
defaultContentLanguage = "en"
disableKinds = ["rss", "sitemap", "404"]
"""
PERMALINKS = """\
[permalinks.page]
posts = "/blog/:year/:month/:day/:slug/"
arch = "/a/:sections/:title/:contentbasename/"
plain = "/:year/:filename/"
either = "/x/:slugorcontentbasename/"
[permalinks.section]
posts = "/blog/"
"""
FOLDERS = """\
[languages.en]
contentDir = "content/en"
[languages.de]
contentDir = "content/de"
"""
NAMES = "[languages.en]\n[languages.de]\n"
UGLY = "uglyURLs = true\n"
LAYOUT = """\
<html><head><meta name="path" content="{{ with .File }}{{ .Path }}{{ end }}"></head>
<body><main>{{ .Content }}</main></body></html>
"""
GUIDES = {
    "_index.md": "title: Home",
    "a.md": "title: Alone",
    "sec/_index.md": "title: Section",
    "sec/b.md": "title: Fees\nslug: all-fees",
    "sec/c.md": "title: Rooted\nurl: /special/c/",
    "sec/d.md": "title: Relative\nurl: special/d",
    "sec/e.md": "title: Page\nurl: /special/e.html",
    "sec/signs.md": 'title: Signs\nslug: "My Slug & Co: done"',
    "sec/bundle/index.md": "title: Bundle\nslug: bunny",
    "sec/plain bundle/index.md": "title: Another bundle",
    "posts/_index.md": "title: Posts",
    "posts/one.md": 'title: "A fine: day, it is!"\ndate: 2024-03-07T10:00:00Z',
    "posts/two.md": "title: Two\ndate: 2023-02-03",
    "posts/three.md": "title: Three\nslug: drei\ndate: 2024-12-31T23:30:00-05:00\ntags: [b]",
    "posts/deep/four.md": "title: Über Straße\ndate: 2024-01-02",
    "posts/deep/five/index.md": "title: Five\ndate: 2024-01-02",
    "arch/one/_index.md": "title: One",
    "arch/one/two/six.md": "title: Six is it",
    "plain/File-Name.md": "title: Seven\ndate: 2020-01-01",
    "either/eight/index.md": "title: Eight",
    "either/nine.md": "title: Nine\nslug: neun",
    "renamed/_index.md": "title: Renamed\nslug: other",
    "renamed/inner.md": "title: Inner\naliases: [old, /older/]",
    "moved/_index.md": "title: Moved\nurl: /elsewhere/",
    "moved/inner.md": "title: Inside the moved",
}
SITES = [
    pytest.param("", FOLDERS, PERMALINKS, id="folders"),
    pytest.param("", NAMES, PERMALINKS, id="names"),
    pytest.param("", FOLDERS, "", id="no permalinks"),
    pytest.param(UGLY, FOLDERS, "", id="ugly"),
]


def read_links(public: Path) -> dict[str, tuple[str, ...]]:
    """Return what the built pages link to, by their address."""
    pages = {}
    for path in public.rglob("*.html"):
        reader = Reader()
        reader.feed(path.read_text())
        below = path.relative_to(public).as_posix().removesuffix("index.html")
        links = (unquote(urljoin(f"{HOST}/{below}", each)) for each in reader.links)
        pages[f"{HOST}/{below}"] = tuple(each.removesuffix("index.html") for each in links)
    return pages


def make_site(root: Path, top: str, languages: str, permalinks: str) -> Path:
    """Return a site in which every guide links to the real addresses of all."""
    hugo.write(root, {f"layouts/{each}.html": LAYOUT for each in ("page", "section", "home")})
    hugo.write(root, {f"layouts/{each}.html": LAYOUT for each in ("taxonomy", "term")})
    content = "content" if languages == NAMES else "content/en"
    write(root, "hugo.toml", top + HUGO + permalinks + languages)
    write_guides(root, content, "")
    built = read_links(hugo.build(root))
    addresses = [each.removeprefix(HOST) for each in built if not each.startswith(f"{HOST}/de/")]
    wanted = [each for each in addresses if not each.endswith("en/")]
    links = "\n".join(f"- [to {each}](<{each}>)" for each in wanted)
    write_guides(root, content, f"\n{links}\n")
    found = run(root, "init", "--languages", "de")
    assert found.code == 0, found
    return root


def write_guides(root: Path, content: str, links: str) -> None:
    for name, front in GUIDES.items():
        write(root, f"{content}/{name}", f"---\n{front}\n---\n\nWords of this guide.\n{links}")


@pytest.mark.parametrize(("top", "languages", "permalinks"), SITES)
def test_every_link_of_every_page_answers(
    tmp_path: Path, top: str, languages: str, permalinks: str
) -> None:
    hugo.hugo_binary()
    root = make_site(tmp_path, top, languages, permalinks)
    assert run(root, "extract", "-q") == Run(0, "", "")
    for path in (root / "locales/de").rglob("*.po"):
        key = path.relative_to(root / "locales/de").with_suffix("").as_posix()
        translate(root, "de", key, lambda msgid: f"{msgid} ñ")
    assert run(root, "merge", "-q") == Run(0, "", "")
    pages = read_links(hugo.build(root))
    dead = [(url, link) for url, links in pages.items() for link in links if link not in pages]
    assert dead == []
    german = {url for url in pages if url.startswith(f"{HOST}/de/")}
    assert len(german) >= len(GUIDES)
    left = {
        link.removeprefix(HOST).removesuffix(".html").strip("/")
        for url in german
        for link in pages[url]
        if not link.startswith(f"{HOST}/de/")
    }
    # What has no guide is the source's.
    assert left <= {"tags", "tags/b", "categories", "arch", "plain", "either"}
    report = json.loads(run(root, "links", "--format", "json").out)
    assert report["languages"]["de"]["crossing"] == 0
    before = snapshot(root)
    assert run(root, "sync", "-q").code == 0
    assert snapshot(root) == before


HOOKED = {
    "_index.md": "",
    "top.md": "[by path](sec/b) [from the root](/sec/b) [deep](sec/bundle)",
    "about.md": "",
    "sec/_index.md": "",
    "sec/b.md": "[top](about) [beside](a) [up](../about) [name]({{< ref `unique` >}})",
    "sec/a.md": "[tags](/tags/some-tag/) [list](/tags/)",
    "sec/bundle/index.md": "[beside](b) [up](../about) [path](sec/deep/unique)",
    "sec/deep/unique.md": "[relative](../../about/)",
    "other/plain.md": "[section](/other/)",
}
GONE = ("sec/gone", "/sec/gone", "gone", "../gone", "/tags/other/")


def test_hugos_own_hook_leads_where_links_says(tmp_path: Path) -> None:
    hugo.write(tmp_path, {f"layouts/{each}.html": LAYOUT for each in ("page", "section", "home")})
    hugo.write(tmp_path, {f"layouts/{each}.html": LAYOUT for each in ("taxonomy", "term")})
    write(tmp_path, "hugo.toml", HUGO + FOLDERS)
    for name, links in HOOKED.items():
        write(tmp_path, f"content/en/{name}", f"---\ntags: [Some Tag]\n---\n{links}\n")
    write(tmp_path, "content/de/_index.md", "Seite.\n")
    gone = " ".join(f"[it]({each})" for each in GONE)
    write(tmp_path, "content/en/sec/faulty.md", f"---\ntitle: F\n---\n{gone}\n")
    pages = read_links(hugo.build(tmp_path))
    dead = {url for url, links in pages.items() if not pages.keys() >= {*links}}
    assert dead == {f"{HOST}/sec/faulty/"}
    assert sum(link not in pages for link in pages[f"{HOST}/sec/faulty/"]) == len(GONE)
    assert run(tmp_path, "init").code == 0
    report = json.loads(run(tmp_path, "links", "--format", "json").out)
    broken = [each for each in report["links"] if each["fate"] == "broken"]
    assert [each["written"] for each in broken] == [*GONE]
    assert {each["path"] for each in broken} == {"content/en/sec/faulty.md"}
