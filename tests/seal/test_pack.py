"""A whole pack of a small company: the same bytes each time, links that land, digests that hold, nothing that must not be shown."""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pikepdf
from pypdf import PdfReader

from builder.checks.run import check
from builder.model.history import SignatureVerdict, Tag
from builder.model.manifest import MANIFEST_NAME
from builder.model.pack_choice import PackChoice, Profile
from builder.model.standard import Standard
from builder.seal.pack import COVERAGE_NAME, Origin, Pack, compile_pack
from builder.seal.pack_file import read_pack
from tests.checks.example import STANDARD
from tests.render.pdf.sections.company import COMMIT, Files, many_inspections, reader, small_company, snapshot_of

ORIGIN = Origin(COMMIT, "2b" * 20, "main")


class MemoryCache:
    """Keeps everything, and counts what was found."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.hits = 0

    def get(self, key: str) -> bytes | None:
        self.hits += key in self.kept
        return self.kept.get(key)

    def put(self, key: str, value: bytes) -> None:
        self.kept[key] = value


HOSTILE = (
    "\U0001f600 \u202e right to left \u200b and \u706b",
    "<img src=https://evil.example/x.png>",
    "{{ 7 * 7 }}{% raw %}",
    "x" * 4000,
    "</td></table><script>alert(1)</script>",
)


def company() -> Files:
    return small_company() | many_inspections(15)


def pack_of(
    files: Files,
    *,
    profile: Profile = "auditor",
    cache: MemoryCache | None = None,
    workers: int = 1,
    standard: Standard | None = None,
) -> Pack:
    snapshot = snapshot_of(files, history=True, standard=standard)
    return compile_pack(
        snapshot,
        check(snapshot),
        reader(files),
        origin=ORIGIN,
        choice=PackChoice(profile),
        cache=cache,
        workers=workers,
    )


KEPT = MemoryCache()
"""What the usual pack left in its cache."""


@cache
def usual_pack() -> Pack:
    return pack_of(company(), cache=KEPT)


@cache
def texts() -> tuple[str, ...]:
    """The text of every page, white space as single spaces."""
    pages = PdfReader(io.BytesIO(usual_pack().pdf)).pages
    return tuple(" ".join(page.extract_text().split()) for page in pages)


def attachment(pack: Pack, name: str) -> bytes:
    with pikepdf.open(io.BytesIO(pack.pdf)) as pdf:
        return bytes(pdf.attachments[name].get_file().read_bytes())


def test_the_same_program_gives_the_same_bytes_with_a_cache_and_without_and_with_two_workers() -> None:
    first = usual_pack()
    assert pack_of(company(), workers=2).pdf == first.pdf
    hits = KEPT.hits
    assert pack_of(company(), cache=KEPT).pdf == first.pdf
    assert KEPT.hits > hits


def test_one_changed_document_renders_its_own_section_anew_and_no_other() -> None:
    usual_pack()
    kept = MemoryCache()
    kept.kept = dict(KEPT.kept)
    before = len(kept.kept)
    files = company()
    files["policies/policy.md"] = str(files["policies/policy.md"]).replace(
        "Nobody is hurt here.", "Nobody gets hurt here."
    )
    pack_of(files, cache=kept)
    # The document itself, and two annexes: the manifest with its new digest, and the approvals, which are bound to that very content.
    # Cover and matrix print the same pages as before.
    assert len(kept.kept) - before == 3


def test_the_cover_says_who_what_for_and_that_it_is_a_demonstration() -> None:
    cover = texts()[0]
    assert "Small Mechanical Ltd." in cover
    assert "DEMONSTRATION." in cover
    assert "Documentation readiness, not a score." in cover
    assert "1 November 2025 to 31 October 2026" in cover
    assert COMMIT in cover.replace(" ", "")
    assert "Marnie Kowalchuk (P-002)" in cover


def test_every_page_of_the_index_is_the_page_on_which_the_section_starts() -> None:
    index = next(text for text in texts() if text.startswith("Index"))
    for title, heading in (
        ("PRG-07 Inspection program", "Inspection program"),
        ("Coverage matrix", "Coverage matrix"),
        ("Gaps, printed honestly", "Gaps, printed honestly"),
        ("Annex: manifest", "Annex: manifest"),
    ):
        found = re.search(rf"{re.escape(title)}[ .]*?(\d+)", index)
        assert found, title
        assert heading in texts()[int(found[1]) - 1]


def test_the_matrix_prints_the_page_of_every_question() -> None:
    matrix = " ".join(text for text in texts() if "Coverage matrix – page" in text)
    found = re.search(r"IN2 Inspections are done.*? 2026-\d\d-\d\d (\d+) ", matrix)
    assert found
    assert "IN2 Inspections are done" in texts()[int(found[1]) - 1]


def test_links_of_evidence_land_on_the_page_that_holds_the_record() -> None:
    document = PdfReader(io.BytesIO(usual_pack().pdf))
    places = {name: document.get_destination_page_number(place) for name, place in document.named_destinations.items()}
    followed = set()
    for page in document.pages:
        for note in page.get("/Annots", []):
            target = str(note.get_object().get("/Dest", ""))
            if target.startswith("record-"):
                followed.add(target)
                assert target.removeprefix("record-") in texts()[places[target]]
    assert {"record-insp-0003", "record-ca-0001", "record-aud-0001"} <= followed


def test_the_manifest_inside_is_the_one_given_back_and_names_true_digests_and_pages() -> None:
    pack = usual_pack()
    assert read_pack(pack.pdf).manifest == pack.manifest
    files = company()
    for file in pack.manifest.files:
        data = files[file.path]
        data = data.encode() if isinstance(data, str) else data
        assert file.sha256 == hashlib.sha256(data).hexdigest()
        assert file.size == len(data)
    by_path = {file.path: file for file in pack.manifest.files}
    assert set(by_path) == set(files)
    scan = by_path["records/inspection/2026/insp-0003.png"]
    assert "Attached to insp-0003" in texts()[scan.page - 1]
    assert "insp-0003" in texts()[by_path["records/inspection/2026/insp-0003.yaml"].page - 1]
    assert pack.pages == len(texts())


def test_registers_and_coverage_are_attached() -> None:
    pack = usual_pack()
    assert json.loads(attachment(pack, COVERAGE_NAME))["elements"]
    assert attachment(pack, "register-inspection.csv").count(b"\r\n") == 21
    assert attachment(pack, "sample-frame.csv").startswith(b"register,id,date,site,level,")
    assert json.loads(attachment(pack, MANIFEST_NAME))["commit"] == COMMIT


def test_three_blank_places_to_sign_stand_on_the_cover() -> None:
    with pikepdf.open(io.BytesIO(usual_pack().pdf)) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
        assert names == ["hs_manager", "senior_manager", "auditor_receipt"]
        assert all(field.P.objgen == pdf.pages[0].obj.objgen for field in pdf.Root.AcroForm.Fields)


def test_bookmarks_go_from_element_to_document_and_register() -> None:
    outline = PdfReader(io.BytesIO(usual_pack().pdf)).outline
    titles = [entry if isinstance(entry, list) else entry.title for entry in outline]
    below = titles[titles.index("7 Inspections and Maintenance") + 1]
    assert isinstance(below, list)
    named = [entry.title for entry in below if not isinstance(entry, list)]
    assert named == [
        "Questions and what lies behind them",
        "Inspections by site and month",
        "PRG-07 Inspection program",
        "Inspections",
    ]


def test_every_page_carries_the_pack_and_its_number() -> None:
    label = usual_pack().manifest.pack_id
    for number, text in enumerate(texts(), 1):
        assert f"{label} · page {number} of {len(texts())}" in text


def test_a_public_pack_has_neither_names_nor_ids_nor_digests_of_what_is_for_the_office() -> None:
    pack = pack_of(company(), profile="public", standard=STANDARD)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pack.pdf)).pages)
    for secret in (
        "Joanne",
        "Littlechild",
        "P-003",
        "Marnie",
        "5550142",
        "Replace the bent guard rail",
        "R. Dyck",
        "Signed inspection sheet",
    ):
        assert secret not in text
    assert not any(file.blob or file.sha256 or file.commitment for file in pack.manifest.files)
    assert all(file.attachment for file in pack.manifest.files)
    assert not any("people" in file.path or "company" in file.path for file in pack.manifest.files)
    with pikepdf.open(io.BytesIO(pack.pdf)) as pdf:
        for name in pdf.attachments:
            assert b"P-003" not in pdf.attachments[name].get_file().read_bytes()


def test_an_empty_program_becomes_a_pack_that_says_so() -> None:
    pack = pack_of({"content/index.md": "Nothing yet.\n"}, standard=STANDARD)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pack.pdf)).pages)
    assert "nothing says who the company is" in text
    assert pack.manifest.files == ()


def test_the_program_that_checked_openpgp_signatures_is_part_of_the_toolchain_where_there_are_such_keys() -> None:
    files: Files = {"content/index.md": "Nothing yet.\n"}
    snapshot = snapshot_of(files, history=True, standard=STANDARD)
    assert snapshot.history is not None
    checked = replace(snapshot, history=replace(snapshot.history, gpgv="2.2.40"))
    packs = [compile_pack(each, (), reader(files), origin=ORIGIN) for each in (snapshot, checked)]
    assert [dict(pack.manifest.toolchain).get("gpgv") for pack in packs] == [None, "2.2.40"]


def test_no_text_of_a_record_or_a_document_stops_a_pack() -> None:
    files = small_company()
    for number, hostile in enumerate(HOSTILE, 1):
        path = next(path for path in files if path.endswith(f"insp-000{number}.yaml"))
        files[path] = str(files[path]).replace("Fabrication bay", "").replace("area: ", f"area: {json.dumps(hostile)}")
    policy = str(files["policies/policy.md"]).replace("Nobody", " ".join(HOSTILE) + " Nobody")
    files["policies/policy.md"] = policy.replace("title: Health", "title: 火 Health")
    pack = pack_of(files, standard=STANDARD)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pack.pdf)).pages)
    assert "[U+1F600]" in text
    assert "{{ 7 * 7 }}" in text
    assert "<script>alert(1)</script>" in text


def test_a_scan_that_one_record_lists_twice_and_another_lists_too_is_one_file_of_the_manifest() -> None:
    files = small_company()
    path = "records/inspection/2026/insp-0003.yaml"
    line = next(each for each in str(files[path]).split("\n") if each.startswith("attachments: ["))
    listed = line.removeprefix("attachments: [").removesuffix("]")
    files[path] = str(files[path]).replace(line, f"attachments: [{listed}, {listed}]")
    other = "records/inspection/2026/insp-0004.yaml"
    files[other] = str(files[other]) + f"attachments: [{listed}]\n"
    pack = pack_of(files, standard=STANDARD)
    scan = "records/inspection/2026/insp-0003.png"
    assert [file.path for file in pack.manifest.files].count(scan) == 1


def test_the_manifest_names_the_approval_tags_that_were_read_and_no_later_one() -> None:
    files: Files = {"content/index.md": "Nothing yet.\n"}
    snapshot = snapshot_of(files, history=True, standard=STANDARD)
    assert snapshot.history is not None
    unsigned = SignatureVerdict.UNSIGNED
    tags = [
        Tag(name, id * 40, "e" * 40, "X", day, "", (), unsigned, None)
        for name, id, day in (
            ("policy/POL-01/v2", "d", snapshot.as_of),
            ("manual/v1", "c", date.min),
            ("policy/POL-01/v3", "f", snapshot.as_of + timedelta(1)),
        )
    ]
    tagged = replace(snapshot, history=replace(snapshot.history, tags=tuple(tags)))
    for profile, named in (("auditor", (("manual/v1", "c" * 40), ("policy/POL-01/v2", "d" * 40))), ("public", ())):
        pack = compile_pack(tagged, (), reader(files), origin=ORIGIN, choice=PackChoice(profile))  # type: ignore[arg-type]
        assert pack.manifest.approval_tags == named
