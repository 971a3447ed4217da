"""The computer is switched off in the middle of a save: files and history are whole, and the next save carries on."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.commands.saving.offices import Office, make_offices, settle_user
from tests.commands.test_save import FIRST, FOLDER, inspection
from tests.histories.repository import GitRepository

THIRD = f"{FOLDER}/insp-0003.yaml"


@pytest.fixture(autouse=True)
def _user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settle_user(monkeypatch, tmp_path / "home")


@pytest.fixture
def bob(tmp_path: Path) -> Office:
    """Ann filed insp-0003 and changed insp-0001; Bob did the same otherwise, and hasn't saved yet."""
    ann, bob, _ = make_offices(tmp_path)
    ann.write({THIRD: inspection(3, "North")}).change(FIRST, "items_ok: 20", "items_ok: 21").save()
    return bob.write({THIRD: inspection(3, "South")}).change(FIRST, "area: Shop and yard", "area: Yard")


def save_and_die(office: Office, step: int) -> None:
    """Saves, and is killed before the nth thing that changes anything on the disk: a name, a file taken away, a command of git."""
    from builder.read.git.command import Command

    left = [step]

    def count_down() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counting(original: Any) -> Any:
        def counted(*arguments: Any, **more: Any) -> Any:
            count_down()
            return original(*arguments, **more)

        return counted

    for kind, name in ((Path, "replace"), (Path, "unlink"), (Command, "run")):
        setattr(kind, name, counting(getattr(kind, name)))
    office.save()
    os._exit(0)


def killed_at(office: Office, step: int) -> bool:
    """Whether the save was killed; it had ended before that many steps otherwise."""
    child = multiprocessing.get_context("fork").Process(target=save_and_die, args=(office, step))
    child.start()
    child.join()
    return child.exitcode == -signal.SIGKILL


def prove_whole(bob: Office) -> None:
    assert bob.is_whole()
    on_disk = [file.read_text() for file in (bob.root / FOLDER).glob("insp-000*.yaml")]
    assert any("area: South" in text for text in on_disk), "what Bob wrote is on his disk"
    bob.save()
    assert (bob.status(), bob.is_whole()) == ("", True)
    areas = sorted(
        line for n in (3, 4) for line in bob.read(f"{FOLDER}/insp-000{n}.yaml").splitlines() if "area" in line
    )
    assert areas == ["area: North", "area: South"]
    assert "items_ok: 21" in bob.read(FIRST)
    assert "area: Yard" in bob.read(FIRST)
    assert not (bob.root / FOLDER / "insp-0005.yaml").exists()
    assert not (bob.root / "set-aside").exists()
    hub = GitRepository(bob.root.parent / "hub.git")
    assert hub.git("rev-parse", "main").decode().strip() == bob.repository.head()
    assert not list((bob.root / "records").rglob(".muster-*"))


def test_killed_while_it_puts_together(bob: Office) -> None:
    assert killed_at(bob, 40)
    prove_whole(bob)


STRIDE = int(os.environ.get("MUSTER_KILL_STRIDE", "8"))
"""With 1, every single step is tried; that takes minutes."""


@pytest.mark.slow
def test_killed_at_step_after_step(bob: Office, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    for name in ("bob", "hub.git"):
        shutil.copytree(tmp_path / name, kept / name, symlinks=True)
    step = 2
    while True:
        for name in ("bob", "hub.git"):
            shutil.rmtree(tmp_path / name)
            shutil.copytree(kept / name, tmp_path / name, symlinks=True)
        if not killed_at(bob, step):
            break
        prove_whole(bob)
        step += STRIDE
    assert step > 40


def test_a_note_that_is_nonsense_is_thrown_away(bob: Office) -> None:
    note = bob.root / ".git" / "muster-save.json"
    note.write_text("[" * 100_000)
    assert "Shared with everybody." in bob.save()
    assert not note.exists()
