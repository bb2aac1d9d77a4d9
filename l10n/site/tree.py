"""The content tree: which guides there are in each language, and which cannot be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from l10n.cache.actions import Made, drop, recall, record
from l10n.config.settings import Config
from l10n.disk.files import read_bytes, read_text
from l10n.disk.jobs import Jobs, map_in_order
from l10n.disk.names import clashes, visible
from l10n.errors import L10nError
from l10n.guide import Finding, Guide, Severity
from l10n.site.guidefile import (
    BrokenFile,
    Findings,
    GuideFile,
    Identity,
    found_error,
    identify,
    identify_data,
    key_line,
    unreadable,
)
from l10n.site.guidepaths import expect_sources, guide_paths, refused_names
from l10n.site.owners import lines_of, with_recorded_keys, without_ours
from l10n.site.packed import pack_identity, unpack_identity
from l10n.site.paths import (
    below_content,
    content_folders,
    guide_name,
    is_data,
    path_key,
    sides_of,
    source_languages,
    syntax_at,
    unused_globs,
)
from l10n.site.record import Published, Record
from l10n.site.sitefiles import SiteFiles
from l10n.site.strays import split_strays, stray_findings

__all__ = [
    "BrokenFile",
    "GuideFile",
    "Tree",
    "all_findings",
    "broken_keys",
    "broken_paths",
    "follow_record",
    "read_guide",
    "scan_tree",
    "with_unread",
    "within",
]


Found: TypeAlias = tuple[Identity, Findings]
"""What a file is, and what is wrong with it."""

_EMPTY: Final = "empty-guide"
_STEP: Final = "guide"
_NO_RECORD: Final[Record] = {}


@dataclass(frozen=True, slots=True)
class Tree:
    """The guides of all languages of a site."""

    guides: Mapping[str, Mapping[str, GuideFile]]
    """By language and key, in the order of paths."""
    broken: tuple[BrokenFile, ...]
    """In the order of paths."""
    findings: Mapping[str, tuple[Finding, ...]]
    """By the language that they are about."""


def scan_tree(files: SiteFiles, jobs: Jobs = 1, record: Record = _NO_RECORD) -> Tree:
    """Find the guides of all languages; ``jobs`` read them, where they are many.

    A page of ours is that of the guide that the ``record`` names.

    A guide that cannot be read, or whose key is not its own, is a finding and left out. Raises
    L10nError when there is no source folder, or when a folder cannot be listed.
    """
    config = files.config
    source = config.source_language
    expect_sources(config)
    guides: dict[str, dict[str, GuideFile]] = {}
    broken: list[BrokenFile] = []
    findings: dict[str, tuple[Finding, ...]] = {}
    paths = guide_paths(files)
    paths[source], strays = split_strays(config, paths[source])
    paths[source] = without_ours(config, paths[source], record)
    told = tuple(stray_findings(config, (*files.strays, *strays)))
    known = _identify_all(files, paths, jobs)
    lines = lines_of(record)
    odd = refused_names(config, files.odd)
    for language in paths:
        refused = odd.get(language, ())
        found = [known[path] for path in paths[language]]
        identities = [*_broken_odd(config, language, refused), *(each for each, _ in found)]
        if language != source:
            identities = _as_recorded(identities, lines.get(language, {}))
        good, bad, shared = _with_own_keys(config.root, identities)
        guides[language] = good
        broken += bad
        seen = [*refused, *(fault for _, faults in found for fault in faults), *shared]
        if language == source:
            seen += told
        else:
            seen += _unused_settings(config, language, paths)
        findings[language] = tuple(seen)
    broken.sort(key=lambda file: file.path)
    return Tree(guides, tuple(broken), findings)


def within(tree: Tree, config: Config, languages: Iterable[str]) -> Tree:
    """Return what a tree has of the sources and of these languages."""
    wanted = dict.fromkeys((*source_languages(config), *languages))
    return Tree(
        {language: tree.guides[language] for language in wanted},
        tuple(each for each in tree.broken if each.language in wanted),
        {language: tree.findings[language] for language in wanted},
    )


def all_findings(tree: Tree) -> tuple[Finding, ...]:
    """Return what is wrong with the files of a tree, in the order of paths."""
    found = [each for findings in tree.findings.values() for each in findings]
    return tuple(sorted(found, key=lambda each: (each.path, each.line, each.check)))


def _unused_settings(
    config: Config, language: str, paths: Mapping[str, Iterable[str]]
) -> Iterator[Finding]:
    """Yield a finding for each glob of the settings that matches no guide: mostly a typo."""
    if language not in config.only:
        return
    below = [
        below_content(config, path) for each in source_languages(config) for path in paths[each]
    ]
    for glob in unused_globs(config, language, below):
        message = f"only of {language}: {visible(glob)} matches no guide: correct or remove it"
        yield Finding("unused-setting", Severity.WARNING, config.path, 0, message)


def broken_keys(tree: Tree, language: str) -> frozenset[str]:
    """Return every key that a broken guide of this language may have."""
    return frozenset(key for file in tree.broken if file.language == language for key in file.keys)


def broken_paths(tree: Tree) -> frozenset[str]:
    """Return the paths of all broken guides."""
    return frozenset(file.path for file in tree.broken)


def with_unread(tree: Tree, source_language: str) -> Tree:
    """Return a tree that has localized pages, too, which are there and cannot be read.

    Readers have them, so links go on leading there. Nothing is known of what they say.
    """
    if not tree.broken:
        return tree
    sources = tree.guides.get(source_language, {})
    empty = {
        each.path for found in tree.findings.values() for each in found if each.check == _EMPTY
    }
    claims: defaultdict[tuple[str, str], list[BrokenFile]] = defaultdict(list)
    for file in tree.broken:
        pages = tree.guides.get(file.language, {})
        own = [key for key in file.keys if key in sources and key not in pages]
        if file.language != source_language and len(own) == 1 and file.path not in empty:
            claims[file.language, own[0]].append(file)
    unread = {name: files[0] for name, files in claims.items() if len(files) == 1}
    guides = {language: dict(pages) for language, pages in tree.guides.items()}
    for (language, key), file in unread.items():
        if not sources[key].url:  # else its address is unknown
            page = sources[key]._replace(path=file.path, language=language, titles=(), digest="")
            guides[language][key] = page._replace(aliases=(), anchored=())
    return replace(tree, guides=guides)


def read_guide(config: Config, file: GuideFile) -> Guide:
    """Read a guide of the tree; raises L10nError when it has become unreadable since."""
    text, bom = read_text(f"{config.root}/{file.path}", file.path)
    return Guide(file.path, file.language, file.key, text, bom, syntax_at(config, file.path))


def _broken_odd(config: Config, language: str, refused: Iterable[Finding]) -> Iterator[BrokenFile]:
    folders = content_folders(config, [language])
    for finding in refused:
        if finding.severity is Severity.ERROR and finding.path not in folders:
            yield BrokenFile(finding.path, language, (path_key(config, finding.path),))


def _identify_all(
    files: SiteFiles, paths: Mapping[str, Sequence[str]], jobs: Jobs
) -> dict[str, Found]:
    """Return what each of these files is, by path; those that have changed are read."""
    places = {path: language for language, found in paths.items() for path in found}
    known = recall(files.store, _STEP, unpack_identity)
    new = [(path, language) for path, language in places.items() if path not in known]
    identified = map_in_order(partial(_identify, files.config), new, jobs)
    made = {path: found for (path, _), found in zip(new, identified, strict=True)}
    rows = (Made(path, (path,), pack_identity(*found)) for path, found in made.items())
    record(files.store, _STEP, rows)
    drop(files.store, _STEP, places.keys())
    return {path: made.get(path) or known[path] for path in places}


def _identify(config: Config, place: tuple[str, str]) -> Found:
    path, language = place
    by_path = path_key(config, path)
    if not is_data(config, path) and (why := _misplaced(config, path, language)):
        return BrokenFile(path, language, (by_path,)), (
            found_error("translated-by-file-name", path, why),
        )
    try:
        data = read_bytes(f"{config.root}/{path}", path)
    except L10nError as error:
        return unreadable(by_path, path, language, error)
    if is_data(config, path):
        return identify_data(data, by_path, path, language, len(config.links.titles))
    skip = config.checks.general.skip
    return identify(data, by_path, path, language, config.links, skip)


def _misplaced(config: Config, path: str, language: str) -> str:
    """Return why ``post.es.md`` beside ``post.md`` is no guide: here it would be another one."""
    _, dot, tag = guide_name(config, path).rpartition(".")
    if not dot or tag.lower() == language.lower():
        return ""
    known = {each.lower(): each for each in (config.source_language, *config.languages)}
    if tag.lower() not in known:
        return ""
    if any(side.ending for side in sides_of(config, config.languages)):
        meant = known[tag.lower()]
        return (
            f'names end in the language as the settings spell it: write it as "{meant}", or '
            f'folder = "{tag}" in [language.{meant}]'
        )
    return f"translation by file name is not read: move it to the folder of {tag}"


def follow_record(tree: Tree, record: Record, sources: Mapping[str, GuideFile]) -> Tree:
    """Return a tree whose pages are those of the guides that a changed record names."""
    lines = lines_of(record)
    guides: dict[str, Mapping[str, GuideFile]] = {}
    for language, pages in tree.guides.items():
        translated = [each for each in pages.values() if sources.get(each.key) is not each]
        found = {
            each.path: each for each in with_recorded_keys(translated, lines.get(language, {}))
        }
        now = [found.get(each.path, each) for each in pages.values()]
        guides[language] = {each.key: each for each in now}
        if len(guides[language]) < len(now):  # two of one key: neither is touched
            guides[language] = pages
    return replace(tree, guides=guides)


def _as_recorded(files: Sequence[Identity], lines: Mapping[str, Published]) -> list[Identity]:
    guides = [each for each in files if isinstance(each, GuideFile)]
    found = {each.path: each for each in with_recorded_keys(guides, lines)}
    return [found.get(each.path, each) for each in files]


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
    alike = clashes(by_key)
    findings = list(_shared_key_findings(root, by_key, alike))
    shared = {key for key, group in by_key.items() if len(group) > 1}
    shared.update(key for group in alike for key in group)
    good = {key: group[0] for key, group in by_key.items() if key not in shared}
    bad = [file for file in files if isinstance(file, BrokenFile)]
    bad += [BrokenFile(file.path, file.language, (key,)) for key in shared for file in by_key[key]]
    return good, bad, findings


def _shared_key_findings(
    root: Path, by_key: Mapping[str, Sequence[GuideFile]], alike: Iterable[Sequence[str]]
) -> Iterator[Finding]:
    for key, group in by_key.items():
        if len(group) > 1:
            message = f"the key {key} is also that of {_paths(group[1:])}: give each its own"
            yield _error_at_key("same-key-twice", root, group[0], message)
    for keys in alike:
        first, *others = (file for key in keys for file in by_key[key])
        message = (
            f"the key {first.key} differs only by case or Unicode form from that of "
            f"{_paths(others)}: write all alike, or rename"
        )
        yield _error_at_key("clashing-keys", root, first, message)


def _paths(files: Iterable[GuideFile]) -> str:
    return ", ".join(file.path for file in files)


def _error_at_key(check: str, root: Path, file: GuideFile, message: str) -> Finding:
    # Few guides come here, so the line of the key is looked for only now.
    text, _ = read_text(root / file.path, file.path)
    return found_error(check, file.path, message, key_line(text) if file.keyed else 0)
