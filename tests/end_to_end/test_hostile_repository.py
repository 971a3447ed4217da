"""A repository that names programs wherever git takes one: reading it runs none of them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from builder.model.error import BuilderError
from builder.read.git.past.history import read_history
from builder.read.git.store.tree import CommitSource
from builder.read.git.view import open_repository
from builder.read.git.work_tree import compare_work_tree
from tests.histories.repository import NOON, GitRepository

HOOKS = (
    "post-checkout",
    "post-index-change",
    "pre-auto-gc",
    "reference-transaction",
    "pre-commit",
    "post-commit",
    "fsmonitor-watchman",
)


@pytest.fixture
def canaries(tmp_path: Path) -> Path:
    """The folder in which every program that runs leaves a file with its name."""
    folder = tmp_path / "canaries"
    folder.mkdir()
    return folder


def program(folder: Path, canaries: Path, name: str) -> str:
    """A program that says it ran and passes its input on."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"#!/bin/sh\n: > '{canaries}/{name}'\ncase {name} in ssh|uploadpack) exit 1;; esac\n[ -t 0 ] || cat\n"
    )
    file.chmod(0o755)
    return str(file)


@pytest.fixture
def hostile(tmp_path: Path, canaries: Path) -> GitRepository:
    """A repository whose settings, hooks and attributes all point at such programs."""
    made = GitRepository.make(tmp_path / "company")
    made.commit(
        {
            "records/company.yaml": "name: Ridgeline\n",
            "policies/first-aid.md": "one\n",
            "content/index.md": "home\n",
            ".gitattributes": "* filter=evil diff=evil merge=evil\n",
            ".mailmap": "Somebody Else <else@x> <marnie@ridgeline.example>\n",
        }
    )
    made.commit({"policies/first-aid.md": "one\ntwo\n"}, at="2026-02-05 12:00:00 -0700")
    made.git("tag", "-a", "-m", "Manual", "manual")

    def named(name: str) -> str:
        return program(tmp_path / "programs", canaries, name)

    settings = {
        "filter.evil.clean": named("clean"),
        "filter.evil.smudge": named("smudge"),
        "filter.evil.required": "true",
        "diff.evil.textconv": named("textconv"),
        "diff.evil.command": named("diff-command"),
        "diff.external": named("external-diff"),
        "merge.evil.driver": named("merge-driver"),
        "core.fsmonitor": named("fsmonitor"),
        "core.pager": named("pager"),
        "pager.log": named("pager-log"),
        "core.editor": named("editor"),
        "core.sshCommand": named("ssh"),
        "core.askPass": named("askpass"),
        "core.alternateRefsCommand": named("alternate-refs"),
        "credential.helper": f"!{named('credential')}",
        "gpg.program": named("gpg"),
        "gpg.format": "ssh",
        "gpg.ssh.program": named("gpg-ssh"),
        "gpg.ssh.defaultKeyCommand": named("gpg-key"),
        "log.showSignature": "true",
        "tar.tgz.command": named("tar"),
        "trace2.eventTarget": str(canaries / "trace2"),
        "remote.origin.url": f"ext::{named('remote-ext')}",
        "remote.origin.uploadpack": named("uploadpack"),
        "remote.origin.promisor": "true",
    }
    for command in ("log", "cat-file", "ls-tree", "rev-parse", "rev-list", "for-each-ref", "symbolic-ref"):
        settings[f"alias.{command}"] = f"!{named(f'alias-{command}')}"
    hooks = tmp_path / "hooks"
    for hook in HOOKS:
        program(hooks, canaries, hook)
    settings["core.hooksPath"] = str(hooks)
    for name, value in settings.items():
        made.git("config", name, value)
    return made


def ran(canaries: Path) -> set[str]:
    return {file.name for file in canaries.iterdir()}


def clear(canaries: Path) -> None:
    for file in canaries.iterdir():
        file.unlink()


