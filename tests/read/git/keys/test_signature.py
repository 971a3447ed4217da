"""What is said about a commit's signature: seven verdicts, made by the real ssh-keygen and by hand."""

from __future__ import annotations

import base64
import subprocess
from datetime import UTC, date
from pathlib import Path

import pytest

from builder.demo.signing import make_key, public_line, sign_commit
from builder.model.history import SignatureVerdict
from builder.model.register import Person, PublicKey
from builder.read.git.keys.allowed_signers import parse_allowed_signers
from builder.read.git.keys.signature import check_signature, judge_signature, make_keyring
from builder.read.git.keys.sshsig import write_sshsig
from builder.read.git.past.history import read_history
from builder.read.git.store.commit_object import ParsedCommit, parse_commit
from builder.read.git.view import open_repository
from tests.histories.repository import MARNIE, SIMRAN, GitRepository

DAY = date(2026, 1, 5)
PAYLOAD = (
    b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
    b"author Marnie Kowalchuk <marnie@ridgeline.example> 1767639600 -0700\n"
    b"committer Marnie Kowalchuk <marnie@ridgeline.example> 1767639600 -0700\n"
    b"\nFile the tour\n"
)


def person(
    id: str, name: str, *keys: str, email: str | None = None, first: date = date(2025, 8, 1), last: date | None = None
) -> Person:
    entries = tuple(PublicKey.model_validate({"public": key, "from": first, "to": last}) for key in keys)
    return Person(id=id, name=name, email=email, keys=entries)


def marnie(key: str = "", first: date = date(2025, 8, 1), last: date | None = None) -> Person:
    return person(
        "P-002",
        "Marnie Kowalchuk",
        key or public_line("P-002"),
        email="marnie@ridgeline.example",
        first=first,
        last=last,
    )


def people_files(*people: Person) -> dict[str, str]:
    return {
        f"records/people/{each.id}.yaml": each.model_dump_json(
            by_alias=True, include={"id", "name", "email", "keys"}, exclude_none=True
        )
        for each in people
    }


def signed(armour: bytes, payload: bytes = PAYLOAD) -> ParsedCommit:
    head, message = payload.split(b"\n\n", 1)
    return parse_commit(head + b"\ngpgsig " + armour.replace(b"\n", b"\n ") + b"\n\n" + message)


def verdict(
    commit: ParsedCommit, *people: Person, days: tuple[date, ...] = (DAY,)
) -> tuple[SignatureVerdict, str | None]:
    keyring = make_keyring(people)
    return judge_signature(check_signature(commit, keyring), commit, keyring, days)


def tampered(armour: bytes, old: bytes, new: bytes) -> bytes:
    """The armour with other bytes inside."""
    lines = armour.split(b"\n")
    inner = base64.b64decode(b"".join(lines[1:-1]))
    assert old in inner
    return b"\n".join((lines[0], base64.b64encode(inner.replace(old, new, 1)), lines[-1]))


def test_the_committers_own_key_is_good() -> None:
    commit = signed(sign_commit(PAYLOAD, "P-002"))
    assert commit.payload == PAYLOAD
    assert verdict(commit, marnie()) == (SignatureVerdict.GOOD, "P-002")


def test_a_person_without_a_mail_is_known_by_the_name() -> None:
    nameless = person("P-002", "marnie  kowalchuk", public_line("P-002"))
    assert verdict(signed(sign_commit(PAYLOAD, "P-002")), nameless) == (SignatureVerdict.GOOD, "P-002")


def test_a_known_key_of_somebody_else_is_not_good() -> None:
    simran = person("P-006", "Simran Gill", public_line("P-006"))
    commit = signed(sign_commit(PAYLOAD, "P-006"))
    assert verdict(commit, marnie(), simran) == (SignatureVerdict.OTHER_PERSON, "P-006")


