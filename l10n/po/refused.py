"""What stands in the place of a guide's part of a catalog of many guides that is damaged."""

from __future__ import annotations

import re
from typing import Final

from l10n.errors import L10nError

_REFUSED: Final = re.compile(rb"\0refused (\d{1,9})\0([^\0]+)\0([^\0]+)\0")
"""No catalog is so: gettext refuses a NUL."""


def render_refused(error: L10nError) -> bytes:
    """Return a file that is refused in the same words, with the same place."""
    text = f"\0refused {error.line}\0{error.path}\0{error.message}\0"
    return text.encode("utf-8", "backslashreplace")


def expect_none_refused(data: bytes) -> None:
    """Raise the L10nError that such a file stands for."""
    if found := _REFUSED.fullmatch(data):
        path, message = (each.decode("utf-8", "replace") for each in found.groups()[1:])
        raise L10nError(message, path=path, line=int(found[1]))
