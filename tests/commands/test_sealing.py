"""`muster keys init`, `sign` and `verify` as somebody at a terminal meets them."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from builder.cli import app
from builder.commands.keys import keys_init, keys_list, keys_renew, keys_revoke
from builder.commands.release_facts import read_release
from builder.commands.sign import SignRequest, sign
from builder.commands.verify import read_store, trust_store, verify
from builder.model.error import BuilderError
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.seal.manifest import write_manifest
from builder.seal.signing.key_file import open_key
from tests.histories.repository import GitRepository
from tests.render.pdf.paper import small_pack
from tests.seal.conftest import FILES, manifest_of

PASSPHRASE = "four words that fit"
NOW = datetime.now(UTC)  # noqa: TID251 - an authority stamps the real time, so signing happens at it


@dataclass
class Heard:
    lines: list[str] = field(default_factory=list)

    def __call__(self, text: str) -> None:
        self.lines += text.splitlines()

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Desk:
    """A coordinator's desk: the program, the keys, packs."""

    root: Path
    program: GitRepository
    said_by_keys: str

    @property
    def keys(self) -> Path:
        return self.root / "keys"

    @property
    def unsigned(self) -> Path:
        return self.root / "pack.pdf"

    @property
    def signed(self) -> Path:
        return self.root / "signed.pdf"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = tmp_path_factory.mktemp("desk")
    program = GitRepository.make(root / "program")
    program.commit(dict(FILES))
    commit, tree = (program.git("rev-parse", name).decode().strip() for name in ("HEAD", "HEAD^{tree}"))
    (root / "pack.pdf").write_bytes(small_pack(write_manifest(manifest_of(FILES, commit, tree))))
    heard = Heard()
    signers = ["Marnie Kowalchuk, H&S coordinator", "Dale Friesen"]
    keys_init(
        root / "keys",
        repo=program.root,
        signers=signers,
        passphrase=PASSPHRASE,
        now=NOW,
        say=heard,
        company="Ridgeline Mechanical Ltd.",
    )
    made = Desk(root, program, heard.text)
    sign_as(made, made.signed, heard)
    return made


def sign_as(desk: Desk, out: Path, heard: Heard, passphrase: str = PASSPHRASE, **named: object) -> int:
    options = {"key": desk.keys / "marnie-kowalchuk.p12", "field": "hs_manager", **named}
    request = SignRequest(desk.unsigned, out, **options)  # type: ignore[arg-type]
    return sign(request, ask_passphrase=lambda: passphrase, now=NOW, say=heard)


def test_making_keys_says_which_files_are_secret_and_what_to_do_with_each(desk: Desk) -> None:
    assert f"{desk.keys / 'marnie-kowalchuk.p12'}  (keep secret)" in desk.said_by_keys
    assert f"{desk.keys / 'company-ca.crt'}  (may be given to anyone)" in desk.said_by_keys
    assert "Fingerprint of the company's root (sha256): " in desk.said_by_keys
    assert PASSPHRASE not in desk.said_by_keys


def test_the_name_and_the_position_of_a_signer_are_told_apart(desk: Desk) -> None:
    certificate = x509.load_pem_x509_certificate((desk.keys / "marnie-kowalchuk.crt").read_bytes())

    assert (
        certificate.subject.rfc4514_string()
        == "CN=Marnie Kowalchuk,2.5.4.12=H&S coordinator,O=Ridgeline Mechanical Ltd."
    )


def test_keys_are_not_made_in_the_programs_folder_even_before_it_is_a_repository(tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="inside the program's folder"):
        keys_init(
            tmp_path / "keys",
            repo=tmp_path,
            signers=["Dale Friesen"],
            passphrase=PASSPHRASE,
            now=NOW,
            say=Heard(),
            company="x",
        )


