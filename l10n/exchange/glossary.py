"""A glossary for translation tools: TBX (ISO 30042:2008), or CSV as l10n itself reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from l10n.checks.glossary import Term
from l10n.errors import L10nError
from l10n.exchange.xml import DECLARATION, block, element, words


def write_glossary(path: str, source: str, target: str, terms: Sequence[Term]) -> bytes:
    """Return the file of a glossary; raises L10nError when its name ends in no known way."""
    match PurePath(path).suffix.lower():
        case ".tbx":
            return _write_tbx(source, target, terms)
        case ".csv":
            return _write_csv(terms)
    message = "no format of glossaries is known by this ending: name it .tbx, .csv"
    raise L10nError(message, path=path)


def _write_tbx(source: str, target: str, terms: Iterable[Term]) -> bytes:
    entries = (
        line
        for number, term in enumerate(terms, start=1)
        for line in _entry(number, source, target, term)
    )
    about = block("sourceDesc", {}, [element("p", {}, "l10n")])
    header = block("martifHeader", {"type": "TBX"}, block("fileDesc", {}, about))
    body = block("text", {}, block("body", {}, entries))
    lines = block("martif", {"type": "TBX", "xml:lang": source}, (*header, *body))
    return "\n".join((DECLARATION, *lines, "")).encode()


def _entry(number: int, source: str, target: str, term: Term) -> Iterator[str]:
    forms = [(each, "preferredTerm-admn-sts") for each in term.required]
    forms += [(each, "deprecatedTerm-admn-sts") for each in term.forbidden]
    original = _language(source, [_term(term.source)])
    translated = _language(target, (_term(each, status) for each, status in forms))
    return block("termEntry", {"id": f"t{number}"}, (*original, *translated))


def _language(language: str, terms: Iterable[str]) -> Iterator[str]:
    return block("langSet", {"xml:lang": language}, terms)


def _term(text: str, status: str = "") -> str:
    note = element("termNote", {"type": "administrativeStatus"}, status) if status else ""
    return element("tig", {}, element("term", {}, words(text)), note)


def _write_csv(terms: Iterable[Term]) -> bytes:
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(("term", "translation", "forbidden"))
    rows.writerows(
        (each.source, "; ".join(each.required), "; ".join(each.forbidden)) for each in terms
    )
    return out.getvalue().encode()
