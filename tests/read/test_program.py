"""Every file is read, every fault is kept, and the order in which files come makes no difference."""

from __future__ import annotations

import hashlib
import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.finding import Fault
from builder.model.place import Place
from builder.model.program import Program
from builder.read.program import MAX_ATTACHMENT, MAX_TEXT, read_program
from builder.read.source import FolderSource, MemorySource, SourceEntry
from builder.record_types import TYPES

COMPANY = """\
name: Ridgeline Mechanical Ltd.
address: 7415 Edgar Industrial Drive, Red Deer AB
phone: 403-555-0130
wcb_account: "5550142"
industry_codes: ["40400"]
partner: acsa
partner_membership: "ACSA-55210"
certificate: {scheme: COR, audit: recertification}
standard: {id: alberta-cor, edition: "2023"}
senior_manager: P-001
"""
SHOP = "id: shop\nname: Shop\nkind: shop\naddress: Red Deer\nhazard_class: high\ntravel_minutes: 7\n"
PERSON = "id: P-001\nname: Dale Friesen\n"
POLICY = """\
---
id: PRG-07
title: Inspection program
kind: program
area: inspections
version: 4
owner: P-002
review_every: P12M
status: approved
---

## Purpose

Find what is wrong before it hurts somebody.
"""
INSPECTION = """\
id: insp-0042
date: 2026-03-04
site: shop
recorded_by: P-004
kind: site
area: Fabrication bay
inspectors: [P-004]
items_ok: 31
items_deficient: 0
"""
WHOLE = {
    "records/company.yaml": COMPANY,
    "records/sites/shop.yaml": SHOP,
    "records/people/P-001.yaml": PERSON,
    "records/inspection/2026/insp-0042.yaml": INSPECTION,
    "policies/inspection-program.md": POLICY,
}


def read(files: dict[str, str | bytes | None]) -> Program:
    """The whole program with some files changed, added, or (None) taken away."""
    changed = {path: data for path, data in {**WHOLE, **files}.items() if data is not None}
    return read_program(MemorySource(changed))


def only_fault(program: Program) -> Fault:
    [fault] = program.faults
    return fault


def test_a_whole_program_has_no_faults_and_holds_everything() -> None:
    program = read({})
    assert program.faults == ()
    assert program.unreadable == frozenset()
    assert program.company is not None
    assert program.company.value.name == "Ridgeline Mechanical Ltd."
    assert list(program.sites) == ["shop"]
    assert list(program.people) == ["P-001"]
    assert list(program.record_by_id) == ["insp-0042"]
    assert program.policy_by_id["PRG-07"].value.body == "\n## Purpose\n\nFind what is wrong before it hurts somebody.\n"
    assert program.policy_by_id["PRG-07"].value.body_line == 11


def test_every_file_keeps_its_digests_and_its_places() -> None:
    stored = read({}).record_by_id["insp-0042"]
    data = INSPECTION.encode()
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    # What `git hash-object` says of the same bytes.
    assert stored.blob == hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
    assert stored.size == len(data)
    assert stored.place("items_ok") == Place("records/inspection/2026/insp-0042.yaml", 8, 11)
    assert stored.place("signatures", 3, "date") == Place("records/inspection/2026/insp-0042.yaml", 1, 1)


@given(st.randoms(use_true_random=False))
def test_the_same_files_in_any_order_are_the_same_program(shuffle: random.Random) -> None:
    files = {
        **WHOLE,
        "records/inspection/2026/insp-0043.yaml": INSPECTION,
        "records/inspection/2025/insp-0043.yaml": INSPECTION.replace("0042", "0043"),
        "records/people/P-002.yaml": PERSON,
        "records/Sites/shop.yaml": SHOP,
        "records/broken.yaml": "a: [",
        "policies/copy.md": POLICY,
        "content/index.md": "# Home",
    }
    order = list(files)
    shuffle.shuffle(order)

    class Shuffled(MemorySource):
        def __init__(self) -> None:
            self.files = {path: files[path].encode() for path in order}

        def entries(self) -> dict[str, SourceEntry]:
            return dict(sorted(super().entries().items()))

    assert read_program(Shuffled()) == read_program(MemorySource(files))


def test_without_a_company_the_place_where_it_belongs_is_named() -> None:
    fault = only_fault(read({"records/company.yaml": None}))
    assert (str(fault.place), fault.name) == ("records/company.yaml:1:1", "no-company")
    assert "muster init" in fault.fix


def test_a_company_file_that_is_broken_is_not_also_reported_as_missing() -> None:
    program = read({"records/company.yaml": "name: [\n"})
    assert only_fault(program).name == "not-yaml"
    assert program.company is None
    assert program.unreadable == {"records/company.yaml"}


