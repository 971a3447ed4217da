"""What stands inside a pack and beside it, held against its manifest."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from builder import __version__
from builder.model.manifest import Manifest, SealedFile
from builder.render.pdf.attachments import Embedded, Relationship
from builder.render.pdf.join import join_parts
from builder.render.pdf.part import render_part
from builder.render.pdf.sections.annex import make_annex
from builder.render.pdf.sections.section import styles
from builder.seal.manifest import write_manifest
from builder.seal.pack_file import read_pack
from builder.seal.verdict import Check, Status
from builder.seal.verifying.inside import Found, check_beside, check_inside
from builder.seal.verifying.printed import check_printed
from tests.render.pdf.paper import FIELDS, cover, open_pdf, small_pack
from tests.seal.conftest import FILES, manifest_of


def attached(data: bytes) -> Check:
    [check] = [check for check in check_inside(data, read_pack(data)) if check.name == "attached"]
    return check


def changed(data: bytes, change: Callable[[Pdf], None]) -> bytes:
    with open_pdf(data) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def hide_on_page(pdf: Pdf) -> None:
    """A file on a note."""
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.FileAttachment,
        Rect=Array([0, 0, 9, 9]),
        FS=Dictionary(Type=Name.Filespec, F=String("x"), EF=Dictionary(F=Stream(pdf, b"hidden"))),
    )
    pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))


def associate_with_page(pdf: Pdf) -> None:
    """A file associated with a page."""
    pdf.pages[0].obj.AF = Array([Dictionary(Type=Name.Filespec, EF=Dictionary(UF=Stream(pdf, b"hidden")))])


def associate_with_stream(pdf: Pdf) -> None:
    """A file associated with a stream."""
    pdf.pages[0].obj.Contents[0]["/AF"] = Array([Dictionary(EF=Dictionary(Unix=Stream(pdf, b"hidden")))])


def leave_lying(pdf: Pdf) -> None:
    """A file that hangs only on a key nobody knows."""
    pdf.Root.PieceInfo = Dictionary(Other=Stream(pdf, b"hidden", Type=Name.EmbeddedFile))


def second_face(pdf: Pdf) -> None:
    """Other bytes for readers that take the older key."""
    pdf.Root.AF[0].EF.F = Stream(pdf, b"hidden")


@pytest.mark.parametrize("change", [hide_on_page, associate_with_page, associate_with_stream, leave_lying, second_face])
def test_a_file_is_found_wherever_it_is_hidden(change: Callable[[Pdf], None], unsigned: bytes) -> None:
    assert attached(unsigned).status is Status.PASS

    check = attached(changed(unsigned, change))

    assert check.status is Status.FAIL
    assert "hidden in it" in check.detail or "Other bytes" in check.detail


def test_a_file_that_the_manifest_does_not_name_is_named() -> None:
    pack = small_pack(write_manifest(replace(manifest_of(FILES), attached=())))

    assert attached(pack) == Check("attached", Status.FAIL, "Attached, and not in the manifest: log.csv.")


def test_a_file_that_is_missing_or_differs_is_named() -> None:
    other = SealedFile("log.csv", "0" * 64, 7, "Log")
    gone = SealedFile("register.csv", "0" * 64, 7, "Register")
    pack = small_pack(write_manifest(replace(manifest_of(FILES), attached=(other, gone))))

    assert attached(pack).detail == "Other bytes than the manifest says: log.csv. Not in the file: register.csv."


def test_a_copy_of_a_source_has_to_be_that_source() -> None:
    manifest = manifest_of(FILES)
    row = replace(manifest.files[0], attachment="log.csv")
    pack = small_pack(write_manifest(replace(manifest, files=(row, *manifest.files[1:]))))

    assert attached(pack).detail == "Other bytes than the manifest says: policies/first-aid.md."


def test_a_name_that_stands_twice_is_named(unsigned: bytes) -> None:
    def twice(pdf: Pdf) -> None:
        names = pdf.Root.Names.EmbeddedFiles.Names
        names.append(String("manifest.json"))
        names.append(names[3])

    assert "Attached twice under one name: manifest.json" in attached(changed(unsigned, twice)).detail


def _as_of_schema_2(manifest: Manifest) -> bytes:
    plain = json.loads(write_manifest(manifest))
    plain["schema"] = plain["schema"].replace("manifest-3", "manifest-2")
    plain["profile"], plain["work_tree"] = plain.pop("choice")["profile"], "clean"
    for name in ("attached", "beside"):
        del plain[name]
    for row in plain["files"]:
        for name in ("volume", "attachment", "commitment"):
            del row[name]
    return json.dumps(plain).encode()


def test_a_pack_of_an_earlier_version_does_not_name_its_files_and_that_is_said() -> None:
    check = attached(small_pack(_as_of_schema_2(manifest_of(FILES))))

    assert check.status is Status.NOT_CHECKED
    assert "doesn't name the 1 attached files" in check.detail


def printed_pack(manifest: Manifest, listed: Manifest) -> bytes:
    """A pack whose annex prints another manifest than the one attached, if they differ."""
    section = make_annex(listed)
    annex = render_part(section.html, key="annex", css=styles())
    return join_parts(cover(), [annex], page_label="PACK", attachments=_attach(manifest), signature_fields=FIELDS)


def _attach(manifest: Manifest) -> list[Embedded]:
    data = write_manifest(manifest)
    return [Embedded("manifest.json", data, "application/json", "M", Relationship.DATA, date(2026, 10, 31))]


def printed(data: bytes) -> Check:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return check_printed(pdf, read_pack(data).manifest)


@pytest.fixture(scope="module")
def ours() -> Manifest:
    return replace(manifest_of(FILES), toolchain=(("muster", __version__),), attached=())


def test_the_printed_list_is_read_letter_by_letter(ours: Manifest) -> None:
    assert printed(printed_pack(ours, ours)) == Check(
        "printed", Status.PASS, "The printed list names the same 3 files with the same digits."
    )


def test_a_printed_digit_that_differs_from_the_manifest_is_found(ours: Manifest) -> None:
    blob = ours.files[1].blob
    other = replace(ours.files[1], blob=("0" if blob[0] != "0" else "1") + blob[1:])
    pack = printed_pack(ours, replace(ours, files=(ours.files[0], other, ours.files[2])))

    assert printed(pack) == Check(
        "printed",
        Status.FAIL,
        "1 of 3 files are not printed with the digits that the manifest has: records/company.yaml.",
    )
    older = replace(ours, toolchain=(("muster", "0.0.1"),))
    assert printed(printed_pack(older, replace(older, files=older.files[:1]))).status is Status.NOT_CHECKED


def test_files_beside_the_pack_are_told_from_others_and_from_missing_ones() -> None:
    files = {name: name.encode() for name in ("pack-a.csv", "pack-b.csv")}
    sealed = tuple(
        SealedFile(name, hashlib.sha256(data).hexdigest(), len(data), "table") for name, data in files.items()
    )
    manifest = replace(manifest_of({}), beside=(*sealed, SealedFile("pack-c.csv", "0" * 64, 3, "table")))
    here = {"pack-a.csv": Found(sealed[0].sha256, 10), "pack-b.csv": Found("1" * 64, 10)}

    checks = check_beside(manifest, here.get)

    assert [(check.name, check.status) for check in checks] == [
        ("beside pack-a.csv", Status.PASS),
        ("beside pack-b.csv", Status.FAIL),
        ("beside pack-c.csv", Status.NOT_CHECKED),
    ]
    assert [check.status for check in check_beside(manifest, None)] == [Status.NOT_CHECKED] * 3
