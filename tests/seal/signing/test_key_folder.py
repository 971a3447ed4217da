"""A folder of keys over the years: new keys, withdrawn ones, stolen ones."""

from __future__ import annotations

import shutil
import stat
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from builder.model.error import BuilderError
from builder.seal.signing.key_file import open_key
from builder.seal.signing.key_folder import KeptKey, list_keys, renew_key, withdraw_key
from builder.seal.signing.long_term import Proofs
from builder.seal.signing.sign import sign_pack
from builder.seal.verifying.signatures import read_signatures
from builder.seal.verifying.trust import read_trust
from tests.seal.conftest import NOW, PASSPHRASE, Keys

TODAY = NOW.date()


@pytest.fixture
def folder(keys: Keys, tmp_path: Path) -> Path:
    """A copy of the company's keys, which the test may change."""
    shutil.copytree(keys.folder, tmp_path / "keys", copy_function=shutil.copy2)
    return tmp_path / "keys"


def withdraw(
    folder: Path, who: str = "marnie-kowalchuk", reason: str = "left", on: date = TODAY, **named: str
) -> KeptKey:
    return withdraw_key(folder, who, reason=reason, on=on, passphrase=named.get("passphrase", PASSPHRASE), now=NOW)


def revoked(folder: Path) -> x509.CertificateRevocationList:
    return x509.load_pem_x509_crl((folder / "company-ca.crl").read_bytes())


def test_a_list_of_the_folder_says_whose_until_when_and_the_fingerprint(folder: Path) -> None:
    first, *others = list_keys(folder)

    assert first.file_name == "company-ca"
    marnie = next(each for each in others if each.file_name == "marnie-kowalchuk")
    assert (marnie.name, marnie.title, marnie.withdrawn) == ("Marnie Kowalchuk", "H&S coordinator", None)
    assert marnie.last - marnie.first > timedelta(days=5 * 365)
    printed = subprocess.run(
        ["openssl", "x509", "-in", folder / "marnie-kowalchuk.crt", "-noout", "-fingerprint", "-sha256"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert marnie.fingerprint == printed.split("=")[1].strip().replace(":", "").lower()


def test_a_new_key_is_the_same_persons_and_the_old_one_stays(folder: Path) -> None:
    before = (folder / "marnie-kowalchuk.p12").read_bytes()
    made = renew_key(folder, "Marnie Kowalchuk", passphrase=PASSPHRASE, own_passphrase="hers and nobody elses", now=NOW)
    again = renew_key(folder, "marnie-kowalchuk", passphrase=PASSPHRASE, now=NOW)

    assert [file.path.name for file in (*made, *again)] == [
        "marnie-kowalchuk-2.p12", "marnie-kowalchuk-2.crt", "marnie-kowalchuk-3.p12", "marnie-kowalchuk-3.crt",
    ]  # fmt: skip
    assert stat.S_IMODE(made[0].path.stat().st_mode) == 0o600
    assert (folder / "marnie-kowalchuk.p12").read_bytes() == before
    holder = open_key(made[0].path.read_bytes(), "hers and nobody elses", NOW)
    assert (holder.name, holder.title) == ("Marnie Kowalchuk", "H&S coordinator")
    with pytest.raises(BuilderError, match="doesn't open with this passphrase"):
        open_key(made[0].path.read_bytes(), PASSPHRASE, NOW)


@pytest.mark.parametrize(
    ("who", "passphrase", "own", "words"),
    [
        ("Nobody", PASSPHRASE, "", "no key of"),
        ("company-ca", PASSPHRASE, "", "no key of"),
        ("", PASSPHRASE, "", "no key of"),
        ("dale-friesen", "not the right words", "", "doesn't open with this passphrase"),
        ("dale-friesen", PASSPHRASE, "too short", "fewer than 12 characters"),
        ("dale-friesen", PASSPHRASE, " " * 20, "fewer than 12 characters"),
    ],
)
def test_a_new_key_that_can_not_be_made_leaves_the_folder_as_it_was(
    who: str, passphrase: str, own: str, words: str, folder: Path
) -> None:
    before = sorted(folder.iterdir())

    with pytest.raises(BuilderError, match=words) as caught:
        renew_key(folder, who, passphrase=passphrase, own_passphrase=own, now=NOW)
    assert sorted(folder.iterdir()) == before
    assert "not the right words" not in caught.value.message + caught.value.cure


def test_a_withdrawn_key_stands_on_a_new_list_with_a_higher_number(folder: Path) -> None:
    first = withdraw(folder, on=date(2026, 11, 1))
    withdraw(folder, "dale-friesen", "superseded")

    found = revoked(folder)
    assert len(found) == 2
    assert found.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number == 3
    assert found.next_update_utc is not None
    assert found.is_signature_valid(
        x509.load_pem_x509_certificate((folder / "company-ca.crt").read_bytes()).public_key()
    )  # type: ignore[arg-type]
    assert (first.withdrawn, first.reason) == (date(2026, 11, 1), "left")
    states = {each.file_name: (each.withdrawn, each.reason) for each in list_keys(folder)}
    assert states["marnie-kowalchuk"] == (date(2026, 11, 1), "left")
    assert states["dale-friesen"] == (TODAY, "superseded")


def test_another_program_reads_the_list(folder: Path) -> None:
    withdraw(folder, reason="key-compromise")

    told = subprocess.run(
        ["openssl", "crl", "-in", folder / "company-ca.crl", "-noout", "-text", "-CAfile", folder / "company-ca.crt"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "verify OK" in told.stderr
    assert "Key Compromise" in told.stdout


@pytest.mark.parametrize(
    ("reason", "on", "is_trusted"),
    [
        ("left", TODAY, False),
        ("superseded", TODAY - timedelta(days=1), False),
        ("key-compromise", TODAY, False),
        ("none", TODAY, True),
    ],
)
def test_what_a_key_signed_is_not_trusted_from_the_day_on_which_it_was_withdrawn(
    reason: str, on: date, is_trusted: bool, folder: Path, signed: bytes
) -> None:
    if reason != "none":
        withdraw(folder, reason=reason, on=on)

    [found] = read_signatures(
        signed, read_trust((folder / "company-ca.crt").read_bytes() + (folder / "company-ca.crl").read_bytes())
    ).found
    assert found.holds
    assert found.is_trusted is is_trusted


def test_signing_with_a_key_that_the_given_list_withdraws_is_refused(folder: Path, unsigned: bytes) -> None:
    withdraw(folder)
    proofs = Proofs.read([], [(folder / "company-ca.crl").read_bytes()])

    with pytest.raises(BuilderError, match='of "Marnie Kowalchuk" was withdrawn on') as caught:
        sign_pack(
            unsigned,
            key=(folder / "marnie-kowalchuk.p12").read_bytes(),
            passphrase=PASSPHRASE,
            field="hs_manager",
            reason="",
            now=NOW,
            proofs=proofs,
        )
    assert caught.value.cure.startswith("Nothing was signed.")


def test_a_key_is_withdrawn_once_but_may_turn_out_to_be_stolen(folder: Path) -> None:
    withdraw(folder)
    with pytest.raises(BuilderError, match="is withdrawn already"):
        withdraw(folder, reason="superseded")

    assert withdraw(folder, reason="key-compromise").reason == "key-compromise"
    assert len(revoked(folder)) == 1
    with pytest.raises(BuilderError, match="is withdrawn already"):
        withdraw(folder, reason="key-compromise")


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"reason": "bored"}, "is no reason to withdraw a key"),
        ({"on": TODAY + timedelta(days=1)}, "is yet to come"),
        ({"who": "company-ca"}, "no key of"),
        ({"passphrase": "not the right words"}, "doesn't open with this passphrase"),
    ],
)
def test_a_key_that_can_not_be_withdrawn_leaves_the_list_as_it_was(
    named: dict[str, object], words: str, folder: Path
) -> None:
    before = (folder / "company-ca.crl").read_bytes()

    with pytest.raises(BuilderError, match=words):
        withdraw(folder, **named)  # type: ignore[arg-type]
    assert (folder / "company-ca.crl").read_bytes() == before


