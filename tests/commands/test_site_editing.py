"""`muster site --edit-on`: an editor in the office edition only, for a forge that is named on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from builder.cli import app
from builder.model.error import BuilderError
from tests.render.site.small_company import FILES


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--edit-on", "github:tern/program"], "Only a finished office edition can be edited on a forge"),
        (["--edition", "office", "--serve", "--edit-on", "github:tern/program"], "Only a finished office edition"),
        (["--edition", "office", "--edit-on", "tern/program"], "names no repository on a forge"),
    ],
)
def test_a_wrong_way_is_refused_before_anything_is_built(tmp_path: Path, options: list[str], sentence: str) -> None:
    for path, content in FILES.items():
        (tmp_path / "program" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "program" / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    out = tmp_path / "site"
    done = CliRunner().invoke(app, ["site", "--repo", str(tmp_path / "program"), "--out", str(out), *options])
    assert isinstance(done.exception, BuilderError)
    assert sentence in done.exception.message
    assert done.exception.cure
    assert not out.exists()
