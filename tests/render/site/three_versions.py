"""The small company of tests/examples/minimal/ with an inspection program of three versions, a draft between two of them, and a git history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from builder.measure.level import at_level
from builder.measure.past.in_force import approved_steps
from builder.measure.past.text_steps import compare_passages, passages_of
from builder.model.snapshot import Snapshot
from builder.read.source import MemorySource
from builder.render.site.manual import Manual
from builder.render.site.pages import make_manual
from builder.render.site.words import LEVELS, Edition
from builder.render.templates import open_templates
from tests.checks.example import Example, take_example
from tests.measure.small import read_text

PATH = "policies/inspections.md"
VERSION_1 = read_text(PATH)
DRAFT = VERSION_1.replace("version: 1", "version: 2").replace("status: approved", "status: draft") + "\nA zebradraft.\n"
VERSION_2 = (
    VERSION_1.replace("version: 1", "version: 2")
    .replace("approved_on: 2026-04-01\neffective: 2026-04-01", "approved_on: 2026-05-18\neffective: 2026-05-25")
    .replace("Once a month", "Twice a month")
) + "\n## Who\n\n- The foreman\n- A worker of the crew\n"
VERSION_3 = (
    VERSION_2.replace("version: 2", "version: 3")
    .replace("approved_on: 2026-05-18\neffective: 2026-05-25", "approved_on: 2026-06-08\neffective: 2026-06-15")
    .replace("- A worker of the crew\n", "- Another worker of the crew each time\n")
)


def take(now: str = VERSION_3, files: Mapping[str, str] | None = None, **more: object) -> Snapshot:
    """The whole snapshot as of 2026-06-30; `now` is the program as it stands, `files` are laid over the others."""
    earlier = [
        (date(2026, 4, 2), VERSION_1),
        (date(2026, 5, 4), DRAFT),
        (date(2026, 5, 20), VERSION_2),
    ]
    taken = take_example(
        Example(
            files={PATH: now.encode()} | {path: text.encode() for path, text in (files or {}).items()},
            entered={PATH: date(2026, 6, 9)},
            earlier={PATH: [(day, text.encode()) for day, text in earlier]},
            **more,  # type: ignore[arg-type]
        )
    )
    assert taken.history is not None
    blobs = (each.blob for each in taken.history.files[PATH].changes)
    read = dict(zip(blobs, (passages_of(text) for text in [*(each for _, each in earlier), now]), strict=True))
    steps = [(old.blob, new.blob) for old, new in approved_steps(taken.history.files[PATH]) if old]
    return replace(taken, text_changes={(old, new): compare_passages(read[old], read[new]) for old, new in steps})


def manual_of(taken: Snapshot, edition: Edition = "worker", address: str = "") -> Manual:
    """An edition in the making, cut to its level."""
    manual = make_manual(at_level(taken, LEVELS[edition]), (), edition, (), open_templates())
    return replace(manual, address=address)


def posted() -> Snapshot:
    """As workers get it."""
    return at_level(take(), LEVELS["worker"])


def source(files: Mapping[str, bytes]) -> MemorySource:
    """Files as the site takes them."""
    return MemorySource(files)
