"""Every guide of the real sites is located, and every value reads back when it is written."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from l10n.frontmatter.block import find_block
from l10n.frontmatter.metadata import read_metadata
from l10n.frontmatter.tree import read_tree
from l10n.frontmatter.values import check_edited, edit_value, find_shared, locate_values
from l10n.text import splice

FIELDS = ("title", "linkTitle", "meta_title", "description", "summary", "faq.*.question", "tags.*")


@pytest.fixture(params=["tramitit", "hugodocs", "rustbook", "zola"])
def guides(request):
    corpora = os.environ.get("L10N_CORPORA")
    if not corpora:
        pytest.skip("L10N_CORPORA does not say where the corpora are")
    root = Path(corpora, request.param)
    return {
        str(file.relative_to(root)): file.read_bytes().decode("utf-8-sig")
        for file in sorted(root.rglob("*.md"))
    }


def test_every_value_reads_back(guides):
    count = Counter()
    for path, text in guides.items():
        block = find_block(text, path)
        if block is None:
            continue
        metadata = read_metadata(text, block, path)
        root = read_tree(text, block, path)
        values = locate_values(text, block, root, FIELDS)
        assert not find_shared(text, block, root, FIELDS, path)
        count["guides"] += 1
        count["values"] += len(values)
        count["repeated, agree"] += any(key.agree for key in metadata.repeated)
        count["repeated, differ"] += any(not key.agree for key in metadata.repeated)
        named = {
            field: metadata.values[field]
            for field in FIELDS
            if isinstance(metadata.values.get(field), str) and metadata.values[field].strip()
        }
        assert named == {value.field: value.text for value in values if "." not in value.field}
        for new in (lambda old: old, lambda old: f"«{old}»: # {old}\n"):
            edits = [edit_value(text, value, new(value.text)) for value in values]
            after = splice(text, edits)
            check_edited(root, after, {value.field: new(value.text) for value in values}, path)
            assert after.endswith(text[block.body :])
    print(dict(count))
    assert count["guides"] or not any(text.startswith(("---", "+++")) for text in guides.values())
