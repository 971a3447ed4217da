"""Two people who share a program: a bare repository between them, and a clone for each, in folders of the test."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from builder.commands.save import Person, Wish, bring_set_aside_back, save
from builder.model.error import BuilderError
from builder.seal.signing.person_key import open_person_key
from tests.checks.example import minimal_files
from tests.histories.repository import GitRepository

NOW = datetime(2026, 6, 15, 18, 30, tzinfo=UTC)
ANN = "Ann Lee <ann@tern.example>"
BOB = "Bob Ray <bob@tern.example>"


@dataclass(frozen=True)
class Office:
    """Somebody's copy of the program."""

    repository: GitRepository
    said: list[str] = field(default_factory=list)

    @property
    def root(self) -> Path:
        return self.repository.root

    def write(self, files: Mapping[str, str | bytes | None]) -> Office:
        self.repository.write(files)
        return self

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def change(self, path: str, old: str, new: str) -> Office:
        text = self.read(path)
        assert old in text
        return self.write({path: text.replace(old, new, 1)})

    def save(self, message: str = "", *, expect: int = 0, asks: Any = None, keeps: Any = None, **more: Any) -> str:
        """What the command says, all of it as one text."""
        self.said.clear()
        wish = Wish(message, now=NOW, **more)
        person = Person(self.said.append, asks, lambda file: open_person_key(file, ""))
        assert save(self.root, wish, person, cache=keeps) == expect, self.said
        return "\n".join(self.said)

    def refused(self, **more: Any) -> str:
        """The sentence and its cure; nothing may have been written."""
        before = self.repository.git("for-each-ref")
        with pytest.raises(BuilderError) as refused:
            self.save(**more)
        assert self.repository.git("for-each-ref") == before
        assert refused.value.cure
        return f"{refused.value.message} {refused.value.cure}"

    def bring_back(self) -> str:
        self.said.clear()
        bring_set_aside_back(self.root, say=self.said.append)
        return "\n".join(self.said)

    def files(self, commit: str = "HEAD") -> list[str]:
        """Paths in a commit."""
        return self.repository.git("ls-tree", "-r", "--name-only", "-z", commit).decode().split("\0")[:-1]

    def committed(self, path: str, commit: str = "HEAD") -> bytes:
        return self.repository.git("cat-file", "blob", f"{commit}:{path}")

    def status(self) -> str:
        """What another program would show as unsaved."""
        return self.repository.git("status", "--porcelain", "--untracked-files=all").decode()

    def message(self, commit: str = "HEAD") -> str:
        return self.repository.git("show", "--no-patch", "--format=%B", commit).decode().strip()

    def is_whole(self) -> bool:
        self.repository.git("fsck", "--strict", "--no-dangling")
        return True


def settle_user(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A user of the computer without settings of their own."""
    folder.mkdir(exist_ok=True)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(folder / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def make_offices(folder: Path) -> tuple[Office, Office, GitRepository]:
    """Ann's copy, Bob's copy, and what they share; everybody has the small valid company."""
    kept = _made_once()
    for name in ("hub.git", "ann", "bob"):
        shutil.copytree(kept / name, folder / name)
    hub, ann, bob = (GitRepository(folder / name) for name in ("hub.git", "ann", "bob"))
    for repository in (ann, bob):
        config = repository.root / ".git" / "config"
        config.write_text(config.read_text().replace(str(kept), str(folder)))
    return Office(ann), Office(bob), hub


@cache
def _made_once() -> Path:
    """The three of them, to be copied: git needs half a second to make them."""
    folder = Path(tempfile.mkdtemp(prefix="muster-offices-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    hub = GitRepository.make(folder / "hub.git", "--bare")
    ann = open_office(folder / "ann", hub, ANN)
    ann.repository.commit(minimal_files(), by=ANN, message="Adopt the program")
    ann.repository.git("push", "--quiet", "origin", "main")
    open_office(folder / "bob", hub, BOB)
    return folder


def open_office(root: Path, hub: GitRepository, who: str) -> Office:
    """A clone whose owner has said who they are."""
    hub.git("clone", "--quiet", str(hub.root), str(root))
    office = Office(GitRepository(root))
    name, mail = who.removesuffix(">").split(" <")
    office.repository.git("config", "user.name", name)
    office.repository.git("config", "user.email", mail)
    return office
