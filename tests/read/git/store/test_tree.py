"""The files of a commit: every byte as stored, nothing followed, nothing believed."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from builder.model.error import BuilderError
from builder.read.git.store import tree as tree_module
from builder.read.git.store.tree import CommitSource, read_pointer
from builder.read.git.view import open_repository
from builder.read.program import read_program
from tests.histories.repository import GitRepository


def read_all(root: Path) -> dict[str, bytes]:
    with open_repository(root) as opened:
        source = CommitSource(opened.view, opened.resolve("HEAD"))
        files = [path for path, entry in source.entries().items() if entry.kind == "file"]
        return dict(source.read(files))


def loose_object(repository: GitRepository, name: str) -> Path:
    id = repository.git("rev-parse", name).decode().strip()
    return repository.root / ".git" / "objects" / id[:2] / id[2:]


def overwrite(file: Path, kind: str, data: bytes) -> None:
    """Put other content under an object's name, as a damaged disk or a forger would."""
    file.chmod(0o644)
    file.write_bytes(zlib.compress(f"{kind} {len(data)}\0".encode() + data))


def test_files_come_byte_for_byte_whatever_attributes_say(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    files: dict[str, str | bytes | None] = {
        ".gitattributes": "*.yaml export-ignore text eol=crlf ident\npolicies/* export-subst\n",
        "records/company.yaml": b"name: $Id$\r\nother: \x00\n",
        "policies/first-aid.md": "$Format:%H$\n",
        "mkdocs.yml": "site_name: Ridgeline\n",
    }
    made.git("config", "core.autocrlf", "false")
    made.write(files)
    (tmp_path / ".git" / "info" / "attributes").write_text("* -text -ident -export-subst\n")
    made.commit({})
    (tmp_path / ".git" / "info" / "attributes").unlink()
    assert read_all(tmp_path) == {path: _bytes(data) for path, data in files.items() if path != ".gitattributes"}


def _bytes(data: str | bytes | None) -> bytes:
    assert data is not None
    return data.encode() if isinstance(data, str) else data


def test_only_the_programs_folders_are_entries(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/company.yaml": "a", "builder/x.py": "b", "records/.hidden": "c", "README.md": "d"})
    with open_repository(tmp_path) as opened:
        source = CommitSource(opened.view, opened.resolve("HEAD"))
        assert list(source.entries()) == ["records/company.yaml"]
        assert sorted(source.tree) == ["README.md", "builder/x.py", "records/.hidden", "records/company.yaml"]


def test_links_and_submodules_are_listed_and_never_followed(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path / "company")
    made.commit({"records/company.yaml": "a"})
    (made.root / "records" / "passwords").symlink_to("/etc/passwd")
    made.git("add", ".")
    made.git("update-index", "--add", "--cacheinfo", f"160000,{made.head()},records/module")
    made.git("commit", "--quiet", "-m", "Links")
    with open_repository(made.root) as opened:
        source = CommitSource(opened.view, opened.resolve("HEAD"))
        kinds = {path: entry.kind for path, entry in source.entries().items()}
        assert kinds == {"records/company.yaml": "file", "records/module": "submodule", "records/passwords": "link"}
        for path in ("records/passwords", "records/module", "records/absent"):
            with pytest.raises(BuilderError, match="is not a file of"):
                list(source.read([path]))


def test_a_path_that_is_not_utf8_is_listed_and_can_be_read(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/company.yaml": "name: Ridgeline\n"})
    blob = made.git("hash-object", "-w", "--stdin", stdin=b"latin").decode().strip()
    made.git("update-index", "-z", "--index-info", stdin=b"100644 " + blob.encode() + b"\trecords/caf\xe9.yaml\0")
    made.git("commit", "--quiet", "-m", "A name in Latin-1")
    with open_repository(tmp_path) as opened:
        source = CommitSource(opened.view, opened.resolve("HEAD"))
        path = "records/caf\udce9.yaml"
        assert path in source.entries()
        assert dict(source.read([path])) == {path: b"latin"}
        names = {fault.name for fault in read_program(source).faults}
    assert "path-not-utf8" in names


def test_names_that_differ_only_in_capitals_are_both_listed(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"policies/First-Aid.md": "one", "policies/first-aid.md": "two"})
    assert read_all(tmp_path) == {"policies/First-Aid.md": b"one", "policies/first-aid.md": b"two"}


def test_files_are_given_in_the_order_asked_for_also_twice(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/a": "1", "records/b": "2", "records/c": "1"})
    with open_repository(tmp_path) as opened:
        source = CommitSource(opened.view, opened.resolve("HEAD"))
        read = list(source.read(["records/b", "records/a", "records/c", "records/b"]))
        assert list(source.read([])) == []
    assert read == [("records/b", b"2"), ("records/a", b"1"), ("records/c", b"1"), ("records/b", b"2")]


def test_a_commit_without_files_is_an_empty_source(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({})
    assert read_all(tmp_path) == {}


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_module, "READ_LIMIT", 4)
    made = GitRepository.make(tmp_path)
    made.commit({"records/scan.pdf": "12345"})
    with pytest.raises(BuilderError, match=r"records/scan\.pdf has 5 bytes"):
        read_all(tmp_path)


def test_the_tree_id_is_that_of_the_commit(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/a": "1"})
    with open_repository(tmp_path) as opened:
        assert CommitSource(opened.view, opened.resolve("HEAD")).tree_id == made.tree()


def test_other_bytes_under_a_files_id_are_found(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/company.yaml": "certificate: 2026\n"})
    overwrite(loose_object(made, "HEAD:records/company.yaml"), "blob", b"certificate: 2027\n")
    with pytest.raises(BuilderError) as refused:
        read_all(tmp_path)
    assert "records/company.yaml" in refused.value.message
    assert "damaged" in refused.value.message


def test_another_listing_under_a_folders_id_is_found(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/a/x": "1", "records/b/x": "2"})
    other = made.git("cat-file", "tree", "HEAD:records/b")
    overwrite(loose_object(made, "HEAD:records/a"), "tree", other)
    with pytest.raises(BuilderError, match="the folder records/a"):
        read_all(tmp_path)


def test_an_object_cut_short_is_found(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/company.yaml": "name: " + "Ridgeline " * 500})
    file = loose_object(made, "HEAD:records/company.yaml")
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:30])
    with pytest.raises(BuilderError):
        read_all(tmp_path)


def test_a_missing_file_is_named_with_the_cure(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/a": "1", "records/b": "2"})
    loose_object(made, "HEAD:records/b").unlink()
    with pytest.raises(BuilderError) as refused:
        read_all(tmp_path)
    assert "records/b" in refused.value.message
    assert "--filter" in refused.value.cure


def test_a_partial_clone_fetches_nothing_and_says_how_to_complete_it(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path / "company")
    made.commit({"records/company.yaml": "name: Ridgeline\n"})
    made.git("config", "uploadpack.allowFilter", "true")
    made.git("clone", "--quiet", "--bare", "--filter=blob:none", f"file://{made.root}", str(tmp_path / "partial.git"))
    with pytest.raises(BuilderError, match=r"partial clone .* lacks 1 object of its history"):
        read_all(tmp_path / "partial.git")


def test_an_lfs_pointer_gives_the_digest_and_size_it_stands_for() -> None:
    digest = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393"
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 12345\n".encode()
    assert read_pointer(pointer) == (digest, 12345)
    assert read_pointer(b"A policy that mentions https://git-lfs.github.com/spec/v1\n") is None
    assert read_pointer(pointer + b"x" * 1024) is None
