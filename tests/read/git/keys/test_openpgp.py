"""OpenPGP signatures: made by the real gpg, checked through the real gpgv, with the verdicts that a reader sees."""

from __future__ import annotations

import os
import re
import stat
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.history import SignatureVerdict
from builder.model.register import Person, PublicKey
from builder.read.git.keys import openpgp
from builder.read.git.keys.keyring import HeldKey
from builder.read.git.keys.keyring_line import name_key
from builder.read.git.keys.openpgp import find_gpgv
from builder.read.git.keys.openpgp_key import parse_public_block, parse_signature
from builder.read.git.keys.signature import Checked, check_signature, judge_signature, make_keyring
from builder.read.git.keys.sshsig import MalformedError, UnsupportedError
from builder.read.git.past.history import read_history
from builder.read.git.store.commit_object import ParsedCommit, parse_commit
from builder.read.git.view import open_repository
from tests.histories.repository import MARNIE, GitRepository
from tests.read.git.keys.openpgp_keys import GnuPG, open_gnupg

DAY = date(2026, 1, 5)
MAIL = "marnie@ridgeline.example"
PAYLOAD = (
    b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
    b"author Marnie Kowalchuk <marnie@ridgeline.example> 1767639600 -0700\n"
    b"committer Marnie Kowalchuk <marnie@ridgeline.example> 1767639600 -0700\n"
    b"\nFile the tour\n"
)


@pytest.fixture(scope="module")
def gnupg() -> Iterator[GnuPG]:
    with open_gnupg() as opened:
        opened.make_key(MAIL)
        opened.make_key("old@ridgeline.example", lasts="2026-01-20")
        yield opened


def marnie(block: str, last: date | None = None, id: str = "P-002", email: str = MAIL) -> Person:
    key = PublicKey.model_validate({"public": block, "from": date(2025, 8, 1), "to": last})
    return Person(id=id, name="Marnie Kowalchuk", email=email, keys=(key,))


def commit(armour: bytes, payload: bytes = PAYLOAD) -> ParsedCommit:
    head, message = payload.split(b"\n\n", 1)
    folded = armour.rstrip(b"\n").replace(b"\n", b"\n ")
    return parse_commit(head + b"\ngpgsig " + folded + b"\n\n" + message)


def check(signed: ParsedCommit, *people: Person) -> Checked:
    return check_signature(signed, make_keyring(people))


def judge(
    signed: ParsedCommit, *people: Person, days: tuple[date, ...] = (DAY,)
) -> tuple[SignatureVerdict, str | None]:
    return judge_signature(check(signed, *people), signed, make_keyring(people), days)


def test_the_committers_own_key_is_good_and_is_named_by_its_fingerprint(gnupg: GnuPG) -> None:
    block = gnupg.export(MAIL)
    assert judge(commit(gnupg.sign(PAYLOAD, MAIL)), marnie(block)) == (SignatureVerdict.GOOD, "P-002")
    listed = gnupg.run("--with-colons", "--fingerprint", MAIL).decode()
    fingerprint = re.search("^fpr:+([0-9A-F]{40}):", listed, re.MULTILINE)
    assert fingerprint is not None
    assert name_key(block) == f"OpenPGP:{fingerprint[1]}"


@pytest.mark.parametrize("kind", ["rsa2048", "nistp256"])
def test_other_kinds_of_keys_and_a_signing_subkey_are_good_too(kind: str, gnupg: GnuPG) -> None:
    mail = f"{kind}@ridgeline.example"
    gnupg.make_key(mail, kind=kind)
    fingerprint = (name_key(gnupg.export(mail))).removeprefix("OpenPGP:")
    gnupg.run("--quick-add-key", fingerprint, "ed25519", "sign", "never", at="20250901T120000")
    armour = gnupg.sign(PAYLOAD, mail)
    parsed = parse_public_block(gnupg.export(mail))
    assert parsed is not None
    assert parse_signature(armour).issuer in parsed.key_ids - {bytes.fromhex(fingerprint[-16:])}
    assert check(commit(armour), marnie(gnupg.export(mail))).verdict is SignatureVerdict.GOOD


