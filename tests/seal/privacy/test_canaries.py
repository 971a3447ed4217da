"""Words planted at each level, in every kind of place, are looked for in every byte of packs for the auditor, the company and the public."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfReader

from builder.checks.run import check
from builder.measure.level import findings_at_level
from builder.measure.redaction import find_value, read_data
from builder.model.history import Change, FileHistory, History
from builder.model.pack_choice import PackChoice, Profile
from builder.model.snapshot import Snapshot
from builder.render.pdf.sections.contents import list_contents
from builder.render.pdf.sections.evidence_files import list_files
from builder.seal.attached import list_attachments
from builder.seal.beside import BesideFile
from builder.seal.collecting import collect_beside
from builder.seal.delivery import Delivery
from builder.seal.manifest import write_manifest
from builder.seal.pack import Origin, compile_pack, open_view
from builder.seal.privacy.clean_copy import clean_copy
from builder.seal.privacy.reveal import find_redactions, read_redactions, reveal_value, write_revealed
from builder.seal.privacy.sources import attach_redactions, attach_sources, seal_rows
from builder.seal.verdict import Status
from builder.seal.verifying.verify import verify_pack
from tests.render.pdf.sections.company import COMMIT, Files, draw_scan, reader, small_company, snapshot_of

KEY = bytes(range(32))
ORIGIN = Origin(COMMIT, "2b" * 20, "main")
FOLDER = "records/inspection/2026"
PROFILES: tuple[Profile, ...] = ("auditor", "internal", "public")

NOBODY = (
    "nobodyname",
    "nobodycaption",
    "nobodyexif",
    "restrictedname",
    "restrictedcaption",
    "restrictednote",
    "restrictedpeople",
)
"""What no pack may hold: files without a level or of level restricted, and records marked as restricted."""
HIDDEN_DATA = ("officeexif", "signedexif")
"""In pictures that are shown: what one doesn't see on them."""
OFFICE = (
    "officename",
    "officecaption",
    "officenote",
    "officephone",
    "officeperson",
    "officecomment",
    "policycomment",
    "bodycomment",
    "officeanswer",
    "officereason",
    "officesigned",
    "gitauthor",
    "gitmail",
    "gitmessage",
    "gitcommitter",
    "tipmessage",
)
"""What only the auditor and the company may read."""
POSTED = ("postedarea", "publictitle", "publicbody")
"""What every pack shows: without them the test would look in the wrong place."""


