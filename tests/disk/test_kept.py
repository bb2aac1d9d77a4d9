"""What is kept only as long as there is not too much of it."""

from __future__ import annotations

from l10n.disk.kept import keep_recent


def test_what_is_kept_stays_bounded_and_has_the_last_result() -> None:
    kept: dict[int, int] = {}
    sizes = set()
    for number in range(20_000):
        assert keep_recent(kept, number, -number) == -number
        assert kept[number] == -number
        sizes.add(len(kept))
    assert max(sizes) < 10_000
    assert keep_recent(kept, 1, 7) == 7 == kept[1]
