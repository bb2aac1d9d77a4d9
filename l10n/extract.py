"""Extract a guide's segments, and the entries that a catalog has for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from l10n.catalog import PAGE, UNDER, Entry, Identity
from l10n.errors import L10nError
from l10n.frontmatter.block import Block, find_block
from l10n.frontmatter.messages import find_beside, find_descriptions, join_forms
from l10n.frontmatter.node import Node
from l10n.frontmatter.tree import read_document, try_tree
from l10n.frontmatter.values import Value, find_shared, locate_values
from l10n.guide import Finding, Guide, Place, Segment, Severity
from l10n.markdown.inlines import NO_LABELS, Labels
from l10n.markdown.segments import Body, Layout, locate_segments
from l10n.markdown.substance import has_substance
from l10n.markdown.syntaxes import DATA, syntax_of

_HEADINGS: Final = frozenset(f"heading {rank}" for rank in range(1, 7))
_MOST_HEADINGS: Final = 3
"""That an entry names; one word may be a cell of every table."""

NOWHERE: Final[Mapping[Identity, tuple[str, ...]]] = {}
"""For entries whose places are not said."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """A guide as extracting and merging need it."""

    segments: tuple[Segment, ...]
    """Ordered and disjoint; the front matter's come first."""
    block: Block | None
    root: Node | None
    """What the front matter says, None when it says nothing or cannot be read."""
    values: tuple[Value, ...]
    """The front matter values behind the first segments, one each."""
    labels: Labels
    html: int
    """How many HTML blocks pass through untouched."""
    findings: tuple[Finding, ...]
    layout: Layout
    untouched_front_matter: bool
    """Whether the front matter cannot be read, so that it passes through as it is."""

    @property
    def identities(self) -> tuple[Identity, ...]:
        """Return what entry each segment belongs to; repeated segments repeat it."""
        return tuple(segment.identity for segment in self.segments)

    @property
    def has_forms(self) -> bool:
        """Return whether a text of it differs by number."""
        return any(value.forms for value in self.values)


def extract_guide(guide: Guide, fields: tuple[str, ...]) -> Extraction:
    """Locate everything in ``guide`` that a translator is to see.

    ``fields`` are the paths of front matter values; a front matter that cannot be read has none.
    A data file has nothing else; ``fields`` are those of its values. Raises L10nError when a front
    matter is not closed, or a data file cannot be read; an empty guide gives no segments.
    """
    if guide.syntax == DATA:
        return _extract_data(guide, fields)
    block = find_block(guide.text, guide.path)
    found = try_tree(guide.text, block, guide.path)
    root = None if isinstance(found, L10nError) else found
    values: tuple[Value, ...] = ()
    findings: tuple[Finding, ...] = ()
    if block is not None:
        located = locate_values(guide.text, block, root, fields)
        values = tuple(value for value in located if has_substance(value.text, NO_LABELS))
        findings = find_shared(guide.text, block, root, fields, guide.path)
    body = locate_segments(guide.text, block.body if block else 0, syntax_of(guide.syntax))
    return Extraction(
        segments=(*map(_front_matter_segment, values), *body.segments),
        block=block,
        root=root,
        values=values,
        labels=body.labels,
        html=body.html,
        findings=(*findings, *_findings(guide, body)),
        layout=body.layout,
        untouched_front_matter=isinstance(found, L10nError),
    )


def _extract_data(guide: Guide, fields: tuple[str, ...]) -> Extraction:
    from l10n.data.plurals import categories_of  # a large table

    text, path = guide.text, guide.path
    block = find_block(text, path)
    root = read_document(text, block, path) if block else None
    body = locate_segments(text, len(text), syntax_of(guide.syntax))
    values: tuple[Value, ...] = ()
    notes: Mapping[str, str] = {}
    if block and root:
        beside = find_beside(root)
        located = locate_values(text, block, root, fields)
        wanted = (each for each in located if each.field in fields or each.field not in beside)
        joined = join_forms(text, root, wanted, categories_of(guide.language))
        values = tuple(value for value in joined if _has_text(value, body.labels))
        notes = find_descriptions(root)
    return Extraction(
        segments=tuple(_data_segments(values, notes)),
        block=block,
        root=root,
        values=values,
        labels=body.labels,
        html=0,
        findings=find_shared(text, block, root, fields, path) if block else (),
        layout=body.layout,
        untouched_front_matter=False,
    )


