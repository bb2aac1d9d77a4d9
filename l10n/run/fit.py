"""Fit a merged guide to the page that is there, and learn what a page has its own way."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from l10n.align.features import target_name
from l10n.config.settings import Config
from l10n.fit.body import fit_body, learn_own
from l10n.fit.front import (
    OwnKeys,
    fit_front,
    learn_front,
    stays_whole,
    with_addresses,
    without_fields,
)
from l10n.fit.hunks import Hunk
from l10n.fit.marks import link_mark, pair_mark, words_mark
from l10n.fit.pieces import Piece, read_pieces, texts_of
from l10n.fit.shape import is_sane, read_shape
from l10n.frontmatter.block import find_block, find_body
from l10n.guide import Guide
from l10n.links.hrefs import resolve
from l10n.links.site import Page
from l10n.markdown.linkplaces import bare_address
from l10n.markdown.segments import read_layout
from l10n.markdown.syntaxes import DATA
from l10n.markdown.syntaxes.syntax import Syntax
from l10n.run.run import Run, Source
from l10n.safe.targets import find_hosts, host_name
from l10n.site.address.front import FIELDS, address_fields
from l10n.site.address.hugo import address_in
from l10n.site.links import means
from l10n.site.paths import fields_at
from l10n.site.record import Memory
from l10n.site.tree import read_guide
from l10n.text import line_at, line_starts, newline_of

ADOPTED: Final = pair_mark("", "")
"""The mark that each page has that merging fits, because a person wrote it."""


class FittedPage(NamedTuple):
    """The text of a page, and the lines of the page before whose words are not in it."""

    text: str
    bom: bool = False
    lost: tuple[int, ...] = ()


class Own(NamedTuple):
    """What a page has its own way."""

    keys: frozenset[str]
    """Of its front matter."""
    texts: frozenset[str]
    """Marks of texts, and of values that are text."""
    lines: frozenset[str]
    """Marks of all else."""
    differing: tuple[Hunk, ...]
    """Where its body is not as merging would write it."""
    has_whole_front: bool
    """Whether its whole front matter is its own."""


def fit_page(  # the guide merged, and the page that is there
    run: Run, source: Source, text: str, page: Page, memory: Memory, *, may_fill: bool
) -> FittedPage:
    """Return the merged ``text`` of a guide, with what the page that is there has its own way.

    A page that a person left empty stays so, unless enough is translated that it ``may_fill``. A
    data file has nothing its own way.
    Raises L10nError when that page cannot be read.
    """
    if source.guide.syntax == DATA:
        return FittedPage(text, source.guide.bom)
    existing = run.tree.guides[page.language].get(page.key)
    if existing is None:
        return FittedPage(_with_own_address(run, source, text, page), source.guide.bom)
    text = without_fields(text, source.guide.path, address_fields(run.config.links.make))
    old = read_guide(run.config, existing)
    own = _own_keys(run, memory)
    front = fit_front(text, old.text, own, existing.path)
    if not memory.own:
        return FittedPage(front + text[find_body(text, page.path) :], source.guide.bom)
    syntax = source.extraction.layout.parsed.syntax
    ours, theirs = _pieces(text, syntax, source), _pieces(old.text, syntax, None)
    if all(each.is_blank for each in theirs) and not may_fill:
        return FittedPage(front + "".join(each.text for each in theirs), old.bom)
    newline = newline_of(old.text)
    fitted = fit_body(ours, theirs, own.marks, partial(_is_same_target, run, page), newline)
    written = front + fitted.text
    lost = [hunk.theirs[0].start for hunk in fitted.lost if hunk.theirs]
    if not _is_sound(written, fitted.texts, text, old.text, syntax):
        # What stands together now is something else: then the page is all ours, or as it was.
        written = front + text[find_body(text, page.path) :]
        lost = [each.start for each in theirs if words_mark(each.says) in own.marks]
    starts = line_starts(old.text)
    lines = sorted({line_at(starts, each) for each in lost})
    return FittedPage(written, old.bom, tuple(lines))


def _with_own_address(run: Run, source: Source, text: str, page: Page) -> str:
    """Return a new page's text with what it says of its address."""
    file = run.linker.sources[source.guide.key]
    own = dict(address_in(run.config, run.linker.site, file, page))
    fields = FIELDS[run.config.links.make]
    said = {fields.url: file.url, fields.slug: file.slug}
    if fields.language and _says_language(run, text, fields.language, source.guide.path):
        own[fields.language] = run.config.folders.get(page.language, page.language)
    names = address_fields(run.config.links.make)
    return with_addresses(text, source.guide.path, names, said, own)


def _says_language(run: Run, text: str, field: str, path: str) -> bool:
    """Return whether a new page has to say its language: as its source does, or for a plugin."""
    block = find_block(text, path)
    says = block and re.search(rf"^{field}[ \t]*:", block.span.of(text), re.MULTILINE)
    return bool(says) or run.linker.site.scheme.has_fallback


def _is_sound(written: str, texts: Sequence[str], ours: str, theirs: str, syntax: Syntax) -> bool:
    """Return whether a page that was put together says what it should, in blocks of its two."""
    if written in (ours, theirs):
        return True
    if [each.says for each in texts_of(_pieces(written, syntax, None))] != [*texts]:
        return False
    made, one, other = (
        read_shape(read_layout(each, find_body(each, ""), syntax))
        for each in (written, ours, theirs)
    )
    return is_sane(made, one, other)


