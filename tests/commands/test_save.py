"""`muster save` as a coordinator meets it: one sentence, and everything on disk is in the history and with the others."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from builder.commands.choice import Choice
from builder.commands.import_notes import add_note, waiting_notes
from builder.commands.prepare import prepare
from builder.commands.save import Person, Wish, save
from builder.demo.signing import make_key, public_line
from builder.model.error import BuilderError
from builder.model.history import SignatureVerdict
from builder.model.import_note import ImportNote
from tests.checks.example import minimal_files
from tests.commands.saving.offices import ANN, NOW, Office, make_offices, settle_user
from tests.histories.repository import GitRepository

INSPECTION = """\
id: {id}
date: 2026-06-12
site: yard
recorded_by: P-002
kind: site
area: {area}
inspectors: [P-002]
items_ok: 20
items_deficient: 0
signatures: [{{person: P-002, date: 2026-06-12, method: electronic}}]
"""
FOLDER = "records/inspection/2026"
FIRST = f"{FOLDER}/insp-0001.yaml"
POLICY = "policies/inspections.md"


def inspection(number: int, area: str = "Gate") -> str:
    return INSPECTION.format(id=f"insp-{number:04}", area=area)


@pytest.fixture(autouse=True)
def _user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settle_user(monkeypatch, tmp_path / "home")


@pytest.fixture
def ann(tmp_path: Path) -> Office:
    return make_offices(tmp_path)[0]


def test_one_sentence_says_what_is_saved_and_is_what_the_history_says(ann: Office) -> None:
    ann.write(
        {
            f"{FOLDER}/insp-0003.yaml": inspection(3),
            f"{FOLDER}/insp-0004.yaml": inspection(4),
            f"{FOLDER}/insp-0003-1.jpg": b"\xff\xd8",
        }
    )
    ann.change(POLICY, "Once a month, every site.", "Each month, at each site.")
    said = ann.save(anyway=True)
    sentence = "2 inspections (The yard, 2026-06-12), a change to PRG-07, 1 photo"
    assert said == f"Saved: {sentence}.\nShared with everybody."
    assert ann.message() == sentence
    assert ann.status() == ""
    assert ann.is_whole()
    assert ann.repository.git("show", "--no-patch", "--format=%an <%ae> %cn %cI").decode() == (
        "Ann Lee <ann@tern.example> Ann Lee 2026-06-15T18:30:00+00:00\n"
    )


@pytest.mark.slow
def test_ones_own_words_come_first_and_the_sentence_below(ann: Office) -> None:
    ann.change(FIRST, "items_ok: 20", "items_ok: 21").save("Counted  again\nwith Bob")
    assert ann.message() == "Counted again with Bob\n\na change to insp-0001"


def test_nothing_changed_is_said_and_makes_nothing(ann: Office) -> None:
    before = ann.repository.head()
    assert ann.save() == "Nothing has changed since you last saved."
    assert ann.repository.head() == before


def test_the_first_save_of_a_new_program_takes_what_muster_wrote_and_nothing_else(tmp_path: Path) -> None:
    office = Office(GitRepository.make(tmp_path / "new"))
    office.write(
        minimal_files()
        | {"README.md": "# Ours\n", ".gitignore": "dist/\n", "private.txt": "mine", "records/people/~x.tmp": b""}
    )
    (office.root / "records/people/~x.tmp").unlink()
    office.repository.git("config", "user.name", "Ann")
    office.repository.git("config", "user.email", "ann@x.example")
    assert office.save().startswith("Saved: ")
    assert {"README.md", ".gitignore", FIRST} <= set(office.files())
    assert office.status() == "?? private.txt\n"


@pytest.mark.slow
def test_files_outside_the_program_are_saved_only_if_they_were_before(ann: Office) -> None:
    ann.repository.commit({"Makefile": "a:\n", "old.txt": "x"}, by=ANN)
    ann.write({"Makefile": "b:\n", "old.txt": None, "passwords.txt": "secret", "inbox/scan.pdf": b"%PDF"})
    ann.save()
    assert "passwords.txt" not in ann.files()
    assert "inbox/scan.pdf" not in ann.files()
    assert "old.txt" not in ann.files()
    assert ann.committed("Makefile") == b"b:\n"


def test_an_error_that_came_in_stops_it_and_is_shown_with_its_place(ann: Office) -> None:
    ann.write({f"{FOLDER}/insp-0003.yaml": inspection(3).replace("date: 2026-06-12\nsite", "date: 12 June\nsite")})
    before = ann.repository.head()
    said = ann.save(expect=1)
    assert f"{FOLDER}/insp-0003.yaml:2:7: error" in said
    assert "Not saved: 1 error came in since the last time. Your files are safe on disk" in said
    assert ann.repository.head() == before
    assert ann.save(anyway=True).startswith("Saved: ")
    # It is in the history now, so it no longer stops anything, wherever its line moves to.
    ann.write({f"{FOLDER}/insp-0003.yaml": "# one line more\n" + ann.read(f"{FOLDER}/insp-0003.yaml")})
    assert ann.save().startswith("Saved: ")


@pytest.mark.slow
def test_a_file_taken_away_is_said(ann: Office) -> None:
    ann.write({FIRST: None})
    assert "Saved: insp-0001 taken out." in ann.save(anyway=True)
    assert FIRST not in ann.files()


@pytest.mark.slow
def test_a_folder_that_lost_most_of_its_files_is_not_saved(ann: Office) -> None:
    ann.repository.commit(
        {f"records/people/P-{n:03}.yaml": f"id: P-{n:03}\nname: No. {n}\n" for n in range(100, 160)}, by=ANN
    )
    for file in (ann.root / "records").rglob("*.yaml"):
        file.unlink()
    assert "files are missing from this folder; nothing was saved" in ann.refused(anyway=True)


def test_line_ends_of_windows_do_not_reach_the_history(ann: Office) -> None:
    photo = b"\xff\xd8\r\n\x00"
    ann.write(
        {
            FIRST: ann.read(FIRST).replace("\n", "\r\n"),
            f"{FOLDER}/insp-0003.yaml": inspection(3).replace("\n", "\r\n"),
            f"{FOLDER}/a.jpg": photo,
        }
    )
    assert "1 inspection (The yard, 2026-06-12), 1 photo" in ann.save(anyway=True)
    assert ann.committed(f"{FOLDER}/insp-0003.yaml") == inspection(3).encode()
    assert ann.committed(f"{FOLDER}/a.jpg") == photo


@pytest.mark.slow
def test_what_gitignore_names_stays_out_and_is_said(ann: Office) -> None:
    ann.write(
        {".gitignore": "*.bak\nrecords/**/draft*\n", f"{FOLDER}/insp-0001.yaml.bak": "x", f"{FOLDER}/draft.yaml": "x"}
    )
    said = ann.save(anyway=True)
    assert (
        "Left out, because .gitignore names them: records/inspection/2026/draft.yaml, records/inspection/2026/insp-0001.yaml.bak"
        in said
    )
    assert not [path for path in ann.files() if "draft" in path or path.endswith(".bak")]


@pytest.mark.slow
def test_whether_a_file_may_be_run_stays_as_it_was(ann: Office) -> None:
    ann.repository.commit({"tool.sh": "#!/bin/sh\n"}, by=ANN)
    ann.repository.git("update-index", "--chmod=+x", "tool.sh")
    ann.repository.git("commit", "-qm", "run it", by=ANN)
    (ann.root / "tool.sh").write_bytes(b"#!/bin/sh\necho\n")
    ann.save()
    assert ann.repository.git("ls-tree", "HEAD", "tool.sh").startswith(b"100755 ")


@pytest.mark.slow
def test_a_name_spelt_with_other_letters_by_a_disk_of_a_mac_stays_one_file(ann: Office) -> None:
    ann.repository.commit({f"{FOLDER}/caf\u00e9.jpg": b"x"}, by=ANN)
    (ann.root / FOLDER / "caf\u00e9.jpg").rename(ann.root / FOLDER / "cafe\u0301.jpg")
    said = ann.save()
    assert "it stays one file" in said
    assert "Nothing has changed" in said


@pytest.mark.slow
def test_a_file_for_large_file_storage_is_refused_with_the_way_out(ann: Office) -> None:
    ann.write({".gitattributes": "*.mp4 filter=lfs diff=lfs merge=lfs -text\n", f"{FOLDER}/walk.mp4": b"film"})
    assert "walk.mp4 is to be kept apart from the history" in ann.refused(anyway=True)


@pytest.mark.parametrize("begun", ["MERGE_HEAD", "rebase-merge", "index.lock"])
def test_what_somebody_began_in_another_program_is_respected(ann: Office, begun: str) -> None:
    (ann.root / ".git" / begun).mkdir()
    ann.change(FIRST, "items_ok: 20", "items_ok: 21")
    assert "program" in ann.refused()


def test_an_older_state_that_was_looked_up_is_not_saved_on(ann: Office) -> None:
    ann.repository.git("checkout", "--quiet", "--detach")
    assert "older state of the program" in ann.refused()


@pytest.mark.slow
def test_a_folder_with_a_part_of_the_files_only_is_refused(ann: Office) -> None:
    ann.repository.git("status")  # git looks at the files that were copied
    ann.repository.git("sparse-checkout", "set", "--no-cone", "/policies/", "/records/company.yaml")
    assert "only a part of the program's files" in ann.refused()


def test_a_program_inside_another_repository_is_refused(tmp_path: Path) -> None:
    outer = GitRepository.make(tmp_path / "outer")
    outer.commit({f"company/{path}": data for path, data in minimal_files().items()})
    inner = Office(GitRepository(outer.root / "company"))
    assert "inside another repository" in inner.refused()


def test_a_folder_of_the_program_that_is_a_link_is_not_followed(ann: Office, tmp_path: Path) -> None:
    (ann.root / "policies").rename(tmp_path / "elsewhere")
    (ann.root / "policies").symlink_to(tmp_path / "elsewhere")
    assert "policies/ is a link to another place" in ann.refused(anyway=True)


def test_a_folder_without_a_history_is_told_how_to_begin_one(tmp_path: Path) -> None:
    (tmp_path / "plain" / "records").mkdir(parents=True)
    with pytest.raises(BuilderError, match="keeps no history yet"):
        save(tmp_path / "plain", Wish(now=NOW), Person(print, None, lambda _: None))


@pytest.mark.slow
def test_the_name_is_asked_for_once_and_then_known(tmp_path: Path) -> None:
    office = Office(GitRepository.make(tmp_path / "new")).write(minimal_files())
    assert "are not known on this computer yet" in office.refused()
    answers = {"Your name, as it shall stand in the history": "Ann Lee", "Your e-mail": "ann@x.example"}
    office.save(asks=lambda question, _: answers[question])
    office.change(FIRST, "items_ok: 20", "items_ok: 21").save()
    assert office.repository.git("show", "--no-patch", "--format=%an <%ae>") == b"Ann Lee <ann@x.example>\n"


@pytest.mark.slow
def test_whose_work_it_is_can_be_said(ann: Office) -> None:
    ann.change("records/people/P-002.yaml", "id: P-002", "id: P-002\nemail: dana@tern.example")
    ann.save(by="P-002")
    who = ann.repository.git("show", "--no-patch", "--format=%ae %ce").decode().split()
    assert who == ["dana@tern.example", "ann@tern.example"]
    assert "Nobody in records/people/ has the id 'P-099'" in ann.refused(by="P-099")


def with_key(office: Office, folder: Path) -> Path:
    """Ann is P-002 in the register, with a key; gives back the file of the key."""
    office.change(
        "records/people/P-002.yaml",
        "id: P-002",
        f'id: P-002\nemail: ann@tern.example\nkeys: [{{public: "{public_line("P-002")}", from: 2026-01-01}}]',
    )
    office.repository.commit({}, by=ANN)
    return write_key(folder, "P-002")


def write_key(folder: Path, person: str) -> Path:
    file = folder / person
    file.write_bytes(make_key(person).private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    return file


def test_what_is_signed_counts_as_signed_and_the_key_is_remembered_outside(ann: Office, tmp_path: Path) -> None:
    key = with_key(ann, tmp_path)
    assert "Saved and signed: " in ann.change(FIRST, "items_ok: 20", "items_ok: 21").save(key=key)
    assert "Saved and signed: " in ann.change(FIRST, "items_ok: 21", "items_ok: 22").save()
    with prepare(Choice(ann.root, "HEAD", None, date(2026, 6, 15))) as prepared:
        history = prepared.snapshot.history
        assert history
        commit = history.by_id[ann.repository.head()]
    assert (commit.signature, commit.signer) == (SignatureVerdict.GOOD, "P-002")
    assert "P-002" not in ann.repository.git("config", "--list").decode()


@pytest.mark.slow
def test_the_key_that_git_is_told_of_is_used(ann: Office, tmp_path: Path) -> None:
    key = with_key(ann, tmp_path)
    (tmp_path / "home" / "gitconfig").write_text(f"[gpg]\nformat = ssh\n[user]\nsigningKey = {key}.pub\n")
    assert "Saved and signed: " in ann.change(FIRST, "items_ok: 20", "items_ok: 21").save()


@pytest.mark.slow
def test_nobody_signs_with_the_key_of_somebody_else(ann: Office, tmp_path: Path) -> None:
    with_key(ann, tmp_path)
    ann.change(
        "records/people/P-001.yaml",
        "id: P-001",
        f'id: P-001\nkeys: [{{public: "{public_line("P-001")}", from: 2026-01-01}}]',
    )
    ann.save()
    foreign = write_key(tmp_path, "P-001")
    ann.change(FIRST, "items_ok: 20", "items_ok: 21")
    assert "is that of P-001, and what is saved here is the work of P-002" in ann.refused(key=foreign)
    ann.repository.git("config", "gpg.format", "ssh")
    ann.repository.git("config", "user.signingKey", str(foreign))
    said = ann.save()
    assert "Not signed: the key on this computer is that of P-001, not of P-002." in said
    assert "Saved: " in said


@pytest.mark.slow
def test_a_wish_to_sign_that_cannot_be_met_is_said(ann: Office) -> None:
    (Path(os.environ["HOME"]) / "gitconfig").write_text("[commit]\ngpgSign = true\n")
    said = ann.change(FIRST, "items_ok: 20", "items_ok: 21").save()
    assert "Not signed: `muster save` signs with SSH keys only." in said
    assert "Saved: " in said


def test_an_import_is_a_save_of_its_own_that_says_so(ann: Office) -> None:
    paths = tuple(f"{FOLDER}/insp-{n:04}.yaml" for n in (3, 4))
    ann.write({path: inspection(3 + at) for at, path in enumerate(paths)})
    ann.change(POLICY, "Once a month", "Each month")
    add_note(ann.root, ImportNote("inspections 2025.xlsx", 2, paths, date(2026, 6, 15)))
    ann.save()
    assert ann.message("HEAD") == "A change to PRG-07"
    assert ann.message("HEAD~1").endswith(
        "\n\nEvidence-Import: 2 rows of inspections 2025.xlsx, imported on 2026-06-15"
    )
    assert ann.repository.git("show", "--format=", "--name-only", "HEAD~1").decode().split() == list(paths)
    assert waiting_notes(ann.root) == ()


def test_nothing_that_the_folder_names_is_run(ann: Office, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    script = tmp_path / "evil.sh"
    script.write_text(f"#!/bin/sh\necho $0 $@ >> {trace}\ncat\n")
    script.chmod(0o755)
    for name in ("pre-commit", "post-commit", "reference-transaction", "post-index-change", "pre-push", "post-update"):
        (ann.root / ".git/hooks").mkdir(exist_ok=True)
        os.link(script, ann.root / ".git/hooks" / name)
    for setting in (
        "core.fsmonitor",
        "core.sshCommand",
        "credential.helper",
        "gpg.program",
        "gpg.ssh.program",
        "filter.x.clean",
        "core.pager",
        "core.editor",
        "remote.origin.receivepack",
        "remote.origin.uploadpack",
    ):
        ann.repository.git("config", setting, str(script))
    ann.repository.git("config", "commit.gpgSign", "true")
    trace.unlink(missing_ok=True)
    ann.write({".gitattributes": "* filter=x\n", f"{FOLDER}/insp-0003.yaml": inspection(3)})
    assert "Shared with everybody." in ann.save(anyway=True)
    assert not trace.exists()


@pytest.mark.slow
def test_two_saves_at_once_do_not_meet(ann: Office) -> None:
    ann.change(FIRST, "items_ok: 20", "items_ok: 21")
    seen = []

    def ask(_: str, __: str) -> str:
        seen.append(ann.refused())
        return "x@example.org"

    ann.repository.git("config", "--unset", "user.email")
    person = Person(lambda _: None, ask, lambda _: None)
    assert save(ann.root, Wish(now=NOW), person) == 0
    assert "Another `muster save` is at work" in seen[0]


@pytest.mark.slow
def test_the_command_line_speaks_without_a_word_of_git(ann: Office) -> None:
    ann.change(FIRST, "items_ok: 20", "items_ok: 21")
    done = subprocess.run(
        [sys.executable, "-m", "builder", "save", "--repo", str(ann.root)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert (done.returncode, done.stdout) == (0, "Saved: a change to insp-0001.\nShared with everybody.\n")
