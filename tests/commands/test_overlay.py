"""The commands of the overlay: what they refuse, and where they write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.commands.overlay import overlay_read, overlay_write
from builder.model.error import BuilderError
from tests.end_to_end.instrument import fill, small_program


def write(program: Path, name: str = "ours.xlsx") -> list[str]:
    said: list[str] = []
    assert overlay_write(program / name, repo=program, say=said.append) == 0
    return said


def read(program: Path, *, out: Path | None = None, format: str = "text") -> tuple[int, str]:
    said: list[str] = []
    status = overlay_read(program / "ours.xlsx", repo=program, out=out, format=format, say=said.append)
    return status, "\n".join(said)


def refused(program: Path, name: str = "ours.xlsx") -> BuilderError:
    with pytest.raises(BuilderError) as error:
        overlay_write(program / name, repo=program, say=print)
    return error.value


def test_a_fresh_workbook_is_announced_with_what_to_keep_in_mind(tmp_path: Path) -> None:
    said = write(small_program(tmp_path))

    assert "no question filled in yet" in said[0]
    assert "keep it out of public places" in said[1]


def test_only_workbooks_are_written(tmp_path: Path) -> None:
    assert "not the name of an .xlsx workbook" in refused(small_program(tmp_path), "ours.csv").message


def test_company_must_be_readable(tmp_path: Path) -> None:
    program = small_program(tmp_path)
    (program / "records/company.yaml").write_text("name: [\n", encoding="utf-8")

    assert "records/company.yaml is missing or can't be read" in refused(program).message


def test_an_overlay_that_can_not_be_read_is_not_lost_in_an_empty_workbook(tmp_path: Path) -> None:
    program = small_program(tmp_path)
    (program / "records/overlay.yaml").write_text("standard: alberta-cor\nquestions: 3\n", encoding="utf-8")

    assert "records/overlay.yaml can't be read" in refused(program).message
    assert not (program / "ours.xlsx").exists()


def test_what_is_there_is_replaced_only_by_a_workbook_without_errors(tmp_path: Path) -> None:
    program = small_program(tmp_path)
    write(program)
    fill(program / "ours.xlsx")
    assert read(program)[0] == 0
    before = (program / "records/overlay.yaml").read_bytes()
    fill(program / "ours.xlsx", cells={"Questions!D5": "ten"})

    assert read(program)[0] == 1
    assert (program / "records/overlay.yaml").read_bytes() == before


def test_other_place_is_named_in_both_formats(tmp_path: Path) -> None:
    program = small_program(tmp_path)
    write(program)
    fill(program / "ours.xlsx")
    out = tmp_path / "elsewhere" / "mine.yaml"

    assert str(out) in read(program, out=out)[1]
    assert json.loads(read(program, out=out, format="json")[1])["written"] == str(out)
    assert out.is_file()
    assert not (program / "records/overlay.yaml").exists()


def test_instrument_of_another_partner_is_an_error(tmp_path: Path) -> None:
    program = small_program(tmp_path)
    write(program)
    fill(program / "ours.xlsx", cells={"Instrument!B4": "aasp"})
    status, said = read(program)

    assert status == 1
    assert "ours.xlsx:4:2: error OVL003" in said
    assert "Sheet Instrument, cell B4" in said


def test_missing_file_and_unknown_format_are_refused(tmp_path: Path) -> None:
    program = small_program(tmp_path)
    with pytest.raises(BuilderError, match="There is no file"):
        read(program)
    with pytest.raises(BuilderError, match="no format called"):
        read(program, format="xml")