def test_the_companys_name_comes_from_its_register(tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match=r"no records/company\.yaml that can be read"):
        keys_init(
            tmp_path / "keys",
            repo=tmp_path / "nothing",
            signers=["Dale Friesen"],
            passphrase=PASSPHRASE,
            now=NOW,
            say=Heard(),
        )


def test_signing_writes_a_new_file_and_says_how_to_check_it(desk: Desk) -> None:
    heard = Heard()
    before = desk.unsigned.read_bytes()

    assert sign_as(desk, desk.root / "new.pdf", heard) == 0

    assert desk.unsigned.read_bytes() == before
    assert heard.lines == [
        f"{desk.root / 'new.pdf'} is signed in the field hs_manager (PAdES B-B), without a timestamp (--timestamp-url).",
        f"Check it with: muster verify {desk.root / 'new.pdf'} --trust company-ca.crt",
    ]


def test_the_signed_pack_does_not_take_the_place_of_the_unsigned_one(desk: Desk) -> None:
    with pytest.raises(BuilderError, match="can't take the place"):
        sign_as(desk, desk.unsigned, Heard())


@pytest.mark.parametrize(
    "wrong", [{"passphrase": "not the right words"}, {"field": "president"}, {"key": Path("/none.p12")}]
)
def test_what_can_not_be_signed_writes_nothing(wrong: dict[str, object], desk: Desk) -> None:
    with pytest.raises(BuilderError):
        sign_as(desk, desk.root / "never.pdf", Heard(), **wrong)

    assert not list(desk.root.glob("*never.pdf*"))


def test_a_place_that_can_not_be_written_is_said(desk: Desk) -> None:
    with pytest.raises(BuilderError, match="can't be written"):
        sign_as(desk, desk.root / "gone" / "signed.pdf", Heard())


