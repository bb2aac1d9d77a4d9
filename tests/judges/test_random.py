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
from tests.judges.pages import (
    Page,
    find_differences,
    harmless_shape,
    translate_page,
    whole_shape,
)
from tests.judges.translators import careful, hostile

_SOAK: Final = os.environ.get("L10N_PROFILE") == "soak"
_MANY: Final = 20_000 if _SOAK else 200
_BATCH: Final = 500


def _pages(syntax: str, first: int, count: int, translator: str) -> Iterator[Page]:
    for seed in range(first, first + count):
        random = Random(seed)

        def translate(segment: Segment, _: Extraction, random: Random = random) -> str:
            if translator == "careful":
                return careful(segment.msgid)
            return hostile(random, segment) if random.random() < 0.7 else ""

        text = random_document(random, syntax)
        yield translate_page(f"{seed}", text, syntax, translate)


_SHAPES: Final[dict[str, Callable[[Answer], object]]] = {
    "careful": whole_shape,
    "hostile": harmless_shape,
}


@pytest.mark.soak if _SOAK else lambda test: test
@pytest.mark.parametrize("translator", _SHAPES)
@pytest.mark.parametrize("syntax", BLOCKS)
def test_any_document_keeps_its_structure(syntax: str, translator: str) -> None:
    for first in range(0, _MANY, _BATCH):
        pages = list(_pages(syntax, first, min(_BATCH, _MANY - first), translator))
        assert find_differences(syntax, pages, _SHAPES[translator]) == []
