"""The recipes as text: small permissions, whole history, nothing that can be changed behind one's back; and what git does with the files."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder import __version__
from builder.render.recipes.files import PACKAGES, program_pattern, recipe_files
from tests.histories.repository import GitRepository

TOP = Path(__file__).parents[3]
FILES = recipe_files(version="1.2.3", branch="main", time_zone="America/Edmonton")
GITHUB = FILES[".github/workflows/muster.yml"]
GITLAB = FILES[".gitlab-ci.yml"]


def github() -> Any:
    # YAML 1.1 reads `on` as true.
    return yaml.safe_load(GITHUB)


def steps() -> list[dict[str, Any]]:
    return [step for job in github()["jobs"].values() for step in job["steps"]]


def test_every_action_is_named_by_the_digest_of_its_code_with_its_release_behind() -> None:
    uses = re.findall(r"uses: (.+)", GITHUB)
    assert len(uses) == 7
    assert [each for each in uses if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []


def test_the_image_is_named_by_the_digest_of_its_bytes() -> None:
    assert re.fullmatch(r"python:3\.12-slim-bookworm@sha256:[0-9a-f]{64}", yaml.safe_load(GITLAB)["default"]["image"])


def test_nothing_may_write_and_a_job_may_only_read_the_files() -> None:
    recipe = github()
    assert recipe["permissions"] == {}
    assert {name: job["permissions"] for name, job in recipe["jobs"].items()} == {
        "check": {"contents": "read"},
        "build": {"contents": "read"},
    }
    assert set(recipe[True]) == {"push", "pull_request", "schedule", "workflow_dispatch"}


def test_every_checkout_brings_the_whole_history_and_leaves_no_key_behind() -> None:
    checkouts = [step["with"] for step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts == [{"fetch-depth": 0, "persist-credentials": False}] * 2
    assert yaml.safe_load(GITLAB)["variables"]["GIT_DEPTH"] == "0"


def test_no_value_of_a_change_gets_into_a_command() -> None:
    # What stands in ${{ }} is put into the shell's text before the shell reads it.
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []
    assert GITHUB.count("${{") == 1


def test_nothing_runs_for_ever() -> None:
    assert all(job["timeout-minutes"] <= 60 for job in github()["jobs"].values())
    assert yaml.safe_load(GITLAB)["default"]["timeout"] == "1 hour"


def test_both_install_the_version_that_wrote_them_and_say_where_a_wheel_goes() -> None:
    for recipe in (GITHUB, GITLAB):
        installs = re.findall(r"pip install --quiet (.+)", recipe)
        assert installs == ['"muster-hs==1.2.3"'] * 2
        assert "wheels/muster_hs-1.2.3-py3-none-any.whl" in recipe


def test_what_sets_pages_is_what_this_project_itself_installs() -> None:
    wanted = re.search(r'^packages="(.+)"$', (TOP / ".ci/system-packages").read_text(encoding="utf-8"), re.MULTILINE)
    assert wanted is not None
    assert set(wanted[1].split()) - {"python3-venv"} == set(PACKAGES)
    assert " ".join(PACKAGES) in GITHUB
    assert " ".join(PACKAGES) in GITLAB


def test_both_build_the_same_and_say_so_in_the_same_words() -> None:
    lines = [line.strip() for step in github()["jobs"]["build"]["steps"] for line in step.get("run", "").splitlines()]
    own = [line for line in lines if not line.startswith(("sudo", "pip"))]
    assert own == yaml.safe_load(GITLAB)["build"]["script"]
    assert [line.split()[1] for line in own if line.startswith("muster")] == ["site", "site", "pack"]


def test_the_day_is_the_company_s() -> None:
    assert github()["env"]["TZ"] == yaml.safe_load(GITLAB)["variables"]["TZ"] == "America/Edmonton"
    # The image has no time zones of its own.
    assert GITLAB.count("tzdata") == 2


def test_the_commands_for_people_are_ones_that_muster_has() -> None:
    import typer

    from builder.cli import app

    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    named = {verb for text in FILES.values() for verb in re.findall(r"\bmuster ([a-z]+) --", text)}
    assert named - set(known) == set()
    assert {"check", "site", "pack"} <= named


@pytest.mark.parametrize("path", [".pre-commit-config.yaml", "../.pre-commit-hooks.yaml"])
def test_hooks_run_when_a_file_of_the_program_changes_and_only_then(path: str) -> None:
    if path.startswith("../"):
        hooks = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
        assert {hook["language"] for hook in hooks} == {"python"}
    else:
        [repository] = yaml.safe_load(FILES[path])["repos"]
        hooks = repository["hooks"]
        # Local hooks of the system's own programs: pre-commit fetches nothing for them.
        assert repository["repo"] == "local"
        assert {hook["language"] for hook in hooks} == {"system"}
    assert [(hook["id"], hook["entry"], hook["pass_filenames"]) for hook in hooks] == [
        ("muster-check", "muster check --format brief", False),
        ("muster-format", "muster fix --format --check", False),
    ]
    assert {hook["files"] for hook in hooks} == {program_pattern()}
    matching = ["records/a.yaml", "policies/a b.md", "content/index.md", "mkdocs.yml"]
    other = ["README.md", "inbox/records/a.pdf", "mkdocs.yml.bak", "dist/records"]
    assert [each for each in [*matching, *other] if re.search(program_pattern(), each)] == matching


def test_git_keeps_text_with_lf_on_windows_and_the_bytes_of_scans(tmp_path: Path) -> None:
    windows = GitRepository.make(tmp_path / "windows")
    windows.git("config", "core.autocrlf", "true")
    scan = b"%PDF-1.7\r\nnot a line end\r\n"
    windows.commit({".gitattributes": FILES[".gitattributes"]})
    windows.commit({"records/a.yaml": b"id: a\r\nsite: b\r\n", "records/SCAN 1.PDF": scan})
    assert windows.git("show", "HEAD:records/a.yaml") == b"id: a\nsite: b\n"
    assert windows.git("show", "HEAD:records/SCAN 1.PDF") == scan
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "-c", "core.autocrlf=true", "clone", "--quiet", windows.root.as_uri(), clone],
        check=True,
        capture_output=True,
    )
    assert (clone / "records/a.yaml").read_bytes() == b"id: a\nsite: b\n"
    assert b"Binary files differ" in windows.git("diff", "HEAD~1", "HEAD", "--", "records/SCAN 1.PDF") or (
        b"Binary files /dev/null and" in windows.git("diff", "HEAD~1", "HEAD", "--", "records/SCAN 1.PDF")
    )


def test_the_starter_writes_them_with_its_own_version() -> None:
    from datetime import date

    from builder.render.starter import Answers, starter_files

    files = starter_files(Answers("Prairie Pipe"), date(2026, 3, 4))
    assert FILES.keys() <= files.keys()
    assert f'"muster-hs=={__version__}"' in files[".gitlab-ci.yml"]
    assert "\ninbox/\n" in files[".gitignore"]
