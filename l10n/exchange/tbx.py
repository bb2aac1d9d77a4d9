"""TBX, terms as tools exchange them: ISO 30042:2008, which is written, and 2019, read too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from l10n.checks.glossary import Term
from l10n.exchange.xml import DECLARATION, Node, block, element, read_xml, words

_STATUS: Final = "administrativeStatus"
_FORBIDDEN: Final = ("deprecatedTerm", "supersededTerm")
_ENTRIES: Final = ("termEntry", "conceptEntry")
_LANGUAGES: Final = ("langSet", "langSec")
_TERMS: Final = ("tig", "termGrp", "termSec")


class Concept(NamedTuple):
    """An entry of a TBX file: what one thing is called in some languages."""

    line: int
    forms: tuple[tuple[str, str, bool], ...]
    """The language as the file spells it, a term, and whether it must not be used."""


def read_tbx(data: bytes, path: str) -> tuple[Concept, ...]:
    """Return what is in a file; raises L10nError for what is no TBX, or declares entities."""
    root = read_xml(data, path, "martif", "tbx")
    return tuple(Concept(each.line, tuple(_forms(each))) for each in root.walk(*_ENTRIES))


def write_tbx(source: str, target: str, terms: Sequence[Term]) -> bytes:
    """Return the file of a glossary."""
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


def _forms(entry: Node) -> Iterator[tuple[str, str, bool]]:
    for language in entry.named(*_LANGUAGES):
        for group in language.walk(*_TERMS):
            term = group.first("term")
            if text := " ".join(term.text.split()) if term else "":
                yield language.attributes.get("lang", ""), text, _is_forbidden(group)


def _is_forbidden(group: Node) -> bool:
    """Return whether a term must not be used, in any of the ways in which that is said."""
    notes = [each for each in group.walk("termNote") if each.attributes.get("type") == _STATUS]
    said = [each.text.strip() for each in (*notes, *group.walk(_STATUS))]
    return any(each.startswith(_FORBIDDEN) for each in said)


def _entry(number: int, source: str, target: str, term: Term) -> Iterator[str]:
    forms = [(each, "preferredTerm-admn-sts") for each in term.required]
    forms += [(each, "deprecatedTerm-admn-sts") for each in term.forbidden]
    original = _language(source, [_term(term.source)])
    translated = _language(target, (_term(each, status) for each, status in forms))
    return block("termEntry", {"id": f"t{number}"}, (*original, *translated))


def _language(language: str, terms: Iterable[str]) -> Iterator[str]:
    return block("langSet", {"xml:lang": language}, terms)


def _term(text: str, status: str = "") -> str:
    note = element("termNote", {"type": _STATUS}, status) if status else ""
    return element("tig", {}, element("term", {}, words(text)), note)
