"""The folder that belongs to this clone alone: what is in it may be deleted at any time."""

from __future__ import annotations

import os
from pathlib import Path

from l10n.disk.files import PRIVATE_FOLDER, inside
from l10n.errors import L10nError


def private_fault(root: Path) -> str:
    """Say why that folder cannot be used; empty when it can, or when there is none yet."""
    try:
        real = inside(root, PRIVATE_FOLDER)
    except L10nError as error:
        return str(error)
    is_folder = os.path.isdir(real)  # noqa: PTH112 - of a link into a shut folder Path raises
    if not is_folder and os.path.lexists(root / PRIVATE_FOLDER):
        return f"{PRIVATE_FOLDER}: this is not a folder, nor a link to one: remove or rename it"
    return ""
