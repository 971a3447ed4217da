"""A pack signed by three people at the command line, at different levels, and read by programs that aren't ours."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore

from builder.seal.manifest import write_manifest
from tests.end_to_end.command_line import muster
from tests.end_to_end.verapdf import PDF_A, PDF_UA, find_failures
from tests.render.pdf.paper import small_pack
from tests.seal.authority import Authority, open_authority
from tests.seal.conftest import FILES, NOW, manifest_of

pytestmark = pytest.mark.slow

PASSPHRASE = "four words that fit"


@dataclass(frozen=True)
class Desk:
    """Where the pack and the keys lie.

    Attributes:
        folder: With pack.pdf, keys/ and auditor/.
        authority: That is asked for times.
        said: What every command printed.
    """

    folder: Path
    authority: Authority
    said: list[str]

    def run(self, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """The command, with the passphrase in the environment."""
        done = muster(*arguments, cwd=self.folder, MUSTER_PASSPHRASE=PASSPHRASE, **more)
        self.said.append(done.stdout + done.stderr)
        return done

    def sign(self, pack: str, out: str, field: str, key: str, *options: str | Path) -> None:
        """Signs, and expects it to go well."""
        done = self.run("sign", pack, "--out", out, "--field", field, "--key", key, *options)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "pack.pdf").write_bytes(small_pack(write_manifest(manifest_of(FILES))))
    (folder / "records").mkdir()
    with open_authority(tmp_path_factory.mktemp("authority"), NOW) as authority:
        made = Desk(folder, authority, [])
        (folder / "authority.crt").write_bytes(authority.root)
        (folder / "authority.crl").write_bytes(authority.revoked)
        for place, company in (("keys", "Ridgeline Mechanical Ltd."), ("auditor", "North Star Audits")):
            _make_keys(folder, place, company)
        proofs = (
            "--authority-chain",
            "authority.crt",
            "--revocations",
            "authority.crl",
            "--revocations",
            "keys/company-ca.crl",
        )
        made.sign(
            "pack.pdf", "one.pdf", "hs_manager", "keys/marnie-kowalchuk.p12",
            "--level", "B-LTA", "--timestamp-url", authority.url, *proofs,
        )  # fmt: skip
        made.sign("one.pdf", "two.pdf", "senior_manager", "keys/dale-friesen.p12", "--reason", "Approved by the board")
        made.sign(
            "two.pdf", "three.pdf", "auditor_receipt", "auditor/pat-singh.p12",
            "--level", "B-LT", "--timestamp-url", authority.url, *proofs, "--revocations", "auditor/company-ca.crl",
        )  # fmt: skip
        yield made


def _make_keys(folder: Path, place: str, company: str) -> None:
    from builder.seal.signing.keys import Signer, make_keys

    signers = [Signer("Marnie Kowalchuk"), Signer("Dale Friesen")] if place == "keys" else [Signer("Pat Singh")]
    make_keys(folder / place, signers, company=company, passphrase=PASSPHRASE, now=NOW)


def test_pyhanko_accepts_all_three_with_nothing_but_the_roots_and_what_the_pack_carries(desk: Desk) -> None:
    reader = PdfFileReader(io.BytesIO((desk.folder / "three.pdf").read_bytes()))
    roots = [
        asn1_x509.Certificate.load(pem.unarmor((desk.folder / name).read_bytes())[2])
        for name in ("keys/company-ca.crt", "auditor/company-ca.crt", "authority.crt")
    ]
    seen = []
    for each in reader.embedded_regular_signatures:
        context = DocumentSecurityStore.read_dss(reader).as_validation_context(
            {"trust_roots": roots, "allow_fetching": False, "revocation_mode": "require"}
        )
        status = validate_pdf_signature(each, context, context)
        assert status.bottom_line, status.pretty_print_details()
        seen.append(each.field_name)
    assert seen == ["hs_manager", "senior_manager", "auditor_receipt"]


def test_poppler_accepts_all_three_too(desk: Desk) -> None:
    told = subprocess.run(
        ["pdfsig", "-nocert", "three.pdf"], cwd=desk.folder, capture_output=True, text=True, check=False
    ).stdout

    assert told.count("Signature Validation: Signature is Valid.") == 3
    assert told.count("Document modified") == 0


def test_qpdf_finds_the_file_in_order(desk: Desk) -> None:
    subprocess.run(["qpdf", "--check", "three.pdf"], cwd=desk.folder, capture_output=True, check=True)


@pytest.mark.parametrize("flavour", [PDF_A, PDF_UA])
def test_it_still_conforms_to_both_standards(flavour: str, desk: Desk) -> None:
    assert find_failures(desk.folder / "three.pdf", flavour) == []


def test_each_stamp_says_the_time_of_day_and_the_reason(desk: Desk) -> None:
    words = subprocess.run(
        ["pdftotext", "-l", "1", "three.pdf", "-"], cwd=desk.folder, capture_output=True, text=True, check=True
    ).stdout

    for reason in ("Compiled from the program's records", "Approved by the board", "Received"):
        assert reason in words
    assert words.count("Signed 20") == 3
    assert words.count(" -0600") + words.count(" -0700") == 3


def test_muster_itself_accepts_it_and_the_file_before_each_signature_is_its_beginning(desk: Desk) -> None:
    packs = [(desk.folder / name).read_bytes() for name in ("pack.pdf", "one.pdf", "two.pdf", "three.pdf")]

    assert all(later.startswith(earlier) for earlier, later in pairwise(packs))
    assert desk.run("verify", "three.pdf", "--trust", "keys/company-ca.crt").returncode == 0


def test_the_passphrase_is_never_printed(desk: Desk) -> None:
    wrong = "another four words"
    done = muster(
        "sign", "pack.pdf", "--out", "no.pdf", "--field", "hs_manager", "--key", "keys/dale-friesen.p12",
        cwd=desk.folder, MUSTER_PASSPHRASE=wrong,
    )  # fmt: skip

    assert (done.returncode, (desk.folder / "no.pdf").exists()) == (2, False)
    assert "doesn't open with this passphrase" in done.stderr
    assert not [text for text in (*desk.said, done.stdout, done.stderr) if PASSPHRASE in text or wrong in text]