def test_the_traps_work_when_git_is_asked_in_the_ordinary_way(hostile: GitRepository, canaries: Path) -> None:
    clear(canaries)
    (hostile.root / "policies" / "first-aid.md").write_text("changed\n")
    for arguments in (("status",), ("diff", "HEAD"), ("log", "-p", "--ext-diff"), ("blame", "policies/first-aid.md")):
        subprocess.run(["git", *arguments], cwd=hostile.root, capture_output=True, check=False)
    assert {"clean", "fsmonitor", "textconv", "diff-command", "post-index-change"} <= ran(canaries)


def test_reading_everything_runs_nothing(hostile: GitRepository, canaries: Path) -> None:
    (hostile.root / "policies" / "first-aid.md").write_text("changed\n")
    (hostile.root / "records" / "untracked.yaml").write_text("x\n")
    clear(canaries)
    with open_repository(hostile.root) as opened:
        commit = opened.resolve("HEAD")
        assert {opened.resolve(rev) for rev in ("main", "manual", commit[:9], "@2026-02-05")} == {commit}
        assert opened.branch == "main"
        source = CommitSource(opened.view, commit)
        files = dict(source.read(source.entries()))
        read = read_history(opened, commit, time_zone="America/Edmonton")
        differences = compare_work_tree(opened, commit)
    assert ran(canaries) == set()
    assert files["policies/first-aid.md"] == b"one\ntwo\n"
    # The repository's .mailmap would have renamed the author.
    assert {change.author for file in read.files.values() for change in file.changes} == {
        "Marnie Kowalchuk <marnie@ridgeline.example>"
    }
    assert differences is not None
    assert (differences.changed, differences.added) == (("policies/first-aid.md",), ("records/untracked.yaml",))


def test_a_missing_object_is_not_fetched_by_the_repositorys_own_program(hostile: GitRepository, canaries: Path) -> None:
    id = hostile.git("rev-parse", "HEAD:content/index.md").decode().strip()
    (hostile.root / ".git" / "objects" / id[:2] / id[2:]).unlink()
    hostile.git("config", "remote.origin.url", "ssh://nowhere.example/company.git")
    hostile.git("config", "extensions.partialClone", "origin")
    hostile.git("config", "core.repositoryFormatVersion", "1")
    clear(canaries)
    with pytest.raises(BuilderError, match="partial clone"):
        open_repository(hostile.root)
    assert ran(canaries) == set()


def test_a_signed_commit_is_judged_without_the_repositorys_own_program(hostile: GitRepository, canaries: Path) -> None:
    identity = f"Marnie Kowalchuk <marnie@ridgeline.example> {1767639600} -0700"
    armour = "-----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----"
    raw = f"tree {hostile.tree()}\nauthor {identity}\ncommitter {identity}\ngpgsig {armour}\n\nSigned\n"
    hostile.raw_commit(raw.encode())
    clear(canaries)
    with open_repository(hostile.root) as opened:
        read = read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")
    # By our own gpgv where there is one; never by what the repository names.
    assert read.tip.signature.value in ("bad", "unsupported")
    assert ran(canaries) == set()


def test_a_file_name_that_looks_like_an_option_is_only_a_name(tmp_path: Path, canaries: Path) -> None:
    made = GitRepository.make(tmp_path / "company")
    odd = f"records/--output={canaries}/output"
    made.commit({"records/-c": "1", "records/$(touch x).yaml": "2"}, at=NOON)
    blob = made.git("hash-object", "-w", "--stdin", stdin=b"3").decode().strip()
    made.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{odd}")
    made.git("commit", "--quiet", "-m", "Odd names")
    with open_repository(made.root) as opened:
        source = CommitSource(opened.view, opened.resolve("HEAD"))
        assert dict(source.read([odd, "records/-c"])) == {odd: b"3", "records/-c": b"1"}
        read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")
    assert ran(canaries) == set()
