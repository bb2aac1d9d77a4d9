"""The versions that a report of a fault needs."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Final

from l10n import DISTRIBUTION

_DECISIVE: Final = ("markdown-it-py", "mdit-py-plugins", "polib", "PyYAML", "rapidfuzz")
"""What decides where texts are, and what catalogs and pages look like."""


def installed_version() -> str:
    """Return the version of what is installed; empty where it runs from its source."""
    return _version_of(DISTRIBUTION)


def version_lines() -> tuple[str, str, str]:
    """Return the version, that of Python and its system, and those of libraries."""
    import platform

    known = installed_version() or "unknown: not installed, run from its source"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = ", ".join(f"{each} {_version_of(each) or 'unknown'}" for each in _DECISIVE)
    return (
        f"l10n {known} ({DISTRIBUTION})",
        f"{python}, {platform.system()} {platform.machine()}",
        libraries,
    )


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
