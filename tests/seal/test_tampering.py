"""Packs that somebody changed: each way has its verdict, and none ends in a traceback or in "genuine"."""

from __future__ import annotations

import io
import random
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from builder.model.manifest import MANIFEST_NAME
from builder.seal.manifest import write_manifest
from builder.seal.pack_file import NotAPackError, count_signatures, has_broken_signature, read_pack, unsigned_part
from builder.seal.sign import sign_pack
from builder.seal.verdict import Verdict, Verification
from builder.seal.verify import verify_pack
from tests.render.pdf.paper import open_pdf, small_pack
from tests.seal.conftest import FILES, NOW, PASSPHRASE, Keys, manifest_of

BAD = (Verdict.ALTERED, Verdict.UNVERIFIABLE)


class _Quiet(IncrementalPdfFileWriter):
    def _update_meta(self) -> None:
        """Only what the test changes."""


def append(data: bytes, change: object) -> bytes:
    """The file with one more revision, in which `change(writer)` changes what it likes."""
    writer = _Quiet(io.BytesIO(data))
    change(writer)  # type: ignore[operator]
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(data)
    return out.getvalue()


def verdict(data: bytes, keys: Keys) -> Verdict:
    return verify_pack(data, trust=keys.root).verdict


def test_one_changed_byte_anywhere_is_found(twice_signed: bytes, keys: Keys) -> None:
    chance = random.Random(20261031)
    whole = range(len(twice_signed))
    spots = sorted({*chance.sample(whole, 60), 0, 5, len(twice_signed) - 2, *_interesting(twice_signed)})

    seen = {}
    for spot in spots:
        changed = bytearray(twice_signed)
        changed[spot] ^= 1 << chance.randrange(8)
        seen[spot] = verdict(bytes(changed), keys)

    assert {spot: result for spot, result in seen.items() if result not in BAD} == {}
    assert list(seen.values()).count(Verdict.ALTERED) > len(seen) * 0.8


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


def replace_content(writer: IncrementalPdfFileWriter) -> None:
    """Other words on the first page."""
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)


def replace_page_list(writer: IncrementalPdfFileWriter) -> None:
    """One page more, at the end."""
    pages = writer.root["/Pages"]
    kid = generic.DictionaryObject(pages["/Kids"][0])
    kids = generic.ArrayObject([*pages["/Kids"], writer.add_object(kid)])
    pages["/Kids"] = kids
    pages["/Count"] = generic.NumberObject(len(kids))
    writer.update_container(pages)


def swap_manifest(writer: IncrementalPdfFileWriter) -> None:
    """Another manifest under the same name."""
    other = write_manifest(manifest_of({**FILES, "records/company.yaml": b"name: Somebody Else\n"}))
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    specification = names[names.index("manifest.json") + 1]
    stream = specification["/EF"]["/F"]
    replaced = generic.StreamObject(stream_data=other)
    specification["/EF"] = generic.DictionaryObject({generic.pdf_name("/F"): writer.add_object(replaced)})
    assert stream.data != other
    writer.update_container(specification)


def add_open_action(writer: IncrementalPdfFileWriter) -> None:
    """A script that runs when the pack is opened."""
    writer.root["/OpenAction"] = generic.DictionaryObject(
        {generic.pdf_name("/S"): generic.pdf_name("/JavaScript"), generic.pdf_name("/JS"): generic.pdf_string("1")}
    )
    writer.update_root()


def move_field(writer: IncrementalPdfFileWriter) -> None:
    """A blank field over the whole page."""
    field = writer.root["/AcroForm"]["/Fields"][2]
    field["/Rect"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 612, 792)))
    writer.update_container(field)


def redraw_signed_field(writer: IncrementalPdfFileWriter) -> None:
    """Another name in the box of somebody who signed."""
    field = writer.root["/AcroForm"]["/Fields"][0]
    field["/AP"] = generic.DictionaryObject(
        {generic.pdf_name("/N"): writer.add_object(generic.StreamObject(stream_data=b""))}
    )
    writer.update_container(field)


def remove_signature(writer: IncrementalPdfFileWriter) -> None:
    """The first signature taken out of its field."""
    field = writer.root["/AcroForm"]["/Fields"][0]
    del field["/V"]
    writer.update_container(field)


def remove_form(writer: IncrementalPdfFileWriter) -> None:
    """All fields taken out."""
    del writer.root["/AcroForm"]
    writer.update_root()


def change_title(writer: IncrementalPdfFileWriter) -> None:
    """Another title in the reader's window."""
    info = generic.DictionaryObject({generic.pdf_name("/Title"): generic.pdf_string("Other")})
    writer.set_info(writer.add_object(info))


def change_described_title(writer: IncrementalPdfFileWriter) -> None:
    """Another title in the description that newer readers look at."""
    written = writer.root["/Metadata"].data
    assert b"Evidence pack" in written
    other = generic.StreamObject(
        dict_data={
            generic.pdf_name("/Type"): generic.pdf_name("/Metadata"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/XML"),
        },
        stream_data=written.replace(b"Evidence pack", b"Somebody's pack"),
    )
    writer.root["/Metadata"] = writer.add_object(other)
    writer.update_root()


CHANGES = (
    replace_content,
    replace_page_list,
    swap_manifest,
    add_open_action,
    move_field,
    redraw_signed_field,
    remove_signature,
    remove_form,
    change_title,
    change_described_title,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_later_revision_that_changes_the_pack_is_found(change: object, twice_signed: bytes, keys: Keys) -> None:
    assert verdict(append(twice_signed, change), keys) is Verdict.ALTERED


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_changed_pack_is_found_even_if_somebody_signs_it_afterwards(
    change: object, signed: bytes, other_keys: Keys, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = append(signed, change)
    # Our own command refuses to; a forger has a program that doesn't.
    monkeypatch.setattr("builder.seal.sign._refuse_changed", lambda _: 1)
    monkeypatch.setattr("builder.seal.sign._refuse_result", lambda *_: None)
    blank = "hs_manager" if change is remove_signature else "auditor_receipt"
    if change is remove_form:
        return_to_sign = changed
    else:
        return_to_sign = sign_pack(
            changed, key=other_keys.manager, passphrase=PASSPHRASE, field=blank, reason="", now=NOW
        )

    assert verdict(return_to_sign, keys) is Verdict.ALTERED


def restate_dates(writer: IncrementalPdfFileWriter) -> None:
    """What other programs do when somebody signs with them: a new day of change in both places."""
    info = generic.DictionaryObject(writer.trailer_view["/Info"])
    info["/ModDate"] = generic.pdf_string("D:20261201120000Z")
    writer.set_info(writer.add_object(info))


def test_a_new_day_of_change_is_let_be_because_other_programs_write_it_when_they_sign(
    twice_signed: bytes, keys: Keys
) -> None:
    assert verdict(append(twice_signed, restate_dates), keys) is Verdict.GENUINE


def test_a_revision_that_changes_nothing_is_let_be(twice_signed: bytes, keys: Keys) -> None:
    def nothing(writer: IncrementalPdfFileWriter) -> None:
        writer.add_object(generic.pdf_string("nobody refers to this"))

    assert verdict(append(twice_signed, nothing), keys) is Verdict.GENUINE


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
