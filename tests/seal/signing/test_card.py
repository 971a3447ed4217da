"""A key on a card, played by SoftHSM2: a program that behaves like one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from builder.model.error import BuilderError
from builder.seal.signing.card import Card, open_card
from builder.seal.signing.sign import Wish, sign_with
from builder.seal.verifying.signatures import read_signatures
from builder.seal.verifying.trust import read_trust
from tests.seal.conftest import NOW, PASSPHRASE, Keys

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "271828"


def test_without_the_library_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pkcs11", None)

    with (
        pytest.raises(BuilderError, match="python-pkcs11, which is not installed") as caught,
        open_card(Card(MODULE, "muster"), PIN, NOW),
    ):
        raise AssertionError("opened")
    assert "pip install" in caught.value.cure


@dataclass(frozen=True)
class Reader:
    """A reader with a card in it."""

    card: Card


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("card")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        command = ["softhsm2-util", "--init-token", "--free", "--label", "muster", "--pin", PIN, "--so-pin", "314159"]
        subprocess.run(command, check=True, capture_output=True)
        _store(folder, keys, "dale-friesen", 1)
        _store(folder, keys, "marnie-kowalchuk", 2)
        yield Reader(Card(MODULE, "muster", "dale-friesen"))


def _store(folder: Path, keys: Keys, name: str, id: int) -> None:
    """Puts a key and its certificate onto the card."""
    import pkcs11

    key, certificate, _ = pkcs12.load_key_and_certificates(
        (keys.folder / f"{name}.p12").read_bytes(), PASSPHRASE.encode()
    )
    assert key is not None
    assert certificate is not None
    file = folder / f"{name}.pem"
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    command = [
        "softhsm2-util",
        "--import",
        str(file),
        "--token",
        "muster",
        "--label",
        name,
        "--id",
        f"0{id}",
        "--pin",
        PIN,
    ]
    subprocess.run(command, check=True, capture_output=True)
    with pkcs11.lib(str(MODULE)).get_token(token_label="muster").open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: name,
                pkcs11.Attribute.ID: bytes([id]),
                pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: certificate.public_bytes(Encoding.DER),
            }
        )


@pytest.mark.slow
def test_a_key_on_a_card_signs_as_one_in_a_file_does(reader: Reader, unsigned: bytes, keys: Keys) -> None:
    with open_card(reader.card, PIN, NOW) as holder:
        made = sign_with(unsigned, holder, Wish("senior_manager", "Approved", NOW))

    [found] = read_signatures(made, read_trust(keys.root)).found
    assert (found.signer, found.holds, found.is_trusted) == ("Dale Friesen", True, True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "pin", "words"),
    [
        ({}, "000000", "doesn't open with this PIN"),
        ({"token": "other"}, PIN, 'There is no card "other" in any reader'),
        ({"certificate": ""}, PIN, "has 2 certificates that fit"),
        ({"certificate": "nobody"}, PIN, "has 0 certificates that fit"),
        ({"module": Path("/usr/lib/none.so")}, PIN, "can't be loaded as the module of a card"),
    ],
)
def test_a_card_that_can_not_be_used_is_said_in_words(
    changes: dict[str, object], pin: str, words: str, reader: Reader
) -> None:
    card = replace(reader.card, **changes)  # type: ignore[arg-type]

    with pytest.raises(BuilderError, match=words) as caught, open_card(card, pin, NOW):
        raise AssertionError("opened")
    assert pin not in caught.value.message + caught.value.cure