def test_a_commit_in_another_authors_name_is_not_good_though_the_committer_signed() -> None:
    payload = PAYLOAD.replace(b"author Marnie Kowalchuk <marnie@", b"author Simran Gill <simran@")
    simran = person("P-006", "Simran Gill", public_line("P-006"))
    commit = signed(sign_commit(payload, "P-002"), payload)
    assert verdict(commit, marnie(), simran) == (SignatureVerdict.OTHER_PERSON, "P-002")


def test_a_borrowed_name_with_the_owners_mail_belongs_to_the_mail() -> None:
    payload = PAYLOAD.replace(b"Marnie Kowalchuk", b"Dale Friesen")
    dale = person("P-001", "Dale Friesen", public_line("P-001"))
    commit = signed(sign_commit(payload, "P-001"), payload)
    assert verdict(commit, marnie(), dale) == (SignatureVerdict.OTHER_PERSON, "P-001")


@pytest.mark.parametrize(
    "days",
    [
        pytest.param((date(2026, 2, 1),), id="after it"),
        pytest.param((date(2025, 7, 31),), id="before it"),
        pytest.param((DAY, date(2026, 6, 2)), id="claimed inside, arrived after"),
    ],
)
def test_a_key_used_outside_its_days_is_told(days: tuple[date, ...]) -> None:
    leaver = marnie(last=date(2026, 1, 31))
    commit = signed(sign_commit(PAYLOAD, "P-002"))
    assert verdict(commit, leaver, days=(DAY,)) == (SignatureVerdict.GOOD, "P-002")
    assert verdict(commit, leaver, days=days) == (SignatureVerdict.OUTSIDE_WINDOW, "P-002")


def test_a_key_nobody_has_is_unknown() -> None:
    assert verdict(signed(sign_commit(PAYLOAD, "P-099")), marnie()) == (SignatureVerdict.UNKNOWN_KEY, None)


def test_a_commit_without_signature_is_unsigned() -> None:
    assert verdict(parse_commit(PAYLOAD), marnie()) == (SignatureVerdict.UNSIGNED, None)


def test_one_changed_byte_of_the_commit_is_bad() -> None:
    forged = PAYLOAD.replace(b"File the tour", b"File the Tour")
    assert verdict(signed(sign_commit(PAYLOAD, "P-002"), forged), marnie()) == (SignatureVerdict.BAD, None)


def test_a_signature_made_for_something_else_than_a_commit_is_bad() -> None:
    armour = write_sshsig(PAYLOAD, make_key("P-002"), b"file")
    assert verdict(signed(armour), marnie()) == (SignatureVerdict.BAD, None)


GOOD = sign_commit(PAYLOAD, "P-002")


@pytest.mark.parametrize(
    "armour",
    [
        pytest.param(tampered(GOOD, b"\0\0\0\x03git", b"\0\0\0\x03ssh"), id="made for another purpose"),
        pytest.param(tampered(GOOD, b"SSHSIG\0\0\0\x01", b"SSHSIG\0\0\0\x02"), id="another version"),
        pytest.param(tampered(GOOD, b"\0\0\0\x03git", b"\xff\0\0\x03git"), id="a length beyond the end"),
        pytest.param(GOOD.replace(b"-----END SSH SIGNATURE-----", b"-----END-----"), id="no end"),
        pytest.param(GOOD.replace(b"\n", b"\n!", 1), id="no base64"),
        pytest.param(b"-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----", id="nothing inside"),
        pytest.param(GOOD + b"\n" + GOOD, id="two signatures"),
    ],
)
def test_a_signature_that_is_not_built_as_it_should_is_bad(armour: bytes) -> None:
    assert verdict(signed(armour), marnie()) == (SignatureVerdict.BAD, None)


@pytest.mark.parametrize(
    "armour",
    [
        pytest.param(b"-----BEGIN SIGNED MESSAGE-----\nMII=\n-----END SIGNED MESSAGE-----", id="X.509"),
        pytest.param(tampered(GOOD, b"\0\0\0\x06sha512", b"\0\0\0\x06sha1  "), id="a digest that is not checked"),
        pytest.param(
            tampered(GOOD, b"\0\0\0\x0bssh-ed25519", b"\0\0\0\x0bssh-ed44819"), id="a key that is not checked"
        ),
    ],
)
def test_a_kind_that_is_not_checked_is_unsupported_and_not_bad(armour: bytes) -> None:
    assert verdict(signed(armour), marnie()) == (SignatureVerdict.UNSUPPORTED, None)


