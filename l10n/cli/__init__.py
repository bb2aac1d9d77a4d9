"""The command line: each command is a file of its own, imported when it is asked for."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Final

import click

from l10n.errors import L10nError

COMMANDS: Final = {
    "init": "Write l10n.toml, reading a Hugo configuration when there is one.",
    "extract": "Bring the catalogs up to the source guides.",
    "merge": "Publish the localized guides that the catalogs make.",
    "sync": "Extract, merge and report coverage in one go.",
    "coverage": "Report how far each language is.",
    "completion": "Print the completion script of a shell.",
}

INTERRUPTED: Final = 130
UNUSABLE: Final = 2


class LazyGroup(click.Group):
    """A group whose help needs no command's code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order a new user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command's module; None for a name that is no command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"l10n.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 fine; 1 findings, stale output or coverage too low; "
    "2 wrong usage or unreadable input; 130 interrupted.",
)
@click.version_option(package_name="l10n")
def cli() -> None:
    """Keep a Markdown site in many languages, without pain and without harm."""


def main() -> None:
    """Run the command line and exit; no traceback reaches the user for bad input."""
    try:
        code = cli.main(prog_name="l10n", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except L10nError as error:
        click.echo(f"l10n: {error}", err=True)
        sys.exit(UNUSABLE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("l10n: interrupted; every file is whole, run again to go on", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
