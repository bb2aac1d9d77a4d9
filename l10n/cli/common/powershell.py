"""Completion in PowerShell, in the way in which click has it for other shells."""

from __future__ import annotations

import os
from typing import Any, Final

from click.shell_completion import CompletionItem, ShellComplete

_SCRIPT: Final = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $ast, $cursor)
    $before = $ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor }
    $env:COMP_WORDS = ($before | ForEach-Object { "$_".Trim("'", '"') }) -join "`n"
    $env:COMP_CWORD = $word
    $env:%(complete_var)s = "powershell_complete"
    try {
        %(prog_name)s | Where-Object { $_ } | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            [System.Management.Automation.CompletionResult]::new(
                $value, $value, "ParameterValue", $help)
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_CWORD, Env:%(complete_var)s -ErrorAction Ignore
    }
}
"""


class PowerShellComplete(ShellComplete):
    """What the script is told: a line for each word that fits, and what it means after a tab."""

    name = "powershell"
    source_template = _SCRIPT

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor, one a line, and the one at it."""
        _, *words = os.environ.get("COMP_WORDS", "").split("\n")
        return words, os.environ.get("COMP_CWORD", "")

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return a word with its meaning, which PowerShell wants not to be empty."""
        return f"{item.value}\t{' '.join((item.help or str(item.value)).split())}"

    def complete(self) -> str:
        """Leave out what is a file: where nothing is said, PowerShell proposes files itself."""
        found = self.get_completions(*self.get_completion_args())
        return "\n".join(self.format_completion(each) for each in found if each.type == "plain")
