"""Documents that tests run over, and what is done to them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from l10n.catalog import Identity
from l10n.extract import Extraction, extract_guide
from l10n.guide import Guide, Place
from l10n.markdown.inlines import NO_LABELS, locate_inlines
from l10n.merge import merge_guide
from l10n.text import BOM

DATA = Path(__file__).parent / "data"
FIELDS = ("title", "linkTitle", "meta_title", "description", "summary")
CORPORA = ("tramitit", "hugodocs", "rustbook")

_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Document:
    """A text with a name to find it by."""

    name: str
    text: str


def corpora_folder() -> Path:
    """Return the folder of the corpora; skip the test where there is none."""
    folder = os.environ.get("L10N_CORPORA")
    if not folder:
        pytest.skip("needs L10N_CORPORA, the folder of the corpora")
    return Path(folder)


def read_corpus(name: str) -> Iterator[Document]:
    """Yield the guides of a corpus, in the order of their paths."""
    folder = corpora_folder() / name
    paths = sorted(path for path in folder.rglob("*.md") if path.parent != folder)
    assert paths, f"no guides in {folder}"
    for path in paths:
        yield Document(str(path.relative_to(folder)), path.read_bytes().decode().removeprefix(BOM))


def read_examples() -> Iterator[Document]:
    """Yield the examples of the CommonMark specification."""
    spec = (corpora_folder() / "commonmark" / "spec.txt").read_text(encoding="utf-8")
    for number, found in enumerate(_EXAMPLE.finditer(spec), start=1):
        yield Document(f"example {number}", found[1].replace("→", "\t"))


def read_own_guides() -> Iterator[Document]:
    """Yield the repository's own guides: the demo site's and the tests'."""
    folders = (Path(__file__).parents[1] / "content" / "en", DATA / "guides")
    for folder in folders:
        for path in sorted(folder.rglob("*.md")):
            yield Document(path.name, path.read_bytes().decode().removeprefix(BOM))


def with_front_matter(text: str) -> str:
    """Return an example as the body of a guide."""
    return f"---\ntitle: An example\n---\n{text}"


def texts_of(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Yield each document's text with a name, and of every few also its variants (soak: all)."""
    stride = 1 if os.environ.get("L10N_PROFILE") == "soak" else 12
    for index, document in enumerate(documents):
        yield document.name, document.text
        if index % stride == 0:
            for name, text in variants(document.text):
                yield f"{document.name} {name}", text


def variants(text: str) -> Iterator[tuple[str, str]]:
    """Yield a guide's text with other line ends, and its body inside containers, with names."""
    yield "CRLF", re.sub(r"\r\n|\r|\n", "\r\n", text)
    yield "CR", re.sub(r"\r\n|\r|\n", "\r", text)
    yield "no final newline", text.rstrip("\r\n")
    front, body = split_front_matter(text)
    yield "in a quote", front + re.sub(r"^", "> ", body, flags=re.MULTILINE)
    yield "in a list item", front + "- " + body.replace("\n", "\n  ")


def split_front_matter(text: str) -> tuple[str, str]:
    """Return a guide's front matter with its fences, and the rest."""
    found = re.match(r"---\n.*?^---\n", text, re.MULTILINE | re.DOTALL)
    return (text[: found.end()], text[found.end() :]) if found else ("", text)


def as_guide(text: str) -> Guide:
    """Return a source guide with this text."""
    return Guide(path="content/en/guide.md", language="en", key="guide", text=text)


def extract(text: str) -> Extraction:
    """Extract a text with the default fields."""
    return extract_guide(as_guide(text), FIELDS)


def merge(text: str, translations: Mapping[Identity, str]) -> str:
    """Merge translations into a text."""
    guide = as_guide(text)
    merged = merge_guide(guide, extract_guide(guide, FIELDS), translations)
    return merged if isinstance(merged, str) else merged.text


def markers(extraction: Extraction) -> dict[Identity, str]:
    """Return a distinct plain word for each distinct segment, with its placeables."""
    identities = {(each.context, each.msgid): each.place for each in extraction.segments}
    # In HTML, what is empty at the end of a text is no part of it.
    return {
        identity: " ".join(
            (
                f"Marker{number}word",
                *_placeables(identity[1], place, extraction),
                *(("end",) if place is Place.HTML else ()),
            )
        )
        for number, (identity, place) in enumerate(identities.items())
    }


def _placeables(msgid: str, place: Place, extraction: Extraction) -> Iterator[str]:
    labels = NO_LABELS if place is Place.FRONT_MATTER else extraction.labels
    end = 0
    for inline in locate_inlines(msgid, labels):
        if inline.span.start >= end:
            yield inline.span.of(msgid)
            end = inline.span.end
