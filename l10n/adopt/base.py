"""The source guide that a page was made from: by what the page says, else by git."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple, TypeAlias

from l10n.config.settings import Config
from l10n.disk.files import decode
from l10n.disk.git import Object, check_repository, read_objects
from l10n.disk.history import FileChange, History, read_history
from l10n.errors import L10nError
from l10n.frontmatter.block import find_block
from l10n.frontmatter.places import walk_places
from l10n.frontmatter.tree import try_tree
from l10n.guide import Finding, Localized, Severity
from l10n.run.run import Run
from l10n.site.tree import GuideFile, read_guide

_COMMIT: Final = re.compile(r"[0-9a-f]{4,64}", re.IGNORECASE)
_SHOWN: Final = 10
"""Characters of a commit's id that are shown."""

Why: TypeAlias = str
"""Why there is no base."""


class Base(NamedTuple):
    """A source guide as it was when a page was made from it."""

    commit: str
    date: datetime
    text: str

    @property
    def shown(self) -> str:
        """Return when it was so, and by which commit."""
        return f"{self.date:%Y-%m-%d} (commit {self.commit[:_SHOWN]})"


@dataclass(frozen=True, slots=True)
class Bases:
    """What pages were made from."""

    found: Mapping[Localized, Base]
    missing: Mapping[Localized, Finding]
    """Why it is not known."""


NO_BASES: Final = Bases({}, {})


class _Claim(NamedTuple):
    """The commit that a page was made from the source of."""

    commit: str
    change: FileChange | None = None
    """The page's own last change, where its commit is the one."""


def find_bases(run: Run, pages: Sequence[Localized]) -> Bases:
    """Find what these pages were made from; raises L10nError without git or a repository.

    It is the source as of the commit that the page's field names, else as of the commit that
    changed the page last.
    """
    config = run.config
    check_repository(config.root)
    if not pages:
        return NO_BASES
    sources = {each: run.linker.sources[each.key] for each in pages}
    there = {each: run.tree.guides[each.language][each.key] for each in pages}
    paths = {file.path for files in (sources, there) for file in files.values()}
    history = read_history(config.root, paths)
    claims = {each: _claim(config, history, page) for each, page in there.items()}
    known = {each: claim for each, claim in claims.items() if isinstance(claim, _Claim)}
    found: dict[Localized, Base] = {}
    missing = {each: why for each, why in claims.items() if isinstance(why, Why)}
    texts: dict[str, str] = {}  # one is the base of many languages' pages
    for each, (commit, source) in _read(config, history, sources, known):
        base = _base(config, history, known[each], sources[each], commit, source)
        if isinstance(base, Why):
            missing[each] = base
        else:
            found[each] = base._replace(text=texts.setdefault(base.text, base.text))
    findings = {each: _no_base(there[each].path, why) for each, why in missing.items()}
    return Bases(found, findings)


def _no_base(path: str, why: Why) -> Finding:
    message = f"is read as a translation of today's source: {why}"
    return Finding("no-base", Severity.INFO, path, 0, message)


def _claim(config: Config, history: History, page: GuideFile) -> _Claim | Why:
    """Return which commit's source a page was made from."""
    field = config.base_field
    named = _field_value(config, page) if field else ""
    if named:
        is_id = _COMMIT.fullmatch(named)
        return _Claim(named.lower()) if is_id else f"its {field} is no commit id; correct it"
    change = next(iter(history.changes.get(page.path, ())), None)
    if change is None or change.is_removal or page.path in history.uncommitted:
        return "it is not committed as it is now; commit it first"
    if change.is_first and history.is_shallow:
        return "when it was changed is not in this shallow clone; run git fetch --unshallow"
    return _Claim(change.commit, change)


def _field_value(config: Config, page: GuideFile) -> str:
    """Return what a page's front matter has for the field; empty for nothing."""
    try:
        guide = read_guide(config, page)
        block = find_block(guide.text, guide.path)
    except L10nError:  # reported when the page itself is read
        return ""
    root = try_tree(guide.text, block, guide.path)
    places = walk_places(root) if root and not isinstance(root, L10nError) else ()
    values = (each.holder.real.text for each in places if each.field == config.base_field)
    return next(values, "").strip()


def _read(
    config: Config,
    history: History,
    sources: Mapping[Localized, GuideFile],
    claims: Mapping[Localized, _Claim],
) -> Iterator[tuple[Localized, tuple[Object | None, Object | None]]]:
    """Yield the commit and the source guide of each claim, as git has them."""
    names = {
        each: (
            f"{claim.commit}^{{commit}}",
            *(f"{claim.commit}:./{name}" for name in history.names[sources[each].path]),
        )
        for each, claim in claims.items()
    }
    objects = read_objects(config.root, [name for group in names.values() for name in group])
    for each, group in names.items():
        commit, *found = [next(objects) for _ in group]
        yield each, (commit, next(filter(None, found), None))


def _base(  # the site, then the page's claim, then what git has of it
    config: Config,
    history: History,
    claim: _Claim,
    file: GuideFile,
    commit: Object | None,
    source: Object | None,
) -> Base | Why:
    if commit is None:
        return (
            f"its {config.base_field} names commit {claim.commit[:_SHOWN]}, which is not in this "
            "clone; fetch it, or correct the field"
        )
    if source is None:
        return f"{file.path} was not there in commit {commit.id[:_SHOWN]}"
    text = _read_source(file, source)
    if text is None:
        return f"{file.path} cannot be read as it was in commit {commit.id[:_SHOWN]}"
    for change in history.changes.get(file.path, ()) if claim.change else ():
        if claim.change and change.number >= claim.change.number and change.blob == source.id:
            return Base(change.commit, change.date, text)
    return Base(commit.id, commit.date, text)


def _read_source(file: GuideFile, source: Object) -> str | None:
    """Return the text of a source guide as it was; None when it cannot be read."""
    try:
        text, _ = decode(source.data, file.path)
        find_block(text, file.path)
    except L10nError:
        return None
    return text
