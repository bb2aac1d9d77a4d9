"""TMX 1.4b, translation memories (https://www.gala-global.org/tmx-14b)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from l10n.exchange.codes import Parts, read_code, split_codes, split_like, write_codes
from l10n.exchange.values import (
    Answer,
    Parcel,
    Returned,
    Row,
    State,
    join_rows,
    list_rows,
    primary,
)
from l10n.exchange.xml import DECLARATION, Node, block, element, flatten, words

_CONTEXT: Final = "x-context"
_PLACE: Final = "x-location"
_TARGET: Final = "x-target-language"
_NUMBER: Final = "x"
_CODES: Final = ("ph", "it", "bpt", "ept", "ut")


def write(parcel: Parcel) -> bytes:
    """Return the file; what is fuzzy goes without its translation, which a memory would offer."""
    header = {
        "creationtool": "l10n",
        "creationtoolversion": "1",
        "segtype": "paragraph",
        "o-tmf": "PO",
        "adminlang": "en",
        "srclang": parcel.source,
        "datatype": "x-markdown",
    }
    rows = (row for unit in parcel.units for row in list_rows(unit))
    body = block("body", {}, (line for row in rows for line in _unit(parcel, row)))
    told = block("header", header, (element("prop", {"type": _TARGET}, words(parcel.target)),))
    lines = block("tmx", {"version": "1.4"}, (*told, *body))
    return "\n".join((DECLARATION, *lines, "")).encode()


def read(root: Node, path: str) -> Returned:
    """Return what a file says. Raises L10nError for an id that is there twice."""
    header = root.first("header")
    source = header.attributes.get("srclang", "") if header else ""
    told = header.named("prop") if header else []
    units = list(root.walk("tu"))
    named = {each.attributes.get("type"): each.text for each in told}
    spelt = dict.fromkeys(_language(each) for unit in units for each in unit.named("tuv"))
    source = _spelt(source, spelt)
    target = next((each for each in spelt if each.lower() != source.lower()), "")
    if packed := named.get(_TARGET, ""):
        target = _spelt(packed, [each for each in spelt if each != source])
    answers = (_answer(unit, source, target) for unit in units)
    return Returned(packed or target, join_rows(answers, path))


def _spelt(tag: str, spelt: Iterable[str]) -> str:
    """Return how a file spells a language; some tools write a region: pt-PT for pt."""
    if any(each.lower() == tag.lower() for each in spelt):
        return tag
    like = [each for each in spelt if primary(each) == primary(tag)]
    return like[0] if len(like) == 1 else tag


def _unit(parcel: Parcel, row: Row) -> Iterator[str]:
    unit = row.unit
    source = split_codes(row.source, unit.labels)
    told: list[tuple[str, dict[str, str], str]]
    told = [("note", {}, each) for each in (*unit.notes, *unit.comments)]
    told += [("prop", {"type": _PLACE}, each) for each in unit.paths]
    told += [("prop", {"type": _CONTEXT}, unit.msgctxt)] if unit.msgctxt is not None else []
    told += [("prop", {"type": "x-previous-source"}, unit.previous)] if unit.previous else []
    told += [("prop", {"type": "x-proposal"}, row.target)] if unit.fuzzy and row.target else []
    lines = [element(name, attributes, words(text)) for name, attributes, text in told]
    lines.append(_variant(parcel.source, source))
    if row.target and not unit.fuzzy:
        lines.append(_variant(parcel.target, split_like(row.target, unit.labels, source)))
    return block("tu", {"tuid": row.id}, lines)


def _variant(language: str, parts: Parts) -> str:
    return element("tuv", {"xml:lang": language}, element("seg", {}, write_codes(parts, _NUMBER)))


def _answer(unit: Node, source: str, target: str) -> Answer:
    code = partial(read_code, {}, _CODES, _NUMBER)
    texts = {source.lower(): "", target.lower(): ""}
    variants = sorted(unit.named("tuv"), key=lambda each: _language(each).lower() != source.lower())
    for variant in variants:
        segment = variant.first("seg")
        text = flatten(segment, code) if segment else ""
        texts[_language(variant).lower()] = text
    said = [(each.attributes.get("type"), each.text) for each in unit.named("prop")]
    return Answer(
        unit.line,
        unit.attributes.get("tuid", ""),
        texts[source.lower()],
        (texts[target.lower()] if target else "",),
        State.DONE,
        next((text for kind, text in said if kind == _CONTEXT), None),
        tuple(text for kind, text in said if kind == _PLACE),
    )


def _language(variant: Node) -> str:
    return variant.attributes.get("lang", "")
