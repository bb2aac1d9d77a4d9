"""What is kept only as long as there is not too much of it."""

from __future__ import annotations

from l10n.disk.jobs import map_in_order
from l10n.disk.kept import keep_first, keep_recent


def test_what_is_kept_stays_bounded_and_has_the_last_result() -> None:
    kept: dict[int, int] = {}
    sizes = set()
    for number in range(20_000):
        assert keep_recent(kept, number, -number) == -number
        assert kept[number] == -number
        sizes.add(len(kept))
    assert max(sizes) < 10_000
    assert keep_recent(kept, 1, 7) == 7 == kept[1]


def test_the_first_values_stay() -> None:
    kept: dict[int, int] = {}
    assert [keep_first(kept, number, -number, 5) for number in range(8)] == [*range(0, -8, -1)]
    assert kept == {number: -number for number in range(5)}


def test_a_process_that_ends_with_its_step_keeps_the_last_few() -> None:
    kept: dict[int, int] = {}

    def work(number: int) -> tuple[bool, int]:
        keep_first(kept, number, -number, 1_000)
        return number in kept, len(kept)

    found = list(map_in_order(work, range(400), 2))
    assert all(is_kept for is_kept, _ in found)
    assert max(size for _, size in found) <= 64
    assert not kept
