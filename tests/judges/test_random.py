"""Whatever a document of another make holds, a translation changes its text and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

import pytest

from l10n.extract import Extraction
from l10n.guide import Segment
from tests.judges.ask import Answer
from tests.judges.documents import BLOCKS, random_document
from tests.judges.html_pages import event_shape, html_shape
from tests.judges.kept import careful_of_all
from tests.judges.myst_pages import myst_shape
from tests.judges.pages import (
    Page,
    find_differences,
    harmless_shape,
    translate_page,
    whole_shape,
)
from tests.judges.translators import hostile

_SOAK: Final = os.environ.get("L10N_PROFILE") == "soak"
_MANY: Final = 20_000 if _SOAK else 200
_BATCH: Final = 500


def _pages(syntax: str, first: int, count: int, translator: str) -> Iterator[Page]:
    for seed in range(first, first + count):
        random = Random(seed)

        def translate(segment: Segment, _: Extraction, random: Random = random) -> str:
            if translator == "careful":
                return careful_of_all(segment.msgid)
            return hostile(random, segment) if random.random() < 0.7 else ""

        text = random_document(random, syntax)
        yield translate_page(f"{seed}", text, syntax, translate)


_TRANSLATORS: Final = ("careful", "hostile")
_HARMLESS: Final[dict[str, Callable[[Answer], object]]] = {
    "mdx": harmless_shape,
    "vitepress": harmless_shape,
    "hugo": html_shape,
    "hugo+math": html_shape,
    "zola": event_shape,
    "mdbook": event_shape,
    "github": event_shape,
    "myst": myst_shape,
}


@pytest.mark.soak if _SOAK else lambda test: test
@pytest.mark.parametrize("translator", _TRANSLATORS)
@pytest.mark.parametrize("syntax", BLOCKS)
def test_any_document_keeps_its_structure(syntax: str, translator: str) -> None:
    shape = whole_shape if translator == "careful" else _HARMLESS[syntax]
    for first in range(0, _MANY, _BATCH):
        pages = list(_pages(syntax, first, min(_BATCH, _MANY - first), translator))
        assert find_differences(syntax, pages, shape) == []
