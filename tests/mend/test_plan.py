"""What `muster fix` would do: each fault that can be mended, next to one like it that a person has to decide."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import pytest

from builder.mend.left_alone import left_alone
from builder.mend.plan import Plan, plan_format, plan_mending
from builder.read.program import read_program
from builder.read.source import MemorySource
from tests.checks.example import minimal_files

HEAD = "id: insp-0003\ndate: 2026-06-10\nsite: yard\nrecorded_by: P-002\n"
SIGNED = "signatures: [{person: P-002, date: 2026-06-10, method: electronic}]\n"
REST = "kind: site\narea: Yard\ninspectors: [P-002]\nitems_ok: 20\nitems_deficient: 0\n"
PATH = "records/inspection/2026/insp-0003.yaml"
SCAN = b"A photograph of the signed form."
SHA256 = hashlib.sha256(SCAN).hexdigest()


def plan(files: Mapping[str, str | bytes]) -> Plan:
    source = MemorySource(minimal_files() | dict(files))
    return plan_mending(read_program(source), lambda path: source.files[path], lambda path: path in files)


def mended(text: str, path: str = PATH) -> str:
    """The text after mending; the text itself where nothing would be done."""
    return next((change.after for change in plan({path: text}).texts if change.path == path), text)


def left(files: Mapping[str, str | bytes]) -> list[str]:
    program = read_program(MemorySource(minimal_files() | dict(files)))
    return [name for _, name, _ in left_alone(program, lambda _: True)]


def test_a_record_in_order_needs_nothing() -> None:
    assert plan({PATH: HEAD + SIGNED + REST}).is_empty


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("area: 0142   # the bay", 'area: "0142"   # the bay'),
        ('items_ok: "20"', "items_ok: 20"),
        ("itmes_ok: 20   # counted twice", "items_ok: 20   # counted twice"),
        ("inspectors: [no, P-002]", 'inspectors: ["no", P-002]'),
    ],
)
def test_a_slip_is_mended_in_its_place(wrong: str, right: str) -> None:
    name = right.split(":")[0]
    lines = [right if line.startswith(f"{name}:") else line for line in REST.splitlines()]
    text = "".join(f"{line}\n" for line in [*HEAD.splitlines(), *SIGNED.splitlines(), *lines])
    assert mended(text.replace(right, wrong)) == text


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("items_ok: 020", "number-like-text"),
        ("date: 2026-06-10T00:00:00.000Z", "day-with-time"),
        ("date: '2026-06-10T00:00'", "day-with-time"),
        ("inspectr: [P-001]", "unknown-field"),
        ("weather: sunny", "unknown-field"),
    ],
)
def test_what_only_a_person_knows_is_left_and_said(line: str, fault: str) -> None:
    name = line.split(":")[0]
    text = "".join(f"{each}\n" for each in (HEAD + SIGNED + REST).splitlines() if not each.startswith(f"{name}:"))
    text += f"{line}\n"
    assert line in mended(text)
    assert left({PATH: text}) == [fault]


def test_a_number_where_text_belongs_is_not_put_in_quotes_because_its_zeros_may_be_lost() -> None:
    text = HEAD + SIGNED + REST.replace("area: Yard", "area: 142")
    assert mended(text) == text
    [fault] = read_program(MemorySource(minimal_files() | {PATH: text.encode()})).faults
    assert "If it began with zeros, they are lost here" in fault.fix


def test_no_day_person_or_signature_is_ever_touched() -> None:
    text = (HEAD + SIGNED + REST).replace("2026-06-10, method", "2026-6-9, method").replace("P-002", "P-02")
    assert mended(text) == text


def test_true_and_false_are_written_as_such_in_a_document_too() -> None:
    path = "policies/inspections.md"
    text = minimal_files()[path].decode()
    wrong = text.replace("\nid:", "\nacknowledge: Yes   # they sign\nid:", 1)
    result = mended(wrong, path)
    assert "acknowledge: true   # they sign\n" in result
    assert result.split("---\n", 2)[2] == text.split("---\n", 2)[2]


def test_a_missing_sha256_is_written_in_and_one_that_is_there_never_changes() -> None:
    beside = {"records/inspection/2026/scan.jpg": SCAN}
    text = HEAD + SIGNED + "attachments:\n- path: scan.jpg   # photo\n  caption: The form\n" + REST
    found = plan({PATH: text, **beside})
    assert [change.after for change in found.texts] == [text.replace("# photo\n", f"# photo\n  sha256: {SHA256}\n")]
    wrong = text.replace("# photo\n", f"# photo\n  sha256: {'f' * 64}\n")
    assert plan({PATH: wrong, **beside}).is_empty
    assert left({PATH: wrong, **beside}) == ["attachment-changed"]
    assert left({PATH: text}) == ["attachment-without-digest"]


ATTACHED = HEAD + SIGNED + f"attachments: [{{path: scan.jpg, sha256: {SHA256}, caption: The form}}]\n" + REST


def test_a_renamed_attachment_is_found_by_its_bytes() -> None:
    found = plan({PATH: ATTACHED, "records/inspection/2026/IMG 1.jpg": SCAN})
    assert [change.after for change in found.texts] == [ATTACHED.replace("path: scan.jpg", "path: IMG 1.jpg")]
    assert found.moves == ()


def test_an_attachment_that_went_to_another_folder_comes_back() -> None:
    found = plan({PATH: ATTACHED, "records/drill/2026/scan.jpg": SCAN})
    assert [each[:2] for each in found.moves] == [("records/drill/2026/scan.jpg", "records/inspection/2026/scan.jpg")]


def test_an_attachment_that_another_record_names_is_copied() -> None:
    other = ATTACHED.replace("insp-0003", "insp-0009").replace("2026-06-10", "2025-06-10")
    files = {
        PATH: ATTACHED,
        "records/inspection/2025/insp-0009.yaml": other,
        "records/inspection/2025/scan.jpg": SCAN,
    }
    found = plan(files)
    assert found.moves == ()
    assert [each[:2] for each in found.copies] == [
        ("records/inspection/2025/scan.jpg", "records/inspection/2026/scan.jpg")
    ]


def test_other_bytes_under_the_same_name_are_not_taken_for_it() -> None:
    assert plan({PATH: ATTACHED, "records/drill/2026/scan.jpg": b"another"}).is_empty


@pytest.mark.parametrize("name", ["../../drill/2026/scan.jpg", "sub/scan.jpg", ".hidden.jpg"])
def test_nothing_is_moved_to_a_place_that_a_record_may_not_name(name: str) -> None:
    text = ATTACHED.replace("scan.jpg", name)
    assert plan({PATH: text, "records/flha/2026/scan.jpg": SCAN}).moves == ()


def test_a_record_in_the_wrong_year_moves_with_its_scan() -> None:
    found = plan({"records/inspection/2025/wrong.yaml": ATTACHED, "records/inspection/2025/scan.jpg": SCAN})
    assert [each[:2] for each in found.moves] == [
        ("records/inspection/2025/wrong.yaml", PATH),
        ("records/inspection/2025/scan.jpg", "records/inspection/2026/scan.jpg"),
    ]
    assert found.texts == ()


def test_a_record_stays_where_its_place_or_its_id_is_taken_or_its_scan_is_shared() -> None:
    wrong = "records/inspection/2025/wrong.yaml"
    text = HEAD + SIGNED + REST
    assert plan({wrong: text, PATH: text}).moves == ()
    assert plan({wrong: text, PATH.upper().replace("RECORDS", "records"): "x: 1\n"}).moves == ()
    other = ATTACHED.replace("insp-0003", "insp-0009").replace("2026-06-10", "2025-06-10")
    shared = {
        wrong: ATTACHED,
        "records/inspection/2025/insp-0009.yaml": other,
        "records/inspection/2025/scan.jpg": SCAN,
    }
    assert plan(shared).moves == ()
    assert left(shared) == ["id-not-file-name", "wrong-year-folder"]


def test_a_person_whose_file_has_another_name_moves() -> None:
    text = minimal_files()["records/people/P-002.yaml"].decode().replace("P-002", "P-044")
    assert [each[:2] for each in plan({"records/people/carl.yaml": text}).moves] == [
        ("records/people/carl.yaml", "records/people/P-044.yaml")
    ]


def test_only_the_form_is_set_right_where_only_that_is_asked_for() -> None:
    text = (HEAD + REST).replace("area: Yard", "area: 007").replace("items_ok", "items_okay").replace("\n", "\r\n")
    files = MemorySource({PATH: text, "records/inspection/2025/insp-0003.yaml": text, "mkdocs.yml": text}).files
    found = plan_format(files, lambda path: files[path])
    assert len(found.texts) == 2
    assert found.moves == ()
    assert all('area: "007"\n' in change.after and "items_okay" in change.after for change in found.texts)
    assert "line ends" in found.texts[0].steps[0]


def test_what_one_fault_hid_is_mended_as_well() -> None:
    text = HEAD + SIGNED + REST.replace("items_ok: 20", 'itmes_ok: "20"')
    once = mended(text)
    assert mended(once) == once


def test_a_text_in_another_encoding_is_left() -> None:
    text = (HEAD + REST.replace("Yard", "Café")).encode("cp1252")
    assert plan({PATH: text}).is_empty
    assert left({PATH: text}) == ["not-utf8"]


def test_a_file_full_of_slips_is_not_tried_out_one_by_one() -> None:
    """Each trial reads the whole file; a file made to cost time is left to a person, and its numbers are still put in quotes."""
    text = HEAD + SIGNED + REST.replace("area: Yard", "area: 007")
    text += "".join(f"inspector{number}: P-001\n" for number in range(400))
    assert mended(text) == text.replace("area: 007", 'area: "007"')
