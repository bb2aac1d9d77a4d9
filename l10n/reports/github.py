"""Findings as GitHub's workflow commands: shown at their lines in a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from l10n.guide import Finding, Severity

_COMMANDS: Final = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
)


def render_github(findings: Iterable[Finding]) -> str:
    """Return one command a line, the worst first: GitHub shows ten of each kind and step."""
    order = list(Severity)
    ranked = sorted(findings, key=lambda finding: order.index(finding.severity))
    return "".join(f"{_command(finding)}\n" for finding in ranked)


def _command(finding: Finding) -> str:
    place = [f"file={_property(finding.path)}"]
    if finding.line:
        place.append(f"line={finding.line}")
    place.append(f"title={_property(finding.check)}")
    return f"::{_COMMANDS[finding.severity]} {','.join(place)}::{_data(finding.message)}"


def _data(text: str) -> str:
    """Escape what would end the command (actions/toolkit, core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
