"""The charts of the board: evidence by element, what falls due, how old open actions are, and what happened month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from builder.measure.due import DueItem
from builder.measure.follow_up.actions import AGES, Action, ActionState
from builder.measure.leading import Leading, measure_leading
from builder.measure.statistics import RECORDABLE, Figures, Statistics, measure_statistics
from builder.model.coverage import ElementCoverage, Status
from builder.model.cycle import Cycle
from builder.render.bars import Bar, Portion
from builder.render.site.board.chart import bar_chart, column_chart
from builder.render.site.board.to_do import BUCKETS, in_bucket
from builder.render.site.manual import Here
from builder.render.site.markup import NOTHING

_LEADING = ("inspection", "flha", "toolbox-meeting")
"""Promised records whose months are drawn: those of which most are owed."""


def element_chart(here: Here) -> Markup:
    """Questions of each element by what the repository holds for them, those with most gaps first."""
    elements = here.manual.snapshot.coverage.elements
    ordered = sorted(elements, key=lambda each: -_gaps(each))
    bars = [_element(here, each) for each in ordered]
    return bar_chart(here, "evidence", "Evidence by element, gaps first", bars, "Element")


def _gaps(element: ElementCoverage) -> int:
    return element.count(Status.MISSING) + element.count(Status.PARTIAL)


def _element(here: Here, element: ElementCoverage) -> Bar:
    key = element.element.key
    url = here.to(f"elements/{key}.md") or ""
    return Bar(
        f"{element.partner.number} {element.partner.name}",
        (
            Portion(element.count(Status.EVIDENCE), "with evidence", "full", url),
            Portion(
                element.count(Status.PARTIAL), "in part", "hatched", here.to("coverage.md", f"partial-{key}") or ""
            ),
            Portion(element.count(Status.MISSING), "missing", "empty", here.to("coverage.md", f"missing-{key}") or ""),
        ),
        url,
    )


def board_charts(here: Here, items: Sequence[DueItem], actions: Sequence[Action]) -> dict[str, Markup]:
    """The other charts by name."""
    snapshot = here.manual.snapshot
    found = measure_statistics(snapshot.program, snapshot.as_of)
    leading = measure_leading(snapshot, found.first, found.last)
    charts = {
        "due": _due(here, items),
        "actions": _ages(here, actions),
        "incidents": _incidents(here, found),
    }
    return charts | {each.record_type: _promised(here, found, each) for each in leading if each.record_type in _LEADING}


def _due(here: Here, items: Sequence[DueItem]) -> Markup:
    bars = []
    for first, last, name in BUCKETS:
        count = sum(in_bucket(item, first, last) for item in items)
        url = here.to("due.md", name if count else "") or ""
        bars.append(
            Bar(here.w[name], (Portion(count, "things due", "hatched" if first is None else "full", url),), url)
        )
    return bar_chart(here, "due", "Due in 30, 60 and 90 days", bars, "When")


def _ages(here: Here, actions: Sequence[Action]) -> Markup:
    bars = []
    for number, (label, first, last) in enumerate(AGES):
        aged = [each for each in actions if first <= each.age <= last]
        late = sum(each.state is ActionState.OVERDUE for each in aged)
        url = here.to("actions.md", f"age-{number}") or ""
        portions = (Portion(late, "overdue", "hatched", url), Portion(len(aged) - late, "in time", "full", url))
        bars.append(Bar(f"Open {label}", portions, url))
    return bar_chart(here, "ages", "Open corrective actions by age", bars, "Age")


def _incidents(here: Here, found: Statistics) -> Markup:
    bars = [_month(here, each) for each in found.months]
    return column_chart(here, "incidents", "Incidents and near misses by month", bars, "Month")


def _month(here: Here, month: Figures) -> Bar:
    url = here.to("statistics.md", month_anchor(month.title)) or ""
    recordable = month.count(RECORDABLE)
    near = month.count(("near-miss",))
    rest = sum(len(ids) for ids in month.incidents.values()) - recordable - near
    portions = (
        Portion(recordable, "recordable injuries", "full", url),
        Portion(rest, "first aid, damage and others", "hatched", url),
        Portion(near, "near misses", "empty", url),
    )
    return Bar(_short(here, month.title), portions, url)


def month_anchor(month: str) -> str:
    """The id of a month's row on the page of statistics."""
    return f"month-{month}"


def _short(here: Here, month: str) -> str:
    """The first letters of the month's name: twelve of them stand side by side on a phone."""
    return here.manual.language.months[int(month[5:]) - 1][:3]


def _promised(here: Here, found: Statistics, leading: Leading) -> Markup:
    url = here.to("statistics.md", leading_anchor(leading.record_type)) or ""
    bars = []
    for month, share in zip(found.months, leading.months, strict=True):
        missing = (share.of or share.found) - share.found
        portions = (Portion(share.found, "done", "full", url), Portion(missing, "missing", "empty", url))
        bars.append(Bar(_short(here, month.title), portions, url))
    title = f"{leading.title}: done of what is promised"
    return column_chart(here, f"done-{leading.record_type}", title, bars, "Month")


def leading_anchor(record_type: str) -> str:
    """The id of an indicator's row on the page of statistics."""
    return f"leading-{record_type}"


def time_line(cycle: Cycle) -> Markup:
    """How much of the certificate's time has gone, with its pending days as strokes; nothing without a certificate in force."""
    if not cycle.issued or not cycle.ends or cycle.ends <= cycle.issued:
        return NOTHING
    whole = (cycle.ends - cycle.issued).days
    gone = min(max((cycle.as_of - cycle.issued).days, 0), whole)
    said = f"{gone} of {whole} days of the certificate have gone"
    strokes = Markup("").join(
        Markup('<rect class="m-clock__day" x="{:.2f}%" y="0" width="2" height="14"/>').format(at)
        for at in _days(cycle, whole)
    )
    return Markup(
        '<svg class="m-clock" role="img" aria-label="{}" width="100%" height="14"><title>{}</title>'
        '<rect class="m-bar m-fill--empty" x="0" y="3" width="100%" height="8"/>'
        '<rect class="m-bar m-fill--full" x="0" y="3" width="{:.2f}%" height="8"/>{}</svg>'
    ).format(said, said, 100 * gone / whole, strokes)


def _days(cycle: Cycle, whole: int) -> Iterator[float]:
    for each in cycle.pending:
        at = (each.day - cycle.issued).days if cycle.issued else 0
        if 0 <= at <= whole and each.is_big:
            yield min(100 * at / whole, 99.4)
