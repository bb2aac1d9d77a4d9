"""Pages of other makes: merged with a translator's texts, and judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from l10n.extract import Extraction, extract_guide
from l10n.guide import Guide, Segment
from l10n.merge import Quarantined, merge_guide
from tests.judges.ask import Answer, ask

_FRONT: Final = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_MARKDOWN: Final = ("emphasis", "strong", "delete", "link", "linkReference", "image", "break")
_HTML: Final = ("em", "strong", "s", "a", "img", "br", "code", "span", "bdi", "imageReference")
_FORMATTING: Final = frozenset({*_MARKDOWN, *_HTML})
_PHRASES: Final = frozenset(
    {
        "inlineCode",
        "mdxTextExpression",
        "mdxJsxTextElement",
        "textDirective",
        "html",
        "interpolation",
        "code",
        "footnoteReference",
    }
)

Translate = Callable[[Segment, Extraction], str]


@dataclass(frozen=True)
class Page:
    """A guide, and its page in another language; texts without front matter."""

    name: str
    source: str
    merged: str
    quarantined: tuple[Quarantined, ...]


def translate_page(name: str, text: str, syntax: str, translate: Translate) -> Page:
    """Return the page of a guide for which a translator has a text for each segment of the body."""
    guide = Guide(name, "en", "a", text, syntax=syntax)
    extraction = extract_guide(guide, ("title", "description"))
    body = extraction.segments[len(extraction.values) :]
    translations = {(each.context, each.msgid): translate(each, extraction) for each in body}
    merged = merge_guide(guide, extraction, translations)
    return Page(name, _body(text), _body(merged.text), merged.quarantined)


def _body(text: str) -> str:
    return _FRONT.sub("", text, count=1)


def find_differences(
    judge: str, pages: Sequence[Page], shape: Callable[[Answer], object]
) -> list[str]:
    """Return one line for each page that a parser reads otherwise than its source."""
    sources = ask(judge, [each.source for each in pages])
    merged = ask(judge, [each.merged for each in pages])
    return [
        f"{page.name}: {_first_difference(old, new)}"
        for page, old, new in zip(pages, sources, merged, strict=True)
        if not old.error and (new.error or shape(old) != shape(new))
    ]


def _first_difference(old: Answer, new: Answer) -> str:
    if new.error:
        return new.error
    for before, after in zip((*old.rows, {}), (*new.rows, {}), strict=False):
        if before != after:
            return f"{before} became {after}"
    return "the order differs"


def whole_shape(answer: Answer) -> object:
    """Return all that a page is but its text."""
    return answer.rows


def harmless_shape(answer: Answer) -> object:
    """Return what no translation may change: blocks, in order, and phrases, in any.

    Emphasis, links and a few tags are a translator's to choose.
    """
    blocks: list[dict[str, Any]] = []
    phrases: Counter[str] = Counter()
    around: list[int] = []
    for row in answer.rows:
        kind, name = row["type"], row.get("name", "")
        depth = row["depth"]
        around = [each for each in around if each < depth]
        row = {**row, "depth": depth - len(around)}  # what is around is none of its own
        if kind in _FORMATTING or name in _FORMATTING:
            around.append(depth)
        if kind in _PHRASES and name not in _FORMATTING:
            phrases[str({**row, "depth": 0})] += 1
        elif kind not in _FORMATTING and name not in _FORMATTING:
            blocks.append(row)
    return blocks, phrases


def lines_of(quarantined: Iterable[Quarantined]) -> list[int]:
    """Return the line of each segment that kept its source's text."""
    return [each.segment.line for each in quarantined]
