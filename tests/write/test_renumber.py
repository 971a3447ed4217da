"""Two people gave the same next number to different things: ours gets another, and everything that names it follows."""

from __future__ import annotations

from builder.write.renumber import find_renumbering, renumber_text

INSPECTION = "records/inspection/2026/insp-0007.yaml"
PHOTO = "records/inspection/2026/insp-0007-1.jpg"


def test_a_record_its_attachment_and_whatever_names_it_get_the_next_number() -> None:
    ours = {INSPECTION: b"id: insp-0007\narea: A\nattachments: [{path: insp-0007-1.jpg}]\n", PHOTO: b"ours"}
    theirs = {INSPECTION: b"id: insp-0007\narea: B\n", PHOTO: b"theirs"}
    found = find_renumbering(ours, theirs, {"insp-0007", "insp-0008"})
    assert found.ids == {"insp-0007": "insp-0009"}
    assert found.paths == {
        INSPECTION: "records/inspection/2026/insp-0009.yaml",
        PHOTO: "records/inspection/2026/insp-0009-1.jpg",
    }
    assert renumber_text(ours[INSPECTION].decode(), found, INSPECTION) == (
        "id: insp-0009\narea: A\nattachments: [{path: insp-0009-1.jpg}]\n"
    )
    other = "links: [insp-0007, insp-00071, insp-0007-b, xinsp-0007]\n# see insp-0007.\n"
    assert renumber_text(other, found, "records/corrective-action/2026/ca-0001.yaml") == (
        "links: [insp-0009, insp-00071, insp-0007-b, xinsp-0007]\n# see insp-0009.\n"
    )


def test_the_same_record_filed_by_both_is_one() -> None:
    files = {INSPECTION: b"id: insp-0007\narea: A\n"}
    found = find_renumbering(files, {INSPECTION: b"# typed in again\narea: A\nid: insp-0007\n"}, {"insp-0007"})
    assert not found.ids


def test_a_new_person_with_the_number_of_another_is_somebody_else_but_the_same_name_is_the_same_person() -> None:
    path = "records/people/P-012.yaml"
    ann, bob = {path: b"id: P-012\nname: Ann Lee\n"}, {path: b"id: P-012\nname: Bob Ray\n"}
    assert find_renumbering(ann, bob, {"P-012"}).ids == {"P-012": "P-013"}
    assert find_renumbering(ann, {path: b"id: P-012\nname: ann  lee\nemail: a@x.example\n"}, {"P-012"}).ids == {}


def test_documents_meet_by_their_id_and_not_by_their_file() -> None:
    ours = {"policies/grinding.md": b"---\nid: SWP-08\n---\nx\n"}
    theirs = {"policies/welding.md": b"---\nid: SWP-08\n---\ny\n"}
    found = find_renumbering(ours, theirs, {"SWP-08", "SWP-11"})
    assert found.ids == {"SWP-08": "SWP-12"}
    assert found.paths == {"policies/grinding.md": "policies/grinding.md"}


def test_a_photo_whose_name_is_taken_by_another_picture_gets_a_number_and_its_record_says_so() -> None:
    folder = "records/inspection/2026"
    ours = {f"{folder}/insp-0008.yaml": b"attachments: [{path: gate.jpg}]\n", f"{folder}/gate.jpg": b"a"}
    theirs = {f"{folder}/gate.jpg": b"b"}
    found = find_renumbering(ours, theirs, {"insp-0008"})
    assert found.paths == {f"{folder}/gate.jpg": f"{folder}/gate-2.jpg"}
    assert renumber_text("- path: gate.jpg\n", found, f"{folder}/insp-0008.yaml") == "- path: gate-2.jpg\n"
    assert renumber_text("- path: gate.jpg\n", found, "records/drill/2026/drill-0001.yaml") == "- path: gate.jpg\n"
