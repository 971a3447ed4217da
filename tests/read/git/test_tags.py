"""Which tags of a real repository approve something, and what is said of those that only look like it."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from builder.demo.signing import public_line, sign_commit
from builder.model.error import BuilderError
from builder.model.history import SignatureVerdict, Tag
from builder.model.register import Person, PublicKey
from builder.read.git.keys.signature import make_keyring
from builder.read.git.store.tag_object import write_approval, write_tag
from builder.read.git.tags import list_tag_names, read_tags
from builder.read.git.view import open_repository
from tests.histories.repository import GitRepository

DALE = "Dale Friesen <dale@ridgeline.example>"
ZONE = ZoneInfo("America/Edmonton")
PATH = "policies/leadership/pol-01.md"
FEBRUARY_16 = "1771264800 -0700"


def person(id: str, name: str, first: date = date(2025, 8, 1), last: date | None = None) -> Person:
    key = PublicKey.model_validate({"public": public_line(id), "from": first, "to": last})
    return Person(id=id, name=name, keys=(key,))


KEYRING = make_keyring([person("P-001", "Dale Friesen"), person("P-002", "Marnie Kowalchuk")])


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    made = GitRepository.make(tmp_path / "program")
    made.commit({PATH: "Everyone goes home well.\n", "README.md": "Program\n"})
    return made


def blob(repository: GitRepository, path: str = PATH) -> str:
    return repository.git("rev-parse", f"HEAD:{path}").decode().strip()


def write(repository: GitRepository, name: str, raw: bytes) -> str:
    id = repository.git("hash-object", "-t", "tag", "-w", "--stdin", "--literally", stdin=raw).decode().strip()
    file = repository.root / ".git" / "refs" / "tags" / name
    # Not update-ref: it refuses to name some of what a hostile repository may name.
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{id}\n")
    return id


def approve(
    repository: GitRepository,
    *,
    name: str = "policy/POL-01/v2",
    called: str = "",
    key: str = "P-001",
    tagger: str = DALE,
    approves: tuple[tuple[str, str], ...] | None = None,
    when: str = FEBRUARY_16,
) -> str:
    listed = ((PATH, blob(repository)),) if approves is None else approves
    message = write_approval(subject="Approve POL-01, version 2", said="", approves=listed)
    raw = write_tag(commit=repository.head(), name=called or name, tagger=f"{tagger} {when}", message=message)
    return write(repository, name, raw + (sign_commit(raw, key) + b"\n" if key else b""))


def tags(repository: GitRepository, keyring: object = KEYRING) -> tuple[Tag, ...]:
    with open_repository(repository.root) as opened:
        return read_tags(opened.view, list_tag_names(opened), lambda _: keyring, ZONE)  # type: ignore[arg-type, return-value]


def only(found: tuple[Tag, ...]) -> Tag:
    assert len(found) == 1
    return found[0]


def test_a_good_approval_names_person_day_and_bytes(repository: GitRepository) -> None:
    id = approve(repository)
    found = only(tags(repository))
    assert (found.name, found.id, found.commit) == ("policy/POL-01/v2", id, repository.head())
    assert (found.signature, found.signer, found.problem) == (SignatureVerdict.GOOD, "P-001", "")
    assert (found.tagger, found.tagged_on) == (DALE, date(2026, 2, 16))
    assert found.approves == ((PATH, blob(repository)),)


def test_a_tag_that_the_real_git_signed_is_good(repository: GitRepository, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True)
    public = PublicKey.model_validate({"public": key.with_suffix(".pub").read_text().strip(), "from": date(2025, 8, 1)})
    keyring = make_keyring([Person(id="P-001", name="Dale Friesen", keys=(public,))])
    message = f"Approve POL-01\n\napproves {PATH} {blob(repository)}"
    settings = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={key}")
    repository.git(*settings, "tag", "-s", "-m", message, "policy/POL-01/v2", by=DALE, at="2026-02-16 12:00:00 -0700")
    found = only(tags(repository, keyring))
    assert (found.signature, found.signer, found.problem) == (SignatureVerdict.GOOD, "P-001", "")


@pytest.mark.parametrize(
    ("tagger", "key", "verdict", "signer"),
    [
        pytest.param(DALE, "", SignatureVerdict.UNSIGNED, None, id="not signed"),
        pytest.param(DALE, "P-002", SignatureVerdict.OTHER_PERSON, "P-002", id="signed by somebody else"),
        pytest.param(DALE, "P-099", SignatureVerdict.UNKNOWN_KEY, None, id="nobody's key"),
    ],
)
def test_who_signed_is_told(
    repository: GitRepository, tagger: str, key: str, verdict: SignatureVerdict, signer: str | None
) -> None:
    approve(repository, tagger=tagger, key=key)
    found = only(tags(repository))
    assert (found.signature, found.signer) == (verdict, signer)


def test_one_changed_byte_makes_the_signature_bad(repository: GitRepository) -> None:
    message = write_approval(subject="Approve", said="", approves=((PATH, blob(repository)),))
    raw = write_tag(commit=repository.head(), name="policy/POL-01/v2", tagger=f"{DALE} {FEBRUARY_16}", message=message)
    write(repository, "policy/POL-01/v2", raw.replace(b"Approve", b"Reprove") + sign_commit(raw, "P-001"))
    assert only(tags(repository)).signature is SignatureVerdict.BAD


def test_a_key_that_had_run_out_on_the_claimed_day_is_told(repository: GitRepository) -> None:
    approve(repository)
    leaver = make_keyring([person("P-001", "Dale Friesen", last=date(2026, 1, 31))])
    assert only(tags(repository, leaver)).signature is SignatureVerdict.OUTSIDE_WINDOW


def test_a_renamed_tag_is_no_approval(repository: GitRepository) -> None:
    approve(repository, name="policy/POL-01/v3", called="policy/POL-01/v2")
    assert only(tags(repository)).problem == "It was made under the name policy/POL-01/v2 and renamed afterwards."


def test_a_tag_moved_to_a_plain_mark_is_no_approval(repository: GitRepository) -> None:
    repository.git("tag", "policy/POL-01/v2")
    found = only(tags(repository))
    assert found.problem == "It is a plain mark without a tagger, a day or a signature."
    assert found.commit == repository.head()


def test_a_tag_on_a_files_content_is_no_approval(repository: GitRepository) -> None:
    raw = write_tag(commit=blob(repository), name="policy/POL-01/v2", tagger=f"{DALE} {FEBRUARY_16}", message="Yes")
    write(repository, "policy/POL-01/v2", raw.replace(b"type commit", b"type blob"))
    found = only(tags(repository))
    assert (found.commit, found.problem) == ("", "It stands on a file's content, not on a state of the program.")


def test_a_tag_that_calls_a_file_a_commit_is_no_approval(repository: GitRepository) -> None:
    raw = write_tag(commit=blob(repository), name="policy/POL-01/v2", tagger=f"{DALE} {FEBRUARY_16}", message="Yes")
    write(repository, "policy/POL-01/v2", raw)
    assert "a file's content" in only(tags(repository)).problem


def test_a_tag_on_a_tag_is_followed_to_its_commit(repository: GitRepository) -> None:
    inner = write(
        repository,
        "v1",
        write_tag(commit=repository.head(), name="v1", tagger=f"{DALE} {FEBRUARY_16}", message="Release"),
    )
    message = write_approval(subject="Approve", said="", approves=((PATH, blob(repository)),))
    raw = write_tag(commit=inner, name="manual/v1", tagger=f"{DALE} {FEBRUARY_16}", message=message)
    raw = raw.replace(b"type commit", b"type tag")
    write(repository, "manual/v1", raw + sign_commit(raw, "P-001"))
    found = only(tags(repository))
    assert (found.commit, found.signature, found.problem) == (repository.head(), SignatureVerdict.GOOD, "")


def test_bytes_that_the_tagged_state_does_not_have_are_not_approved(repository: GitRepository) -> None:
    approve(repository, approves=((PATH, "0" * 39 + "1"),))
    assert only(tags(repository)).problem == (
        f"The state of the program that it stands on doesn't have {PATH} as the tag lists it."
    )


@pytest.mark.parametrize(
    "path", ["policies", "policies/leadership/pol-02.md", f"{PATH}/inside", "../README.md", "/", "policies//x"]
)
def test_a_path_that_is_no_file_there_is_not_approved(repository: GitRepository, path: str) -> None:
    approve(repository, approves=((path, blob(repository)),))
    assert "doesn't have" in only(tags(repository)).problem


def test_a_tag_older_than_what_it_stands_on_is_no_approval(repository: GitRepository) -> None:
    entered = int(repository.git("show", "-s", "--format=%ct", "HEAD"))
    approve(repository, when=f"{entered - 3601} -0700")
    assert only(tags(repository)).problem == "It claims to be older than the state of the program that it stands on."
    approve(repository, when=f"{entered - 3600} -0700")
    assert only(tags(repository)).problem == ""


def test_a_tag_that_lists_nothing_approves_nothing(repository: GitRepository) -> None:
    repository.git("tag", "-a", "-m", "Approve it all", "policy/POL-01/v2", by=DALE)
    assert only(tags(repository)).problem == "Its message lists no file that it approves."


def test_a_later_form_is_not_guessed(repository: GitRepository) -> None:
    message = f"Approve\n\nmuster-approval: 2\napproves {PATH} {blob(repository)}"
    repository.git("tag", "-a", "-m", message, "policy/POL-01/v2", by=DALE)
    assert "form 2" in only(tags(repository)).problem


def test_what_is_no_tag_object_is_said(repository: GitRepository) -> None:
    write(repository, "policy/POL-01/v2", b"object 12\nnothing else\n")
    assert only(tags(repository)).problem == "It isn't built as git builds a tag."


def test_a_tag_whose_object_is_gone_is_said(repository: GitRepository) -> None:
    id = approve(repository)
    (repository.root / ".git" / "objects" / id[:2] / id[2:]).unlink()
    assert only(tags(repository)).problem == "The repository has its name and not the tag itself."


def test_a_tag_object_under_anothers_id_is_refused(repository: GitRepository) -> None:
    first, second = approve(repository), approve(repository, name="policy/POL-01/v3")
    objects = repository.root / ".git" / "objects"
    target = objects / first[:2] / first[2:]
    target.chmod(0o644)
    target.write_bytes((objects / second[:2] / second[2:]).read_bytes())
    with pytest.raises(BuilderError):
        tags(repository)


def test_a_huge_tag_is_not_read(repository: GitRepository) -> None:
    raw = write_tag(
        commit=repository.head(), name="policy/POL-01/v2", tagger=f"{DALE} 0 +0000", message="x" * 2_000_000
    )
    write(repository, "policy/POL-01/v2", raw)
    assert "was not read" in only(tags(repository)).problem


def test_other_tags_are_nobodys_concern(repository: GitRepository) -> None:
    repository.git("tag", "v1.0")
    repository.git("tag", "-a", "-m", "Release", "v1.1", by=DALE)
    assert tags(repository) == ()


def test_a_tag_of_any_name_counts_if_it_lists_files(repository: GitRepository) -> None:
    approve(repository, name="spring-review")
    assert only(tags(repository)).problem == ""


def test_a_tag_on_another_branch_is_left_out(repository: GitRepository) -> None:
    approve(repository)
    assert tags(repository, None) == ()


def test_a_name_that_can_not_be_printed_is_written_with_escapes(repository: GitRepository) -> None:
    repository.git("tag", "policy/\u202egnihton")
    assert only(tags(repository)).name == "policy/\\u202egnihton"


@pytest.mark.parametrize("name", ["policy/a b", "policy/a\tb"])
def test_a_name_git_would_refuse_breaks_nothing(repository: GitRepository, name: str) -> None:
    approve(repository)
    file = repository.root / ".git" / "refs" / "tags" / name
    file.write_text(f"{repository.head()}\n")
    assert [each.name for each in tags(repository)] == ["policy/POL-01/v2"]
