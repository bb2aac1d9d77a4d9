"""Ask Hugo, all texts in one site; its shortcodes are stubs that show what they are given."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest

from tests import hugo

_SITE: Final = """\
baseURL = "https://gov.example/"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "404"]
enableEmoji = true
uglyURLs = true
[params]
texts = TEXTS
[markup.highlight]
codeFences = false
[markup.goldmark.parser]
autoHeadingID = false
[markup.goldmark.parser.attribute]
block = true
[markup.goldmark.renderer]
unsafe = UNSAFE
"""
# Else each heading's id would be that of other words, and each listing would be in many tags.
PASSTHROUGH: Final = r"""
[markup.goldmark.extensions.passthrough]
enable = true
[markup.goldmark.extensions.passthrough.delimiters]
block = [['\[', '\]'], ['$$', '$$']]
inline = [['\(', '\)'], ['$', '$']]
"""
_TEXTS: Final = [
    "alt",
    "alttext",
    "blurb",
    "body",
    "buttontext",
    "caption",
    "content",
    "cta",
    "description",
    "details",
    "excerpt",
    "footer",
    "header",
    "heading",
    "headline",
    "label",
    "lead",
    "linktext",
    "message",
    "note",
    "placeholder",
    "quote",
    "subheading",
    "subtitle",
    "summary",
    "tagline",
    "text",
    "title",
    "tooltip",
]
"""What a shortcode shows as a text."""
_PAGE: Final = "<main>{{ .Content }}</main>"  # Hugo writes no empty page
_CALL: Final = re.compile(
    r"\{\{(?P<mark>[<%])(?:/\*)?-?\s*(?P<closes>/?)\s*(?P<name>[\w./-]*\w)[^{}]*?(?P<alone>/?)"
    r"\s*-?(?:\*/)?[%>]\}\}"
)
_SAYS: Final = (
    'data-name="{{ .Name }}" data-given="{{ range $name, $value := .Params }}{{ $name }}'
    '{{ if not (in $.Site.Params.texts (lower (string $name))) }}={{ $value }}{{ end }} {{ end }}"'
)
"""What a shortcode is given, but for the texts."""
_ALONE: Final = f"<i {_SAYS}></i>"
_WRITES: Final = f"<section {_SAYS}>\n\n{{{{ .InnerDeindent }}}}\n\n</section>"
_PLAIN: Final = "plain"
_SHOWS: Final = f"{_ALONE}{{{{ .Inner }}}}"
"""A template that writes no line of its own, so that it may stand in lists, too."""
_BLOCK: Final = '(dict "display" "block")'
_RENDERS: Final = (
    f"<section {_SAYS}>{{{{ .InnerDeindent | .Page.RenderString {_BLOCK} }}}}</section>"
)
_FAULT: Final = re.compile(r"content/(p\d+)\.md[:\"]")
_MOST_FAULTS: Final = 200


def build_pages(
    texts: Sequence[str], *, is_unsafe: bool = True, has_passthrough: bool = False
) -> list[tuple[str, str]]:
    """Return what Hugo makes of each text, and why it makes nothing of it."""
    names = {f"p{index:05}": text for index, text in enumerate(texts)}
    settings = _SITE.replace("UNSAFE", str(is_unsafe).lower()).replace("TEXTS", str(_TEXTS))
    settings += PASSTHROUGH if has_passthrough else ""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        hugo.write(site, {"hugo.toml": settings, "layouts/page.html": _PAGE} | _stubs(texts))
        pages = {
            f"content/{name}.md": f"---\ntitle: a\n---\n{text}" for name, text in names.items()
        }
        hugo.write(site, pages)
        faults = _build(site, names)
        return [_answer(site, name, faults.get(name, "")) for name in names]


def _answer(site: Path, name: str, fault: str) -> tuple[str, str]:
    return ("" if fault else (site / "public" / f"{name}.html").read_text(), fault)


def _build(site: Path, names: Collection[str]) -> Mapping[str, str]:
    """Build the site without the pages that cannot be made; say why of these."""
    faults: dict[str, str] = {}
    for _ in range(_MOST_FAULTS):
        done = subprocess.run(
            [hugo.hugo_binary(), "--source", site, "--logLevel", "error"],
            capture_output=True,
            text=True,
            check=False,
        )
        if not done.returncode:
            return faults
        said = done.stdout + done.stderr
        found = {each for each in _FAULT.findall(said) if each in names and each not in faults}
        assert found, said[-1_000:]
        for name in found:
            faults[name] = next(line for line in said.splitlines() if name in line)
            (site / "content" / f"{name}.md").unlink()
    pytest.fail(f"too many pages cannot be made: {list(faults.values())[:3]}")


def _stubs(texts: Iterable[str]) -> dict[str, str]:
    """Return a template for each shortcode that is called, by whether it encloses text."""
    found: dict[str, str] = {}
    for call in (each for text in texts for each in _CALL.finditer(text)):
        path = f"layouts/_shortcodes/{call['name'].lower()}.html"
        if call["closes"] or call["alone"]:
            writes = _SHOWS if call["name"] == _PLAIN else _WRITES
            found[path] = _RENDERS if call["mark"] == "<" else writes
        else:
            found.setdefault(path, _ALONE)
    return found