@pytest.mark.parametrize("failing", ["mkstemp", "write", "replace"])
def test_a_disk_that_is_full_leaves_no_half_file(failing: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    out = desk.root / "full.pdf"
    out.write_bytes(b"an older one")
    if failing == "mkstemp":
        monkeypatch.setattr("tempfile.mkstemp", full)
    elif failing == "write":
        monkeypatch.setattr("os.fdopen", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BuilderError, match=r"can't be written \(No space left on device\)"):
        sign_as(desk, out, Heard())
    assert out.read_bytes() == b"an older one"
    assert not list(desk.root.glob(".full*"))
    out.unlink()


def test_the_signed_pack_takes_the_place_of_nothing_that_it_was_made_from(desk: Desk) -> None:
    for out in (desk.keys / "marnie-kowalchuk.p12", desk.keys / "company-ca.crt"):
        before = out.read_bytes()
        with pytest.raises(BuilderError, match="can't take the place of"):
            sign_as(desk, out, Heard(), chain=(desk.keys / "company-ca.crt",))
        assert out.read_bytes() == before
    with pytest.raises(BuilderError, match="is a folder"):
        sign_as(desk, desk.root, Heard())


def test_a_passphrase_is_not_asked_for_what_can_not_be_read(desk: Desk) -> None:
    def never() -> str:
        raise AssertionError("asked")

    request = SignRequest(
        desk.root / "none.pdf", desk.root / "new.pdf", "hs_manager", key=desk.keys / "dale-friesen.p12"
    )
    with pytest.raises(BuilderError, match=r"none\.pdf can't be read"):
        sign(request, ask_passphrase=never, now=NOW, say=Heard())


def test_it_has_to_be_said_whose_key_signs(desk: Desk) -> None:
    with pytest.raises(BuilderError, match="not said whose key signs"):
        sign_as(desk, desk.root / "new.pdf", Heard(), key=None)


def test_a_wrong_passphrase_stands_neither_in_the_words_nor_in_what_they_came_from(desk: Desk) -> None:
    with pytest.raises(BuilderError) as caught:
        sign_as(desk, desk.root / "new.pdf", Heard(), passphrase="not the right words")

    assert caught.value.__suppress_context__
    assert "not the right words" not in repr(caught.value) + repr(caught.value.__cause__)


@pytest.mark.parametrize("verb", ["sign", "keys init", "keys renew", "keys revoke", "keys person"])
def test_no_secret_can_be_given_where_the_list_of_programs_would_show_it(verb: str) -> None:
    command = typer.main.get_command(app)
    for word in verb.split():
        command = command.commands[word]  # type: ignore[attr-defined]
    taking = [each.name for each in command.params if not getattr(each, "is_flag", False)]
    assert taking
    assert not [name for name in taking if name in ("pin", "password", "secret") or "passphrase" in str(name)]


def test_a_signer_may_have_a_passphrase_that_the_root_does_not_open_with(tmp_path: Path) -> None:
    keys_init(
        tmp_path / "keys",
        repo=tmp_path / "program",
        signers=["Dale Friesen"],
        passphrase=PASSPHRASE,
        own_passphrase="known to dale alone",
        now=NOW,
        say=Heard(),
        company="x",
    )
    sealed = (tmp_path / "keys" / "dale-friesen.p12").read_bytes()

    assert open_key(sealed, "known to dale alone", NOW).name == "Dale Friesen"
    with pytest.raises(BuilderError, match="doesn't open with this passphrase"):
        open_key(sealed, PASSPHRASE, NOW)


def test_the_keys_in_a_folder_are_told_renewed_and_withdrawn(desk: Desk, tmp_path: Path) -> None:
    shutil.copytree(desk.keys, tmp_path / "keys")
    heard = Heard()
    options = {"directory": tmp_path / "keys", "passphrase": PASSPHRASE, "now": NOW, "say": heard}

    keys_renew("Dale Friesen", **options)  # type: ignore[arg-type]
    keys_revoke("dale-friesen", reason="key-compromise", on=None, **options)  # type: ignore[arg-type]
    keys_revoke("marnie-kowalchuk", reason="left", on=NOW.date(), **options)  # type: ignore[arg-type]
    assert "Nothing that it signed counts any more" in heard.text
    assert "What it signed before that day stays good." in heard.text
    assert f"{tmp_path / 'keys' / 'company-ca.crl'} is the new list: commit it" in heard.text
    assert PASSPHRASE not in heard.text

    listed = Heard()
    keys_list(tmp_path / "keys", now=NOW, say=listed)
    assert "dale-friesen-2: Dale Friesen" in listed.lines
    assert f"  withdrawn from {NOW.date()} on (key-compromise)" in listed.lines
    assert sum(line.startswith("  holds from") for line in listed.lines) == 2
    later = Heard()
    keys_list(tmp_path / "keys", now=NOW + timedelta(days=7 * 365), say=later)
    assert sum(line.startswith("  ended on") for line in later.lines) == 1


def test_a_key_that_the_list_beside_it_withdraws_signs_nothing(desk: Desk, tmp_path: Path) -> None:
    shutil.copytree(desk.keys, tmp_path / "keys")
    options = {"directory": tmp_path / "keys", "passphrase": PASSPHRASE, "now": NOW, "say": Heard()}
    keys_revoke("dale-friesen", reason="key-compromise", on=None, **options)  # type: ignore[arg-type]
    request = SignRequest(desk.unsigned, tmp_path / "signed.pdf", "hs_manager", tmp_path / "keys" / "dale-friesen.p12")

    with pytest.raises(BuilderError, match="was withdrawn on"):
        sign(request, ask_passphrase=lambda: PASSPHRASE, now=NOW, say=Heard())
    assert not (tmp_path / "signed.pdf").exists()


def test_a_release_is_begun_from_the_signed_file_and_not_from_the_one_before_it(desk: Desk) -> None:
    program, day = read_program(FolderSource(desk.program.root)), NOW.date()

    facts = read_release(desk.signed, program, day)
    assert facts["sha256"] == hashlib.sha256(desk.signed.read_bytes()).hexdigest()
    assert (facts["kind"], facts["pack"]) == ("evidence", manifest_of(FILES).pack_id)
    with pytest.raises(BuilderError, match="Nobody has signed"):
        read_release(desk.unsigned, program, day)


def test_a_genuine_pack_is_said_to_be_genuine_with_every_check(desk: Desk) -> None:
    heard = Heard()

    status = verify(desk.signed, say=heard, trust=desk.keys / "company-ca.crt", repo=desk.program.root)

    assert status == 0
    assert heard.lines[0] == "genuine: Signed by someone you trust, and unchanged since."
    end = heard.lines.index("Not checked:")
    assert {line.split("  ")[1] for line in heard.lines[1:end]} == {"✓ pass"}
    assert [line.split()[1] for line in heard.lines[end + 1 :]] == ["time", "printed", "rebuild"]
    assert "All 3 files stood in the commit with these bytes." in heard.text


def test_the_first_line_says_if_something_else_failed_although_the_pack_is_unchanged(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "letter.crt").write_text("Dear auditor,")
    heard = Heard()

    assert verify(desk.signed, say=heard, trust=tmp_path / "letter.crt") == 1
    assert heard.lines[0].startswith("intact: ")
    assert heard.lines[0].endswith("see each line with ✗.")


def test_a_pack_by_someone_unknown_is_intact_and_ends_well(desk: Desk) -> None:
    heard = Heard()

    assert verify(desk.signed, say=heard) == 0
    assert heard.lines[0].startswith("intact: ")


def test_a_changed_pack_ends_with_status_1(desk: Desk, tmp_path: Path) -> None:
    data = bytearray(desk.signed.read_bytes())
    data[900] ^= 1
    (tmp_path / "changed.pdf").write_bytes(bytes(data))
    heard = Heard()

    assert verify(tmp_path / "changed.pdf", say=heard) == 1
    assert heard.lines[0].startswith("altered: ")


def test_the_unsigned_pack_ends_with_status_1(desk: Desk) -> None:
    assert verify(desk.unsigned, say=Heard()) == 1


def test_json_is_one_object_with_a_schema(desk: Desk) -> None:
    heard = Heard()

    assert verify(desk.signed, say=heard, format="json") == 0
    told = json.loads(heard.text)
    assert (told["schema"], told["verdict"]) == ("https://muster.example/schema/verify-1.json", "intact")
    assert told["checks"][0]["status"] == "pass"


def test_an_unknown_format_and_a_missing_file_could_not_run(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="There is no format"):
        verify(desk.signed, say=Heard(), format="xml")
    with pytest.raises(BuilderError, match="can't be read"):
        verify(tmp_path / "none.pdf", say=Heard())


def test_a_repository_that_is_none_could_not_run(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="not inside a git repository"):
        verify(desk.signed, say=Heard(), repo=tmp_path)


def test_certificates_kept_in_the_readers_folder_are_trusted_in_either_encoding(desk: Desk, tmp_path: Path) -> None:
    root = x509.load_pem_x509_certificate((desk.keys / "company-ca.crt").read_bytes())
    revoked = x509.load_pem_x509_crl((desk.keys / "company-ca.crl").read_bytes())
    (tmp_path / "ridgeline.crt").write_bytes(root.public_bytes(Encoding.DER))
    (tmp_path / "ridgeline.crl").write_bytes(revoked.public_bytes(Encoding.DER))
    (tmp_path / "notes.txt").write_text("not a certificate")
    heard = Heard()

    assert verify(desk.signed, say=heard, store=tmp_path) == 0
    assert heard.lines[0].startswith("genuine: ")


def test_an_empty_or_missing_folder_of_certificates_trusts_no_one(tmp_path: Path) -> None:
    assert read_store(tmp_path) is None
    assert read_store(tmp_path / "none") is None
    assert read_store(None) is None


def test_the_readers_folder_is_where_other_settings_of_theirs_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert trust_store() == tmp_path / "muster" / "trust"
