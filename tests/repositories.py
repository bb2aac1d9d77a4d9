"""Git repositories that tests make of their sites."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

FIRST = datetime(2024, 2, 3, 4, 5, tzinfo=UTC)
SECOND = datetime(2025, 6, 7, 8, 9, tzinfo=UTC)
THIRD = datetime(2025, 7, 8, 9, 10, tzinfo=UTC)


def git(root: Path, *arguments: str, date: datetime = FIRST) -> str:
    """Run git in ``root``, as nobody in particular at this date."""
    stamp = date.isoformat()
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        nobody[f"GIT_{role}_NAME"] = nobody[f"GIT_{role}_EMAIL"] = "nobody"
        nobody[f"GIT_{role}_DATE"] = stamp
    done = subprocess.run(
        ["git", *arguments], cwd=root, env=os.environ | nobody, capture_output=True, check=True
    )
    return done.stdout.decode()


def commit(root: Path, date: datetime = FIRST) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "a step", date=date)
