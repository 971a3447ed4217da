from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files

import jsonschema
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from builder.model.error import BuilderError
from builder.model.manifest import FollowedPack, Manifest
from builder.seal.manifest import write_manifest
from builder.seal.signing.sign import sign_pack
from builder.seal.verdict import Check, Status, Verdict, Verification, plain, write_verification
from builder.seal.verifying.verify import verify_pack
from tests.render.pdf.paper import cover, small_pack
from tests.seal.authority import Authority
from tests.seal.conftest import FILES, NOW, PASSPHRASE, Keys, blob_id, manifest_of


@dataclass
class MemoryHistory:
    """A repository as a test writes it: one commit with some files, on a branch."""

    files: Mapping[str, bytes] = field(default_factory=lambda: dict(FILES))
    commit: str = "a" * 40
    tree_id: str = "b" * 40
    on_branch: bool = True
    broken: bool = False
    tagged: Mapping[str, str] = field(default_factory=dict)

    def branch_tip(self, branch: str) -> tuple[str, str]:
        return branch, "c" * 40

    def has_commit(self, id: str) -> bool:
        return id == self.commit

    def is_ancestor(self, older: str, newer: str) -> bool:  # noqa: ARG002
        return self.on_branch

    def tree(self, commit: str) -> tuple[str, Mapping[str, str]]:  # noqa: ARG002
        return self.tree_id, {path: blob_id(data) for path, data in self.files.items()}

    def tags(self, names: Collection[str]) -> Mapping[str, str]:
        return {name: id for name, id in self.tagged.items() if name in names}

    def read(self, blobs: Sequence[str]) -> Iterator[bytes]:
        if self.broken:
            raise BuilderError("The repository is damaged.", "Restore it.")
        by_id = {blob_id(data): data for data in self.files.values()}
        return iter([by_id[blob] for blob in blobs])


def found(verification: Verification, name: str) -> Check:
    [check] = [check for check in verification.checks if check.name == name]
    return check


@pytest.fixture
def stamped(unsigned: bytes, keys: Keys, authority: Authority) -> bytes:
    """Signed by the coordinator, with a time that an authority gave."""
    return sign_pack(
        unsigned,
        key=keys.coordinator,
        passphrase=PASSPHRASE,
        field="hs_manager",
        reason="",
        now=NOW,
        timestamp_url=authority.url,
    )


def sign(data: bytes, keys: Keys) -> bytes:
    return sign_pack(data, key=keys.coordinator, passphrase=PASSPHRASE, field="hs_manager", reason="", now=NOW)


def pack_of(manifest: Manifest) -> bytes:
    return small_pack(write_manifest(manifest))


def following(commit: str) -> Manifest:
    """Of a pack that follows another one, which was made from the commit."""
    earlier = FollowedPack("2025-10-31-bbbbbbbbbb-auditor", "1" * 64, "2" * 64, commit, 2, "2025-10-31")
    return replace(manifest_of(FILES), previous=earlier)


def test_the_pack_that_a_pack_follows_is_said_with_its_digests() -> None:
    result = verify_pack(pack_of(following("b" * 40)))

    check = found(result, "previous")
    assert check.status is Status.NOT_CHECKED
    assert check.detail.startswith(f"It follows pack 2025-10-31-bbbbbbbbbb-auditor (sha256 {'1' * 64};")


def test_with_the_repository_the_pack_that_a_pack_follows_has_to_be_part_of_its_history(keys: Keys) -> None:
    pack = sign(pack_of(following("a" * 40)), keys)

    assert found(verify_pack(pack, repository=MemoryHistory()), "previous").status is Status.PASS


