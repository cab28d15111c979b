"""Slips of the keyboard: what tests do to a good file to see what the loaders make of it."""

from __future__ import annotations

from hypothesis import strategies as st

LINES = st.integers(0, 40)
PIECES = st.sampled_from(
    [*"\t\n\r:#-'\"[]{}|>&*!%@`,?\\\0~", " ", ": ", "- ", "---\n", "...\n", "<<: *a", "&a ", "*a"]
    + [
        "null",
        "true",
        "1.10",
        ".nan",
        "-1",
        "1e999",
        "0x",
        "id: id",
        "é\u2028",
        "[[gap]]",
        "\ufeff",
    ]
)
MUTATIONS = st.one_of(
    st.tuples(st.just("delete"), LINES, st.none()),
    st.tuples(st.just("double"), LINES, st.none()),
    st.tuples(st.just("indent"), LINES, st.integers(-6, 6)),
    st.tuples(st.just("insert"), LINES, st.tuples(st.integers(0, 60), PIECES)),
    st.tuples(st.just("bytes"), LINES, st.binary(min_size=1, max_size=4)),
    st.tuples(st.just("cut"), LINES, st.integers(0, 60)),
)


def mutated(data: bytes, mutation: tuple[str, int, object]) -> bytes:
    lines = data.split(b"\n")
    how, place, value = mutation
    at = place % len(lines)
    line = lines[at]
    if how == "delete":
        del lines[at]
    elif how == "double":
        lines.insert(at, line)
    elif how == "indent" and isinstance(value, int):
        lines[at] = b" " * value + line if value > 0 else line[-value:]
    elif how == "insert" and isinstance(value, tuple):
        column = min(value[0], len(line))
        lines[at] = line[:column] + value[1].encode() + line[column:]
    elif how == "bytes" and isinstance(value, bytes):
        lines[at] = line + value
    elif isinstance(value, int):
        return b"\n".join([*lines[:at], line[:value]])
    return b"\n".join(lines)
