"""Findings as SARIF 2.1.0, for code scanning.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

from l10n.checks.registry import CHECKS
from l10n.guide import Finding, Severity
from l10n.reports.json_text import render_json

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
)
_SUMMARIES: Final = MappingProxyType({check.name: check.summary for check in CHECKS})


def render_sarif(findings: Iterable[Finding], *, version: str, help_url: str = "") -> str:
    """Return one run; ``version`` is the tool's. Ends with a newline.

    ``help_url`` is where docs/checks.md is read: each rule leads to what is said of it there.

    The rules are all checks, and what else was found. Every message is plain text: no reader
    takes it for HTML or Markdown.
    """
    findings = tuple(findings)
    names = [*_SUMMARIES, *sorted({each.check for each in findings} - _SUMMARIES.keys())]
    indexes = {name: index for index, name in enumerate(names)}
    seen: Counter[str] = Counter()
    driver: dict[str, Any] = {"name": "l10n", "rules": [_rule(name, help_url) for name in names]}
    if version:
        driver["version"] = version
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(each, indexes[each.check], seen) for each in findings],
            }
        ],
    }
    return render_json(log)


def _rule(name: str, help_url: str) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": name}
    if name in _SUMMARIES:
        rule["shortDescription"] = {"text": _SUMMARIES[name]}
    if help_url:
        rule["helpUri"] = f"{help_url}#{name}" if name in _SUMMARIES else help_url
    return rule


def _result(finding: Finding, index: int, seen: Counter[str]) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": _file(finding.path)}
    if finding.line:
        location["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.check,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _escaped(finding.message)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"finding/v1": _fingerprint(finding, seen)},
    }


@lru_cache  # one has many findings, mostly of the same kind
def _file(path: str) -> dict[str, str]:
    return {"uri": quote(path, safe="/~"), "uriBaseId": "%SRCROOT%"}


@lru_cache
def _escaped(text: str) -> str:
    """Escape what SARIF takes for a placeholder or a link in plain text (3.11.5, 3.11.6)."""
    for mark in "\\[]":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("{", "{{").replace("}", "}}")


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """Return what stays the same when lines above are added: without the line's number."""
    name = "\0".join((finding.check, finding.path, finding.message))
    seen[name] += 1
    return hashlib.sha256(f"{name}\0{seen[name]}".encode()).hexdigest()[:32]
