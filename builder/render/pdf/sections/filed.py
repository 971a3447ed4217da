"""Done and filed, two facts: how many were done in time, and how long their records took to be entered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median_low
from typing import Any

from builder.measure.timeliness import Filing, measure_filing
from builder.model.coverage import Expected, Outcome
from builder.record_types import TYPES
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View


def make_filed(view: View) -> Section:
    """The list by type, then by name what was done late and what was filed later than usual."""
    snapshot = view.snapshot
    filings = measure_filing(snapshot.program, snapshot.window, snapshot.history)
    by_type: dict[str, list[Filing]] = defaultdict(list)
    for filing in filings:
        by_type[type(filing.stored.value).TYPE].append(filing)
    expected: dict[str, list[Expected]] = defaultdict(list)
    for each in snapshot.expected:
        expected[each.record_type].append(each)
    names = [name for name in TYPES if name in view.selection.registers or expected[name]]
    html = write_html(
        "filed",
        title="Done and filed",
        running=("Done and filed", ""),
        has_history=view.has_history,
        history_note=snapshot.history_note,
        rows=[_row(view, name, expected[name], by_type[name]) for name in names],
        late=[_late(view, each) for each in snapshot.expected if each.outcome is Outcome.LATE],
        slow=[_slow(view, filing) for filing in filings if filing.is_beyond_tolerance],
        imported=sum(filing.is_imported for filing in filings),
    )
    entries = (("Done late, by name", "done-late"), ("Filed later than usual, by name", "filed-late"))
    return Section("filed", "Done and filed", "", html, "done-and-filed", entries)


def _row(view: View, name: str, expected: Sequence[Expected], filings: Sequence[Filing]) -> dict[str, Any]:
    kind = TYPES[name]
    required = [each for each in expected if each.is_required]
    days = sorted(filing.days for filing in filings if not filing.is_imported)
    return {
        "title": kind.PLURAL,
        "link": view.selection.link(f"register-{name}"),
        "records": len(view.selection.registers.get(name, ())),
        "required": len(required) if expected else "?",
        "met": _count(required, Outcome.MET) if expected else "–",
        "late": _count(required, Outcome.LATE) if expected else "–",
        "explained": _count(required, Outcome.EXPLAINED) if expected else "–",
        "holes": _count(required, Outcome.HOLE) if expected else "–",
        "middle": median_low(days) if days else "–",
        "longest": days[-1] if days else "–",
        "usual": kind.FILED_WITHIN,
        "slow": sum(filing.is_beyond_tolerance for filing in filings) if days else "–",
    }


def _count(expected: Sequence[Expected], outcome: Outcome) -> int:
    return sum(each.outcome is outcome for each in expected)


def _late(view: View, expected: Expected) -> dict[str, Any]:
    stored = view.snapshot.program.record_by_id.get(expected.record or "")
    done = stored.value.date if stored else None
    kind = TYPES.get(expected.record_type)
    return {
        "record": expected.record or "–",
        "link": view.selection.link_to(expected.record) if expected.record else None,
        "what": f"{kind.TITLE if kind else expected.record_type}{f' ({expected.kind})' if expected.kind else ''}".replace(
            "-", " "
        ),
        "unit": expected.unit,
        "period": expected.period,
        "due": expected.due.isoformat(),
        "done": done.isoformat() if done else "–",
        "days": (done - expected.due).days if done else "–",
    }


def _slow(view: View, filing: Filing) -> dict[str, Any]:
    record = filing.stored.value
    return {
        "record": record.id,
        "link": view.selection.link_to(record.id),
        "what": type(record).TITLE,
        "done": filing.done.isoformat(),
        "filed": filing.filed.isoformat(),
        "days": filing.days,
        "usual": filing.tolerance,
    }
