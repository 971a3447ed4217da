"""`muster history` on a real repository: the summary, one document or record, a day, and what it refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from builder.commands.history import forget, history
from builder.commands.prepare import Choice, prepare
from builder.model.error import BuilderError
from builder.read.cache import DirectoryCache
from builder.render.report.json_text import read_schema
from tests.checks.example import minimal_files
from tests.histories.repository import SIMRAN, GitRepository

COMPANY = """\
name: Ridgeline Mechanical Ltd.
partner: acsa
certificate: {scheme: COR, audit: recertification}
standard: {id: alberta-cor, edition: "2023"}
time_zone: America/Edmonton
adopted_on: 2026-01-05
"""
REPORT = "records/hazard-report/2026/hzr-0001.yaml"
LADDERS = "policies/ladders.md"


def ladders(version: int, text: str, *, status: str = "approved", approved: str = "2025-11-03") -> str:
    """SWP-02 in some version."""
    return f"""---
id: SWP-02
title: Ladders
kind: swp
area: hazard-control
version: {version}
approved_by: P-001
approved_on: {approved}
status: {status}
---

## Climbing

{text}
"""


def report(hazard: str, day: str = "2026-02-02") -> str:
    """hzr-0001, signed."""
    return f"""\
id: hzr-0001
date: {day}
hazard: {hazard}
signatures: [{{person: P-002, date: 2026-02-02, method: electronic}}]
"""


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    """Adopted with version 1; version 2 came with a merge; a record was changed, another one deleted, the document moved."""
    made = GitRepository.make(tmp_path / "company")
    made.commit({"records/company.yaml": COMPANY, LADDERS: ladders(1, "Three points.")}, at="2026-01-05 12:00:00 -0700")
    made.commit({REPORT: report("Cord on the floor")}, at="2026-02-04 12:00:00 -0700")
    made.git("checkout", "--quiet", "-b", "ladders")
    made.commit(
        {LADDERS: ladders(2, "Three points of contact. Tie off.", approved="2026-03-10")},
        at="2026-03-10 12:00:00 -0600",
        by=SIMRAN,
    )
    made.git("checkout", "--quiet", "main")
    made.merge("ladders", at="2026-03-12 12:00:00 -0600")
    other = "records/hazard-report/2026/hzr-0002.yaml"
    made.commit({other: report("Hole").replace("0001", "0002")}, at="2026-04-01 12:00:00 -0600")
    made.commit({other: None, REPORT: report("Cord on the wet floor")}, at="2026-04-20 12:00:00 -0600")
    made.git("mv", LADDERS, "policies/climbing.md")
    made.commit({}, at="2026-05-01 12:00:00 -0600", message="Move it")
    return made


def ask(repository: GitRepository, *wanted: str, **options: Any) -> str:
    """What the command prints, as of the end of June."""
    said: list[str] = []
    with prepare(Choice(repository.root, None, date(2026, 6, 30), date(2026, 6, 30))) as prepared:
        assert history(prepared, wanted=wanted, say=said.append, **options) == 0
    (text,) = said
    assert all(len(line) <= 100 for line in text.splitlines())
    return text


def objects(repository: GitRepository, *wanted: str, **options: Any) -> Sequence[dict[str, Any]]:
    """The documents of the JSON, which follows its schema."""
    value = json.loads(ask(repository, *wanted, format="json", **options))
    jsonschema.Draft202012Validator(read_schema("history")).validate(value)
    assert value["schema"] == read_schema("history")["$id"]
    found: Sequence[dict[str, Any]] = value["documents"]
    return found


def test_summary_fits_a_screen_and_says_what_git_cannot_prove(repository: GitRepository) -> None:
    text = ask(repository)

    assert len(text.splitlines()) <= 32
    assert text.startswith("Ridgeline Mechanical Ltd., branch main, commit ")
    assert "Commits          7, 6 of them on the branch itself; from 2026-01-05 to 2026-05-01" in text
    assert "Signatures       7 not signed" in text
    assert "Documents        1, with 2 approved texts" in text
    assert "No longer there  hzr-0002" in text
    assert "when a form was filled in" in text
    assert "muster history SWP-02" in text


def test_summary_of_a_young_program_names_nothing_that_is_not_there(tmp_path: Path) -> None:
    young = GitRepository.make(tmp_path)
    files = {path: text for path, text in minimal_files().items() if not path.startswith("records/inspection/")}
    young.commit(files, at="2026-01-05 12:00:00 -0700", message="Adopt the program")
    text = ask(young)

    named = re.findall(r"muster history ([A-Za-z]+-[0-9]+)", text)
    assert named
    assert all(any(f"id: {name}" in str(text) for text in files.values()) for name in named)
    assert "insp-0001" not in text


def test_document_tells_every_version_with_its_words_and_people(repository: GitRepository) -> None:
    text = ask(repository, "swp-02")

    commit = repository.git("rev-parse", "HEAD~3").decode()[:10]
    assert (
        "SWP-02 Ladders\n  policies/climbing.md\n  In force on 2026-06-30: version 2, since 2026-03-12, by its own"
        in text
    )
    assert "  2026-01-05  version 1, approved by P-001 on 2025-11-03\n" in text
    assert "  2026-03-12  version 2, approved by P-001 on 2026-03-10\n              +5 −1 words: “Climbing”\n" in text
    entry = (
        f"written by Simran Gill, who dates it 2026-03-10; entered by Marnie Kowalchuk; not signed; commit {commit} "
    )
    assert entry in " ".join(text.split())
    assert "  2026-05-01  moved here from policies/ladders.md" in text


def test_record_tells_done_and_filed_and_what_changed_after_it_was_signed(repository: GitRepository) -> None:
    text = ask(repository, "hzr-0001")

    assert "Done 2026-02-02, filed 2026-02-04: 2 days after, within the 30 days that are usual for its type." in text
    assert "  2026-02-04  filed\n" in text
    assert (
        "  2026-04-20  changed\n              signed on 2026-02-02, changed since: hazard; not signed again\n" in text
    )
    assert "              +1 −0 words: “hazard”\n" in text


def test_record_that_is_gone_is_found(repository: GitRepository) -> None:
    text = ask(repository, "hzr-0002")

    assert "records/hazard-report/2026/hzr-0002.yaml (no longer there)" in text
    assert "  2026-04-20  deleted\n" in text


def test_old_paths_and_folders_are_names_too(repository: GitRepository) -> None:
    assert [each["id"] for each in objects(repository, LADDERS)] == ["SWP-02"]
    assert [each["id"] for each in objects(repository, "records/hazard-report/")] == ["hzr-0001", "hzr-0002"]
    assert [each["id"] for each in objects(repository, "SWP-02", "./policies/climbing.md")] == ["SWP-02"]


def test_day_shows_the_versions_that_were_in_force(repository: GitRepository) -> None:
    before, after, early = (
        ask(repository, on=date.fromisoformat(day)) for day in ("2026-03-11", "2026-03-12", "2025-12-01")
    )

    assert "SWP-02          1  2026-01-05 " in before
    assert "SWP-02          2  2026-03-12 " in after
    assert "SWP-02          1  2025-11-03 * " in early
    assert "* As adopted" in early
    assert "* As adopted" not in before


def test_day_before_everything_says_what_was_not_in_force(repository: GitRepository) -> None:
    text = ask(repository, "SWP-02", on=date(2025, 10, 1))

    assert "In force on 2025-10-01: 0 documents." in text
    assert "  SWP-02 is known from 2026-01-05 on." in text


def test_json_follows_its_schema_and_holds_everything(repository: GitRepository) -> None:
    found = {each["path"]: each for each in objects(repository, everything=True)}

    assert set(found) == {
        "policies/climbing.md",
        "records/company.yaml",
        REPORT,
        "records/hazard-report/2026/hzr-0002.yaml",
    }
    document = found["policies/climbing.md"]
    assert (document["date"], document["filed_after_days"], document["entered"]) == (None, None, "2026-01-05")
    assert document["in_force"]["version"] == 2
    second = document["changes"][1]
    assert (second["author"], second["arrived"], second["authored"]) == (SIMRAN, "2026-03-12", "2026-03-10")
    assert second["origin"] != second["commit"]
    assert (second["words"]["added"], second["words"]["removed"]) == (5, 1)
    record = found[REPORT]
    assert (record["date"], record["entered"], record["filed_after_days"]) == ("2026-02-02", "2026-02-04", 2)
    assert found["records/hazard-report/2026/hzr-0002.yaml"]["gone"] is True
    assert found["records/hazard-report/2026/hzr-0002.yaml"]["changes"][-1]["kind"] == "D"


def test_json_of_a_day_says_which_version_was_in_force_then(repository: GitRepository) -> None:
    (document,) = objects(repository, on=date(2025, 12, 1))

    assert (document["in_force"]["version"], document["in_force"]["claimed"]) == (1, True)


@pytest.mark.parametrize(
    ("wanted", "options", "message", "cure"),
    [
        (["hzr-001"], {}, "The history knows nothing called 'hzr-001'.", "Did you mean hzr-0001"),
        (["swp-20"], {}, "The history knows nothing called 'swp-20'.", "SWP-02"),
        (["x" * 5000], {}, "The history knows nothing called", "Give an id"),
        ([""], {}, "The history knows nothing called ''.", "Give an id"),
        (["SWP-02"], {"everything": True}, "`--all` already means", "Leave out"),
        (["hzr-0001"], {"on": date(2026, 3, 1)}, "hzr-0001 is no document", "like PRG-07"),
        ([], {"format": "yaml"}, "There is no format called 'yaml'.", "text, json"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    repository: GitRepository, wanted: list[str], options: dict[str, Any], message: str, cure: str
) -> None:
    with pytest.raises(BuilderError) as error:
        ask(repository, *wanted, **options)

    assert message in error.value.message
    assert cure in (error.value.cure or "")


def test_what_is_only_on_disk_has_no_history_yet(repository: GitRepository) -> None:
    repository.write({"records/hazard-report/2026/hzr-0009.yaml": report("Nail").replace("0001", "0009")})

    with pytest.raises(BuilderError) as error:
        ask(repository, "hzr-0009")

    assert error.value.message == "hzr-0009 is there on disk, but it was never saved, so it has no history yet."


def test_folder_without_git_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "company.yaml").write_text(COMPANY, encoding="utf-8")

    with prepare(Choice(tmp_path, None, None, date(2026, 6, 30))) as prepared, pytest.raises(BuilderError) as error:
        history(prepared, say=print)

    assert error.value.message.startswith("The program is not in a git repository")


def test_a_rewritten_branch_is_told_until_it_is_taken_as_known(repository: GitRepository, tmp_path: Path) -> None:
    directory = tmp_path / "kept"

    def summary() -> str:
        said: list[str] = []
        choice = Choice(repository.root, None, date(2026, 6, 30), date(2026, 6, 30))
        with prepare(choice, cache=DirectoryCache(directory)) as prepared:
            history(prepared, say=said.append)
        return said[0]

    def take_as_known() -> str:
        said: list[str] = []
        choice = Choice(repository.root, None, date(2026, 6, 30), date(2026, 6, 30))
        with prepare(choice, cache=DirectoryCache(directory)) as prepared:
            assert forget(prepared, directory=directory, say=said.append) == 0
        return said[0]

    assert "Rewritten" not in summary()
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    repository.commit({}, at="2026-05-02 12:00:00 -0600", message="Something else")
    assert "Rewritten        1 commit of main that this computer had seen is gone from it: " in summary()
    assert take_as_known().startswith("Taken as known: 1 change of the branch's past.")
    assert "Rewritten" not in summary()
    assert take_as_known() == "This computer has noticed nothing about the branch's past that could be taken as known."


def test_a_folder_inside_another_repository_is_told_to_have_its_own(tmp_path: Path) -> None:
    outer = GitRepository.make(tmp_path / "outer")
    outer.commit({"company/records/company.yaml": COMPANY})
    with (
        prepare(Choice(outer.root / "company", None, None, date(2026, 6, 30))) as prepared,
        pytest.raises(BuilderError, match="inside another repository") as error,
    ):
        history(prepared, say=print)
    assert error.value.cure.startswith("Give the program a repository of its own")


def test_a_record_that_came_back_is_named_among_what_was_taken_away(repository: GitRepository) -> None:
    path = next(path for path in repository.git("ls-files", "records/hazard-report").decode().split())
    text = (repository.root / path).read_text(encoding="utf-8")
    repository.commit({path: None}, at="2026-05-04 12:00:00 -0600")
    repository.commit({path: text}, at="2026-05-07 12:00:00 -0600")
    assert "was away for 3 days and came back" in " ".join(ask(repository).split())
