"""Any translation is safe where Hugo reads the page: the blocks are the source's."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from l10n.merge import merge_guide
from tests.documents import DATA, as_guide, extract
from tests.hugo import build, write
from tests.safe.documents import random_document, scramble
from tests.safe.test_any_translation import sorted_identities

BATCH = 250
SITE = {
    "hugo.toml": """\
baseURL = "https://guides.example/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404"]
enableEmoji = true
[markup.goldmark.parser.attribute]
block = true
[markup.goldmark.renderer]
unsafe = true
""",
    "layouts/_default/single.html": "{{ .Content }}",
    "layouts/_default/_markup/render-blockquote.html": (
        '<blockquote class="{{ .Type }} {{ .AlertType }}">{{ .Text }}</blockquote>'
    ),
    "layouts/shortcodes/box.html": '{{ .Page.RenderString (dict "display" "block") .Inner }}',
    "layouts/shortcodes/card.html": "{{ .Get `title` }}{{ .Get `alt` }}",
    "layouts/shortcodes/figure.html": "figure",
    "layouts/shortcodes/note.html": "note",
    "layouts/shortcodes/ref.html": "ref",
    "layouts/shortcodes/tip.html": "{{ .Inner }}",
    "layouts/shortcodes/x.html": "x",
}
_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|[uo]l|li|blockquote|table|thead|tbody|t[rhd]|d[ltd]|pre|hr|div|input)\b[^>]*>"
)
_ID = re.compile(r' (?:id|href)="[^"]*"')


def merge_by_chance(random: Random) -> tuple[str, str]:
    """Return a guide, and the same with hostile translations."""
    text = random_document(random)
    if text.startswith(("- ", "{")):
        text = f"---\ntitle: Hugo would look for front matter here\n---\n{text}"
    translations = {each: scramble(random, each[1]) for each in sorted_identities(text)}
    return text, merge_guide(as_guide(text), extract(text), translations).text


def read_blocks(site: Path, texts: list[str]) -> list[list[str]]:
    """Return the tags of the blocks that Hugo makes of each text, without ids."""
    pages = {f"content/{number}.md": text for number, text in enumerate(texts)}
    write(site, SITE | pages)
    out = build(site)
    rendered = (out / str(number) / "index.html" for number in range(len(texts)))
    # A page that shows nothing is not written.
    return [
        _BLOCK.findall(_ID.sub("", each.read_text())) if each.exists() else [] for each in rendered
    ]


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 81))]
)
def test_hugo_sees_the_blocks_of_the_source(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    pairs = [merge_by_chance(random) for _ in range(BATCH)]
    blocks = read_blocks(tmp_path, [text for pair in pairs for text in pair])
    for (text, merged), before, after in zip(pairs, blocks[::2], blocks[1::2], strict=True):
        assert after == before, (text, merged)


def test_hugo_sees_the_blocks_of_the_source_where_we_see_others(tmp_path: Path) -> None:
    """Every word of these is changed, and nothing else."""
    texts = [
        f"---\ntitle: Blocks\n---\nWords before.\n\n{each}\n"
        for each in (DATA / "safe" / "blocks.md").read_text().removesuffix("\n").split("\n.\n")
    ]
    pairs = [(text, merge_changed(text)) for text in texts]
    blocks = read_blocks(tmp_path, [text for pair in pairs for text in pair])
    for (text, merged), before, after in zip(pairs, blocks[::2], blocks[1::2], strict=True):
        assert merged != text
        assert after == before, (text, merged)


def merge_changed(text: str) -> str:
    """Return a guide with a translation of each text that begins with another word, if it may."""
    changed = {each: f"Word {each[1]}" for each in sorted_identities(text)}
    return merge_guide(as_guide(text), extract(text), changed).text
