"""The options choose which bytes are read and on which day they are judged."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder.commands.prepare import Choice, Prepared, prepare
from builder.model.error import BuilderError
from builder.model.snapshot import Window
from tests.histories.repository import GitRepository

TODAY = date(2026, 10, 31)
COMPANY = """\
name: Ridgeline Mechanical Ltd.
partner: acsa
certificate: {scheme: COR, audit: recertification}
standard: {id: alberta-cor, edition: "2023"}
time_zone: America/Edmonton
"""
POLICY = """\
---
id: POL-01
title: Health and safety policy
kind: policy
area: leadership
version: 1
owner: P-002
approved_by: P-001
approved_on: 2026-01-05
review_every: P12M
last_reviewed: 2026-01-05
status: approved
---

Nobody gets hurt.
"""
REPORT = "id: hzr-000{number}\ndate: {day}\nhazard: Cord on the wet floor\n"


def report(number: int, day: str) -> dict[str, str]:
    return {f"records/hazard-report/{day[:4]}/hzr-000{number}.yaml": REPORT.format(number=number, day=day)}


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    made = GitRepository.make(tmp_path / "company")
    made.commit({"records/company.yaml": COMPANY, **report(1, "2026-01-05")}, at="2026-01-06 12:00:00 -0700")
    made.commit({"records/scan.png": b"first", **report(2, "2026-02-05")}, at="2026-02-06 12:00:00 -0700")
    return made


def look(folder: Path, **options: Any) -> Prepared:
    with prepare(Choice(**{"repo": folder, "commit": None, "as_of": None, "today": TODAY, **options})) as prepared:
        return prepared


def ids(prepared: Prepared) -> list[str]:
    return list(prepared.snapshot.program.record_by_id)


def test_by_default_the_files_on_disk_are_judged_today(repository: GitRepository) -> None:
    repository.write(report(3, "2026-10-30"))
    prepared = look(repository.root)
    assert ids(prepared) == ["hzr-0001", "hzr-0002", "hzr-0003"]
    assert (prepared.snapshot.as_of, prepared.commit) == (TODAY, "")
    assert prepared.snapshot.window == Window(date(2025, 11, 1), TODAY)
    assert prepared.snapshot.work_tree is not None
    assert prepared.snapshot.work_tree.added == ("records/hazard-report/2026/hzr-0003.yaml",)
    assert prepared.snapshot.history is not None
    assert prepared.snapshot.history.commits == 2


def test_as_of_chooses_the_day_only_and_later_records_are_counted_out(repository: GitRepository) -> None:
    prepared = look(repository.root, as_of=date(2026, 1, 31))
    assert ids(prepared) == ["hzr-0001"]
    assert prepared.snapshot.left_out == 1
    assert prepared.snapshot.window == Window(date(2025, 2, 1), date(2026, 1, 31))


def test_commit_chooses_the_bytes_and_the_disk_plays_no_part(repository: GitRepository) -> None:
    repository.write({"records/scan.png": b"changed on disk", **report(3, "2026-03-05")})
    first = repository.git("rev-parse", "HEAD~1").decode().strip()
    prepared = look(repository.root, commit="HEAD~1")
    assert (ids(prepared), prepared.commit) == (["hzr-0001"], first)
    with prepare(Choice(repository.root, "HEAD", None, TODAY)) as head:
        assert head.read_file("records/scan.png") == b"first"
        assert head.tree == repository.tree()
    with prepare(Choice(repository.root, None, None, TODAY)) as disk:
        assert disk.read_file("records/scan.png") == b"changed on disk"


def test_a_day_as_commit_is_the_last_one_entered_by_it(repository: GitRepository) -> None:
    assert ids(look(repository.root, commit="@2026-02-05")) == ["hzr-0001"]
    assert ids(look(repository.root, commit="@2026-02-06")) == ["hzr-0001", "hzr-0002"]
    with pytest.raises(BuilderError):
        look(repository.root, commit="@2025-12-31")


def test_what_must_come_from_a_commit_is_judged_on_the_day_it_entered(repository: GitRepository) -> None:
    repository.write(report(3, "2026-03-05"))
    prepared = look(repository.root, by_commit=True)
    assert prepared.commit == repository.head()
    assert prepared.snapshot.as_of == date(2026, 2, 6)
    assert prepared.snapshot.window == Window(date(2025, 2, 7), date(2026, 2, 6))


def test_from_and_to_choose_the_window(repository: GitRepository) -> None:
    prepared = look(repository.root, first=date(2026, 1, 1), last=date(2026, 1, 31))
    assert prepared.snapshot.window == Window(date(2026, 1, 1), date(2026, 1, 31))
    assert prepared.snapshot.as_of == date(2026, 1, 31)
    with pytest.raises(BuilderError, match="--from 2026-03-01 lies after --to 2026-01-31"):
        look(repository.root, first=date(2026, 3, 1), last=date(2026, 1, 31))


def test_a_folder_inside_the_program_means_the_whole_program(repository: GitRepository) -> None:
    prepared = look(repository.root / "records")
    assert prepared.root == repository.root
    assert ids(prepared) == ["hzr-0001", "hzr-0002"]
    assert prepared.snapshot.history is not None


def test_without_git_everything_but_the_history_is_examined(tmp_path: Path) -> None:
    for path, text in {"records/company.yaml": COMPANY, **report(1, "2026-01-05")}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    prepared = look(tmp_path)
    assert ids(prepared) == ["hzr-0001"]
    assert prepared.snapshot.history is None
    assert "not in a git repository" in prepared.snapshot.history_note
    with pytest.raises(BuilderError):
        look(tmp_path, by_commit=True)
    with pytest.raises(BuilderError):
        look(tmp_path, commit="HEAD")


def test_a_repository_without_a_commit_is_examined_on_disk_and_packs_nothing(tmp_path: Path) -> None:
    repository = GitRepository.make(tmp_path / "fresh")
    repository.write({"records/company.yaml": COMPANY, **report(1, "2026-01-05")})
    prepared = look(repository.root)
    assert ids(prepared) == ["hzr-0001"]
    assert "no commit yet" in prepared.snapshot.history_note
    with pytest.raises(BuilderError, match="no commit"):
        look(repository.root, by_commit=True)


def test_a_bare_repository_is_read_at_its_head(repository: GitRepository, tmp_path: Path) -> None:
    repository.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    prepared = look(tmp_path / "bare.git")
    assert (ids(prepared), prepared.commit, prepared.root) == (["hzr-0001", "hzr-0002"], repository.head(), None)


def test_a_program_in_a_folder_of_another_repository_has_no_history_of_its_own(tmp_path: Path) -> None:
    outer = GitRepository.make(tmp_path / "outer")
    outer.commit({"README.md": "outer", "company/records/company.yaml": COMPANY})
    prepared = look(outer.root / "company")
    assert prepared.snapshot.program.company is not None
    assert prepared.snapshot.history is None
    assert "inside another repository" in prepared.snapshot.history_note
    with pytest.raises(BuilderError, match="inside another repository") as refused:
        look(outer.root / "company", by_commit=True)
    assert "of its own" in refused.value.cure


def test_a_document_checked_out_with_windows_line_ends_is_still_the_one_that_was_committed(
    repository: GitRepository,
) -> None:
    path = "policies/a.md"
    repository.commit({path: POLICY})
    blob = repository.git("rev-parse", f"HEAD:{path}").decode().strip()
    repository.write({path: POLICY.replace("\n", "\r\n")})
    assert [each.blob for each in look(repository.root).snapshot.program.policies] == [blob]
    repository.write({path: POLICY.replace("\n", "\r\n") + "More.\r\n"})
    assert [each.blob for each in look(repository.root).snapshot.program.policies] != [blob]


def test_the_sample_in_the_repository_of_the_code_has_no_history_to_examine(repository: GitRepository) -> None:
    repository.commit({"builder/__init__.py": "", "records/company.yaml": COMPANY + "demonstration: true\n"})
    prepared = look(repository.root)
    assert prepared.snapshot.history is None
    assert "muster demo" in prepared.snapshot.history_note


@pytest.mark.parametrize("commit", ["nowhere", "HEAD~99", "0123456789", "--all", "", "@2026-02-30", "HEAD:records"])
def test_a_commit_that_is_none_is_told(repository: GitRepository, commit: str) -> None:
    with pytest.raises(BuilderError) as refused:
        look(repository.root, commit=commit, by_commit=True)
    assert refused.value.message.endswith((".", "?"))


def test_a_folder_without_a_program_is_refused_with_what_to_do(tmp_path: Path) -> None:
    for folder in (tmp_path, GitRepository.make(tmp_path / "empty").root):
        with pytest.raises(BuilderError, match="holds no program") as refused:
            look(folder)
        assert "muster init DIR" in refused.value.cure
    with pytest.raises(BuilderError, match="There is no folder"):
        look(tmp_path / "missing")


def test_a_standard_nobody_ships_is_refused_with_those_that_are(repository: GitRepository) -> None:
    repository.write({"records/company.yaml": COMPANY.replace("2023", "1999")})
    with pytest.raises(BuilderError, match="edition 1999") as refused:
        look(repository.root)
    assert "alberta-cor-2023" in refused.value.cure


def test_a_broken_company_file_still_gives_a_snapshot(repository: GitRepository) -> None:
    repository.write({"records/company.yaml": "name: [\n"})
    prepared = look(repository.root)
    assert prepared.snapshot.program.company is None
    assert prepared.snapshot.standard.id == "alberta-cor"
