"""The merge-file command: git's merge driver for catalogs."""

from __future__ import annotations

from pathlib import Path

import click

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("merge-file")
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.argument("name", default="", required=False)
def command(base: Path, ours: Path, theirs: Path, name: str) -> int:
    """Merge two versions of a catalog, entry by entry; git calls this with %O %A %B %P.

    The result is written to OURS. Where both sides translated a text, each in its way, the entry
    has ours, is fuzzy and names theirs in a comment, and the exit code is 1: the file is whole,
    and a translator decides. Files that are no catalogs are merged line by line, as git does it.
    """
    from l10n.disk.files import read_bytes
    from l10n.disk.look import UNKNOWN
    from l10n.disk.names import visible
    from l10n.disk.write import write_bytes
    from l10n.errors import L10nError
    from l10n.po.reader import parse_catalog
    from l10n.po.splice import splice_catalog
    from l10n.threeway import join_catalogs

    shown = visible(name or str(ours))
    try:
        files = [read_bytes(each, shown) for each in (base, ours, theirs)]
        catalogs = [parse_catalog(each, shown) for each in files]
        joined = join_catalogs(*catalogs)
        merged = splice_catalog(files[1], catalogs[1], joined.catalog)
    except L10nError as error:
        click.echo(f"l10n: {visible(str(error))}; merged by lines", err=True)
        return _merge_lines(base, ours, theirs)
    write_bytes(ours.parent.resolve(), ours.name, merged, durable=False, expected=UNKNOWN)
    for _, msgid in joined.disagreements:
        message = f"two translations of {visible(msgid)!r}: choose one, and take the flag off"
        click.echo(f"{shown}: {message}", err=True)
    return 1 if joined.disagreements else 0


def _merge_lines(base: Path, ours: Path, theirs: Path) -> int:
    """Leave the merge to git; return how many conflicts are left, at most git's 127."""
    from l10n.disk.git import run_git

    files = (str(each.absolute()) for each in (ours, base, theirs))
    return run_git(ours.parent.absolute(), "merge-file", *files).returncode
