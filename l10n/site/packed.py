"""What is cached of guides and findings, as JSON can hold it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from l10n.frontmatter.block import Dialect
from l10n.guide import Finding, Severity
from l10n.site.guidefile import BrokenFile, Findings, GuideFile, Identity

_SEVERITIES: Final = {str(each): each for each in Severity}

Packed: TypeAlias = tuple[str, str, str, int, str]


def pack_identity(file: Identity, findings: Iterable[Finding]) -> object:
    """Return what a file is, and its faults, as JSON can hold them."""
    faults = [pack_finding(each) for each in findings]
    if isinstance(file, BrokenFile):
        return [file.path, file.language, file.keys, faults]
    return [
        file.path,
        file.language,
        file.key,
        file.keyed,
        file.dialect,
        file.titles,
        file.url,
        file.aliases,
        file.anchored,
        file.digest,
        faults,
    ]


def unpack_identity(packed: Any) -> tuple[Identity, Findings]:
    """Return what ``pack_identity`` was given."""
    if len(packed) == 4:
        path, language, keys, faults = packed
        return BrokenFile(path, language, tuple(keys)), tuple(map(unpack_finding, faults))
    path, language, key, keyed, dialect, titles, url, aliases, anchored, digest, faults = packed
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
    return guide, tuple(map(unpack_finding, faults))


def pack_finding(finding: Finding) -> Packed:
    """Return a finding as JSON can hold it."""
    return (finding.check, finding.severity, finding.path, finding.line, finding.message)


def unpack_finding(packed: Packed) -> Finding:
    """Return the finding that was packed."""
    check, severity, path, line, message = packed
    return Finding(check, _SEVERITIES[severity], path, line, message)
