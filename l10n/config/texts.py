"""The settings of what is text in shortcodes and components, besides what is by default."""

from __future__ import annotations

from l10n.config import toml


def read_texts(table: toml.Table, key: str) -> dict[str, frozenset[str]]:
    """Return what is text by the names in the table ``key`` of the file's top ``table``.

    A name has a list of parameters, by their names or their numbers, from 0; ``body`` is what
    its tags enclose. Where it has ``false`` instead, nothing in it is text.
    """
    names = toml.subtable(table, key)
    return {name: _texts(names, name) for name in names.values}


def _texts(names: toml.Table, name: str) -> frozenset[str]:
    value = names.values[name]
    if value is False:
        return frozenset()
    listed = value if isinstance(value, list) and value else [None]
    if not all(_is_parameter(each) for each in listed):
        message = (
            f'{name} must be a list of what is text in it, like {name} = ["title", 0, "body"], or '
            f"{name} = false"
        )
        raise toml.fault(names, name, message)
    return frozenset(map(str, listed))


def _is_parameter(value: object) -> bool:
    if isinstance(value, int) and not isinstance(value, bool):
        return value >= 0
    return isinstance(value, str) and bool(value.strip())
