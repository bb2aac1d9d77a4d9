"""The demo guides in three languages with localized slugs, built by a real Hugo and walked."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import subprocess
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from tests import hugo
from tests.sites import Run, run, translate, write

REPOSITORY = Path(__file__).parents[2]
HOST = "https://guides.example"
UNPUBLISHED = "uruguay-sole_trader"
"""Never translated into Portuguese, so that links fall back."""


def mark(msgid: str) -> str:
    """Return a translation that differs and is as harmless as its source."""
    return f"{msgid} ñ"


TAX = "tax_number-ñ"

SETTINGS = """\
source-language = "en"
languages = ["es", "pt"]
fields = ["title", "description", "meta_title"]
slugs = true

[checks]
skip = ["wrong-language"]

[links]
base = "{host}/guides"
source-url = "/{{path}}/"
localized-url = "/{{lang}}/{{path}}/"
"""
HUGO = """\
baseURL = "{host}/guides/"
defaultContentLanguage = "en"
disableKinds = ["rss", "sitemap", "taxonomy", "term", "404"]
[markup.goldmark.renderer]
unsafe = true
[languages.en]
contentDir = "content/en"
weight = 1
[languages.es]
contentDir = "content/es"
weight = 2
[languages.pt]
contentDir = "content/pt"
weight = 3
"""
LAYOUT = """\
<!doctype html>
<html lang="{{ .Language.Lang }}">
<head>
<title>{{ .Title }}</title>
<meta name="key" content="{{ .Params.translationKey }}">
{{ range .AllTranslations }}
<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end }}
</head>
<body>
{{ range .Translations }}<a hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">{{ .Title }}</a>
{{ end }}
<main>
{{ .Content }}
</main>
</body>
</html>
"""
MORE = """\
---
title: Every form of link
translationKey: forms
---

## The first heading