def test_the_days_in_the_records_and_the_persons_name_count_as_for_ssh(gnupg: GnuPG) -> None:
    block, signed = gnupg.export(MAIL), commit(gnupg.sign(PAYLOAD, MAIL))
    assert judge(signed, marnie(block, last=date(2026, 1, 4))) == (SignatureVerdict.OUTSIDE_WINDOW, "P-002")
    assert judge(signed, marnie(block), days=(DAY, date(2025, 7, 31))) == (SignatureVerdict.OUTSIDE_WINDOW, "P-002")
    other = marnie(block, id="P-006", email="simran@ridgeline.example").model_copy(update={"name": "Simran Gill"})
    assert judge(signed, other) == (SignatureVerdict.OTHER_PERSON, "P-006")


def test_a_key_nobody_has_is_unknown_and_a_changed_commit_is_bad(gnupg: GnuPG) -> None:
    signed = commit(gnupg.sign(PAYLOAD, MAIL))
    assert judge(signed) == (SignatureVerdict.UNKNOWN_KEY, None)
    assert judge(signed, marnie(gnupg.export("old@ridgeline.example"))) == (SignatureVerdict.UNKNOWN_KEY, None)
    forged = commit(gnupg.sign(PAYLOAD, MAIL), PAYLOAD.replace(b"tour", b"Tour"))
    assert judge(forged, marnie(gnupg.export(MAIL))) == (SignatureVerdict.BAD, None)


def test_a_key_that_ran_out_counts_up_to_its_end_whatever_the_clock_says_today(gnupg: GnuPG) -> None:
    old = "old@ridgeline.example"
    holder = marnie(gnupg.export(old))
    signed = commit(gnupg.sign(PAYLOAD, old, at="20260105T190000"))
    assert judge(signed, holder, days=(DAY,)) == (SignatureVerdict.GOOD, "P-002")
    # The day that the commit claims can be chosen; the day on which it arrived tells.
    assert judge(signed, holder, days=(DAY, date(2026, 3, 1))) == (SignatureVerdict.OUTSIDE_WINDOW, "P-002")


def test_a_signature_with_an_end_of_its_own_counts_up_to_it(gnupg: GnuPG) -> None:
    signed = commit(gnupg.sign(PAYLOAD, MAIL, "--default-sig-expire", "7d"))
    holder = marnie(gnupg.export(MAIL))
    assert judge(signed, holder, days=(DAY,))[0] is SignatureVerdict.GOOD
    assert judge(signed, holder, days=(DAY, date(2026, 1, 20)))[0] is SignatureVerdict.OUTSIDE_WINDOW


def test_a_key_that_its_owner_took_back_counts_for_nothing(gnupg: GnuPG) -> None:
    mail = "gone@ridgeline.example"
    before = gnupg.make_key(mail)
    signed = commit(gnupg.sign(PAYLOAD, mail))
    fingerprint = (name_key(before)).removeprefix("OpenPGP:")
    text = (gnupg.home / "openpgp-revocs.d" / f"{fingerprint}.rev").read_text().replace(":-----BEGIN", "-----BEGIN")
    gnupg.run("--import", stdin=text.encode())
    after = gnupg.export(mail)
    assert judge(signed, marnie(before)) == (SignatureVerdict.GOOD, "P-002")
    assert judge(signed, marnie(after)) == (SignatureVerdict.OUTSIDE_WINDOW, "P-002")
    # An older copy of the key at somebody else doesn't bring it back.
    verdict, _ = judge(signed, marnie(before, id="P-009", email="andrei@ridgeline.example"), marnie(after))
    assert verdict is SignatureVerdict.OUTSIDE_WINDOW


