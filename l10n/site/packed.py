"""What the state remembers of a guide's file, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TypeAlias

from l10n.frontmatter.block import Dialect
from l10n.guide import Finding, Severity
from l10n.site.guidefile import Findings, GuideFile

Packed: TypeAlias = tuple[str, str, str, int, str]


def write_facts(file: GuideFile, findings: Iterable[Finding]) -> str:
    """Return what is known of a guide, and of its faults."""
    facts = (
        file.key,
        file.keyed,
        file.dialect,
        file.titles,
        file.url,
        file.aliases,
        file.anchored,
        file.digest,
        [pack_finding(each) for each in findings],
    )
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def read_facts(path: str, language: str, facts: str) -> tuple[GuideFile, Findings]:
    """Return what ``write_facts`` was given, of the file at ``path``."""
    key, keyed, dialect, titles, url, aliases, anchored, digest, findings = json.loads(facts)
    guide = GuideFile(
        path,
        language,
        key,
        keyed,
        Dialect(dialect) if dialect else None,
        tuple(titles),
        url,
        tuple(aliases),
        tuple(anchored),
        digest,
    )
    return guide, tuple(map(unpack_finding, findings))


def pack_finding(finding: Finding) -> Packed:
    """Return a finding as JSON can hold it."""
    return (finding.check, finding.severity, finding.path, finding.line, finding.message)


def unpack_finding(packed: Packed) -> Finding:
    """Return the finding that was packed."""
    check, severity, path, line, message = packed
    return Finding(check, Severity(severity), path, line, message)
