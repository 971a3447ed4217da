"""Files with odd names, kinds and sizes in a commit: each has its own finding, and nothing is followed out of the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builder.read import program as program_module
from tests.end_to_end.in_process import ON_DISK, check_here, muster_here
from tests.end_to_end.odd_repository import (
    AT,
    INSPECTION,
    blob,
    commit_entry,
    git_dir,
    pointer,
    small_company,
    with_scan,
)
from tests.histories.repository import GitRepository

SCAN = "records/inspection/2026/insp-0003-scan.txt"
RECORD = "records/inspection/2026/insp-0003.yaml"


@pytest.fixture
def made(tmp_path: Path) -> GitRepository:
    return small_company(tmp_path / "company")


def found(root: Path, *options: str) -> list[tuple[str, str]]:
    """Code and path of every finding about files, sorted; not that all of them were filed late (HIS003)."""
    findings: list[dict[str, Any]] = json.loads(check_here(root, *options, format="json").out)["findings"]
    about_files = ("REC", "POL", "EVD", "HIS")
    named = [(each["code"], each["path"]) for each in findings if each["code"].startswith(about_files)]
    return sorted(each for each in named if each[0] != "HIS003")


def test_the_small_company_itself_has_no_such_finding(made: GitRepository) -> None:
    assert found(made.root) == found(made.root, *ON_DISK) == []


IN_RECORDS = b"records/inspection/2026/"


@pytest.mark.parametrize(
    ("name", "shown", "code"),
    [
        (b"caf\xe9.yaml", "caf\\xe9.yaml", "REC018"),
        (b"line\nbreak.yaml", "line\\nbreak.yaml", "HIS038"),
        (b"a\n::error::made up.yaml", "a\\n::error::made up.yaml", "HIS038"),
        (b"tab\there.yaml", "tab\\there.yaml", "HIS038"),
        (b"\x1b[31mred.yaml", "\\x1b[31mred.yaml", "HIS038"),
        ("right\u202elmay.yaml".encode(), "right\\u202elmay.yaml", "HIS038"),
        (b'quote".yaml', 'quote".yaml', "REC010"),
        (b"-rf.yaml", "-rf.yaml", "REC010"),
        (b"$(touch x).yaml", "$(touch x).yaml", "REC010"),
    ],
)
def test_an_odd_name_is_shown_on_one_line_in_letters_that_can_be_seen(
    made: GitRepository, name: bytes, shown: str, code: str
) -> None:
    commit_entry(made, IN_RECORDS + name)
    done = check_here(made.root)
    assert done.status == 1
    place = f"{IN_RECORDS.decode()}{shown}:1:1: error {code}"
    assert (
        place
        in done.out.encode("utf-8", "surrogateescape")
        .decode("utf-8", "backslashreplace")
        .splitlines()[_line_of(done.out, code)]
    )
    for line in check_here(made.root, format="github").out.splitlines():
        assert not line.startswith("::error::")
    assert check_here(made.root, format="json").status == 1


def _line_of(text: str, code: str) -> int:
    [line, *_] = [number for number, line in enumerate(text.splitlines()) if f" error {code} " in line]
    return line


def test_an_odd_name_outside_the_program_is_nobodys_business(made: GitRepository) -> None:
    commit_entry(made, b"photos/caf\xe9\n.jpg")
    assert found(made.root) == []


def commit_odd_names(made: GitRepository) -> tuple[str | Path, ...]:
    """Files with odd names, and the options by which a command reads them."""
    for name in (b"caf\xe9.yaml", b"line\nbreak.pdf", b"\x1b[31mred.yaml", b"<script>.png", "a\u202eb.txt".encode()):
        commit_entry(made, IN_RECORDS + name)
    return "--repo", made.root, "--as-of", "2026-06-30"


def test_odd_names_do_not_stop_the_site(made: GitRepository, tmp_path: Path) -> None:
    options = commit_odd_names(made)
    for edition in ("worker", "office"):
        out = tmp_path / edition
        assert muster_here("site", "--commit", "HEAD", "--edition", edition, "--out", out, *options).status == 0


@pytest.mark.slow
def test_odd_names_do_not_stop_the_pack(made: GitRepository, tmp_path: Path) -> None:
    options = commit_odd_names(made)
    done = muster_here("pack", "--out", tmp_path / "pack.pdf", "--no-cache", "--quiet", *options)
    assert (done.status, done.error) == (0, "")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("content/First-Aid.md", "content/first-aid.md", ["content/first-aid.md"]),
        ("content/caf\u00e9.md", "content/cafe\u0301.md", ["content/caf\u00e9.md"]),
        ("content/stra\u00dfe.md", "content/strasse.md", ["content/stra\u00dfe.md"]),
        ("content/plan", "content/Plan/site.md", ["content/plan"]),
        ("Records/inspection/2026/insp-0001.yaml", "README.md", ["Records"]),
        ("README.md", "Readme.md", []),
    ],
)
def test_names_that_one_system_takes_for_the_same_are_told(
    made: GitRepository, one: str, other: str, expected: list[str]
) -> None:
    made.commit({one: "# One\n", other: "# Other\n"}, at=AT)
    collisions = [("REC019", path) for path in expected]
    assert [each for each in found(made.root) if each[0] == "REC019"] == collisions
    assert [each for each in found(made.root, *ON_DISK) if each[0] == "REC019"] == collisions


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (RECORD, "/etc/passwd"),
        (RECORD, "../../../../secret.yaml"),
        (RECORD, "insp-0001.yaml"),
        ("records/inspection/2027", "../../.."),
        ("mkdocs.yml", "/etc/passwd"),
    ],
)
def test_a_link_is_told_and_not_followed(made: GitRepository, path: str, target: str, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("id: insp-0003\nsecret: 42\n")
    (made.root / path).unlink(missing_ok=True)
    (made.root / path).symlink_to(target)
    made.commit({}, at=AT)
    for options in (("--commit", "HEAD"), ON_DISK):
        assert found(made.root, *options) == [("REC017", path)]
        text = check_here(made.root, *options).text
        assert "root:" not in text
        assert "secret: 42" not in text


def test_a_submodule_among_the_records_is_told_and_not_entered(made: GitRepository) -> None:
    made.git("update-index", "--add", "--cacheinfo", f"160000,{made.head()},records/module")
    made.git("commit", "--quiet", "-m", "Odd", at=AT)
    assert found(made.root) == [("REC017", "records/module")]


def test_an_executable_file_is_a_file(made: GitRepository) -> None:
    made.git("update-index", "--chmod=+x", INSPECTION)
    made.git("commit", "--quiet", "-m", "Odd", at=AT)
    assert found(made.root) == []


class TestLargeFileStorage:
    """Files that git holds only a pointer to (Git LFS)."""

    scan = b"A photograph of the signed form.\n"

    def store(self, made: GitRepository, data: bytes, *, under: bytes | None = None) -> None:
        digest = pointer(under or data).split(b"sha256:")[1][:64].decode()
        file = git_dir(made) / "lfs" / "objects" / digest[:2] / digest[2:4] / digest
        file.parent.mkdir(parents=True)
        file.write_bytes(data)

    def commit(self, made: GitRepository, promised: bytes) -> None:
        made.commit({RECORD: with_scan(promised), SCAN: pointer(self.scan)}, at=AT)

    def test_without_its_content_the_file_is_told_as_not_at_hand_and_not_as_changed(self, made: GitRepository) -> None:
        self.commit(made, self.scan)
        assert found(made.root) == found(made.root, *ON_DISK) == [("HIS039", SCAN)]
        assert "git lfs pull" in check_here(made.root).out

    def test_with_its_content_it_is_an_ordinary_attachment(self, made: GitRepository) -> None:
        self.commit(made, self.scan)
        self.store(made, self.scan)
        assert found(made.root) == []

    def test_other_content_under_its_digest_is_not_taken(self, made: GitRepository) -> None:
        self.commit(made, self.scan)
        self.store(made, self.scan.upper(), under=self.scan)
        assert found(made.root) == [("HIS039", SCAN)]

    def test_a_pipe_in_the_place_of_its_content_makes_nobody_wait(self, made: GitRepository) -> None:
        import os

        self.commit(made, self.scan)
        self.store(made, b"", under=self.scan)
        [file] = [each for each in (git_dir(made) / "lfs").rglob("*") if each.is_file()]
        file.unlink()
        os.mkfifo(file)
        assert found(made.root) == [("HIS039", SCAN)]

    def test_a_pointer_to_another_file_than_the_record_names_is_a_changed_attachment(self, made: GitRepository) -> None:
        self.commit(made, b"Another form.\n")
        self.store(made, self.scan)
        assert found(made.root) == [("EVD002", RECORD)]

    def test_what_a_pointer_stands_for_is_no_change_of_the_file_on_disk(self, made: GitRepository) -> None:
        self.commit(made, self.scan)
        made.write({SCAN: self.scan})
        assert found(made.root, *ON_DISK) == []
        made.write({SCAN: self.scan.upper()})
        assert ("HIS002", SCAN) in found(made.root, *ON_DISK)

    def test_the_text_of_a_record_belongs_into_git(self, made: GitRepository) -> None:
        text = (made.root / INSPECTION).read_bytes()
        made.commit({INSPECTION: pointer(text)}, at=AT)
        self.store(made, text)
        assert found(made.root) == [("HIS039", INSPECTION)]
        assert f"git lfs migrate export --include={INSPECTION}" in check_here(made.root).out


def test_a_file_over_the_limit_is_named_with_its_size_and_not_read(made: GitRepository) -> None:
    with (made.root / SCAN).open("wb") as file:
        file.truncate(30_000_001)
    made.commit({}, at=AT)
    assert ("REC003", SCAN) in found(made.root)
    assert "The file has 30,000,001 bytes; at most 30,000,000 are read." in check_here(made.root).out


def test_many_files_that_are_too_much_together_are_not_all_read(
    made: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = b"".join(b"100644 %s\trecords/photos/%d.jpg\n" % (blob(made, b"x" * 900).encode(), n) for n in range(20))
    made.git("update-index", "--index-info", stdin=rows)
    made.git("commit", "--quiet", "-m", "Odd", at=AT)
    whole = sum(file.stat().st_size for file in made.root.rglob("*") if ".git" not in file.parts and file.is_file())
    monkeypatch.setattr(program_module, "MAX_TOTAL", whole + 5_000)
    text = check_here(made.root).out
    assert "bytes together; this one was not read" in text
    assert "records/photos/0.jpg:1:1: error REC003" not in text


def test_ten_thousand_files_in_one_folder_are_read(made: GitRepository) -> None:
    id = blob(made, b"x").encode()
    rows = b"".join(b"100644 %s\trecords/photos/%05d.jpg\n" % (id, number) for number in range(10_000))
    made.git("update-index", "--index-info", stdin=rows)
    made.git("commit", "--quiet", "-m", "Odd", at=AT)
    assert sum(code == "EVD012" for code, _ in found(made.root)) == 10_000


class TestNotCommitted:
    """Files that are on disk only."""

    def test_a_scan_that_gitignore_leaves_out_is_told_in_its_own_words(self, made: GitRepository) -> None:
        made.commit({".gitignore": "*-scan.txt\n", RECORD: with_scan(b"x"), SCAN: "x"}, at=AT)
        for options, codes in ((ON_DISK, {"HIS002", "HIS041"}), (("--commit", "HEAD"), {"EVD001", "HIS002", "HIS041"})):
            assert {code for code, _ in found(made.root, *options)} == codes
            text = check_here(made.root, *options).out
            assert f"insp-0003 names the file {SCAN}, which exists on disk but is not committed." in text
            assert ".gitignore leaves it out" in text

    def test_a_record_that_is_itself_new_is_only_not_committed_yet(self, made: GitRepository) -> None:
        made.write({RECORD: with_scan(b"x"), SCAN: "x"})
        assert {code for code, _ in found(made.root, *ON_DISK)} == {"HIS002"}