def _own_keys(run: Run, memory: Memory) -> OwnKeys:
    """Return what of a page's front matter stays.

    Its addresses do, unless merging gives it those that it had before.
    """
    addresses = address_fields(run.config.links.make) - (
        {"aliases"} if run.config.slugs else frozenset()
    )
    keys = (*memory.keys, *run.config.keep, *addresses)
    return OwnKeys(frozenset(each.lower() for each in keys), memory.own_marks)


def learn_page(  # the guide merged, the page, and what of it translates what
    run: Run,
    source: Source,
    text: str,
    old: Guide,
    pairs: Mapping[int, int],
    joined: Collection[int],
) -> Own:
    """Return what a page has its own way, if merging would write ``text``.

    ``pairs`` are where the page's texts translate the source's: offsets of the one by those of the
    other; ``joined`` are the offsets of texts of which several translate one.
    """
    front = learn_front(text, old.text, text_keys(run.config, old.path), old.path)
    syntax = source.extraction.layout.parsed.syntax
    ours, theirs = _pieces(text, syntax, source), _pieces(old.text, syntax, None)
    here = {start: number for number, start in enumerate(_starts(source))}
    there = {each.start: number for number, each in enumerate(texts_of(theirs))}
    known = {here[i]: there[j] for i, j in pairs.items() if i in here and j in there}
    learnt = learn_own(ours, theirs, known, {there[each] for each in joined if each in there})
    # A link that is a text of its own now may be found to show a title, once titles are translated.
    links = _sole_links(source, range(len(source.extraction.segments)))
    texts = texts_of(theirs)
    stays = frozenset(
        pair_mark(basis, texts[j].says)
        for i, basis in links.items()
        if (j := learnt.pairs.get(i)) is not None and not basis.startswith(f"{texts[j].says}\0")
        if not _shows_title(ours, i, texts[j])
    )
    absent = frozenset(pair_mark(basis, "") for i, basis in links.items() if i not in learnt.pairs)
    leads = _own_links(run, texts_of(ours), texts, learnt.pairs)
    marks = learnt.texts | front.marks | stays | absent | leads
    whole = stays_whole(text, old.text, old.path)
    return Own(front.keys, marks, learnt.lines, learnt.differing, whole)


def _own_links(
    run: Run, ours: Sequence[Piece], theirs: Sequence[Piece], pairs: Mapping[int, int]
) -> frozenset[str]:
    """Return the marks of the page's links that lead to another site than ours do."""
    targets = (
        each
        for i, j in pairs.items()
        for each in zip(ours[i].targets, theirs[j].targets, strict=False)
    )
    host = host_name(run.linker.site.scheme.host)
    return frozenset(
        link_mark(new, old)
        for new, old in targets
        if new != old and (hosts := find_hosts(old)) and host not in hosts
    )


def _shows_title(ours: Sequence[Piece], number: int, theirs: Piece) -> bool:
    """Return whether a page's link shows the title that merging would show."""
    text = texts_of(ours)[number]
    return bool(text.basis) and text.says == theirs.says


def text_keys(config: Config, path: str) -> frozenset[str]:
    """Return the names, in lower case, of the front matter's keys that hold text at ``path``."""
    return frozenset(each.partition(".")[0].lower() for each in fields_at(config, path))


def _pieces(text: str, syntax: Syntax, source: Source | None) -> tuple[Piece, ...]:
    """Return the pieces of a guide; of a merged one, those that show titles depend on ``source``.

    A link that shows a title stays as the page has it until the source's own changes.
    """
    body = find_body(text, "")
    pieces = read_pieces(text, body, read_layout(text, body, syntax))
    titles = _sole_links(source, source.links) if source else {}
    if not titles:
        return pieces
    texts = [index for index, each in enumerate(pieces) if each.kind]
    based = list(pieces)
    for number, basis in titles.items():
        if number < len(texts):
            index = texts[number]
            based[index] = based[index]._replace(basis=basis)
    return tuple(based)


def _sole_links(source: Source, among: Iterable[int]) -> dict[int, str]:
    """Return what these segments say in the source that are nothing but a link.

    They are by the number of the text in the body.
    """
    numbers = {start: number for number, start in enumerate(_starts(source))}
    segments = source.extraction.segments
    return {
        numbers[segments[index].span.start]: "\0".join(
            (segments[index].msgid, *segments[index].targets)
        )
        for index in among
        if segments[index].span.start in numbers and len(segments[index].targets) == 1
    }


def _starts(source: Source) -> Iterator[int]:
    return (part.span.start for part in source.extraction.layout.parts)


def _is_same_target(run: Run, page: Page, ours: str, theirs: str) -> bool:
    """Return whether two destinations lead to the same page, wherever in it.

    The ids of a page's headings are its own, and so are the links to them.
    """
    one, other = (bare_address(each).partition("#")[0] for each in (ours, theirs))
    if one == other:
        return True
    ours_link, theirs_link = (resolve(run.linker.site, page, each) for each in (one, other))
    if ours_link and theirs_link and ours_link.page and theirs_link.page:
        return ours_link.page == theirs_link.page
    name = partial(target_name, resolve=partial(means, run.linker, page))
    return name(one) == name(other)
