"""Texts between tags: none begins a block, where its reader takes what is indented for Markdown."""

from __future__ import annotations

import pytest

from l10n.extract import extract_guide
from l10n.guide import Guide
from l10n.merge import merge_guide

PAGES = {
    "a definition": ":   a term's\n\n    <div>\n    SAID\n    </div>\n",
    "a quote": "> <div>\n> SAID\n> </div>\n",
    "the top": "<div>\nSAID\n</div>\n",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("other", "written"),
    [
        ("# aquí", "&#35; aquí"),
        ("#", "&#35;"),
        (": aquí", "&#58; aquí"),
        ("---", "&#45;--"),
        ("> aquí", "&#62; aquí"),
        ("1. aquí", "1&#46; aquí"),
        ("aquí - y allí", "aquí - y allí"),
        ("¡Aquí!", "¡Aquí!"),
        ("12 horas", "12 horas"),
    ],
)
def test_a_text_between_tags_begins_no_block(name: str, other: str, written: str) -> None:
    page = f"A term\n{PAGES[name]}" if name == "a definition" else PAGES[name]
    guide = Guide("a.md", "en", "a", page.replace("SAID", "here"), syntax="mkdocs")
    extraction = extract_guide(guide, ())
    merged = merge_guide(guide, extraction, {(None, "here"): other})
    assert merged.text == page.replace("SAID", written)


def test_what_the_source_begins_with_stays() -> None:
    guide = Guide("a.md", "en", "a", "<div>\n- here\n</div>\n", syntax="mkdocs")
    extraction = extract_guide(guide, ())
    (segment,) = extraction.segments
    merged = merge_guide(guide, extraction, {(None, segment.msgid): "- aquí"})
    assert merged.text == "<div>\n- aquí\n</div>\n"