def test_a_record_with_an_unknown_field_is_kept_and_the_fault_says_where() -> None:
    program = read({"records/inspection/2026/insp-0042.yaml": INSPECTION + "aera: Yard\n"})
    fault = only_fault(program)
    assert (str(fault.place), fault.name) == ("records/inspection/2026/insp-0042.yaml:10:1", "unknown-field")
    assert "is not a field of an inspection" in fault.message
    assert list(program.record_by_id) == ["insp-0042"]
    assert program.unreadable == frozenset()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("id: insp-0042\ndate: [\n", "not-yaml"),
        ("id: insp-0042\n", "field-missing"),
        ("id: insp-0042\ndate: 2026-02-30\n", "value-not-allowed"),
        ("", "field-missing"),
        ("# nothing yet\n", "field-missing"),
        ("just words\n", "value-not-allowed"),
        ("a: &a [x]\n" + "b: *a\n" * 60, "too-many-aliases"),
    ],
)
def test_a_record_that_cannot_be_used_is_unreadable_and_never_called_missing(text: str, name: str) -> None:
    program = read({"records/inspection/2026/insp-0042.yaml": text})
    assert only_fault(program).name == name
    assert program.record_by_id == {}
    assert program.unreadable == {"records/inspection/2026/insp-0042.yaml"}
    assert program.unreadable_ids == {"insp-0042"}


@pytest.mark.parametrize(
    ("line", "name", "place"),
    [
        ("notes: 1.10", "number-like-text", "10:8"),
        ("site: northgate", "duplicate-key", "10:1"),
        ("notes: !secret x", "not-yaml", "10:8"),
    ],
)
def test_a_doubtful_line_is_a_fault_and_the_record_is_kept(line: str, name: str, place: str) -> None:
    program = read({"records/inspection/2026/insp-0042.yaml": f"{INSPECTION}{line}\n"})
    fault = only_fault(program)
    assert (str(fault.place), fault.name) == (f"records/inspection/2026/insp-0042.yaml:{place}", name)
    assert program.record_by_id["insp-0042"].value.site == "shop"


def test_an_empty_file_is_told_what_it_should_be() -> None:
    fault = only_fault(read({"records/sites/shop.yaml": "# to do\n"}))
    assert fault.message == "The file is empty; it should be a site."
    assert fault.fix == "Fill it in, or delete it."


def test_detail_that_is_missing_is_a_fault_of_its_own_kind_and_names_the_record() -> None:
    program = read({"records/inspection/2026/insp-0042.yaml": INSPECTION.replace("area: Fabrication bay\n", "area:\n")})
    fault = only_fault(program)
    assert (str(fault.place), fault.name) == ("records/inspection/2026/insp-0042.yaml:6:6", "detail-missing")
    assert fault.about == ("insp-0042",)
    assert list(program.record_by_id) == ["insp-0042"]


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        (
            "records/inspection/2026/insp-0043.yaml",
            INSPECTION,
            "The id is insp-0042, but the file is called insp-0043; the two must be the same.",
        ),
        (
            "records/inspection/2026/tbx-0042.yaml",
            INSPECTION.replace("insp-0042", "tbx-0042"),
            "The id tbx-0042 doesn't begin with insp-, as those of inspections do.",
        ),
        ("records/sites/main.yaml", SHOP, "The id is shop, but the file is called main; the two must be the same."),
        (
            "records/people/P-002.yaml",
            PERSON,
            "The id is P-001, but the file is called P-002; the two must be the same.",
        ),
    ],
)
def test_an_id_that_is_not_the_file_name_is_found_at_the_id(path: str, text: str, message: str) -> None:
    [fault] = [each for each in read({path: text}).faults if each.name == "id-not-file-name"]
    assert (str(fault.place), fault.message) == (f"{path}:1:5", message)


def test_an_id_used_twice_names_the_first_file_at_the_second() -> None:
    fault = only_fault(read({"records/inspection/2025/insp-0042.yaml": INSPECTION.replace("2026-03-04", "2025-03-04")}))
    assert (str(fault.place), fault.name) == ("records/inspection/2026/insp-0042.yaml:1:5", "id-used-twice")
    assert fault.message == "The id insp-0042 is already used by records/inspection/2025/insp-0042.yaml."


