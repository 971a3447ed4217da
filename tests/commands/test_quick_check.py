"""A check with a cache prints what one without prints, whatever happened to the files, the repository, the code or the cache in between."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builder.commands.quick_check as quick_check
from builder.commands.choice import Choice
from builder.model.cache import Cache, NoCache
from builder.model.error import BuilderError
from builder.read import read_files
from builder.read.cache import DirectoryCache
from builder.read.git.kept.guard import forget_rewritings
from builder.read.git.kept.index_file import index_file
from tests.histories.repository import GitRepository

TODAY = date(2026, 10, 31)
MINIMAL = Path(__file__).parents[1] / "examples" / "minimal"
INSPECTION = "records/inspection/2026/insp-0001.yaml"


class LateCache(DirectoryCache):
    """A cache for which every file is old enough to be believed by its stamp alone."""

    def time(self) -> int | None:
        now = super().time()
        return None if now is None else now + 10_000_000_000


@pytest.fixture
def company(tmp_path: Path) -> GitRepository:
    made = GitRepository.make(tmp_path / "company")
    shutil.copytree(MINIMAL, made.root, dirs_exist_ok=True)
    made.git("add", ".")
    made.git("commit", "--quiet", "-m", "Adopt the program")
    return made


def printed(
    root: Path, cache: Cache, *, format: str = "text", strict: bool = False, as_of: date = TODAY
) -> tuple[int, str]:
    said: list[str] = []
    choice = Choice(root, None, as_of, TODAY)
    status = quick_check.check_quickly(choice, format=format, strict=strict, cache=cache, say=said.append)
    return status, "\n".join(said)


def agreed(root: Path, cache: Cache) -> str:
    """What both print."""
    with_cache, without = printed(root, cache), printed(root, NoCache())
    assert with_cache == without
    return without[1]


def edit(file: Path, before: str, after: str) -> None:
    text = file.read_text()
    assert before in text
    file.write_text(text.replace(before, after))


def forbid_checking(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(*_: object) -> None:
        raise AssertionError("checked again")

    monkeypatch.setattr(quick_check, "_check", check)


@pytest.mark.parametrize("format", ["text", "json", "github"])
def test_the_second_run_prints_the_same_without_checking(
    company: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    cache = DirectoryCache(tmp_path / "cache")
    edit(company.root / INSPECTION, "site: ", "site: no")
    first = printed(company.root, cache, format=format)
    assert first == printed(company.root, NoCache(), format=format)
    assert first[0] == 1
    forbid_checking(monkeypatch)
    assert printed(company.root, cache, format=format) == first


def test_another_day_another_format_and_strictness_are_checked_anew(company: GitRepository, tmp_path: Path) -> None:
    cache = DirectoryCache(tmp_path / "cache")
    agreed(company.root, cache)
    later = TODAY + timedelta(days=3000)
    for options in ({"as_of": later}, {"format": "json"}, {"strict": True}, {}):
        assert printed(company.root, cache, **options) == printed(company.root, NoCache(), **options)
    assert printed(company.root, cache, as_of=later) != printed(company.root, cache)


def test_a_rewritten_branch_is_told_until_it_is_forgotten(company: GitRepository, tmp_path: Path) -> None:
    cache = DirectoryCache(tmp_path / "cache")
    company.commit({}, message="One more")
    assert "HIS028" not in printed(company.root, cache)[1]
    company.git("commit", "--quiet", "--amend", "--allow-empty", "-m", "Another in its place")
    told = [printed(company.root, cache)[1] for _ in range(3)]
    assert all("HIS028" in each for each in told)
    assert "HIS028" not in printed(company.root, NoCache())[1]
    forget_rewritings(index_file(cache.directory, company.root / ".git"))
    assert "HIS028" not in printed(company.root, cache)[1]


@pytest.mark.parametrize("kind", [DirectoryCache, LateCache])
def test_an_edit_of_the_same_size_at_once_is_seen(
    company: GitRepository, tmp_path: Path, kind: Callable[[Path], Cache]
) -> None:
    cache, file = kind(tmp_path / "cache"), company.root / INSPECTION
    file.write_text(file.read_text() + "notes: first\n")
    before = agreed(company.root, cache)
    if kind is LateCache:
        time.sleep(0.02)  # one tick of the file system's clock, which this cache doesn't wait for
    edit(file, "notes: first", "notez: first")
    after = agreed(company.root, cache)
    assert "notez" in after
    assert "notez" not in before


def test_a_date_that_was_set_back_hides_nothing(company: GitRepository, tmp_path: Path) -> None:
    cache, file = LateCache(tmp_path / "cache"), company.root / INSPECTION
    file.write_text(file.read_text() + "notes: first\n")
    agreed(company.root, cache)
    status = file.stat()
    time.sleep(0.02)
    edit(file, "notes: first", "notez: first")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert "notez" in agreed(company.root, cache)


def test_a_file_that_became_a_link_is_no_longer_read(company: GitRepository, tmp_path: Path) -> None:
    cache, file = LateCache(tmp_path / "cache"), company.root / INSPECTION
    agreed(company.root, cache)
    elsewhere = tmp_path / "elsewhere.yaml"
    shutil.move(file, elsewhere)
    file.symlink_to(elsewhere)
    assert "link-not-followed" in agreed(company.root, cache)
    other = tmp_path / "other.yaml"
    shutil.copy(elsewhere, other)
    file.unlink()
    file.symlink_to(other)
    agreed(company.root, cache)


def test_a_commit_a_branch_and_a_replaced_object_are_seen(company: GitRepository, tmp_path: Path) -> None:
    cache, file = LateCache(tmp_path / "cache"), company.root / INSPECTION
    file.write_text(file.read_text() + "notes: first\n")
    assert "uncommitted-changes" in agreed(company.root, cache)
    company.git("checkout", "--quiet", "-b", "site")
    company.git("commit", "--quiet", "-a", "-m", "Note")
    assert "uncommitted-changes" not in agreed(company.root, cache)
    company.git("symbolic-ref", "HEAD", "refs/heads/main")
    assert "uncommitted-changes" in agreed(company.root, cache)
    company.git("replace", "HEAD:" + INSPECTION, "HEAD:records/company.yaml")
    assert "refs/replace" in agreed(company.root, cache)


def test_a_repository_that_appears_inside_or_around_is_seen(tmp_path: Path) -> None:
    root, cache = tmp_path / "company", LateCache(tmp_path / "cache")
    shutil.copytree(MINIMAL, root)
    assert "not in a git repository" in agreed(root, cache)
    GitRepository.make(root)
    assert "no commit yet" in agreed(root, cache)
    GitRepository.make(root / "records" / "inspection")
    agreed(root, cache)


@pytest.mark.parametrize("damage", [lambda _: b"", lambda data: data[: len(data) // 2], lambda data: data[:-1] + b"X"])
def test_a_damaged_cache_is_as_good_as_none(
    company: GitRepository, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    cache = LateCache(tmp_path / "cache")
    agreed(company.root, cache)
    files = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert len(files) == 5
    for file in files:
        file.write_bytes(damage(file.read_bytes()))
        agreed(company.root, cache)


@pytest.mark.parametrize(
    "foreign", [b"", b"[]", b"{}", b"null", b"7\n{}", b'["a", 1, 2]', b"\xff\xfe", b'{"files": 1, "taken": 2}']
)
def test_a_cache_with_something_else_in_it_is_as_good_as_none(
    company: GitRepository, tmp_path: Path, foreign: bytes
) -> None:
    class ForeignCache(LateCache):
        def get(self, _key: str) -> bytes | None:
            return foreign

    agreed(company.root, ForeignCache(tmp_path / "cache"))


def test_what_other_code_has_kept_is_not_used(
    company: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = LateCache(tmp_path / "cache")
    agreed(company.root, cache)
    for module in (quick_check, read_files):
        monkeypatch.setattr(module, "digest_code", lambda: "other code")
    known = read_files.ReadFiles(cache, f"in {company.root}")
    assert not any(known.get(path, row[0]) for path, row in known._loaded[0].items())
    forbid_checking(monkeypatch)
    with pytest.raises(AssertionError, match="checked again"):
        printed(company.root, cache)


def test_a_cache_that_cannot_be_written_changes_nothing(company: GitRepository, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be")
    for _ in range(2):
        agreed(company.root, DirectoryCache(blocked / "cache"))


def test_a_cache_that_can_only_be_read_is_still_used_rightly(
    company: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = LateCache(tmp_path / "cache")
    agreed(company.root, cache)
    monkeypatch.setattr(LateCache, "put", lambda *_: None)
    time.sleep(0.02)
    edit(company.root / INSPECTION, "site: ", "site: no")
    for _ in range(2):
        assert "unknown-site" in agreed(company.root, cache)


@pytest.mark.parametrize("what", ["edit", "delete", "add", "link", "commit"])
def test_what_changes_during_a_check_is_not_kept_as_if_it_had_been_checked(
    company: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    cache, file = LateCache(tmp_path / "cache"), company.root / INSPECTION
    check = quick_check._check

    def check_and_change(*arguments: Any) -> Any:
        result = check(*arguments)
        time.sleep(0.02)
        if what == "edit":
            edit(file, "site: ", "site: no")
        elif what == "delete":
            file.unlink()
        elif what == "add":
            shutil.copy(file, file.with_name("again.yaml"))
        elif what == "link":
            file.with_name("link.yaml").symlink_to(file)
        else:
            company.git("commit", "--quiet", "--allow-empty", "-m", "Nothing")
        return result

    file.write_text(file.read_text() + "notes: Not committed yet.\n")
    monkeypatch.setattr(quick_check, "_check", check_and_change)
    printed(company.root, cache)
    monkeypatch.setattr(quick_check, "_check", check)
    agreed(company.root, cache)


def test_the_cache_is_nobody_elses(company: GitRepository, tmp_path: Path) -> None:
    agreed(company.root, DirectoryCache(tmp_path / "cache"))
    modes = {path.stat().st_mode & 0o077 for path in [tmp_path / "cache", *(tmp_path / "cache").rglob("*")]}
    assert modes == {0}


def test_a_check_that_could_not_run_is_not_remembered(company: GitRepository, tmp_path: Path) -> None:
    cache = LateCache(tmp_path / "cache")
    agreed(company.root, cache)
    head = company.root / ".git" / "HEAD"
    head.write_text("ref: refs/heads/none\n")
    (company.root / ".git" / "shallow").write_text("0" * 40 + "\n")
    for _ in range(2):
        with pytest.raises(BuilderError, match="latest part of its history"):
            printed(company.root, cache)


def test_two_checks_at_once_agree_and_an_unchanged_one_builds_no_models(company: GitRepository, tmp_path: Path) -> None:
    program = "import sys; from builder.cli import app; app(sys.argv[1:], standalone_mode=False); print('builder.model.record' in sys.modules)"
    argv = [sys.executable, "-c", program, "check", "--repo", str(company.root), "--as-of", "2026-10-31"]
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(Path(__file__).parents[2])}

    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(argv, env=env, stdout=subprocess.PIPE, text=True)

    together = [start() for _ in range(3)]
    outputs = {process.communicate()[0].rpartition("True")[0] for process in together}
    assert len(outputs) == 1
    again = start().communicate()[0]
    assert again == f"{outputs.pop()}False\n"


FILES = (
    "records/inspection/2026/insp-0001.yaml",
    "records/people/P-001.yaml",
    "policies/inspections.md",
    "records/company.yaml",
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            ["add a line", "same size", "delete", "restore", "link", "copy", "rewrite", "commit", "nothing", "break"]
        ),
        st.sampled_from(FILES),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=12)
@given(edits=EDITS)
def test_after_any_edits_both_print_the_same(
    edits: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.mktemp("edits")
    company = GitRepository.make(base / "company")
    shutil.copytree(MINIMAL, company.root, dirs_exist_ok=True)
    company.git("add", ".")
    company.git("commit", "--quiet", "-m", "Adopt the program")
    caches = [DirectoryCache(base / "cache"), LateCache(base / "late")]
    for kind, path in edits:
        time.sleep(0.01)  # the stamp-only cache relies on a tick between a run and an edit
        make_edit(company, kind, path)
        expected = printed(company.root, NoCache())
        assert [printed(company.root, cache) for cache in caches] == [expected, expected], (kind, path)


def make_edit(company: GitRepository, kind: str, path: str) -> None:
    file, original = company.root / path, MINIMAL / path
    if kind == "commit":
        company.git("add", "--all", ".")
        company.git("commit", "--quiet", "--allow-empty", "-m", "More")
    elif kind == "restore" or (kind != "nothing" and (file.is_symlink() or not file.is_file())):
        file.unlink(missing_ok=True)
        shutil.copy(original, file)
    elif kind == "add a line":
        file.write_text(file.read_text().replace("\n", "\n# a line\n", 1))
    elif kind == "same size":
        file.write_text(file.read_text().replace("e", "o", 1) if "e" in file.read_text() else file.read_text()[::-1])
    elif kind == "delete":
        file.unlink()
    elif kind == "link":
        file.unlink()
        file.symlink_to(original)
    elif kind == "copy":
        shutil.copy(file, file.with_name("again" + file.suffix))
    elif kind == "rewrite":
        file.write_bytes(file.read_bytes())
    elif kind == "break":
        file.write_bytes(b"\xff: [")
