"""Every command on a repository that is a trap: all do their work, and no program that the repository names is run."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builder.demo.time_authority import demonstration_authority
from tests.end_to_end.command_line import environment
from tests.end_to_end.hostile_repository import Hostile, approver_key, make_hostile

pytestmark = pytest.mark.slow
"""A signed pack is made, and every verb run; what reads a repository is tried on its own in test_hostile_repository.py."""

PASSPHRASE = {"MUSTER_PASSPHRASE": "four words in a row"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """The trap, with what some commands need and three of them make: a key of the approver, keys for packs, a signed pack."""
    made = make_hostile(tmp_path_factory.mktemp("hostile"))
    keys, packs = made.root.parent / "keys", made.root.parent / "packs"
    packs.mkdir()
    approver_key(keys)
    key = keys / "seal" / "ann-beck.p12"
    for arguments, words in (
        (("keys", "init", keys / "seal", "--signer", "Ann Beck"), "company-ca"),
        (("pack", "--out", packs / "pack.pdf", "--no-cache", "--quiet"), "pages"),
        (
            ("sign", packs / "pack.pdf", "--out", packs / "signed.pdf", "--key", key, "--field", "hs_manager"),
            "is signed",
        ),
        (("anchor", "request", "--out", packs), "tsq"),
        (("overlay", "write", packs / "filled.xlsx"), "filled.xlsx"),
    ):
        done = muster(made, *arguments)
        assert (done.returncode, words in done.stdout, made.ran()) == (0, True, set()), done.stdout + done.stderr
    [request] = packs.glob("*.tsq")
    answer = demonstration_authority().stamp(request.read_bytes(), datetime(2026, 6, 29, 12, tzinfo=UTC), 1)
    request.rename(packs / "anchor.tsq").with_suffix(".tsr").write_bytes(answer)
    next(packs.glob("anchor-*.txt")).rename(packs / "anchor.txt")
    return made


def muster(hostile: Hostile, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A command started in the hostile repository, with the hostile variables around it."""
    return subprocess.run(
        # -P, as in an installed `muster`: modules are not looked for in the folder one stands in.
        [sys.executable, "-P", "-m", "builder", *map(str, arguments)],
        cwd=hostile.root,
        env=environment(**(hostile.environment | PASSPHRASE)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


CHECKED = "HIS002 uncommitted-changes"
COMMANDS: Sequence[tuple[str, int, str]] = [
    ("", 0, "What to do next:"),
    ("doctor", 0, "Line ends: "),
    ("check --no-cache --as-of 2026-06-30", 0, CHECKED),
    ("check --no-cache --as-of 2026-06-30 --commit HEAD", 0, CHECKED),
    ("check --no-cache --as-of 2026-06-30 --commit @2026-04-02", 0, CHECKED),
    ("check --no-cache --as-of 2026-06-30 --commit conflict", 0, "HIS040 not-on-the-branch"),
    ("check --no-cache --as-of 2026-06-30 --commit manual --format json", 0, '"findings"'),
    ("check --no-cache --as-of 2026-06-30 --format github", 0, "::notice file=content/untracked.md"),
    ("check --as-of 2026-06-30 --strict", 1, CHECKED),
    ("coverage --as-of 2026-06-30", 0, "Inspections"),
    ("coverage --as-of 2026-06-30 --commit HEAD --format json", 0, '"elements"'),
    ("due --as-of 2026-06-30", 0, "yard, June 2026"),
    ("due --as-of 2026-06-30 --format ics", 0, "BEGIN:VCALENDAR"),
    ("explain HIS006", 0, "replaced-objects"),
    ("history --as-of 2026-06-30", 0, "6; from 2026-04-02 to 2026-04-03"),
    ("history --as-of 2026-06-30 --all --format json", 0, '"documents"'),
    ("history insp-0001 --as-of 2026-06-30", 0, "insp-0001"),
    ("history --forget", 0, "nothing about the branch's past"),
    ("site --as-of 2026-06-30 --out OUT/worker", 0, "OUT/worker"),
    ("site --as-of 2026-06-30 --out OUT/office --edition office --commit HEAD", 0, "OUT/office"),
    ("verify PACKS/signed.pdf --repo REPO --trust KEYS/seal/company-ca.crt", 0, "stood in the commit with these bytes"),
    ("verify PACKS/signed.pdf --repo REPO --format json", 0, '"verdict": "intact"'),
    ("keys init OUT/keys --signer Dale", 0, "company-ca"),
    ("keys person P-002 --out OUT/person", 0, "P-002"),
    ("approve --list", 0, "PRG-07"),
    ("approve POL-01 --key KEYS/P-001", 0, "Tag policy/POL-01/v2, signed with the key"),
    ("anchor request --out OUT/request", 0, "tsq"),
    ("anchor verify", 0, "no anchor"),
    ("anchor attach PACKS/anchor.tsr --by P-001", 0, "anc-0001"),
    ("overlay write OUT/overlay.xlsx", 0, "overlay.xlsx"),
    ("overlay read PACKS/filled.xlsx --out OUT/overlay.yaml", 1, "filled.xlsx:5:2: error REC008 field-missing"),
    ("new inspection --date 2026-06-29", 0, "records/inspection/2026/insp-0003.yaml"),
    ("editor", 0, ".vscode"),
    ("init OUT/started --company Another", 0, "started"),
    ("demo OUT/demo", 0, "holds the sample company"),
]
"""What is typed, the exit status, and a part of what is printed; OUT, PACKS, KEYS and REPO are folders."""


@pytest.mark.parametrize(("typed", "status", "words"), COMMANDS)
def test_a_command_does_its_work_and_runs_nothing(
    hostile: Hostile, typed: str, status: int, words: str, tmp_path: Path
) -> None:
    beside = hostile.root.parent
    places = {"OUT": str(tmp_path), "PACKS": f"{beside}/packs", "KEYS": f"{beside}/keys", "REPO": str(hostile.root)}

    def placed(text: str) -> str:
        for name, place in places.items():
            text = text.replace(name, place)
        return text

    hostile.clear()
    done = muster(hostile, *map(placed, typed.split()))
    assert hostile.ran() == set()
    assert (done.returncode, placed(words) in done.stdout) == (status, True), done.stdout + done.stderr
    for page in tmp_path.glob("*/**/*.html"):
        assert "OVERRIDDEN" not in page.read_text("utf-8")
    # A template of the machine's may hold hooks.
    assert not [file for file in tmp_path.rglob("hooks/*") if file.is_file()]


def test_a_missing_object_is_not_fetched_with_the_repositorys_own_program(tmp_path: Path) -> None:
    made = make_hostile(tmp_path)
    id = made.repository.git("rev-parse", "HEAD:records/company.yaml").decode().strip()
    (made.root / ".git" / "objects" / id[:2] / id[2:]).unlink()
    made.clear()
    done = muster(made, "check", "--no-cache", "--commit", "HEAD")
    assert made.ran() == set()
    assert done.returncode == 2
    assert "partial clone" in done.stderr


def ask_git(hostile: Hostile, *arguments: str, stdin: bytes = b"", terminal: bool = False, **more: str) -> None:
    """Git as anybody would call it in this repository; what it says doesn't matter here."""
    variables = {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "GIT_CONFIG_NOSYSTEM": "1",
        "TERM": "xterm",
        **more,
    }
    identity = {f"GIT_{role}_{part}": "x@y" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    out: int = subprocess.DEVNULL
    if terminal:
        leader, out = pty.openpty()
    subprocess.run(
        ["git", *arguments],
        cwd=hostile.root,
        env=variables | identity,
        input=stdin,
        stdout=out,
        stderr=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    if terminal:
        os.close(out)
        os.close(leader)


TRIGGERS: Sequence[tuple[str, tuple[str, ...]]] = [
    ("clean", ("hash-object", "records/company.yaml")),
    ("smudge", ("cat-file", "--filters", "HEAD:records/company.yaml")),
    ("process", ("cat-file", "--filters", "HEAD:a.proc")),
    ("textconv", ("cat-file", "--textconv", "HEAD:records/company.yaml")),
    ("diff-command", ("diff", "HEAD~1", "HEAD")),
    ("external-diff", ("diff", "HEAD~5", "HEAD", "--", "a.plain")),
    ("merge-driver", ("merge", "-m", "x", "conflict")),
    ("fsmonitor", ("status",)),
    ("fsmonitor", ("ls-files",)),
    ("fsmonitor", ("diff-index", "HEAD")),
    ("post-index-change", ("add", ".")),
    ("reference-transaction", ("tag", "x")),
    ("post-checkout", ("checkout", "-q", "-b", "x")),
    ("pre-commit", ("commit", "--allow-empty", "-m", "x")),
    ("commit-msg", ("commit", "--allow-empty", "-m", "x")),
    ("prepare-commit-msg", ("commit", "--allow-empty", "-m", "x")),
    ("post-commit", ("commit", "--allow-empty", "-m", "x")),
    ("post-rewrite", ("commit", "--amend", "--allow-empty", "-m", "x")),
    ("post-merge", ("merge", "ahead")),
    ("pre-push", ("push", "../lender", "HEAD:refs/heads/x")),
    ("editor", ("tag", "-a", "x")),
    ("sequence-editor", ("rebase", "-i", "HEAD~1")),
    ("ssh", ("ls-remote", "ssh://nowhere.example/x")),
    ("proxy", ("ls-remote", "git://nowhere.example/x")),
    ("credential", ("credential", "fill")),
    ("askpass", ("credential", "fill")),
    ("alternate-refs", ("fetch", "--upload-pack=git-upload-pack", "../lender")),
    ("gpg", ("verify-commit", "signed-gpg")),
    ("gpg", ("log", "-1", "signed-gpg")),
    ("gpg-ssh", ("log", "-1", "--format=%G?", "signed-gpg-ssh")),
    ("gpg-x509", ("log", "-1", "--format=%G?", "signed-gpg-x509")),
    ("default-key", ("-c", "gpg.format=ssh", "commit", "--allow-empty", "-S", "-m", "x")),
    ("tar", ("archive", "--format=tgz", "HEAD")),
    ("smudge", ("archive", "HEAD", "records", "content")),
    ("trailer", ("interpret-trailers", "--trailer", "signed=x")),
    ("alias", ("frobnicate",)),
    ("include", ("included",)),
    ("include-if", ("conditional",)),
    ("config-worktree", ("cat-file", "--textconv", "HEAD:a.each")),
    ("uploadpack", ("fetch", "origin")),
    ("uploadpack", ("cat-file", "-e", "1" * 40)),
    ("remote-ext", ("fetch", "ext")),
    ("remote-instead", ("ls-remote", "https://nowhere.example/x")),
]
"""A program that the repository names, and an ordinary git command that runs it."""

ON_A_TERMINAL = [
    ("pager", ("show", "HEAD")),
    ("pager-log", ("log",)),
    ("diff-filter", ("-c", "core.fsmonitor=false", "add", "-p")),
]

BY_ENVIRONMENT = [
    ("env-external-diff", ("diff", "HEAD~5", "HEAD", "--", "a.plain")),
    ("ssh-env", ("ls-remote", "ssh://nowhere.example/x")),
    ("proxy-env", ("ls-remote", "git://nowhere.example/x")),
    ("askpass-env", ("credential", "fill")),
    ("env-editor", ("tag", "-a", "x")),
    ("env-sequence-editor", ("rebase", "-i", "HEAD~1")),
    ("env-trace", ("version",)),
    ("env-trace2", ("version",)),
    ("env-config", ("counted",)),
    ("env-parameters", ("parameter",)),
    ("home", ("athome",)),
]


@pytest.fixture
def copy(hostile: Hostile, tmp_path: Path) -> Hostile:
    """The same trap in a place of its own, so that a counter-proof may change it."""
    made = make_hostile(tmp_path)
    (made.root / "records" / "company.yaml").touch()
    return made


class TestCounterProof:
    """Each trap works when git is asked in the ordinary way; otherwise it would prove nothing that it stays silent."""

    @pytest.mark.parametrize(("canary", "arguments"), TRIGGERS)
    def test_git_runs_what_the_repository_names(self, copy: Hostile, canary: str, arguments: tuple[str, ...]) -> None:
        ask_git(copy, *arguments, stdin=b"protocol=https\nhost=nowhere.example\n\n")
        assert canary in copy.ran()

    @pytest.mark.parametrize(("canary", "arguments"), ON_A_TERMINAL)
    def test_git_runs_it_on_a_terminal(self, copy: Hostile, canary: str, arguments: tuple[str, ...]) -> None:
        (copy.root / "a.plain").write_text("three\n")
        ask_git(copy, *arguments, terminal=True)
        assert canary in copy.ran()

    @pytest.mark.parametrize(("canary", "arguments"), BY_ENVIRONMENT)
    def test_git_runs_what_a_variable_names(self, copy: Hostile, canary: str, arguments: tuple[str, ...]) -> None:
        ask_git(copy, *arguments, stdin=b"protocol=https\nhost=nowhere.example\n\n", **copy.environment)
        assert canary in copy.ran()

    @pytest.mark.parametrize("canary", ["mkdocs-tag", "mkdocs-hook"])
    def test_mkdocs_runs_what_the_settings_name(self, copy: Hostile, canary: str, tmp_path: Path) -> None:
        settings = copy.root / "mkdocs.yml"
        settings.write_text(settings.read_text().replace(", canary-that-is-not-installed", ""))
        if canary == "mkdocs-hook":
            settings.write_text(settings.read_text().split("markdown_extensions")[0])
        self._python(copy, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "out"))
        assert canary in copy.ran()

    def test_mkdocs_takes_templates_from_the_repository(self, copy: Hostile, tmp_path: Path) -> None:
        settings = copy.root / "mkdocs.yml"
        [theme] = [line for line in settings.read_text().splitlines() if line.startswith("theme:")]
        settings.write_text(f"site_name: x\ndocs_dir: content\n{theme}\n")
        self._python(copy, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "out"))
        assert any("OVERRIDDEN" in page.read_text("utf-8") for page in (tmp_path / "out").rglob("*.html"))

    def test_python_takes_modules_from_the_folder_it_stands_in(self, copy: Hostile) -> None:
        self._python(copy, "-c", "import typer")
        assert "module-typer" in copy.ran()

    def test_a_new_repository_gets_the_hooks_of_the_machines_template(self, copy: Hostile, tmp_path: Path) -> None:
        ask_git(copy, "init", str(tmp_path / "fresh"), **copy.environment)
        assert (tmp_path / "fresh" / ".git" / "hooks" / "pre-commit").is_file()

    def test_gitpython_takes_another_git_that_a_variable_names(self, copy: Hostile) -> None:
        self._python(copy, "-P", "-c", "import git; git.Git('.').version()", **copy.environment)
        assert "env-git" in copy.ran()

    @staticmethod
    def _python(hostile: Hostile, *arguments: str, **more: str) -> None:
        argv = [sys.executable, *arguments]
        subprocess.run(argv, cwd=hostile.root, env=environment(**more), capture_output=True, check=False, timeout=120)
