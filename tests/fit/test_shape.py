"""Whether a page that was put together has blocks that neither of its two sources has."""

from __future__ import annotations

import pytest

from l10n.fit.shape import is_sane, read_shape
from l10n.markdown.segments import read_layout


def sane(made: str, ours: str, theirs: str) -> bool:
    return is_sane(*(read_shape(read_layout(text, 0)) for text in (made, ours, theirs)))


@pytest.mark.parametrize("text", ["", "# One\n\nTwo.\n", "- a\n- b\n", "```\na\nb\n```\n"])
def test_each_is_sane_beside_itself(text: str) -> None:
    assert sane(text, text, text)


@pytest.mark.parametrize(
    ("made", "ours", "theirs"),
    [
        ("+ a\n- n\n+ b\n", "- a\n- n\n- b\n", "+ a\n+ b\n"),
        ("## One\n---\n", "## One\n", "One\n---\n"),
        ("- a\n  - n\n", "* a\n* n\n", "* a\n"),
        (
            "```\na\n```\n\n```\nx\nb\n```\n",
            "```\nx\n```\n\n```\nb\n```\n",
            "```\na\n```\n\n```\nb\n```\n",
        ),
    ],
)
def test_new_blocks_are_seen(made: str, ours: str, theirs: str) -> None:
    assert not sane(made, ours, theirs)
