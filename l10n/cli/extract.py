"""The extract command."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import click

from l10n.cli.common import console
from l10n.cli.common.options import Options, common_options, read_options
from l10n.cli.common.replay import replays
from l10n.cli.common.session import open_session
from l10n.reports.counted import counted
from l10n.suffixes import READ, is_html_name, suffix_of

if TYPE_CHECKING:
    from l10n.markdown.passed import Passed
    from l10n.run.extracted import Extracted

ACTIONS = ("created", "updated", "unchanged", "refused")
COLUMNS = (
    "new",
    "recalled",
    "proposed",
    "fuzzy",
    "trivial",
    "returned",
    "revived",
    "obsolete",
    "dropped",
)
_NAMED: Final = 5
"""Guides that are named in a line."""
_REMEMBERED = ("recalled", "proposed")
MEMORY = tuple(f"{kind}_{unit}" for kind in _REMEMBERED for unit in ("entries", "words"))


@click.command("extract")
@common_options
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a catalog would change.")
@replays()
def command(check: bool, **values: Any) -> int:
    """Bring the catalogs up to the source guides.

    GUIDE is a key or a path; without one, every guide is extracted.
    """
    from datetime import UTC, datetime

    from l10n.run.extract import extract_site

    options = read_options(**values)
    with open_session(options, writes=not check, dry=check) as session:
        track = console.tracker("Extracting", options)
        extracted = extract_site(session.run(dry=check), now=datetime.now(UTC), track=track)
    findings = (*session.findings, *extracted.findings)
    if options.as_json:
        console.print_report(extracted_data(extracted), findings)
    else:
        console.print_findings(findings, options)
        print_extracted(extracted, options)
    stale = check and any(each.action in ("created", "updated") for each in extracted.catalogs)
    if stale and not options.quiet:
        click.echo("catalogs are behind their guides: run l10n extract", err=True)
    return int(stale or console.has_errors(findings))


def print_extracted(extracted: Extracted, options: Options) -> None:
    """Print what extracting did, by the options."""
    if options.quiet:
        return
    actions = ((each.language, {str(each.action): 1}) for each in extracted.catalogs)
    console.print_table(
        (f"{console.catalog_word()}s", *ACTIONS), console.count_rows(actions, ACTIONS)
    )
    if any(each.changes for each in extracted.catalogs):
        changes = ((each.language, each.changes) for each in extracted.catalogs)
        console.print_table(("entries", *COLUMNS), console.count_rows(changes, COLUMNS))
    for line in _emptied(extracted):
        console.say(line)
    for language, data in _memory_data(extracted).items():
        console.say(f"{language}: {_remembered(data)}.")
    for each in console.placed(one for one in extracted.catalogs if one.old_key):
        console.say(f"{each.path}: moved here from the key {each.old_key}")
    for line in _passed_by_guide(extracted) if options.verbose else ():
        click.echo(line)
    console.say(_passed_through(extracted))
    sys.stdout.flush()


def _emptied(extracted: Extracted) -> Iterator[str]:
    """Yield for each language how many translations went empty, and in which guides."""
    found: dict[str, dict[str, int]] = {}
    for each, count in extracted.emptied.items():
        found.setdefault(each.language, {})[each.key] = count
    for language, counts in found.items():
        keys = sorted(counts, key=lambda key: (-counts[key], key))
        more = f" and {len(keys) - _NAMED:,} more" if len(keys) > _NAMED else ""
        told = counted(sum(counts.values()), "translation")
        yield (
            f"{language}: {told} went empty since the last run, in {', '.join(keys[:_NAMED])}{more}"
        )


def told_unread(paths: Collection[str]) -> str:
    """Say how many pages are not read, of each kind."""
    kinds = Counter(suffix_of(path).lower() for path in paths)
    told = ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items()))
    return f"{counted(len(paths), 'page')} not read ({told})"


def _passed(passed: Passed) -> str:
    """Say what passed through; nothing when there is nothing."""
    kinds = (
        (passed.html, "HTML block", ""),
        (passed.shortcodes, "shortcode", " with text"),
        (passed.titles, "link definition", " with a title"),
    )
    return ", ".join(f"{counted(count, kind)}{more}" for count, kind, more in kinds if count)


def _passed_by_guide(extracted: Extracted) -> Iterator[str]:
    """Yield a line for each guide of which something passed through, and for each unread file."""
    for path, passed in extracted.passed.items():
        yield f"{path}: {_passed(passed)} passed through untouched"
    for path in extracted.front_matter:
        yield f"{path}: its front matter passed through untouched: it cannot be read"
    kinds = ", ".join(READ)
    for path in extracted.unread:
        if is_html_name(path):
            name = f"{{path}}{suffix_of(path)}"
            yield f"{path}: not read: name {name} in a [[content]] tree to read it"
        else:
            yield f"{path}: not read: it is no Markdown guide ({kinds})"


def _remembered(data: Mapping[str, int]) -> str:
    saved = counted(data["recalled_entries"], "text")
    words = counted(data["recalled_words"], "word")
    text = f"the memory translated {saved} ({words})"
    if not data["proposed_entries"]:
        return text
    looks = counted(data["proposed_words"], "word")
    return f"{text} and proposed {data['proposed_entries']:,} more ({looks}) as fuzzy"


def extracted_data(extracted: Extracted) -> dict[str, object]:
    """Return what was done, for ``--format json``."""
    passed = extracted.total
    return {
        "guides": extracted.guides,
        "html_blocks_untouched": passed.html,
        "front_matter_untouched": len(extracted.front_matter),
        "shortcodes_untouched": passed.shortcodes,
        "link_titles_untouched": passed.titles,
        "untouched": {path: each._asdict() for path, each in extracted.passed.items()},
        "not_read": list(extracted.unread),
        "memory": _memory_data(extracted),
        "emptied": [
            {"key": each.key, "language": each.language, "entries": count}
            for each, count in extracted.emptied.items()
        ],
        "catalogs": [
            {
                "key": each.key,
                "language": each.language,
                "path": each.path,
                "action": str(each.action),
                "changes": each.changes,
                **({"old_key": each.old_key} if each.old_key else {}),
            }
            for each in console.placed(extracted.catalogs)
        ],
    }


def _memory_data(extracted: Extracted) -> dict[str, dict[str, int]]:
    """Return how much the memory filled in, by language; languages without it are left out."""
    data: dict[str, dict[str, int]] = {}
    for each in extracted.catalogs:
        if each.words:
            sums = data.setdefault(each.language, dict.fromkeys(MEMORY, 0))
            for kind in _REMEMBERED:
                sums[f"{kind}_entries"] += each.changes.get(kind, 0)
                sums[f"{kind}_words"] += each.words.get(kind, 0)
    return data


def _passed_through(extracted: Extracted) -> str:
    """Say how much was read, and what of it was left untouched."""
    parts = [f"{counted(extracted.guides, 'source guide')} read"]
    if told := _passed(extracted.total):
        parts.append(f"{told} passed through untouched")
    if extracted.front_matter:
        guides = counted(len(extracted.front_matter), "guide")
        parts.append(f"front matter of {guides} passed through untouched")
    if extracted.unread:
        parts.append(told_unread(extracted.unread))
    return "; ".join(parts) + "."
