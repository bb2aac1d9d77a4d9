"""Small sites that an engine on this machine translates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from l10n.catalog import Catalog, Entry
from l10n.po import parse_catalog
from tests.engines.servers import Server
from tests.sites import SETTINGS, Run, build_site, run, write
from tests.sites import pseudo as accented

INSTRUCTIONS = "Say usted."


def pseudo(text: str) -> str:
    """Return a text that only looks translated, in letters that the languages here have."""
    return accented(text).translate(str.maketrans("çñÑ", "cnN"))


def engine_settings(server: Server, more: str = "") -> str:
    """Return the settings of a site with the server as its only engine."""
    return (
        f'{SETTINGS}\n[engines.local]\ntype = "{server.protocol}"\nurl = "{server.url}"\n'
        f'model = "m-1"\n{more}\n'
    )


def build(root: Path, server: Server, more: str = "", form: str = SETTINGS, **changes: Any) -> Path:
    """Build a site whose guides are extracted and nothing is translated."""
    server.translate = lambda told: pseudo(told["text"])
    settings = engine_settings(server, more).replace(SETTINGS, form)
    build_site(root, settings=settings, **changes)
    assert run(root, "extract", "-q").code == 0
    return root


def translate(root: Path, *arguments: str) -> dict[str, Any]:
    """Run the command, and return what it says in JSON, with its exit code."""
    done = run(root, "translate", "--format", "json", *arguments)
    assert done.err == "", done
    found: dict[str, Any] = json.loads(done.out)
    return {**found, "code": done.code}


def translate_text(root: Path, *arguments: str) -> Run:
    """Run the command for people."""
    return run(root, "translate", *arguments)


def read(root: Path, language: str, key: str) -> Catalog:
    """Return a catalog."""
    path = root / f"locales/{language}/{key}.po"
    return parse_catalog(path.read_bytes(), str(path))


def entry(root: Path, msgid: str, language: str = "es", key: str = "bus") -> Entry:
    """Return the entry of a text that begins so."""
    entries = read(root, language, key).entries
    (found,) = [each for each in entries if each.msgid.startswith(msgid) and not each.obsolete]
    return found


def edit(root: Path, old: str, new: str, path: str = "locales/es/bus.po") -> None:
    """Change a file as a person would."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text, text
    write(root, path, text.replace(old, new))
