"""Packs that somebody changed: each way has its verdict, and none ends in a traceback or in "genuine"."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable, Iterable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from builder.model.manifest import MANIFEST_NAME
from builder.seal.manifest import write_manifest
from builder.seal.pack_file import NotAPackError, count_signatures, has_broken_signature, read_pack, unsigned_part
from builder.seal.signing.long_term import Proofs
from builder.seal.signing.sign import sign_pack
from builder.seal.verdict import Status, Verdict, Verification
from builder.seal.verifying.verify import verify_pack
from tests.render.pdf.paper import open_pdf, small_pack
from tests.seal import attacks
from tests.seal.attacks import append, last_container, rewrite_container
from tests.seal.authority import Authority
from tests.seal.conftest import FILES, NOW, PASSPHRASE, Keys, manifest_of
from tests.seal.verifying.test_verify import MemoryHistory, found

Change = Callable[[IncrementalPdfFileWriter], None]

BAD = (Verdict.ALTERED, Verdict.UNVERIFIABLE)
LEVELS = ("B-B", "B-T", "B-LT", "B-LTA", "twice")


def verdict(data: bytes, keys: Keys) -> Verdict:
    return verify_pack(data, trust=keys.root).verdict


@pytest.fixture(scope="session")
def packs(unsigned: bytes, twice_signed: bytes, keys: Keys, running_authority: Authority) -> dict[str, bytes]:
    """A pack in each of the states in which one may be handed over."""
    proofs = Proofs.read([running_authority.root], [keys.revoked, running_authority.revoked])

    def sign(level: str) -> bytes:
        url = "" if level == "B-B" else running_authority.url
        return sign_pack(
            unsigned,
            key=keys.coordinator,
            passphrase=PASSPHRASE,
            field="hs_manager",
            reason="Compiled",
            now=NOW,
            timestamp_url=url or None,
            level=level,
            proofs=proofs,
        )

    return {"twice": twice_signed} | {level: sign(level) for level in LEVELS[:-1]}


@pytest.fixture(scope="session")
def trust(keys: Keys, running_authority: Authority) -> bytes:
    return keys.root + running_authority.root


@pytest.mark.parametrize("level", LEVELS)
def test_a_pack_that_nobody_touched_is_genuine(level: str, packs: dict[str, bytes], trust: bytes) -> None:
    result = verify_pack(packs[level], trust=trust)

    assert result.verdict is Verdict.GENUINE
    assert not result.has_failed


def flip(data: bytes, spots: Iterable[int], trust: bytes, seed: int) -> dict[int, Verdict]:
    """What a pack is called after one bit of the byte at each spot was turned round."""
    chance = random.Random(seed)
    seen = {}
    for spot in spots:
        changed = bytearray(data)
        changed[spot] ^= 1 << chance.randrange(8)
        seen[spot] = verify_pack(bytes(changed), trust=trust).verdict
    return seen


def spread(data: bytes, count: int, seed: int) -> list[int]:
    """Spots everywhere in the file: a half in its whole length, a half where signatures don't cover it: in the last container."""
    chance = random.Random(seed)
    start, end = last_container(data)
    used = start + len(data[start:end].rstrip(b"0"))
    places = (range(len(data)), range(start - 1, used), range(used, end + 1))
    shares = (count // 2, count * 2 // 5, count // 10)
    return sorted(
        {spot for place, share in zip(places, shares, strict=True) for spot in chance.choices(place, k=share)}
    )


@pytest.mark.parametrize("level", LEVELS)
def test_one_changed_bit_anywhere_is_found(level: str, packs: dict[str, bytes], trust: bytes) -> None:
    data = packs[level]
    seen = flip(data, [*spread(data, 12, 7), 0, 5, len(data) - 2, *_interesting(data)], trust, 7)

    assert {spot: result for spot, result in seen.items() if result not in BAD} == {}
    assert list(seen.values()).count(Verdict.ALTERED) > len(seen) * 0.5


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_one_changed_bit_at_any_of_thousands_of_places_is_found(
    level: str, packs: dict[str, bytes], trust: bytes
) -> None:
    data = packs[level]
    seen = flip(data, spread(data, 600, 8), trust, 8)

    assert len(seen) > 540
    assert {spot: result for spot, result in seen.items() if result not in BAD} == {}


def _interesting(data: bytes) -> list[int]:
    """Where a file is most easily bent: each cross-reference, byte range, signature and end."""
    words = (b"startxref", b"/ByteRange", b"/Contents", b"/Prev", b"/Root", b"%%EOF", b"/AcroForm", b"/Fields")
    return [data.rindex(word) + len(word) - 1 for word in words if word in data]


@pytest.mark.parametrize("share", [0.0, 0.001, 0.2, 0.5, 0.9, 0.999])
def test_a_truncated_pack_is_never_taken_for_a_whole_one(share: float, twice_signed: bytes, keys: Keys) -> None:
    assert verdict(twice_signed[: int(len(twice_signed) * share)], keys) in BAD


def test_cutting_the_last_signature_off_leaves_the_pack_as_the_first_signer_left_it(
    twice_signed: bytes, signed: bytes, keys: Keys
) -> None:
    assert verdict(twice_signed[: len(signed)], keys) is Verdict.GENUINE


def test_cutting_all_signatures_off_leaves_a_pack_that_nobody_signed(twice_signed: bytes, keys: Keys) -> None:
    assert verdict(unsigned_part(twice_signed), keys) is Verdict.UNVERIFIABLE


@pytest.mark.parametrize("tail", [b"x", b"\n", b"%%EOF\n", b"\0" * 1000])
def test_bytes_behind_the_last_signature_are_found(tail: bytes, twice_signed: bytes, keys: Keys) -> None:
    assert verdict(twice_signed + tail, keys) in BAD


def test_bytes_before_the_pack_are_found(twice_signed: bytes, keys: Keys) -> None:
    assert verdict(b"\n" + twice_signed, keys) in BAD


@pytest.mark.parametrize("data", [b"", b"%PDF-", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"\0" * 5000, "Été".encode() * 50])
def test_what_is_not_a_pdf_is_unverifiable(data: bytes) -> None:
    assert verify_pack(data).verdict is Verdict.UNVERIFIABLE


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_have_an_answer(data: bytes) -> None:
    for candidate in (data, b"%PDF-1.7\n" + data, b"%PDF-1.7\n/ByteRange [0 5 9 20]" + data):
        assert isinstance(verify_pack(candidate), Verification)


def failing(data: bytes, trust: bytes, *, deep: bool = False) -> tuple[Verdict, str]:
    """The verdict, and everything that is said beside it."""
    result = verify_pack(data, trust=trust, deep=deep)
    return result.verdict, " ".join(check.detail for check in result.checks if check.status is not Status.PASS)


NAMED = {
    attacks.add_page: "the list of pages was changed",
    attacks.replace_content: "a page was changed",
    attacks.show_another_stream: "a page was changed",
    attacks.replace_manifest: "an attached file was exchanged",
    attacks.swap_attachment: "Other bytes than the manifest says: log.csv.",
    attacks.overwrite_attachment: "an attached file was overwritten",
    attacks.run_script: "the document's catalog was changed",
    attacks.move_signature: "can't be seen any more",
    attacks.take_signature_out: "can't be seen any more",
    attacks.remove_form: "can't be seen any more",
    attacks.change_title: "the title was changed",
    attacks.change_described_title: "the title in the description was changed",
    attacks.redraw_signed_field: "was replaced",
    attacks.move_field: "was replaced",
}


@pytest.mark.parametrize("change", NAMED, ids=lambda change: change.__name__)
@pytest.mark.parametrize("level", ["B-LTA"])
def test_a_later_revision_that_changes_the_pack_is_found_and_named(
    change: Change, level: str, packs: dict[str, bytes], trust: bytes
) -> None:
    found, words = failing(append(packs[level], change), trust)

    assert found is Verdict.ALTERED
    assert NAMED[change] in words


RESIGNED = (
    attacks.replace_content,
    attacks.replace_manifest,
    attacks.run_script,
    attacks.take_signature_out,
    attacks.remove_form,
    attacks.change_described_title,
    attacks.move_field,
)


@pytest.mark.parametrize("change", RESIGNED, ids=lambda change: change.__name__)
def test_a_changed_pack_is_found_even_if_somebody_signs_it_afterwards(
    change: Change, signed: bytes, other_keys: Keys, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = append(signed, change)
    # Our own command refuses to; a forger has a program that doesn't.
    monkeypatch.setattr("builder.seal.signing.sign._refuse_changed", lambda _: 1)
    monkeypatch.setattr("builder.seal.signing.sign._refuse_receipt", lambda *_: None)
    monkeypatch.setattr("builder.seal.signing.sign._refuse_result", lambda *_: None)
    blank = "hs_manager" if change is attacks.take_signature_out else "auditor_receipt"
    if change is not attacks.remove_form:
        changed = sign_pack(changed, key=other_keys.manager, passphrase=PASSPHRASE, field=blank, reason="", now=NOW)

    assert verdict(changed, keys) is Verdict.ALTERED


@pytest.mark.parametrize("change", attacks.UNCLEAR, ids=lambda change: change.__name__)
def test_what_might_be_another_programs_way_of_signing_is_left_open_and_never_called_genuine(
    change: Change, twice_signed: bytes, trust: bytes
) -> None:
    result = verify_pack(append(twice_signed, change), trust=trust)

    assert result.verdict is Verdict.UNVERIFIABLE
    assert found(result, "coverage").status is Status.NOT_CHECKED
    assert (
        f"The first {len(twice_signed):,} bytes are the pack as Dale Friesen signed it"
        in found(result, "as-signed").detail
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (attacks.lay_over_page, Verdict.ALTERED),
        (attacks.hang_file_on_page, Verdict.ALTERED),
        (attacks.restate_dates, Verdict.UNVERIFIABLE),
        (attacks.add_nothing, Verdict.UNVERIFIABLE),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_the_whole_comparison_tells_a_change_from_what_is_only_not_covered(
    change: Change, expected: Verdict, signed: bytes, trust: bytes
) -> None:
    assert failing(append(signed, change), trust, deep=True)[0] is expected


def test_a_file_hidden_on_a_page_is_found_among_the_attached(signed: bytes, trust: bytes) -> None:
    result = verify_pack(append(signed, attacks.hang_file_on_page), trust=trust)

    assert found(result, "attached").status is Status.FAIL
    assert "1 more file is hidden in it" in found(result, "attached").detail


@pytest.mark.parametrize("attack", attacks.IN_PLACE, ids=lambda attack: attack.__name__)
@pytest.mark.parametrize("level", ["twice", "B-LTA"])
def test_changed_bytes_are_found(attack: attacks.Attack, level: str, packs: dict[str, bytes], trust: bytes) -> None:
    changed = attack(packs[level])

    assert changed != packs[level]
    assert failing(changed, trust)[0] is Verdict.ALTERED


@pytest.mark.parametrize("rewrite", attacks.CONTAINERS, ids=lambda rewrite: rewrite.__name__)
@pytest.mark.parametrize("level", ["B-B", "B-T", "B-LTA"])
def test_a_last_container_that_is_written_otherwise_is_called_neither_altered_nor_genuine(
    rewrite: attacks.Attack, level: str, packs: dict[str, bytes], trust: bytes
) -> None:
    result = verify_pack(rewrite_container(packs[level], rewrite), trust=trust)

    assert result.verdict is Verdict.UNVERIFIABLE
    assert "something could be changed without anyone noticing" in found(result, "coverage").detail


def test_a_receipt_in_small_letters_is_vouched_for_by_whoever_signs_after_it(
    signed: bytes, keys: Keys, trust: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = attacks.small_letters(signed)
    assert verify_pack(small, trust=trust).verdict is Verdict.UNVERIFIABLE

    monkeypatch.setattr("builder.seal.signing.sign._refuse_changed", lambda _: 1)
    again = sign_pack(small, key=keys.manager, passphrase=PASSPHRASE, field="senior_manager", reason="", now=NOW)

    assert verify_pack(again, trust=trust).verdict is Verdict.GENUINE


def test_a_time_of_an_authority_that_nobody_knows_is_not_passed_off_as_proved(
    packs: dict[str, bytes], keys: Keys, trust: bytes
) -> None:
    assert found(verify_pack(packs["B-T"], trust=trust), "time hs_manager").status is Status.PASS
    assert found(verify_pack(packs["B-T"], trust=keys.root), "time hs_manager").status is Status.NOT_CHECKED


def test_a_pack_of_another_company_is_not_from_this_history(unsigned: bytes, other_keys: Keys, trust: bytes) -> None:
    theirs = sign_pack(
        unsigned, key=other_keys.coordinator, passphrase=PASSPHRASE, field="hs_manager", reason="", now=NOW
    )
    result = verify_pack(theirs, trust=trust, repository=MemoryHistory(commit="d" * 40))

    assert result.verdict is Verdict.FOREIGN
    assert found(result, "signer hs_manager").status is Status.FAIL


def test_a_pack_written_anew_by_another_program_is_altered(twice_signed: bytes, keys: Keys) -> None:
    out = io.BytesIO()
    with open_pdf(twice_signed) as pdf:
        pdf.save(out)

    assert verdict(out.getvalue(), keys) is Verdict.ALTERED


def test_a_pack_that_was_written_anew_without_any_trace_of_its_signatures_is_one_that_nobody_signed(
    twice_signed: bytes, keys: Keys
) -> None:
    out = io.BytesIO()
    with open_pdf(twice_signed) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if Name.V in field:
                del field[Name.V]
        del pdf.Root.Perms
        pdf.save(out)

    assert verdict(out.getvalue(), keys) is Verdict.UNVERIFIABLE


def test_a_pack_whose_manifest_is_another_profile_of_truth_before_signing_is_simply_another_pack(keys: Keys) -> None:
    other = small_pack(write_manifest(manifest_of({})))
    signed = sign_pack(other, key=keys.coordinator, passphrase=PASSPHRASE, field="hs_manager", reason="", now=NOW)

    assert verdict(signed, keys) is Verdict.GENUINE


def _with_manifest(stream: dict[str, object], data: bytes) -> bytes:
    with open_pdf(small_pack()) as pdf:
        embedded = pdf.Root.AF[1].EF.F
        assert str(pdf.Root.AF[1].UF) == MANIFEST_NAME
        embedded.write(data, **stream)
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return out.getvalue()


def test_a_manifest_that_would_unpack_to_gigabytes_is_not_unpacked() -> None:
    bomb = zlib.compress(b"\0" * 200_000_000, 9)

    with pytest.raises(NotAPackError, match="too large"):
        read_pack(_with_manifest({"filter": Name.FlateDecode}, bomb))


def test_a_manifest_packed_in_an_odd_way_is_not_unpacked() -> None:
    with pytest.raises(NotAPackError, match="packed in a way"):
        read_pack(_with_manifest({"filter": Name.ASCIIHexDecode}, b"7b7d>"))


def test_a_manifest_that_is_not_one_is_said_to_be_none() -> None:
    with pytest.raises(NotAPackError, match="not of the schema"):
        read_pack(small_pack(b"{}"))


def test_signatures_are_counted_in_the_raw_bytes_too(unsigned: bytes, signed: bytes, twice_signed: bytes) -> None:
    assert [count_signatures(data) for data in (unsigned, signed, twice_signed)] == [0, 1, 2]


def test_a_file_that_nobody_can_read_any_more_is_still_told_from_one_that_was_never_signed(
    unsigned: bytes, twice_signed: bytes
) -> None:
    assert not has_broken_signature(unsigned)
    assert not has_broken_signature(twice_signed)
    assert has_broken_signature(twice_signed.replace(b"%PDF-1.7", b"%PDF-1.x", 1))
    assert verify_pack(twice_signed.replace(b"startxref", b"startxxxx")).verdict is Verdict.ALTERED


def test_a_signature_dictionary_that_leads_outside_the_file_has_an_answer() -> None:
    with open_pdf(small_pack(write_manifest(manifest_of(FILES)))) as pdf:
        pdf.Root.AcroForm.Fields[0].V = Dictionary(
            Type=Name.Sig,
            Filter=Name("/Adobe.PPKLite"),
            SubFilter=Name("/ETSI.CAdES.detached"),
            ByteRange=Array([0, 10, 10**9, 10**9]),
            Contents=String(b"\x30\x00"),
        )
        out = io.BytesIO()
        pdf.save(out)

    assert verify_pack(out.getvalue()).verdict in BAD
