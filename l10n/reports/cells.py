"""How much room text takes in a terminal, and how it is made to fit."""

from __future__ import annotations

from collections.abc import Iterator

from l10n.words import cells_of, count_cells


def pad(text: str, width: int) -> str:
    """Return ``text`` in exactly ``width`` cells; what does not fit ends in an ellipsis."""
    if text.isascii() and len(text) <= width:
        return text.ljust(width)
    text = shorten(text, width)
    return text + " " * (width - count_cells(text))


def shorten(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` cells; what does not fit ends in an ellipsis."""
    if count_cells(text) <= width:
        return text
    if text.isascii():
        return text[: max(width - 1, 0)] + "…"
    while text and count_cells(text) >= width:
        text = text[:-1]
    return text + "…"


def wrap(text: str, width: int, indent: str) -> Iterator[str]:
    """Yield ``text`` in lines of at most ``width`` cells, all but the first after ``indent``.

    Blanks within the text stay, but where a line ends. A path or another word that is longer stays
    whole; one of wide characters, which may stand without blanks, is divided.
    """
    line = ""
    for word in _parts(text, width - len(indent)):
        if line.strip() and count_cells(line) + count_cells(word.rstrip(" ")) > width:
            yield line.rstrip(" ")
            line = indent
        line += word
    yield line.rstrip(" ")


def wrapped(text: str, width: int | None, indent: str) -> tuple[str, ...]:
    """Return the lines of a text that ``wrap`` makes; one where no width is given."""
    return (text,) if width is None else tuple(wrap(text, width, indent))


def printable(text: str) -> str:
    """Return ``text`` without what could move a terminal's cursor or turn its direction."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else "?" for character in text)


def _parts(text: str, width: int) -> Iterator[str]:
    """Yield the words of a text, each with the blanks after it."""
    start = 0
    size = 0
    for at, character in enumerate(text):
        after_blank = at > start and text[at - 1] == " " != character
        size += cells_of(character)
        if after_blank or (size > width and cells_of(character) == 2):
            yield text[start:at]
            start, size = at, cells_of(character)
    yield text[start:]
