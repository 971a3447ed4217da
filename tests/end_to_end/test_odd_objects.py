"""Damage, forgery and what no ordinary git command makes: refused or told, never believed and never a wrong answer."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.read.git.past import change_log
from tests.end_to_end.in_process import ON_DISK, check_here, muster_here
from tests.end_to_end.odd_repository import (
    AT,
    IDENTITY,
    INSPECTION,
    SECONDS,
    blob,
    commit_raw,
    commit_top_entry,
    flip_a_byte,
    git_dir,
    loose_object,
    only_pack,
    small_company,
    tree,
)
from tests.histories.repository import MARNIE, GitRepository

FSCK = "git fsck"


@pytest.fixture
def made(tmp_path: Path) -> GitRepository:
    return small_company(tmp_path / "company")


def a_byte_of_a_record_flipped(made: GitRepository) -> None:
    flip_a_byte(loose_object(made, f"HEAD:{INSPECTION}"))


def a_byte_of_a_pack_flipped(made: GitRepository) -> None:
    flip_a_byte(only_pack(made))


def pack_cut_in_half(made: GitRepository) -> None:
    pack = only_pack(made)
    pack.chmod(0o644)
    pack.write_bytes(pack.read_bytes()[: pack.stat().st_size // 2])


def pack_without_its_index(made: GitRepository) -> None:
    only_pack(made).with_suffix(".idx").unlink()


def gone(name: str) -> Callable[[GitRepository], None]:
    return lambda made: loose_object(made, name).unlink()


def last_commit_flipped(made: GitRepository) -> None:
    flip_a_byte(loose_object(made, "HEAD"))


def first_commit_gone(made: GitRepository) -> None:
    first = loose_object(made, "HEAD")
    made.commit({"content/more.md": "# More\n"}, at=AT)
    first.unlink()


def branch_garbled(made: GitRepository) -> None:
    (git_dir(made) / "refs" / "heads" / "main").write_bytes(b"\xff\x00 not an id\n")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (a_byte_of_a_record_flipped, (f"damaged: {INSPECTION} (object",)),
        (a_byte_of_a_pack_flipped, ("damaged", FSCK)),
        (pack_cut_in_half, ("The branch main ends with the commit", "missing from this copy or damaged", FSCK)),
        (pack_without_its_index, ("missing from this copy or damaged", FSCK)),
        (gone(f"HEAD:{INSPECTION}"), (f"The content of {INSPECTION} (object", "is not in this copy")),
        (gone("HEAD:records"), ("Git could not read the repository", FSCK)),
        (gone("HEAD^{tree}"), ("Git could not read the repository", FSCK)),
        (gone("HEAD"), ("The branch main ends with the commit", "missing from this copy or damaged", FSCK)),
        (last_commit_flipped, ("The branch main ends with the commit", "missing from this copy or damaged", FSCK)),
        (first_commit_gone, ("Git could not read the repository", FSCK)),
        (branch_garbled, ("The branch main doesn't name a commit any more", FSCK)),
    ],
)
def test_damage_is_refused_with_what_to_do(
    made: GitRepository, damage: Callable[[GitRepository], None], words: tuple[str, ...]
) -> None:
    damage(made)
    done = check_here(made.root)
    assert (done.status, done.out) == (2, "")
    for word in words:
        assert word in done.error


@pytest.mark.parametrize("damage", [pack_cut_in_half, gone("HEAD"), last_commit_flipped, branch_garbled])
def test_a_lost_commit_is_never_taken_for_a_program_that_was_not_committed_yet(
    made: GitRepository, damage: Callable[[GitRepository], None]
) -> None:
    damage(made)
    done = check_here(made.root, *ON_DISK)
    assert done.status == 2
    assert "no commit yet" not in done.text


@pytest.mark.parametrize(
    ("mode", "name", "what"),
    [
        (b"40000", b".git", "has the name of git's own folder"),
        (b"40000", b".GIT", "has the name of git's own folder"),
        (b"40000", b"git~1", "has the name of git's own folder"),
        (b"40000", b"..", "leads out of the folder"),
        (b"40000", b".", "leads out of the folder"),
        (b"100644", b"records/../../outside.yaml", "leads through other folders"),
        (b"100644", INSPECTION.encode(), "leads through other folders"),
        (b"100644", b"/etc/passwd", "leads through other folders"),
        (b"40000", b"records", "stands there twice"),
        (b"777", b"zz", "is of no kind that git has"),
    ],
)
def test_a_list_of_files_that_git_would_not_make_is_refused(
    made: GitRepository, mode: bytes, name: bytes, what: str, tmp_path: Path
) -> None:
    text = blob(made, b"outside\n")
    commit_top_entry(made, mode, name, tree(made, (b"100644", b"x.yaml", text)) if mode == b"40000" else text)
    for options in (("--commit", "HEAD"), ON_DISK):
        done = check_here(made.root, *options)
        assert (done.status, done.out) == (2, "")
        assert "a list of files that git would not make" in done.error
        assert f"the entry `{name.decode()}` {what}" in done.error
    assert sorted(path.name for path in tmp_path.iterdir()) == ["company"]


def test_names_in_another_order_than_gits_are_refused(made: GitRepository) -> None:
    commit_top_entry(made, b"100644", b"zz.txt", blob(made, b"x"), first=True)
    assert "doesn't stand where git would sort it" in check_here(made.root).error


def test_a_list_further_down_is_looked_at_as_well(made: GitRepository) -> None:
    text = blob(made, b"x")
    odd = tree(made, (b"100644", b"a.yaml", text), (b"100644", b"a.yaml", text))
    commit_top_entry(made, b"40000", b"zz", odd)
    done = check_here(made.root)
    assert "In the folder zz" in done.error
    assert "the entry `a.yaml` stands there twice" in done.error


def test_a_file_in_the_place_of_a_folder_is_refused(made: GitRepository) -> None:
    commit_top_entry(made, b"40000", b"zz", blob(made, b"x"))
    assert check_here(made.root).status == 2


def test_an_old_mode_and_leading_zeros_are_read_as_git_reads_them(made: GitRepository) -> None:
    commit_top_entry(made, b"100664", b"zz", blob(made, b"x"))
    commit_top_entry(made, b"0100644", b"zzz", blob(made, b"x"))
    assert check_here(made.root).status == 0


@pytest.mark.slow
def test_a_few_folders_that_stand_for_billions_of_files_do_not_fill_the_memory(made: GitRepository) -> None:
    level = tree(made, *((b"100644", b"f%d" % number, blob(made, b"x")) for number in range(10)))
    for _ in range(9):
        level = tree(made, *((b"40000", b"d%d" % number, level) for number in range(10)))
    commit_top_entry(made, b"40000", b"zz", level)
    for options in (("--commit", "HEAD"), ON_DISK):
        done = check_here(made.root, *options)
        assert done.status == 2
        assert "more than 1,000,000 files and folders" in done.error


def test_such_folders_in_an_older_commit_do_not_fill_it_either(
    made: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_log, "CHANGE_LIMIT", 500)
    assert check_here(made.root).status == 0
    files = tree(made, *((b"100644", b"f%03d" % number, blob(made, b"x")) for number in range(600)))
    commit_top_entry(made, b"40000", b"zz", files)
    made.git("commit", "--quiet", "-m", "Taken away again", at=AT)
    done = check_here(made.root)
    assert done.status == 2
    assert "more than 500 changes of files" in done.error


GOOD = b"committer " + IDENTITY + b"\n"


@pytest.mark.parametrize(
    ("author", "committer", "words"),
    [
        (b"author Marnie marnie 1779300000\n", GOOD, ("HIS042", "names `Marnie marnie 1779300000` as its author")),
        (b"", GOOD, ("HIS042", "names nobody as its author")),
        (b"author M <m@x>\n", b"", ("HIS012", "names nobody as its committer")),
        (b"author M <m@x> -100 +0000\n", b"committer M <m@x> -100 +0000\n", ("HIS012", "1969-12-31")),
        (b"author M <m@x> 1 +0000\n", b"committer M <m@x> 1 +0000\n", ("HIS012", "1969-12-31")),
        (b"author M <m@x> 4102480800 +0000\n", b"committer M <m@x> 4102480800 +0000\n", ("HIS007", "2100-01-01")),
        (b"author M <m@x> 9" + b"9" * 19 + b" +0000\n", b"committer M <m@x> 9" + b"9" * 19 + b" +0000\n", ("HIS007",)),
        (b"author " + MARNIE.encode() + b" %d +9999\n" % SECONDS, GOOD.replace(b"-0600", b"+9999"), ()),
        (b"author M\0N <m@x> %d +0000\n" % SECONDS, GOOD, ()),
    ],
)
def test_a_garbled_commit_is_told_and_stops_nothing(
    made: GitRepository, author: bytes, committer: bytes, words: tuple[str, ...]
) -> None:
    commit_raw(made, author, committer)
    done = check_here(made.root)
    assert done.status == 0
    for word in words:
        assert word in done.out


@pytest.mark.parametrize("encoding", [b"ISO-8859-1", b"klingon-8"])
def test_names_and_messages_in_another_encoding_come_out_or_are_marked(made: GitRepository, encoding: bytes) -> None:
    who = b"Ren\xe9 L\xe9vesque <rene@ridgeline.example> %d -0600\n" % SECONDS
    commit_raw(made, b"author " + who, b"committer " + who, b"encoding " + encoding + b"\n", message=b"D\xe9j\xe0 vu\n")
    made.git("commit", "--quiet", "--allow-empty", "-m", "Next", at=AT)
    assert check_here(made.root).status == 0


def replaced(made: GitRepository) -> None:
    made.git("replace", made.head(), made.git("commit-tree", "-m", "Other", f"{made.tree()}").decode().strip())


def grafted(made: GitRepository) -> None:
    (git_dir(made) / "info").mkdir(exist_ok=True)
    (git_dir(made) / "info" / "grafts").write_text(f"{made.head()}\n")


@pytest.mark.parametrize("forge", [replaced, grafted])
def test_objects_in_the_place_of_others_are_told_and_change_nothing(
    made: GitRepository, forge: Callable[[GitRepository], None]
) -> None:
    made.commit({"content/more.md": "# More\n"}, at=AT)
    before = check_here(made.root, format="json")
    forge(made)
    done = check_here(made.root)
    assert done.status == 1
    assert "HIS006 replaced-objects" in done.out
    told = [line for line in done.out.splitlines() if ": error " in line]
    assert len(told) == 1
    assert before.status == 0


def forge_commit_graph(made: GitRepository) -> None:
    """Write a commit-graph that says all commits have no parents and were made in 2001; its own checksum fits.

    gitformat-commit-graph(5): a table of chunks of 12 bytes each from byte 8 on; a row of CDAT is tree (20), two parents (4 + 4), and
    generation and time (8).
    """
    made.git("commit-graph", "write", "--reachable", "--no-changed-paths")
    file = git_dir(made) / "objects" / "info" / "commit-graph"
    file.chmod(0o644)
    data = bytearray(file.read_bytes())
    chunks = [struct.unpack_from(">4sQ", data, 8 + 12 * number) for number in range(data[6] + 1)]
    start = next(offset for name, offset in chunks if name == b"CDAT")
    end = min(offset for _, offset in chunks if offset > start)
    for row in range(start, end, 36):
        struct.pack_into(">IIQ", data, row + 20, 0x70000000, 0x70000000, (1 << 34) | 1_000_000_000)
    data[-20:] = hashlib.sha1(data[:-20], usedforsecurity=False).digest()
    file.write_bytes(data)


def test_a_forged_commit_graph_changes_nothing(made: GitRepository) -> None:
    made.commit({"content/more.md": "# More\n"}, at=AT)
    before = check_here(made.root, format="json")
    forge_commit_graph(made)
    # The counter-proof: git itself believes it.
    assert len(made.git("rev-list", "HEAD").split()) == 1
    assert made.git("rev-list", "--timestamp", "HEAD").startswith(b"1000000000 ")
    assert check_here(made.root, format="json") == before


def test_an_index_of_packs_that_leads_astray_is_noticed(made: GitRepository) -> None:
    """Which object stands where is only the index's word: here all of them changed places."""
    index = only_pack(made).with_suffix(".idx")
    index.chmod(0o644)
    data = bytearray(index.read_bytes())
    total = struct.unpack_from(">I", data, 8 + 255 * 4)[0]
    offsets = 8 + 1024 + total * 24
    rows = struct.unpack_from(f">{total}I", data, offsets)
    struct.pack_into(f">{total}I", data, offsets, *reversed(rows))
    data[-20:] = hashlib.sha1(data[:-20], usedforsecurity=False).digest()
    index.write_bytes(data)
    assert check_here(made.root).status == 2


def test_the_other_commands_refuse_the_same(made: GitRepository, tmp_path: Path) -> None:
    a_byte_of_a_record_flipped(made)
    for command in (
        ("coverage", "--commit", "HEAD"),
        ("due", "--commit", "HEAD"),
        ("site", "--commit", "HEAD", "--out", tmp_path / "site"),
        ("pack", "--out", tmp_path / "pack.pdf"),
    ):
        done = muster_here(*command, "--repo", made.root)
        assert (done.status, done.out) == (2, "")
        assert f"damaged: {INSPECTION}" in done.error
    assert sorted(path.name for path in tmp_path.iterdir()) == ["company"]
