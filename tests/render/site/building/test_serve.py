from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.measure.level import at_level
from builder.measure.snapshot import take_snapshot
from builder.model.error import BuilderError
from builder.model.finding import Finding
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.read.standard_file import read_standard
from builder.render.site.building.serve import Preview, watched
from tests.render.site.small_company import AS_OF, FILES


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        path = tmp_path / "company" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return tmp_path / "company"


@pytest.fixture
def preview(repository: Path, tmp_path: Path) -> Preview:
    source = FolderSource(repository)

    def renew() -> tuple[Snapshot, tuple[Finding, ...]]:
        whole = take_snapshot(read_program(source), read_standard("alberta-cor", "2023"), as_of=AS_OF)
        return at_level(whole, Level.OFFICE), ()

    return Preview(tmp_path / "work", source, "office", renew)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_changed_record_brings_new_pages_for_what_it_is_shown_on_and_no_others(
    preview: Preview, repository: Path
) -> None:
    (preview.work).mkdir()
    everything = preview.update()
    change(repository / "records/inspection/2026/insp-0001.yaml", "area: Bay 2", "area: Paint bay")
    built = preview.update()
    assert 1 <= built <= 5 < everything
    assert "Paint bay" in (preview.site / "records/inspection/2026/insp-0001/index.html").read_text("utf-8")


def test_the_search_still_knows_the_pages_that_were_not_built_again(preview: Preview, repository: Path) -> None:
    (preview.work).mkdir()
    preview.update()
    before = _index(preview)
    change(repository / "policies/hanging-pipe.md", "Harness on.", "Harness inspected and on.")
    preview.update()
    after = _index(preview)
    assert set(after) == set(before)
    assert "Harness inspected" in after["documents/hanging-pipe/"]


def _index(preview: Preview) -> dict[str, str]:
    index = json.loads((preview.site / "search" / "index.json").read_text("utf-8"))
    return {page[0]: str(page[6]) for page in index["pages"]}


def test_a_new_document_is_in_the_navigation_at_once(preview: Preview, repository: Path) -> None:
    (preview.work).mkdir()
    preview.update()
    text = (
        (repository / "policies/hanging-pipe.md")
        .read_text("utf-8")
        .replace("SJP-03", "SJP-04")
        .replace("overhead pipe", "floor pipe")
    )
    (repository / "policies/floor-pipe.md").write_text(text)
    preview.update()
    assert "Installing floor pipe" in (preview.site / "documents/hanging-pipe/index.html").read_text("utf-8")


def test_a_mistake_while_writing_leaves_the_pages_and_the_next_save_mends_them(
    preview: Preview, repository: Path
) -> None:
    (preview.work).mkdir()
    preview.update()
    change(repository / "content/index.md", "<!-- muster: find -->", "<!-- muster: fnd -->")
    with pytest.raises(BuilderError, match="fnd"):
        preview.update()
    assert "m-find__search" in (preview.site / "index.html").read_text("utf-8")
    change(repository / "content/index.md", "<!-- muster: fnd -->", "Here: <!-- x -->")
    preview.update()
    assert "m-find__search" not in (preview.site / "index.html").read_text("utf-8")


def test_policies_records_content_and_settings_are_watched(repository: Path) -> None:
    assert {path.name for path in watched(repository)} == {"content", "policies", "records", "mkdocs.yml"}
