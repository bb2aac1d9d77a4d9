"""CSV as spreadsheets write it: separated by commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import Final

from l10n.errors import L10nError
from l10n.exchange.values import Answer, Parcel, Returned, Row, State, join_rows, list_rows

_NAMES: Final = ("id", "guides", "context", "source", "target", "state", "previous source", "notes")
_FUZZY: Final = "fuzzy"
_LANGUAGE: Final = re.compile(r"(source|target)\s*\(([^()]*)\)")
_FORMULA: Final = re.compile(r"[=+\-@'\t]")
_FIRST_LINE: Final = re.compile(r"[^\r\n]*")


def write(parcel: Parcel) -> bytes:
    """Return the file, with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO(newline="")
    languages = {"source": parcel.source, "target": parcel.target}
    rows = csv.writer(out)
    rows.writerow(f"{name} ({languages[name]})" if name in languages else name for name in _NAMES)
    for unit in parcel.units:
        rows.writerows([*map(_cell, _cells(row))] for row in list_rows(unit))
    return codecs.BOM_UTF8 + out.getvalue().encode()


def read(data: bytes, path: str) -> Returned:
    """Return what a file says. Raises L10nError where it is damaged or has no such columns."""
    text = _decode(data, path)
    first = _FIRST_LINE.match(text)
    separator = max(",;\t", key=(first[0] if first else "").count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        message = f"not valid CSV: {error}; export it again, with all cells quoted"
        raise L10nError(message, path=path, line=reader.line_num) from None
    found = [_LANGUAGE.fullmatch(name.strip().lower()) for name in (lines or [(0, [])])[0][1]]
    names = [
        (match[1] if match else name.strip().lower())
        for match, name in zip(found, (lines or [(0, [])])[0][1], strict=True)
    ]
    if "source" not in names or "target" not in names:
        message = "the first line must name the columns source and target: add it"
        raise L10nError(message, path=path, line=1)
    target = next((match[2] for match in found if match and match[1] == "target"), "")
    answers = (
        _answer(line, dict(zip(names, map(_uncell, cells), strict=False)))
        for line, cells in lines[1:]
        if any(cells)
    )
    return Returned(target, join_rows(answers, path))


def _cells(row: Row) -> tuple[str, ...]:
    unit = row.unit
    return (
        row.id,
        "\n".join(unit.paths),
        unit.msgctxt or "",
        row.source,
        row.target,
        _FUZZY if unit.fuzzy and row.target else "",
        unit.previous,
        "\n".join((*unit.notes, *unit.comments)),
    )


def _answer(line: int, cells: dict[str, str]) -> Answer:
    return Answer(
        line,
        cells.get("id", "").strip(),
        cells.get("source", ""),
        (cells.get("target", ""),),
        State.UNSAID if cells.get("state", "").strip().lower() == _FUZZY else State.DONE,
        cells.get("context", "") or None,
        tuple(filter(None, cells.get("guides", "").split("\n"))),
    )


def _cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _uncell(text: str) -> str:
    text = text.replace("\r\n", "\n")
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def _decode(data: bytes, path: str) -> str:
    try:
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "not in UTF-8: save it as “CSV UTF-8”"
        raise L10nError(message, path=path, line=line) from None
