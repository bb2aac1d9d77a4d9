"""Nothing of a translation runs or leads away where Hugo and the theme print it as it stands."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import pytest

from l10n.merge import merge_guide
from tests.documents import DATA, as_guide, extract
from tests.hugo import build, write

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
RUN = "top.postMessage(1,String.fromCharCode(42))"
"""Without quotes, so that it fits everywhere."""
FRAMES = """\
<!doctype html><html><body><script>
const root = document.documentElement;
onmessage = () => { root.dataset.ran = 1 + Number(root.dataset.ran || 0); };
</script>%s</body></html>
"""
GUIDE = """\
---
title: TITLE
description: >-
  DESCRIPTION
---

PARAGRAPH [us](mailto:a@gov.example), see [fees](https://gov.example/fees).

# HEADING

- ITEM

> QUOTE

| CELL | b |
| ---- | - |
| 1    | 2 |
"""
PLACES = ("TITLE", "DESCRIPTION", "PARAGRAPH", "HEADING", "ITEM", "QUOTE", "CELL")
LAYOUT = """\
<!doctype html>
<html><head><title>{{ .Title | safeHTML }}</title>
<meta name="description" content="{{ .Description | safeHTML }}">
<meta name="raw" content="x" {{ printf "data-title=%q" .Title | safeHTMLAttr }}></head>
<body><h1>{{ .Title | safeHTML }}</h1><p>{{ .Description | htmlUnescape | safeHTML }}</p>
<p>{{ .Title | htmlUnescape | htmlUnescape | safeHTML }}</p><p>{{ .Title | markdownify }}</p>
<p title="{{ .Title }}">{{ .Description | plainify | safeHTML }}</p>
{{ .Content }}</body></html>
"""
SETTINGS = """\
baseURL = "https://guides.example/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404"]
ignoreLogs = ["warning-goldmark-raw-html"]
[markup.goldmark.renderer]
unsafe = %s
"""
_TEXTS = ("id", "title", "content", "alt", "data-title")
"""Attributes that hold nothing but text."""


def read_payloads() -> tuple[str, ...]:
    lines = (DATA / "safe" / "payloads.txt").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line).replace("RUN", RUN) for line in lines if line.startswith('"'))


PAYLOADS = read_payloads()
PIECES = (
    *(
        piece
        for payload in PAYLOADS
        for piece in re.split(r"(?=[<>&\\\s\"'=/\[(])", payload)
        if piece
    ),
    *("<", "&lt;", "\\", "&#60;", "&amp;", " ", "text", "[us](1)", "](", ")", "`", "*", "//", "@"),
)
HARMLESS = re.compile(
    r"(?:p|h[1-6]|[uo]l|li|em|strong|del|blockquote|hr|br|pre|table|t[rhd]|thead|tbody|d[ltd]|bdi|span"
    r") \[(?:\('(?:id|start|dir|lang)', '[^']*'\))*\]"
)


class Tags(HTMLParser):
    """Counts what is alive in a page: its tags, with all attributes that are not text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = sorted(
            (name, "" if name in _TEXTS else str(value))
            for name, value in attrs
            # A quote in a title ends the attribute that this theme writes it in as it stands.
            if tag != "meta" or (name.startswith("on") and value)
        )
        self.found[f"{tag} {own}"] += 1

    def handle_comment(self, data: str) -> None:
        self.found[f"comment {data}"] += 1

    def handle_pi(self, data: str) -> None:
        self.found[f"instruction {data}"] += 1

    def handle_decl(self, decl: str) -> None:
        self.found[f"declaration {decl}"] += 1


def read_tags(page: Path) -> Counter[str]:
    reader = Tags()
    reader.feed(page.read_text(encoding="utf-8"))
    reader.close()
    return reader.found


def merged_pages() -> Iterator[str]:
    """Yield the guide with each payload in each place, as merging publishes it."""
    guide, extraction = as_guide(GUIDE), extract(GUIDE)
    msgids = {
        place: each.msgid for each in extraction.segments for place in PLACES if place in each.msgid
    }
    for payload in PAYLOADS:
        for msgstr in (payload, f"Text {payload} text"):
            for place in PLACES:
                msgid = msgids[place]
                written = {(None, msgid): msgid.replace(place, msgstr)}
                yield merge_guide(guide, extraction, written).text


