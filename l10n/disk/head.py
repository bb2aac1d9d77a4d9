"""Where a repository is, and which commit is checked out: found without git, at every run."""

from __future__ import annotations

from pathlib import Path


def read_head(root: Path) -> str:
    """Return what stands for the commit that is checked out; empty where there is no repository.

    No process is needed: what git has of a file changes only when this does.
    """
    top = _top_of(root)
    if top is None:
        return ""
    folder = top / ".git"
    if folder.is_file():  # a worktree's, or a submodule's
        folder = top / _first_line(folder).removeprefix("gitdir:").strip()
    shared = folder / _first_line(folder / "commondir")
    head = _first_line(folder / "HEAD")
    name = head.removeprefix("ref:").strip()
    refs = (_first_line(each / name) for each in (folder, shared)) if name != head else ()
    packed = "" if (found := next(filter(None, refs), "")) else _look(shared / "packed-refs")
    return f"{head} {found}{packed} {_look(shared / 'shallow')}"


def below_repository(root: Path) -> str:
    """Return where ``root`` is in its repository, with a slash at the end; empty at its top.

    Empty in no repository, too.
    """
    real = root.resolve()
    top = _top_of(real)
    inner = real.relative_to(top).as_posix() if top else "."
    return "" if inner == "." else f"{inner}/"


def _top_of(root: Path) -> Path | None:
    """Return the folder of the repository: where ``.git`` is, which a worktree has as a file."""
    return next((each for each in (root, *root.parents) if (each / ".git").exists()), None)


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
    except OSError:
        return ""


def _look(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size}-{found.st_mtime_ns}"
