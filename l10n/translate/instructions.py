"""The site's instructions for a language, beside its catalogs: how its translations are written."""

from __future__ import annotations

import re
from typing import Final

from l10n.config.settings import Config
from l10n.data.languages import find_language
from l10n.disk.files import is_there, read_text
from l10n.disk.write import write_text
from l10n.site.paths import beside_catalogs

_NAME: Final = "instructions"
_COMMENT: Final = re.compile(r"<!--(?:(?!-->).)*+-->", re.DOTALL)
_PROPOSAL: Final = """\
<!-- How {language} is written on this site. l10n translate sends what stands here to models, with
each request; comments like this one stay here. -->

<!-- Register: how are readers addressed, formally or not? Which country's {language} is it? -->

<!-- Voice: short sentences, active voice? What do good pages of this site have in common? -->

<!-- Typography: quotation marks, decimal signs, units, capitals in headings? -->

<!-- Words that are always translated in one way, or never, belong in glossary.csv. -->
"""


def read_instructions(config: Config, language: str) -> str:
    """Return what they say without their comments; empty where there are none."""
    path = _instructions_path(config, language)
    full = config.root / path
    text = read_text(full, path)[0] if is_there(full, path) else ""
    return _COMMENT.sub("", text).strip()


def propose_instructions(config: Config) -> list[str]:
    """Write what they may say for each language that has none, and return the paths."""
    written = []
    for tag in config.languages:
        path = _instructions_path(config, tag)
        if is_there(config.root / path, path):
            continue
        language = find_language(tag)
        text = _PROPOSAL.format(language=language.english if language else tag)
        write_text(config.root, path, text, durable=True, expected=None)
        written.append(path)
    return written


def _instructions_path(config: Config, language: str) -> str:
    """Return where they are, relative to the root."""
    return f"{beside_catalogs(config, language, _NAME).removesuffix('po')}md"
