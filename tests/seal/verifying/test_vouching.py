"""Who can make a pack pass for a company's own: not another company, not whoever received it, not who only filled a blank field."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from cryptography import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers.pdf_byterange import PdfSignedData

from builder.model.manifest import Manifest
from builder.seal.manifest import write_manifest
from builder.seal.signing.sign import sign_pack
from builder.seal.verdict import Status, Verdict
from builder.seal.verifying.signature import Signature
from builder.seal.verifying.signature_checks import RECEIPT, vouches
from builder.seal.verifying.verify import verify_pack
from tests.render.pdf.paper import small_pack
from tests.seal import attacks
from tests.seal.conftest import FILES, NOW, PASSPHRASE, Keys, manifest_of
from tests.seal.verifying.test_verify import found, sign, withdraw


def pack_of(company: str) -> bytes:
    manifest: Manifest = dataclasses.replace(manifest_of(FILES), company=company)
    return small_pack(write_manifest(manifest))


def test_a_company_that_the_reader_trusts_can_not_vouch_for_the_pack_of_another(keys: Keys) -> None:
    result = verify_pack(sign(pack_of("Peace Pipefitting Inc."), keys), trust=keys.root)

    assert result.verdict is Verdict.INTACT
    assert found(result, "signer hs_manager").status is Status.FAIL
    assert (
        "of Ridgeline Mechanical Ltd., and the pack is Peace Pipefitting Inc.'s"
        in found(result, "signer hs_manager").detail
    )


def test_a_name_in_a_blank_field_that_nobody_vouches_for_does_not_pass_for_an_approval(
    signed: bytes, keys: Keys, other_keys: Keys
) -> None:
    approved = sign_pack(
        signed, key=other_keys.manager, passphrase=PASSPHRASE, field="senior_manager", reason="Approved", now=NOW
    )

    result = verify_pack(approved, trust=keys.root)

    assert found(result, "signer hs_manager").status is Status.PASS
    assert found(result, "signer senior_manager").status is Status.FAIL
    assert result.has_failed


def test_the_receipt_of_a_trusted_auditor_makes_no_pack_genuine(unsigned: bytes, keys: Keys, other_keys: Keys) -> None:
    received = sign_pack(
        sign(unsigned, other_keys), key=keys.manager, passphrase=PASSPHRASE, field=RECEIPT, reason="Received", now=NOW
    )

    result = verify_pack(received, trust=keys.root)

    assert result.verdict is Verdict.INTACT
    assert found(result, "signer hs_manager").status is Status.FAIL
    assert found(result, f"signer {RECEIPT}").status is Status.PASS


@pytest.mark.parametrize(
    ("organization", "company", "expected"),
    [
        ("Ridgeline Mechanical Ltd.", "Ridgeline  mechanical Ltd.", True),
        ("R" * 64, "R" * 70, True),
        ("", "Ridgeline Mechanical Ltd.", True),
        ("Ridgeline Mechanical Ltd", "Ridgeline Mechanical Ltd.", False),
    ],
    ids=["spelt in other letters", "cut as certificates cut it", "names no company", "another one"],
)
def test_a_signer_is_of_the_company_that_their_certificate_names(
    organization: str, company: str, expected: bool
) -> None:
    signature = Signature(
        "hs_manager", "M", "", None, None, "", False, "", is_trusted=True, distrust="", organization=organization
    )

    assert vouches(signature, company) is expected


@pytest.mark.parametrize("change", [attacks.replace_content, attacks.swap_attachment, attacks.add_page])
def test_what_was_added_to_the_pack_before_anyone_signed_is_never_called_genuine(
    change: Callable[[IncrementalPdfFileWriter], None], unsigned: bytes, keys: Keys
) -> None:
    # The digest of the pack as it was made, which `muster pack` said and `muster verify` says again, stays the same.
    result = verify_pack(attacks.sign_anything(attacks.append(unsigned, change), keys.coordinator), trust=keys.root)

    assert result.verdict is Verdict.UNVERIFIABLE
    assert "something was added before it" in found(result, "signature hs_manager").detail


def test_a_stolen_key_that_names_no_time_at_all_does_not_count_either(
    unsigned: bytes, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = PdfSignedData.__init__

    def leave_time_out(self: PdfSignedData, *arguments: Any, **named: Any) -> None:
        made(self, *arguments, **(named | {"timestamp": None}))

    monkeypatch.setattr(PdfSignedData, "__init__", leave_time_out)
    timeless = sign(unsigned, keys)

    result = verify_pack(timeless, trust=keys.root + withdraw(keys, x509.ReasonFlags.key_compromise, 1))

    assert found(result, "time hs_manager").detail == "The signature names no time."
    assert result.verdict is Verdict.INTACT
    assert "withdrawn on" in found(result, "signer hs_manager").detail
