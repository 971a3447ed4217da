"""What a finding says of `muster fix` is so, for every rule: what it calls mendable is mended, and all else is left byte for byte."""

from __future__ import annotations

import pytest

from builder.checks.rule import Rule, find_rule, list_rules
from builder.checks.run import apply
from builder.mend.plan import plan_mending
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.write.canonical import format_file
from tests.checks.example import ExampleSource, minimal_files, read_example, sections, take_example

MAY_MEND = ("number-like-text", "value-not-allowed", "unknown-field", "attachment-without-digest")
MAY_MEND += ("id-not-file-name", "wrong-year-folder", "attachment-missing")
"""Rules some of whose findings are mended."""

MENDABLE = ["REC005", "REC012", "REC014", "REC020"]
"""Rules whose page shows a case that is mended; the others' cases need a person."""


@pytest.mark.parametrize("rule", list_rules(), ids=lambda rule: rule.code)
def test_what_is_called_mendable_is_mended_and_nothing_else_is_touched(rule: Rule) -> None:
    example = read_example(sections(rule.page)["Example: fails"])
    snapshot = take_example(example)
    own = list(apply(rule, snapshot))
    findings = {finding for each in MAY_MEND for finding in apply(find_rule(each), snapshot)} | set(own)
    assert [finding.mendable for finding in own] == [rule.code in MENDABLE] * len(own)

    files = {path: data for path, data in (minimal_files() | example.files).items() if path not in example.absent}
    source = ExampleSource(files, example.links)
    plan = plan_mending(snapshot.program, lambda path: source.files[path], lambda path: path in example.files)

    if not any(finding.mendable for finding in findings):
        # Only the form of a text may be set right: the same data, in the same place.
        assert plan.moves == plan.copies == ()
        assert all(change.after == format_file(change.path, change.before.decode()) for change in plan.texts)
        return
    after = dict(files)
    for change in plan.texts:
        after[change.path] = change.after.encode()
    for old, new, _ in plan.moves:
        after[new] = after.pop(old)
    mended = read_program(MemorySource(after))
    left = {(fault.name, fault.place.path) for fault in mended.faults}
    assert left.isdisjoint((finding.name, finding.place.path) for finding in findings if finding.mendable)
    assert len(left) < len({(fault.name, fault.place.path) for fault in snapshot.program.faults})