def folded(armour: bytes) -> bytes:
    return armour.replace(b"\n", b"\n ")


@pytest.mark.parametrize("first", [GOOD, sign_commit(b"another text", "P-002"), b"-----BEGIN PGP SIGNATURE-----"])
def test_a_commit_with_two_signatures_is_never_good(first: bytes) -> None:
    head, message = PAYLOAD.split(b"\n\n", 1)
    both = b"\ngpgsig " + folded(first) + b"\ngpgsig " + folded(GOOD)
    assert verdict(parse_commit(head + both + b"\n\n" + message), marnie())[0] is SignatureVerdict.BAD


def test_the_signature_of_a_merged_tag_is_not_one_of_the_commit() -> None:
    tag = b"object %b\ntype commit\ntag v1\ntagger M <m@x> 0 +0000\n\nRelease\ngpgsig " % (b"1" * 40) + GOOD
    head, message = PAYLOAD.split(b"\n\n", 1)
    merged = head + b"\nmergetag " + folded(tag) + b"\n\n" + message
    assert verdict(parse_commit(merged), marnie()) == (SignatureVerdict.UNSIGNED, None)
    both = head + b"\nmergetag " + folded(tag) + b"\ngpgsig " + folded(GOOD) + b"\n\n" + message
    assert verdict(parse_commit(both), marnie()) == (SignatureVerdict.BAD, None)


@pytest.mark.parametrize("name", [b"author", b"committer", b"tree"])
def test_a_signed_commit_that_names_somebody_or_its_tree_twice_is_never_good(name: bytes) -> None:
    line = next(line for line in PAYLOAD.split(b"\n") if line.startswith(name))
    doubled = PAYLOAD.replace(line, line + b"\n" + line.replace(b"Marnie", b"Simran"), 1)
    commit = signed(sign_commit(doubled, "P-002"), doubled)
    assert verdict(commit, marnie()) == (SignatureVerdict.BAD, None)
    assert "twice" in check_signature(commit, make_keyring([marnie()])).reason


@pytest.mark.parametrize("armour", [b"-----BEGIN SIGNED MESSAGE-----\nMII=", b"-----BEGIN PGP MESSAGE-----\n\niQ=="])
def test_what_is_not_checked_says_why(armour: bytes) -> None:
    checked = check_signature(signed(armour), make_keyring([marnie()]))
    assert checked.verdict is SignatureVerdict.UNSUPPORTED
    assert checked.reason.endswith(".")


def test_a_verifiers_list_takes_the_place_of_the_records(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path / "company")
    made.git("config", "gpg.format", "ssh")
    for name in ("marnie", "stranger"):
        run = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(tmp_path / name)]
        subprocess.run(run, check=True)
    own, strange = (" ".join((tmp_path / f"{name}.pub").read_text().split()[:2]) for name in ("marnie", "stranger"))
    made.git("config", "user.signingKey", str(tmp_path / "marnie"))
    made.commit(people_files(marnie(strange)), options=("-S",))
    made.commit({"records/a.yaml": "1"}, options=("-S",))
    made.git("config", "user.signingKey", str(tmp_path / "stranger"))
    made.commit({"records/b.yaml": "1"}, options=("-S",))
    verifier = parse_allowed_signers(f"marnie@ridgeline.example {own}\n".encode(), "keys", UTC)
    with open_repository(made.root) as opened:
        head = opened.resolve("HEAD")
        by_records = read_history(opened, head, time_zone="America/Edmonton")
        by_verifier = read_history(opened, head, time_zone="America/Edmonton", verifier=verifier)
    paths = ("records/people/P-002.yaml", "records/a.yaml", "records/b.yaml")
    unknown, good = SignatureVerdict.UNKNOWN_KEY, SignatureVerdict.GOOD
    assert [by_records.files[path].changes[0].signature for path in paths] == [unknown, unknown, good]
    assert [by_verifier.files[path].changes[0].signature for path in paths] == [good, good, unknown]
    # Before her file came, nobody here had that mail.
    assert [by_verifier.files[path].changes[0].signer for path in paths] == [None, "P-002", None]
    assert (by_records.verifier, by_verifier.verifier) == ("", verifier.source)


