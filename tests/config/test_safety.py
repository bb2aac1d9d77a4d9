from __future__ import annotations

from pathlib import Path

from l10n.config.settings import parse_config
from l10n.safe.policy import DEFAULT_POLICY

LEAST = 'source-language = "en"\nlanguages = ["es"]\n'


def test_without_the_table_nothing_is_added():
    assert parse_config(LEAST, Path("/site")).policy == DEFAULT_POLICY


def test_hosts_and_tags_are_added():
    text = LEAST + '[safety]\nhosts = ["www.Example.org"]\ntags = ["abbr"]\n'
    policy = parse_config(text, Path("/site")).policy
    assert policy.hosts == {"www.example.org"}
    assert policy.tags == {"bdi", "span", "abbr"}
    assert policy.attributes == DEFAULT_POLICY.attributes