Absolute [one]({host}/guides/portugal/tax_number/#how-to-apply), from the root
[two](/guides/portugal/tax_number), relative [three](../portugal/tax_number/), by file
[four](portugal/tax_number.md#fees), encoded [five](/guides/portugal/tax%5Fnumber/?a=b#fees),
and <{host}/guides/uruguay/>; {host}/guides/portugal/ stands alone.
By shortcode [six]({{{{< relref "portugal/tax_number.md#how-to-apply" >}}}}) and
[seven]({{{{% ref path="/uruguay/sole_trader" %}}}}) and [eight](#the-second-heading) and [nine].

<p><a href="/guides/uruguay/sole_trader/">ten</a></p>

## The second heading

See <a href='../portugal/'>eleven</a>, [twelve](uruguay/sole_trader.md), and
[thirteen]({{{{< relref "uruguay/sole_trader.md" >}}}}).

[nine]: ../uruguay/sole_trader/#schemes
"""


@dataclass(frozen=True)
class Page:
    """A built page: what it links to, and the places in it."""

    links: tuple[str, ...]
    ids: frozenset[str]
    alternates: dict[str, str]
    key: str
    redirects: bool


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.alternates: dict[str, str] = {}
        self.key = ""
        self.redirects = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.add(values["id"])
        if tag == "link" and values.get("rel") == "alternate":
            self.alternates[values["hreflang"]] = values["href"]
        if tag == "meta" and values.get("name") == "key":
            self.key = values["content"]
        self.redirects |= tag == "meta" and values.get("http-equiv") == "refresh"
        if tag in ("a", "img"):
            self.links += [values[name] for name in ("href", "src") if name in values]


def make_site(root: Path, host: str = HOST) -> Path:
    """Return a site with the demo guides, translated but for one guide in one language."""
    shutil.copytree(REPOSITORY / "content" / "en", root / "content" / "en")
    for path in (root / "content").rglob("*.md"):
        path.write_text(path.read_text().replace(HOST, host))
    write(root, "content/en/forms.md", MORE.format(host=host))
    write(root, "l10n.toml", SETTINGS.format(host=host))
    write(root, "hugo.toml", HUGO.format(host=host))
    for kind in ("single", "section", "home"):
        write(root, f"layouts/{kind}.html", LAYOUT)
    assert run(root, "extract", "-q") == Run(0, "", "")
    for language in ("es", "pt"):
        for path in (root / "locales" / language).glob("*.po"):
            if (language, path.stem) != ("pt", UNPUBLISHED):
                translate(root, language, path.stem, mark)
    assert run(root, "merge", "-q") == Run(0, "", "")
    return root


def read_pages(public: Path, host: str = HOST) -> dict[str, Page]:
    """Return the built pages by address, decoded."""
    pages = {}
    for path in public.rglob("index.html"):
        reader = Reader()
        reader.feed(path.read_text())
        below = path.parent.relative_to(public).as_posix()
        url = f"{host}/guides/" if below == "." else f"{host}/guides/{below}/"
        pages[url] = Page(
            tuple(reader.links),
            frozenset(reader.ids),
            reader.alternates,
            reader.key,
            reader.redirects,
        )
    return pages


def faults(pages: dict[str, Page], host: str = HOST) -> list[str]:
    """Return every internal link that leads nowhere, and every anchor that is not there."""
    wrong = []
    for url, page in pages.items():
        for link in page.links:
            address, fragment = urldefrag(urljoin(url, link))
            if not address.startswith(f"{host}/"):
                continue
            plain = unquote(address).partition("?")[0]
            target = pages.get(plain if plain.endswith("/") else f"{plain}/")
            if target is None or (fragment and unquote(fragment) not in target.ids):
                wrong.append(f"{url}: {link}")
    return wrong


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    hugo.hugo_binary()
    return make_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return read_pages(hugo.build(site))


def test_the_crawl_sees_a_broken_link_and_a_broken_anchor() -> None:
    page = Page(("../b/", "#x", "/guides/a/#y"), frozenset("y"), {}, "", redirects=False)
    assert len(faults({f"{HOST}/guides/a/": page})) == 2


def test_no_link_and_no_anchor_is_broken(pages: dict[str, Page]) -> None:
    internal = sum(
        urljoin(url, link).startswith(HOST) for url, page in pages.items() for link in page.links
    )
    anchors = sum("#" in link for page in pages.values() for link in page.links)
    print(f"{len(pages)} pages, {internal} internal links, {anchors} anchors")
    assert len(pages) >= 3 * 16 - 1
    assert internal > 200
    assert faults(pages) == []


def test_links_stay_in_their_language_where_they_can(pages: dict[str, Page]) -> None:
    languages = {page.key: set(page.alternates) for page in pages.values()}
    keys = {url: page.key for url, page in pages.items()}
    for url, page in pages.items():
        own = url.removeprefix(f"{HOST}/guides/").partition("/")[0]
        own = own if own in ("es", "pt") else "en"
        for link in page.links[len(page.alternates) - 1 :]:
            plain = unquote(urldefrag(urljoin(url, link))[0]).partition("?")[0]
            target = plain if plain.endswith("/") else f"{plain}/"
            if target in keys:
                wanted = own if own in languages[keys[target]] else "en"
                start = f"{HOST}/guides/" if wanted == "en" else f"{HOST}/guides/{wanted}/"
                assert target.startswith(start), (url, link)
                assert wanted != "en" or not target.startswith(
                    (f"{HOST}/guides/es", f"{HOST}/guides/pt/")
                )


def test_alternates_join_the_languages(pages: dict[str, Page]) -> None:
    for url, page in pages.items():
        if page.redirects:
            continue
        expected = {"en", "es"} if page.key == UNPUBLISHED else {"en", "es", "pt"}
        assert set(page.alternates) == expected, url
        assert unicodedata.normalize("NFC", url) in map(unquote, page.alternates.values())
        for other in page.alternates.values():
            assert pages[unquote(other)].key == page.key
            assert pages[unquote(other)].alternates == page.alternates


def test_slugs_name_the_pages(pages: dict[str, Page]) -> None:
    assert f"{HOST}/guides/es/portugal/{TAX}/" in pages
    assert f"{HOST}/guides/es/portugal/tax_number/" not in pages


def test_our_own_following_agrees(site: Path) -> None:
    report = json.loads(run(site, "links", "--format", "json").out)
    assert {each["broken"] + each["broken_anchor"] for each in report["languages"].values()} == {0}
    assert {each["crossing"] for each in report["languages"].values()} == {0}
    assert report["languages"]["pt"]["fallback"] > 0
    assert report["languages"]["es"]["fallback"] == 0


def test_a_page_that_moves_leaves_its_old_address(site: Path, tmp_path: Path) -> None:
    root = tmp_path / "moved"
    shutil.copytree(site, root)
    key = "portugal-tax_number"
    translate(
        root, "es", key, lambda _: "Número Fiscal: NIF!", only=lambda each: each.msgctxt == "slug"
    )
    assert run(root, "merge", "-q") == Run(0, "", "")
    assert (root / "content/es/portugal/número-fiscal-nif.md").is_file()
    assert not (root / f"content/es/portugal/{TAX}.md").exists()
    pages = read_pages(hugo.build(root))
    assert faults(pages) == []
    assert f"{HOST}/guides/es/portugal/número-fiscal-nif/" in pages
    assert pages[f"{HOST}/guides/es/portugal/{TAX}/"].redirects
    assert run(root, "merge", "--check", "-q").code == 0


HARNESS = """\
<body><iframe id=f></iframe><script>
const frame = document.getElementById("f");
const seen = [];
const steps = [
  page => [...page.querySelectorAll("main li a")].find(a => a.href.includes("/guides/")),
  page => page.querySelector("a[hreflang=en]"),
];
frame.onload = () => {
  const page = frame.contentDocument;
  if (!frame.contentWindow.location.href.startsWith("http")) return;
  seen.push([decodeURI(frame.contentWindow.location.href), page.documentElement.lang, page.title]);
  const step = steps.shift();
  if (step) { step(page).click(); }
  else {
    document.body.innerHTML = "<pre id=seen></pre>";
    document.getElementById("seen").textContent = JSON.stringify(seen);
  }
};
frame.src = START;
</script></body>
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[http.server.ThreadingHTTPServer]:
    (tmp_path / "www").mkdir()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Say nothing."""

    handler = functools.partial(Quiet, directory=tmp_path / "www")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_browser_follows_a_link_and_changes_the_language(
    tmp_path: Path, server: http.server.ThreadingHTTPServer
) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs chromium (Debian: apt install chromium)")
    host = f"http://127.0.0.1:{server.server_port}"
    root = make_site(tmp_path / "site", host)
    shutil.copytree(hugo.build(root), tmp_path / "www" / "guides")
    start = "/guides/es/uruguay/residence_permit-ñ/"
    write(tmp_path / "www", "harness.html", HARNESS.replace("START", json.dumps(start)))
    done = subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--virtual-time-budget=20000",
            "--dump-dom",
            f"{host}/harness.html",
        ],
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
    )
    found = re.search(r'<pre id="seen">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stdout[:500]
    pages = json.loads(found[1].replace("&amp;", "&"))
    assert [language for _, language, _ in pages] == ["es", "es", "en"]
    assert urlsplit(pages[1][0]).path.startswith("/guides/es/uruguay/")
    assert pages[1][0] != pages[0][0]
    assert urlsplit(pages[2][0]).path.startswith("/guides/uruguay/")
