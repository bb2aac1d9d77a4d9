"""The command line: each command is a file of its own, imported when it is used."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

import click

from l10n.errors import L10nError

COMMANDS: Final = {
    "init": "Find out how the site is made, and write l10n.toml.",
    "extract": "Bring the catalogs up to the source guides.",
    "import": "Take pages that exist, and edits of published ones, into the catalogs.",
    "translate": "Fill what is untranslated, and revise what is stale, by an engine.",
    "confirm": "Confirm what an engine wrote in guides that a person has read.",
    "pack": "Pack what is to be translated into one file, for an agency.",
    "unpack": "Take what came back from an agency into the catalogs.",
    "merge": "Publish the localized guides that the catalogs make.",
    "sync": "Extract, merge and report coverage in one go.",
    "status": "Say what holds pages that are kept or wait, and where.",
    "coverage": "Report how far each language is.",
    "next": "Say what to translate next, what is worth most first.",
    "check": "Find what is wrong with sources, catalogs and translations.",
    "links": "Follow the links between guides, in every language.",
    "keys": "List and mend the keys that join a guide's pages.",
    "pseudo": "Fill a language that is none, for tests of layouts.",
    "weblate": "Print what Weblate has to be told of the catalogs, as JSON.",
    "merge-file": "Merge two versions of a catalog, for git.",
    "completion": "Print the completion script of a shell.",
    "help": "Explain a command, a setting, a check or a word of a report.",
}

_MODULES: Final = {"import": "import_", "merge-file": "merge_file"}
"""The modules of commands whose name no module can have."""

COMPLETE: Final = "_L10N_COMPLETE"
"""The variable by which a shell's script says that words are to be completed."""

UNUSABLE: Final = 2
INTERRUPTED: Final = 130
UNREAD: Final = 141
"""The output is not read any more, as in ``| head``: the code that a shell gives for SIGPIPE."""


class OutputError(Exception):
    """Standard output takes no more; ``unread`` when its reader went away."""

    def __init__(self, message: str, *, unread: bool) -> None:
        super().__init__(message)
        self.unread = unread


class LazyGroup(click.Group):
    """A group whose help needs no command's code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order a new user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command's module; None for a name that is no command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(
            f"l10n.cli.{_MODULES.get(cmd_name, cmd_name)}"
        ).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant; one that is nearly so is named, never run."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the arguments, which may print a help."""
        with _output():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _output():
            return super().invoke(ctx)


def _print_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from l10n.cli.version import version_lines

    click.echo("\n".join(version_lines()))
    ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 fine; 1 findings, stale output or coverage too low; "
    "2 wrong usage or unreadable input; 130 interrupted; 141 nobody reads the output.",
)
@click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version, and those that it depends on, and exit.",
)
def cli() -> None:
    """Keep a Markdown site in many languages, without pain and without harm."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; no traceback reaches the user for bad input.

    ``arguments`` are without the program's name; None takes the process's own.
    """
    _make_output_safe()
    try:
        code = _run(arguments)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except L10nError as error:
        from l10n.disk.names import visible

        click.echo(f"l10n: {visible(str(error))}", err=True)
        code = UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        click.echo("l10n: interrupted; every file is whole, run again to go on", err=True)
        code = INTERRUPTED
    except OutputError as error:
        code = _give_up_output(error)
    sys.exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    if os.environ.get(COMPLETE, "").startswith("powershell"):
        learn_powershell()
    code = cli.main(arguments, prog_name="l10n", standalone_mode=False)
    return code if isinstance(code, int) else 0


def learn_powershell() -> None:
    """Let click complete in PowerShell, which it does not by itself."""
    from click.shell_completion import add_completion_class

    from l10n.cli.common.powershell import PowerShellComplete

    add_completion_class(PowerShellComplete)


def _make_output_safe() -> None:
    """Let no character stop a run whose files are written already.

    Files and pipes get UTF-8, as JSON and HTML must be; a terminal gets what it can show. Where
    standard output is closed, writing there fails; what standard error is not there for is lost.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # Open for as long as the process, so that no other file gets its number.
            way = os.O_RDONLY if name == "stdout" else os.O_WRONLY
            setattr(sys, name, os.fdopen(os.open(os.devnull, way), "w", encoding="utf-8"))
        elif isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def _give_up_output(error: OutputError) -> int:
    # Python would flush once more at exit, and complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.unread:
        return UNREAD
    click.echo(f"l10n: {error}", err=True)
    return UNUSABLE


@contextmanager
def _output() -> Iterator[None]:
    """Take an error without a file's name for what it is: one of standard output.

    Click would answer a closed pipe with the exit code of a finding.
    """
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            raise
        message = f"cannot write the output: {error.strerror}"
        raise OutputError(message, unread=isinstance(error, BrokenPipeError)) from error
