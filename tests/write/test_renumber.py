"""Two people gave the same next number to different things: ours gets another, and everything that names it follows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

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


NUMBERS = st.sets(st.integers(1, 12), max_size=6)


@given(ours=NUMBERS, theirs=NUMBERS, others=NUMBERS)
def test_whatever_both_numbered_each_thing_has_a_number_of_its_own_afterwards(
    ours: set[int], theirs: set[int], others: set[int]
) -> None:
    mine, other = ({f"insp-{number:04}" for number in numbers} for numbers in (ours, theirs))
    folder = "records/inspection/2026"
    files = {f"{folder}/{id}.yaml": f"id: {id}\narea: ours\n".encode() for id in mine}
    files |= {f"{folder}/{id}.jpg": b"ours" for id in mine}
    found = find_renumbering(
        files,
        {f"{folder}/{id}.yaml": f"id: {id}\narea: theirs\n".encode() for id in other},
        {f"insp-{number:04}" for number in others} | mine | other,
    )
    assert found.ids.keys() == mine & other
    new = [found.ids.get(id, id) for id in sorted(mine)]
    assert len({*new}) == len(new)
    assert {*found.ids.values()} & (mine | other | {f"insp-{number:04}" for number in others}) == set()
    # File, attachment and every mention go to the same number.
    path = f"{folder}/insp-0000.yaml"
    for id in mine:
        assert found.paths.get(f"{folder}/{id}.jpg", f"{folder}/{id}.jpg") == f"{folder}/{found.ids.get(id, id)}.jpg"
        assert renumber_text(f"links: [{id}]\n", found, path) == f"links: [{found.ids.get(id, id)}]\n"
