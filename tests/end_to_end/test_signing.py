"""An attacker who may write to the repository takes over a person's name: what the company sees, and what an auditor with a list of keys sees."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.checks.example import minimal_files
from tests.end_to_end.command_line import muster
from tests.histories.repository import GitRepository

CARL = "Carl Dunn <carl@example.org>"
PERSON = "records/people/P-002.yaml"
RECORD = "records/inspection/2026/insp-0001.yaml"


def new_key(folder: Path, name: str) -> str:
    argv = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / name)]
    subprocess.run(argv, check=True)
    return " ".join((folder / f"{name}.pub").read_text().split()[:2])


@pytest.fixture
def program(tmp_path: Path) -> GitRepository:
    """The small company; Carl's key is registered, he signs, and then somebody puts another key in its place and signs as Carl."""
    own, strange = new_key(tmp_path, "own"), new_key(tmp_path, "strange")
    files: Mapping[str, bytes] = minimal_files()
    person = files[PERSON].decode() + "email: carl@example.org\n"
    made = GitRepository.make(tmp_path / "program")
    made.git("config", "gpg.format", "ssh")
    made.git("config", "user.signingKey", str(tmp_path / "own"))
    entry = 'keys: [{{public: "{}", from: 2026-01-01}}]\n'
    made.commit({**files, PERSON: person + entry.format(own)}, by=CARL, at="2026-04-02 09:00:00 -0600")
    made.commit({"content/a.md": "# A\n"}, by=CARL, at="2026-04-16 09:00:00 -0600", options=("-S",))
    made.commit({PERSON: person + entry.format(strange)}, by=CARL, at="2026-04-17 09:00:00 -0600")
    made.git("config", "user.signingKey", str(tmp_path / "strange"))
    made.commit({"content/b.md": "# B\n"}, by=CARL, at="2026-04-18 09:00:00 -0600", options=("-S",))
    (tmp_path / "keys.txt").write_text(f"# by phone\ncarl@example.org {own}\n")
    return made


def history_codes(program: GitRepository, *options: str | Path) -> dict[str, str]:
    """Code and message of the findings about signatures, as a person gets them with a warm cache."""
    place = program.root.parent
    arguments = ("check", "--repo", program.root, "--as-of", "2026-04-30", "--format", "json", *options)
    done = muster(*arguments, cwd=place, XDG_CACHE_HOME=str(place / "cache"))
    found = json.loads(done.stdout)["findings"]
    codes = ("HIS004", "HIS008", "HIS018", "HIS019", "HIS045")
    return {each["code"]: each["message"] for each in found if each["code"] in codes}


def signatures(program: GitRepository, *options: str | Path) -> str:
    arguments = ("history", "--repo", program.root, "--as-of", "2026-04-30", *options)
    done = muster(*arguments, cwd=program.root.parent)
    return next(line for line in done.stdout.splitlines() if line.startswith("Signatures"))


def test_a_key_that_was_put_in_anothers_place_is_a_gap_and_counts_for_nothing_with_a_list_of_ones_own(
    program: GitRepository,
) -> None:
    keys = ("--keys", program.root.parent / "keys.txt")
    by_records = history_codes(program)
    assert set(by_records) == {"HIS018", "HIS045"}
    assert "2026-04-17" in by_records["HIS018"]
    assert "not signed" in by_records["HIS018"]
    # The same command again, and then with the list: neither takes the other's answer.
    assert history_codes(program) == by_records
    assert set(history_codes(program, *keys)) == {"HIS018", "HIS045"}
    assert "2 good; 2 not signed" in signatures(program)
    assert "1 good; 1 by an unknown key; 2 not signed; judged by the list of keys" in signatures(program, *keys)


def test_a_list_that_cannot_be_used_stops_the_command_with_its_line(program: GitRepository) -> None:
    bad = program.root.parent / "bad.txt"
    bad.write_text("# mine\n*@example.org ssh-ed25519 AAAA\n")
    done = muster("check", "--repo", program.root, "--keys", bad, cwd=program.root.parent)
    assert done.returncode == 2
    assert "line 2" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_persons_key_made_at_the_command_line_needs_a_passphrase(program: GitRepository) -> None:
    place = program.root.parent
    arguments = ("keys", "person", "P-002", "--out", "stick", "--repo", program.root)
    without = muster(*arguments, cwd=place)
    assert (without.returncode, (place / "stick").exists()) == (2, False)
    assert "MUSTER_PASSPHRASE" in without.stderr
    done = muster(*arguments, cwd=place, MUSTER_PASSPHRASE="four words in a row")
    assert done.returncode == 0
    assert "four words" not in done.stdout + done.stderr
    assert (place / "stick" / "P-002.pub").is_file()
