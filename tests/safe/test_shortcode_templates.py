"""Texts in shortcodes are safe whatever their templates make of them: Markdown or plain HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from random import Random

import pytest

from l10n.extract import extract_guide
from l10n.merge import merge_guide
from tests.documents import as_guide, extract
from tests.hugo import build, write
from tests.safe.documents import scramble
from tests.safe.test_any_translation import sorted_identities

BLOCKS = (
    '{{< card title="The title" alt=`An "alt"` >}}',
    '{{% card label="A *label*" href="/x" %}}',
    '{{< card\n  text="Some text"\n  caption="By [her](https://gov.example/)" >}}',
    "{{< box >}}\nA *body* with [a link](/gap),\nand `code`.\n{{< /box >}}",
    "{{< box >}}Words{{< /box >}}",
    '{{< box title="Outside" >}}\n\n## A heading\n\n- one\n- two\n\n> quote\n\n{{< /box >}}',
    '{{< box >}}\n{{< box title="Inside" >}}\nOne\n\nTwo\n{{< /box >}}\n{{< /box >}}',
    "- item\n\n  {{< box >}}\n  In an item\n  {{< /box >}}",
    '> {{< card title="In a quote" >}}',
    'In a text {{< card title="the title" >}} and {{< box >}}words{{< /box >}}.',
    '| {{< card title="cell" >}} | {{< box >}}Cell{{< /box >}} |\n| - | - |\n| x | y |',
    '{{< code title="In code" >}}\nx = "1"\n{{< /code >}}',
)
SITE = {
    "hugo.toml": """\
baseURL = "https://guides.example/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404"]
[markup.goldmark.renderer]
unsafe = true
""",
    "layouts/_default/single.html": "{{ .Content }}",
    "layouts/shortcodes/code.html": "<pre>{{ .Inner }}</pre>",
}
NAMES = ("title", "alt", "label", "text", "caption", "href")
TEMPLATES = {
    "markdown": {
        "card": "".join(f'<i>{{{{ .Get "{name}" | markdownify }}}}</i>' for name in NAMES),
        "box": '<b>{{ .Get "title" }}</b>{{ .Page.RenderString (dict "display" "block") .Inner }}',
    },
    "html": {
        "card": "".join(f'<i title="{{{{ .Get `{name}` }}}}"></i>' for name in NAMES),
        "box": '<b>{{ .Get "title" | safeHTML }}</b><p>{{ .Inner | safeHTML }}</p>',
    },
}
_TEXTS = ("title", "id")
_FREE = ("em", "strong", "del", "code", "a", "bdi")
KNOWN = ("https://gov.example/write", "https://www.gov.example", "www.gov.example")
"""What may be added where the source links to this host."""


class Structure(HTMLParser):
    """The tags that a browser sees, but those around words, and where links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.targets: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.targets.update(value or "" for name, value in attrs if name == "href")
        if tag not in _FREE:
            shown = [
                name if name in ("title", "id") else f"{name}={value}" for name, value in attrs
            ]
            self.tags.append(" ".join((tag, *shown)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _FREE:
            self.tags.append(f"/{tag}")


def merge_by_chance(random: Random) -> tuple[str, str]:
    """Return a guide with shortcodes, and the same with hostile translations."""
    text = "\n\n".join(["Words.", *random.sample(BLOCKS, 3)])
    translations = {each: scramble(random, each[1]) for each in sorted_identities(text)}
    return text, merge_guide(as_guide(text), extract(text), translations).text


def read_pages(site: Path, templates: dict[str, str], texts: list[str]) -> list[Structure]:
    """Return what a browser sees where Hugo makes pages of texts."""
    pages = {
        f"content/{number}.md": f"---\ntitle: x\n---\n{text}" for number, text in enumerate(texts)
    }
    shortcodes = {f"layouts/shortcodes/{name}.html": html for name, html in templates.items()}
    write(site, SITE | shortcodes | pages)
    out = build(site)
    return [Structure((out / str(n) / "index.html").read_text()) for n in range(len(texts))]


@pytest.mark.parametrize("templates", TEMPLATES)
@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 41))]
)
def test_no_translation_changes_the_page(tmp_path: Path, templates: str, seed: int) -> None:
    random = Random(seed)
    pairs = [merge_by_chance(random) for _ in range(150)]
    found = read_pages(tmp_path, TEMPLATES[templates], [text for pair in pairs for text in pair])
    for (text, merged), before, after in zip(pairs, found[::2], found[1::2], strict=True):
        assert after.tags == before.tags, (text, merged)
        assert after.targets <= {*before.targets, *KNOWN}, (text, merged)


HOSTILE = (
    'x" onload="y',
    "x` y=`z",
    "x >}} <script>alert(1)</script> {{< x",
    "x */>}} y",
    "{{< code >}}",
    "{{% code %}}",
    "{{ .Site }}",
    "x\\",
    'x\\" y="z',
    "x\n\ny\n\n# z",
    "<img src=x onerror=alert(1)>",
    "\\<img src=x onerror=alert(1)>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "[x](javascript:alert(1))",
    "![x](//evil.example/x)",
    "x <b",
    "<!-- x",
    "{{< /box >}} x",
    "# x",
    "- x",
)


@pytest.mark.parametrize("said", HOSTILE)
def test_what_is_more_than_text_is_refused_or_harmless(said: str) -> None:
    for block in BLOCKS[:9]:
        guide, text = as_guide(block), block
        extraction = extract_guide(guide, ())
        for segment in extraction.segments:
            merged = merge_guide(guide, extraction, {(None, segment.msgid): said})
            kept = merged.text.replace("\n", " ")
            assert merged.text == text or " ".join(said.split()) in kept
            again = extract_guide(as_guide(merged.text), ())
            assert len(again.segments) == len(extraction.segments)
            assert [each.kind for each in again.segments] == [
                each.kind for each in extraction.segments
            ]