def test_an_entry_that_is_no_key_does_not_disturb_the_others() -> None:
    people = [person("P-009", "Andrei Popescu", "ssh-ed25519 AAAA", "ssh-rsa " + public_line("P-009").split()[1])]
    commit = signed(sign_commit(PAYLOAD, "P-002"))
    assert verdict(commit, *people, marnie()) == (SignatureVerdict.GOOD, "P-002")


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_commits_that_git_signed_with_ssh_keygen_are_judged_in_a_history(kind: str, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "", "-f", str(key)], check=True)
    made = GitRepository.make(tmp_path / "company")
    made.git("config", "gpg.format", "ssh")
    made.git("config", "user.signingKey", str(key))
    public = " ".join(key.with_suffix(".pub").read_text().split()[:2])
    made.commit({"records/before.yaml": "1"}, by=MARNIE, options=("-S",))
    made.commit(people_files(marnie(public), person("P-006", "Simran Gill")), by=MARNIE, options=("-S",))
    made.commit({"records/a.yaml": "1"}, by=MARNIE, options=("-S",))
    made.commit({"records/b.yaml": "1"}, by=SIMRAN, options=("-S",))
    made.commit({"records/c.yaml": "1"}, by=MARNIE)
    with open_repository(made.root) as opened:
        read = read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")
    verdicts = [read.files[f"records/{name}.yaml"].changes[0].signature for name in "abc"]
    assert verdicts == [SignatureVerdict.GOOD, SignatureVerdict.OTHER_PERSON, SignatureVerdict.UNSIGNED]
    assert (read.tip.signature, read.tip.signer) == (SignatureVerdict.UNSIGNED, None)
    # A key counts from the commit after the one that names it.
    for path in ("records/before.yaml", "records/people/P-002.yaml"):
        assert read.files[path].changes[0].signature is SignatureVerdict.UNKNOWN_KEY


def test_git_itself_accepts_the_signatures_made_for_the_sample(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    tree = made.git("hash-object", "-t", "tree", "-w", "--stdin").strip()
    payload = PAYLOAD.replace(b"4b825dc642cb6eb9a060e54bf8d69288fbee4904", tree)
    head, message = payload.split(b"\n\n", 1)
    armour = sign_commit(payload, "P-002").replace(b"\n", b"\n ")
    id = made.raw_commit(head + b"\ngpgsig " + armour + b"\n\n" + message)
    (tmp_path / "allowed").write_text(f"marnie@ridgeline.example {public_line('P-002')}\n")
    made.git("config", "gpg.ssh.allowedSignersFile", str(tmp_path / "allowed"))
    assert made.git("log", "-1", "--format=%G?", id).strip() == b"G"


def test_a_record_that_arrives_after_the_leavers_key_ran_out_is_told(tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)], check=True)
    made = GitRepository.make(tmp_path / "company")
    made.git("config", "gpg.format", "ssh")
    made.git("config", "user.signingKey", str(key))
    leaver = marnie(" ".join(key.with_suffix(".pub").read_text().split()[:2]), last=date(2026, 1, 31))
    made.commit(people_files(leaver), at="2026-01-05 09:00:00 -0700")
    made.git("checkout", "--quiet", "-b", "old")
    made.commit({"records/b.yaml": "1"}, at="2026-01-20 09:00:00 -0700", options=("-S",))
    made.git("checkout", "--quiet", "main")
    made.merge("old", at="2026-06-02 09:00:00 -0600")
    with open_repository(made.root) as opened:
        read = read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")
    assert read.files["records/b.yaml"].changes[0].signature is SignatureVerdict.OUTSIDE_WINDOW
