"""The sample company's whole manual, built from the repository's own files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builder.checks.run import check
from builder.measure.level import at_level, findings_at_level
from builder.measure.snapshot import take_snapshot
from builder.model.snapshot import Snapshot
from builder.read.law_file import read_law
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.read.standard_file import read_standard
from builder.render.site.building.build import build_site, read_company, render, write_docs
from builder.render.site.words import LEVELS, Edition
from tests.render.site.link_check import broken_links
from tests.render.site.test_levels import everything

REPOSITORY = Path(__file__).parents[3]
EDITIONS: tuple[Edition, ...] = ("worker", "office")


def whole() -> Snapshot:
    program = read_program(FolderSource(REPOSITORY))
    standard, law = read_standard("alberta-cor", "2023"), read_law("alberta-ohs")
    return take_snapshot(program, standard, as_of=date(2026, 10, 31), law=law)


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_of_the_sample_leads_somewhere(tmp_path: Path, edition: Edition) -> None:
    snapshot = whole()
    shown = at_level(snapshot, LEVELS[edition])
    findings = findings_at_level(check(snapshot), shown)
    built = build_site(shown, findings, edition, source=FolderSource(REPOSITORY), out=tmp_path / "site", say=print)
    assert built.pages > (150 if edition == "worker" else 2000)
    assert broken_links(tmp_path / "site") == []


def test_the_workers_manual_of_the_sample_names_nobody_who_is_not_posted(tmp_path: Path) -> None:
    snapshot, source = whole(), FolderSource(REPOSITORY)
    tree = render(at_level(snapshot, LEVELS["worker"]), (), "worker", read_company(source), None)
    write_docs(tree, tmp_path, source)
    text = everything(tmp_path).decode("utf-8", "replace")
    people = [stored.value for stored in snapshot.program.people.values()]
    private = [person.name for person in people if not person.is_posted_on(snapshot.as_of)]
    assert len(private) > 10
    assert [name for name in private if name in text] == []
