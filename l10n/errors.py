"""The one error that a run can end with, always with a place and what to do next."""

from __future__ import annotations


class L10nError(Exception):
    """A promise that cannot be kept: unreadable input, a damaged catalog, a wrong setting.

    ``path`` is as the user would type it, ``None`` when no file is to blame; ``line`` counts
    from 1, 0 when the whole file is meant. Printed as ``path:line: message``.
    """

    def __init__(self, message: str, *, path: str | None = None, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line

    def __str__(self) -> str:
        place = [part for part in (self.path, str(self.line or "")) if part]
        return ": ".join([":".join(place), self.message]) if place else self.message

    def __reduce__(self) -> tuple[object, ...]:
        """Cross a process boundary with its place."""
        return (_rebuild, (self.message, self.path, self.line))


def _rebuild(message: str, path: str | None, line: int) -> L10nError:
    return L10nError(message, path=path, line=line)
