"""Titles of links and of code, and comments, are what a translator wrote where Hugo shows them."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from l10n.extract import extract_guide
from l10n.guide import Guide
from l10n.markdown.syntaxes import with_comments
from l10n.merge import merge_guide
from tests import hugo

SITE = {
    "hugo.toml": """\
baseURL = "https://guides.example/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404"]
""",
    "layouts/_default/single.html": "{{ .Content }}",
    "layouts/_default/_markup/render-codeblock.html": (
        '<pre title="{{ .Attributes.title }}">{{ .Inner }}</pre>'
    ),
}
BODY = """\
[One][a], [two][b] and [three][c].

[a]: /a "The form"
[b]: /b 'In
  two lines'
[c]: /c (Fees)

```sh {title="Run it"}
run this # twice
```
"""
TITLES = {"/a": "The form", "/b": "In two lines", "/c": "Fees"}
SAID = (
    *("Un título", 'El "impreso"', "L'or d'ici", "a) b (c", "a\\", "\\", "&amp; &lt;b&gt;"),
    *('" onload="x', "' onload='x", "<b>x</b>", "a\n\nb", "{{ .Site }}", "``` x", "](x)", "字"),
)


class _Page(HTMLParser):
    """The titles of a page's links and code, and what its code says."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.code = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] == "pre":
            self.code += data


def _read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    return page


def test_hugo_shows_what_was_written(tmp_path: Path) -> None:
    guide = Guide("a.md", "en", "a", BODY, syntax=with_comments("hugo"))
    extraction = extract_guide(guide, ())
    texts = [each for each in extraction.segments if each.quoting]
    merged = [
        merge_guide(guide, extraction, {(None, each.msgid): said for each in texts})
        for said in SAID
    ]
    pages = {f"content/{number}.md": each.text for number, each in enumerate(merged)}
    hugo.write(tmp_path, SITE | pages)
    out = hugo.build(tmp_path)
    shown = 0
    for number, (said, result) in enumerate(zip(SAID, merged, strict=True)):
        page = _read((out / str(number) / "index.html").read_text(encoding="utf-8"))
        refused = {each.segment.msgid for each in result.quarantined}
        assert [(tag, {*attributes}) for tag, attributes in page.found] == [
            ("p", set()),
            *[("a", {"href", "title"})] * 3,
            ("pre", {"title"}),
        ]
        text = unescape(" ".join(said.split()))
        for _, attributes in page.found[1:4]:
            source = TITLES[str(attributes["href"])]
            title = " ".join((attributes["title"] or "").split())
            assert title == (source if source in refused else text)
            shown += source not in refused
        assert page.found[4][1]["title"] == ("Run it" if "Run it" in refused else text)
        comment = "twice" if "twice" in refused else " ".join(said.split())
        assert page.code.strip() == f"run this # {comment}"
    assert shown > 20
