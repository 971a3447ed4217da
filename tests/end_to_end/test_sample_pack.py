"""The whole pack of the sample company, made once: conformant, readable by others, and the same bytes on a second run."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builder.checks.run import check
from builder.cli.program import open_sealed_cache
from builder.commands.prepare import Choice, prepare
from builder.demo import replay_demo
from builder.seal.keys import Signer, make_keys
from builder.seal.pack import Origin, Pack, compile_pack
from builder.seal.sign import sign_pack
from builder.seal.verdict import Verdict
from builder.seal.verify import verify_pack
from tests.end_to_end.verapdf import PDF_A, PDF_UA, find_failures

pytestmark = pytest.mark.slow

AS_OF = date(2026, 10, 31)
PASSPHRASE = "four words that fit"


@dataclass(frozen=True)
class Made:
    """The pack, unsigned and signed by both people, and the company's root certificate."""

    pack: Pack
    unsigned: Path
    signed: Path
    root: bytes


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
    signers = [Signer("Marnie Kowalchuk", "H&S coordinator"), Signer("Dale Friesen", "President")]
    make_keys(keys, signers, company="Ridgeline Mechanical Ltd.", passphrase=PASSPHRASE, now=now)
    data = pack.pdf
    for name, field in (("marnie-kowalchuk", "hs_manager"), ("dale-friesen", "senior_manager")):
        key = (keys / f"{name}.p12").read_bytes()
        data = sign_pack(data, key=key, passphrase=PASSPHRASE, field=field, reason="For the audit", now=now)
    (folder / "unsigned.pdf").write_bytes(pack.pdf)
    (folder / "signed.pdf").write_bytes(data)
    root = (keys / "company-ca.crt").read_bytes()
    return Made(pack, folder / "unsigned.pdf", folder / "signed.pdf", root)


@pytest.mark.parametrize("flavour", [PDF_A, PDF_UA])
@pytest.mark.parametrize("which", ["unsigned", "signed"])
def test_the_pack_conforms(made: Made, which: str, flavour: str) -> None:
    assert find_failures(getattr(made, which), flavour) == []


def test_it_is_genuine_to_whoever_trusts_the_company(made: Made) -> None:
    assert verify_pack(made.signed.read_bytes(), trust=made.root).verdict is Verdict.GENUINE


def test_another_reader_of_pdf_signatures_accepts_both(made: Made) -> None:
    output = subprocess.run(["pdfsig", "-nocert", str(made.signed)], capture_output=True, text=True, check=True).stdout
    assert output.count("Signature Validation: Signature is Valid.") == 2


def test_its_syntax_is_clean(made: Made) -> None:
    subprocess.run(["qpdf", "--check", str(made.signed)], capture_output=True, check=True)


def test_its_text_can_be_searched(made: Made) -> None:
    text = subprocess.run(["pdftotext", str(made.unsigned), "-"], capture_output=True, text=True, check=True).stdout
    for words in ("Ridgeline Mechanical Ltd.", "DEMONSTRATION", "insp-0186", "2026-W19", "Fall protection plan"):
        assert words in text
