"""The sentence that says what is saved: in the words of the coordinator, however much it is."""

from __future__ import annotations

import pytest

from builder.commands.saving.sentence import describe_changes
from builder.read.git.saving.file_list import Listed
from builder.read.git.saving.on_disk import Change
from builder.read.program import read_program
from builder.read.source import MemorySource
from tests.checks.example import minimal_files

LISTED = Listed("100644", "1" * 40)
PROGRAM = read_program(MemorySource(minimal_files()))


def sentence(**paths: str) -> str:
    changes = [Change(path, kind, LISTED) for kind, listed in paths.items() for path in listed.split()]
    return describe_changes(changes, PROGRAM)


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        ({"added": "records/inspection/2026/insp-0001.yaml"}, "1 inspection (The yard, 2026-04-15)"),
        (
            {"added": "records/inspection/2026/insp-0001.yaml records/inspection/2026/insp-0002.yaml"},
            "2 inspections (The yard, 2026-04-15 to 2026-05-14)",
        ),
        ({"added": "records/work-days/2026/wd-0001.yaml"}, "1 list of work days"),
        ({"changed": "policies/inspections.md"}, "a change to PRG-07"),
        (
            {"changed": "policies/inspections.md policies/health-and-safety-policy.md", "removed": "policies/old.md"},
            "changes to POL-01 and PRG-07, old taken out",
        ),
        ({"added": "policies/inspections.md"}, "1 new document (PRG-07)"),
        ({"added": " ".join(f"records/people/P-{n:03}.yaml" for n in range(1200))}, "1,200 new people"),
        ({"changed": " ".join(f"records/people/P-{n:03}.yaml" for n in range(4))}, "changes to 4 people"),
        (
            {
                "added": "records/inspection/2026/a.JPG records/inspection/2026/b.png records/drill/2026/c.pdf records/drill/2026/d.xlsx"
            },
            "2 photos, 1 scan, 1 file",
        ),
        ({"removed": "records/inspection/2026/a.jpg"}, "a.jpg taken out"),
        (
            {"changed": "content/index.md", "added": ".muster/schemas/site.json README.md"},
            "a change to index, 2 new files that Muster set up",
        ),
        (
            {"changed": "records/company.yaml records/explained.yaml Makefile"},
            "changes to company and explained, a change to Makefile",
        ),
    ],
)
def test_what_is_saved_in_words(paths: dict[str, str], said: str) -> None:
    assert sentence(**paths) == said
