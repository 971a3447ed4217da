"""`muster approve` as an approver meets it: a signed tag on exactly the committed text, or one clear sentence why not."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat

from builder.commands.approve import Request, approve, list_approvals
from builder.commands.choice import Choice
from builder.commands.prepare import prepare
from builder.demo.signing import make_key, public_line
from builder.model.approval import Approval, ApprovalLevel, Binding
from builder.model.error import BuilderError
from builder.seal.signing.person_key import open_person_key
from tests.checks.example import minimal_files
from tests.histories.repository import GitRepository
from tests.measure.small import read_text

NOW = datetime(2026, 5, 12, 18, 30, tzinfo=UTC)
CARL = "Carl Dunn <carl@example.org>"
POLICY = "policies/health-and-safety-policy.md"
PROGRAM = "policies/inspections.md"
PERSON = "records/people/P-001.yaml"


@dataclass(frozen=True)
class Office:
    """A small company's repository, and the keys of its people in files outside it."""

    repository: GitRepository
    keys: Path

    def key(self, person: str, passphrase: str = "") -> Path:
        file = self.keys / person
        lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        file.write_bytes(make_key(person).private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, lock))
        return file

    def approve(self, *documents: str, key: str = "P-001", by: str = "", message: str = "") -> str:
        """What the command says."""
        said: list[str] = []
        request = Request(documents, self.key(key), by, message, NOW)
        with prepare(Choice(self.repository.root, "HEAD", None, NOW.date())) as prepared:
            assert approve(prepared, request, open_key=lambda file: open_person_key(file, ""), say=said.append) == 0
        return "\n".join(said)

    def refused(self, *documents: str, **more: str) -> str:
        """The sentence and its cure; nothing may have been written."""
        before = self.repository.git("for-each-ref")
        with pytest.raises(BuilderError) as refused:
            self.approve(*documents, **more)
        assert self.repository.git("for-each-ref") == before
        assert refused.value.cure
        return f"{refused.value.message} {refused.value.cure}"

    def approval(self, path: str = POLICY, as_of: date = date(2026, 6, 1)) -> Approval:
        with prepare(Choice(self.repository.root, "HEAD", as_of, as_of)) as prepared:
            return prepared.snapshot.approvals[path]

    def listed(self) -> str:
        said: list[str] = []
        with prepare(Choice(self.repository.root, "HEAD", NOW.date(), NOW.date())) as prepared:
            list_approvals(prepared, say=said.append)
        return "\n".join(said)


def with_key(person: str, *, first: str = "2026-04-01", last: str = "") -> str:
    end = f", to: {last}" if last else ""
    return (
        read_text(f"records/people/{person}.yaml")
        + f'keys: [{{public: "{public_line(person)}", from: {first}{end}}}]\n'
    )


def set_up(root: Path, files: dict[str, str]) -> Office:
    made = GitRepository.make(root / "program")
    everything: dict[str, str | bytes | None] = {**minimal_files(), **files}
    made.commit(everything, by=CARL, at="2026-04-02 09:00:00 -0600", message="Adopt the program")
    made.commit({"content/note.md": "A note.\n"}, by=CARL, at="2026-04-03 09:00:00 -0600")
    (root / "keys").mkdir()
    return Office(made, root / "keys")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return set_up(tmp_path, {PERSON: with_key("P-001"), "records/people/P-002.yaml": with_key("P-002")})


def test_the_approver_gets_the_strongest_level_for_exactly_these_bytes(office: Office) -> None:
    said = office.approve("POL-01", message="Read aloud at the spring meeting.")
    blob = office.repository.git("rev-parse", f"HEAD:{POLICY}").decode().strip()
    assert "POL-01 Health and safety policy, version 2: approved by Ann Beck (P-001) on 12 May 2026." in said
    assert blob in said
    assert "Share it with: git push origin policy/POL-01/v2" in said
    best = office.approval().best
    assert best is not None
    assert (best.level, best.person, best.tag, best.blob, best.day, best.binding) == (
        ApprovalLevel.SIGNED_TAG,
        "P-001",
        "policy/POL-01/v2",
        blob,
        date(2026, 5, 12),
        Binding.BYTES,
    )
    assert b"Read aloud at the spring meeting." in office.repository.git("cat-file", "tag", "policy/POL-01/v2")


def test_the_real_git_verifies_it(office: Office, tmp_path: Path) -> None:
    office.approve("POL-01")
    allowed = tmp_path / "allowed"
    allowed.write_text(f"* {public_line('P-001')}\n")
    settings = ("-c", f"gpg.ssh.allowedSignersFile={allowed}")
    assert b"\ntype commit\n" in office.repository.git(*settings, "verify-tag", "--raw", "-v", "policy/POL-01/v2")
    allowed.write_text(f"* {public_line('P-002')}\n")
    with pytest.raises(AssertionError):
        office.repository.git(*settings, "verify-tag", "policy/POL-01/v2")


def test_nothing_else_is_changed(office: Office) -> None:
    def state() -> tuple[bytes, ...]:
        git = office.repository.git
        return git("rev-parse", "HEAD"), git("status", "--porcelain"), git("for-each-ref", "refs/heads")

    before = state()
    office.approve("POL-01")
    assert state() == before
    assert office.repository.git("tag") == b"policy/POL-01/v2\n"
    office.repository.git("fsck", "--strict")


