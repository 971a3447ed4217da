from __future__ import annotations

import stat
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from builder.model.error import BuilderError
from builder.seal.signing.keys import KeyFile, Signer, make_keys, refuse_work_tree
from tests.seal.conftest import PASSPHRASE, SIGNERS

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def make(directory: Path, *signers: Signer, **named: object) -> tuple[KeyFile, ...]:
    options = {"company": "Ridgeline Mechanical Ltd.", "passphrase": PASSPHRASE, "now": NOW, **named}
    return make_keys(directory, signers or SIGNERS[:1], **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[KeyFile, ...]]:
    folder = tmp_path_factory.mktemp("made") / "keys"
    return folder, make(folder)


def certificate(folder: Path, name: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate((folder / name).read_bytes())


def test_the_root_and_each_signer_have_their_files(made: tuple[Path, tuple[KeyFile, ...]]) -> None:
    folder, files = made

    assert sorted(path.name for path in folder.iterdir()) == [
        "company-ca.crl",
        "company-ca.crt",
        "company-ca.p12",
        "marnie-kowalchuk.crt",
        "marnie-kowalchuk.p12",
    ]
    assert {file.path for file in files} == set(folder.iterdir())


def test_only_their_owner_can_read_the_secret_files_and_the_folder(made: tuple[Path, tuple[KeyFile, ...]]) -> None:
    folder, files = made

    assert {file.path.name for file in files if file.is_secret} == {"company-ca.p12", "marnie-kowalchuk.p12"}
    assert {stat.S_IMODE(file.path.stat().st_mode) for file in files if file.is_secret} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_no_file_holds_a_key_in_the_clear(made: tuple[Path, tuple[KeyFile, ...]]) -> None:
    folder, _ = made

    for path in folder.glob("*.p12"):
        opened = subprocess.run(
            ["openssl", "pkcs12", "-in", path, "-passin", "pass:", "-nodes"], capture_output=True, check=False
        )
        assert opened.returncode != 0
        assert b"PRIVATE KEY" not in path.read_bytes()


def test_another_program_opens_the_key_with_the_passphrase_and_finds_strong_encryption(
    made: tuple[Path, tuple[KeyFile, ...]],
) -> None:
    folder, _ = made

    shown = subprocess.run(
        [
            "openssl",
            "pkcs12",
            "-in",
            folder / "marnie-kowalchuk.p12",
            "-passin",
            f"pass:{PASSPHRASE}",
            "-info",
            "-noout",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert "AES-256-CBC" in shown


def test_the_root_holds_fifteen_years_and_may_only_issue(made: tuple[Path, tuple[KeyFile, ...]]) -> None:
    root = certificate(made[0], "company-ca.crt")

    usage = root.extensions.get_extension_for_class(x509.KeyUsage).value
    limits = root.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert (usage.key_cert_sign, usage.crl_sign, usage.digital_signature) == (True, True, False)
    assert (limits.ca, limits.path_length) == (True, 0)
    assert root.not_valid_after_utc.year == 2041
    assert root.not_valid_before_utc == NOW - timedelta(days=1)


def test_a_signers_certificate_holds_five_years_and_is_for_signing_documents(
    made: tuple[Path, tuple[KeyFile, ...]],
) -> None:
    own = certificate(made[0], "marnie-kowalchuk.crt")

    usage = own.extensions.get_extension_for_class(x509.KeyUsage).value
    key = own.public_key()
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert own.not_valid_after_utc.year == 2031
    assert isinstance(key, rsa.RSAPublicKey)
    assert key.key_size == 3072
    assert own.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == "Marnie Kowalchuk"
    assert own.subject.get_attributes_for_oid(NameOID.TITLE)[0].value == "H&S coordinator"
    own.verify_directly_issued_by(certificate(made[0], "company-ca.crt"))


def test_the_list_of_withdrawn_certificates_is_empty_and_the_roots_own(made: tuple[Path, tuple[KeyFile, ...]]) -> None:
    revoked = x509.load_pem_x509_crl((made[0] / "company-ca.crl").read_bytes())

    assert len(revoked) == 0
    assert revoked.is_signature_valid(certificate(made[0], "company-ca.crt").public_key())  # type: ignore[arg-type]


def test_the_fingerprint_said_is_the_certificates(made: tuple[Path, tuple[KeyFile, ...]]) -> None:
    folder, files = made
    [root] = [file for file in files if file.path.name == "company-ca.crt"]

    assert root.fingerprint == certificate(folder, "company-ca.crt").fingerprint(hashes.SHA256()).hex()


def test_an_existing_key_is_never_overwritten(made: tuple[Path, tuple[KeyFile, ...]]) -> None:
    folder, _ = made
    before = {path: path.read_bytes() for path in folder.iterdir()}

    with pytest.raises(BuilderError, match="exists already; keys are never overwritten"):
        make(folder)

    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_root_is_not_opened_with_another_passphrase(made: tuple[Path, tuple[KeyFile, ...]]) -> None:
    with pytest.raises(BuilderError, match="doesn't open with this passphrase"):
        make(made[0], Signer("Dale Friesen"), passphrase="another passphrase")


def test_a_root_that_ends_before_a_new_signers_key_would_is_not_used(made: tuple[Path, tuple[KeyFile, ...]]) -> None:
    with pytest.raises(BuilderError, match="ends on 2041-"):
        make(made[0], Signer("Dale Friesen"), now=NOW + timedelta(days=365 * 12))


@pytest.mark.parametrize("inside", ["keys", "records/deep/keys", "."])
def test_keys_are_not_written_into_a_git_work_tree(inside: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)

    with pytest.raises(BuilderError, match="inside the git repository"):
        make(tmp_path / inside)
    assert not list(tmp_path.rglob("*.p12"))


def test_keys_are_not_written_into_a_linked_work_tree_or_a_bare_repository_or_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / ".git").write_text("gitdir: /elsewhere\n")
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / "bare"], check=True)
    (tmp_path / "way").symlink_to(tmp_path / "linked")

    for folder in ("linked/keys", "bare/keys", "way/keys"):
        with pytest.raises(BuilderError, match="inside the git repository"):
            make(tmp_path / folder)


