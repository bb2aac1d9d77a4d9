"""Files moved so that none is lost on the way."""

from __future__ import annotations

import os
from pathlib import Path

from l10n.disk.files import inside, is_there, told
from l10n.disk.guards import refuse_changed, refuse_to_lose
from l10n.disk.look import Expected
from l10n.disk.write import make_folder_of
from l10n.errors import L10nError


def move_file(root: Path, old: str, new: str, *, expected: Expected) -> None:
    """Move a file of the site in one step, folders made as needed; ``write_bytes``'s guards hold.

    Raises L10nError, both places as they were, when that is impossible, when something is there
    already, or when the file is not the ``expected`` one.
    """
    source, target = inside(root, old), inside(root, new)
    if is_there(target, new):
        message = f"in the way of {old}, which moves here: move or remove it"
        raise L10nError(message, path=new)
    with told(old):
        refuse_to_lose(source, old)
        make_folder_of(target)
        refuse_changed(source, old, expected)
        os.replace(source, target)
