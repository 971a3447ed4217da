"""Ways in which somebody might change a signed pack, each by a name."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from datetime import UTC, datetime

from asn1crypto import algos, cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from builder.seal.manifest import write_manifest
from builder.seal.verifying.canonical import _read, _write
from tests.seal.conftest import FILES, manifest_of

Attack = Callable[[bytes], bytes]


class _Quiet(IncrementalPdfFileWriter):
    def _update_meta(self) -> None:
        """Only what the attack changes."""


def append(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with one more revision, in which `change(writer)` changes what it likes."""
    writer = _Quiet(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(data)
    return out.getvalue()


def sign_anything(data: bytes, key: bytes) -> bytes:
    """The file signed with another program than Muster, which asks nothing about it."""
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

    signer = SimpleSigner.load_pkcs12_data(key, other_certs=[], passphrase=b"four words that fit")
    assert signer is not None
    metadata = PdfSignatureMetadata(field_name="hs_manager", md_algorithm="sha256")
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    return bytes(PdfSigner(metadata, signer).sign_pdf(writer).getvalue())


def replace_content(writer: IncrementalPdfFileWriter) -> None:
    """Other words on the first page."""
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)


def show_another_stream(writer: IncrementalPdfFileWriter) -> None:
    """Words that stood hidden in the file when it was signed take the place of those that were shown."""
    pages = writer.root["/Pages"]["/Kids"]
    pages[0]["/Contents"] = pages[1].raw_get("/Contents")
    writer.update_container(pages[0])


def add_page(writer: IncrementalPdfFileWriter) -> None:
    """One page more, at the end."""
    pages = writer.root["/Pages"]
    kid = generic.DictionaryObject(pages["/Kids"][0])
    kids = generic.ArrayObject([*pages["/Kids"], writer.add_object(kid)])
    pages["/Kids"] = kids
    pages["/Count"] = generic.NumberObject(len(kids))
    writer.update_container(pages)


def _swap(writer: IncrementalPdfFileWriter, name: str, data: bytes) -> None:
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    specification = names[names.index(name) + 1]
    replaced = generic.StreamObject(stream_data=data)
    specification["/EF"] = generic.DictionaryObject({generic.pdf_name("/F"): writer.add_object(replaced)})
    writer.update_container(specification)


def replace_manifest(writer: IncrementalPdfFileWriter) -> None:
    """Another manifest under the same name."""
    _swap(writer, "manifest.json", write_manifest(manifest_of({**FILES, "records/company.yaml": b"name: Else\n"})))


def swap_attachment(writer: IncrementalPdfFileWriter) -> None:
    """Another table under the same name."""
    _swap(writer, "log.csv", b"id,day\ninsp-0009,2026-01-01\n")


def overwrite_attachment(writer: IncrementalPdfFileWriter) -> None:
    """The bytes of an attached file, and nothing that names it."""
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    stream = names[names.index("log.csv") + 1]["/EF"]["/F"]
    stream._data = b"id,day\nx\n"
    stream._encoded_data = None
    writer.update_container(stream)


def hang_file_on_page(writer: IncrementalPdfFileWriter) -> None:
    """A file that no list names, on a note of the first page."""
    file = writer.add_object(
        generic.StreamObject({generic.pdf_name("/Type"): generic.pdf_name("/EmbeddedFile")}, stream_data=b"hidden")
    )
    name = generic.pdf_name
    note = generic.DictionaryObject(
        {
            name("/Type"): name("/Annot"),
            name("/Subtype"): name("/FileAttachment"),
            name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 10, 10))),
            name("/FS"): generic.DictionaryObject({name("/EF"): generic.DictionaryObject({name("/F"): file})}),
        }
    )
    page = writer.root["/Pages"]["/Kids"][0]
    annotations = page.get("/Annots", generic.ArrayObject())
    page["/Annots"] = generic.ArrayObject([*annotations, writer.add_object(note)])
    writer.update_container(page)


def lay_over_page(writer: IncrementalPdfFileWriter) -> None:
    """A form field with words of its own over the whole first page."""
    name = generic.pdf_name
    shown = writer.add_object(generic.StreamObject({name("/Subtype"): name("/Form")}, stream_data=b"0 0 612 792 re f"))
    field = generic.DictionaryObject(
        {
            name("/Type"): name("/Annot"),
            name("/Subtype"): name("/Widget"),
            name("/FT"): name("/Tx"),
            name("/T"): generic.pdf_string("over"),
            name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 612, 792))),
            name("/AP"): generic.DictionaryObject({name("/N"): shown}),
        }
    )
    reference = writer.add_object(field)
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Annots"] = generic.ArrayObject([*page["/Annots"], reference])
    writer.update_container(page)
    form = writer.root["/AcroForm"]
    form["/Fields"] = generic.ArrayObject([*form["/Fields"], reference])
    writer.update_container(form)