def test_sha1_is_unsupported_with_its_reason(gnupg: GnuPG) -> None:
    armour = gnupg.sign(PAYLOAD, MAIL, "--digest-algo", "SHA1")
    checked = check(commit(armour), marnie(gnupg.export(MAIL)))
    assert checked.verdict is SignatureVerdict.UNSUPPORTED
    assert "SHA-1" in checked.reason
    # Nobody need have the key for that.
    assert "SHA-1" in check(commit(armour)).reason


def test_a_signature_over_lines_instead_of_bytes_is_never_good(gnupg: GnuPG) -> None:
    armour = gnupg.sign(PAYLOAD, MAIL, "--textmode")
    assert judge(commit(armour), marnie(gnupg.export(MAIL)))[0] is SignatureVerdict.BAD


def test_a_good_signature_of_another_key_than_the_one_asked_about_is_not_that_persons() -> None:
    holder = (HeldKey("P-002"),)
    mine, other = "A" * 40, "B" * 40
    lines = [
        ["GOODSIG", mine[-16:]],
        ["VALIDSIG", other, "2026-01-05", "1767639600", "0", "4", "0", "22", "8", "00", mine],
    ]
    assert openpgp.read_status(lines, mine, holder) == (SignatureVerdict.GOOD, holder)
    lines[1][-1] = other
    assert openpgp.read_status(lines, mine, holder) == (SignatureVerdict.UNKNOWN_KEY, ())
    assert openpgp.read_status(lines[1:], other, holder) == (SignatureVerdict.BAD, ())


def test_two_signatures_in_one_armour_are_never_good(gnupg: GnuPG) -> None:
    armour = gnupg.sign(PAYLOAD, MAIL, "-u", "old@ridgeline.example")
    with pytest.raises(MalformedError, match="one signature"):
        parse_signature(armour)


