"""When the records of the sample reached the repository: a few days after the event, some by branch, some late."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from builder.demo.earlier_text import ENDINGS, cut_after, dated_fields
from builder.demo.filing import AT_ONCE, Filing, Rank
from builder.demo.office_calendar import FILING_DAYS, OfficeCalendar, draw
from builder.demo.story import Correction, Story
from builder.model.error import BuilderError

_EVENTS = ("date", "completed_on", "ohs_notified_on", "sent_on", "removed_on")
"""Fields that name a day something happened on; the record can't have been complete before."""

_RECORDED_BY = re.compile(r"^recorded_by: (\S+)$", re.MULTILINE)
_DATE = re.compile(r"^date: (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
_PERSON = re.compile(r"^person: (\S+)$", re.MULTILINE)
_SOURCE = re.compile(r"^source: (\S+)$", re.MULTILINE)
_LINKS = re.compile(r"^links:(?: \[.*\]\n|\n(?: +.*\n)+)", re.MULTILINE)
_LINKED = re.compile(r"\bto: ([a-z]{2,4}-\d{4,6})\b")
_ATTACHED = re.compile(r"\bpath: ([^\s,}]+)")


@dataclass(frozen=True)
class _Record:
    """What the history depends on of a record."""

    path: str
    id: str
    type: str
    text: str
    day: date
    recorded_by: str
    person: str
    source: str
    linked: tuple[str, ...]
    correction: Correction | None = None

    @classmethod
    def of(cls, path: str, data: bytes, story: Story) -> _Record:
        text = data.decode("utf-8")
        dated = _DATE.search(text)
        if dated is None:
            raise BuilderError(
                f"{path} has no place in the demonstration's history: it has no line `date: YYYY-MM-DD`.",
                "Give the record its date.",
            )
        by, person, source, links = (pattern.search(text) for pattern in (_RECORDED_BY, _PERSON, _SOURCE, _LINKS))
        _, type, _, name = path.split("/")
        return cls(
            path,
            name.removesuffix(".yaml"),
            type,
            text,
            date.fromisoformat(dated[1]),
            by[1] if by and by[1] in story.filers else story.coordinator,
            person[1] if person else "",
            source[1] if source else "",
            tuple(_LINKED.findall(links[0])) if links else (),
            story.corrected.get(name.removesuffix(".yaml")),
        )

    def on(self, day: date, last: date, *, with_links: bool = True) -> str:
        """What it said at the end of a day.

        Args:
            day: What came later is left out.
            last: The day the sample is of.
            with_links: Whether the records that it links to had been entered.
        """
        text = self.text if with_links else _LINKS.sub("", self.text, count=1)
        if self.correction and day < self.correction.on:
            text = text.replace(self.correction.find, self.correction.replace)
        return cut_after(text, min(day, last), last)


def file_records(
    files: Mapping[str, bytes],
    attachments: Mapping[str, bytes],
    hired: Mapping[str, date],
    story: Story,
    calendar: OfficeCalendar,
) -> Iterator[Filing]:
    """Every record on its way in, with what is attached to it, and again when something in it came to its end.

    Args:
        files: The records.
        attachments: The files beside them.
        hired: The first day of work of every person.
        story: Who files, and what came late.
        calendar: When the office works.
    """
    records = [_Record.of(path, data, story) for path, data in files.items()]
    _refuse_unknown(story, {record.id: record.text for record in records})
    first: dict[str, Filing] = {}
    # What was raised by another record comes behind it, because it is filed with it.
    for record in sorted(records, key=lambda each: (bool(each.source), each.path)):
        filing = _file_first(record, hired.get(record.person, date.min), story, calendar)
        first[record.id] = _with_source(record, filing, first.get(record.source))
    for record in records:
        linked = [first[id].arrives for id in record.linked if id in first]
        yield from _file_states(record, first[record.id], max(linked, default=date.min), story, calendar)
        for name in _ATTACHED.findall(record.text):
            path = f"{record.path.rsplit('/', 1)[0]}/{name}"
            if path in attachments:
                yield replace(first[record.id], path=path, data=attachments[path], name="")


def attached_paths(path: str, data: bytes) -> set[str]:
    """Paths of the files that a record names as attached."""
    return {f"{path.rsplit('/', 1)[0]}/{name}" for name in _ATTACHED.findall(data.decode("utf-8"))}


def _file_first(record: _Record, hired: date, story: Story, calendar: OfficeCalendar) -> Filing:
    """The record as it first came; what is older than the program was keyed in during the two weeks after the adoption."""
    if (bulk := story.bulk_of(record.id)) is not None:
        filing = _filing(record, bulk.on, story.coordinator, story)
        return replace(filing, group=AT_ONCE, why=bulk.declared)
    told = story.entered.get(record.id)
    event = _event_day(record, told or record.day + timedelta(days=FILING_DAYS))
    if hired > max(event, story.adopted_on):
        # What somebody did before being hired, such as a course, comes in on the first day of work.
        return _filing(record, calendar.next_day(hired), story.coordinator, story)
    if event <= story.adopted_on and told is None:
        arrives = calendar.next_day(story.adopted_on + timedelta(days=4 + draw(record.person, 10)))
        return _filing(record, arrives, story.coordinator, story)
    usual = calendar.filing_day(event, record.recorded_by, record.id)
    arrives = told or usual
    if arrives < event:
        raise BuilderError(
            f"The story enters {record.id} on {arrives}, before the {event} it tells of.",
            "Change the day under `entered` in builder/demo/story.yaml.",
        )
    written = min(usual, arrives)
    if record.recorded_by == story.coordinator or not _comes_by_branch(record, written, arrives, story, calendar):
        return _filing(record, arrives, record.recorded_by, story)
    if told is None:
        arrives = calendar.next_day(min(written + timedelta(days=1), calendar.last))
    return replace(
        _filing(record, arrives, story.coordinator, story),
        rank=Rank.MERGE,
        group=f"{record.recorded_by.lower()}-{arrives}",
        written=written,
        writer=record.recorded_by,
    )


def _with_source(record: _Record, filing: Filing, source: Filing | None) -> Filing:
    """The filing of what another record raised: in the same commit, or later, never before it.

    A source that came very late doesn't hold back what was done about it.
    """
    if source is None or source.arrives > record.day + timedelta(days=FILING_DAYS):
        return filing
    seen = source.written or source.arrives
    if record.day > seen:
        return replace(filing, arrives=max(filing.arrives, source.arrives))
    return replace(source, path=record.path, data=filing.data, name=record.id, kind=record.type)


def _comes_by_branch(record: _Record, written: date, arrives: date, story: Story, calendar: OfficeCalendar) -> bool:
    """Whether it was committed on the site and merged later: when it came late, or in the weeks in which that person did so."""
    if arrives > written + timedelta(days=FILING_DAYS):
        return True
    week = written.isocalendar().week
    return (
        record.recorded_by in story.branches.people
        and arrives == written
        and week % story.branches.weeks == story.branches.people.index(record.recorded_by) % story.branches.weeks
        and written < calendar.last - timedelta(days=FILING_DAYS)
    )


def _file_states(
    record: _Record, first: Filing, linked: date, story: Story, calendar: OfficeCalendar
) -> Iterator[Filing]:
    """The record as it first came, and again each time that something in it was closed, signed or linked afterwards.

    Args:
        record: The record.
        first: Its first filing.
        linked: The day on which the last of the records that it links to was entered.
        story: Whose last day cuts everything.
        calendar: When the office works.
    """
    before = record.on(first.written or first.arrives, story.last_day, with_links=linked <= first.arrives)
    yield replace(first, data=before.encode())
    ends = {day for name, day in dated_fields(record.text) if name in (*ENDINGS, "date", "sent_on")}
    days = {calendar.filing_day(day, record.recorded_by, f"{record.id}/{day}") for day in ends if day <= story.last_day}
    earliest = min(first.arrives + timedelta(days=1), story.last_day)
    if record.correction:
        days.add(record.correction.on)
    for day in sorted({max(day, earliest) for day in {*days, linked}}):
        text = record.on(day, story.last_day, with_links=linked <= day)
        if text != before:
            yield replace(_filing(record, day, record.recorded_by, story), data=text.encode(), is_new=False)
            before = text


def _event_day(record: _Record, latest: date) -> date:
    """The day on which the record could first be written down whole, as far as what can't be cut out of it goes."""
    days = [day for name, day in dated_fields(record.text) if name in _EVENTS and record.day <= day <= latest]
    return max(days, default=record.day)


def _filing(record: _Record, arrives: date, by: str, story: Story) -> Filing:
    return Filing(
        arrives=arrives,
        by=by,
        rank=Rank.RECORD,
        group="records",
        path=record.path,
        data=record.on(arrives, story.last_day).encode(),
        name=record.id,
        kind=record.type,
    )


def _refuse_unknown(story: Story, texts: Mapping[str, str]) -> None:
    told = {*story.entered, *story.corrected, *(id for each in story.at_once for id in each.records)}
    unknown = sorted(told - texts.keys())
    if unknown:
        raise BuilderError(
            f"The story of the demonstration enters {unknown[0]}, which the sample doesn't have.",
            "Take it out of builder/demo/story.yaml.",
        )
    for id, correction in story.corrected.items():
        if texts[id].count(correction.find) != 1:
            raise BuilderError(
                f"The story of the demonstration changes a piece of {id} that doesn't stand in it exactly once.",
                "Correct it under `corrected` in builder/demo/story.yaml.",
            )
