"""The paper of a single document is readable for everyone: PDF/UA-1, and PDF/A-3a beside it, by the reference validator."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.render.site.documents.papers import PaperShop, make_papers
from builder.render.talk.newest import newest_talk
from builder.render.talk.sheet import make_sheet
from tests.end_to_end.verapdf import PDF_A, PDF_UA, find_failures
from tests.render.site.three_versions import VERSION_3, take

BODY = """
## Limits

| Reading | Leave |
| --- | --- |
| LEL | 10 % |

### Before you start

- [ ] Tag hung
- [x] Tried

> Ask first.

1. Lock
   - out
"""


@pytest.mark.slow
def test_a_paper_conforms_to_both_standards(tmp_path: Path) -> None:
    made = make_papers(take(VERSION_3 + BODY), PaperShop({}.__getitem__), "https://manual.example/")
    file = tmp_path / "paper.pdf"
    file.write_bytes(made["pdf/PRG-07.pdf"])

    assert find_failures(file, PDF_UA) == []
    assert find_failures(file, PDF_A) == []


@pytest.mark.slow
def test_the_sheet_for_a_talk_conforms_to_both_standards(tmp_path: Path) -> None:
    taken = take(VERSION_3)
    talk = newest_talk(taken, taken.program.policy_by_id["PRG-07"])
    assert talk is not None
    file = tmp_path / "talk.pdf"
    file.write_bytes(make_sheet(talk, talk.groups[-1], taken))

    assert find_failures(file, PDF_UA) == []
    assert find_failures(file, PDF_A) == []
