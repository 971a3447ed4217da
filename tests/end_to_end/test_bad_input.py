"""Whatever one gives it, a command ends with the right status and a sentence, never with a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.command_line import environment
from tests.end_to_end.in_process import muster_at as muster
from tests.histories.repository import GitRepository

COMPANY = """\
name: Ridgeline Mechanical Ltd.
partner: acsa
certificate: {scheme: COR, audit: recertification}
standard: {id: alberta-cor, edition: "2023"}
"""
INSPECTION = "id: insp-0001\ndate: 2026-03-04\nsite: shop\nrecorded_by: P-004\n"
PASSPHRASE = {"MUSTER_PASSPHRASE": "a passphrase for the test"}

READING = {
    "check": ["check"],
    "coverage": ["coverage"],
    "due": ["due"],
    "site": ["site", "--out", "out"],
    "pack": ["pack", "--out", "out.pdf"],
}
"""Commands that read a program at a commit and as of a day."""

WRITING = {"new": ["new", "inspection"], "editor": ["editor"]}


def could_not_run(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Status 2, the reason and a cure on the error stream, nothing like a traceback."""
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    for word in words:
        assert word in done.stderr


@pytest.fixture
def company(tmp_path: Path) -> GitRepository:
    made = GitRepository.make(tmp_path / "company")
    made.commit({"records/company.yaml": COMPANY, "content/index.md": "# Home\n"})
    return made


@pytest.mark.parametrize("verb", [*READING, *WRITING])
def test_a_folder_that_is_not_there(verb: str, tmp_path: Path) -> None:
    command = {**READING, **WRITING}[verb]
    could_not_run(muster(*command, "--repo", "missing", cwd=tmp_path), "There is no folder missing", "--repo")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", [*READING, *WRITING])
