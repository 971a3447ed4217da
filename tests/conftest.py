"""What all tests share: stored outputs and one way to compare with them, and sections that are rendered once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

GOLDEN = Path(__file__).parent / "golden"


# Every run tries the same examples, however slow the machine; `--hypothesis-profile=explore` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the stored outputs anew; read the difference afterwards"
    )


@pytest.fixture(scope="session", autouse=True)
def sections_rendered_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A section that several tests put into a pack is laid out by the first of them, in this process or in one beside it.

    Most packs of the tests are of one small company and differ in a few sections. That a section gives the same bytes each time is
    proved where it is rendered directly (tests/render/pdf/test_part.py) and in workers, which this doesn't reach.
    """
    # Imported when the tests were collected, if any of them makes a pack; for the others a second is saved.
    pool: Any = sys.modules.get("builder.render.pdf.pool")
    if pool is None:
        yield
        return
    from builder.read.cache import DirectoryCache
    from builder.render.pdf.part_store import part_key, read_part, write_part

    base, render_job = tmp_path_factory.getbasetemp(), pool.render_job
    kept = DirectoryCache((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sections")

    def render_once(job: Any) -> Any:
        key = part_key(job)
        found = kept.get(key)
        part = read_part(found, job.key) if found else None
        if part is None:
            part = render_job(job)
            kept.put(key, write_part(part))
        return part

    pool.render_job = render_once
    yield
    pool.render_job = render_job


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the stored one of that name in tests/golden/, or stores it with --update-golden."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            return
        assert file.is_file(), f"There is no tests/golden/{name}; run pytest --update-golden and read what it writes."
        assert text == file.read_text(encoding="utf-8")

    return compare
