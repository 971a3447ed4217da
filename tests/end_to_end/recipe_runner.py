"""Runs the recipes of `muster init` step by step as they are written: a small stand-in for a forge's runner, only for tests.

Steps are read from the files and given to the shell that the forge would give them to. What a forge brings itself is stood in for: a
checkout is a real clone of a real repository, with the depth that the recipe asks for; `pip`, `apt-get` and `sudo` note what they were
asked for and install nothing; `muster` is this one. Whatever else a recipe asks for fails the test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.end_to_end.command_line import TOP


@dataclass(frozen=True)
class StepDone:
    """What became of a step: its name (or what it uses), exit status, and what it printed; None for one that was passed over."""

    name: str
    status: int | None
    out: str = ""


@dataclass(frozen=True)
class JobDone:
    """What a job left behind.

    Attributes:
        steps: In order.
        folder: Where it worked.
        asked_for: What was to be installed, a line a command.
        summary: The page that it wrote for people.
        downloads: What people can download, by name.
    """

    steps: tuple[StepDone, ...]
    folder: Path
    asked_for: str
    summary: str
    downloads: dict[str, Path]

    @property
    def is_green(self) -> bool:
        return all(step.status in (0, None) for step in self.steps)

    def step(self, name: str) -> StepDone:
        return next(step for step in self.steps if step.name == name)


class Runner:
    """Works through jobs of one repository.

    Args:
        remote: The repository, as the forge has it.
        ref: The commit or reference that is checked out.
        scratch: An empty folder.
    """

    def __init__(self, remote: Path, ref: str, scratch: Path) -> None:
        self.remote, self.ref = remote, ref
        self.folder, self.home = scratch / "work", scratch / "home"
        self.tools, self.notes = scratch / "tools", scratch / "asked-for.txt"
        self.page = scratch / "summary.md"
        self.downloads = scratch / "downloads"
        for folder in (self.folder, self.home, self.tools, self.downloads):
            folder.mkdir(parents=True)
        self.notes.touch()
        self.page.touch()
        for name in ("pip", "apt-get", "sudo"):
            self._tool(name, f'echo "{name} $*" >> "{self.notes}"')
        self._tool("muster", f'exec "{sys.executable}" -m builder "$@"')

    def github(self, job: str) -> JobDone:
        """A job of .github/workflows/muster.yml."""
        recipe = yaml.safe_load(self._read(".github/workflows/muster.yml"))
        steps, done, failed = recipe["jobs"][job]["steps"], [], False
        for step in steps:
            name = step.get("name") or step["uses"].partition("@")[0]
            if failed and step.get("if") != "always()":
                done.append(StepDone(name, None))
                continue
            assert step.get("if") in (None, "always()"), step
            status, out = self._use(step) if "uses" in step else self._shell(step["run"], recipe["env"], "-e")
            failed = failed or status != 0
            done.append(StepDone(name, status, out))
        return self._done(done)

    def gitlab(self, job: str) -> JobDone:
        """A job of .gitlab-ci.yml: all its lines in one shell that stops at the first failure."""
        recipe = yaml.safe_load(self._read(".gitlab-ci.yml"))
        variables = recipe["variables"]
        self._clone(depth=int(variables.get("GIT_DEPTH", "20")))
        wanted = recipe[job]
        lines = "\n".join([*wanted["before_script"], *wanted["script"]])
        # GitLab's runner gives the lines to bash one after the other, with errexit and pipefail on.
        status, out = self._shell(lines, variables, "-eo", "pipefail")
        artifacts = wanted["artifacts"]
        paths = [*artifacts["paths"], *artifacts.get("reports", {}).values()]
        if status == 0 or artifacts.get("when") == "always":
            for path in paths:
                self._keep(path, self.folder / path)
        return self._done([StepDone(job, status, out)])

    def _done(self, steps: list[StepDone]) -> JobDone:
        kept = {path.name: path for path in self.downloads.iterdir()}
        return JobDone(tuple(steps), self.folder, self.notes.read_text(), self.page.read_text("utf-8"), kept)

    def _read(self, path: str) -> str:
        done = subprocess.run(
            ["git", "-C", self.remote, "show", f"{self.ref}:{path}"], capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout

    def _use(self, step: dict[str, Any]) -> tuple[int, str]:
        action, options = step["uses"].partition("@")[0], step.get("with", {})
        if action == "actions/checkout":
            self._clone(depth=int(options.get("fetch-depth", 1)))
        elif action == "actions/upload-artifact":
            self._keep(options["name"], self.folder / options["path"])
        else:
            assert action == "actions/setup-python", action
        return 0, ""

    def _clone(self, *, depth: int) -> None:
        def git(*arguments: str) -> None:
            subprocess.run(
                ["git", *arguments], cwd=self.folder, env=self._environment({}), capture_output=True, check=True
            )

        git("init", "--quiet", "--initial-branch=main", ".")
        git("remote", "add", "origin", self.remote.as_uri())
        shortened = (f"--depth={depth}",) if depth else ()
        git(
            "fetch",
            "--quiet",
            *shortened,
            "origin",
            "+refs/heads/*:refs/remotes/origin/*",
            f"+{self.ref}:refs/remotes/pull/it",
        )
        git("checkout", "--quiet", "--force", "--detach", "refs/remotes/pull/it")

    def _keep(self, name: str, path: Path) -> None:
        assert path.exists(), f"{name} was to be downloaded, and isn't there"
        target = self.downloads / Path(name).name
        shutil.copytree(path, target) if path.is_dir() else shutil.copy(path, target.with_name(path.name))

    def _shell(self, lines: str, variables: dict[str, str], *options: str) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", *options, "-c", lines],
            cwd=self.folder,
            env=self._environment(variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        return done.returncode, done.stdout

    def _environment(self, variables: dict[str, str]) -> dict[str, str]:
        return {
            "PATH": f"{self.tools}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "PYTHONPATH": str(TOP),
            "PYTHONDONTWRITEBYTECODE": "1",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_STEP_SUMMARY": str(self.page),
            "CI": "true",
            **{name: str(value) for name, value in variables.items()},
        }

    def _tool(self, name: str, line: str) -> None:
        file = self.tools / name
        file.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        file.chmod(0o755)