def test_a_file_in_the_place_of_the_folder(verb: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    command = {**READING, **WRITING}[verb]
    could_not_run(muster(*command, "--repo", "file", cwd=tmp_path), "There is no folder file")


@pytest.mark.parametrize("verb", [*READING, *WRITING])
def test_an_empty_folder(verb: str, tmp_path: Path) -> None:
    # A repository around it would be found; the temporary folder has none.
    could_not_run(muster(*{**READING, **WRITING}[verb], cwd=tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", [*READING, *WRITING])
def test_a_repository_with_nothing_in_it(verb: str, tmp_path: Path) -> None:
    GitRepository.make(tmp_path)
    could_not_run(muster(*{**READING, **WRITING}[verb], cwd=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == [".git"]


@pytest.mark.parametrize("verb", READING)
def test_a_commit_that_does_not_exist(verb: str, company: GitRepository) -> None:
    could_not_run(muster(*READING[verb], "--commit", "nowhere", cwd=company.root), "nowhere")
    assert sorted(path.name for path in company.root.iterdir()) == [".git", "content", "records"]


@pytest.mark.parametrize(
    ("verb", "day"), [*((verb, "2026-02-30") for verb in READING), ("check", "yesterday"), ("check", "1699920000")]
)
def test_a_day_that_does_not_exist(verb: str, day: str, company: GitRepository) -> None:
    could_not_run(muster(*READING[verb], "--as-of", day, cwd=company.root), "--as-of")


def test_from_after_to(company: GitRepository) -> None:
    done = muster("check", "--from", "2026-03-01", "--to", "2026-02-01", cwd=company.root)
    could_not_run(done, "--from 2026-03-01 lies after --to 2026-02-01")


@pytest.mark.parametrize("format", ["xml", ""])
def test_a_format_that_does_not_exist(format: str, company: GitRepository) -> None:
    could_not_run(muster("check", "--format", format, cwd=company.root), "--format")


@pytest.mark.parametrize(
    ("path", "data", "seen"),
    [
        ("records/inspection/2026/insp-0001.yaml", b"id: [\n", "records/inspection/2026/insp-0001.yaml:2:1: error"),
        (
            "records/inspection/2026/insp-0001.yaml",
            (INSPECTION + "notes: Zo\u00eb\n").encode("cp1252"),
            "records/inspection/2026/insp-0001.yaml:5:10: error",
        ),
        (
            "records/inspection/2026/insp-0001.yaml",
            INSPECTION.encode("utf-16"),
            "records/inspection/2026/insp-0001.yaml:1:1: error",
        ),
        (
            "records/inspection/2026/insp-0001.yaml",
            INSPECTION.replace("03-04", "02-30").encode(),
            "2026-02-30 is not in the calendar",
        ),
        ("records/inspections/2026/insp-0001.yaml", INSPECTION.encode(), "Did you mean `inspection`?"),
        ("records/inspection/2026/insp-0001.yaml", b"a: " + b"[" * 200_000, "nested more than 40 deep"),
        (
            "records/inspection/2026/insp-0001.yaml",
            b"\x00\x01\x02",
            "records/inspection/2026/insp-0001.yaml:1:1: error",
        ),
        ("policies/ladders.md", b"# Ladders\n", "policies/ladders.md:1:1: error"),
        ("policies/ladders.md", b"---\nid: [\n---\n", "policies/ladders.md:3:1: error"),
        ("records/company.yaml", b"name: [\n", "records/company.yaml:2:1: error"),
        ("records/company.yaml", None, "There is no records/company.yaml"),
        ("records/explained.yaml", b"nothing: here\n", "records/explained.yaml:1:1: error"),
    ],
)
def test_a_broken_file_is_an_error_at_its_place(
    path: str, data: bytes | None, seen: str, company: GitRepository
) -> None:
    company.write({path: data, "policies/empty-but-there.txt": ""})
    done = muster("check", cwd=company.root)
    assert (done.returncode, done.stderr) == (1, "")
    assert seen in done.stdout


def test_a_name_that_is_not_utf8_can_be_printed(company: GitRepository) -> None:
    file = company.root / os.fsdecode(b"records/inspection/2026/caf\xe9.yaml")
    file.parent.mkdir(parents=True)
    file.write_text(INSPECTION, encoding="utf-8")
    for format in ("text", "json", "github"):
        done = muster("check", "--format", format, cwd=company.root, LC_ALL="C")
        assert (done.returncode, done.stderr) == (1, "")
        assert "xe9.yaml" in done.stdout


def test_a_pipe_among_the_records_makes_nobody_wait(company: GitRepository) -> None:
    os.mkfifo(company.root / "records/pipe.yaml")
    done = muster("check", cwd=company.root, timeout=60)
    assert done.returncode == 1
    assert "This is a pipe or a device" in done.stdout


@pytest.mark.parametrize("verb", ["coverage", "due", "site", pytest.param("pack", marks=pytest.mark.slow)])
def test_broken_files_stop_no_other_command(verb: str, company: GitRepository) -> None:
    company.commit(
        {
            "records/company.yaml": "name: [\n",
            "records/inspection/2026/insp-0001.yaml": "id: [\n",
            "records/inspections/2026/insp-0002.yaml": INSPECTION.encode("utf-16"),
            "policies/ladders.md": "# Ladders\n",
            "records/explained.yaml": "nothing: here\n",
        }
    )
    done = muster(*READING[verb], cwd=company.root, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert len(READING[verb]) == 1 or (company.root / READING[verb][-1]).exists()


@pytest.mark.parametrize("verb", ["site", "pack"])
def test_a_place_that_cannot_be_written(verb: str, company: GitRepository, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    done = muster(*READING[verb][:-1], tmp_path / "file" / "out", cwd=company.root, timeout=300)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert str(tmp_path / "file") in done.stderr
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_in_the_place_of_the_pack_is_left_alone(company: GitRepository, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/mine.txt").write_text("mine")
    done = muster("pack", "--out", tmp_path / "folder", cwd=company.root, timeout=300)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (tmp_path / "folder/mine.txt").read_text() == "mine"


def test_a_site_never_replaces_a_folder_that_is_not_a_site(company: GitRepository) -> None:
    before = sorted(path for path in company.root.rglob("*") if ".git" not in path.parts)
    for out in (".", "records", "content"):
        done = muster("site", "--out", out, cwd=company.root, timeout=300)
        assert done.returncode == 2, (out, done.stdout)
        assert "Traceback" not in done.stderr
    assert sorted(path for path in company.root.rglob("*") if ".git" not in path.parts) == before


def test_a_reader_that_stops_listening_is_no_accident(company: GitRepository) -> None:
    company.write({f"records/inspection/2026/insp-{number:04}.yaml": "id: [\n" for number in range(1, 1200)})
    first, status = first_line_and_status(company, "check")
    assert (first.split(" ")[0], status) == ("records/company.yaml:1:1:", 1)
    assert first_line_and_status(company, "check --format json") == ("{", 1)
    company.write({f"records/inspection/2026/insp-{number:04}.yaml": None for number in range(1, 1200)})
    # A result without errors is one, however much of it is read.
    assert first_line_and_status(company, "coverage --format json") == ("{", 0)


def first_line_and_status(company: GitRepository, verb: str) -> tuple[str, int]:
    command = f"'{sys.executable}' -m builder {verb} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=company.root,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    first, status = done.stdout.splitlines()
    return first, int(status)


def test_a_full_disk_behind_the_output_is_told(company: GitRepository) -> None:
    company.write({"records/inspection/2026/insp-0001.yaml": "id: [\n"})
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "builder", "check"],
            cwd=company.root,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "No space left on device" in done.stderr


@pytest.mark.parametrize("data", [b"", b"not a pdf", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF\n", b"\x00" * 2000])
def test_what_is_no_pack_cannot_be_verified(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "pack.pdf").write_bytes(data)
    done = muster("verify", "pack.pdf", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "unverifiable" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_pack_that_is_not_there_or_a_folder_cannot_be_verified(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    could_not_run(muster("verify", "missing.pdf", cwd=tmp_path), "missing.pdf")
    could_not_run(muster("verify", "folder", cwd=tmp_path), "folder")


def test_a_root_that_is_no_certificate(tmp_path: Path) -> None:
    (tmp_path / "pack.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "root.crt").write_text("not a certificate")
    done = muster("verify", "pack.pdf", "--trust", "root.crt", cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sign", "missing.pdf", "--out", "o.pdf", "--key", "k.p12", "--field", "hs_manager"], "missing.pdf"),
        (["sign", "pack.pdf", "--out", "o.pdf", "--key", "missing.p12", "--field", "hs_manager"], "missing.p12"),
        (["sign", "pack.pdf", "--out", "o.pdf", "--key", "pack.pdf", "--field", "hs_manager"], "PKCS#12"),
    ],
)
def test_nothing_is_signed_without_a_pack_and_a_key(arguments: list[str], words: str, tmp_path: Path) -> None:
    (tmp_path / "pack.pdf").write_bytes(b"%PDF-1.7\n")
    could_not_run(muster(*arguments, cwd=tmp_path, **PASSPHRASE), words)
    assert not (tmp_path / "o.pdf").exists()


def test_without_a_passphrase_and_a_terminal_the_variable_is_named(company: GitRepository, tmp_path: Path) -> None:
    for name in ("pack.pdf", "k.p12"):
        (tmp_path / name).write_bytes(b"%PDF-1.7\n")
    done = muster("sign", "pack.pdf", "--out", "o.pdf", "--key", "k.p12", "--field", "hs_manager", cwd=tmp_path)
    could_not_run(done, "MUSTER_PASSPHRASE")
    could_not_run(muster("keys", "init", tmp_path / "keys", cwd=company.root), "MUSTER_PASSPHRASE")


def test_keys_are_not_made_inside_the_repository_nor_over_others(company: GitRepository, tmp_path: Path) -> None:
    could_not_run(muster("keys", "init", "keys", "--signer", "Dale Friesen", cwd=company.root, **PASSPHRASE))
    assert not (company.root / "keys").exists()
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/company-ca.p12").write_text("mine")
    done = muster("keys", "init", tmp_path / "taken", "--signer", "Dale Friesen", cwd=company.root, **PASSPHRASE)
    could_not_run(done)
    assert (tmp_path / "taken/company-ca.p12").read_text() == "mine"


@pytest.mark.parametrize("arguments", [["demo"], ["init", "--company", "X Ltd."]])
def test_a_folder_that_holds_something_is_never_filled(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/mine.txt").write_text("mine")
    could_not_run(muster(*arguments, "taken", cwd=tmp_path), "not an empty folder")
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["mine.txt"]


def test_init_without_a_name_and_a_terminal_says_which_option(tmp_path: Path) -> None:
    could_not_run(muster("init", "new", cwd=tmp_path), "--company")
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_is_not_understood_makes_nothing(tmp_path: Path) -> None:
    could_not_run(muster("init", "new", "--company", "X", "--headcount", "twelve", cwd=tmp_path), "worker=12@shop")
    could_not_run(muster("init", "new", "--company", "X", "--expires", "2026-02-30", cwd=tmp_path), "--expires")
    could_not_run(muster("init", "new", "--company", "X", "--scheme", "CORE", cwd=tmp_path), "--scheme")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_type_of_record_names_the_near_one(company: GitRepository) -> None:
    could_not_run(muster("new", "inspektion", cwd=company.root), "Did you mean inspection?")


def test_an_unknown_rule_names_the_near_one(tmp_path: Path) -> None:
    could_not_run(muster("explain", "certificate-expird", cwd=tmp_path), "certificate-expired")


@pytest.mark.parametrize(
    "arguments", [["chek"], ["check", "--strickt"], ["keys"], ["keys", "make"], ["pack"], ["verify"]]
)
def test_a_command_typed_wrong_ends_with_status_two_and_how_to_get_help(arguments: list[str], tmp_path: Path) -> None:
    done = muster(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "--help" in done.stdout + done.stderr or "Usage" in done.stdout + done.stderr


def test_settings_with_comments_are_refused_by_the_editor_command(company: GitRepository) -> None:
    company.write({".vscode/settings.json": "{ // mine\n}"})
    could_not_run(muster("editor", cwd=company.root), "settings.json", "comments")
    assert (company.root / ".vscode/settings.json").read_text() == "{ // mine\n}"


def test_checking_writes_nothing_but_a_cache_far_from_the_program(company: GitRepository, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()

    def everything(but: str = "") -> dict[str, float]:
        return {
            str(path): path.lstat().st_mtime_ns
            for path in tmp_path.rglob("*")
            if not but or not str(path.relative_to(tmp_path)).startswith(but)
        }

    before = everything()
    assert "Traceback" not in muster("check", "--no-cache", cwd=company.root, HOME=str(home)).stderr
    assert everything() == before
    for verb in ("check", "coverage", "due"):
        assert "Traceback" not in muster(verb, cwd=company.root, HOME=str(home)).stderr
    assert everything(but="home") == {path: time for path, time in before.items() if path != str(home)}
    assert [path.name for path in home.iterdir()] == [".cache"]
    assert [path.name for path in (home / ".cache").iterdir()] == ["muster"]
