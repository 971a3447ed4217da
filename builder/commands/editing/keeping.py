"""What the editor's pages show is kept up to date: the findings after every save, the manual's pages behind them."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from builder.model.error import BuilderError
from builder.model.finding import Finding, Severity
from builder.model.snapshot import Snapshot
from builder.read.source import FolderSource
from builder.render.site.address_book import make_address_book, web_path
from builder.render.site.building.serve import Preview

LOOK_EVERY = 3.0
"""Seconds after which the folder is looked at again: somebody may work in it with another editor."""

_MOST_FINDINGS = 12

_EXPECTED = frozenset(("uncommitted-changes", "attachment-not-committed"))
"""Findings that something isn't in the history yet: right after a save that is so, and the notice says what comes next."""


@dataclass(frozen=True)
class Known:
    """What is known of the program as it was read last.

    Attributes:
        ticket: The number of the last save that is in it.
        findings: Of `muster check`.
        files: The editor's own files by path below the address of the site.
        pages: The address of every page, by the id of what it shows.
        fault: Why it couldn't be read; empty if it could.
    """

    ticket: int = 0
    findings: tuple[Finding, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    pages: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    fault: str = ""


class Keeper:
    """Reads and checks again after every change, and builds the pages anew behind that.

    Two things at once, because building takes far longer: what is wrong with an entry is told while the pages of the last one are built.

    Attributes:
        root: The folder of the program.
        preview: The site.
        known: What was read last.
        built: The number of the last save that is in the pages.
    """

    def __init__(
        self,
        root: Path,
        preview: Preview,
        editing: Callable[[Snapshot], Mapping[str, bytes]],
        say: Callable[[str], None],
    ) -> None:
        self.root = root
        self.preview = preview
        self.known = Known()
        self.built = -1
        self._editing = editing
        self._say = say
        self._asked = 0
        self._stopped = False
        self._stamps: object = None
        self._to_read = threading.Event()
        self._to_build = threading.Event()
        self._newest: tuple[Snapshot, tuple[Finding, ...], int] | None = None

    def ask(self) -> None:
        """Something was saved."""
        self._asked += 1
        self._to_read.set()

    @property
    def ticket(self) -> int:
        """The number of the last save."""
        return self._asked

    def stop(self) -> None:
        """Lets `run` end."""
        self._stopped = True
        self._to_read.set()
        self._to_build.set()

    def begin(self, snapshot: Snapshot, findings: tuple[Finding, ...]) -> None:
        """Takes what was read already, so that the editor can be opened before any page is built."""
        self._stamps = self._look()
        self._take(snapshot, findings, self._asked)

    def run(self) -> None:
        """Builds the pages after every change until stopped; reads in a thread beside it."""
        reading = threading.Thread(target=self._read_on, daemon=True)
        reading.start()
        try:
            while not self._stopped:
                # On Windows a wait without an end can't be interrupted by Ctrl-C.
                self._to_build.wait(LOOK_EVERY)
                self._to_build.clear()
                newest, self._newest = self._newest, None
                if newest is not None and not self._stopped:
                    self._build(*newest)
        finally:
            self.stop()
            reading.join()

    def _read_on(self) -> None:
        while not self._stopped:
            is_asked = self._to_read.wait(LOOK_EVERY)
            self._to_read.clear()
            stamps = self._look()
            if (is_asked or stamps != self._stamps) and not self._stopped:
                self._stamps = stamps
                self._read()

    def _read(self) -> None:
        ticket = self._asked
        try:
            self._take(*self.preview.renew(), ticket)
        except BuilderError as error:
            # What is half written now may be right in a moment; the pages stay as they were.
            fault = f"{error.message} {error.cure}".strip()
            self.known = replace(self.known, ticket=ticket, fault=fault)
            self._say(fault)

    def _take(self, snapshot: Snapshot, findings: tuple[Finding, ...], ticket: int) -> None:
        self.known = Known(ticket, findings, self._editing(snapshot), list_pages(snapshot))
        self._newest = (snapshot, findings, ticket)
        self._to_build.set()

    def _build(self, snapshot: Snapshot, findings: tuple[Finding, ...], ticket: int) -> None:
        # What was read lives until the next change; without this it would be searched for garbage all the time that pages are made.
        gc.freeze()
        try:
            pages = self.preview.show(snapshot, findings)
        except BuilderError as error:
            self._say(f"{error.message} {error.cure}".strip())
        else:
            self._say(f"{pages} {'page' if pages == 1 else 'pages'} of the manual brought up to date.")
        finally:
            gc.unfreeze()
        self.built = ticket

    def _look(self) -> object:
        return {path: entry.stamp for path, entry in FolderSource(self.root).entries().items()}


def list_pages(snapshot: Snapshot) -> Mapping[str, str]:
    """The address of the page of every entry, by its id."""
    found = make_address_book(snapshot, "office", ()).ids
    return {id: f"/{web_path(each.path)}{'#' if each.anchor else ''}{each.anchor}" for id, each in found.items()}


def tell_findings(known: Known, path: str, id: str) -> dict[str, Any]:
    """What `muster check` finds about an entry, for the notice in the editor: a sentence, and the findings, worst first."""
    order = {Severity.ERROR: 0, Severity.GAP: 1, Severity.NOTE: 2}
    own = (each for each in known.findings if each.place.path == path or (id and id in each.about))
    about = [each for each in own if each.name not in _EXPECTED]
    about.sort(key=lambda each: (order[each.severity], each.place.path != path, each))
    if known.fault:
        return {"sentence": f"The program can't be read now: {known.fault}", "findings": []}
    shown = [
        {"severity": each.severity.value, "code": each.code, "message": each.message, "fix": each.fix}
        for each in about[:_MOST_FINDINGS]
    ]
    return {"sentence": _sentence(about), "findings": shown}


def _sentence(about: list[Finding]) -> str:
    if not about:
        return "muster check finds nothing about it."
    words = []
    for severity in Severity:
        count = sum(each.severity is severity for each in about)
        if count:
            words.append(f"{count} {severity.value}{'' if count == 1 else 's'}")
    more = f" The first {_MOST_FINDINGS}:" if len(about) > _MOST_FINDINGS else ""
    return f"muster check finds {' and '.join(words)} about it.{more}"
