"""The completion command."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the completion script of SHELL.

    For bash: l10n completion bash > ~/.local/share/bash-completion/completions/l10n
    """
    from click.shell_completion import get_completion_class

    from l10n.cli import cli

    found = get_completion_class(shell)
    if found is None:
        message = f"no completion for {shell}"
        raise click.ClickException(message)
    click.echo(found(cli, {}, "l10n", "_L10N_COMPLETE").source())
    return 0
