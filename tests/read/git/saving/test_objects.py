"""What is written into a repository without git is what git itself would have written."""

from __future__ import annotations

import tempfile
import zlib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.read.git.saving.file_list import Listed, list_files, make_folders
from builder.read.git.saving.loose import write_objects
from builder.read.git.saving.new_commit import _with_signature
from builder.read.git.store.commit_object import parse_commit
from builder.read.git.store.tree_object import find_tree_flaw
from builder.read.git.view import View
from tests.histories.repository import GitRepository

names = st.sampled_from(["a", "a.b", "a-b", "B", "é", "a b", "records", "0"])
paths = st.lists(names, min_size=1, max_size=3).map("/".join)


@settings(max_examples=60)
@given(st.dictionaries(paths, st.sampled_from(["100644", "100755", "120000", "160000"]), max_size=12))
def test_folders_are_lists_that_git_would_make(files: dict[str, str]) -> None:
    free = {path: mode for path, mode in files.items() if not any(other.startswith(f"{path}/") for other in files)}
    top, made = make_folders({path: Listed(mode, "ab" * 20) for path, mode in free.items()})
    assert all(find_tree_flaw(data) == "" for data in made.values())
    assert top in made


def test_a_commit_written_here_is_the_one_that_git_writes(tmp_path: Path) -> None:
    repository = GitRepository.make(tmp_path / "r")
    commit = repository.commit({"a/b/c.yaml": "x\n", "a.b": "y", "a-b/z": "", "é ü.md": "z" * 5000})
    with View(repository.root / ".git" / "objects") as view:
        files = list_files(view, commit)
    top, made = make_folders(files)
    assert top == repository.git("rev-parse", f"{commit}^{{tree}}").decode().strip()
    other = GitRepository.make(tmp_path / "other")
    objects = other.root / ".git" / "objects"
    blobs = [repository.git("cat-file", "blob", each.id) for each in files.values()]
    raw = repository.git("cat-file", "commit", commit)
    ids = write_objects(
        objects, [*(("blob", each) for each in blobs), *(("tree", each) for each in made.values()), ("commit", raw)]
    )
    assert ids[-1] == commit
    assert write_objects(objects, [("commit", raw)]) == [commit]
    other.git("update-ref", "refs/heads/main", commit)
    other.git("fsck", "--strict", "--full")
    assert other.git("ls-tree", "-r", "--name-only", "-z", "main").decode().split("\0")[:-1] == sorted(
        files, key=str.encode
    )


@given(st.binary(max_size=3000))
@settings(max_examples=30)
def test_any_bytes_come_back_as_they_were(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        objects = Path(name)
        [id] = write_objects(objects, [("blob", data)])
        kept = zlib.decompress((objects / id[:2] / id[2:]).read_bytes())
        assert kept == b"blob %d\0%s" % (len(data), data)


def test_a_signature_stands_in_the_head_and_covers_all_the_rest() -> None:
    payload = b"tree 1\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nSubject\n\nBody\n"
    parsed = parse_commit(_with_signature(payload, b"-----BEGIN\nabc\n-----END\n"))
    assert parsed.payload == payload
    assert parsed.signature == b"-----BEGIN\nabc\n-----END"
