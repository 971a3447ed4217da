"""Files are listed as they are on disk; nothing is followed, opened or waited for that isn't a plain file."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from builder.read.source import FolderSource, MemorySource, is_of_program


def write(root: Path, path: str, text: str = "x") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def kinds(root: Path) -> dict[str, str]:
    return {path: entry.kind for path, entry in FolderSource(root).entries().items()}


def test_only_the_folders_of_the_program_and_the_settings_are_listed(tmp_path: Path) -> None:
    for path in (
        "records/company.yaml",
        "policies/a.md",
        "content/index.md",
        "mkdocs.yml",
        "README.md",
        "dist/site/a.html",
    ):
        write(tmp_path, path)
    assert list(kinds(tmp_path)) == ["content/index.md", "mkdocs.yml", "policies/a.md", "records/company.yaml"]


def test_hidden_files_and_the_litter_of_operating_systems_are_left_out(tmp_path: Path) -> None:
    for path in (
        "records/.DS_Store",
        "records/Thumbs.db",
        "records/.git/config",
        "policies/.a.md.swp",
        "policies/a.md",
    ):
        write(tmp_path, path)
    assert list(kinds(tmp_path)) == ["policies/a.md"]


def test_sizes_and_bytes_are_those_on_disk(tmp_path: Path) -> None:
    write(tmp_path, "policies/a.md", "Zoë\r\n")
    source = FolderSource(tmp_path)
    assert source.entries()["policies/a.md"].size == 6
    assert list(source.read(["policies/a.md"])) == [("policies/a.md", "Zoë\r\n".encode())]


def test_an_empty_folder_lists_nothing(tmp_path: Path) -> None:
    assert kinds(tmp_path) == {}


def test_links_are_listed_and_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path, "outside/secret.yaml")
    write(tmp_path / "company", "records/company.yaml")
    (tmp_path / "company/records/people").symlink_to(outside.parent)
    (tmp_path / "company/records/stolen.yaml").symlink_to(outside)
    (tmp_path / "company/records/broken.yaml").symlink_to("nowhere")
    (tmp_path / "company/records/loop").symlink_to(tmp_path / "company")
    assert kinds(tmp_path / "company") == {
        "records/broken.yaml": "link",
        "records/company.yaml": "file",
        "records/loop": "link",
        "records/people": "link",
        "records/stolen.yaml": "link",
    }


def test_a_folder_of_the_program_that_is_itself_a_link_is_listed_as_one(tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/a.md")
    (tmp_path / "company").mkdir()
    (tmp_path / "company/policies").symlink_to(tmp_path / "elsewhere")
    assert kinds(tmp_path / "company") == {"policies": "link"}


def test_pipes_and_sockets_are_told_from_files_without_opening_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "records").mkdir()
    os.mkfifo(tmp_path / "records/pipe.yaml")
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("records/socket")
        assert kinds(tmp_path) == {"records/pipe.yaml": "special", "records/socket": "special"}


def test_a_pipe_in_the_place_of_the_settings_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mkdocs.yml")
    assert kinds(tmp_path) == {}


def test_a_name_that_is_not_utf8_is_listed(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / os.fsdecode(b"records/caf\xe9.yaml")).write_text("x", encoding="utf-8")
    assert list(kinds(tmp_path)) == ["records/caf\udce9.yaml"]


def test_files_in_memory_come_in_the_same_order_whatever_order_they_were_given_in() -> None:
    files = {"records/b.yaml": "b", "policies/a.md": b"a", "README.md": "no"}
    for given in (files, dict(reversed(files.items()))):
        source = MemorySource(given)
        assert list(source.entries()) == ["policies/a.md", "records/b.yaml"]
        assert list(source.read(["records/b.yaml", "policies/a.md"])) == [
            ("records/b.yaml", b"b"),
            ("policies/a.md", b"a"),
        ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("records/a.yaml", True),
        ("records", True),
        ("mkdocs.yml", True),
        ("content/mkdocs.yml", True),
        ("recordsx/a.yaml", False),
        ("builder/records/a.yaml", False),
        ("records/.hidden/a.yaml", False),
        ("mkdocs.yaml", False),
    ],
)
def test_what_belongs_to_the_program_is_told_by_the_path(path: str, expected: bool) -> None:
    assert is_of_program(path) is expected
