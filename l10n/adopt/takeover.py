"""Compare a page with what merging would write in its place, and say what it has its own way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import unified_diff
from types import MappingProxyType
from typing import Final, NamedTuple

from l10n.adopt.align import PageReading
from l10n.adopt.datafile import find_own
from l10n.adopt.findings import NO_SOURCE, quoted
from l10n.catalog import Catalog, Identity
from l10n.config.trees import KEY_FIELD
from l10n.fit.body import has_words
from l10n.fit.front import read_front
from l10n.fit.hunks import Hunk
from l10n.fit.kinds import KINDS, STYLE, TEXT, kind_of, read_blocks
from l10n.fit.pieces import read_pieces
from l10n.frontmatter.block import find_body
from l10n.frontmatter.parts.named import read_part
from l10n.guide import Finding, Guide, Severity
from l10n.markdown.segments import read_layout
from l10n.markdown.syntaxes import DATA, syntax_of
from l10n.markdown.syntaxes.syntax import Syntax
from l10n.run.decide import Work
from l10n.run.draft import TitleOf, draft_page, localize_draft
from l10n.run.fit import ADOPTED, Own, fit_page, learn_page, text_keys
from l10n.run.mark import mark_keys, mark_page
from l10n.run.page import share_by_machine
from l10n.run.run import Source
from l10n.site.catalogs import as_published
from l10n.site.links import page_at
from l10n.site.paths import part_of
from l10n.site.record import Memory, Published, tell
from l10n.text import line_at, line_starts, normalize_newlines, splice

RESHAPED: Final = "reshaped-page"


class Takeover(NamedTuple):
    """What of a page is its own, what merging would make of it, and what there is to say."""

    memory: Memory
    written: str
    """The page as merging would write it, once it is handed over."""
    findings: tuple[Finding, ...]
    refused: Mapping[Identity, str] = MappingProxyType({})
    """Texts of the catalog that merging does not show, and why."""


class Taking(NamedTuple):
    """A page that is compared, and what it says."""

    source: Source
    page: Guide
    reading: PageReading
    catalog: Catalog
    """The page's texts are in it."""
    varies: bool
    """Whether the page translates one text in several ways: the catalog has only one of them."""
    memory: Memory
    """What the record has of the page, with its marks of texts."""
    known: Published | None
    frame: str


def compare_page(
    work: Work, taking: Taking, title_of: TitleOf, accepted: Collection[str]
) -> Takeover:
    """Compare a page with what merging would write, at the first reading and at every other.

    ``accepted`` are the names of findings that do not matter. Raises L10nError when front matter
    cannot be read.
    """
    source, page = taking.source, taking.page
    catalog = as_published(work.config, page.language, taking.catalog)
    draft = draft_page(work, source, page.language, catalog, title_of)
    if page.syntax == DATA:
        part = part_of(work.config, source.guide.path, source.guide.language)
        written = read_part(draft.merged.text, part) if part else draft.merged.text
        here = part_of(work.config, source.guide.path, page.language)
        own_values = tuple(find_own(source.guide, page, written, here))
        memory = taking.memory._replace(frame=taking.frame)
        return Takeover(memory, written, own_values)
    place = page_at(work.run.linker, page.key, page.language, page.path)
    text = splice(draft.merged.text, localize_draft(work, source, draft.merged, place))
    reading = taking.reading
    own = learn_page(work.run, source, text, page, reading.pairs, reading.joined)
    marks = mark_keys(work.config, page.language)
    memory = _memory(taking, own, accepted, marks)
    fitted = fit_page(work.run, source, text, place, memory, may_fill=False)
    share = share_by_machine(work, source, page.language, catalog, draft)
    written = mark_page(work.config, source.guide, fitted.text, place, share, memory)
    findings = [*_explain(taking, own)] if _is_first(taking) else []
    texts = text_keys(work.config, page.path) | marks
    # What differs in a page that has the frame in which merging wrote it has changed in its source.
    is_framed = not _is_first(taking) and taking.frame == taking.memory.frame and not fitted.lost
    if not is_framed and not _is_alike(written, page.text, texts, syntax_of(page.syntax)):
        line = next(iter(fitted.lost), 0)
        findings.append(_reshaped(source.guide.path, page.path, line))
    refused = {each.segment.identity: each.reason for each in draft.merged.quarantined}
    return Takeover(memory, written, tuple(findings), refused)


