"""What is cached of guides and findings, as JSON can hold it."""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern
from typing import Any, Final

from l10n.frontmatter.block import Dialect
from l10n.guide import Finding, Severity
from l10n.site.guidefile import BrokenFile, Findings, GuideFile, Identity

_SEVERITIES: Final = {str(each): each for each in Severity}
_DIALECTS: Final = {str(each): each for each in Dialect}


def pack_identity(file: Identity, findings: Iterable[Finding]) -> object:
    """Return what a file is, and its faults, as JSON can hold them."""
    return (*file, pack_findings(findings))


def unpack_identity(packed: Any) -> tuple[Identity, Findings]:
    """Return what ``pack_identity`` was given."""
    if len(packed) == 4:
        path, language, keys, faults = packed
        return BrokenFile(path, language, tuple(keys)), unpack_findings(faults)
    path, language, key, keyed, dialect, titles, *rest, faults = packed
    url, slug, date, terms, aliases, anchored, digest, own_key = rest
    guide = GuideFile(
        intern(path),
        intern(language),
        intern(key),
        keyed,
        _DIALECTS.get(dialect),
        tuple(titles),
        url,
        slug,
        date,
        tuple(map(tuple, terms)),
        tuple(aliases),
        tuple(anchored),
        digest,
        own_key,
    )
    return guide, unpack_findings(faults)


def pack_findings(findings: Iterable[Finding]) -> object:
    """Return findings as JSON can hold them; what is said of many lines is held once."""
    told: dict[tuple[str, str, str, str], int] = {}
    places = [
        (told.setdefault((check, severity, path, message), len(told)), line)
        for check, severity, path, line, message in findings
    ]
    return [[*told], places] if told else []


def unpack_findings(packed: Any) -> Findings:
    """Return what ``pack_findings`` was given."""
    if not packed:
        return ()
    told, places = packed
    found = [(check, _SEVERITIES[severity], path, text) for check, severity, path, text in told]
    return tuple(
        Finding(check, severity, path, line, text)
        for index, line in places
        for check, severity, path, text in (found[index],)
    )


def unpack_finding(packed: Any) -> Finding:
    """Return a finding that JSON has held."""
    check, severity, path, line, message = packed
    return Finding(check, _SEVERITIES[severity], path, line, message)
