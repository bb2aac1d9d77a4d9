"""Findings as JUnit's XML, which most servers of continuous integration show as tests.

https://github.com/testmoapp/junitxml says what they read of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from markupsafe import escape

from l10n.guide import Finding, Severity

_NOT_XML: Final = re.compile("[^\\t\\n\\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold (https://www.w3.org/TR/xml/#charsets)."""


def render_junit(
    findings: Sequence[Finding], files: Collection[str], failing: Collection[Severity]
) -> str:
    """Return a test for each finding, and one that passes for each other of the ``files``.

    A finding of a ``failing`` severity is a failure, the others are skipped tests, which stop
    nothing. Ends with a newline.
    """
    failed = sum(each.severity in failing for each in findings)
    found = {each.path for each in findings}
    passed = [path for path in files if path not in found]
    counts = (
        f'tests="{len(findings) + len(passed)}" failures="{failed}" '
        f'skipped="{len(findings) - failed}"'
    )
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="l10n check" {counts}>',
        f'<testsuite name="l10n check" {counts}>',
        *(f'<testcase classname="{_text(path)}" name="l10n check"/>' for path in passed),
        *_cases(findings, failing),
        "</testsuite>",
        "</testsuites>",
    )
    return "".join(f"{line}\n" for line in lines)


def _cases(findings: Sequence[Finding], failing: Collection[Severity]) -> Iterator[str]:
    for each in findings:
        line = f":{each.line}" if each.line else ""
        tag = "failure" if each.severity in failing else "skipped"
        yield (
            f'<testcase classname="{_text(each.path)}" name="{_text(each.check)}{line}">'
            f'<{tag} type="{each.severity}" message="{_text(each.message)}"/></testcase>'
        )


def _text(text: str) -> str:
    return str(escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))))
