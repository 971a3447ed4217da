"""`muster requests`: from the auditor's list to records that are due until they are answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.in_process import Done, muster_here
from tests.render.pdf.sections.company import small_company

HEAD = "No.,What is asked for,Question,Site,Ids,Wanted by\n"
LIST = HEAD + '1,Inspections of March,IN2,shop,insp-0005,2026-06-09\n2,"Is there a joint committee? =1+1",,,,\n'


@pytest.fixture
def program(tmp_path: Path) -> Path:
    root = tmp_path / "program"
    for path, data in small_company().items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)
    return root


def read(program: Path, text: str, *options: str) -> Done:
    file = program.parent / "asked.csv"
    file.write_text(text, encoding="utf-8")
    return muster_here("requests", file, "--repo", program, "--asked-on", "2026-06-01", *options)


def records(program: Path) -> dict[str, str]:
    found = (program / "records/audit-request").rglob("*.yaml")
    return {path.stem: path.read_text(encoding="utf-8") for path in found}


def test_each_request_becomes_a_record_that_is_due_until_it_is_answered(program: Path) -> None:
    done = read(program, LIST)
    assert done.status == 0, done.text
    assert done.out.splitlines()[0] == "records/audit-request/2026/arq-0001.yaml: Inspections of March"
    assert "2 requests written, 0 read before." in done.out

    text = records(program)["arq-0001"]
    for line in ("date: 2026-06-01", "recorded_by: P-002", "question: IN2", "wanted: [insp-0005]", "due: 2026-06-09"):
        assert line in text

    due = muster_here("due", "--repo", program, "--as-of", "2026-06-05").out
    assert "answer the auditor's request arq-0001: Inspections of March" in due
    answered = text + "answered_on: 2026-06-04\nanswered_with: [insp-0005]\n"
    (program / "records/audit-request/2026/arq-0001.yaml").write_text(answered, encoding="utf-8")
    due = muster_here("due", "--repo", program, "--as-of", "2026-06-05").out
    assert "arq-0001" not in due
    assert "arq-0002" in due


def test_reading_the_same_list_again_writes_nothing_and_a_longer_one_only_what_is_new(program: Path) -> None:
    read(program, LIST)
    before = records(program)
    assert "0 requests written, 2 read before." in read(program, LIST).out
    assert records(program) == before
    done = read(program, LIST + "1,Inspections of April,IN2,,,\n")
    assert "arq-0003.yaml: Inspections of April (number 1 was asked before in other words: arq-0001)" in done.out
    assert before.items() < records(program).items()


def test_with_one_wrong_cell_nothing_is_written_and_the_cell_is_named(program: Path) -> None:
    done = read(program, LIST + "3,Inspections,IN99,,insp-9999,\n")
    assert done.status == 1
    assert "asked.csv, cell C4: IN99 is not a question of the standard." in done.out
    assert "asked.csv, cell E4: Nothing has the id insp-9999." in done.out
    assert "2 cells can't be read, so nothing was written." in done.out
    assert not records(program)


@pytest.mark.parametrize(
    ("options", "words"),
    [(("--by", "P-999"), "There is no person P-999."), (("--audit", "aud-0099"), "There is no audit aud-0099.")],
)
def test_who_and_what_must_be_on_file(program: Path, options: tuple[str, ...], words: str) -> None:
    done = read(program, LIST, *options)
    assert done.status == 2
    assert words in done.error
    assert not records(program)