def test_a_list_of_another_root_is_not_built_upon(folder: Path, other_keys: Keys) -> None:
    (folder / "company-ca.crl").write_bytes(other_keys.revoked)

    with pytest.raises(BuilderError, match="was not signed by the root in this folder"):
        withdraw(folder)


def test_a_list_that_can_not_be_written_stays_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (folder / "company-ca.crl").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BuilderError, match=r"can't be written \(No space left on device\)"):
        withdraw(folder)
    assert (folder / "company-ca.crl").read_bytes() == before
    assert not list(folder.glob(".*"))


def test_keys_are_not_made_or_withdrawn_where_they_would_be_committed(folder: Path) -> None:
    subprocess.run(["git", "init", "-q", folder.parent], check=True)

    with pytest.raises(BuilderError, match="inside the git repository"):
        renew_key(folder, "dale-friesen", passphrase=PASSPHRASE, now=NOW)
    with pytest.raises(BuilderError, match="inside the git repository"):
        withdraw(folder)


def test_a_folder_without_keys_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="can't be read"):
        list_keys(tmp_path)


def test_a_key_holds_from_a_day_before_it_was_made_because_clocks_differ(folder: Path) -> None:
    made = renew_key(folder, "dale-friesen", passphrase=PASSPHRASE, now=datetime(2026, 11, 24, tzinfo=UTC))
    [kept] = [each for each in list_keys(folder) if each.fingerprint == made[0].fingerprint]

    assert kept.first == date(2026, 11, 23)
