"""The whole pack of the sample company with its sources, made once and signed three times: conformant, and readable by others."""

from __future__ import annotations

import io
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest

from builder.checks.run import check
from builder.cli.program import open_sealed_cache
from builder.commands.prepare import Choice, prepare
from builder.demo import replay_demo
from builder.seal.pack import Origin, Pack, compile_pack
from builder.seal.signing.keys import Signer, make_keys
from builder.seal.signing.long_term import Proofs
from builder.seal.signing.sign import sign_pack
from builder.seal.verdict import Verdict
from builder.seal.verifying.verify import verify_pack
from tests.end_to_end.verapdf import PDF_A, PDF_UA, find_failures
from tests.seal.authority import open_authority

pytestmark = pytest.mark.slow

AS_OF = date(2026, 10, 31)
PASSPHRASE = "four words that fit"
SIGNATURES = [
    ("marnie-kowalchuk", "hs_manager", "B-B"),
    ("dale-friesen", "senior_manager", "B-LTA"),
    ("r-dyck", "auditor_receipt", "B-T"),
]


@dataclass(frozen=True)
class Made:
    """The pack as compiled, signed in its three fields at mixed levels, and the certificates of the company's and the authority's roots."""

    pack: Pack
    unsigned: Path
    signed: Path
    roots: bytes


def compile_sample(repo: Path) -> Pack:
    # The machine's own cache: `make demo` has rendered the same sections a moment before.
    with prepare(Choice(repo, None, AS_OF, AS_OF, by_commit=True)) as prepared:
        return compile_pack(
            prepared.snapshot,
            check(prepared.snapshot),
            prepared.read_file,
            origin=Origin(prepared.commit, prepared.tree, prepared.branch),
            cache=open_sealed_cache(False),
            workers=2,
        )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("sample")
    replay_demo(folder / "ridgeline")
    pack = compile_sample(folder / "ridgeline")
    now = datetime.now(UTC)  # noqa: TID251 - keys hold from the day they are made
    keys = folder / "keys"
    signers = [Signer("Marnie Kowalchuk", "H&S coordinator"), Signer("Dale Friesen", "President"), Signer("R. Dyck")]
    make_keys(keys, signers, company="Ridgeline Mechanical Ltd.", passphrase=PASSPHRASE, now=now)
    root, withdrawn = ((keys / f"company-ca.{kind}").read_bytes() for kind in ("crt", "crl"))
    data = pack.pdf
    with open_authority(folder, now) as authority:
        proofs = Proofs.read([authority.root], [withdrawn, authority.revoked])
        for name, field, level in SIGNATURES:
            data = sign_pack(
                data,
                key=(keys / f"{name}.p12").read_bytes(),
                passphrase=PASSPHRASE,
                field=field,
                reason="For the audit",
                now=now,
                timestamp_url=None if level == "B-B" else authority.url,
                level=level,
                proofs=proofs,
            )
    (folder / "unsigned.pdf").write_bytes(pack.pdf)
    (folder / "signed.pdf").write_bytes(data)
    return Made(pack, folder / "unsigned.pdf", folder / "signed.pdf", root + authority.root)


@pytest.fixture(scope="module")
def failures(made: Made) -> dict[tuple[str, str], list[str]]:
    """What veraPDF finds, by file and flavour; two at a time, because each takes more than a minute of its own processor."""
    asked = [(which, flavour) for which in ("unsigned", "signed") for flavour in (PDF_A, PDF_UA)]
    with ThreadPoolExecutor(max_workers=2) as pool:
        found = pool.map(lambda each: find_failures(getattr(made, each[0]), each[1]), asked)
        return dict(zip(asked, found, strict=True))


@pytest.mark.parametrize("flavour", [PDF_A, PDF_UA])
@pytest.mark.parametrize("which", ["unsigned", "signed"])
def test_the_pack_conforms(failures: dict[tuple[str, str], list[str]], which: str, flavour: str) -> None:
    assert failures[which, flavour] == []


def test_it_carries_its_manifest_and_every_source_that_the_manifest_names(made: Made) -> None:
    named = {file.attachment for file in made.pack.manifest.files if file.attachment}
    with pikepdf.open(io.BytesIO(made.signed.read_bytes())) as pdf:
        carried = set(pdf.attachments)
    assert len(named) > 300
    assert {"manifest.json", *named} <= carried


def test_it_is_genuine_to_whoever_trusts_the_company_and_the_authority(made: Made) -> None:
    assert verify_pack(made.signed.read_bytes(), trust=made.roots).verdict is Verdict.GENUINE


def test_another_reader_of_pdf_signatures_accepts_all_three(made: Made) -> None:
    output = subprocess.run(["pdfsig", "-nocert", str(made.signed)], capture_output=True, text=True, check=True).stdout
    assert output.count("Signature Validation: Signature is Valid.") == len(SIGNATURES)


def test_its_syntax_is_clean(made: Made) -> None:
    subprocess.run(["qpdf", "--check", str(made.signed)], capture_output=True, check=True)


def test_its_text_can_be_searched(made: Made) -> None:
    text = subprocess.run(["pdftotext", str(made.unsigned), "-"], capture_output=True, text=True, check=True).stdout
    for words in ("Ridgeline Mechanical Ltd.", "DEMONSTRATION", "insp-0186", "2026-W19", "Fall protection plan"):
        assert words in text
