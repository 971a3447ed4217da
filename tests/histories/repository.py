"""Real repositories for tests: made with the real git, every commit with the author, time and parents that the test writes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MARNIE = "Marnie Kowalchuk <marnie@ridgeline.example>"
SIMRAN = "Simran Gill <simran@ridgeline.example>"
NOON = "2026-01-05 12:00:00 -0700"


@dataclass(frozen=True)
class GitRepository:
    """A repository in a temporary folder, driven through the real git with no settings but its own."""

    root: Path

    @classmethod
    def make(cls, root: Path, *options: str) -> GitRepository:
        """An empty repository on the branch main."""
        root.mkdir(parents=True, exist_ok=True)
        repository = cls(root)
        repository.git("init", "--quiet", "--initial-branch=main", *options, ".")
        return repository

    def git(self, *arguments: str, stdin: bytes = b"", by: str = MARNIE, at: str = NOON) -> bytes:
        """Standard output of a git command that has to succeed."""
        name, mail = by.removesuffix(">").split(" <")
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": mail,
            "GIT_AUTHOR_DATE": at,
            "GIT_COMMITTER_NAME": name,
            "GIT_COMMITTER_EMAIL": mail,
            "GIT_COMMITTER_DATE": at,
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=environment, input=stdin, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return done.stdout

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Put files on disk; None removes one."""
        for path, data in files.items():
            file = self.root / path
            if data is None:
                file.unlink()
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data.encode() if isinstance(data, str) else data)

    def commit(
        self,
        files: Mapping[str, str | bytes | None],
        *,
        at: str = NOON,
        by: str = MARNIE,
        message: str = "Change the program",
        options: tuple[str, ...] = (),
    ) -> str:
        """The id of a commit of the given changes and of whatever else differs on disk."""
        self.write(files)
        self.git("add", "--all", ".")
        self.git("commit", "--quiet", "--allow-empty", "-m", message, *options, by=by, at=at)
        return self.head()

    def merge(self, branch: str, *, at: str = NOON, by: str = MARNIE) -> str:
        """The id of a merge commit that brings a branch into the current one."""
        self.git("merge", "--quiet", "--no-ff", "-m", f"Merge {branch}", branch, by=by, at=at)
        return self.head()

    def raw_commit(self, raw: bytes) -> str:
        """The id of a commit object written byte for byte; the branch main is set to it."""
        id = self.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=raw).decode().strip()
        self.git("update-ref", "refs/heads/main", id)
        return id

    def head(self) -> str:
        """The id of the current commit."""
        return self.git("rev-parse", "HEAD").decode().strip()

    def tree(self) -> str:
        """The id of the current commit's tree."""
        return self.git("rev-parse", "HEAD^{tree}").decode().strip()
