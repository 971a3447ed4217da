"""A new file gets the next free id, stands where it belongs, and never takes the place of another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builder.commands.new import new
from builder.model.error import BuilderError
from builder.read.program import read_program
from builder.read.source import FolderSource

DAY = date(2026, 3, 4)
SHOP = "id: shop\nname: Shop\nkind: shop\nhazard_class: high\n"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    write(tmp_path, "records/sites/shop.yaml", SHOP)
    return tmp_path


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def make(
    repo: Path,
    type_name: str,
    title: str = "",
    *,
    site: str | None = None,
    by: str | None = None,
    kind: str | None = None,
    area: str | None = None,
) -> str:
    """The path of the new file, inside the folder."""
    said: list[str] = []
    status = new(type_name, title, repo=repo, day=DAY, site=site, by=by, kind=kind, area=area, say=said.append)
    assert status == 0
    return Path(said[0]).relative_to(repo.resolve()).as_posix()


def refusal(repo: Path, type_name: str, title: str = "", **options: str) -> str:
    before = sorted(path for path in repo.rglob("*") if path.is_file())
    with pytest.raises(BuilderError) as refused:
        make(repo, type_name, title, **options)
    assert sorted(path for path in repo.rglob("*") if path.is_file()) == before
    return f"{refused.value.message} {refused.value.cure}"


def test_the_first_record_of_a_type_has_number_one(repo: Path) -> None:
    assert make(repo, "inspection") == "records/inspection/2026/insp-0001.yaml"
    text = (repo / "records/inspection/2026/insp-0001.yaml").read_text(encoding="utf-8")
    assert "id: insp-0001\ndate: 2026-03-04\nsite: shop\n" in text


def test_the_next_one_follows_the_highest_of_all_years(repo: Path) -> None:
    write(repo, "records/inspection/2025/insp-0041.yaml", "id: insp-0041\ndate: 2025-12-30\n")
    write(repo, "records/inspection/2026/insp-0007.yaml", "id: insp-0007\ndate: 2026-01-02\n")
    assert make(repo, "inspection") == "records/inspection/2026/insp-0042.yaml"
    assert make(repo, "inspection") == "records/inspection/2026/insp-0043.yaml"


def test_the_id_of_a_broken_file_counts_as_taken(repo: Path) -> None:
    write(repo, "records/inspection/2026/insp-0009.yaml", "id: [\n")
    assert make(repo, "inspection") == "records/inspection/2026/insp-0010.yaml"


def test_what_it_makes_reads_with_nothing_but_empty_fields(repo: Path) -> None:
    make(repo, "inspection", site="shop", by="P-004", kind="weekly")
    program = read_program(FolderSource(repo))
    faults = [fault for fault in program.faults if "insp-0001" in fault.place.path]
    assert {fault.name for fault in faults} == {"detail-missing"}
    record = program.record_by_id["insp-0001"].value
    assert (record.site, record.recorded_by, record.kind_of_record) == ("shop", "P-004", "weekly")


def test_the_only_site_is_filled_in_and_of_two_none_is_chosen(repo: Path) -> None:
    make(repo, "toolbox-meeting")
    make(repo, "training")
    write(repo, "records/sites/office.yaml", SHOP.replace("id: shop", "id: office"))
    make(repo, "toolbox-meeting")
    records = read_program(FolderSource(repo)).record_by_id
    assert (records["tbx-0001"].value.site, records["trn-0001"].value.site, records["tbx-0002"].value.site) == (
        "shop",
        None,
        None,
    )


def test_an_unknown_site_is_refused_with_the_near_one(repo: Path) -> None:
    assert (
        refusal(repo, "inspection", site="shopp") == "There is no site shopp. Did you mean shop? The sites are: shop."
    )


def test_an_unknown_type_is_refused_with_the_near_one(repo: Path) -> None:
    words = refusal(repo, "inspektion")
    assert "There is no type called inspektion. Did you mean inspection? The types are: " in words
    for name in ("person", "policy", "visitor-log"):
        assert name in words


def test_a_kind_is_one_of_the_type_and_a_class_counts_as_a_kind(repo: Path) -> None:
    assert "Did you mean weekly? The kinds are: site, weekly" in refusal(repo, "inspection", kind="weakly")
    assert "have no kinds" in refusal(repo, "training", kind="weekly")
    make(repo, "incident", kind="near-miss")
    assert read_program(FolderSource(repo)).record_by_id["inc-0001"].value.kind_of_record == "near-miss"


@pytest.mark.parametrize(
    ("type_name", "title", "path"),
    [
        ("person", "Robin Kowalski", "records/people/P-001.yaml"),
        ("asset", "Unit 7: the van", "records/assets/A-001.yaml"),
        ("contractor", "Crane & Co.", "records/contractors/C-01.yaml"),
        ("site", "Northgate: phase 2", "records/sites/northgate-phase-2.yaml"),
        ("position", "Pipe fitter", "records/positions/pipe-fitter.yaml"),
    ],
)
def test_an_entry_of_each_register_stands_in_its_folder_with_its_name(
    repo: Path, type_name: str, title: str, path: str
) -> None:
    assert make(repo, type_name, title) == path
    text = (repo / path).read_text(encoding="utf-8")
    assert title in text
    assert f"id: {Path(path).stem}\n" in text


@pytest.mark.parametrize("type_name", ["person", "asset", "contractor", "site", "position", "policy"])
def test_what_goes_by_a_name_is_not_made_without_one(repo: Path, type_name: str) -> None:
    assert f"muster new {type_name}" in refusal(repo, type_name)


def test_people_are_numbered_on_past_broken_files(repo: Path) -> None:
    write(repo, "records/people/P-034.yaml", "id: P-034\nname: Robin Kowalski\n")
    write(repo, "records/people/P-035.yaml", "nothing\n")
    assert make(repo, "person", "Zoë Tremblay") == "records/people/P-036.yaml"


def test_a_site_that_is_there_already_is_not_written_over(repo: Path) -> None:
    assert "exists already" in refusal(repo, "site", "Shop")
    assert (repo / "records/sites/shop.yaml").read_text(encoding="utf-8") == SHOP


def test_a_link_in_the_place_of_the_new_file_is_not_written_through(repo: Path) -> None:
    (repo / "records/sites/yard.yaml").symlink_to(repo / "outside.yaml")
    with pytest.raises(BuilderError, match="exists already"):
        make(repo, "site", "Yard")
    assert not (repo / "outside.yaml").exists()


@pytest.mark.parametrize(
    ("kind", "id"),
    [("policy", "POL-01"), ("program", "PRG-01"), ("procedure", "PRG-01"), ("swp", "SWP-01"), ("plan", "PLN-01")],
)
def test_a_document_gets_an_id_of_its_kind(repo: Path, kind: str, id: str) -> None:
    assert make(repo, "policy", "Ladders & lifts", kind=kind, area="hazard-control") == "policies/ladders-lifts.md"
    policy = read_program(FolderSource(repo)).policy_by_id[id].value
    assert (policy.title, policy.kind, policy.area, policy.status) == (
        "Ladders & lifts",
        kind,
        "hazard-control",
        "draft",
    )


def test_the_id_of_a_document_that_cannot_be_read_counts_as_taken(repo: Path) -> None:
    write(repo, "policies/a.md", '---\nid: "PRG-07"\nversion: four\n---\n')
    write(repo, "policies/b.md", "---\nid: PRG-08\ntitle: [\n---\n")
    assert make(repo, "policy", "Ladders", kind="program") == "policies/ladders.md"
    assert "id: PRG-09\n" in (repo / "policies/ladders.md").read_text(encoding="utf-8")


def test_an_unknown_kind_or_area_of_a_document_names_those_there_are(repo: Path) -> None:
    assert "Did you mean program? The kinds are: policy, program" in refusal(repo, "policy", "X", kind="programme")
    assert "Did you mean inspections? The elements are: leadership" in refusal(repo, "policy", "X", area="inspection")


def test_a_title_without_a_latin_letter_is_refused(repo: Path) -> None:
    assert "no Latin letter or digit" in refusal(repo, "policy", "ਸੁਰੱਖਿਆ")
    assert "no Latin letter or digit" in refusal(repo, "site", "---")


def test_from_a_folder_inside_the_program_the_file_still_lands_where_it_belongs(repo: Path) -> None:
    (repo / "records/sites/deep").mkdir()
    said: list[str] = []
    new(
        "inspection",
        "",
        repo=repo / "records/sites/deep",
        day=DAY,
        site=None,
        by=None,
        kind=None,
        area=None,
        say=said.append,
    )
    assert (repo / "records/inspection/2026/insp-0001.yaml").is_file()


def test_in_the_programs_own_folder_the_path_is_short(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo)
    said: list[str] = []
    new("inspection", "", repo=Path(), day=DAY, site=None, by=None, kind=None, area=None, say=said.append)
    assert said[0] == "records/inspection/2026/insp-0001.yaml"


def test_where_there_is_no_program_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "inside/.git").mkdir(parents=True)
    for folder in (tmp_path / "inside", tmp_path / "missing"):
        with pytest.raises(BuilderError):
            new("inspection", "", repo=folder, day=DAY, site=None, by=None, kind=None, area=None, say=print)
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".git", "inside", "records"]