def run_script(writer: IncrementalPdfFileWriter) -> None:
    """A script that runs when the pack is opened."""
    writer.root["/OpenAction"] = generic.DictionaryObject(
        {generic.pdf_name("/S"): generic.pdf_name("/JavaScript"), generic.pdf_name("/JS"): generic.pdf_string("1")}
    )
    writer.update_root()


def move_signature(writer: IncrementalPdfFileWriter) -> None:
    """The first signature's dictionary in another place, with the same contents."""
    field = writer.root["/AcroForm"]["/Fields"][0]
    field["/V"] = writer.add_object(generic.DictionaryObject(field["/V"]))
    writer.update_container(field)


def store_certificates(writer: IncrementalPdfFileWriter) -> None:
    """A certificate put into the store that proves other signatures."""
    stream = writer.add_object(generic.StreamObject(stream_data=b"0\x00"))
    store = generic.DictionaryObject({generic.pdf_name("/Certs"): generic.ArrayObject([stream])})
    writer.root["/DSS"] = writer.add_object(store)
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


def take_signature_out(writer: IncrementalPdfFileWriter) -> None:
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


def add_nothing(writer: IncrementalPdfFileWriter) -> None:
    """An object to which nothing refers."""
    writer.add_object(generic.pdf_string("nobody refers to this"))


def restate_dates(writer: IncrementalPdfFileWriter) -> None:
    """A new day of change, as other programs write it when somebody signs with them."""
    info = generic.DictionaryObject(writer.trailer_view["/Info"])
    info["/ModDate"] = generic.pdf_string("D:20261201120000Z")
    writer.set_info(writer.add_object(info))


def last_container(data: bytes) -> tuple[int, int]:
    """Where the hex digits of the last signature begin and end."""
    last = max(PdfFileReader(io.BytesIO(data)).embedded_signatures, key=lambda each: each.signed_revision)
    _, first, second, _ = (int(number) for number in last.byte_range)
    return first + 1, second - 1


