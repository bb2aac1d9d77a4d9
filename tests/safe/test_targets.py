"""Hosts in running text: every one that a parser or a browser could see."""

from __future__ import annotations

import pytest

from l10n.safe.targets import find_hosts


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("no address", set()),
        ("see https://a.example/x and ftp://B.example.", {"a.example", "b.example"}),
        ("WwW.a.example, wwww.b.example", {"a.example", "b.example"}),
        ("me@a.example but not @b.example", {"a.example"}),
        ("https://www.a.example@b.example", {"a.example", "b.example"}),
        ("://://a.example", {"a.example"}),
        ("https://a.example:80/ 字www.b.example字", {"a.example", "b.example"}),
    ],
)
def test_hosts_are_found(text: str, hosts: set[str]) -> None:
    assert find_hosts(text) == hosts
