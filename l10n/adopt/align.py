"""Read a localized page against its source guide: what it has for each segment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from l10n.align.alignment import Alignment, Match, align_sides, rough_pairs
from l10n.align.doubt import UNLIKE
from l10n.align.edits import find_edits, find_enclosed
from l10n.align.features import GUIDE, Features, read_features, target_name
from l10n.align.lexicon import NO_LEXICON, Lexicon, learn_lexicon
from l10n.align.scoring import Side, read_side
from l10n.catalog import FORM_SEPARATOR, Identity
from l10n.extract import extract_guide
from l10n.frontmatter.messages import CATEGORIES
from l10n.guide import Guide, Place, Segment
from l10n.import_ import Reading, catalog_form
from l10n.later import later
from l10n.links.refs import name_ref
from l10n.links.site import Page
from l10n.markdown.inlines import Labels, labels_at
from l10n.run.structure import frame_of
from l10n.safe.forms import judge_text
from l10n.safe.judge import judge_translation
from l10n.safe.policy import DEFAULT_POLICY
from l10n.safe.targets import find_known
from l10n.site.links import Linker, leads_to, means, page_at, title_links
from l10n.site.paths import fields_at
from l10n.site.tree import GuideFile, read_guide

if TYPE_CHECKING:
    from l10n.data.plurals import Case

TITLES: Final = (Place.TITLE, Place.QUOTED)
_NAMED_REF: Final = later(r"ref\s+\w+\s*=")
"""A tag of Hugo whose arguments have names."""
"""Where a text belongs to a block, which may be there without it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A guide's segments, ready to be aligned, without what parsing has made besides."""

    guide: Guide
    page: Page
    segments: tuple[Segment, ...]
    """The front matter's come first."""
    fields: tuple[str, ...]
    """The paths of the front matter's segments."""
    labels: Labels
    features: tuple[Features, ...]
    """Of the segments of the body."""
    titles: frozenset[int]
    """Which segments only show another guide's title; of a source guide only."""
    frame: str
    """Its frame; of a localized page only."""

    @property
    def body(self) -> tuple[Segment, ...]:
        """Return the segments that are not in the front matter."""
        return self.segments[len(self.fields) :]


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a page has for its source's segments, and what it has besides."""

    readings: tuple[Reading, ...]
    """In the source's order."""
    lone: tuple[Segment, ...]
    """The page's segments that translate nothing; a link to a guide is none of them."""
    in_order: bool
    """Whether the page has everything in the source's order."""
    pairs: Mapping[int, int]
    """Where in the page a text of the body is translated, by where it is in the source; only those
    that are one text in both."""
    joined: frozenset[int]
    """Where in the page the texts are of which several translate one."""


def read_source(linker: Linker, file: GuideFile) -> Text:
    """Read a source guide; raises L10nError when it cannot be read."""
    return _read(linker, file, read_guide(linker.config, file), is_source=True)


def read_base(linker: Linker, file: GuideFile, guide: Guide) -> Text:
    """Read a source guide as it was before; raises L10nError when it cannot be read."""
    return _read(linker, file, guide, is_source=True)


def read_localized(linker: Linker, file: GuideFile) -> Text:
    """Read a localized page; raises L10nError when it cannot be read."""
    return _read(linker, file, read_guide(linker.config, file), is_source=False)


def learn(pairs: Iterable[tuple[Text, Text]]) -> Lexicon:
    """Learn which words stand for each other from guides and their localized pages."""
    return learn_lexicon(
        rough_pairs(
            _side(source.features, (), NO_LEXICON, backward=False),
            _side(page.features, (), NO_LEXICON, backward=True),
            NO_LEXICON,
        )
        for source, page in pairs
    )


def read_page(
    linker: Linker,
    source: Text,
    page: Text,
    lexicon: Lexicon,
    expected: Mapping[Identity, str],
    cases: tuple[Case, ...],
) -> PageReading:
    """Align a page with its source and say what it has in the catalog's form.

    ``expected`` are the texts that the page has if it was not edited; empty when that is unknown.
    ``cases`` say which plural form of the catalog a data file has for what.
    """
    known = [expected.get(each.identity, "") for each in source.body]
    alignment = align_sides(
        _side(source.features, known, lexicon, backward=False),
        _side(page.features, [each.msgid for each in page.body], lexicon, backward=True),
        lexicon,
    )
    alignment = _with_edits(alignment, source, page, known)
    first = len(source.fields)
    wanted = [match for match in alignment.matches if first + match.source not in source.titles]
    linked = find_known(source.guide.text)
    body = (_read_match(linker, source, page, match, linked) for match in wanted)
    lone = (page.body[j] for j in alignment.lone_page if not page.features[j].is_guide_link)
    order = [match.page[0] for match in wanted]
    return PageReading(
        readings=(*_read_fields(linker, source, page, cases, linked), *body),
        lone=tuple(lone),
        in_order=order == sorted(order),
        pairs={
            source.body[match.source].span.start: page.body[match.page[0]].span.start
            for match in alignment.matches
            if len(match.page) == 1
        },
        joined=frozenset(
            page.body[j].span.start
            for match in alignment.matches
            if len(match.page) > 1
            for j in match.page
        ),
    )


