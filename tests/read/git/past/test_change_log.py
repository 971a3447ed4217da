"""The list of changes is read by counting, so that no path can pass for something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.error import BuilderError
from builder.read.git.past.change_log import Logged, RawChange, parse_change_log

ID = "0123456789abcdef0123456789abcdef01234567"
NONE = "0" * 40

ids = st.binary(min_size=20, max_size=20).map(bytes.hex).filter(lambda name: name != NONE)
paths = st.binary(min_size=1, max_size=60).filter(lambda path: b"\0" not in path)
hostile_paths = st.one_of(
    paths,
    st.sampled_from([ID.encode(), b"\n" + ID.encode(), f":100644 100644 {ID} {ID} M".encode(), b"\n:", b"\n", b":"]),
)


@st.composite
def changes(draw: st.DrawFn) -> tuple[RawChange, list[bytes]]:
    """A change and the pieces that git writes for it."""
    mode = draw(st.sampled_from(["100644", "100755", "120000", "160000"]))
    kind = draw(st.sampled_from("AMDTR"))
    blob = "" if kind == "D" else draw(ids)
    path = draw(hostile_paths)
    old = draw(hostile_paths) if kind == "R" else None
    meta = f":100644 {mode} {draw(ids)} {blob or NONE} {kind}{'087' if kind == 'R' else ''}".encode()
    pieces = [meta, *([old] if old is not None else []), path]
    return RawChange(
        kind, blob, _text(path), None if old is None else _text(old), kind == "D" or mode[0:3] == "100"
    ), pieces


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


@given(
    st.lists(
        st.tuples(ids, st.lists(ids, max_size=3), st.lists(changes(), max_size=4)),
        max_size=5,
        unique_by=lambda commit: commit[0],
    )
)
def test_whatever_the_paths_are_the_changes_read_are_the_changes_written(
    commits: list[tuple[str, list[str], list[tuple[RawChange, list[bytes]]]]],
) -> None:
    pieces: list[bytes] = []
    for id, parents, made in commits:
        pieces.append(f"{id} {' '.join(parents)}".encode())
        for index, (_, parts) in enumerate(made):
            pieces.extend([b"\n" + parts[0], *parts[1:]] if index == 0 else parts)
    pieces.append(b"")
    assert parse_change_log(pieces) == {
        id: Logged(tuple(parents), [change for change, _ in made]) for id, parents, made in commits
    }


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([f":100644 100644 {ID} {ID} M".encode(), b"a"], id="a change before any commit"),
        pytest.param([ID.encode(), f"\n:100644 100644 {ID} {ID} M".encode()], id="no path"),
        pytest.param([ID.encode(), f"\n:100644 100644 {ID} {ID} R100".encode(), b"a"], id="no new name"),
        pytest.param([ID.encode(), f"\n:100644 100644 {ID} {ID}".encode(), b"a"], id="no letter"),
        pytest.param([ID.encode(), b"\n:100644 100644 abc def M", b"a"], id="shortened ids"),
        pytest.param([b"a message"], id="text"),
    ],
)
def test_a_broken_list_is_refused(pieces: list[bytes]) -> None:
    with pytest.raises(BuilderError, match="list of changes"):
        parse_change_log(pieces)
