"""What a coordinator saves in the browser, as it stands in the files afterwards."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.commands.editing.desk import Desk
from builder.commands.editing.kinds import is_plain_path
from builder.model.error import BuilderError
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.write.canonical import format_file
from tests.commands.editing.desk_company import INSPECTION, JPEG, POLICY, ask, begin_company, open_entry, save


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begin_company(tmp_path)


@pytest.fixture
def desk(root: Path) -> Desk:
    return Desk(root, lambda: None)


def everything(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_title_and_a_paragraph_are_changed_and_nothing_else(root: Path, desk: Desk) -> None:
    before = (root / POLICY).read_text()
    _, base = open_entry(desk, POLICY)
    # As Decap writes it: no comments, another order, empty fields filled in.
    raw = (
        "---\ntitle: Our safety policy\napproved_by: ''\napproved_on: ''\nid: POL-01\nkind: policy\narea: leadership\nversion: 1\n"
        "owner: P-002\nreview_every: P12M\nstatus: draft\nlanguage: en\nanswers:\n  - ML1\n  - ML2\n  - ML3\nacknowledge: true\n"
        "clauses: {}\nobligations: []\nlegislation: []\n---\n"
        + before.split("---\n", 2)[2].replace("Say in your own words what", "We promise what")
    )
    save(desk, POLICY, raw, base)
    after = (root / POLICY).read_text()
    assert after == before.replace("title: Health and safety policy", "title: Our safety policy").replace(
        "Say in your own words what", "We promise what"
    )
    assert "# the most senior manager, once signed" in after


def test_saving_without_a_change_writes_nothing(root: Path, desk: Desk) -> None:
    before = everything(root)
    text, base = open_entry(desk, POLICY)
    answer = save(desk, POLICY, text.replace("---\n\n## Our", "---\n## Our").rstrip("\n"), base)
    assert everything(root) == before
    assert answer["notices"] == ["Nothing was different, so nothing was written."]


def test_an_inspection_with_a_photo_is_filed_beside_each_other(root: Path, desk: Desk) -> None:
    raw = INSPECTION + "notes: ''\nattachments:\n  - path: IMG_1.JPG\n    caption: The east ladder\n    level: ''\n"
    answer = save(
        desk, "records/inspection/2026/insp-0001.yaml", raw, files={"records/inspection/2026/IMG_1.JPG": JPEG}
    )
    assert answer["path"] == "records/inspection/2026/insp-0001.yaml"
    text = (root / answer["path"]).read_text()
    assert "- path: insp-0001-1.jpg\n" in text
    assert f"  sha256: {hashlib.sha256(JPEG).hexdigest()}\n" in text
    assert "notes" not in text
    assert "level" not in text
    assert (root / "records/inspection/2026/insp-0001-1.jpg").read_bytes() == JPEG
    assert format_file(answer["path"], text) == text
    assert answer["notices"] == ["Filed beside it: insp-0001-1.jpg."]
    program = read_program(FolderSource(root))
    assert [record.value.attachments[0].path for record in program.records] == ["insp-0001-1.jpg"]


def test_a_form_that_is_saved_again_still_has_the_old_name_of_its_photo(root: Path, desk: Desk) -> None:
    raw = INSPECTION + "attachments:\n  - path: IMG_1.JPG\n    caption: The east ladder\n"
    path = "records/inspection/2026/insp-0001.yaml"
    first = save(desk, path, raw, files={"records/inspection/2026/IMG_1.JPG": JPEG})
    save(desk, path, raw.replace("east", "west"), first["base"])
    text = (root / path).read_text()
    assert "- path: insp-0001-1.jpg\n" in text
    assert hashlib.sha256(JPEG).hexdigest() in text
    assert "west ladder" in text
    assert sorted(each.name for each in (root / path).parent.iterdir()) == ["insp-0001-1.jpg", "insp-0001.yaml"]


def test_the_same_photo_sent_again_is_filed_once(root: Path, desk: Desk) -> None:
    raw = INSPECTION + "attachments:\n  - path: IMG_1.JPG\n    caption: The east ladder\n"
    path = "records/inspection/2026/insp-0001.yaml"
    first = save(desk, path, raw, files={"IMG_1.JPG": JPEG})
    save(desk, path, raw, first["base"], files={"IMG_1.JPG": JPEG})
    assert sorted(each.name for each in (root / path).parent.iterdir()) == ["insp-0001-1.jpg", "insp-0001.yaml"]


def test_a_digest_that_does_not_fit_its_file_stays_because_it_tells_a_change_of_evidence(
    root: Path, desk: Desk
) -> None:
    raw = INSPECTION + "attachments:\n  - path: IMG_1.JPG\n    caption: The east ladder\n"
    path = "records/inspection/2026/insp-0001.yaml"
    save(desk, path, raw, files={"IMG_1.JPG": JPEG})
    (root / "records/inspection/2026/insp-0001-1.jpg").write_bytes(JPEG + b" retouched")
    text, base = open_entry(desk, path)
    save(desk, path, text.replace("east", "west"), base)
    assert hashlib.sha256(JPEG).hexdigest() in (root / path).read_text()


def test_an_id_that_was_taken_meanwhile_becomes_the_next_one_and_the_other_record_stays(root: Path, desk: Desk) -> None:
    path = "records/inspection/2026/insp-0001.yaml"
    save(desk, path, INSPECTION)
    first = (root / path).read_bytes()
    answer = save(desk, path, INSPECTION.replace("kind: site", "kind: weekly"))
    assert answer["path"] == "records/inspection/2026/insp-0002.yaml"
    assert answer["notices"] == ["It was filed as insp-0002, because insp-0001 is taken."]
    assert (root / path).read_bytes() == first


def test_a_record_goes_to_the_folder_of_its_year_and_gets_an_id_if_it_has_none(desk: Desk) -> None:
    raw = INSPECTION.replace("id: insp-0001", "id: ''").replace("2026-11-20", "2025-02-03")
    assert save(desk, "records/inspection/2026/-1.yaml", raw)["path"] == "records/inspection/2025/insp-0001.yaml"


def test_a_person_is_called_by_the_id_whose_letters_the_editor_made_small(desk: Desk) -> None:
    assert save(desk, "records/people/p-003.yaml", "id: P-003\nname: Cleo Yip\n")["path"] == "records/people/P-003.yaml"


def test_what_somebody_changed_elsewhere_in_the_file_meanwhile_is_kept(root: Path, desk: Desk) -> None:
    path = "records/people/P-002.yaml"
    text, base = open_entry(desk, path)
    (root / path).write_text(text.replace("work_phone:", 'work_phone: "403-555-0100"'))
    answer = save(desk, path, text.replace("Ben Okafor", "Benedict Okafor"), base)
    assert "both changes are in it" in answer["notices"][0]
    assert 'work_phone: "403-555-0100"' in (root / path).read_text()
    # The form doesn't show the phone number; saving it once more must not take it out.
    save(desk, path, text.replace("Ben Okafor", "Benedict A. Okafor"), answer["base"])
    both = (root / path).read_text()
    assert "name: Benedict A. Okafor" in both
    assert 'work_phone: "403-555-0100"' in both


def test_where_both_changed_the_same_field_the_form_is_refused_and_the_file_stays(root: Path, desk: Desk) -> None:
    path = "records/people/P-002.yaml"
    text, base = open_entry(desk, path)
    (root / path).write_text(text.replace("Ben Okafor", "B. Okafor"))
    with pytest.raises(BuilderError, match=r"changed on disk since you opened it here.*name"):
        save(desk, path, text.replace("Ben Okafor", "Benedict Okafor"), base)
    assert "name: B. Okafor" in (root / path).read_text()


def test_a_file_that_was_taken_away_meanwhile_is_not_made_again(root: Path, desk: Desk) -> None:
    text, base = open_entry(desk, "records/people/P-002.yaml")
    (root / "records/people/P-002.yaml").unlink()
    with pytest.raises(BuilderError, match="isn't there any more"):
        save(desk, "records/people/P-002.yaml", text, base)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (INSPECTION.replace("kind: site", "kind: sitting"), "kind"),
        (INSPECTION.replace('"2026-11-20"', '"20.11.2026"'), "date can't be read"),
        (INSPECTION.replace('date: "2026-11-20"\n', ""), "day on which it happened"),
        (INSPECTION + "colour: red\ncolour: blue\n", "second time"),
        ("a: &a [x]\nb: [*a, *a]\n" + "c: [" + "*a, " * 60 + "]\n", "anchors"),
        ("- a list\n", "holds no fields"),
        ("{", "can't be read|not|expected"),
    ],
)
def test_what_the_strict_reader_refuses_is_refused_with_its_sentence(
    root: Path, desk: Desk, raw: str, sentence: str
) -> None:
    before = everything(root)
    with pytest.raises(BuilderError, match=sentence):
        save(desk, "records/inspection/2026/insp-0001.yaml", raw)
    assert everything(root) == before


@pytest.mark.parametrize(
    "path",
    [
        "../outside.yaml",
        "/etc/passwd",
        ".git/config",
        "records/.git/x.yaml",
        "records/people/../../x.yaml",
        "records/people\\x.yaml",
        "records/unheard-of/2026/x.yaml",
        "README.md",
        "mkdocs.yml",
        "policies/x.html",
        "",
    ],
)
def test_only_files_of_the_program_are_written(root: Path, desk: Desk, path: str) -> None:
    before = everything(root)
    with pytest.raises(BuilderError):
        save(desk, path, "id: P-009\nname: Nobody\n")
    outcome = set(everything(root)) - set(before)
    assert outcome == set()


@pytest.mark.parametrize("path", ["records/people/NUL.yaml", "records/people/a:b.yaml", "records/people/.yaml"])
def test_a_name_that_windows_does_not_take_is_replaced_by_the_id(root: Path, desk: Desk, path: str) -> None:
    before = set(everything(root))
    save(desk, path, "id: P-009\nname: Nobody\n")
    assert set(everything(root)) - before == {"records/people/P-009.yaml"}


def test_a_link_is_neither_read_nor_written_through(
    root: Path, desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "P-005.yaml").write_text("id: P-005\nname: Secret\n")
    os.symlink(outside / "P-005.yaml", root / "records/people/P-005.yaml")
    os.symlink(outside, root / "records/inspection")
    listed = [
        each["file"]["path"]
        for each in ask(desk, "entriesByFolder", folder="records/people", extension="yaml", depth=1)
    ]
    assert listed == ["records/people/P-001.yaml", "records/people/P-002.yaml"]
    with pytest.raises(BuilderError, match="is a link"):
        ask(desk, "getEntry", path="records/people/P-005.yaml")
    with pytest.raises(BuilderError, match="lies behind one"):
        save(desk, "records/inspection/2026/insp-0001.yaml", INSPECTION)
    assert sorted(each.name for each in outside.iterdir()) == ["P-005.yaml"]


def test_the_id_of_an_entry_stays(desk: Desk) -> None:
    text, base = open_entry(desk, "records/people/P-002.yaml")
    with pytest.raises(BuilderError, match="The id stays P-002"):
        save(desk, "records/people/P-002.yaml", text.replace("P-002", "P-007"), base)


def test_a_file_that_nobody_could_open_is_refused_whatever_it_is_called(root: Path, desk: Desk) -> None:
    before = everything(root)
    raw = INSPECTION + "attachments:\n  - path: scan.pdf\n    caption: The form\n"
    with pytest.raises(BuilderError, match="no file that can be shown"):
        save(desk, "records/inspection/2026/insp-0001.yaml", raw, files={"scan.pdf": b"MZ\x90 a program"})
    assert everything(root) == before


@pytest.mark.parametrize(
    "name",
    ["policies/more.md", "content/x.html", "content/x.svg", "content/x.js", "content/NUL.gif", "content/com¹ .gif"],
)
def test_what_only_begins_like_a_picture_is_filed_under_no_other_name(root: Path, desk: Desk, name: str) -> None:
    before = everything(root)
    with pytest.raises(BuilderError, match="name"):
        save(desk, "content/new.md", "---\ntitle: New\n---\nText\n", files={name: b"GIF89a<script>alert(1)</script>"})
    assert everything(root) == before


def test_the_page_signed_in_ink_is_filed_with_its_version_and_digest(root: Path, desk: Desk) -> None:
    text, base = open_entry(desk, POLICY)
    raw = text.replace("obligations: []", "obligations: []\nsigned_copy: {path: scan 1.pdf}")
    save(desk, POLICY, raw, base, files={"policies/scan 1.pdf": b"%PDF-1.7 signed"})
    assert (root / "policies/signed/POL-01-v1.pdf").read_bytes() == b"%PDF-1.7 signed"
    assert "signed/POL-01-v1.pdf" in (root / POLICY).read_text()
    assert hashlib.sha256(b"%PDF-1.7 signed").hexdigest() in (root / POLICY).read_text()


def test_the_text_of_an_approved_document_is_not_changed_without_a_word_about_the_approval(
    root: Path, desk: Desk
) -> None:
    file = root / POLICY
    approved = file.read_text().replace("status: draft ", "status: approved ")
    file.write_text(
        approved.replace("approved_on:", "approved_on: 2026-11-02").replace("approved_by:  ", "approved_by: P-001")
    )
    text, base = open_entry(desk, POLICY)
    answer = save(desk, POLICY, text.replace("Our commitment\n", "Our promise\n"), base)
    assert answer["notices"][0].startswith("It still says that version 1 is approved, and its text is another one now.")
    # A new version, or another owner, is none of that.
    raised = save(
        desk, POLICY, text.replace("Our commitment\n", "Our word\n").replace("version: 1", "version: 2"), answer["base"]
    )
    other = (
        text.replace("Our commitment\n", "Our word\n")
        .replace("version: 1", "version: 2")
        .replace("owner: P-002", "owner: P-001")
    )
    assert (raised["notices"], save(desk, POLICY, other, raised["base"])["notices"]) == ([], [])


def test_nothing_is_deleted(root: Path, desk: Desk) -> None:
    before = everything(root)
    for action, params in (("deleteFile", {"path": POLICY}), ("deleteFiles", {"paths": [POLICY]})):
        with pytest.raises(BuilderError, match="deletes nothing"):
            ask(desk, action, **params)
    assert everything(root) == before


def test_a_disk_that_does_not_take_the_photo_keeps_the_record_out_too(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(root)

    def is_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("builder.commands.files.os.fsync", is_full)
    raw = INSPECTION + "attachments:\n  - path: IMG_1.JPG\n    caption: The east ladder\n"
    with pytest.raises(OSError, match="No space left"):
        save(desk, "records/inspection/2026/insp-0001.yaml", raw, files={"IMG_1.JPG": JPEG})
    assert everything(root) == before
    assert not (root / "records/inspection").exists()


def test_only_the_pictures_of_the_entry_that_is_open_are_sent_along(desk: Desk) -> None:
    for number in (1, 2):
        raw = INSPECTION.replace("0001", f"000{number}") + "attachments:\n  - path: a.jpg\n    caption: A ladder\n"
        save(desk, f"records/inspection/2026/insp-000{number}.yaml", raw, files={"a.jpg": JPEG + bytes([number])})
    open_entry(desk, "records/inspection/2026/insp-0002.yaml")
    found = ask(desk, "getMedia", mediaFolder="records/inspection/2026")
    assert [each["path"] for each in found] == ["records/inspection/2026/insp-0002-1.jpg"]


def test_forms_that_are_saved_at_the_same_moment_get_an_id_each(root: Path, desk: Desk) -> None:
    with ThreadPoolExecutor(8) as pool:
        path = "records/inspection/2026/insp-0001.yaml"
        saved = list(pool.map(lambda number: save(desk, path, INSPECTION + f"items_ok: {number}\n"), range(8)))
    assert sorted(each["id"] for each in saved) == [f"insp-000{number}" for number in range(1, 9)]
    texts = [path.read_text() for path in sorted((root / "records/inspection/2026").iterdir())]
    assert sorted(text.splitlines()[-1] for text in texts) == [f"items_ok: {number}" for number in range(8)]


parts = st.one_of(
    st.sampled_from(
        ["records", "people", "..", ".", "", ".git", "P-009.yaml", "content", "a.md", "policies", "inspection", "2026"]
    ),
    st.text(max_size=6),
)


@given(st.lists(parts, min_size=1, max_size=6).map("/".join))
def test_no_path_leads_out_of_the_programs_folders(path: str) -> None:
    if is_plain_path(path):
        there = PurePosixPath("/program", path)
        assert there.parts[2] in ("records", "policies", "content", "mkdocs.yml")
        assert not any(part.startswith(".") for part in there.parts)
        assert os.path.normpath(there) == str(there)


def test_a_page_without_front_matter_stays_one(root: Path, desk: Desk) -> None:
    path = "content/contacts.md"
    (root / path).write_text("# Contacts\n\n| Who | Phone |\n|-----|-------|\n| Ana | 0123 |\n")
    text, base = open_entry(desk, path)
    # An editor of forms writes a head, even an empty one.
    save(desk, path, f"---\ntitle: ''\n---\n{text.replace('0123', '0124')}", base)
    assert (root / path).read_text() == "# Contacts\n\n| Who | Phone |\n|-----|-------|\n| Ana | 0124 |\n"


def test_a_file_that_is_a_list_keeps_the_entries_that_nobody_touched(root: Path, desk: Desk) -> None:
    path = "records/explained.yaml"
    before = "# What we know of.\n- about: insp-0001\n  reason: The shop was shut.   # by the landlord\n  person: P-001\n  date: 2026-11-02\n"
    (root / path).write_text(before)
    text, base = open_entry(desk, path)
    more = "- about: insp-0002\n  reason: The site was snowed in.\n  person: P-001\n  date: 2026-11-03\n"
    save(desk, path, text.replace("   # by the landlord", "").replace("# What we know of.\n", "") + more, base)
    assert (root / path).read_text() == before + more


def test_a_file_saved_on_windows_is_changed_where_it_was_changed(root: Path, desk: Desk) -> None:
    path = "records/people/P-002.yaml"
    (root / path).write_bytes((root / path).read_bytes().replace(b"\n", b"\r\n"))
    text, base = open_entry(desk, path)
    assert "\r" not in text
    save(desk, path, text.replace("Ben", "Benedict"), base)
    assert b"name: Benedict Okafor\n" in (root / path).read_bytes()
    assert b"# the first day of employment; correct it" in (root / path).read_bytes()
