"""Whose page a file is: where merging has put it, the record knows better than its front matter.

While guides take each other's keys, or a killed run was moving their pages, a page of ours still
has the key or the place that is another guide's by now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from l10n.config.settings import Config
from l10n.disk.digests import digest
from l10n.disk.files import read_bytes
from l10n.errors import L10nError
from l10n.site.guidefile import GuideFile
from l10n.site.record import Published, Record

_Lines = Mapping[str, Published]


def lines_of(record: Record) -> Mapping[str, _Lines]:
    """Return the record's lines by language, then by key."""
    lines: defaultdict[str, dict[str, Published]] = defaultdict(dict)
    for (language, key), page in record.items():
        lines[language][key] = page
    return lines


def without_ours(config: Config, paths: Iterable[str], record: Record) -> list[str]:
    """Return the source guides without the pages of ours that lie among them, byte for byte.

    They do where settings say since the last merge that pages are elsewhere; merging moves them.
    """
    guides = list(paths)
    known = set(guides)
    ours = {
        page.path: page
        for (language, _), page in record.items()
        if page.path in known and language in config.languages
    }
    return [each for each in guides if each not in ours or not _is_as_written(config, ours[each])]


def with_recorded_keys(pages: Iterable[GuideFile], lines: _Lines) -> list[GuideFile]:
    """Return a language's pages, each with the key that its line of the record gives it."""
    found = list(pages)
    strange = {each.path for each in found if not _is(lines.get(each.key), each)}
    if not strange or not lines:
        return found
    owners = dict(_owners([each for each in found if each.path in strange], found, lines))
    return [
        each._replace(key=owners[each.path], own_key=each.key)
        if owners.get(each.path, each.key) != each.key
        else each
        for each in found
    ]


def with_other_tags(
    record: Record, guides: Mapping[str, Mapping[str, GuideFile]], languages: Collection[str]
) -> Record:
    """Return a record with what was published in languages that are called otherwise by now.

    A page is ours as well that is, byte for byte, what merging wrote of its guide in one that is
    not among the ``languages`` any more.
    """
    gone = sorted({tag for tag, _ in record}.difference(languages))
    if not gone:
        return record
    found = {
        (language, key): old._replace(path=file.path)
        for language in languages
        for key, file in guides.get(language, {}).items()
        if (language, key) not in record
        for tag in gone
        if (old := record.get((tag, key))) and file.digest in old.digests
    }
    return {**record, **found}


def _owners(
    strange: Iterable[GuideFile], pages: Iterable[GuideFile], lines: _Lines
) -> Iterator[tuple[str, str]]:
    """Yield the path of each page that may have another key than it says, and its key."""
    there = {each.path: each.digest for each in pages}
    at_path: defaultdict[str, list[str]] = defaultdict(list)
    astray: dict[str, str] = {}
    for key, page in lines.items():
        at_path[page.path].append(key)
        if there.get(page.path) not in page.digests:
            astray.update(dict.fromkeys(page.digests, key))
    for each in strange:
        own = lines.get(each.key)
        here = at_path.get(each.path, [])
        if as_written := [key for key in here if each.digest in lines[key].digests]:
            yield each.path, as_written[0]
        elif own and each.digest in own.digests:
            yield each.path, each.key
        elif own and each.digest in astray:
            yield each.path, astray[each.digest]
        elif here and each.key not in here:  # edited by hand since
            yield each.path, here[0]


def _is_as_written(config: Config, page: Published) -> bool:
    try:
        data = read_bytes(f"{config.root}/{page.path}", page.path)
    except L10nError:
        return False
    return digest(data) in page.digests


def _is(known: Published | None, page: GuideFile) -> bool:
    return known is not None and known.path == page.path and page.digest in known.digests
