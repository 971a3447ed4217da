"""`muster forms` writes the forms that were asked for, and says in a sentence why it can't."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.commands.forms import forms
from builder.model.error import BuilderError
from tests.render.forms.printed.company import take


def write(out: Path, *types: str, **options: object) -> list[str]:
    """The files in the folder afterwards."""
    said: list[str] = []
    assert forms(take(), types=types, out=out, say=said.append, **options) == 0  # type: ignore[arg-type]
    assert str(out) in said[0]
    return sorted(path.name for path in out.iterdir())


def refusal(out: Path, *types: str, **options: object) -> str:
    with pytest.raises(BuilderError) as refused:
        write(out, *types, **options)
    assert not out.exists() or not out.is_dir()
    return f"{refused.value.message} {refused.value.cure}"


def test_without_a_type_it_writes_those_that_the_documents_ask_for(tmp_path: Path) -> None:
    names = write(tmp_path / "new" / "forms")
    assert names == ["flha.pdf", "hot-work-permit.pdf", "incident.pdf", "inspection.pdf"]


def test_a_form_for_a_site_bears_its_name_and_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    (tmp_path / "incident-shop.pdf").write_bytes(b"older")
    assert write(tmp_path, "incident", site="shop", paper="a4", copies=2) == ["incident-shop.pdf"]
    assert (tmp_path / "incident-shop.pdf").read_bytes().startswith(b"%PDF")


def test_a_type_or_site_that_isn_t_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    assert "Did you mean inspection?" in refusal(tmp_path / "out", "inspektion")
    assert "Did you mean shop?" in refusal(tmp_path / "out", "incident", site="shpo")


def test_what_nobody_fills_in_by_hand_has_no_form(tmp_path: Path) -> None:
    assert "`muster anchor` writes it" in refusal(tmp_path / "out", "anchor")


def test_a_file_in_the_place_of_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    assert "is not a folder" in refusal(tmp_path / "out", "incident")
    assert (tmp_path / "out").read_text() == "mine"
