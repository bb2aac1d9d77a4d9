"""Digests: what stands for the content of a file."""

from __future__ import annotations

import hashlib


def digest(page: bytes) -> str:
    """Return the digest of a page: 32 hexadecimal digits.

    CRLF counts as LF, because git may check a page out with either.
    """
    return hashlib.sha256(page.replace(b"\r\n", b"\n")).hexdigest()[:32]


def digest_of(data: bytes) -> str:
    """Return the digest of a file's bytes, or of anything else."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
