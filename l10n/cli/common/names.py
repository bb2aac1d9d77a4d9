"""Names in options: a list of them, and what is said of one that there is not."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection

import click

_FEW = 8
"""Names that are all listed in a message."""


def hint_at(name: str, known: Collection[str], otherwise: str) -> str:
    """Return what may have been meant by a name; a few are all listed."""
    folded = {each.lower(): each for each in sorted(known)}
    near = difflib.get_close_matches(name.lower(), folded, n=1)
    if near:
        return f"did you mean {folded[near[0]]}?"
    return f"known here: {', '.join(sorted(known))}" if 0 < len(known) <= _FEW else otherwise


def split_names(
    kind: str, known: Callable[[], Collection[str]], otherwise: str
) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], tuple[str, ...]]:
    """Return what splits an option's lists at commas, and refuses what is not ``known``.

    An option that names nothing is refused, too: it would mean all.
    """

    def split(
        ctx: click.Context, option: click.Parameter, names: tuple[str, ...]
    ) -> tuple[str, ...]:
        if not names:
            return ()
        found = tuple(name for each in names for name in each.replace(",", " ").split())
        if not found:
            message = f"it names no {kind}: {otherwise}"
            raise click.BadParameter(message, ctx, option)
        there = known()
        for name in found:
            if name not in there:
                message = f"there is no {kind} {name}: {hint_at(name, there, otherwise)}"
                raise click.BadParameter(message, ctx, option)
        return found

    return split
