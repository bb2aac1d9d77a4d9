"""Random TOML and JSON for the property tests, in every style that they have for a string."""

from __future__ import annotations

import json

from front_matters import DOUBTFUL, NEW_TEXTS, WORDS
from hypothesis import strategies as st

NAMES = ["title", "b", "c-d", "1", '"x.y"', "'q r'", '"é"', "2024-01-01", "true"]
ATOMS = [
    *("1", "-1.5", "0x1f", "1_000", "true", "inf", "1e3", "07:32:00", "1979-05-27"),
    *("1979-05-27T07:32:00Z", "1979-05-27 07:32:00.5-07:00", "[]", "{}"),
]
JSON_ATOMS = ["1", "-1.5e+3", "0", "true", "null", "[]", "{}", "[ ]"]
HOSTILE = st.one_of(
    NEW_TEXTS,
    st.sampled_from(
        [
            *(
                "'",
                "''",
                "'''",
                "''''",
                '"',
                '""',
                '"""',
                '""""',
                'x"',
                "x'",
                '\\"""',
                "\\",
                "\\\n",
            ),
            *(
                'x"""\nslug = "hacked',
                "x'''\nslug = 'hacked",
                'x"\nslug = "hacked"',
                "+++\n",
                "a\n+++",
            ),
            *(
                'x", "slug": "hacked',
                "x\n[slug]",
                "1979-05-27",
                "true",
                "a = 1",
                "# c",
                "\x00",
                "\x1b[0m",
            ),
            *(
                "\x7f",
                "\ufffe",
                "{{ x }}",
                "}",
                "]",
                ",",
                "\nfirst",
                "last\n",
                "\n\n",
                "a\\\n  b",
                "\t",
            ),
        ]
    ),
)
TEXTS = st.one_of(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.lists(WORDS, min_size=2, max_size=4).map("\n".join),
    DOUBTFUL,
    st.just(""),
)


@st.composite
def toml_texts(draw):
    """Return a TOML document; each comment in it is unique and begins with ``# c``."""
    state = _State(draw)
    names = draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True))
    parts = [_pair(state, name, 0) for name in names]
    for number in range(draw(st.integers(0, 4))):
        opening = state.pick(f"[t{number}]", f"[ u.'v w' . t{number} ]", "[[items]]", "[[ items ]]")
        inside = draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
        parts.append(f"{state.blank()}{opening}{state.comment()}\n")
        parts += [_pair(state, name, 0) for name in inside]
    text = "".join(parts)
    return text.replace("\n", "\r\n") if state.pick(*range(6)) == 0 else text


@st.composite
def json_texts(draw):
    """Return a JSON object."""
    state = _State(draw)
    return _json(state, 0, kind="{")


class _State:
    """What a document being drawn has already; only the generator changes it."""

    def __init__(self, draw):
        self.draw = draw
        self.comments = 0

    def pick(self, *choices):
        return self.draw(st.sampled_from(choices))

    def comment(self):
        self.comments += 1
        return self.pick("", "", f" # c{self.comments}.")

    def blank(self):
        return self.pick("", "", " ", "\t", "\n")


def _pair(state, name, depth):
    dotted = state.pick("", "", "", ".sub", " . 'sub.x'", ".a.b")
    value = _toml(state, depth)
    return f"{state.blank()}{name}{dotted} ={state.pick(' ', '', chr(9))}{value}{state.comment()}\n"


def _toml(state, depth):
    kind = state.pick("text", "text", "text", "text", "atom", "[", "{")
    if kind == "atom" or (kind != "text" and depth > 2):
        return state.pick(*ATOMS)
    if kind == "[":
        between = state.pick(", ", ",", f",{state.comment()}\n  ")
        items = between.join(_toml(state, depth + 1) for _ in range(state.pick(1, 2)))
        return f"[{state.pick('', ' ')}{items}{state.pick('', ',', f'{state.comment()}{chr(10)}')}]"
    if kind == "{":
        names = state.draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True))
        pairs = (f"{name} = {_toml(state, depth + 1)}" for name in names)
        return "{ " + ", ".join(pairs) + state.pick("", " ") + "}"
    return _toml_string(state, state.draw(TEXTS).replace("\r", ""))


def _toml_string(state, text):
    """Write a text, more or less, as a string of any style."""
    style = state.pick('"', "'", '"""', "'''")
    printable = "".join(
        sign for sign in text if sign == "\n" or (ord(sign) > 31 and sign != "\x7f")
    )
    if style == "'":
        return "'" + printable.replace("'", "").replace("\n", " ") + "'"
    if style == "'''":
        start = state.pick("\n", "") if not printable.startswith("\n") else "\n"
        return f"'''{start}{printable.replace(chr(39) * 3, '')}'''"
    escaped = json.dumps(text, ensure_ascii=state.pick(True, False))[1:-1].replace("\x7f", "")
    if "\\ud8" in escaped:  # TOML has no pairs of surrogates
        escaped = json.dumps(text, ensure_ascii=False)[1:-1].replace("\x7f", "")
    if style == '"':
        return f'"{escaped}"'
    folded = state.pick("", "", "\\\n   ", "\\  \n\n")
    return f'"""{state.pick(chr(10), "")}{folded}{escaped}{folded}"""'


def _json(state, depth, kind=""):
    kind = kind or state.pick("text", "text", "text", "atom", "[", "{")
    if kind == "text":
        return json.dumps(state.draw(TEXTS), ensure_ascii=state.pick(True, False))
    if kind == "atom" or depth > 3:
        return state.pick(*JSON_ATOMS)
    between = state.pick(", ", ",", ",\n  ", " ,\r\n")
    count = state.pick(1, 2, 3)
    if kind == "[":
        return "[" + between.join(_json(state, depth + 1) for _ in range(count)) + "]"
    names = state.draw(
        st.lists(
            st.sampled_from(["title", "b.c", "é", "", '"']), min_size=1, max_size=3, unique=True
        )
    )
    pairs = (
        f"{json.dumps(name)}{state.pick(': ', ':', ' : ')}{_json(state, depth + 1)}"
        for name in names
    )
    return state.pick("{", "{\n  ") + between.join(pairs) + state.pick("}", "\n}")