def test_ids_are_unique_over_documents_and_registers_too() -> None:
    program = read(
        {
            "policies/copy.md": POLICY,
            "records/positions/shop.yaml": "id: shop\ntitle: Shop\nlevel: worker\n",
        }
    )
    assert [(str(fault.place), fault.name) for fault in program.faults] == [
        ("policies/inspection-program.md:2:5", "id-used-twice"),
        ("records/sites/shop.yaml:1:5", "id-used-twice"),
    ]
    assert program.policy_by_id["PRG-07"].path == "policies/copy.md"


def test_a_record_in_the_folder_of_another_year_is_found_at_its_date() -> None:
    program = read(
        {"records/inspection/2026/insp-0042.yaml": None, "records/inspection/2025/insp-0042.yaml": INSPECTION}
    )
    fault = only_fault(program)
    assert (str(fault.place), fault.name) == ("records/inspection/2025/insp-0042.yaml:2:7", "wrong-year-folder")
    assert "Move the file to records/inspection/2026/" in fault.fix


@pytest.mark.parametrize(
    "path",
    [
        "records/insp-0001.yaml",
        "records/company.yml",
        "records/inspection/insp-0001.yaml",
        "records/inspection/2026/03/insp-0001.yaml",
        "records/inspection/2026/notes.md",
        "records/people/2026/P-003.yaml",
        "records/people/readme.md",
        "records/README.md",
    ],
)
def test_a_file_in_the_wrong_place_is_not_passed_over(path: str) -> None:
    program = read({path: INSPECTION})
    fault = only_fault(program)
    assert (fault.place.path, fault.name) == (path, "misplaced-file")
    assert "records/<type>/<year>/<id>.yaml" in fault.fix
    assert program.unreadable == {path}


def test_an_unknown_type_of_record_names_the_near_one_and_all() -> None:
    fault = only_fault(read({"records/inspections/2026/insp-0043.yaml": INSPECTION}))
    assert fault.name == "unknown-record-type"
    assert fault.message == "`inspections` is not a type of record. Did you mean `inspection`?"
    assert ", ".join(TYPES) in fault.fix


def test_a_misspelled_register_names_the_near_one() -> None:
    fault = only_fault(read({"records/peoples/P-003.yaml": PERSON}))
    assert "Did you mean `people`?" in fault.message


def test_files_with_either_ending_in_any_case_are_read() -> None:
    program = read(
        {
            "records/inspection/2026/insp-0043.yml": INSPECTION.replace("0042", "0043"),
            "records/inspection/2026/insp-0044.YAML": INSPECTION.replace("0042", "0044"),
            "policies/SECOND.MD": POLICY.replace("PRG-07", "PRG-08"),
        }
    )
    assert list(program.record_by_id) == ["insp-0042", "insp-0043", "insp-0044"]
    assert list(program.policy_by_id) == ["PRG-07", "PRG-08"]
    assert only_fault(program).place.path == "records/inspection/2026/insp-0044.YAML"


