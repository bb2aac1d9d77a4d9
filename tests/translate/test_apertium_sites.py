"""Apertium translates texts with markup of real sites: the real parsers see no other page."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from l10n.catalog import Identity
from l10n.engines.command import open_engine
from l10n.engines.elements import Opened, Sealed, seal, unseal
from l10n.engines.values import Batch, EngineSettings, Form, Text
from l10n.errors import L10nError
from l10n.extract import extract_guide
from l10n.guide import Guide
from l10n.markdown.inlines import labels_at
from l10n.text import BOM
from tests.documents import corpora_folder
from tests.judges.answer import Answer
from tests.judges.html_pages import html_shape
from tests.judges.pages import Page, find_differences, translate_page

pytestmark = pytest.mark.skipif(not shutil.which("apertium"), reason="Apertium is not installed")

FEW, MANY = 60, 500
FIELDS = ("title", "description")
MARKUP: Final = frozenset("[`<{*_")


class Site(NamedTuple):
    """A site, and which parser is its own."""

    folder: str
    syntax: str
    everything: bool = False
    """Whether texts without markup count."""


SITES: Final = {
    "demo": Site("", "hugo", everything=True),
    "hugodocs": Site("hugodocs/content", "hugo"),
    "fastapi": Site("fastapi/docs/en/docs", "mkdocs"),
}
DEMO: Final = Path(__file__).parents[2] / "content" / "en"


def guides(name: str) -> Iterator[Guide]:
    site = SITES[name]
    folder = corpora_folder() / site.folder if site.folder else DEMO
    for path in sorted(folder.rglob("*.md")):
        within = path.relative_to(folder).as_posix()
        text = path.read_bytes().decode().removeprefix(BOM)
        yield Guide(within, "en", "a", text, syntax=site.syntax)


def translate_texts(pair: str, sealed: dict[Identity, Sealed]) -> dict[Identity, Opened]:
    """Return what Apertium makes of texts, put back."""
    command = ("apertium", "-u", "-f", "html", pair)
    engine = open_engine(
        EngineSettings("apertium", "command", command=command, form="filter", timeout=600)
    )
    texts = tuple(Text(number, each.text) for number, each in enumerate(sealed.values()))
    batch = Batch("en", "es", "", "", texts)
    sent = engine.send(engine.write(batch))
    reply = engine.read(batch, sent.text)
    assert (sent.fault, reply.refusals) == ("", {})
    pairs = enumerate(sealed.items())
    return {name: unseal(each, reply.texts[number]) for number, (name, each) in pairs}


def seal_texts(guide: Guide, *, everything: bool) -> dict[Identity, Sealed]:
    extraction = extract_guide(guide, FIELDS)
    return {
        (each.context, each.msgid): seal(
            each.msgid, labels_at(each.place, extraction.labels), Form.HTML
        )
        for each in extraction.segments
        if everything or not MARKUP.isdisjoint(each.msgid)
    }


def shape(answer: Answer) -> object:
    """Return the blocks of a page in order, and every tag in it: all come back, in any order."""
    return html_shape(answer), Counter(map(str, answer.rows))


@pytest.mark.parametrize("pair", ["eng-spa", "eng-cat"])
@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("most", [FEW, pytest.param(MANY, marks=pytest.mark.soak)])
def test_nothing_is_lost_and_no_page_differs(name: str, pair: str, most: int) -> None:
    site = SITES[name]
    known: dict[Identity, Sealed] = {}
    sealed: dict[str, dict[Identity, Sealed]] = {}
    texts: dict[str, str] = {}
    for guide in guides(name):
        try:
            found = seal_texts(guide, everything=site.everything)
        except L10nError:  # such a front matter is refused whole
            continue
        new = [each for each in found.items() if each[0] not in known]
        known.update(new[: most - len(known)])
        sealed[guide.path] = {each: found[each] for each in found if each in known}
        texts[guide.path] = guide.text
        if len(known) == most:
            break
    opened = translate_texts(pair, known)
    # A word that Apertium has no word for is left out: then its text is refused.
    refused = [each.fault for each in opened.values() if each.fault]
    assert len(refused) <= len(opened) // 100
    assert all(each.startswith("nothing is between") for each in refused), refused
    changed = sum(each.text != name[1] for name, each in opened.items())
    assert changed > len(opened) * 0.8
    pages: list[Page] = [
        translate_page(
            path,
            text,
            site.syntax,
            lambda segment, _, path=path: (
                opened[segment.context, segment.msgid].text
                if (segment.context, segment.msgid) in sealed[path]
                else ""
            ),
        )
        for path, text in texts.items()
    ]
    held = [(each.msgstr, each.reason) for page in pages for each in page.quarantined]
    print(f"{name} {pair}: {len(opened)} texts, {len(pages)} pages, held {held}, {refused}")
    assert find_differences(site.syntax, pages, shape) == []
    assert len(held) <= len(opened) // 100
