"""Random front matters for the property tests, in every style that YAML has for a string."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

DATA = Path(__file__).parents[1] / "data" / "frontmatter"

WORDS = st.sampled_from(
    ["One", "two", "três", "中文", "it's", 'a "b"', "x#y", "c:d", "10", "\\n", "🙂", "(see)", "%"]
)
LINES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
SAFE_LINES = LINES.map(lambda line: f"Say {line}")

DOUBTFUL = st.one_of(
    st.sampled_from((DATA / "doubtful.txt").read_text("utf-8").splitlines()),
    st.sampled_from(
        ["a\nb", "a\n\nb\n", "\na", "a\n\n", " a", "a ", "a\n b", "a\r\nb", "a\tb", ""]
    ),
    st.sampled_from(
        ["\u2028", "a\x85b", "\ufeffa", "\x07", "{{ x }}", "x" * 200, "word " * 40 + "end", "\\"]
    ),
)
NEW_TEXTS = st.one_of(
    DOUBTFUL,
    SAFE_LINES,
    st.lists(st.one_of(DOUBTFUL, LINES), max_size=3).map(" ".join),
    st.lists(LINES, min_size=1, max_size=3).map("\n".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)


@st.composite
def front_matters(draw):
    """Return the text of a guide; every comment in it is unique and begins with ``# c``."""
    state = _State(draw)
    entries = [_entry(state, f"k{number}", 0) for number in range(draw(st.integers(1, 5)))]
    content = "".join(entries)
    if "&" not in entries[0] and draw(st.integers(0, 9)) == 0:
        content += entries[0]
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    return f"---\n{content}---\nBody\n".replace("\n", end)


class _State:
    """What a front matter being drawn has already; only the generator changes it."""

    def __init__(self, draw):
        self.draw = draw
        self.anchors = []
        self.comments = 0

    def pick(self, *choices):
        return self.draw(st.sampled_from(choices))

    def comment(self):
        self.comments += 1
        return self.pick("", f"  # c{self.comments}.")

    def anchor(self):
        if self.pick(*range(5)):
            return ""
        self.anchors.append(f"a{len(self.anchors)}")
        return f"&{self.anchors[-1]} "


def _entry(state, key, indent):
    """Return a key and its value, with the last line end."""
    pad = " " * indent
    kinds = "scalar", "scalar", "scalar", "block", "map", "list", "flow", "alias", "other"
    kind = state.pick(*kinds)
    if kind == "alias" and state.anchors:
        return f"{pad}{key}: *{state.pick(*state.anchors)}{state.comment()}\n"
    if kind == "flow":
        return f"{pad}{key}: {state.anchor()}{_flow(state, indent)}{state.comment()}\n"
    if kind == "other":
        return f"{pad}{key}: {state.pick('12', 'true', '2024-01-02', '~', '', '[]', '1.5')}\n"
    if kind == "block":
        return f"{pad}{key}: {state.anchor()}{_block(state, indent)}"
    if kind in ("map", "list") and indent < 6:
        return f"{pad}{key}:\n" + _collection(state, kind, indent)
    return f"{pad}{key}:{_scalar(state, indent)}{state.comment()}\n"


def _collection(state, kind, indent):
    inner = indent + state.pick(1, 2, 4)
    size = state.pick(1, 2)
    if kind == "map":
        return "".join(_entry(state, f"m{number}", inner) for number in range(size))
    # A list may stand as far left as its key.
    pad = " " * state.pick(indent, inner)
    return "".join(
        pad + state.pick("- ", "-   ")[:2] + _entry(state, "m0", len(pad) + 2).lstrip(" ")
        if state.pick(0, 1)
        else f"{pad}- {_scalar(state, len(pad)).lstrip()}{state.comment()}\n"
        for _ in range(size)
    )


def _scalar(state, indent):
    """Return a plain or quoted scalar with the blanks before it, without its line end."""
    properties = state.pick("", "", "", "!!str ") + state.anchor()
    fold = "\n" + " " * (indent + state.pick(1, 2, 5))
    start = state.pick(" ", " ", "  ", fold)
    lines = state.draw(st.lists(SAFE_LINES, min_size=1, max_size=3))
    style = state.pick("plain", "single", "double")
    if style == "plain":
        lines = [line.replace(" #", " ") for line in lines]
        return start + properties + fold.join(lines)
    if style == "single":
        return start + properties + "'" + fold.join(lines).replace("'", "''") + "'"
    body = fold.join(line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    body += state.pick("", " \\n\\u00e9 ", f" \\{fold}more")
    return f'{start}{properties}"{body}"'


def _block(state, indent):
    """Return a literal or folded block scalar with its last line end."""
    lines = state.draw(st.lists(st.one_of(LINES, LINES, st.just("")), min_size=1, max_size=4))
    lines.append(state.draw(LINES) + state.pick("", "", " "))
    width = state.pick(1, 2, 4)
    explicit = state.pick(False, False, True)
    if explicit:
        lines[0] = state.pick("", " ", "  ") + lines[0]
    header = state.pick("|", ">") + (str(width) if explicit else "") + state.pick("", "", "-", "+")
    pad = " " * (indent + width)
    written = "".join(f"{pad}{line}\n" if line.strip() else "\n" for line in lines)
    after = state.pick("", "", "\n", "\n\n", f"{pad}\n", f"{pad}  \n")
    return f"{header}{state.comment()}\n{written}{after}"


def _flow(state, indent):
    words = [state.draw(WORDS) for _ in range(state.pick(1, 2, 3))]
    quoted = [
        state.pick("'{}'", '"{}"', "Say {}").format(
            word.translate(str.maketrans("", "", "'\"\\#:%-"))
        )
        for word in words
    ]
    join = state.pick(", ", ",", ",\n" + " " * (indent + 1))
    if state.pick(0, 1):
        return f"[{join.join(quoted)}]"
    key = state.pick("f{}", '"f{}"')
    pairs = (f"{key.format(number)}: {word}" for number, word in enumerate(quoted))
    return "{" + state.pick("", " ") + join.join(pairs) + state.pick("", " ") + "}"
