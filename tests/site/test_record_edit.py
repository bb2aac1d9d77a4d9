from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from l10n.site.record_edit import announce, change_lines, change_record, render_record
from tests.site.test_record import keys, pages, records

identities = st.tuples(st.sampled_from(["es", "pt-BR", "pt"]), keys)
changes = st.dictionaries(identities, st.none() | pages, max_size=4)


@given(records, st.lists(changes, max_size=3))
def test_lines_change_as_the_record_does(record, steps):
    data = render_record(record)
    for step in steps:
        new = announce(record, {identity: page for identity, page in step.items() if page})
        assert change_lines(data, new) == render_record(change_record(record, new))
        record, data = change_record(record, step), change_lines(data, step)
        assert data == render_record(record)
        assert all(record.get(identity) == page for identity, page in step.items())