def diff_page(path: str, page: str, written: str) -> str:
    """Return what merging would change in a page, as a unified diff; empty when it is nothing."""
    one, other = (normalize_newlines(each).split("\n") for each in (page, written))
    lines = unified_diff(one, other, f"{path} (now)", f"{path} (merged)", lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _is_first(taking: Taking) -> bool:
    return not (taking.known and taking.known.digests)


def _memory(taking: Taking, own: Own, accepted: Collection[str], marks: Collection[str]) -> Memory:
    """Return what the record is to have of the page, if it is handed over.

    ``marks`` are the keys by which merging says who wrote a page: they are a page's own only where
    merging has not written it yet.
    """
    memory = taking.memory._replace(frame=taking.frame)
    is_reshaped = RESHAPED in accepted and taking.frame != taking.memory.frame
    has_more = NO_SOURCE in accepted and bool(taking.reading.lone)
    if _is_first(taking) or is_reshaped or has_more:
        learnt = own.keys if _is_first(taking) else own.keys.difference(marks)
        keys = (learnt | {each.lower() for each in memory.keys}) - {KEY_FIELD.lower()}
        marks = {ADOPTED} | own.texts | own.lines | memory.own_marks
        return memory._replace(keys=tuple(sorted(keys)), own=tell(marks))
    if taking.varies:
        return memory._replace(own=tell({ADOPTED} | own.texts | memory.own_marks))
    return memory


def _is_alike(one: str, other: str, texts: Collection[str], syntax: Syntax) -> bool:
    """Return whether two guides are the same but for their texts and where links lead.

    ``texts`` are the names of front matter keys that hold text.
    """
    if one == other:
        return True
    return _frame(one, texts, syntax) == _frame(other, texts, syntax)


def _frame(text: str, texts: Collection[str], syntax: Syntax) -> object:
    body = find_body(text, "")
    pieces = read_pieces(text, body, read_layout(text, body, syntax))
    values = read_front(text, "").values
    return (
        {name: value for name, value in values.items() if name not in texts},
        [each.kind or each.says for each in pieces],
    )


def _explain(taking: Taking, own: Own) -> Iterator[Finding]:
    """Yield what the page has its own way, as far as a reader or a browser can see it."""
    page = taking.page
    starts = line_starts(page.text)
    body = find_body(page.text, page.path)
    layout = read_layout(page.text, body, syntax_of(page.syntax))
    blocks = read_blocks(layout, line_at(starts, body))
    for hunk in own.differing:
        yield from _explain_hunk(taking, hunk, blocks, starts)
    if own.has_whole_front:
        message = "the front matter stays as this page has it: its keys cannot be told apart"
        yield Finding("own-front-matter", Severity.INFO, page.path, 1, message)
    own_keys = sorted(own.keys - {KEY_FIELD.lower()})
    if own_keys:
        message = f"{', '.join(own_keys)}: stay as this page has them"
        yield Finding("own-front-matter", Severity.INFO, page.path, 1, message)


def _explain_hunk(
    taking: Taking, hunk: Hunk, blocks: dict[int, str], starts: tuple[int, ...]
) -> Iterator[Finding]:
    path = taking.page.path
    for piece in hunk.theirs:
        line = line_at(starts, piece.start)
        kind = kind_of(piece, blocks, line)
        if kind not in (STYLE, TEXT) and (has_words(piece) or kind == "heading-id"):
            message = (
                f"{KINDS[kind]} {quoted(piece.says)} stays as this page has it, "
                f"until {taking.source.guide.path} changes there"
            )
            yield Finding(f"own-{kind}", Severity.INFO, path, line, message)
    left = [each for each in hunk.ours if each.kind]
    if left and not any(each.kind for each in hunk.theirs):
        line = line_at(starts, hunk.theirs[0].start) if hunk.theirs else 0
        for piece in left:
            message = (
                f"{quoted(piece.says)} of {taking.source.guide.path} is not on this page: "
                "it appears here once it is translated"
            )
            yield Finding("left-out", Severity.INFO, path, line, message)


def _reshaped(source: str, path: str, line: int) -> Finding:
    message = (
        "more than texts was changed here (blocks, front matter, code or links between guides): "
        f"make that change in {source}, take it back, or keep it here with "
        f"--accept {RESHAPED}; import --diff shows it"
    )
    return Finding(RESHAPED, Severity.WARNING, path, line, message)
