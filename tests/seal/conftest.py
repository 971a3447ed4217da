"""Keys, packs and an authority, made once: making keys takes seconds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builder.model.manifest import Manifest, ManifestFile, SealedFile
from builder.model.pack_choice import PackChoice
from builder.seal.manifest import write_manifest
from builder.seal.signing.keys import Signer, make_keys
from builder.seal.signing.sign import sign_pack
from tests.render.pdf.paper import small_pack
from tests.seal.authority import Authority, honest, open_authority

PASSPHRASE = "four words that fit"
NOW = datetime.now(UTC)  # noqa: TID251 - an authority stamps the real time, so signing happens at it

FILES = {
    "policies/first-aid.md": b"---\nid: PRG-17\n---\n",
    "records/company.yaml": b"name: Ridgeline Mechanical Ltd.\n",
    "records/inspection/2026/insp-0001.yaml": b"id: insp-0001\n",
}


LOG = b"id,day\n"
"""What `small_pack` attaches beside the manifest."""


def blob_id(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


def manifest_of(files: dict[str, bytes], commit: str = "a" * 40, tree: str = "b" * 40) -> Manifest:
    return Manifest(
        pack_id="2026-10-31-aaaaaaaaaa-auditor",
        company="Ridgeline Mechanical Ltd.",
        standard="alberta-cor 2023",
        partner="acsa",
        choice=PackChoice(),
        commit=commit,
        tree=tree,
        branch="main",
        commits=3,
        entered_on="2026-10-31",
        as_of="2026-10-31",
        first="2025-11-01",
        last="2026-10-31",
        toolchain=(("muster", "0.1.0"), ("weasyprint", "70.0")),
        files=tuple(
            ManifestFile(path, "", blob_id(data), hashlib.sha256(data).hexdigest(), len(data), 1)
            for path, data in sorted(files.items())
        ),
        findings=(("error", 0), ("gap", 4)),
        attached=(SealedFile("log.csv", hashlib.sha256(LOG).hexdigest(), len(LOG), "Log"),),
    )


@dataclass(frozen=True)
class Keys:
    folder: Path

    @property
    def coordinator(self) -> bytes:
        return (self.folder / "marnie-kowalchuk.p12").read_bytes()

    @property
    def manager(self) -> bytes:
        return (self.folder / "dale-friesen.p12").read_bytes()

    @property
    def root(self) -> bytes:
        return (self.folder / "company-ca.crt").read_bytes()

    @property
    def revoked(self) -> bytes:
        return (self.folder / "company-ca.crl").read_bytes()


SIGNERS = (Signer("Marnie Kowalchuk", "H&S coordinator"), Signer("Dale Friesen", "President"))


def _make(folder: Path, company: str) -> Keys:
    make_keys(folder, SIGNERS, company=company, passphrase=PASSPHRASE, now=NOW)
    return Keys(folder)


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return _make(tmp_path_factory.mktemp("keys") / "ours", "Ridgeline Mechanical Ltd.")


@pytest.fixture(scope="session")
def other_keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Of somebody who took the company's name."""
    return _make(tmp_path_factory.mktemp("keys") / "theirs", "Ridgeline Mechanical Ltd.")


@pytest.fixture(scope="session")
def unsigned() -> bytes:
    return small_pack(write_manifest(manifest_of(FILES)))


@pytest.fixture(scope="session")
def signed(unsigned: bytes, keys: Keys) -> bytes:
    return sign_pack(
        unsigned, key=keys.coordinator, passphrase=PASSPHRASE, field="hs_manager", reason="Compiled", now=NOW
    )


@pytest.fixture(scope="session")
def twice_signed(signed: bytes, keys: Keys) -> bytes:
    return sign_pack(
        signed, key=keys.manager, passphrase=PASSPHRASE, field="senior_manager", reason="Approved", now=NOW
    )


@pytest.fixture(scope="session")
def running_authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with open_authority(tmp_path_factory.mktemp("authority"), NOW) as authority:
        yield authority


@pytest.fixture
def authority(running_authority: Authority) -> Iterator[Authority]:
    """The authority, honest before and after: packs that are made once for many tests ask it too."""
    running_authority.questions.clear()
    yield running_authority
    running_authority.answer = honest