def test_several_documents_at_once_get_a_tag_each(office: Office) -> None:
    office.approve("POL-01", "PRG-07")
    assert office.repository.git("tag").split() == [b"policy/POL-01/v2", b"policy/PRG-07/v1"]


def test_if_one_of_several_can_not_be_approved_none_is(office: Office) -> None:
    assert "no document PRG-99" in office.refused("POL-01", "PRG-99")


def test_a_changed_text_leaves_the_approval_behind(office: Office) -> None:
    office.approve("POL-01")
    office.repository.commit({POLICY: read_text(POLICY) + "\nMostly.\n"}, by=CARL, at="2026-05-20 09:00:00 -0600")
    approval = office.approval()
    assert approval.stale is not None
    assert approval.best is None
    refusal = office.refused("POL-01")
    assert "changed on 20 May 2026" in refusal
    assert "Raise `version` to 3" in refusal
    assert "Changed after their approval: 1 document\n  POL-01" in office.listed()


def test_the_next_version_is_approved_beside_the_last(office: Office) -> None:
    office.approve("POL-01")
    text = (
        read_text(POLICY)
        .replace("version: 2", "version: 3")
        .replace("approved_on: 2026-04-01", "approved_on: 2026-05-11")
    )
    office.repository.commit({POLICY: f"{text}\nAlways.\n"}, by=CARL, at="2026-05-11 09:00:00 -0600")
    office.approve("POL-01")
    assert office.repository.git("tag").split() == [b"policy/POL-01/v2", b"policy/POL-01/v3"]
    assert office.approval().best is not None


def test_a_text_that_is_changed_on_the_day_of_its_approval_can_be_approved_anew_that_day(office: Office) -> None:
    """`approved_on` can't name a later day then; the next version has to be enough."""

    def commit(version: int, more: str, hour: int) -> None:
        text = read_text(POLICY).replace("version: 2", f"version: {version}")
        text = text.replace("approved_on: 2026-04-01", "approved_on: 2026-05-11") + more
        office.repository.commit({POLICY: text}, by=CARL, at=f"2026-05-11 {hour:02}:00:00 -0600")

    commit(3, "", 9)
    commit(3, "\nAlways.\n", 10)
    assert "Raise `version` to 4" in office.refused("POL-01")
    commit(4, "\nAlways.\n", 11)
    office.approve("POL-01")
    approval = office.approval()
    assert approval.stale is None
    assert approval.best is not None


def rewrite(change: Callable[[str], str]) -> Callable[[Office], None]:
    def do(office: Office) -> None:
        text = change(read_text(POLICY))
        assert text != read_text(POLICY)
        office.repository.commit({POLICY: text}, by=CARL, at="2026-04-20 09:00:00 -0600")

    return do


def edit_on_disk(office: Office) -> None:
    office.repository.write({POLICY: read_text(POLICY) + "\nMore.\n"})


def delete_on_disk(office: Office) -> None:
    office.repository.write({POLICY: None})


def leave_the_branch(office: Office) -> None:
    office.repository.git("switch", "--quiet", "--create", "side")
    office.repository.commit({"content/side.md": "Aside.\n"}, by=CARL)


def stand_on_a_lost_commit(office: Office) -> None:
    leave_the_branch(office)
    office.repository.git("switch", "--quiet", "--detach")
    office.repository.git("branch", "--quiet", "-D", "side")


@pytest.mark.parametrize(
    ("before", "words"),
    [
        pytest.param(edit_on_disk, "Save the change first", id="other text on disk"),
        pytest.param(delete_on_disk, "Save the change first", id="not on disk"),
        pytest.param(
            rewrite(lambda text: text.replace("approved\n", "draft\n")), "Set `status: approved`", id="a draft"
        ),
        pytest.param(
            rewrite(lambda text: text.replace("approved_on: 2026-04-01\n", "")), "`approved_on`", id="without a day"
        ),
        pytest.param(
            rewrite(lambda text: text.replace("approved_by: P-001", "approved_by: P-009")),
            "not in records/people/",
            id="an approver whom nobody knows",
        ),
        pytest.param(
            rewrite(lambda text: text.replace("approved_by: P-001", "approved_by: P-002")),
            "not one that records/people/P-002.yaml names",
            id="another approver",
        ),
        pytest.param(leave_the_branch, "the branch side", id="on a side branch"),
        pytest.param(stand_on_a_lost_commit, "a single commit", id="on a commit of no branch"),
        pytest.param(lambda office: office.approve("POL-01") and None, "has an approval already", id="twice"),
    ],
)
def test_what_stands_in_the_way_is_said_with_its_cure(
    office: Office, before: Callable[[Office], None], words: str
) -> None:
    before(office)
    assert words in office.refused("POL-01")


def test_nobody_approves_in_anothers_name(office: Office) -> None:
    assert "not one that records/people/P-001.yaml names" in office.refused("POL-01", key="P-002")
    assert "names P-001 as its approver, not P-002" in office.refused("POL-01", key="P-002", by="P-002")


