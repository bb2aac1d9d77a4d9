"""Take the terms that a glossary from outside has into a language's own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from l10n.checks.glossary import Term, join_terms
from l10n.config.settings import Config
from l10n.disk.files import encode, is_there, read_bytes, read_text, told
from l10n.disk.output import Write
from l10n.errors import L10nError
from l10n.exchange.glossary import SEPARATOR, change_table, ending, read_table
from l10n.exchange.tbx import Concept, read_tbx
from l10n.exchange.values import primary
from l10n.guide import Finding, Severity
from l10n.po import gettext_locale
from l10n.site.glossaries import glossary_paths, read_terms

_MOST_BYTES: Final = 16_000_000


class Terms(NamedTuple):
    """The terms of a file, with their lines."""

    language: str
    terms: tuple[tuple[int, Term], ...]


class TermsTaken(NamedTuple):
    """What became of the terms of a file."""

    new: int
    changed: int
    same: int
    findings: tuple[Finding, ...]
    """Of what could not be taken, at the lines of the file."""


def read_returned_terms(config: Config, path: Path, shown: str, wanted: Collection[str]) -> Terms:
    """Read a glossary, in the one language of the site that it is in, or that is ``wanted``.

    Raises L10nError for a damaged file, and where the language is not known.
    """
    form = ending(shown)
    with told(shown):
        size = path.stat().st_size
    if size > _MOST_BYTES:
        message = f"larger than {_MOST_BYTES // 1_000_000} MB: export fewer terms at a time"
        raise L10nError(message, path=shown)
    if form == ".csv":
        language = _chosen(shown, wanted, config.languages, "its language is not said")
        return Terms(language, tuple(read_table(read_text(path, shown)[0], shown)))
    concepts = read_tbx(read_bytes(path, shown), shown)
    spelt = dict.fromkeys(language for each in concepts for language, _, _ in each.forms)
    there = [tag for tag in config.languages if _spelt(tag, spelt)]
    language = _chosen(shown, wanted, there, f"it is in {', '.join(spelt) or 'no language'}")
    sources = _spelt(config.source_language, spelt)
    targets = _spelt(language, spelt)
    return Terms(language, tuple(_terms(concepts, sources, targets)))


def take_terms(config: Config, found: Terms, shown: str, write: Write) -> TermsTaken:
    """Bring a language's glossary.csv up to the terms of a file.

    What a file says of a term replaces its translations; forbidden ones stay where the file has
    none. What is in glossary.po is not changed here.
    """
    po, table = glossary_paths(config, found.language)
    in_po, in_table = map(_by_source, read_terms(config, found.language))
    known = _by_source((*in_po.values(), *in_table.values()))
    lines = {term.source: line for line, term in reversed(found.terms)}
    taken: dict[str, Term] = {}
    findings: list[Finding] = []
    for source, term in _by_source(term for _, term in found.terms).items():
        old = known.get(source, Term(source))
        new = _renewed(old, term)
        if _forms(new) == _forms(old):
            continue
        fault = _fault(new) or (f"it is in {po}: change it there" if source in in_po else "")
        if fault:
            message = f"{source!r} is not taken: {fault}"
            findings.append(Finding("unpacked", Severity.ERROR, shown, lines[source], message))
        else:
            taken[source] = new
    if taken:
        path = config.root / table
        text, has_bom = read_text(path, table) if is_there(path, table) else ("", False)
        write(table, encode(change_table(text, table, taken), bom=has_bom), durable=True)
    new_ones = sum(source not in known for source in taken)
    same = len(lines) - len(taken) - len(findings)
    return TermsTaken(new_ones, len(taken) - new_ones, same, tuple(findings))


def _chosen(path: str, wanted: Collection[str], known: Collection[str], fault: str) -> str:
    chosen = [each for each in known if each in wanted or (not wanted and len(known) == 1)]
    if len(chosen) != 1:
        message = f"{fault}: name the one that is meant, like -l {next(iter(known), 'es')}"
        raise L10nError(message, path=path)
    return chosen[0]


def _spelt(tag: str, spelt: Collection[str]) -> list[str]:
    """Return how a file spells a language: as itself, or as a variant where it has just one."""
    names = {tag.lower(), gettext_locale(tag).replace("_", "-").lower()}
    tags = {each: each.replace("_", "-").lower() for each in spelt}
    like = [each for each in tags if primary(each) == primary(tag)]
    return [each for each in like if tags[each] in names] or like[: len(like) == 1]


def _terms(
    concepts: Iterable[Concept], sources: Collection[str], targets: Collection[str]
) -> Iterator[tuple[int, Term]]:
    for each in concepts:
        required = [text for tag, text, is_bad in each.forms if tag in targets and not is_bad]
        forbidden = [text for tag, text, is_bad in each.forms if tag in targets and is_bad]
        for tag, text, is_bad in each.forms:
            if tag in sources and not is_bad and (required or forbidden):
                yield each.line, Term(text, tuple(required), tuple(forbidden))


def _by_source(terms: Iterable[Term]) -> Mapping[str, Term]:
    return join_terms(terms, lambda term: term.source)


def _renewed(old: Term, new: Term) -> Term:
    required = new.required or old.required
    forbidden = new.forbidden or tuple(each for each in old.forbidden if each not in required)
    return Term(new.source, required, forbidden)


def _forms(term: Term) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(term.required), frozenset(term.forbidden)


def _fault(term: Term) -> str:
    """Return why a table cannot hold a term; empty where it can."""
    texts = (term.source, *term.required, *term.forbidden)
    if any(SEPARATOR in each for each in texts[1:]):
        return f"a {SEPARATOR} parts translations in the table: write it without"
    if any(not each.isprintable() for each in texts):
        return "it has characters that are not shown: delete them"
    return ""
