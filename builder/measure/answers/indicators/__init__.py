"""Positive indicators: populations counted one by one, the way an auditor counts a sample; each with its list behind it."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from builder.measure.answers.indicators import follow_up, hazard, people
from builder.measure.answers.indicators.counted import Count, Sight
from builder.model.coverage import Failing, Indicator
from builder.model.error import BuilderError
from builder.model.program import Program
from builder.model.snapshot import Window

INDICATORS: Mapping[str, Count] = MappingProxyType(
    {
        count.__name__.replace("_", "-"): count
        for count in (
            hazard.positions_with_tasks,
            hazard.tasks_assessed,
            hazard.hazards_controlled,
            hazard.hazards_rated,
            hazard.assessments_with_workers,
            hazard.field_assessments_signed,
            hazard.field_assessments_before_work,
            people.orientations_before_work,
            people.orientations_signed,
            people.certificates_current,
            people.supervisors_trained,
            people.committee_trained,
            people.levels_appraised,
            people.contractors_cleared,
            people.contractors_oriented,
            follow_up.inspectors_of_all_levels,
            follow_up.deficiencies_with_action,
            follow_up.deficiencies_closed_in_time,
            follow_up.actions_closed_in_time,
            follow_up.actions_verified,
            follow_up.investigation_actions_verified,
            follow_up.causes_found,
            follow_up.investigations_with_workers,
            follow_up.drills_evaluated,
            follow_up.meetings_with_quorum,
            follow_up.minutes_complete,
            follow_up.recommendations_answered,
            follow_up.audit_points_with_action,
        )
    }
)
"""The indicators that a standard's file may name in `needs`."""


def measure_indicator(name: str, program: Program, window: Window, as_of: date) -> Indicator:
    """Counts one population; both lists are in the order in which the program keeps its parts.

    What it counts is the first sentence of the function's docstring, so that a page says what the code does.

    Raises:
        BuilderError: A standard's file names an indicator that there isn't.
    """
    if name not in INDICATORS:
        raise BuilderError(
            f"The standard asks for the indicator {name!r}, which this version of Muster doesn't know.",
            f"Use one of these in the standard's file: {', '.join(INDICATORS)}.",
        )
    count = INDICATORS[name]
    counted = list(count(Sight(program, window, as_of)))
    satisfied = tuple(each.id for each in counted if not each.why)
    failing = tuple(Failing(each.id, each.why) for each in counted if each.why)
    return Indicator(name, _words(count), satisfied, failing)


def _words(count: Count) -> str:
    first = (inspect.getdoc(count) or "").split(" (")[0].rstrip(".")
    return first[:1].lower() + first[1:]
