"""The completion command."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish", "powershell"]))
def command(shell: str) -> int:
    """Print the completion script of SHELL.

    \b
    bash:
      l10n completion bash > ~/.local/share/bash-completion/completions/l10n
    zsh, in a FOLDER of fpath:
      l10n completion zsh > FOLDER/_l10n
    fish:
      l10n completion fish > ~/.config/fish/completions/l10n.fish
    PowerShell, as a line of $PROFILE (not tried in PowerShell itself):
      l10n completion powershell | Out-String | Invoke-Expression
    """
    from click.shell_completion import get_completion_class

    from l10n.cli import COMPLETE, cli, learn_powershell

    learn_powershell()
    found = get_completion_class(shell)
    if found is None:
        message = f"no completion for {shell}"
        raise click.ClickException(message)
    click.echo(found(cli, {}, "l10n", COMPLETE).source())
    return 0
