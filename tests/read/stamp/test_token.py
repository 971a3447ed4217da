"""A stamp holds if an authority made it over this statement, judged at the stamp's own time; nothing else may pass."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.read.stamp.answer import NotAStampError, make_request, read_answer, read_request
from builder.read.stamp.statement import Statement
from builder.read.stamp.token import Examined, examine_stamp
from builder.seal.verifying.trust import Trust, read_trust
from tests.read.stamp.authorities import TIME_STAMPING, change, make_authority, refusal, say_instead, trust_in
from tests.seal.authority import Authority, open_authority

OURS = Statement("a" * 40, "b" * 40, 12, 34, "c" * 64)
THEIRS = Statement("d" * 40, "b" * 40, 12, 34, "c" * 64)
REQUEST = make_request(OURS, 4711)
JUNE = datetime(2026, 6, 30, 14, 5, 9, tzinfo=UTC)
AUTHORITY = make_authority()
HONEST = AUTHORITY.stamp(REQUEST, JUNE, 7)


def examine(answer: bytes, statement: Statement = OURS, trust: Trust | None = None) -> Examined:
    return examine_stamp(read_answer(answer), statement, trust)


def test_what_a_request_and_its_answer_say_is_read() -> None:
    request = read_request(REQUEST)
    assert (request.algorithm, request.imprint, request.nonce) == ("sha256", OURS.digest(), 4711)
    answer = read_answer(HONEST)
    assert (answer.at, answer.serial, answer.nonce, answer.imprint) == (JUNE, 7, 4711, OURS.digest())


def test_an_honest_stamp_holds_and_is_trusted_only_by_who_named_its_root() -> None:
    examined = examine(HONEST)
    assert (examined.problem, examined.authority, examined.is_trusted) == ("", "Time Authority", False)
    assert examined.distrust == "no certificate of an authority was given to hold it against"
    assert examine(HONEST, trust=trust_in(AUTHORITY)).is_trusted
    stranger = examine(HONEST, trust=trust_in(make_authority()))
    assert (stranger.problem, stranger.is_trusted) == ("", False)
    assert "none of the given certificates" in stranger.distrust


def test_the_stamp_of_another_statement_does_not_hold() -> None:
    assert examine(HONEST, THEIRS).problem == "It stamps something else than the statement of this commit."


class TestYearsLater:
    """A certificate that ran out takes nothing from a stamp made while it held."""

    SHORT = make_authority(first=datetime(2024, 1, 1, tzinfo=UTC), last=datetime(2025, 1, 1, tzinfo=UTC))

    def test_an_expired_certificate_still_verifies_at_the_stamps_own_time(self) -> None:
        answer = self.SHORT.stamp(REQUEST, datetime(2024, 12, 31, tzinfo=UTC), 1)
        assert examine(answer, trust=trust_in(self.SHORT)).is_trusted

    @pytest.mark.parametrize("at", [datetime(2023, 12, 31, tzinfo=UTC), datetime(2025, 1, 2, tzinfo=UTC)])
    def test_a_stamp_of_a_time_at_which_the_certificate_did_not_hold_is_bad(self, at: datetime) -> None:
        problem = examine(self.SHORT.stamp(REQUEST, at, 1), trust=trust_in(self.SHORT)).problem
        assert (
            problem
            == f"The authority's certificate held from 2024-01-01 to 2025-01-01, and the stamp is of {at:%Y-%m-%d}."
        )

    def test_openssl_agrees_with_both(self, tmp_path: Path) -> None:
        (tmp_path / "s.txt").write_bytes(OURS.text)
        (tmp_path / "s.tsr").write_bytes(self.SHORT.stamp(REQUEST, datetime(2024, 12, 31, tzinfo=UTC), 1))
        (tmp_path / "tsa.pem").write_bytes(self.SHORT.root.public_bytes(Encoding.PEM))
        command = ["openssl", "ts", "-verify", "-data", "s.txt", "-in", "s.tsr", "-CAfile", "tsa.pem"]
        today = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        then = subprocess.run([*command, "-attime", "1735603200"], cwd=tmp_path, capture_output=True, check=False)
        assert today.returncode != 0
        assert then.returncode == 0, then.stderr


class TestWrongCertificates:
    """Only a certificate that is made for time stamps, and for nothing else, counts."""

    @pytest.mark.parametrize(
        ("purposes", "is_critical"),
        [
            ((), True),
            ((ExtendedKeyUsageOID.CODE_SIGNING,), True),
            ((*TIME_STAMPING, ExtendedKeyUsageOID.CODE_SIGNING), True),
            (TIME_STAMPING, False),
        ],
        ids=["no purpose", "another purpose", "a second purpose", "not critical"],
    )
    def test_a_certificate_for_something_else_is_refused(self, purposes: tuple, is_critical: bool) -> None:  # type: ignore[type-arg]
        authority = make_authority(purposes=purposes, is_critical=is_critical)
        examined = examine(authority.stamp(REQUEST, JUNE, 1), trust=trust_in(authority))
        assert examined.problem == "The certificate that signed it is not one for time stamps."
        assert not examined.is_trusted

    def test_a_stamp_without_its_certificate_is_refused(self) -> None:
        def strip(signed: cms.SignedData) -> None:
            del signed["certificates"]

        assert "certificate is not in it" in examine(change(HONEST, strip)).problem

    def test_another_certificate_put_in_its_place_does_not_pass_for_it(self) -> None:
        swapped = make_authority()

        def swap(signed: cms.SignedData) -> None:
            signed["certificates"] = [cms.CertificateChoices("certificate", _der(swapped))]
            signer = signed["signer_infos"][0]
            signer["sid"] = cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": _der(swapped).issuer, "serial_number": _der(swapped).serial_number},
            )

        assert examine(change(HONEST, swap), trust=trust_in(swapped)).problem == (
            "It names another certificate than the one that signed it."
        )


class TestForgeries:
    """What was changed after signing."""

    @pytest.mark.parametrize(
        "edit",
        [say_instead(gen_time=datetime(2020, 1, 1, tzinfo=UTC)), say_instead(serial_number=8)],
        ids=["time", "number"],
    )
    def test_a_stamp_that_was_changed_does_not_hold(self, edit: object) -> None:
        answer = change(AUTHORITY.stamp(REQUEST, JUNE, 7), edit)  # type: ignore[arg-type]
        examined = examine(answer, trust=trust_in(AUTHORITY))
        assert not examined.is_trusted
        assert examined.problem

    def test_an_imprint_that_was_exchanged_does_not_hold(self) -> None:
        imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": THEIRS.digest()}
        answer = change(HONEST, say_instead(message_imprint=imprint))
        assert examine(answer, THEIRS, trust_in(AUTHORITY)).problem == (
            "Its signature doesn't fit what it says: it was changed, or made up."
        )

    def test_attributes_that_were_taken_out_do_not_help(self) -> None:
        def strip(signed: cms.SignedData) -> None:
            del signed["signer_infos"][0]["signed_attrs"]

        assert examine(change(HONEST, strip)).problem == "It is not signed in the way of a time stamp."

    def test_two_signers_are_one_too_many(self) -> None:
        def double(signed: cms.SignedData) -> None:
            second = signed["signer_infos"][0].copy()
            second["signature"] = b"another"
            signed["signer_infos"].append(second)

        assert examine(change(HONEST, double)).problem == "It is not signed in the way of a time stamp."


def _der(authority: object) -> cms.Certificate:
    return cms.Certificate.load(authority.certificate.public_bytes(Encoding.DER))  # type: ignore[attr-defined]


class TestUnreadable:
    """Answers that are none."""

    def test_a_refusal_says_why_on_one_line(self) -> None:
        with pytest.raises(NotAStampError, match=r"The authority refused \(rejection: come back later\)\."):
            read_answer(refusal("rejection", "come\nback\tlater"))

    def test_what_moves_the_cursor_is_not_repeated(self) -> None:
        with pytest.raises(NotAStampError) as caught:
            read_answer(refusal("waiting", "a\x1b[2Jb\u202ec"))
        assert str(caught.value).isprintable()

    @pytest.mark.parametrize("data", [b"", b"{}", b"0\x80", b"0" * 100, HONEST + b"\0", REQUEST])
    def test_something_else_is_no_answer(self, data: bytes) -> None:
        with pytest.raises(NotAStampError, match="not an authority's answer"):
            read_answer(data)

    def test_a_long_file_is_not_even_parsed(self) -> None:
        with pytest.raises(NotAStampError, match="200,001 bytes"):
            read_answer(b"0" * 200_001)

    def test_an_answer_cut_off_anywhere_is_no_answer(self) -> None:
        for length in range(len(HONEST)):
            with pytest.raises(NotAStampError):
                read_answer(HONEST[:length])


def outcome(data: bytes) -> str:
    try:
        examined = examine(data, trust=trust_in(AUTHORITY))
    except NotAStampError as error:
        return str(error)
    return "trusted" if examined.is_trusted else examined.problem or "intact"


@settings(max_examples=40, deadline=None)  # each is a whole validation, of 50 ms
@given(st.data())
def test_no_change_of_a_byte_makes_it_raise_or_say_another_time(data: st.DataObject) -> None:
    mutated = bytearray(HONEST)
    for _ in range(data.draw(st.integers(1, 3))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    if outcome(bytes(mutated)) in ("trusted", "intact"):
        # The status around the stamp, and what nobody signs in it, may read otherwise; what was stamped and when may not.
        answer = read_answer(bytes(mutated))
        assert (answer.at, answer.serial, answer.imprint) == (JUNE, 7, OURS.digest())


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_never_a_stamp(data: bytes) -> None:
    assert outcome(data) not in ("trusted", "intact")


@pytest.fixture(scope="module")
def openssl_authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    now = datetime.now(UTC)  # noqa: TID251 - it stamps the real time
    with open_authority(tmp_path_factory.mktemp("tsa"), now) as authority:
        return authority


def test_the_stamp_of_openssl_is_understood(openssl_authority: Authority, tmp_path: Path) -> None:
    folder = next(tmp_path.parent.glob("tsa*"))
    (tmp_path / "s.tsq").write_bytes(REQUEST)
    command = ["openssl", "ts", "-reply", "-config", folder / "tsa.conf", "-queryfile", "s.tsq", "-out", "s.tsr"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    data = (tmp_path / "s.tsr").read_bytes()
    assert read_answer(data).nonce == 4711
    examined = examine(data, trust=read_trust(openssl_authority.root))
    assert (examined.problem, examined.is_trusted) == ("", True)
    assert examined.authority == "Time Authority"
