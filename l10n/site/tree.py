"""The content tree: which guides there are in each language, and which cannot be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from l10n.cache.knowing import read_file, unchanged_state
from l10n.cache.state import FileState, State
from l10n.config.settings import Config
from l10n.disk.files import inside, read_bytes, read_text
from l10n.disk.jobs import map_in_order
from l10n.disk.names import clashes, visible
from l10n.disk.walk import Walk, walk_guides, without_suffix
from l10n.errors import L10nError
from l10n.guide import Finding, Guide, Severity
from l10n.site.guidefile import (
    BrokenFile,
    Findings,
    GuideFile,
    Identity,
    found_error,
    identify,
    key_line,
    path_key,
    unreadable,
)
from l10n.site.packed import read_facts, write_facts
from l10n.site.paths import content_folder, unused_globs

__all__ = [
    "BrokenFile",
    "GuideFile",
    "Tree",
    "broken_keys",
    "broken_paths",
    "identify_guides",
    "read_guide",
    "scan_tree",
]


Place: TypeAlias = tuple[str, str]
"""A language, and the path of one of its files."""
Found: TypeAlias = tuple[Identity, Findings]


@dataclass(frozen=True, slots=True)
class Tree:
    """The guides of the languages scanned."""

    guides: Mapping[str, Mapping[str, GuideFile]]
    """By language and key, in the order of paths; every scanned language is there."""
    broken: tuple[BrokenFile, ...]
    findings: tuple[Finding, ...]
    """In the order of paths."""


def scan_tree(
    config: Config,
    languages: Iterable[str] | None = None,
    state: State | None = None,
    jobs: int = 1,
) -> Tree:
    """Find the guides of the sources and of ``languages``, by default of all.

    What ``state`` knows of a file that has not changed is not read again; of the others so many
    are read at once as there are ``jobs``. A guide that cannot be read, or whose key is not its
    own, is a finding and left out. Raises L10nError when there is no source folder, or when a
    folder cannot be listed.
    """
    source = config.source_language
    folder = content_folder(config, source)
    if not (config.root / folder).is_dir():
        message = f"no folder of source guides: create it, or correct content in {config.path}"
        raise L10nError(message, path=folder)
    guides: dict[str, dict[str, GuideFile]] = {}
    broken: list[BrokenFile] = []
    findings: list[Finding] = []
    wanted = config.languages if languages is None else tuple(languages)
    tags = tuple(dict.fromkeys([source, *config.fallback_sources, *wanted]))
    walks = {language: _walk(config, language) for language in tags}
    places = [(language, path) for language in tags for path in walks[language].paths]
    found = identify_guides(config, places, state, jobs)
    for language in tags:
        walk = walks[language]
        files: list[Identity] = list(_refused(config, language, walk))
        seen = list(walk.refused)
        for path in walk.paths:
            file, faults = found[language, path]
            files.append(file)
            seen += faults
        good, bad, shared = _with_own_keys(config.root, files)
        guides[language] = good
        broken += bad
        findings += (*seen, *shared)
    findings += _unused_settings(config, wanted, walks)
    broken.sort(key=lambda file: file.path)
    findings.sort(key=lambda finding: (finding.path, finding.line, finding.check))
    return Tree(guides, tuple(broken), tuple(findings))


def identify_guides(
    config: Config, places: Sequence[Place], state: State | None, jobs: int
) -> dict[Place, Found]:
    """Return what each of these files is, and what is wrong with it."""
    found: dict[Place, Found] = {}
    for place in places:
        known = _recall(place, unchanged_state(state, place[1])) if state else None
        if known:
            found[place] = known
    new = [place for place in places if place not in found]
    identified = map_in_order(partial(_identify, config, state), new, jobs)
    for place, (file, result) in zip(new, identified, strict=True):
        guide, faults = found[place] = result
        if state and file and isinstance(guide, GuideFile):
            state.new_files[place[1]] = file._replace(facts=write_facts(guide, faults))
    return found


def _unused_settings(
    config: Config, languages: Iterable[str], walks: Mapping[str, Walk]
) -> Iterator[Finding]:
    """Tell of what the settings choose where there is nothing to choose: mostly a typo."""
    if not config.only:
        return
    sources = (config.source_language, *config.fallback_sources)
    paths = [
        path.removeprefix(content_folder(config, each) + "/")
        for each in sources
        for path in walks[each].paths
    ]
    for language in languages:
        for glob in unused_globs(config, language, paths):
            message = f"only of {language}: {visible(glob)} matches no guide: correct or remove it"
            yield Finding("unused-setting", Severity.WARNING, config.path, 0, message)


def broken_keys(tree: Tree, language: str) -> frozenset[str]:
    """Return every key that a broken guide of this language may have."""
    return frozenset(key for file in tree.broken if file.language == language for key in file.keys)


def broken_paths(tree: Tree) -> frozenset[str]:
    """Return the paths of all broken guides."""
    return frozenset(file.path for file in tree.broken)


def read_guide(root: Path, file: GuideFile) -> Guide:
    """Read a guide of the tree; raises L10nError when it has become unreadable since."""
    text, bom = read_text(f"{root}/{file.path}", file.path)
    return Guide(path=file.path, language=file.language, key=file.key, text=text, bom=bom)


def _walk(config: Config, language: str) -> Walk:
    """Find the files of a language; a folder that leads out of the site is refused."""
    folder = content_folder(config, language)
    try:
        inside(config.root, folder)
    except L10nError as error:
        return Walk((), (found_error("link-out-of-tree", folder, error.message),))
    return walk_guides(config.root, folder)


def _refused(config: Config, language: str, walk: Walk) -> Iterator[BrokenFile]:
    folder = content_folder(config, language)
    for finding in walk.refused:
        if finding.severity is Severity.ERROR and finding.path != folder:
            yield BrokenFile(finding.path, language, (path_key(folder, finding.path),))


def _identify(config: Config, state: State | None, place: Place) -> tuple[FileState | None, Found]:
    language, path = place
    folder = content_folder(config, language)
    others = {tag.lower() for tag in (config.source_language, *config.languages)}
    others.discard(language.lower())
    misplaced = _misplaced(path, folder, language, others)
    if misplaced:
        return None, misplaced
    file: FileState | None = None
    try:
        if state:
            file, data = read_file(state, path)
        else:
            data = read_bytes(f"{config.root}/{path}", path)
    except L10nError as error:
        return None, unreadable(folder, path, language, error)
    known = _recall(place, file)
    return file, known or identify(data, folder, path, language, config.links.titles)


def _recall(place: Place, file: FileState | None) -> Found | None:
    language, path = place
    if file and file.facts:
        with suppress(ValueError, TypeError):  # not as we wrote it: the guide is read again
            return read_facts(path, language, file.facts)
    return None


def _misplaced(
    path: str, folder: str, language: str, others: set[str]
) -> tuple[Identity, Findings] | None:
    """Refuse ``post.es.md`` beside ``post.md``: to us it would be another guide."""
    _, dot, tag = without_suffix(path).rpartition("/")[2].rpartition(".")
    if not dot or tag.lower() not in others:
        return None
    message = f"translation by file name is not read: move it to the folder of {tag}"
    broken = BrokenFile(path, language, (path_key(folder, path),))
    return broken, (found_error("translated-by-file-name", path, message),)


def _with_own_keys(
    root: Path, files: Sequence[Identity]
) -> tuple[dict[str, GuideFile], list[BrokenFile], list[Finding]]:
    """Part the guides from those whose key another guide has too, or nearly has.

    Neither of two is used: whose the catalogs are would be a guess.
    """
    by_key: defaultdict[str, list[GuideFile]] = defaultdict(list)
    for file in files:
        if isinstance(file, GuideFile):
            by_key[file.key].append(file)
    findings = list(_shared_key_findings(root, by_key))
    shared = {key for key, group in by_key.items() if len(group) > 1}
    shared.update(key for group in clashes(by_key) for key in group)
    good = {key: group[0] for key, group in by_key.items() if key not in shared}
    bad = [file for file in files if isinstance(file, BrokenFile)]
    bad += [BrokenFile(file.path, file.language, (key,)) for key in shared for file in by_key[key]]
    return good, bad, findings


def _shared_key_findings(
    root: Path, by_key: Mapping[str, Sequence[GuideFile]]
) -> Iterator[Finding]:
    for key, group in by_key.items():
        if len(group) > 1:
            message = f"the key {key} is also that of {_paths(group[1:])}: give each its own"
            yield _error_at_key("same-key-twice", root, group[0], message)
    for keys in clashes(by_key):
        first, *others = (file for key in keys for file in by_key[key])
        message = (
            f"the key {first.key} differs only by case or Unicode form from that of "
            f"{_paths(others)}: write all alike, or rename"
        )
        yield _error_at_key("clashing-keys", root, first, message)


def _paths(files: Iterable[GuideFile]) -> str:
    return ", ".join(file.path for file in files)


def _error_at_key(check: str, root: Path, file: GuideFile, message: str) -> Finding:
    # Few guides come here, so every guide is spared the search for its key's line.
    text, _ = read_text(root / file.path, file.path)
    return found_error(check, file.path, message, key_line(text) if file.keyed else 0)
