"""`muster keys person`: the whole way, from no key to a commit that is good."""

from __future__ import annotations

import re
import shlex
import stat
from datetime import date
from pathlib import Path

import pytest

from builder.commands.person_key import keys_person
from builder.model.error import BuilderError
from builder.model.history import SignatureVerdict
from builder.read.git.past.history import read_history
from builder.read.git.view import open_repository
from tests.histories.repository import GitRepository

TODAY = date(2026, 1, 5)
WORDS = "four words in a row"
PERSON = "id: P-002\nname: Marnie Kowalchuk\nemail: marnie@ridgeline.example\n"
PATH = "records/people/P-002.yaml"


def company(folder: Path, person: str = PERSON) -> GitRepository:
    made = GitRepository.make(folder / "company")
    made.commit({PATH: person})
    return made


def make(made: GitRepository, out: Path, *, person: str = "P-002", passphrase: str = WORDS) -> list[str]:
    said: list[str] = []
    status = keys_person(person, out=out, repo=made.root, passphrase=lambda: passphrase, today=TODAY, say=said.append)
    assert status == 0
    return said


def test_the_lines_to_copy_make_a_commit_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = company(tmp_path)
    said = make(made, tmp_path / "stick")
    start = said.index("keys:")
    made.commit({PATH: PERSON + "\n".join(said[start : start + 2]) + "\n"})
    command = next(line for line in said if line.startswith("git config"))
    for part in command.split(" && "):
        made.git(*shlex.split(part)[1:])
    # Nobody is there to type the passphrase, so the program that ssh-keygen asks for it does.
    ask = tmp_path / "ask"
    ask.write_text(f"#!/bin/sh\necho '{WORDS}'\n")
    ask.chmod(0o700)
    sign = tmp_path / "sign"
    sign.write_text(f'#!/bin/sh\nSSH_ASKPASS={ask} SSH_ASKPASS_REQUIRE=force exec ssh-keygen "$@"\n')
    sign.chmod(0o700)
    made.git("config", "gpg.ssh.program", str(sign))
    made.commit({"records/a.yaml": "1"})
    with open_repository(made.root) as opened:
        history = read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")
    assert (history.tip.signature, history.tip.signer) == (SignatureVerdict.GOOD, "P-002")
    [change] = history.key_changes
    assert [f"Fingerprint: {mark}" for mark in change.added] == [
        line for line in said if line.startswith("Fingerprint")
    ]


def test_the_private_file_can_be_opened_by_its_owner_only(tmp_path: Path) -> None:
    make(company(tmp_path), tmp_path / "stick")
    key = tmp_path / "stick" / "P-002"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert "PRIVATE KEY" in key.read_text()
    assert "PRIVATE KEY" not in key.with_name(f"{key.name}.pub").read_text()


def test_the_passphrase_is_never_said(tmp_path: Path) -> None:
    assert WORDS not in "\n".join(make(company(tmp_path), tmp_path / "stick"))


def test_someone_who_has_a_key_is_told_how_to_change_over(tmp_path: Path) -> None:
    first = make(company(tmp_path), tmp_path / "stick")
    start = first.index("keys:")
    text = "\n".join(make(company(tmp_path / "b", PERSON + "\n".join(first[start : start + 2])), tmp_path / "other"))
    assert "keys:\n" not in text
    assert re.search(r"`to: 2026-01-05`.*signed with the OLD key", text)


@pytest.mark.parametrize("place", ["company/keys", "other"])
def test_a_folder_inside_a_repository_is_refused_and_nothing_is_written(place: str, tmp_path: Path) -> None:
    made = company(tmp_path)
    GitRepository.make(tmp_path / "other")
    with pytest.raises(BuilderError, match="known to all for ever"):
        make(made, tmp_path / place)
    assert not list((tmp_path / place).glob("P-002*"))


def test_a_folder_beside_the_repository_may_be_reached_through_it(tmp_path: Path) -> None:
    made = company(tmp_path)
    GitRepository.make(tmp_path / "program")
    said = make(made, tmp_path / "program" / ".." / "stick")
    assert (tmp_path / "stick" / "P-002").is_file()
    assert ".." not in "\n".join(said)


def test_an_unknown_person_a_short_passphrase_and_a_key_that_is_there_are_refused(tmp_path: Path) -> None:
    made = company(tmp_path)
    with pytest.raises(BuilderError, match="has the id 'P-099'"):
        make(made, tmp_path / "stick", person="P-099")
    with pytest.raises(BuilderError, match="fewer than 12"):
        make(made, tmp_path / "stick", passphrase="short")
    assert not (tmp_path / "stick").exists()
    make(made, tmp_path / "stick")
    make(made, tmp_path / "stick")
    assert sorted(path.name for path in (tmp_path / "stick").glob("*[!b]")) == ["P-002", "P-002-2026-01-05"]
    with pytest.raises(BuilderError, match="never overwritten"):
        make(made, tmp_path / "stick")


def test_a_bare_repository_holds_nobody_to_make_a_key_for(tmp_path: Path) -> None:
    bare = GitRepository.make(tmp_path / "bare.git", "--bare")
    with pytest.raises(BuilderError, match="is a bare repository"):
        make(bare, tmp_path / "keys")
