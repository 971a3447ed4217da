"""Two versions of a whole program put together: file by file, without looking at a disk or a history."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.commands.saving.versions import Together, Version, put_together
from builder.model.error import BuilderError
from builder.read.git.saving.file_list import Listed
from builder.read.git.store.objects import hash_object

A, B = "records/inspection/2026/insp-0001.yaml", "records/inspection/2026/insp-0002.yaml"
MOVED = "records/inspection/2025/insp-0001.yaml"


def version(files: Mapping[str, str]) -> Version:
    contents = {hash_object("blob", text.encode()): text.encode() for text in files.values()}
    return Version(
        {path: Listed("100644", hash_object("blob", text.encode())) for path, text in files.items()}, contents
    )


def together(
    base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str]
) -> tuple[dict[str, str], Together]:
    sides = [version(files) for files in (base, ours, theirs)]
    found = put_together(*sides)
    contents = {id: data for side in sides for id, data in side.contents.items()} | dict(found.contents)
    return {path: contents[listed.id].decode() for path, listed in found.files.items()}, found


numbers = st.sampled_from(["1", "2", "3"])
record = st.builds("items_ok: {}\nitems_deficient: {}\narea: {}\n".format, numbers, numbers, numbers)
page = st.builds("Intro {}.\n\nEnd {}.\n".format, numbers, numbers)
programs = st.fixed_dictionaries(
    {}, optional={A: record, B: record, "content/index.md": page, "records/drill/2026/a.jpg": numbers}
)


@settings(max_examples=80)
@given(programs, programs)
def test_what_one_side_did_is_taken_as_it_is(base: dict[str, str], changed: dict[str, str]) -> None:
    assert together(base, changed, base)[0] == changed
    assert together(base, base, changed)[0] == changed
    assert together(base, changed, changed)[0] == changed


@settings(max_examples=150)
@given(programs, programs, programs)
def test_every_line_of_either_side_is_in_a_file_or_set_aside(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]
) -> None:
    files, found = together(base, ours, theirs)
    there = "\n".join([*files.values(), *(aside.data.decode() for aside in found.asides)]).splitlines()
    for side in (ours, theirs):
        for path, text in side.items():
            # The lines stand where they stood, or with a record that got another number.
            assert set(text.splitlines()) - set(base.get(path, "").splitlines()) <= set(there)
    assert not found.asides or together(base, theirs, ours)[1].asides


@settings(max_examples=100)
@given(programs, programs, programs)
def test_both_orders_give_the_same_files_where_nothing_is_undecided(
    base: dict[str, str], one: dict[str, str], other: dict[str, str]
) -> None:
    files, found = together(base, one, other)
    if not found.asides and not found.renumbering.paths:
        swapped, again = together(base, other, one)
        assert swapped == files
        assert again.kept == found.kept


def test_a_record_moved_by_one_and_changed_by_the_other_is_one() -> None:
    old, new = "id: insp-0001\na: 1\nb: 1\n", "id: insp-0001\na: 1\nb: 2\n"
    assert together({A: old}, {MOVED: old}, {A: new})[0] == {MOVED: new}
    assert together({A: old}, {A: new}, {MOVED: old})[0] == {MOVED: new}


def test_files_whose_meaning_is_not_known_are_not_mixed() -> None:
    files, found = together({"x.bin": "1"}, {"x.bin": "2"}, {"x.bin": "3"})
    assert files == {"x.bin": "3"}
    assert [(each.path, each.data) for each in found.asides] == [("x.bin", b"2")]


def test_a_file_and_a_folder_of_the_same_name_are_refused() -> None:
    with pytest.raises(BuilderError, match="a folder that is called like a file of yours: content/a"):
        together({}, {"content/a": "x"}, {"content/a/b.md": "y"})


def test_whether_a_file_may_be_run_is_a_change_like_any_other() -> None:
    base, theirs = version({"tool.sh": "x"}), version({"tool.sh": "y"})
    ours = Version({"tool.sh": Listed("100755", base.files["tool.sh"].id)}, base.contents)
    found = put_together(base, ours, theirs)
    assert found.files["tool.sh"].mode == "100755"
