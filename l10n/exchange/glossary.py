"""A glossary for translation tools: TBX, or CSV as l10n itself reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePath
from typing import Final, NamedTuple

from l10n.checks.glossary import Term
from l10n.errors import L10nError

SEPARATOR: Final = ";"
"""Between the translations in a cell."""
_COLUMNS: Final = ("term", "translation", "forbidden")
_NEEDED: Final = frozenset({"term", "translation"})


class _Row(NamedTuple):
    """A row of a table, and the text that it is."""

    line: int
    cells: list[str]
    text: str


def write_glossary(path: str, source: str, target: str, terms: Sequence[Term]) -> bytes:
    """Return the file of a glossary; raises L10nError when its name ends in no known way."""
    match ending(path):
        case ".tbx":
            from l10n.exchange.tbx import write_tbx  # with all of urllib, which only this needs

            return write_tbx(source, target, terms)
        case _:
            return _write_csv(terms)


def ending(path: str) -> str:
    """Return how the name of a glossary ends; raises L10nError where that is no known way."""
    found = PurePath(path).suffix.lower()
    if found not in (".tbx", ".csv"):
        message = "no format of glossaries is known by this ending: name it .tbx, .csv"
        raise L10nError(message, path=path)
    return found


def read_table(text: str, path: str) -> Iterator[tuple[int, Term]]:
    """Yield the terms of a table, with their lines; raises L10nError for what is none."""
    rows = [row for row in _read_rows(text, path) if any(cell.strip() for cell in row.cells)]
    names = _names(rows[0], path) if rows else []
    for row in rows[1:]:
        yield row.line, _term(row, names, path)


def change_table(text: str, path: str, terms: Mapping[str, Term]) -> str:
    """Return a table in which the terms with these sources are said so, new ones at its end.

    Other rows keep their bytes, and all rows what other columns have.
    """
    text = text if text.strip() else ",".join(_COLUMNS) + "\n"
    rows = [*_read_rows(text, path)]
    top = next(at for at, row in enumerate(rows) if any(cell.strip() for cell in row.cells))
    first = rows[top]
    names = _names(first, path)
    end = "\r\n" if first.text.endswith("\r\n") else "\n"
    line = partial(_line, end=end, mark=_mark_of(text))
    parts = [row.text for row in rows[: top + 1]]
    if "forbidden" not in names and any(each.forbidden for each in terms.values()):
        names = [*names, "forbidden"]
        parts[-1] = line([*first.cells, "forbidden"])
    done: set[str] = set()
    for row in rows[top + 1 :]:
        source = _cell(row.cells, names, "term").strip()
        new = terms.get(source)
        if new is None:
            parts.append(row.text)
            continue
        # What else the table says of a term is said in its first row by now.
        parts.append(line(_said(Term(source) if source in done else new, names, row.cells)))
        done.add(source)
    added = [line(_said(each, names, [])) for name, each in terms.items() if name not in done]
    if added and not parts[-1].endswith(("\n", "\r")):
        parts.append("\n")
    return "".join((*parts, *added))


def split_forms(text: str) -> tuple[str, ...]:
    """Return the translations in a cell."""
    return tuple(form.strip() for form in text.split(SEPARATOR) if form.strip())


def _read_rows(text: str, path: str) -> Iterator[_Row]:
    lines = [*io.StringIO(text, newline="")]
    reader = csv.reader(lines, delimiter=_mark_of(text), strict=True)
    end = 0
    try:
        for cells in reader:
            yield _Row(reader.line_num, cells, "".join(lines[end : reader.line_num]))
            end = reader.line_num
    except csv.Error as error:
        message = f"not valid CSV: {error}; quote cells that hold quotes or commas"
        raise L10nError(message, path=path, line=reader.line_num) from None


def _mark_of(text: str) -> str:
    """Return what a spreadsheet put between the cells; in many countries it is a semicolon."""
    names = text.lstrip().partition("\n")[0].lower()
    split = (({cell.strip(' "\r') for cell in names.split(mark)}, mark) for mark in ",;\t")
    return next((mark for cells, mark in split if cells.issuperset(_NEEDED)), ",")


def _names(first: _Row, path: str) -> list[str]:
    names = [name.strip().lower() for name in first.cells]
    if not _NEEDED.issubset(names):
        message = "the first line must name the columns term and translation: add it"
        raise L10nError(message, path=path, line=1)
    return names


def _term(row: _Row, names: Sequence[str], path: str) -> Term:
    source, *forms = (_cell(row.cells, names, name) for name in _COLUMNS)
    if not source.strip():
        message = "a translation without its term: fill the first column"
        raise L10nError(message, path=path, line=row.line)
    return Term(source.strip(), *map(split_forms, forms))


def _cell(cells: Sequence[str], names: Sequence[str], name: str) -> str:
    return dict(zip(names, cells, strict=False)).get(name, "")


def _said(term: Term, names: Sequence[str], cells: Sequence[str]) -> list[str]:
    """Return a row's cells, with what is said of a term."""
    told = {
        "term": term.source,
        "translation": f"{SEPARATOR} ".join(term.required),
        "forbidden": f"{SEPARATOR} ".join(term.forbidden),
    }
    old = [*cells, *[""] * (len(names) - len(cells))]
    return [*(told.get(name, old[at]) for at, name in enumerate(names)), *old[len(names) :]]


def _line(cells: Iterable[str], *, end: str, mark: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark, lineterminator=end).writerow(cells)
    return out.getvalue()


def _write_csv(terms: Iterable[Term]) -> bytes:
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(_COLUMNS)
    rows.writerows(_said(each, _COLUMNS, []) for each in terms)
    return out.getvalue().encode()