def test_a_folder_beside_the_program_may_be_named_from_within_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "program" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "program")

    refuse_work_tree(Path("../stick"))
    for inside in ("keys", "../program/keys", "."):
        with pytest.raises(BuilderError, match="inside the git repository"):
            refuse_work_tree(Path(inside))


def test_a_short_passphrase_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="fewer than 12 characters"):
        make(tmp_path / "keys", passphrase="short")
    with pytest.raises(BuilderError, match="fewer than 12 characters"):
        make(tmp_path / "keys", Signer("Dale Friesen", passphrase="short"))
    assert not (tmp_path / "keys").exists()


@pytest.mark.parametrize(
    ("signers", "words"),
    [
        ((Signer("ਸਿਮਰਨ"),), "has no letters"),
        ((Signer("Dale Friesen"), Signer("dale  friesen")), 'Two keys would be called "dale-friesen"'),
        ((Signer("Company CA"),), 'Two keys would be called "company-ca"'),
    ],
)
def test_signers_whose_files_would_have_no_name_or_the_same_are_refused(
    signers: tuple[Signer, ...], words: str, tmp_path: Path
) -> None:
    with pytest.raises(BuilderError, match=words):
        make(tmp_path / "keys", *signers)


def test_keys_without_a_signer_or_a_company_are_not_made(tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="No signer was named"):
        make_keys(tmp_path / "keys", [], company="x", passphrase=PASSPHRASE, now=NOW)
    with pytest.raises(BuilderError, match="The company has no name"):
        make(tmp_path / "keys", company=" ")


def test_a_folder_that_can_not_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(BuilderError, match="can't be written"):
        make(tmp_path / "file" / "keys")


def test_a_name_with_accents_gives_a_plain_file_name() -> None:
    assert Signer("Zoë O'Brien-Żuk").file_name == "zoe-o-brien-zuk"
