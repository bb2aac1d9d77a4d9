"""Which engines there are: ours, and those that other packages bring."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, TypeAlias

from l10n import DISTRIBUTION
from l10n.engines.values import Engine, EngineSettings
from l10n.errors import L10nError

Open: TypeAlias = Callable[[EngineSettings], Engine]
"""Opens an engine; raises L10nError when the settings do not suffice."""

TYPES: Final = ("command", "openai", "anthropic", "deepl", "libretranslate", "google")
GROUP: Final = "l10n.engines"
"""The entry points by which packages bring an ``Open``, named by its type."""


def open_engine(settings: EngineSettings) -> Engine:
    """Return the engine that the settings mean; its module is imported now."""
    if settings.type in TYPES:
        try:
            module = import_module(f"l10n.engines.{settings.type}")
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("l10n"):
                raise
            message = f'engine {settings.name} needs more: pip install "{DISTRIBUTION}[engines]"'
            raise L10nError(message) from None
        found: Open = module.open_engine
        return found(settings)
    return _open_foreign(settings)


def _open_foreign(settings: EngineSettings) -> Engine:
    from importlib.metadata import entry_points

    for each in entry_points(group=GROUP, name=settings.type):
        found: Open = each.load()
        return found(settings)
    message = (
        f"engine {settings.name}: there is no type {settings.type}: write one of "
        f"{', '.join(TYPES)}, or install the package that brings it"
    )
    raise L10nError(message)