def test_a_windows_1252_byte_is_found_at_its_line_and_column() -> None:
    data = INSPECTION.encode() + "notes: Zoë\n".encode("cp1252")
    program = read({"records/inspection/2026/insp-0042.yaml": data})
    fault = only_fault(program)
    assert (str(fault.place), fault.name) == ("records/inspection/2026/insp-0042.yaml:10:10", "not-utf8")
    assert "0xEB" in fault.message
    assert "Windows-1252" in fault.message
    assert fault.fix == "Save the file again as UTF-8."
    assert program.unreadable == {"records/inspection/2026/insp-0042.yaml"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_utf16_is_said_to_be_no_utf8(encoding: str) -> None:
    program = read(
        {"policies/inspection-program.md": POLICY.encode(encoding), "records/sites/shop.yaml": SHOP.encode(encoding)}
    )
    assert [fault.name for fault in program.faults] == ["not-utf8", "not-utf8"]
    assert all("UTF-16" in fault.message and fault.fix == "Save the file again as UTF-8." for fault in program.faults)
    assert program.unreadable == {"policies/inspection-program.md", "records/sites/shop.yaml"}


def test_the_byte_mark_and_line_ends_of_windows_and_old_macs_change_nothing() -> None:
    for text in ("\ufeff" + INSPECTION, INSPECTION.replace("\n", "\r\n"), INSPECTION.replace("\n", "\r")):
        program = read({"records/inspection/2026/insp-0042.yaml": text})
        assert program.faults == ()
        assert program.record_by_id["insp-0042"].place("items_ok").line == 8
    windows = read({"policies/inspection-program.md": "\ufeff" + POLICY.replace("\n", "\r\n")})
    assert windows.faults == ()
    assert windows.policy_by_id["PRG-07"].value.body == read({}).policy_by_id["PRG-07"].value.body


def test_a_nul_byte_is_a_fault_with_its_place() -> None:
    fault = only_fault(read({"records/inspection/2026/insp-0042.yaml": INSPECTION + "notes: a\x00b\n"}))
    assert (str(fault.place), fault.name) == ("records/inspection/2026/insp-0042.yaml:10:9", "not-yaml")
    assert "U+0000" in fault.message


def test_a_text_file_over_the_limit_is_listed_and_not_read() -> None:
    class Huge(MemorySource):
        def entries(self) -> dict[str, SourceEntry]:
            return {
                **super().entries(),
                "records/people/P-009.yaml": SourceEntry("records/people/P-009.yaml", MAX_TEXT + 1),
                "records/training/2026/scan.pdf": SourceEntry("records/training/2026/scan.pdf", MAX_ATTACHMENT + 1),
                "records/training/2026/photo.jpg": SourceEntry("records/training/2026/photo.jpg", MAX_TEXT + 1),
            }

        def read(self, paths: object) -> object:  # type: ignore[override]
            assert list(paths) == [*WHOLE_SORTED, "records/training/2026/photo.jpg"]  # type: ignore[call-overload]
            return iter([])

    program = read_program(Huge(WHOLE))
    assert [(fault.place.path, fault.name) for fault in program.faults if fault.name != "no-company"] == [
        ("records/people/P-009.yaml", "file-too-large"),
        ("records/training/2026/scan.pdf", "file-too-large"),
    ]
    assert "1,000,001 bytes" in program.faults[1].message
    assert program.files["records/people/P-009.yaml"].sha256 == ""
    assert program.unreadable == {"records/people/P-009.yaml", "records/training/2026/scan.pdf"}


WHOLE_SORTED = sorted(WHOLE)


def test_links_and_pipes_on_disk_are_faults_and_nobody_waits_for_them(tmp_path: Path) -> None:
    for path, text in WHOLE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "records/people/P-002.yaml").symlink_to("P-001.yaml")
    os.mkfifo(tmp_path / "records/people/P-003.yaml")
    program = read_program(FolderSource(tmp_path))
    assert [(str(fault.place), fault.name, fault.message.split(",")[0]) for fault in program.faults] == [
        ("records/people/P-002.yaml:1:1", "link-not-followed", "This is a link"),
        ("records/people/P-003.yaml:1:1", "link-not-followed", "This is a pipe or a device"),
    ]
    assert program.unreadable == {"records/people/P-002.yaml", "records/people/P-003.yaml"}
    assert list(program.people) == ["P-001"]


def test_a_submodule_is_a_fault() -> None:
    class WithSubmodule(MemorySource):
        def entries(self) -> dict[str, SourceEntry]:
            return {"policies/shared": SourceEntry("policies/shared", 0, "submodule"), **super().entries()}

    fault = only_fault(read_program(WithSubmodule(WHOLE)))
    assert (fault.place.path, fault.name) == ("policies/shared", "link-not-followed")
    assert "a submodule" in fault.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("policies/Ladders.md", "policies/ladders.md"),
        ("records/people/scan.pdf", "records/People/scan.pdf"),
        ("content/caf\u00e9.md", "content/cafe\u0301.md"),
        ("content/stra\u00dfe.md", "content/STRASSE.md"),
    ],
)
def test_names_that_collide_on_windows_and_macs_are_found(one: str, other: str) -> None:
    first, second = sorted((one, other))
    program = read({one: POLICY.replace("PRG-07", "SWP-02"), other: POLICY.replace("PRG-07", "SWP-03")})
    [fault] = [each for each in program.faults if each.name == "paths-collide"]
    assert fault.place.path == second
    assert f"`{second}` and `{first}` differ only in capitals or accents" in fault.message


def test_a_file_name_that_is_not_utf8_is_a_fault_that_can_be_printed() -> None:
    program = read({"records/training/2026/caf\udce9.pdf": b"%PDF"})
    fault = only_fault(program)
    assert (str(fault.place), fault.name) == ("records/training/2026/caf\\xe9.pdf:1:1", "path-not-utf8")


def test_a_document_without_front_matter_is_told_how_to_begin() -> None:
    program = read({"policies/ladders.md": "# Ladders\n\nThree points of contact.\n"})
    fault = only_fault(program)
    assert (str(fault.place), fault.name) == ("policies/ladders.md:1:1", "front-matter-missing")
    assert "`---`" in fault.fix
    assert "muster new policy" in fault.fix
    assert program.unreadable == {"policies/ladders.md"}


def test_a_document_with_an_empty_head_lacks_its_fields() -> None:
    program = read({"policies/ladders.md": "---\n---\nText\n"})
    assert program.unreadable == {"policies/ladders.md"}
    assert only_fault(program).name == "field-missing"
    assert "The front matter is empty" in only_fault(program).message


