"""The frame of a merged page: known without reading the page again, and the same as then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.config.settings import read_config
from l10n.links.site import Page
from l10n.merge import merge_guide
from l10n.run.draft import localize
from l10n.run.structure import frame_of_merged, frame_of_text
from l10n.site.links import Linker, make_linker
from l10n.site.sitefiles import fresh_files
from l10n.site.sources import find_sources
from l10n.site.tree import scan_tree
from l10n.text import splice
from tests.documents import as_guide, extract
from tests.safe.documents import documents, scrambled
from tests.sites import SETTINGS, build_site, write

_LINKS = """
[links]
base = "https://guides.example"
source-url = "/guides/{path}/"
localized-url = "/{lang}/guides/{path}/"
"""
BODIES = (
    "See [fees](/guides/fees/) and <a href='/guides/fees/'>pay</a>.\n\n[Fees](/guides/fees/)\n",
    "- [Fees to pay](https://guides.example/guides/fees/?a=1&amp;b=2#top)\n- [12](../fees/)\n",
    "| [Fees](../fees/) | [x](../fees) |\n| - | - |\n| https://guides.example/guides/fees | 3 |\n",
    "Read [all\nfees](../fees/)\nfirst.\n\n## About [fees](../fees/) {#about}\n\n[f](#about)\n",
    "## Fees\n\n[Go](#fees) to [it][fees] or `[no](/guides/fees/)`.\n\n[fees]: /guides/fees/\n",
    "<div>\n<a href='/guides/fees/'>fees</a>\n</div>\n\n{{< a >}}\n[Fees](../fees/)\n{{< /a >}}\n",
)
DESCRIPTIONS = (
    "description: >-\n  A folded\n  text.",
    "description: 'A quoted text'  # quoted",
    "description: A text\n  in two lines",
    "description: &a A text\nsummary: *a",
)


@pytest.fixture(scope="module")
def linker(tmp_path_factory: pytest.TempPathFactory) -> Linker:
    """Return the linker of a site in which links of the guide lead to translated pages."""
    root = tmp_path_factory.mktemp("site")
    guides = {"guide.md": "# Guide\n\n[Go](#about), [go](#fees)\n", "fees.md": "# Fees\n"}
    build_site(root, guides, SETTINGS + _LINKS)
    for path in guides:
        write(root, f"content/es/{path}", "# Hay\n")
    config = read_config(root / "l10n.toml")
    tree = scan_tree(fresh_files(config))
    return make_linker(config, tree, find_sources(config, tree, {}))


def check_frame(linker: Linker, text: str, translations: dict[tuple[str | None, str], str]) -> None:
    guide = as_guide(text)
    extraction = extract(text)
    merged = merge_guide(guide, extraction, translations)
    page = Page(guide.key, "es", "content/es/guide.md")
    edits = localize(linker, guide.key, extraction.layout, merged, page, lambda _key: {})
    frame = frame_of_merged(linker, page, merged, edits)
    assert frame == frame_of_text(linker, page, splice(merged.text, edits))


@given(documents, st.sampled_from(BODIES), st.sampled_from(DESCRIPTIONS), st.data())
def test_the_frame_is_the_one_of_the_page(
    linker: Linker, text: str, body: str, description: str, data: st.DataObject
) -> None:
    text = text.replace("description: >-\n  A folded\n  text.", description) + "\n\n" + body
    identities = dict.fromkeys(extract(text).identities)
    check_frame(linker, text, {each: data.draw(scrambled(each[1])) for each in identities})
