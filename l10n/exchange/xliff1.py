"""XLIFF 1.2 (https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from l10n.exchange.codes import read_code, split_codes, split_like, write_codes
from l10n.exchange.values import Answer, Parcel, Returned, Row, State, by_guide, join_rows
from l10n.exchange.xml import DECLARATION, Node, block, element, flatten, words

_NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
_CONTEXT: Final = "x-msgctxt"
_PLACE: Final = "sourcefile"
_WAITS: Final = "needs-translation"
_DRAFTS: Final = ("needs-adaptation", "needs-l10n")
_DONE: Final = ("translated", "final", "signed-off")
_NUMBER: Final = "id"
_CODES: Final = ("ph", "x", "it", "bpt", "ept", "bx", "ex", "ut")


def write(parcel: Parcel) -> bytes:
    """Return the file."""
    files = (line for path, rows in by_guide(parcel) for line in _file(parcel, path, rows))
    root = {"version": "1.2", "xmlns": _NAMESPACE}
    return "\n".join((DECLARATION, *block("xliff", root, files), "")).encode()


def read(root: Node, path: str) -> Returned:
    """Return what a file says. Raises L10nError for an id that is there twice."""
    files = list(root.walk("file"))
    target = next((each.attributes.get("target-language", "") for each in files), "")
    answers = (_answer(unit, file) for file in files for unit in file.walk("trans-unit"))
    return Returned(target, join_rows(answers, path))


def _file(parcel: Parcel, path: str, rows: list[Row]) -> Iterator[str]:
    attributes = {
        "original": path,
        "source-language": parcel.source,
        "target-language": parcel.target,
        "datatype": "x-markdown",
    }
    body = block("body", {}, (line for row in rows for line in _unit(row)))
    return block("file", attributes, body)


def _unit(row: Row) -> Iterator[str]:
    unit = row.unit
    source = split_codes(row.source, unit.labels)
    lines = [element("source", {}, write_codes(source, _NUMBER))]
    if row.target:
        state = (
            {"state": _WAITS, "state-qualifier": "fuzzy-match"}
            if unit.fuzzy
            else {"state": "translated"}
        )
        target = write_codes(split_like(row.target, unit.labels, source), _NUMBER)
        lines.append(element("target", state, target))
    contexts = [element("context", {"context-type": _PLACE}, words(each)) for each in unit.paths]
    if unit.msgctxt is not None:
        contexts.append(element("context", {"context-type": _CONTEXT}, words(unit.msgctxt)))
    lines += block("context-group", {"purpose": "information"}, contexts)
    for author, notes in (("developer", unit.notes), ("translator", unit.comments)):
        lines += (element("note", {"from": author}, words(each)) for each in notes)
    if unit.previous and row.target:
        old = split_codes(unit.previous, unit.labels)
        target = write_codes(split_like(row.target, unit.labels, old), _NUMBER)
        inner = (element("source", {}, write_codes(old, _NUMBER)), element("target", {}, target))
        lines += block("alt-trans", {"alttranstype": "previous-version"}, inner)
    return block("trans-unit", {"id": row.id, "xml:space": "preserve"}, lines)


def _answer(unit: Node, file: Node) -> Answer:
    source, target = unit.first("source"), unit.first("target")
    code = partial(read_code, {}, _CODES, _NUMBER)
    msgid = flatten(source, code) if source else ""
    text = flatten(target, code) if target else ""
    contexts = [each for group in unit.named("context-group") for each in group.named("context")]
    said = [(each.attributes.get("context-type"), each.text) for each in contexts]
    paths = tuple(text for kind, text in said if kind == _PLACE)
    return Answer(
        unit.line,
        unit.attributes.get("id", ""),
        msgid,
        (text,),
        _state(unit, target),
        next((text for kind, text in said if kind == _CONTEXT), None),
        paths or (file.attributes.get("original", ""),),
    )


def _state(unit: Node, target: Node | None) -> State:
    said = target.attributes.get("state", "") if target else ""
    if said in _DRAFTS or said.startswith("needs-review"):
        return State.DRAFT
    done = said in _DONE or unit.attributes.get("approved") == "yes"
    return State.DONE if done else State.UNSAID
