from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builder.commands.prepare import Choice, Prepared, prepare
from builder.commands.site import site
from builder.model.error import BuilderError
from tests.render.site.small_company import AS_OF, FILES, OFFICE_WORD


@pytest.fixture
def prepared(tmp_path: Path) -> Iterator[Prepared]:
    for name, content in FILES.items():
        path = tmp_path / "company" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    with prepare(Choice(tmp_path / "company", None, AS_OF, AS_OF)) as found:
        yield found


def test_a_built_site_is_announced_with_its_pages_edition_and_place(prepared: Prepared, tmp_path: Path) -> None:
    said: list[str] = []
    status = site(prepared, out=tmp_path / "manual", edition="worker", say=said.append)
    pages = sum(1 for path in (tmp_path / "manual").rglob("index.html"))
    assert status == 0
    assert said[-1] == f"{pages} pages, worker edition, in {tmp_path / 'manual'}."


def test_the_worker_edition_is_cut_down_before_anything_is_rendered(prepared: Prepared, tmp_path: Path) -> None:
    site(prepared, out=tmp_path / "manual", edition="worker", say=lambda _: None)
    assert not [path for path in (tmp_path / "manual").rglob("*.html") if OFFICE_WORD in path.read_text("utf-8")]


def test_findings_do_not_stop_a_site_and_stand_in_the_office_edition(prepared: Prepared, tmp_path: Path) -> None:
    site(prepared, out=tmp_path / "manual", edition="office", say=lambda _: None)
    assert "raw html" in (tmp_path / "manual" / "findings" / "index.html").read_text("utf-8")


def test_an_edition_that_does_not_exist_is_refused_with_those_that_do(prepared: Prepared, tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="called public") as caught:
        site(prepared, out=tmp_path / "manual", edition="public", say=print)
    assert caught.value.cure == "Choose worker or office."


def test_a_commit_is_not_served_because_it_never_changes(prepared: Prepared, tmp_path: Path) -> None:
    of_commit = replace(prepared, commit="0" * 40)
    with pytest.raises(BuilderError, match="files on disk"):
        site(
            of_commit,
            out=tmp_path,
            edition="worker",
            say=print,
            again=lambda: prepare(Choice(tmp_path, None, AS_OF, AS_OF)),
        )
