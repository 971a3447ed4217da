"""The small company's manual before it is rendered, with files laid over it: for the tests of single groups of pages."""

from __future__ import annotations

from collections.abc import Mapping

from builder.measure.level import at_level
from builder.measure.snapshot import take_snapshot
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.standard_file import read_standard
from builder.render.site.manual import Manual
from builder.render.site.pages import make_manual
from builder.render.site.words import LEVELS, Edition
from builder.render.templates import open_templates
from tests.render.site.small_company import AS_OF, FILES


def small_manual(edition: Edition, files: Mapping[str, str] | None = None) -> Manual:
    """The manual of an edition. Fails on any fault in the added files, so that a slip in a test is seen."""
    program = read_program(MemorySource({**FILES, **(files or {})}))
    faulty = [fault for fault in program.faults if fault.place.path in (files or {})]
    assert faulty == [], faulty
    whole = take_snapshot(program, read_standard("alberta-cor", "2023"), as_of=AS_OF)
    return make_manual(at_level(whole, LEVELS[edition]), (), edition, (), open_templates())