def test_faults_in_a_document_stand_at_their_lines_in_the_file() -> None:
    text = POLICY.replace("version: 4", "version: four").replace("hurts somebody", "<b>hurts</b> somebody")
    program = read({"policies/inspection-program.md": text})
    assert [(str(fault.place), fault.name) for fault in program.faults] == [
        ("policies/inspection-program.md:6:10", "value-not-allowed"),
        ("policies/inspection-program.md:14:1", "raw-html"),
        ("policies/inspection-program.md:14:1", "raw-html"),
    ]


def test_raw_html_costs_nothing_but_a_fault() -> None:
    program = read({"policies/inspection-program.md": POLICY + "\n<script>alert(1)</script>\n"})
    assert only_fault(program).name == "raw-html"
    assert list(program.policy_by_id) == ["PRG-07"]


EXPLAINED = """\
- about: PRG-07/inspection/site/shop/2026-02
  reason: The shop was flooded; see the incident.
  person: P-004
  date: 2026-03-02
- about: PRG-07/inspection/site/shop/2026-03
  reason: too short
  person: P-004
  date: 2026-03-02
- about: PRG-07/inspection/site/shop/2026-04
  reason: Nobody remembered in time.
  person: P-004
  date: 2026-05-02
  becuase: x
"""


def test_an_explanation_that_does_not_fit_costs_only_itself() -> None:
    program = read({"records/explained.yaml": EXPLAINED})
    assert [(str(fault.place), fault.name) for fault in program.faults] == [
        ("records/explained.yaml:6:11", "value-not-allowed"),
        ("records/explained.yaml:13:3", "unknown-field"),
    ]
    assert [each.value.about for each in program.explained] == [
        "PRG-07/inspection/site/shop/2026-02",
        "PRG-07/inspection/site/shop/2026-04",
    ]
    assert program.explained[1].place("person") == Place("records/explained.yaml", 11, 11)


@pytest.mark.parametrize("text", ["", "# nothing to explain\n", "[]\n"])
def test_explaining_nothing_is_no_fault(text: str) -> None:
    program = read({"records/explained.yaml": text})
    assert (program.faults, program.explained, program.unreadable) == ((), (), frozenset())


@pytest.mark.parametrize(
    ("text", "name"), [("about: a\n", "value-not-allowed"), ("- [", "not-yaml"), (b"\xff\xfe", "not-utf8")]
)
def test_explanations_that_cannot_be_read_at_all_are_unreadable(text: str | bytes, name: str) -> None:
    program = read({"records/explained.yaml": text})
    assert only_fault(program).name == name
    assert program.unreadable == {"records/explained.yaml"}


def test_attachments_and_pages_are_listed_with_their_digests_and_not_judged() -> None:
    program = read({"records/training/2026/scan.pdf": b"%PDF-1.7", "content/index.md": "# <b>Home</b>"})
    assert program.faults == ()
    assert program.files["records/training/2026/scan.pdf"].sha256 == hashlib.sha256(b"%PDF-1.7").hexdigest()


def test_records_come_by_type_in_the_order_of_their_days() -> None:
    program = read(
        {
            "records/inspection/2026/insp-0043.yaml": INSPECTION.replace("0042", "0043").replace("03-04", "01-09"),
            "records/inspection/2025/insp-0044.yaml": INSPECTION.replace("0042", "0044").replace("2026-03", "2025-12"),
        }
    )
    assert [each.value.id for each in program.records_by_type["inspection"]] == ["insp-0044", "insp-0043", "insp-0042"]
    assert [each.value.id for each in program.records] == ["insp-0042", "insp-0043", "insp-0044"]


@given(st.dictionaries(st.sampled_from([*WHOLE, "records/explained.yaml", "policies/b.md"]), st.binary(max_size=200)))
def test_no_bytes_in_any_file_make_reading_raise(files: dict[str, bytes]) -> None:
    program = read(dict(files))
    # Nothing is left out of the program in silence.
    assert program.unreadable <= {fault.place.path for fault in program.faults}


@given(st.data())
def test_no_damage_to_a_good_file_makes_reading_raise(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(WHOLE)))
    text = WHOLE[path]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    damage = data.draw(st.text("\n \t:-[]{}#&*!|>'\"%@,?0aé", max_size=6))
    damaged = text[:start] + damage + text[end:]
    program = read({path: damaged})
    assert {fault.place.path for fault in program.faults} <= {path}
    assert program.unreadable <= {fault.place.path for fault in program.faults}