def test_a_pack_that_follows_one_of_another_history_fails_that_check_and_is_still_what_it_says(keys: Keys) -> None:
    result = verify_pack(sign(pack_of(following("b" * 40)), keys), trust=keys.root, repository=MemoryHistory())

    assert found(result, "previous").status is Status.FAIL
    assert result.verdict is Verdict.GENUINE
    assert result.has_failed
    schema = json.loads((files("builder.seal") / "schemas" / "verify-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(write_verification(result)), schema)


@pytest.mark.parametrize(
    ("tagged", "status", "words"),
    [
        (
            {"policy/POL-01/v2": "e" * 40, "v1.0": "f" * 40},
            Status.PASS,
            "The 1 approval tag that it rests on is here, unchanged.",
        ),
        ({}, Status.FAIL, "The repository doesn't have policy/POL-01/v2: deleted since, or not fetched"),
        ({"policy/POL-01/v2": "f" * 40}, Status.FAIL, "Another object now bears the name policy/POL-01/v2."),
    ],
)
def test_an_approval_tag_that_was_deleted_or_moved_shows_and_makes_no_untruth_of_the_pack(
    tagged: dict[str, str], status: Status, words: str, keys: Keys
) -> None:
    manifest = replace(manifest_of(FILES), approval_tags=(("policy/POL-01/v2", "e" * 40),))
    result = verify_pack(sign(pack_of(manifest), keys), trust=keys.root, repository=MemoryHistory(tagged=tagged))

    check = found(result, "approvals")
    assert check.status is status
    assert words in check.detail
    assert result.verdict is Verdict.GENUINE
    schema = json.loads((files("builder.seal") / "schemas" / "verify-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(write_verification(result)), schema)


def test_a_signed_pack_is_genuine_to_a_reader_who_trusts_the_company(twice_signed: bytes, keys: Keys) -> None:
    result = verify_pack(twice_signed, trust=keys.root)

    assert result.verdict is Verdict.GENUINE
    assert not result.has_failed
    assert result.manifest == manifest_of(FILES)
    assert [check.name for check in result.checks] == [
        "file",
        "signature hs_manager",
        "signer hs_manager",
        "time hs_manager",
        "signature senior_manager",
        "signer senior_manager",
        "time senior_manager",
        "coverage",
        "attached",
        "printed",
        "repository",
    ]


def test_the_list_of_withdrawn_certificates_may_stand_beside_the_root(signed: bytes, keys: Keys) -> None:
    assert verify_pack(signed, trust=keys.root + keys.revoked).verdict is Verdict.GENUINE


def test_the_signers_own_certificate_can_be_pinned_too(signed: bytes, keys: Keys) -> None:
    own = (keys.folder / "marnie-kowalchuk.crt").read_bytes()

    assert verify_pack(signed, trust=own).verdict is Verdict.GENUINE


def test_without_anyone_trusted_a_signed_pack_is_intact_and_its_fingerprint_is_said(signed: bytes, keys: Keys) -> None:
    result = verify_pack(signed)

    certificate = x509.load_pem_x509_certificate((keys.folder / "marnie-kowalchuk.crt").read_bytes())
    assert result.verdict is Verdict.INTACT
    assert not result.has_failed
    assert certificate.fingerprint(hashes.SHA256()).hex() in found(result, "signer hs_manager").detail


def test_a_pack_signed_by_someone_else_who_took_the_companys_name_is_only_intact_and_fails(
    unsigned: bytes, keys: Keys, other_keys: Keys
) -> None:
    result = verify_pack(sign(unsigned, other_keys), trust=keys.root)

    assert result.verdict is Verdict.INTACT
    assert found(result, "signer hs_manager").status is Status.FAIL
    assert result.has_failed


def test_the_receipt_of_an_auditor_whom_the_reader_does_not_know_takes_nothing_away(
    twice_signed: bytes, keys: Keys, other_keys: Keys
) -> None:
    receipted = sign_pack(
        twice_signed, key=other_keys.manager, passphrase=PASSPHRASE, field="auditor_receipt", reason="Received", now=NOW
    )

    result = verify_pack(receipted, trust=keys.root)

    assert result.verdict is Verdict.GENUINE
    assert found(result, "signer auditor_receipt").status is Status.NOT_CHECKED
    assert not result.has_failed


def test_the_time_of_an_authority_is_told_from_the_claim_of_the_signers_computer(
    unsigned: bytes, keys: Keys, authority: Authority
) -> None:
    stamped = sign_pack(
        unsigned,
        key=keys.coordinator,
        passphrase=PASSPHRASE,
        field="hs_manager",
        reason="",
        now=NOW,
        timestamp_url=authority.url,
    )

    told = found(verify_pack(stamped, trust=keys.root + authority.root), "time hs_manager")
    claimed = found(verify_pack(sign(unsigned, keys)), "time hs_manager")
    assert (told.status, "signed by Time Authority" in told.detail) == (Status.PASS, True)
    assert (claimed.status, "no authority confirmed it" in claimed.detail) == (Status.NOT_CHECKED, True)


def test_the_file_check_names_the_digest_that_the_unsigned_pack_had(twice_signed: bytes, unsigned: bytes) -> None:
    import hashlib

    assert hashlib.sha256(unsigned).hexdigest() in found(verify_pack(twice_signed), "file").detail


def test_a_pack_that_nobody_signed_is_unverifiable(unsigned: bytes) -> None:
    result = verify_pack(unsigned)

    assert result.verdict is Verdict.UNVERIFIABLE
    assert found(result, "signatures").detail.startswith("Nobody has signed this pack")


def test_the_files_of_a_pack_that_nobody_signed_are_proved_all_the_same(unsigned: bytes) -> None:
    result = verify_pack(unsigned, repository=MemoryHistory())

    assert result.verdict is Verdict.UNVERIFIABLE
    assert found(result, "files").status is Status.PASS


def withdraw(keys: Keys, reason: x509.ReasonFlags, days_ago: int) -> bytes:
    """A list on which the coordinator's certificate stands, signed by the company's root."""
    from datetime import timedelta

    key, root, _ = pkcs12.load_key_and_certificates((keys.folder / "company-ca.p12").read_bytes(), PASSPHRASE.encode())
    assert isinstance(key, rsa.RSAPrivateKey)
    assert root is not None
    signer = x509.load_pem_x509_certificate((keys.folder / "marnie-kowalchuk.crt").read_bytes())
    entry = (
        x509.RevokedCertificateBuilder()
        .serial_number(signer.serial_number)
        .revocation_date(NOW - timedelta(days=days_ago))
        .add_extension(x509.CRLReason(reason), critical=False)
        .build()
    )
    revoked = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.subject)
        .last_update(NOW)
        .next_update(NOW + timedelta(days=30))
        .add_revoked_certificate(entry)
        .sign(key, hashes.SHA256())
    )
    return revoked.public_bytes(serialization.Encoding.PEM)


@pytest.mark.parametrize(
    ("reason", "days_ago", "verdict"),
    [
        (x509.ReasonFlags.affiliation_changed, 1, Verdict.INTACT),
        (x509.ReasonFlags.affiliation_changed, -1, Verdict.GENUINE),
        (x509.ReasonFlags.key_compromise, -1, Verdict.INTACT),
    ],
    ids=["withdrawn before", "left the company later", "key stolen later"],
)
def test_a_withdrawn_certificate_counts_only_for_what_was_stamped_before_unless_it_was_stolen(
    reason: x509.ReasonFlags, days_ago: int, verdict: Verdict, stamped: bytes, keys: Keys, authority: Authority
) -> None:
    result = verify_pack(stamped, trust=keys.root + authority.root + withdraw(keys, reason, days_ago))

    assert result.verdict is verdict


def test_a_day_that_nobody_confirmed_proves_nothing_for_a_certificate_that_was_withdrawn(
    signed: bytes, stamped: bytes, keys: Keys
) -> None:
    left_later = keys.root + withdraw(keys, x509.ReasonFlags.affiliation_changed, -1)

    # Whoever left still has the key, can set the clock of their computer, and can run an authority of their own.
    for pack in (signed, stamped):
        result = verify_pack(pack, trust=left_later)
        assert result.verdict is Verdict.INTACT
        assert found(result, "signer hs_manager").status is Status.FAIL
        assert "no authority that you trust says that it signed before" in found(result, "signer hs_manager").detail


def test_a_list_that_is_not_the_companys_own_is_refused(signed: bytes, keys: Keys, other_keys: Keys) -> None:
    result = verify_pack(signed, trust=keys.root + other_keys.revoked)

    assert found(result, "trust").status is Status.FAIL
    assert result.has_failed


@pytest.mark.parametrize("trust", [b"", b"text", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_trust_that_can_not_be_read_fails_and_is_not_taken_for_no_trust(trust: bytes, signed: bytes) -> None:
    result = verify_pack(signed, trust=trust)

    assert result.verdict is Verdict.INTACT
    assert found(result, "trust").status is Status.FAIL
    assert result.has_failed


def test_with_the_repository_every_file_is_proved(signed: bytes, keys: Keys) -> None:
    result = verify_pack(signed, trust=keys.root, repository=MemoryHistory())

    assert result.verdict is Verdict.GENUINE
    assert found(result, "files").detail == "All 3 files stood in the commit with these bytes."
    assert [found(result, name).status for name in ("commit", "branch", "tree", "files")] == [Status.PASS] * 4


@pytest.mark.parametrize(
    ("history", "name", "words"),
    [
        (MemoryHistory(commit="d" * 40), "commit", "The repository has no commit aaaaaaaaaa."),
        (MemoryHistory(on_branch=False), "branch", "The commit aaaaaaaaaa is not part of the branch main."),
        (MemoryHistory(tree_id="d" * 40), "tree", "The commit's tree is dddddddddd, the pack says bbbbbbbbbb."),
        (
            MemoryHistory({**FILES, "records/company.yaml": b"name: Other\n"}),
            "files",
            "1 of 3 files did not stand in the commit so: records/company.yaml.",
        ),
        (MemoryHistory({}), "files", "3 of 3 files did not stand in the commit so: policies/first-aid.md, "),
    ],
)
def test_a_pack_that_the_repository_does_not_bear_out_is_not_from_this_history(
    history: MemoryHistory, name: str, words: str, signed: bytes, keys: Keys
) -> None:
    result = verify_pack(signed, trust=keys.root, repository=history)

    assert result.verdict is Verdict.FOREIGN
    assert found(result, name).detail.startswith(words)


def test_a_digest_that_is_not_that_of_the_blob_is_found(keys: Keys) -> None:
    manifest = manifest_of(FILES)
    forged = replace(manifest.files[0], sha256="0" * 64)
    pack = sign(pack_of(replace(manifest, files=(forged, *manifest.files[1:]))), keys)

    result = verify_pack(pack, trust=keys.root, repository=MemoryHistory())

    assert result.verdict is Verdict.FOREIGN
    assert "policies/first-aid.md" in found(result, "files").detail


def test_a_file_kept_in_git_lfs_is_proved_by_its_pointer() -> None:
    import hashlib

    scan = b"a large scan"
    digest = hashlib.sha256(scan).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(scan)}\n".encode()
    manifest = manifest_of({"records/scan.jpg": pointer})
    listed = replace(manifest.files[0], sha256=digest, size=len(scan))

    result = verify_pack(
        pack_of(replace(manifest, files=(listed,))), repository=MemoryHistory({"records/scan.jpg": pointer})
    )

    assert found(result, "files").status is Status.PASS


def test_redacted_files_have_no_digest_and_are_counted() -> None:
    manifest = manifest_of(FILES)
    hidden = replace(manifest.files[0], blob="", sha256="")
    pack = pack_of(replace(manifest, files=(hidden, *manifest.files[1:])))

    detail = found(verify_pack(pack, repository=MemoryHistory()), "files").detail
    assert detail == "All 2 files stood in the commit with these bytes. 1 redacted file has no digest to check."


def test_a_damaged_repository_is_not_held_against_the_pack(signed: bytes, keys: Keys) -> None:
    result = verify_pack(signed, trust=keys.root, repository=MemoryHistory(broken=True))

    assert result.verdict is Verdict.GENUINE
    assert found(result, "repository").detail == "The repository is damaged. Restore it."


def test_a_changed_pack_is_altered_whatever_the_repository_says(signed: bytes, keys: Keys) -> None:
    changed = signed[:900] + bytes([signed[900] ^ 1]) + signed[901:]

    assert verify_pack(changed, trust=keys.root, repository=MemoryHistory()).verdict is Verdict.ALTERED


def test_a_pdf_that_is_not_a_pack_is_unverifiable() -> None:
    result = verify_pack(cover().pdf)

    assert result.verdict is Verdict.UNVERIFIABLE
    assert "not a pack of Muster" in found(result, "file").detail


def test_what_escapes_inside_is_still_an_answer(signed: bytes) -> None:
    class Failing(MemoryHistory):
        def has_commit(self, id: str) -> bool:  # noqa: ARG002
            raise RuntimeError("a bug")

    result = verify_pack(signed, repository=Failing())

    assert result.verdict is Verdict.UNVERIFIABLE
    assert "RuntimeError" in found(result, "file").detail


@pytest.mark.parametrize("trusted", [True, False])
def test_the_json_is_as_its_schema_says(trusted: bool, signed: bytes, unsigned: bytes, keys: Keys) -> None:
    schema = json.loads((files("builder.seal") / "schemas" / "verify-1.json").read_text(encoding="utf-8"))

    for data in (signed, unsigned, b"", cover().pdf):
        result = verify_pack(data, trust=keys.root if trusted else b"x", repository=MemoryHistory())
        jsonschema.validate(json.loads(write_verification(result)), schema)


def test_words_from_a_file_can_not_move_the_cursor_or_turn_letters_round() -> None:
    assert plain("a\x1b[2Jb\n\u202ec") == "a?[2Jb??c"
    assert len(plain("x" * 500)) == 200