def photo(word: str) -> bytes:
    """A picture with a word in its hidden data."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", word)
    exif = Image.Exif()
    exif[0x013B] = word
    out = io.BytesIO()
    Image.open(io.BytesIO(draw_scan("A form"))).save(out, "PNG", pnginfo=words, exif=exif)
    return out.getvalue()


def row(name: str, caption: str, data: bytes, level: str) -> str:
    digest = hashlib.sha256(data).hexdigest()
    return f"  - {{path: {name}, sha256: {digest}, caption: {caption}{f', level: {level}' if level else ''}}}\n"


def company() -> Files:
    """The small company with a planted word in every kind of place."""
    files = small_company()
    pictures = {
        "nobodyname.png": (photo("nobodyexif"), "nobodycaption", ""),
        "restrictedname.png": (photo("nobodyexif restricted"), "restrictedcaption", "restricted"),
        "officename.png": (photo("officeexif"), "officecaption", "office"),
    }
    files |= {f"{FOLDER}/{name}": data for name, (data, _, _) in pictures.items()}
    rows = "".join(row(name, caption, data, level) for name, (data, caption, level) in pictures.items())
    path = f"{FOLDER}/insp-0004.yaml"
    files[path] = str(files[path]).replace("area: Fabrication bay", "area: postedarea") + (
        f"# officecomment\nnotes: officenote\nattachments:\n{rows}"
        # Attached at office level; the record with it is shown.
    )
    files[f"{FOLDER}/insp-0066.yaml"] = str(files[path]).replace("insp-0004", "insp-0066").split("# officecomment")[
        0
    ] + ("notes: restrictednote\nconfidentiality: restricted\npeople: [{person: P-003, role: restrictedpeople}]\n")
    people = "records/people/P-003.yaml"
    files[people] = (
        str(files[people]).replace("Joanne Littlechild", "Officeperson Littlechild") + "work_phone: officephone 5\n"
    )
    explained = "records/explained.yaml"
    files[explained] = str(files[explained]).replace("The inspector was ill", "officereason")
    policy = "policies/inspections.md"
    files[policy] = (
        str(files[policy])
        .replace("title: Inspection program", "title: Inspection publictitle   # policycomment")
        .replace("answers: [IN1, IN2]", "answers: [IN1, IN2, OFFICEANSWER]")
        + "\npublicbody <!-- bodycomment -->\n"
    )
    signed = photo("signedexif")
    files["policies/signed/officesigned.png"] = signed
    policy = "policies/policy.md"
    old = hashlib.sha256(files["policies/signed/POL-01.png"]).hexdigest()  # type: ignore[arg-type]
    files[policy] = (
        str(files[policy])
        .replace("signed/POL-01.png", "signed/officesigned.png")
        .replace(old, hashlib.sha256(signed).hexdigest())
    )
    return files


def planted_history(history: History) -> History:
    """The history with words in names, addresses and messages."""

    def plant(change: Change) -> Change:
        return replace(
            change, author="Gitauthor <gitmail@example>", committer="Gitcommitter <x@example>", subject="gitmessage"
        )

    tip = replace(history.tip, author="Gitauthor <gitmail@example>", message="tipmessage")
    files = {path: FileHistory(path, tuple(map(plant, each.changes))) for path, each in history.files.items()}
    gone = {f"{FOLDER}/nobodyname-gone.png": next(iter(files.values()))}
    return replace(history, tip=tip, files=files, gone=gone, by_id={COMMIT: tip})


def whole() -> Snapshot:
    snapshot = snapshot_of(company(), history=True)
    assert snapshot.history is not None
    return replace(snapshot, history=planted_history(snapshot.history))


def forbidden(profile: Profile) -> tuple[str, ...]:
    return (*NOBODY, *HIDDEN_DATA, *(OFFICE if profile == "public" else ()))


def assert_holds(data: str, profile: Profile) -> None:
    text = data.casefold()
    assert [word for word in forbidden(profile) if word in text] == []
    assert [word for word in POSTED if word not in text] == []
    if profile != "public":
        # The auditor's pack does hold what the public's may not; a comment in a source is office too.
        shown = ("officenote", "officecaption", "officename", "gitauthor")
        assert [word for word in shown if word not in text] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_no_section_and_no_attached_file_holds_what_is_above_its_readers(profile: Profile) -> None:
    snapshot, read = whole(), reader(company())
    view = open_view(snapshot, PackChoice(profile), read, is_committed=True)
    contents = list_contents(view, findings_at_level(check(snapshot), view.snapshot))
    sections = (*contents.front, *contents.body)
    files = [*list_attachments(view), *attach_sources(view), *attach_redactions(view, snapshot.program, KEY)]
    rows = seal_rows(view, snapshot.program, list_files(view), KEY)
    text = "\n".join(
        [
            *(f"{each.html} {each.title} {each.entries} {sorted(each.assets)}" for each in sections),
            *(str(data) for each in sections for data in each.assets.values()),
            *(f"{each.name} {each.description} {each.data.decode('utf-8', 'replace')}" for each in files),
            repr(rows),
            *(text for each in collect_beside(view, Delivery("pack", with_bag=True)) for text in beside_text(each)),
        ]
    )

    assert_holds(text, profile)
    # Pictures that nobody may see are not even opened.
    assert not [path for path in read.asked if "nobodyname" in path or "restrictedname" in path]


def beside_text(file: BesideFile) -> Iterator[str]:
    """Name and bytes of a file that is handed over beside a pack; of an archive or a workbook, of each file in it, unpacked."""
    yield f"{file.name} {file.what} {file.data.decode('utf-8', 'replace')}"
    if file.data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            yield from (f"{name} {archive.read(name).decode('utf-8', 'replace')}" for name in archive.namelist())


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
def test_no_byte_of_a_pack_holds_what_is_above_its_readers(profile: Profile) -> None:
    snapshot = whole()
    pack = compile_pack(
        snapshot,
        check(snapshot),
        reader(company()),
        origin=ORIGIN,
        choice=PackChoice(profile),
        workers=2,
        commitment_key=KEY,
    )
    manifest = json.loads(write_manifest(pack.manifest))

    assert_holds("\n".join((*everything_in(pack.pdf), json.dumps(manifest))), profile)
    assert_can_be_revealed(pack.pdf, snapshot)


def assert_can_be_revealed(pack: bytes, snapshot: Snapshot) -> None:
    """That a file about which nobody decided can be proved later to be the one that the record named, and no other value."""
    stored = snapshot.program.record_by_id["insp-0004"]
    attached = find_redactions(pack)
    assert attached is not None
    redactions = read_redactions(attached)
    # Of three files the auditor's pack holds back two, the public's the list of them all.
    pointer = next(each for each in redactions.pointers(stored.path) if each.startswith("/attachments"))
    value = find_value(read_data(str(company()[stored.path])), pointer)
    revealed = write_revealed(reveal_value(redactions, KEY, (stored.path, pointer), value, stored.blob))

    for handed_over, status in ((revealed, Status.PASS), (revealed.replace(b"nobodyname", b"othername"), Status.FAIL)):
        checks = {each.name: each.status for each in verify_pack(pack, revealed=handed_over).checks}
        assert checks["revealed"] is status


def everything_in(data: bytes) -> Iterator[str]:
    """Text of the pages, then every string, name and stream of the file, unpacked: outline, notes, properties, XMP, attached files."""
    yield data.decode("latin-1")
    for page in PdfReader(io.BytesIO(data)).pages:
        yield page.extract_text()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for found in itertools.chain(pdf.objects, [pdf.trailer]):
            yield from strings_in(found)
            if isinstance(found, pikepdf.Stream) and found.get("/Subtype") != "/Image":
                unpacked = found.read_bytes()
                yield unpacked.decode("utf-8", "replace")
                yield unpacked.decode("utf-16-be", "replace")


def strings_in(found: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(found, pikepdf.String | pikepdf.Name):
        yield str(found)
    elif isinstance(found, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream) and depth < 20:
        for part in found if isinstance(found, pikepdf.Array) else [found.get(key) for key in list(found.keys())]:
            if isinstance(part, pikepdf.Object) and not part.is_indirect:
                yield from strings_in(part, depth + 1)


def test_clean_copy_of_the_planted_pictures_holds_no_word() -> None:
    for path, data in company().items():
        if path.endswith(".png") and isinstance(data, bytes):
            copy = clean_copy(path, data)
            assert copy is not None
            assert b"exif" not in copy[1]
