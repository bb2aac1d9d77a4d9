from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.run.packing import pack, unpack

texts = st.lists(st.text().map(lambda text: text.replace("\0", "")), min_size=1)
numbers = st.lists(st.integers(-(2**63), 2**63 - 1))


@given(texts, numbers)
def test_what_was_packed_is_unpacked(texts, numbers):
    found, values = unpack(pack(texts, numbers))
    assert found == texts
    assert list(values) == numbers


def test_a_name_that_cannot_be_decoded_is_kept():
    assert unpack(pack(["caf\udce9.md"]))[0] == ["caf\udce9.md"]


@given(texts, numbers, st.data())
def test_damage_is_told(texts, numbers, data):
    packed = pack(texts, numbers)
    place = data.draw(st.integers(0, len(packed) - 1))
    for damaged in (
        packed[:place],
        packed[:place] + bytes([packed[place] ^ 1]) + packed[place + 1 :],
    ):
        with pytest.raises(ValueError, match="damaged"):
            unpack(damaged)
