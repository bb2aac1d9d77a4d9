from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from l10n.site.record_edit import StoredRecord, announce, change_record, render_record
from tests.site.test_record import keys, pages, records

identities = st.tuples(st.sampled_from(["es", "pt-BR", "pt"]), keys)
changes = st.dictionaries(identities, st.none() | pages, max_size=4)


@given(records, st.lists(changes, max_size=3))
def test_a_record_read_by_lines_becomes_what_one_read_whole_becomes(record, steps):
    stored = StoredRecord(render_record(record), {})
    assert render_record(stored) == render_record(record)
    for step in steps:
        new = {identity: page for identity, page in step.items() if page}
        assert render_record(announce(stored, new)) == render_record(announce(record, new))
        known = {identity: page for identity, page in step.items() if page or identity in record}
        stored, record = change_record(stored, known), change_record(record, known)
        assert render_record(stored) == render_record(record)
        assert dict(stored) == record
        assert all(stored.get(identity) == record.get(identity) for identity in step)
        assert len(stored) == len(record)
