"""`muster edit` as a coordinator starts it, and her hands on its forms."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page


class EditServer:
    """The command at work in a process of its own.

    Attributes:
        repo: The folder of the program.
        address: What it printed: with the key.
        said: The lines it printed so far.
    """

    def __init__(self, repo: Path) -> None:
        self.repo = repo
        command = [
            sys.executable,
            "-c",
            "from builder.cli import main; main()",
            "edit",
            "--repo",
            str(repo),
            "--no-browser",
        ]
        # An own cache: what earlier runs of other tests kept must not matter here.
        environment = {**os.environ, "XDG_CACHE_HOME": str(repo.parent / "cache")}
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
        )
        self.said: list[str] = []
        self.address = self._read_until(r"http://\S+")[0]

    def _read_until(self, pattern: str) -> re.Match[str]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            found = re.search(pattern, line)
            if found:
                return found
        raise AssertionError(f"it ended without saying {pattern}: {self.said}")

    @property
    def home(self) -> str:
        """The address of the manual, with a slash at its end."""
        return self.address.partition("?")[0]

    def stop(self) -> int:
        """Ctrl-C; gives the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=60)
        self.said += rest.splitlines()
        return self.process.returncode


@contextmanager
def editing(repo: Path) -> Iterator[EditServer]:
    """`muster edit` for the length of a test."""
    server = EditServer(repo)
    try:
        yield server
    finally:
        server.stop()


class Form:
    """A form of the editor that is open in the browser."""

    def __init__(self, page: Page, home: str, place: str) -> None:
        self.page = page
        page.goto(f"{home}edit/index.html#/collections/{place}")
        page.get_by_role("button", name="Save").wait_for()
        page.wait_for_load_state("networkidle")

    def field(self, name: str, entry: int = 0) -> Locator:
        """The box of a field; of an entry in a list, that of the first one or of the one counted from 0."""
        return self.page.locator(f'[id^="{name}-field"]').nth(entry)

    def write(self, name: str, text: str) -> None:
        """Types into a field, in the place of what stands in it."""
        self.field(name).fill(text)

    def choose(self, name: str, text: str, entry: int = 0) -> None:
        """Chooses from a list."""
        self.field(name, entry).fill(text)
        self.page.get_by_role("option", name=text).first.click()

    def add(self, what: str) -> None:
        """Adds an entry to a list."""
        self.page.get_by_role("button", name=f"Add {what}").click()

    def add_file(self, file: Path) -> None:
        """Chooses a file for the entry just added."""
        self.page.locator('input[type="file"]').last.set_input_files(str(file))

    def save(self) -> str:
        """Saves, waits until it was checked or refused, and gives the words of the notice."""
        self.page.get_by_role("button", name="Save").first.click()
        self.page.get_by_role("menuitem", name="Save", exact=True).click()
        notice = self.page.locator(".desk-notice")
        notice.filter(has_text=re.compile("muster check finds|Not saved|can't be read now")).wait_for(timeout=60_000)
        return notice.inner_text()
