"""XLIFF 2.0 (https://docs.oasis-open.org/xliff/xliff-core/v2.0/os/xliff-core-v2.0-os.html)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from l10n.exchange.codes import Part, split_codes, split_like
from l10n.exchange.values import Answer, Parcel, Returned, Row, State, by_guide, join_rows
from l10n.exchange.xml import DECLARATION, Node, block, element, flatten, words

_NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:2.0"
_CONTEXT: Final = "msgctxt"
_PLACE: Final = "location"
_WAITS: Final = "l10n:fuzzy"
_DONE: Final = ("translated", "reviewed", "final")


def write(parcel: Parcel) -> bytes:
    """Return the file."""
    files = (
        line
        for number, (path, rows) in enumerate(by_guide(parcel), start=1)
        for line in _file(number, path, rows)
    )
    root = {"version": "2.0", "xmlns": _NAMESPACE, "srcLang": parcel.source}
    root["trgLang"] = parcel.target
    return "\n".join((DECLARATION, *block("xliff", root, files), "")).encode()


def read(root: Node, path: str) -> Returned:
    """Return what a file says. Raises L10nError for an id that is there twice."""
    answers = (_answer(unit, file) for file in root.walk("file") for unit in file.walk("unit"))
    return Returned(root.attributes.get("trgLang", ""), join_rows(answers, path))


def _file(number: int, path: str, rows: Iterable[Row]) -> Iterator[str]:
    units = (line for row in rows for line in _unit(row))
    return block("file", {"id": f"f{number}", "original": path, "xml:space": "preserve"}, units)


def _unit(row: Row) -> Iterator[str]:
    unit = row.unit
    source = split_codes(row.source, unit.labels)
    target = split_like(row.target, unit.labels, source)
    notes = [(_PLACE, each) for each in unit.paths]
    notes += [(_CONTEXT, unit.msgctxt)] if unit.msgctxt is not None else []
    notes += [("note", each) for each in unit.notes]
    notes += [("translator", each) for each in unit.comments]
    notes += [("previous source", unit.previous)] if unit.previous else []
    told = (element("note", {"category": kind}, words(text)) for kind, text in notes)
    lines = [*block("notes", {}, told)]
    codes = {part.code: part.text for part in (*source, *target) if part.code}
    if codes:
        data = (element("data", {"id": f"d{n}"}, words(text)) for n, text in sorted(codes.items()))
        lines += block("originalData", {}, data)
    state = {"state": "translated"} if row.target else {"state": "initial"}
    state = {"state": "initial", "subState": _WAITS} if unit.fuzzy and row.target else state
    texts = [element("source", {}, _inline(source))]
    texts += [element("target", {}, _inline(target))] if target else []
    return block("unit", {"id": row.id}, (*lines, *block("segment", state, texts)))


def _inline(parts: Iterable[Part]) -> str:
    return "".join(_code_element(part) if part.code else words(part.text) for part in parts)


def _code_element(part: Part) -> str:
    shown = " ".join(part.text.split()) or "line end"
    return element("ph", {"id": str(part.code), "dataRef": f"d{part.code}", "disp": shown})


def _answer(unit: Node, file: Node) -> Answer:
    data = {
        each.attributes.get("id", ""): each.text
        for holder in unit.named("originalData")
        for each in holder.named("data")
    }
    code = partial(_code, data, {})
    segments = unit.named("segment", "ignorable")
    sources = [flatten(each, code) for segment in segments for each in segment.named("source")]
    targets = [_target(segment, code) for segment in segments]
    notes = [each for holder in unit.named("notes") for each in holder.named("note")]
    said = [(each.attributes.get("category"), each.text) for each in notes]
    return Answer(
        unit.line,
        unit.attributes.get("id", ""),
        "".join(sources),
        ("".join(targets) if all(targets) else "",),
        _state([each for each in segments if each.name == "segment"]),
        next((text for kind, text in said if kind == _CONTEXT), None),
        tuple(text for kind, text in said if kind == _PLACE)
        or (file.attributes.get("original", ""),),
    )


def _target(segment: Node, code: partial[str | None]) -> str:
    """Return a segment's translation; what no one translates stays as it is."""
    target = segment.first("target")
    if target is None and segment.name == "ignorable":
        target = segment.first("source")
    return flatten(target, code) if target else ""


def _code(data: dict[str, str], codes: dict[str, str], node: Node) -> str | None:
    """Return what a code stands for: what it refers to, or what the source's one does."""
    if node.name == "cp":
        return "\0"  # whichever it is, no catalog can hold it
    if node.name == "pc":
        start, end = (
            data.get(node.attributes.get(f"dataRef{each}", "")) for each in ("Start", "End")
        )
        inner = flatten(node, partial(_code, data, codes))
        return f"{start or ''}{inner}{end or ''}"
    if node.name not in ("ph", "sc", "ec", "sm", "em"):
        return None
    name = node.attributes.get("id", "")
    text = data.get(node.attributes.get("dataRef", ""), codes.get(name, ""))
    codes.setdefault(name, text)
    return text


def _state(segments: Iterable[Node]) -> State:
    states = [each.attributes.get("state", "initial") for each in segments]
    if states and all(each in _DONE for each in states):
        return State.DONE
    return State.UNSAID