def test_without_gpgv_it_is_unsupported_and_says_what_is_missing(
    gnupg: GnuPG, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    signed, holder = commit(gnupg.sign(PAYLOAD, MAIL)), marnie(gnupg.export(MAIL))
    monkeypatch.setenv("PATH", str(tmp_path))
    checked = check(signed, holder)
    assert checked.verdict is SignatureVerdict.UNSUPPORTED
    assert "gpgv" in checked.reason


def test_a_program_of_that_name_in_the_folder_one_stands_in_is_never_run(
    gnupg: GnuPG, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    trap = tmp_path / "bin" / "gpgv"
    trap.parent.mkdir()
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    trap.chmod(trap.stat().st_mode | stat.S_IXUSR)
    monkeypatch.chdir(tmp_path / "bin")
    for relative in (".", "", "bin", "../bin"):
        assert find_gpgv(relative) is None
    monkeypatch.setenv("PATH", f".:{os.environ['PATH']}")
    assert judge(commit(gnupg.sign(PAYLOAD, MAIL)), marnie(gnupg.export(MAIL)))[0] is SignatureVerdict.GOOD
    assert not (tmp_path / "ran").exists()


def test_the_version_that_verdicts_depend_on_is_known(tmp_path: Path) -> None:
    assert openpgp.read_version(str(tmp_path)) == "none"
    said = subprocess.run(["gpgv", "--version"], capture_output=True, check=True).stdout.decode()
    assert said.splitlines()[0].endswith(f" {openpgp.read_version(os.environ['PATH'])}")


def test_a_gpgv_that_does_not_come_to_an_end_is_given_up(
    gnupg: GnuPG, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    armour, block = gnupg.sign(PAYLOAD, MAIL), gnupg.export(MAIL)
    slow = tmp_path / "gpgv"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(openpgp, "TIME_LIMIT", 0.2)
    assert "not finished" in check(commit(armour), marnie(block)).reason


def test_commits_that_git_signed_with_gpg_are_judged_in_a_history(gnupg: GnuPG, tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path / "company")
    made.git("config", "user.signingKey", MAIL)
    program = tmp_path / "gpg"
    program.write_text(f'#!/bin/sh\nexec gpg --homedir {gnupg.home} --faked-system-time 20260105T190000! "$@"\n')
    program.chmod(0o700)
    made.git("config", "gpg.program", str(program))
    person = f"id: P-002\nname: Marnie Kowalchuk\nemail: {MAIL}\nkeys:\n  - from: 2025-08-01\n    public: |\n"
    person += "".join(f"      {line}\n" for line in gnupg.export(MAIL).splitlines())
    made.commit({"records/people/P-002.yaml": person}, by=MARNIE)
    made.commit({"records/a.yaml": "1"}, by=MARNIE, options=("-S",))
    with open_repository(made.root) as opened:
        read = read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")
    assert read.files["records/a.yaml"].changes[0].signature is SignatureVerdict.GOOD
    assert re.fullmatch(r"\d+\.\d+\.\d+", read.gpgv)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_one_changed_byte_never_counts(gnupg: GnuPG, data: st.DataObject) -> None:
    armour, block = gnupg.sign(PAYLOAD, MAIL), gnupg.export(MAIL)
    in_payload = data.draw(st.booleans())
    text = PAYLOAD if in_payload else armour.rstrip(b"\n")
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + bytes([data.draw(st.integers(1, 255)) ^ text[place]]) + text[place + 1 :]
    try:
        verdict, _ = openpgp.check_openpgp(
            changed if in_payload else PAYLOAD, armour if in_payload else changed, make_keyring([marnie(block)])
        )
    except (MalformedError, UnsupportedError):
        return
    assert verdict is not SignatureVerdict.GOOD


BLOCK = (
    "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n"
    "mDMEawOwJhYJKwYBBAHaRw8BAQdA0Tug0ORY8mInSH6LXTawUeLdOzTot6nPR+6W\n"
    "TZq8ORq0IU1hcm5pZSA8bWFybmllQHJpZGdlbGluZS5leGFtcGxlPoiQBBMWCAA4\n"
    "FiEEukHFB/FEoKhvM/gNjsgkByHLeNUFAmsDsCYCGwMFCwkIBwIGFQoJCAsCBBYC\n"
    "AwECHgECF4AACgkQjsgkByHLeNVh9wEApzg8RxLedLYdwfMlLpV7PZws7N5H7Uic\n"
    "v9REhmFMDeMBAJg8iXrX0Hk6xWsheqxNbh5h6WktdRC11FaN9IOJu5gB\n"
    "=IJtX\n"
    "-----END PGP PUBLIC KEY BLOCK-----\n"
)


def test_a_key_block_is_taken_apart() -> None:
    parsed = parse_public_block(BLOCK)
    assert parsed is not None
    assert parsed.fingerprint == "BA41C507F144A0A86F33F80D8EC8240721CB78D5"


@pytest.mark.parametrize(
    "text",
    [
        BLOCK.replace("=IJtX", "=IJtY"),
        BLOCK.replace("mDME", "mDMF"),
        BLOCK.replace("PUBLIC KEY BLOCK", "PRIVATE KEY BLOCK"),
        BLOCK + BLOCK,
        BLOCK.replace("\n\n", "\n", 1),
        BLOCK[:200],
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n-----END PGP PUBLIC KEY BLOCK-----",
        BLOCK.replace("\n\n", "\nComment: " + "x" * 60_000 + "\n\n", 1),
    ],
    ids=["checksum", "content", "a private key", "two", "no empty line", "cut off", "nothing", "too long"],
)
def test_what_is_not_one_public_key_is_none(text: str) -> None:
    assert parse_public_block(text) is None


@given(st.binary(max_size=300))
def test_no_packet_crashes_the_reader(data: bytes) -> None:
    import base64

    armoured = b"-----BEGIN PGP %s-----\n\n" + base64.b64encode(data) + b"\n-----END PGP %s-----"
    parse_public_block((armoured % (b"PUBLIC KEY BLOCK", b"PUBLIC KEY BLOCK")).decode())
    try:
        parsed = parse_signature(armoured % (b"SIGNATURE", b"SIGNATURE"))
    except (MalformedError, UnsupportedError):
        return
    assert parsed.packets == data
