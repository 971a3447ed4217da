"""How the registers of the sample grew: an entry appears when it begins, and changes when something in it begins or ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from builder.demo.documents import apply_edits
from builder.demo.earlier_text import BEGINNINGS, ENDINGS, cut_after, dated_fields
from builder.demo.filing import Filing, Rank
from builder.demo.office_calendar import OfficeCalendar
from builder.demo.renewals import before_renewals, began_on, renewal_days
from builder.demo.story import Story, Telling


def file_registers(files: Mapping[str, bytes], story: Story, calendar: OfficeCalendar) -> Iterator[Filing]:
    """Every state of every register entry, of company.yaml and of explained.yaml; each in force the day it says, never before."""
    opened = began_on(files, "sites")
    for path, data in files.items():
        text = data.decode("utf-8")
        told = story.files.get(path) or Telling()
        begins = _begins_on(path, text, told)
        days = [*_changes(text, told, story), *renewal_days(text, story.adopted_on, opened)]
        before = ""
        for day in [story.adopted_on, *sorted({calendar.next_day(day) for day in days})]:
            if begins > day:
                continue
            state = before_renewals(_edited(path, text, told, day), day, opened, story.yard)
            state = cut_after(state, day, story.last_day)
            if state not in (before, ""):
                yield _filing(path, state, day, story, is_new=not before)
                before = state


def _changes(text: str, told: Telling, story: Story) -> Iterator[date]:
    """Days after the adoption on which something in the text begins or ends, or of which the story tells."""
    found = {day for name, day in dated_fields(text) if name in (*BEGINNINGS, *ENDINGS, "approved_on")}
    found |= {stage.since for stage in told.earlier} | ({told.since} if told.since else set())
    yield from (day for day in found if story.adopted_on < day <= story.last_day)


def _begins_on(path: str, text: str, told: Telling) -> date:
    """The day from which there is such an entry at all: as told, or of a contractor its approval, of others their beginning."""
    if told.earlier:
        return told.earlier[0].since
    dated = dated_fields(text)
    approved = [day for name, day in dated if name == "approved_on"]
    if path.startswith("records/contractors/") and approved:
        return approved[0]
    if path == "records/explained.yaml":
        return date.min
    return min((day for name, day in dated if name == "from"), default=date.min)


def _edited(path: str, text: str, told: Telling, day: date) -> str:
    """The text with the edits of the stage that a day falls into."""
    if told.since is None or told.since <= day:
        return text
    stage = next((stage for stage in reversed(told.earlier) if stage.since <= day), None)
    return apply_edits(path, text, (*told.edits, *stage.edits)) if stage else text


def _filing(path: str, text: str, day: date, story: Story, *, is_new: bool) -> Filing:
    is_adoption = day == story.adopted_on
    return Filing(
        arrives=day,
        by=story.coordinator,
        rank=Rank.FIRST if is_adoption else Rank.REGISTER,
        group="registers" if is_adoption or not is_new else "new registers",
        path=path,
        data=text.encode(),
        name=path.rpartition("/")[2].removesuffix(".yaml"),
        is_new=is_new,
    )
