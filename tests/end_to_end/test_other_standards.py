"""`muster coverage --standard` and `--migrate-to` as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.command_line import TOP, muster

AS_OF = ("--repo", str(TOP), "--as-of", "2026-10-31")


def test_the_sample_company_under_iso_45001_names_what_it_lacks(tmp_path: Path) -> None:
    done = muster("coverage", *AS_OF, "--standard", "iso-45001", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "✓ may serve       5.2      OH&S policy" in done.stdout
    assert "✗ nothing         4.3      Scope of the management system" in done.stdout
    assert "nothing about buying goods and services" in done.stdout


def test_moving_the_sample_company_to_the_national_cor_loses_no_document(tmp_path: Path) -> None:
    done = muster("coverage", *AS_OF, "--migrate-to", "cfcsa-cor", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    moves = json.loads(done.stdout)["moves"]
    documents = {move["path"] for move in moves if move["kind"] == "document"}
    # A translation (x.fr.md) moves with its original.
    originals = [path for path in (TOP / "policies").glob("*.md") if "." not in path.stem]
    assert documents == {f"policies/{path.name}" for path in originals}
    assert next(move["to"] for move in moves if move["id"] == "PRG-19") == ["3", "6"]


@pytest.mark.parametrize("option", ["--standard", "--migrate-to"])
def test_a_file_of_ones_own_with_mistakes_is_told_place_by_place(option: str, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        'id: own\nedition: "1"\ntitle: Ours\nissuer: We\ndraft: true\nconfidence: Ours.\ncolour: red\n'
        "sources: [{what: A talk, read_on: 2026-11-22}]\n"
        'elements:\n  - {number: "1", name: First, covers: [polcy]}\n'
    )
    done = muster("coverage", *AS_OF, option, "own.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "own.yaml:7:1" in done.stderr
    assert "own.yaml:10:" in done.stderr
    assert "polcy, which is no topic" in done.stderr
    assert "Traceback" not in done.stderr
