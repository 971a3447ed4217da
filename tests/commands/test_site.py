from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builder.commands.prepare import Choice, Prepared, prepare
from builder.commands.site import Printing, site
from builder.model.cache import NoCache
from builder.model.error import BuilderError
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.render.site.documents.papers import PaperShop
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
    pages = sum(path.parts[-3] != "p" for path in (tmp_path / "manual").rglob("index.html"))
    assert status == 0
    assert f"{pages} pages, worker edition, in {tmp_path / 'manual'}." in said


def test_a_site_whose_files_have_mistakes_says_so_and_where_they_are_named(prepared: Prepared, tmp_path: Path) -> None:
    said: list[str] = []
    site(prepared, out=tmp_path / "manual", edition="worker", say=said.append)
    assert said[-1].startswith("5 files have mistakes")
    assert "`muster check` names" in said[-1]


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


def test_papers_and_forms_stand_beside_the_pages_and_pages_lead_to_them(
    prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Level, str]] = []

    def papers(snapshot: Snapshot, shop: PaperShop, address: str) -> dict[str, bytes]:
        asked.append((snapshot.level, address))
        return {"pdf/POL-01.pdf": b"%PDF-1.7 paper"}

    def forms(snapshot: Snapshot, **_: object) -> dict[str, bytes]:
        asked.append((snapshot.level, "form"))
        return {"forms/inspection.pdf": b"%PDF-1.7 form"}

    monkeypatch.setattr("builder.render.site.documents.papers.make_papers", papers)
    monkeypatch.setattr("builder.render.forms.printed.making.make_form_papers", forms)
    out = tmp_path / "manual"
    site(prepared, out=out, edition="office", printing=Printing(NoCache()), say=lambda _: None)

    assert sorted(asked) == sorted([(Level.OFFICE, "https://manual.example/"), (Level.POSTED, "form")])
    assert (out / "pdf" / "POL-01.pdf").read_bytes() == b"%PDF-1.7 paper"
    assert (out / "forms" / "inspection.pdf").is_file()
    page = (out / "documents" / "health-and-safety-policy" / "index.html").read_text("utf-8")
    assert 'href="../../pdf/POL-01.pdf"' in page


def test_without_an_address_of_the_manual_one_line_says_why_nothing_can_be_scanned(
    prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.render.site.documents.papers.make_papers", lambda *_: {})
    monkeypatch.setattr("builder.render.forms.printed.making.make_form_papers", lambda *_, **__: {})
    (tmp_path / "company" / "mkdocs.yml").write_text("site_name: Tern Piping\n", "utf-8")
    said: list[str] = []
    with prepare(Choice(tmp_path / "company", None, AS_OF, AS_OF)) as nameless:
        site(nameless, out=tmp_path / "manual", edition="worker", printing=Printing(NoCache()), say=said.append)

    assert sum("site_url" in line for line in said) == 1