def rewrite_container(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The file with another container in the place of the last signature, the rest of the place filled with zeros."""
    start, end = last_container(data)
    content = bytes.fromhex(data[start:end].decode("ascii"))
    der = change(cms.ContentInfo.load(content).dump())
    assert 2 * len(der) <= end - start
    return data[:start] + der.hex().upper().encode().ljust(end - start, b"0") + data[end:]


def _make_certificate() -> bytes:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    day = datetime(2026, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    return made.not_valid_before(day).not_valid_after(day).sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


_SMALL = _make_certificate()
"""Of nobody; small enough for the place that is left."""


def _signed_parts(der: bytes) -> list[bytes]:
    return [part.whole for part in _read(_read(der)[0].parts()[1].body)[0].parts()]


def _wrap(parts: list[bytes]) -> bytes:
    oid = cms.ContentType("signed_data").dump()
    return _write(0x30, oid, _write(0xA0, _write(0x30, *parts)))


def add_certificate(der: bytes) -> bytes:
    """One more certificate, which nothing needs."""
    version, digests, content, certificates, signers = _signed_parts(der)
    both = sorted([*(each.whole for each in _read(certificates)[0].parts()), _SMALL])
    return _wrap([version, digests, content, _write(0xA0, *both), signers])


def add_attribute(der: bytes) -> bytes:
    """An attribute that the signature doesn't cover."""
    version, digests, content, certificates, signers = _signed_parts(der)
    parts = [part.whole for part in _read(signers)[0].parts()[0].parts()]
    attribute = cms.CMSAttribute({"type": "1.2.3.4", "values": [cms.Any(cms.ContentType("data"))]}).dump()
    return _wrap(
        [version, digests, content, certificates, _write(0x31, _write(0x30, *parts[:6], _write(0xA1, attribute)))]
    )


def drop_parameters(der: bytes) -> bytes:
    """The name of the digest without its empty parameters, which means the same."""
    return _wrap(
        [
            *_signed_parts(der)[:1],
            _write(0x31, _write(0x30, algos.DigestAlgorithmId("sha256").dump())),
            *_signed_parts(der)[2:],
        ]
    )


def write_long_length(der: bytes) -> bytes:
    """The same container with a length that takes one byte more than it needs."""
    body = _read(der)[0].body
    return b"\x30\x83" + len(body).to_bytes(3, "big") + body


def write_without_length(der: bytes) -> bytes:
    """The same container in pieces of undeclared length (BER), as some programs write it."""
    return b"\x30\x80" + _read(der)[0].body + b"\0\0"


def small_letters(data: bytes) -> bytes:
    """All digits of the last container in small letters."""
    start, end = last_container(data)
    return data[:start] + data[start:end].lower() + data[end:]


def one_small_letter(data: bytes) -> bytes:
    """One digit of it."""
    start, end = last_container(data)
    at = next(at for at in range(start, end) if data[at : at + 1] in b"ABCDEF")
    return data[:at] + data[at : at + 1].lower() + data[at + 1 :]


def fill_padding(data: bytes) -> bytes:
    """Something in the zeros behind it."""
    _, end = last_container(data)
    return data[: end - 2] + b"01" + data[end:]


def _range(data: bytes, change: Callable[[list[int]], list[int]]) -> bytes:
    found = list(re.finditer(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\] *", data))[-1]
    numbers = change([int(number) for number in found.groups()])
    written = b"/ByteRange [%d %d %d %d]" % tuple(numbers)
    return data[: found.start()] + written.ljust(len(found.group())) + data[found.end() :]


def widen_range(data: bytes) -> bytes:
    """Two bytes less are signed, on either side of the place."""
    return _range(data, lambda n: [n[0], n[1] - 1, n[2] + 1, n[3] - 1])


def overlap_range(data: bytes) -> bytes:
    """The second part begins inside the first."""
    return _range(data, lambda n: [n[0], n[1], n[1] - 50, n[3] + n[2] - n[1] + 50])


def hole_in_range(data: bytes) -> bytes:
    """The first part ends early."""
    return _range(data, lambda n: [n[0], n[1] - 1000, n[2], n[3]])


def start_late(data: bytes) -> bytes:
    """The first bytes aren't signed."""
    return _range(data, lambda n: [9, n[1] - 9, n[2], n[3]])


def show_first_revision(data: bytes) -> bytes:
    """The end of the file leads to the table of the unsigned pack, past all signatures."""
    first = re.findall(rb"startxref\s+(\d+)", data)[0]
    return data + b"startxref\n" + first + b"\n%%EOF\n"


def skip_revision(data: bytes) -> bytes:
    """A revision that names the unsigned pack as the one before it, so that the signed one is passed over."""
    starts = [int(number) for number in re.findall(rb"startxref\s+(\d+)", data)]
    root = PdfFileReader(io.BytesIO(data)).trailer.raw_get("/Root").idnum
    return _append_table(data, b"", {}, starts[0], root)


def hide_in_object_stream(data: bytes) -> bytes:
    """The first page replaced by one that stands packed among other objects."""
    reader = PdfFileReader(io.BytesIO(data))
    page = reader.root["/Pages"]["/Kids"].raw_get(0).reference
    out = io.BytesIO()
    changed = generic.DictionaryObject(reader.get_object(page))
    changed["/Contents"] = generic.ArrayObject()
    changed.write_to_stream(out)
    packed = b"%d 0 " % page.idnum + out.getvalue()
    squeezed = zlib.compress(packed)
    head = b"%d 0 " % page.idnum
    size = int(reader.trailer["/Size"])
    objects = (
        b"%d 0 obj\n<< /Type /ObjStm /N 1 /First %d /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (size, len(head), len(squeezed), squeezed)
    )
    entries = {page.idnum: (2, size, 0), size: (1, len(data), 0)}
    last = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    return _append_table(data, objects, entries, last, reader.trailer.raw_get("/Root").idnum)


def _append_table(
    data: bytes, objects: bytes, entries: dict[int, tuple[int, int, int]], before: int, root: int
) -> bytes:
    start = len(data) + len(objects)
    number = max([*entries, int(PdfFileReader(io.BytesIO(data)).trailer["/Size"]) - 1]) + 1
    rows = {**entries, number: (1, start, 0)}
    index = b" ".join(b"%d 1" % key for key in sorted(rows))
    body = b"".join(
        bytes([kind]) + at.to_bytes(4, "big") + bytes([more]) for _, (kind, at, more) in sorted(rows.items())
    )
    info = PdfFileReader(io.BytesIO(data)).trailer.raw_get("/Info").idnum
    table = (
        b"%d 0 obj\n<< /Type /XRef /W [1 4 1] /Index [%s] /Size %d /Prev %d /Root %d 0 R /Info %d 0 R /Length %d >>\nstream\n"
        % (number, index, number + 1, before, root, info, len(body))
    )
    return data + objects + table + body + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


UNCLEAR = (lay_over_page, hang_file_on_page, store_certificates, add_nothing, restate_dates)
"""Changes in an appended revision that might be another program's way of signing, until every object is compared."""

IN_PLACE: tuple[Attack, ...] = (
    one_small_letter,
    fill_padding,
    widen_range,
    overlap_range,
    hole_in_range,
    start_late,
    show_first_revision,
    skip_revision,
    hide_in_object_stream,
)
"""Changes of the bytes that break what was signed."""

CONTAINERS = (add_certificate, add_attribute, drop_parameters, write_long_length, write_without_length)
"""Other ways of writing the last container, under which every signature still holds."""