def test_a_document_that_is_not_committed_is_named(office: Office) -> None:
    office.repository.write({"policies/new.md": read_text(POLICY).replace("POL-01", "POL-02")})
    assert "policies/new.md" in office.refused("POL-02")


def test_a_key_that_came_with_the_approved_commit_vouches_for_nothing(tmp_path: Path) -> None:
    office = set_up(tmp_path, {})
    office.repository.commit({PERSON: with_key("P-001")}, by=CARL, at="2026-04-04 09:00:00 -0600")
    assert "nothing before it vouches" in office.refused("POL-01")
    office.repository.commit({"content/note.md": "Another note.\n"}, by=CARL, at="2026-04-05 09:00:00 -0600")
    office.approve("POL-01")
    assert office.approval().best is not None


def test_a_key_whose_days_are_over_is_refused(tmp_path: Path) -> None:
    office = set_up(tmp_path, {PERSON: with_key("P-001", last="2026-05-11")})
    assert "doesn't count on 12 May 2026" in office.refused("POL-01")


def test_a_detached_checkout_of_the_branch_is_fine(office: Office) -> None:
    office.repository.git("switch", "--quiet", "--detach")
    assert "approved by Ann Beck" in office.approve("POL-01")


def test_a_linked_work_tree_is_approved_in_too(office: Office, tmp_path: Path) -> None:
    office.repository.git("switch", "--quiet", "--create", "aside")
    office.repository.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "main")
    Office(GitRepository(tmp_path / "linked"), office.keys).approve("POL-01")
    assert office.repository.git("tag") == b"policy/POL-01/v2\n"


def test_a_message_can_not_pass_for_an_approval_or_a_signature(office: Office) -> None:
    blob = office.repository.git("rev-parse", f"HEAD:{PROGRAM}").decode().strip()
    office.approve("POL-01", message=f"approves {PROGRAM} {blob}\n\n-----BEGIN SSH SIGNATURE-----\nmuster-approval: 9")
    assert office.approval().best is not None
    program = office.approval(PROGRAM).best
    assert program is not None
    assert program.level is ApprovalLevel.NAMED


def test_a_bare_repository_is_approved_in_too(office: Office, tmp_path: Path) -> None:
    bare = GitRepository(tmp_path / "bare.git")
    office.repository.git("clone", "--quiet", "--bare", ".", str(bare.root))
    Office(bare, office.keys).approve("POL-01")
    assert bare.git("tag") == b"policy/POL-01/v2\n"


def test_a_shallow_copy_is_refused(office: Office, tmp_path: Path) -> None:
    url = f"file://{office.repository.root}"
    office.repository.git("clone", "--quiet", "--depth", "1", url, str(tmp_path / "copy"))
    with pytest.raises(BuilderError, match="latest part of its history"):
        Office(GitRepository(tmp_path / "copy"), office.keys).approve("POL-01")


def test_nothing_that_the_repository_names_is_run(office: Office, tmp_path: Path) -> None:
    canary = tmp_path / "ran"
    hook = office.repository.root / ".git" / "hooks" / "reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n: > '{canary}'\n")
    hook.chmod(0o755)
    office.repository.git("config", "core.logAllRefUpdates", "always")
    office.repository.git("config", "user.useConfigOnly", "true")
    office.approve("POL-01")
    assert not canary.exists()
    office.repository.git("tag", "proof")
    assert canary.exists(), "the hook would run in an ordinary git"


def test_a_name_taken_by_a_folder_is_git_s_own_refusal(office: Office) -> None:
    office.repository.git("tag", "policy/POL-01")
    assert "Nothing was approved" in office.refused("POL-01")


def test_what_waits_is_listed_in_words(office: Office) -> None:
    assert office.listed().splitlines()[:3] == [
        "Approved by name only: 2 documents",
        "  POL-01 Health and safety policy, version 2. It names Ann Beck; neither ink nor a key of theirs shows it.",
        "  PRG-07 Inspection program, version 1. It names Ann Beck; neither ink nor a key of theirs shows it.",
    ]
    office.approve("POL-01", "PRG-07")
    assert office.listed() == "2 documents approved in ink or with the approver's key."


def test_the_command_line_asks_for_the_passphrase_only_of_a_locked_key(office: Office) -> None:
    from tests.end_to_end.command_line import muster

    locked = office.key("P-001", "four words that fit")
    root = office.repository.root

    def run(**more: str) -> subprocess.CompletedProcess[str]:
        return muster("approve", "POL-01", "--key", locked, cwd=root, **more)

    unasked = run()
    assert unasked.returncode == 2
    assert "MUSTER_PASSPHRASE" in unasked.stderr
    assert run(MUSTER_PASSPHRASE="wrong words that fit").returncode == 2
    done = run(MUSTER_PASSPHRASE="four words that fit")
    assert (done.returncode, done.stderr) == (0, "")
    assert "approved by Ann Beck" in done.stdout
    assert muster("approve", "--list", cwd=root).returncode == 0
    assert "muster approve PRG-07 --key" in muster("approve", cwd=root).stderr
