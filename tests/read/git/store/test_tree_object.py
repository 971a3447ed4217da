"""A folder as git stores it: git's own lists have no flaw, and every other one is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.read.git.store.tree_object import find_tree_flaw
from tests.histories.repository import GitRepository

ID = b"\x01" * 20


def listed(*entries: tuple[bytes, bytes]) -> bytes:
    return b"".join(mode + b" " + name + b"\0" + ID for mode, name in entries)


def order(entry: tuple[bytes, bytes]) -> bytes:
    """By what git sorts: a folder as if its name ended in a slash (git's base_name_compare)."""
    mode, name = entry
    return name + b"/" if mode == b"40000" else name


NAMES = st.binary(min_size=1, max_size=6).filter(
    lambda name: b"\0" not in name and b"/" not in name and name.rstrip(b". ") and b"git" not in name.lower()
)
MODES = st.sampled_from([b"40000", b"100644", b"100755", b"120000", b"160000"])


@given(st.dictionaries(NAMES, MODES, max_size=12))
def test_a_list_in_gits_order_has_no_flaw_and_the_same_backwards_has(entries: dict[bytes, bytes]) -> None:
    rows = sorted(((mode, name) for name, mode in entries.items()), key=order)
    assert find_tree_flaw(listed(*rows)) == ""
    if len(rows) > 1:
        assert "doesn't stand where git would sort it" in find_tree_flaw(listed(*reversed(rows)))


@given(st.binary(max_size=80))
def test_whatever_the_bytes_are_it_ends_and_never_raises(data: bytes) -> None:
    assert isinstance(find_tree_flaw(data), str)


def test_what_git_made_has_no_flaw(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"a.b": "1", "a/x": "2", "a0": "3", "caf\u00e9": "4", "-": "5"})
    assert find_tree_flaw(made.git("cat-file", "tree", "HEAD^{tree}")) == ""


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (listed((b"100644", b"a"), (b"100644", b"a")), "the entry `a` stands there twice"),
        (listed((b"100644", b"a"), (b"40000", b"a")), "the entry `a` stands there twice"),
        (listed((b"100644", b"")), "the entry `` has no name"),
        (listed((b"40000", b".git. ")), "the entry `.git. ` has the name of git's own folder"),
        (listed((b"40000", b"\xff\n/..")), "the entry `\\udcff\\n/..` leads through other folders"),
        (listed((b"100600", b"a"), (b"140000", b"b")), "the entry `b` is of no kind that git has"),
        (b"100644 a\0" + bytes(20), "the entry `a` has no id"),
        (b"100644 a\0" + ID[:19], "it ends in the middle of an entry"),
        (b"100644 a", "it ends in the middle of an entry"),
        (b"a\0" + ID, "it ends in the middle of an entry"),
    ],
)
def test_a_flaw_is_named_with_its_entry(data: bytes, flaw: str) -> None:
    assert find_tree_flaw(data) == flaw
