"""What extracting a site made, and how it is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from l10n.cache.actions import Made, recall, record
from l10n.cache.index import note
from l10n.disk.look import NOTHING
from l10n.errors import L10nError
from l10n.guide import Finding, Localized
from l10n.markdown.passed import Passed, add_up
from l10n.run.catalog import CatalogOutcome, Waiting, refused, unchanged
from l10n.run.run import Run
from l10n.site.catalogfacts import record_facts
from l10n.site.outside import note_outside
from l10n.site.packed import pack_findings, unpack_finding, unpack_findings
from l10n.site.shows import NEAR, UNKNOWN, Links, gather_links
from l10n.site.tree import GuideFile

NO_PASSED: Final = Passed()
STEP: Final = "extract"
_READ: Final = "read"
MEMORY: Final = "memory"


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a run of extract did, and found."""

    catalogs: tuple[CatalogOutcome, ...]
    """By language, then by guide."""
    guides: int
    passed: Mapping[str, Passed]
    """What passed through untouched, by the path of the guide; guides without are left out."""
    front_matter: tuple[str, ...]
    """The paths of guides whose front matter cannot be read, and passes through untouched."""
    unread: tuple[str, ...]
    """The paths of pages among the guides that are not Markdown; none unless all are selected."""
    findings: tuple[Finding, ...]
    emptied: Mapping[Localized, int] = field(default_factory=dict)
    """Where translations went empty since the last run, and how many."""
    renewed: bool = False
    """Whether catalogs have changed by what others say of the same texts."""

    @property
    def total(self) -> Passed:
        """Return how much passed through of all guides."""
        return add_up(self.passed.values())


class GuideRead(NamedTuple):
    """What extracting found in a source guide itself."""

    passed: Passed = NO_PASSED
    front_matter: bool = False
    findings: tuple[Finding, ...] = ()
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """What the first round made of one guide."""

    read: GuideRead
    links: Links = UNKNOWN
    catalogs: tuple[CatalogOutcome | Waiting, ...] = ()
    looked: tuple[str, ...] = ()
    """The files that were looked for, because no guide is where a link leads."""


def recall_reads(run: Run) -> dict[str, GuideRead]:
    """Return what was found in the source guides that are not stale, by key."""
    return recall(run.files.store, _READ, _unpack_read)


def recall_catalogs(run: Run, names: Mapping[str, Localized]) -> dict[Localized, CatalogOutcome]:
    """Return the recorded outcomes of catalogs that are not stale."""
    found: dict[Localized, CatalogOutcome] = {}
    for name, (wishes, finding) in recall(run.files.store, STEP, _unpack).items():
        if each := names.get(name):
            found[each] = (
                unchanged(run.config, each, wishes)
                if finding is None
                else refused(run.config, each, finding)
            )
    return found


def record_reads(run: Run, tried: Mapping[GuideFile, Tried]) -> None:
    """Record what was found in source guides."""
    files = run.files
    gather_links(files, {file.key: each.links for file, each in tried.items()})
    looked = {path for each in tried.values() for path in each.looked}
    note_outside(files.store, files.index, files.folders, looked)
    record(
        files.store,
        _READ,
        (
            Made(file.key, (file.path, f"{NEAR}:{file.key}", *each.looked), _pack_read(each.read))
            for file, each in tried.items()
        ),
    )


def record_catalogs(run: Run, done: Iterable[CatalogOutcome]) -> None:
    """Record what was made of catalogs, so that extracting again has nothing to do."""
    settled = [each for each in done if each.settled]
    record(run.files.store, STEP, (_made(run, each) for each in settled))
    record_facts(
        run.files, {each.localized: each.written.facts for each in settled if each.written}
    )


def note_written(run: Run, done: Iterable[CatalogOutcome]) -> list[Localized]:
    """Record how catalogs look that were written, and return them; a dry run has written none."""
    written = [each for each in done if each.written and each.written.state[:4] != NOTHING]
    states = {each.path: each.written.state for each in written if each.written}
    note(run.files.store, run.files.index, states)
    return [each.localized for each in written]


def _made(run: Run, each: CatalogOutcome) -> Made:
    source = run.linker.sources[each.key]
    inputs = [source.path, each.path, f"{NEAR}:{each.key}"]
    if each.wishes:
        inputs.append(f"{MEMORY}:{each.language}")
    wrote = (each.path,) if each.written else ()
    return Made(each.localized.name, inputs, (each.wishes, each.finding), wrote)


def _unpack(packed: Any) -> tuple[str, L10nError | None]:
    wishes, finding = packed
    if finding is None:
        return str(wishes), None
    found = unpack_finding(finding)
    return str(wishes), L10nError(found.message, path=found.path, line=found.line)


def _pack_read(read: GuideRead) -> object:
    findings = pack_findings(read.findings)
    return (read.passed, read.front_matter, findings, read.is_refused)


def _unpack_read(packed: Any) -> GuideRead:
    passed, front_matter, findings, is_refused = packed
    return GuideRead(
        Passed(*map(int, passed)),
        bool(front_matter),
        unpack_findings(findings),
        bool(is_refused),
    )