def _with_edits(alignment: Alignment, source: Text, page: Text, known: Sequence[str]) -> Alignment:
    """Pair by where they stand the titles that were written anew, and what is alone between pairs.

    Of the latter only a few words, as headings are, which are translated freely; they are doubtful.
    """
    pairs = {each.source: each for each in alignment.matches}
    found = tuple(find_edits(source.features, page.features, alignment.matches))
    enclosed = frozenset(find_enclosed(source.features, page.features, alignment.matches, found))
    edits = {
        i: Match(i, (j,), "" if known[i] else UNLIKE)
        for i, j in found
        if (known[i] and source.body[i].place in TITLES)
        or (not known[i] and source.features[i].group != "text" and (i, j) in enclosed)
    }
    if not edits:
        return alignment
    paired = {j for each in edits.values() for j in each.page}
    return Alignment(
        tuple(each for _, each in sorted((pairs | edits).items())),
        tuple(i for i in alignment.lone_source if i not in edits),
        tuple(j for j in alignment.lone_page if j not in paired),
    )


def _read(linker: Linker, file: GuideFile, guide: Guide, *, is_source: bool) -> Text:
    extraction = extract_guide(guide, fields_at(linker.config, guide.path))
    page = page_at(linker, file.key, file.language, file.path)
    body = extraction.segments[len(extraction.values) :]
    labels = extraction.labels
    return Text(
        guide=guide,
        page=page,
        segments=extraction.segments,
        fields=tuple(value.field for value in extraction.values),
        labels=labels,
        features=read_features(guide.text, body, labels, partial(leads_to, linker, page)),
        titles=frozenset(title_links(linker, file.key, extraction)) if is_source else frozenset(),
        frame="" if is_source else frame_of(linker, guide, extraction),
    )


def _side(
    features: Sequence[Features], texts: Sequence[str], lexicon: Lexicon, *, backward: bool
) -> Side:
    return read_side(features, texts or [""] * len(features), lexicon, backward=backward)


def _read_fields(
    linker: Linker,
    source: Text,
    page: Text,
    cases: tuple[Case, ...],
    linked: Collection[str],
) -> Iterator[Reading]:
    """Yield what a page has for the front matter's fields, each by its name."""
    there = dict(
        zip(reversed(page.fields), reversed(page.segments[: len(page.fields)]), strict=True)
    )
    for field, segment in zip(source.fields, source.segments, strict=False):
        found = there.get(field)
        if segment.plural is not None:
            forms = {name: there.get(f"{field}.{name}") for name in CATEGORIES}
            lone = [(name, each) for name, each in forms.items() if each]
            if found := found or (lone[-1][1] if lone else None):
                said = dict(found.forms) or {name: each.msgid for name, each in lone}
                said = said or _said_at_bars(found.msgid, cases)
                yield _read_forms(source, segment, (said, found.line), cases, linked)
        elif found and found.plural is None:
            yield _reading(linker, source, page, segment, (found,), "", linked)


def _said_at_bars(text: str, cases: tuple[Case, ...]) -> dict[str, str]:
    """Return the forms of a message that has bars between them; the last one is for all others."""
    parts = [part.strip() for part in text.split("|")]
    names = [case.category for case in cases if case.category != "other"]
    said = {name: parts[min(n, len(parts) - 1)] for n, name in enumerate(names)}
    return {**said, "other": parts[-1]}


def _read_forms(
    source: Text,
    segment: Segment,
    found: tuple[Mapping[str, str], int],
    cases: tuple[Case, ...],
    linked: Collection[str],
) -> Reading:
    """Return what a page has for a text that differs by number: what readers see of each form."""
    identity = segment.identity
    texts, line = found
    if texts == dict(segment.forms):
        return Reading(identity, segment.msgid, line)
    last = texts.get("other", [*texts.values()][-1])
    said: dict[int, str] = {}
    for case in cases:
        said.setdefault(case.form, texts.get(case.category, last))
    count = max(said, default=0) + 1
    text = FORM_SEPARATOR.join(said.get(number, last) for number in range(count))
    labels = labels_at(segment.place, source.labels)
    judged = judge_text(segment, text, cases, labels, DEFAULT_POLICY, frozenset(linked))
    return Reading(identity, text, line, judged.fault)


def _read_match(
    linker: Linker, source: Text, page: Text, match: Match, linked: Collection[str]
) -> Reading:
    segments = tuple(page.body[j] for j in match.page)
    return _reading(linker, source, page, source.body[match.source], segments, match.doubt, linked)


def _reading(
    linker: Linker,
    source: Text,
    page: Text,
    segment: Segment,
    found: Sequence[Segment],
    doubt: str,
    linked: Collection[str],
) -> Reading:
    named = any(map(_NAMED_REF.search, (segment.msgid, *segment.targets)))
    ours, theirs = (partial(_name, linker, each.page, named=named) for each in (source, page))
    forms = (catalog_form(segment, each, page.labels, ours, theirs) for each in found)
    text = " ".join(forms)
    labels = labels_at(segment.place, source.labels)
    judged = judge_translation(segment, text, labels, DEFAULT_POLICY, frozenset(linked))
    identity = segment.identity
    return Reading(identity, text, found[0].line, doubt or judged.fault)


def _name(linker: Linker, page: Page, target: str, *, named: bool) -> str:
    """Return what is the same for addresses, or tags of Hugo, that lead to the same."""
    ref = name_ref(linker.site, page, target, named=named) if target.startswith("{{") else ""
    return f"{GUIDE}{ref}" if ref else target_name(target, partial(means, linker, page))