def raw_pages() -> Iterator[str]:
    """Yield the guide with each payload as its title, which nobody has judged."""
    for payload in PAYLOADS:
        yield GUIDE.replace("title: TITLE", f"title: {json.dumps(payload)}")


def build_pages(
    site: Path, texts: Iterable[str], *, unsafe: str, source: str = GUIDE, more: str = ""
) -> list[Path]:
    """Build each text as a page, and return where they are; the first is the source."""
    pages = {f"content/{number}.md": text for number, text in enumerate([source, *texts])}
    settings = {"hugo.toml": SETTINGS % unsafe + more, "layouts/_default/single.html": LAYOUT}
    write(site, settings | pages)
    out = build(site)
    return [out / str(number) / "index.html" for number in range(len(pages))]


@pytest.mark.parametrize("unsafe", ["true", "false"])
def test_a_page_is_no_more_alive_than_its_source(tmp_path: Path, unsafe: str) -> None:
    texts = list(dict.fromkeys(merged_pages()))
    source, *pages = (read_tags(page) for page in build_pages(tmp_path, texts, unsafe=unsafe))
    assert len(pages) > 100
    alive = [text for text, tags in zip(texts, pages, strict=True) if tags != source]
    assert alive == []


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 41))]
)
def test_nor_with_any_translation(tmp_path: Path, seed: int) -> None:
    """Pieces of what is alive, in any order: emphasis and blocks without a link may differ."""
    random = Random(seed)
    texts = [merge_by_chance(random) for _ in range(250)]
    unsafe = random.choice(("true", "false"))
    source, *pages = (living(page) for page in build_pages(tmp_path, texts, unsafe=unsafe))
    assert sum(text != GUIDE for text in texts) > 50
    alive = [text for text, tags in zip(texts, pages, strict=True) if tags - source]
    assert alive == []


def merge_by_chance(random: Random) -> str:
    """Return the guide with some of its texts replaced, or added to."""
    translations = {}
    for segment in extract(GUIDE).segments:
        pieces = "".join(random.choice(PIECES) for _ in range(random.randrange(1, 9)))
        written = random.choice((pieces, segment.msgid + pieces, pieces + segment.msgid))
        if random.random() < 0.5:
            translations[None, segment.msgid] = written
    return merge_guide(as_guide(GUIDE), extract(GUIDE), translations).text


def living(page: Path) -> Counter[str]:
    """Return the tags of a page that are more than emphasis or a block."""
    tags = read_tags(page)
    return Counter({each: tags[each] for each in tags if not HARMLESS.fullmatch(each)})


def test_without_a_judge_it_would_be(tmp_path: Path) -> None:
    source, *pages = map(read_tags, build_pages(tmp_path, raw_pages(), unsafe="false"))
    assert sum(tags != source for tags in pages) > 40


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium (Debian)")
@pytest.mark.parametrize("judged", [True, False])
def test_no_script_runs_in_a_browser(tmp_path: Path, judged: bool) -> None:
    texts = list(dict.fromkeys(merged_pages() if judged else raw_pages()))
    pages = build_pages(tmp_path, texts, unsafe="true")[1:]
    assert (count_runs(tmp_path, pages[:: 1 + len(pages) // 100]) > 0) is not judged


def count_runs(folder: Path, pages: Iterable[Path]) -> int:
    """Return how many scripts of payloads have run when the pages are loaded."""
    frames = "".join(f'<iframe src="{page.as_uri()}"></iframe>' for page in pages)
    (folder / "frames.html").write_text(FRAMES % frames)
    arguments = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=10000")
    host = "--host-resolver-rules=MAP * ~NOTFOUND"
    shown = subprocess.run(
        [CHROMIUM, *arguments, host, "--dump-dom", (folder / "frames.html").as_uri()],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.count("<iframe src=") == frames.count("<iframe")
    found = re.search(r'data-ran="(\d+)"', shown.stdout)
    return int(found[1]) if found else 0
