"""Makes guides of words that mean nothing, the same ones for the same seed."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Final

SEED: Final = 7
A_FOLDER: Final = 50
"""Guides in a folder."""
_SOUNDS: Final = (
    "ba", "del", "fi", "gor", "hu", "lan", "me", "nix", "or", "pel", "ri", "sto", "tam", "ul", "ve",
)  # fmt: skip


def write_guides(folder: Path, guides: int, *, seed: int = SEED) -> None:
    """Write as many guides below a folder."""
    names = [f"place-{number // A_FOLDER:03}/guide-{number:05}" for number in range(guides)]
    for number, name in enumerate(names):
        # A guide is the same whatever the number of guides, but for where its links lead.
        dice = Random(f"{seed} {number}")
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_guide(dice, name, names), encoding="utf-8")


def _guide(dice: Random, name: str, names: list[str]) -> str:
    title = _words(dice, 4).capitalize()
    key = name.replace("/", "-")
    parts = [
        f"---\ntitle: {title}\ndescription: {_sentence(dice)}\ntranslationKey: {key}\n---",
        f"# {title}",
        _paragraph(dice),
    ]
    for _ in range(4):
        link = f"See [{_words(dice, 3)}](/guides/{dice.choice(names)}/) and **{_words(dice, 2)}**."
        steps = "\n".join(f"{step}. {_sentence(dice)}" for step in range(1, 5))
        parts += [f"## {_words(dice, 3).capitalize()}", _paragraph(dice), link, steps]
    rows = "\n".join(f"| {_words(dice, 2)} | {dice.randrange(90)} |" for _ in range(3))
    parts.append(f"| {_words(dice, 1)} | {_words(dice, 1)} |\n| --- | ---: |\n{rows}")
    return "\n\n".join(parts) + "\n"


def _paragraph(dice: Random) -> str:
    return " ".join(_sentence(dice) for _ in range(4))


def _sentence(dice: Random) -> str:
    return _words(dice, dice.randint(6, 16)).capitalize() + "."


def _words(dice: Random, count: int) -> str:
    return " ".join("".join(dice.choices(_SOUNDS, k=dice.randint(1, 3))) for _ in range(count))
