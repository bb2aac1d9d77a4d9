"""The init command."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init")
@click.argument(
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    metavar="[FOLDER]",
)
@click.option("--print", "only_print", is_flag=True, help="Print it instead of writing it.")
def command(folder: Path, only_print: bool) -> int:
    """Write l10n.toml, reading a Hugo configuration when there is one.

    FOLDER is the root of the site, the current folder without one. An l10n.toml that is there
    already is kept.
    """
    from l10n.config.propose import propose_config
    from l10n.config.settings import NAME
    from l10n.disk.files import is_there
    from l10n.disk.write import write_text
    from l10n.errors import L10nError

    text = propose_config(folder.resolve())
    if only_print:
        click.echo(text, nl=False)
        return 0
    if is_there(folder / NAME, NAME):
        message = "is there already; edit it, or remove it and run l10n init again"
        raise L10nError(message, path=str(folder / NAME))
    write_text(folder.resolve(), NAME, text, durable=True, expected=None)
    click.echo(f"{folder / NAME} is written; look it over, then run l10n sync.")
    return 0
