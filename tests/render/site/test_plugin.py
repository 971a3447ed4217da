"""Plain MkDocs, as every MkDocs user runs it, in a company's repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.render.site.small_company import FILES, OFFICE_WORD

SETTINGS = """
site_name: Tern Piping
docs_dir: content
strict: true
theme: {{name: material, font: false}}
plugins:
  - muster: {{edition: {edition}, as_of: {as_of}}}
markdown_extensions: [{{toc: {{permalink: true}}}}]
"""


def build(folder: Path, edition: str, as_of: str = "2026-10-31", **files: str) -> subprocess.CompletedProcess[str]:
    for name, content in {**FILES, "mkdocs.yml": SETTINGS.format(edition=edition, as_of=as_of), **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1793664000"}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plain")
    done = build(folder, "worker", **{"content/images/desk.png": "of a page of the office"})
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_mkdocs_build_shows_the_generated_pages_in_our_frame(worker: Path) -> None:
    page = (worker / "documents" / "inspections" / "index.html").read_text("utf-8")
    assert "Uncontrolled when printed" in page
    assert "assets/muster.css" in page
    assert "noindex" in page
    assert "as of 31 October 2026" in page


def test_pages_of_the_company_have_their_blocks_filled_in(worker: Path) -> None:
    assert 'href="tel:911"' in (worker / "index.html").read_text("utf-8")


def test_pages_of_the_office_are_not_in_a_worker_edition(worker: Path) -> None:
    assert not (worker / "how-to").exists()
    assert OFFICE_WORD not in "".join(path.read_text("utf-8") for path in worker.rglob("*.html"))
    assert not [*worker.rglob("desk.png")]


@pytest.mark.slow
def test_records_are_built_without_an_entry_in_the_navigation(tmp_path: Path) -> None:
    done = build(tmp_path, "office")
    assert done.returncode == 0, done.stderr
    page = tmp_path / "site" / "records" / "inspection" / "2026" / "insp-0001" / "index.html"
    assert page.is_file()
    home = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "insp-0001" not in home


def test_without_a_day_the_manual_is_as_of_the_day_of_the_build(tmp_path: Path) -> None:
    done = build(tmp_path, "worker", as_of="null")
    assert done.returncode == 0, done.stderr
    # 3 November 2026, 00:00 UTC, is the evening before in Alberta.
    assert "as of 2 November 2026" in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_a_reason_not_to_build_is_told_without_a_traceback(tmp_path: Path) -> None:
    done = build(tmp_path, "worker", **{"records/company.yaml": "name: [\n"})
    assert done.returncode == 1
    assert "There is no readable records/company.yaml." in done.stderr
    assert "Traceback" not in done.stderr
