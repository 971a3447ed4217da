"""A company just begun has a repository that looks after itself: its recipes, run step by step as they are written, on a real clone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from builder import __version__
from builder.commands.init import init
from builder.render.starter import Answers, HeadcountAnswer, SiteAnswer
from tests.end_to_end.recipe_runner import Runner
from tests.histories.repository import GitRepository

WRONG = "records/inspection/2026/insp-0001.yaml"
PLANTED = """\
id: insp-0001
date: 2026-03-04
site: yard
kind: site
colour: yellow
"""
"""An inspection at a site that there isn't, with a field that there isn't: on its third and fifth line."""


def begin_company(folder: Path) -> GitRepository:
    """A company as `muster init` makes it, saved once."""
    answers = Answers(
        "Prairie Pipe & Heat Ltd.",
        sites=(SiteAnswer("shop", "Shop", "shop"),),
        senior_manager="Zoë O'Brien",
        headcount=(HeadcountAnswer("worker", 3, "shop"),),
    )
    init(folder, answers=answers, today=date(2026, 3, 2), say=lambda _: None)
    repository = GitRepository(folder)
    repository.commit({}, at="2026-03-02 12:00:00 -0700", message="Begin the program")
    return repository


def propose(repository: GitRepository, files: dict[str, str]) -> str:
    """A change request as a forge sees it: a side line, and what the main line would be with it."""
    repository.git("checkout", "--quiet", "-b", "proposal")
    repository.commit(files, at="2026-03-04 12:00:00 -0700", message="File an inspection")
    repository.git("checkout", "--quiet", "-b", "merged", "main")
    merged = repository.merge("proposal", at="2026-03-05 12:00:00 -0700")
    repository.git("update-ref", "refs/pull/1/merge", merged)
    repository.git("checkout", "--quiet", "main")
    repository.git("branch", "--quiet", "-D", "merged", "proposal")
    return "refs/pull/1/merge"


@pytest.mark.slow
def test_on_github_a_company_just_begun_is_green(tmp_path: Path) -> None:
    company = begin_company(tmp_path / "company")
    clean = Runner(company.root, "refs/heads/main", tmp_path / "clean").github("check")
    assert clean.is_green, clean.steps
    assert clean.asked_for.splitlines() == [f"pip install --quiet muster-hs=={__version__}"]
    assert clean.summary.startswith("## No errors; the gaps below are still open\n")


def test_on_github_a_planted_error_is_red_at_its_line(tmp_path: Path) -> None:
    company = begin_company(tmp_path / "company")
    wrong = Runner(company.root, propose(company, {WRONG: PLANTED}), tmp_path / "wrong").github("check")
    found = wrong.step("Check the program")
    assert found.status == 1
    annotations = [line for line in found.out.splitlines() if line.startswith("::error ") and WRONG in line]
    assert any(f"file={WRONG},line=3,col=7,title=LNK" in line for line in annotations), annotations
    assert any(f"file={WRONG},line=5,col=1,title=REC" in line for line in annotations), annotations
    # The page in plain words is there although the check failed, and the form of the files was looked at all the same.
    assert wrong.summary.startswith("## 2 errors to put right before this counts\n")
    assert "line 5: " in wrong.summary
    assert wrong.steps[-1].status is not None


@pytest.mark.slow
def test_on_gitlab_a_planted_error_is_in_the_report_and_the_page_is_kept_although_it_is_red(tmp_path: Path) -> None:
    company = begin_company(tmp_path / "company")
    done = Runner(company.root, propose(company, {WRONG: PLANTED}), tmp_path / "wrong").gitlab("check")
    assert [step.status for step in done.steps] == [1]
    assert f"{WRONG}:5:1: error REC007 unknown-field" in done.steps[0].out
    report = json.loads(done.downloads["muster-code-quality.json"].read_text(encoding="utf-8"))
    places = {
        (each["location"]["path"], each["location"]["lines"]["begin"])
        for each in report
        if each["severity"] == "blocker"
    }
    assert places == {(WRONG, 3), (WRONG, 5)}
    assert done.downloads["muster-summary.md"].read_text(encoding="utf-8").startswith("## 2 errors ")


@pytest.mark.slow
def test_on_gitlab_a_company_just_begun_is_green(tmp_path: Path) -> None:
    company = begin_company(tmp_path / "company")
    done = Runner(company.root, "refs/heads/main", tmp_path / "clean").gitlab("check")
    assert done.is_green, done.steps
    assert done.asked_for.splitlines()[-1] == f"pip install --quiet muster-hs=={__version__}"


@pytest.mark.slow
def test_the_manuals_and_the_pack_are_built_and_can_be_downloaded(tmp_path: Path) -> None:
    company = begin_company(tmp_path / "company")
    done = Runner(company.root, "refs/heads/main", tmp_path / "build").github("build")
    assert done.is_green, done.steps
    assert set(done.downloads) == {"manual-for-workers", "manual-for-the-office", "evidence-pack"}
    assert "Prairie Pipe" in (done.downloads["manual-for-workers"] / "index.html").read_text(encoding="utf-8")
    assert (done.downloads["manual-for-the-office"] / "index.html").is_file()
    assert (done.downloads["evidence-pack"] / "evidence-pack.pdf").read_bytes().startswith(b"%PDF-")
    assert "libpango-1.0-0" in done.asked_for