def _has_text(value: Value, labels: Labels) -> bool:
    texts = [form.value.text for form in value.forms] or [value.text]
    return any(has_substance(text, labels) for text in texts)


def _data_segments(values: Iterable[Value], notes: Mapping[str, str]) -> Iterator[Segment]:
    """Yield the segments of a data file; where gettext needs one, the field is the context.

    A catalog has one plural for a text, and what is said of one may be said elsewhere of no number.
    """
    plurals: dict[str, str | None] = {}
    for value in values:
        plural = next((each.value.text for each in value.forms if each.category == "other"), None)
        msgid = value.text.strip()
        plural = plural and plural.strip()
        known = plurals.setdefault(msgid, plural)
        note = notes.get(value.field) or notes.get(value.field.rpartition(".")[0])
        yield Segment(
            kind=value.field,
            place=Place.DATA,
            msgid=msgid,
            lines=(value.span,),
            line=value.line,
            context=None if known == plural else value.field,
            notes=(note,) if note else (),
            plural=plural,
            forms=tuple((each.category, each.value.text.strip()) for each in value.forms),
        )


def template_entries(
    guide: Guide,
    segments: Iterable[Segment],
    places: Mapping[Identity, tuple[str, ...]] = NOWHERE,
) -> tuple[Entry, ...]:
    """Return one entry for each distinct segment, in document order, without translations.

    Segments that share an entry share its comments: each kind, target and note is said once.
    ``places`` are further comments, see ``read_places``.
    """
    references = (guide.path,)
    groups: dict[Identity, list[Segment]] = {}
    for segment in segments:
        groups.setdefault(segment.identity, []).append(segment)
    return tuple(
        [
            Entry(
                name[1],
                "",
                name[0],
                (),
                _extracted_comments(group) + places.get(name, ()),
                references,
                msgid_plural=group[0].plural,
            )
            for name, group in groups.items()
        ]
    )


def read_places(segments: Iterable[Segment], address: str) -> Mapping[Identity, tuple[str, ...]]:
    """Return comments that say where the entries of these segments are.

    That is the nearest heading above, of the first segments that share the entry. The page's
    address, if any, is said once, in the first entry: on each it would be half of a catalog.
    """
    places: dict[Identity, tuple[str, ...]] = {}
    opened: list[tuple[str, str, str]] = []
    first: Identity | None = None
    for segment in segments:
        kind, msgid = segment.kind, segment.msgid
        name = (segment.context, msgid)
        first = first or name
        is_heading = kind in _HEADINGS
        while is_heading and opened and opened[-1][0] >= kind:  # it is under one of a higher rank
            opened.pop()
        if opened and opened[-1][1] != msgid:
            line = opened[-1][2]
            known = places.get(name, ())
            if line not in known and len(known) < _MOST_HEADINGS:
                places[name] = (*known, line)
        if is_heading:
            opened.append((kind, msgid, f"{UNDER}{' '.join(msgid.split())}"))
    if first and address:
        places[first] = (*places.get(first, ()), f"{PAGE}{address}")
    return places


def _front_matter_segment(value: Value) -> Segment:
    return Segment(
        kind=value.name,
        place=Place.FRONT_MATTER,
        # A block scalar's last line end is the file's affair, not the translator's.
        msgid=value.text.strip(),
        lines=(value.span,),
        line=value.line,
    )


def _extracted_comments(group: list[Segment]) -> tuple[str, ...]:
    first = group[0]
    if len(group) == 1 and not (first.targets or first.notes):  # as nearly always
        return (first.kind,)
    kinds = ", ".join(dict.fromkeys(segment.kind for segment in group))
    targets = (
        f"({number}) {target}".rstrip()
        for segment in group
        for number, target in enumerate(segment.targets, start=1)
    )
    notes = (line for segment in group for note in segment.notes for line in note.split("\n"))
    return (kinds, *dict.fromkeys(targets), *dict.fromkeys(note.strip() for note in notes))


def _findings(guide: Guide, body: Body) -> tuple[Finding, ...]:
    return tuple(
        Finding(trouble.check, Severity.WARNING, guide.path, trouble.line, trouble.message)
        for trouble in body.troubles
    )
