"""`muster site --usb`: what is written, and what is refused before anything is built."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from builder.commands.prepare import Choice, prepare
from builder.commands.site import site
from builder.model.error import BuilderError
from tests.render.site.small_company import AS_OF, FILES


@pytest.fixture
def company(tmp_path: Path) -> Path:
    for path, content in FILES.items():
        target = tmp_path / "company" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return tmp_path / "company"


def test_a_zip_file_for_a_stick_is_written_beside_the_site(company: Path, tmp_path: Path) -> None:
    said: list[str] = []
    with prepare(Choice(company, None, AS_OF, AS_OF)) as prepared:
        site(prepared, out=tmp_path / "site", usb=tmp_path / "stick.zip", edition="worker", say=said.append)
    assert zipfile.ZipFile(tmp_path / "stick.zip").testzip() is None
    assert "START-HERE.html" in said[-1]
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    ("edition", "name", "complaint"),
    [
        ("office", "stick.zip", "Only a finished worker edition goes on a stick"),
        ("worker", "stick", "can't be written as a ZIP file"),
        ("worker", "nowhere/stick.zip", "can't be written as a ZIP file"),
    ],
)
def test_what_may_not_or_cannot_go_on_a_stick_is_said_before_the_build(
    company: Path, tmp_path: Path, edition: str, name: str, complaint: str
) -> None:
    with (
        prepare(Choice(company, None, AS_OF, AS_OF)) as prepared,
        pytest.raises(BuilderError, match=complaint),
    ):
        site(prepared, out=tmp_path / "site", usb=tmp_path / name, edition=edition, say=print)
    assert not (tmp_path / "site").exists()
