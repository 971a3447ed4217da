"""What happens after a save: read again, checked, shown."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from builder.commands.editing import keeping
from builder.commands.editing.keeping import Keeper, Known, tell_findings
from builder.model.error import BuilderError
from builder.model.finding import Finding, Severity
from builder.model.place import Place
from tests.commands.editing.desk_company import begin_company


def finding(severity: Severity, path: str, code: str = "REC001", about: tuple[str, ...] = ()) -> Finding:
    return Finding(Place(path, 1, 1), code, "a-name", severity, "It lacks something.", "Add it.", about)


@dataclass
class FakePreview:
    """Stands in for the site, whose pages take seconds to build."""

    renew: Callable[[], Any]
    shown: list[Any] = field(default_factory=list)
    may_end: threading.Event = field(default_factory=threading.Event)

    def show(self, snapshot: Any, findings: Any) -> int:
        self.shown.append((snapshot, findings))
        assert self.may_end.wait(10)
        return 1


class Work:
    """A keeper at work in a thread of its own."""

    def __init__(self, root: Path) -> None:
        self.read = 0
        self.fault = ""
        self.said: list[str] = []
        self.preview = FakePreview(self._renew)
        self.preview.may_end.set()
        self.keeper = Keeper(root, self.preview, lambda snapshot: {"edit/x": str(snapshot).encode()}, self.said.append)  # type: ignore[arg-type]
        self.keeper.begin("first", ())  # type: ignore[arg-type]
        self.thread = threading.Thread(target=self.keeper.run)

    def _renew(self) -> Any:
        self.read += 1
        if self.fault:
            raise BuilderError(self.fault, "Mend it.")
        return f"reading {self.read}", (finding(Severity.GAP, "records/a.yaml"),)

    def wait(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + 10
        while not is_so():
            assert time.monotonic() < end, "it didn't come to that in ten seconds"
            time.sleep(0.005)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    monkeypatch.setattr(keeping, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(keeping, "list_pages", lambda _: {})
    found = Work(begin_company(tmp_path))
    yield found
    found.keeper.stop()
    if found.thread.is_alive():
        found.thread.join()


def test_the_editor_can_be_opened_before_a_page_is_built(work: Work) -> None:
    assert work.keeper.known.files == {"edit/x": b"first"}
    assert work.preview.shown == []


def test_after_a_save_it_is_read_checked_and_built_once(work: Work) -> None:
    work.thread.start()
    work.wait(lambda: work.keeper.built == 0)
    work.keeper.ask()
    work.wait(lambda: work.keeper.built == 1)
    assert work.keeper.known.findings == (finding(Severity.GAP, "records/a.yaml"),)
    assert work.keeper.known.files == {"edit/x": b"reading 1"}
    assert [shown for shown, _ in work.preview.shown] == ["first", "reading 1"]


def test_the_findings_are_told_while_the_pages_of_the_save_before_are_still_being_built(work: Work) -> None:
    work.preview.may_end.clear()
    work.thread.start()
    work.wait(lambda: bool(work.preview.shown))
    work.keeper.ask()
    work.wait(lambda: work.keeper.known.ticket == 1)
    work.keeper.ask()
    work.wait(lambda: work.keeper.known.ticket == 2)
    assert work.keeper.built == -1
    work.preview.may_end.set()
    work.wait(lambda: work.keeper.built == 2)
    # What came in between was overtaken: the newest pages hold it too.
    assert [shown for shown, _ in work.preview.shown] == ["first", "reading 2"]


def test_a_change_by_another_program_is_noticed(work: Work) -> None:
    work.thread.start()
    work.wait(lambda: work.keeper.built == 0)
    (work.keeper.root / "records" / "synonyms.yaml").write_text("groups: []\n")
    work.wait(lambda: work.read == 1)


def test_a_program_that_can_not_be_read_keeps_its_pages_and_says_why(work: Work) -> None:
    work.thread.start()
    work.wait(lambda: work.keeper.built == 0)
    work.fault = "The history can't be read."
    work.keeper.ask()
    work.wait(lambda: work.keeper.known.ticket == 1)
    assert tell_findings(work.keeper.known, "records/a.yaml", "")["sentence"] == (
        "The program can't be read now: The history can't be read. Mend it."
    )
    assert work.keeper.known.files == {"edit/x": b"first"}
    assert work.said[-1] == "The history can't be read. Mend it."


def test_findings_are_told_worst_first_and_only_those_about_the_entry() -> None:
    own = finding(Severity.NOTE, "records/a.yaml", "NOT001")
    elsewhere = finding(Severity.GAP, "records/b.yaml", "DUE001", about=("insp-0001",))
    other = finding(Severity.ERROR, "records/b.yaml", "REC009", about=("insp-0002",))
    wrong = finding(Severity.ERROR, "records/a.yaml", "REC001")
    unsaved = replace(own, code="HIS002", name="uncommitted-changes")
    found = tell_findings(Known(1, (own, elsewhere, other, wrong, unsaved)), "records/a.yaml", "insp-0001")
    assert found["sentence"] == "muster check finds 1 error and 1 gap and 1 note about it."
    assert [each["code"] for each in found["findings"]] == ["REC001", "DUE001", "NOT001"]


def test_many_findings_are_counted_and_the_first_shown() -> None:
    many = tuple(finding(Severity.GAP, "records/a.yaml", f"GAP{number:03}") for number in range(20))
    found = tell_findings(Known(1, many), "records/a.yaml", "")
    assert found["sentence"] == "muster check finds 20 gaps about it. The first 12:"
    assert len(found["findings"]) == 12
