"""The init command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from l10n.reports.counted import counted

if TYPE_CHECKING:
    from l10n.config.propose import Proposal

_IGNORED: Final = (".l10n/", "*.mo")
_ATTRIBUTES: Final = (
    "{folder}**/*.po text eol=lf merge=l10n",
    "{folder}**/published.txt text eol=lf merge=union",
)
_DRIVER: Final = {
    "merge.l10n.name": "catalogs, entry by entry",
    "merge.l10n.driver": "l10n merge-file %O %A %B %P",
}


@click.command("init")
@click.argument(
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    metavar="[FOLDER]",
)
@click.option("--languages", metavar="TAG,TAG", default="", help="Translate into these, too.")
@click.option("--force", is_flag=True, help="Replace an l10n.toml that is there.")
@click.option(
    "--git", "git", is_flag=True, help="Let git ignore what it should, and merge catalogs by entry."
)
@click.option(
    "--instructions", is_flag=True, help="Write what may say how each language is written, too."
)
@click.option("--print", "only_print", is_flag=True, help="Print it instead of writing it.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(  # where, and one value an option
    folder: Path,
    languages: str,
    *,
    force: bool,
    git: bool,
    instructions: bool,
    only_print: bool,
    quiet: bool,
) -> int:
    """Write l10n.toml for the site in FOLDER, and say what was found.

    Reads the settings of Hugo, MkDocs, Docusaurus, Starlight, VitePress, VuePress, Jekyll, mdBook,
    Zola and MyST, else what lies on disk. FOLDER is the current one if none is given. Nothing of
    the site is run or changed.
    """
    from l10n.config.propose import propose_config
    from l10n.config.settings import NAME
    from l10n.disk.files import is_there
    from l10n.disk.look import UNKNOWN
    from l10n.disk.write import write_text
    from l10n.errors import L10nError

    root = folder.resolve()
    is_kept = is_there(folder / NAME, NAME) and not force
    if (git or instructions) and is_kept and not only_print:
        _say(_prepare(root, git=git, instructions=instructions), quiet=quiet)
        return 0
    proposal = propose_config(root, [each.strip() for each in languages.split(",") if each.strip()])
    if only_print:
        click.echo(proposal.text, nl=False)
        return 0
    if is_kept:
        message = "is there already: edit it, or replace it with l10n init --force"
        raise L10nError(message, path=str(folder / NAME))
    write_text(root, NAME, proposal.text, durable=True, expected=UNKNOWN if force else None)
    _say(_prepare(root, git=git, instructions=instructions), quiet=quiet)
    _say(_report(proposal), quiet=quiet)
    written = f"{folder / NAME} is written: look it over, then run {_next_command(proposal)}"
    _say([written], quiet=quiet)
    return 0


def _say(lines: Iterable[str], *, quiet: bool) -> None:
    for line in lines:
        if not quiet:
            click.echo(line)


def _report(proposal: Proposal) -> Iterator[str]:
    """Yield what was found, for a person."""
    site = proposal.site
    make = f"{site.make} site" if site.make else "A site of a make that is not known"
    yield f"{make}: {counted(proposal.guides, 'guide')} in {site.source}"
    for tree in site.trees:
        yield f"  guides     {tree.source}"
        if tree.localized != tree.source:
            yield f"  pages      {tree.localized}"
    if proposal.pages:
        there = ", ".join(f"{tag} {count}" if count else tag for tag, count in proposal.pages)
        yield f"  languages  {there}"
    if proposal.base_field:
        yield f"  base       pages name the commit that they were made from: {proposal.base_field}"
    if proposal.has_ids:
        yield '  ids        headings have ids of their own: heading-ids = "all" keeps every one'
    yield from site.notes


def _next_command(proposal: Proposal) -> str:
    if not proposal.guides:
        return "l10n sync once it names a folder that has guides"
    if not proposal.pages:
        return "l10n sync once languages names one, such as es"
    if any(count for _, count in proposal.pages):
        return "l10n import --dry-run"
    return "l10n sync"


def _add_lines(root: Path, name: str, lines: tuple[str, ...]) -> None:
    """Add the lines that a file lacks at its end."""
    from l10n.disk.files import is_there, read_text
    from l10n.disk.look import UNKNOWN
    from l10n.disk.write import write_text
    from l10n.text import newline_of

    text, bom = read_text(root / name, name) if is_there(root / name, name) else ("", False)
    missing = [each for each in lines if each not in text.splitlines()]
    if missing:
        newline = newline_of(text)
        gap = newline if text and not text.endswith("\n") else ""
        added = "".join(f"{each}{newline}" for each in missing)
        write_text(root, name, text + gap + added, durable=True, expected=UNKNOWN, bom=bom)


def _prepare(root: Path, *, git: bool, instructions: bool) -> Iterator[str]:
    """Do what was wished besides; yield what was done."""
    if git:
        yield from _prepare_git(root)
    if instructions:
        yield from _propose_instructions(root)


def _propose_instructions(root: Path) -> Iterator[str]:
    from l10n.config.settings import NAME, read_config
    from l10n.translate.instructions import propose_instructions

    written = propose_instructions(read_config(root / NAME))
    for path in written:
        yield f"{path} is written: say there how translations are to be written"
    if not written:
        yield "Each language has its instructions already."


def _prepare_git(root: Path) -> Iterator[str]:
    """Name what git ignores, and the merge driver in this clone; others merge catalogs by lines.

    What could not be done is printed in any case.
    """
    from l10n.config.settings import NAME, read_config
    from l10n.disk.git import configure
    from l10n.site.paths import catalogs_folder

    folder = catalogs_folder(read_config(root / NAME))
    attributes = tuple(each.format(folder=folder and f"{folder}/") for each in _ATTRIBUTES)
    _add_lines(root, ".gitignore", _IGNORED)
    _add_lines(root, ".gitattributes", attributes)
    said = configure(root, _DRIVER)
    if not said:
        yield "git merges catalogs by entry in this clone; others need l10n init --git once"
    elif "not a git repository" in said:
        click.echo("This is no git repository yet: run git init, then l10n init --git")
    else:
        click.echo(f"git was not set up to merge catalogs by entry, for it says: {said}")
        click.echo("Do that, then run l10n init --git")
