"""First aid at each site and shift: what the law's table asks for by hazard, workers and way to health care, and what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from builder.measure.law.first_aider import LEVELS, Aider, AiderLevel, Holdings, holdings_of
from builder.measure.law.headcount import Stay, Stretch, draw_line, stays_by_unit
from builder.model.law import FirstAidRow, FirstAidTable, Kit, Travel
from builder.model.program import Program
from builder.model.register import FirstAidKit, Site, SiteFirstAid
from builder.model.snapshot import Window

_SIZES = ("small", "medium", "large")
_PERSONAL = Kit(type=1)


@dataclass(frozen=True)
class ShiftFirstAid:
    """One shift of one site on one day.

    Attributes:
        workers: How many work there: those known by name, or the number in records/company.yaml where none are.
        people: Who they are.
        travel: Class of the way to health care; None where the minutes are not written down.
        row: The row of the table; None for one worker alone, and where the way is not known.
        required: First aiders by level, those for every further hundred workers among them.
        aiders: Who has a certificate that is valid that day, best first.
        missing: First aiders that are wanting, by level.
        equipment: What is wanting of kits, blankets, stretcher, area and room, in words.
    """

    site: Site
    shift: str
    day: date
    workers: int
    people: frozenset[str]
    travel: Travel | None
    row: FirstAidRow | None
    required: Mapping[AiderLevel, int]
    aiders: tuple[Aider, ...]
    missing: Mapping[AiderLevel, int]
    equipment: tuple[str, ...]


@dataclass(frozen=True)
class Shortfall:
    """Past days on which a shift had fewer first aiders than it needed.

    Attributes:
        first, last: Both included; work went on on at least one of the days.
        workers: The most on one of the days.
        missing: First aiders that were wanting then, by level.
    """

    site: Site
    shift: str
    first: date
    last: date
    workers: int
    row: FirstAidRow
    missing: Mapping[AiderLevel, int]


def travel_class(table: FirstAidTable, minutes: int) -> Travel:
    """Close, distant or isolated, by minutes to health care; the border belongs to the nearer class."""
    if minutes <= table.close_minutes:
        return "close"
    return "distant" if minutes <= table.distant_minutes else "isolated"


def find_row(table: FirstAidTable, hazard: str, travel: Travel, workers: int) -> FirstAidRow | None:
    """The row for so many workers on a shift; None for fewer than two."""
    return next(
        (
            row
            for row in table.rows
            if (row.hazard, row.travel) == (hazard, travel)
            and row.least <= workers
            and (row.most is None or workers <= row.most)
        ),
        None,
    )


def required_aiders(row: FirstAidRow, workers: int) -> Mapping[AiderLevel, int]:
    """First aiders by level for so many workers: one more intermediate for each 1 to 100 workers above the row's first number."""
    more = row.more_per_100 * -(-(workers - row.least) // 100)
    wanted = (row.basic, row.intermediate + more, row.advanced, row.nurse)
    return {level: count for level, count in zip(LEVELS, wanted, strict=True) if count}


def find_missing(required: Mapping[AiderLevel, int], held: Sequence[AiderLevel]) -> Mapping[AiderLevel, int]:
    """Posts that nobody fills, by level. The best trained fill the highest posts first; a higher level may fill a lower post."""
    left = sorted(held, reverse=True)
    missing: Counter[AiderLevel] = Counter()
    for level in sorted(required, reverse=True):
        for _ in range(required[level]):
            if left and left[0] >= level:
                left.pop(0)
            else:
                missing[level] += 1
    return dict(sorted(missing.items()))


def find_missing_equipment(row: FirstAidRow | None, workers: int, held: SiteFirstAid) -> tuple[str, ...]:
    """What a site has not, in words; a higher type or a larger size does for a lower one, and a room for an area."""
    kit = row.kit if row else _PERSONAL if workers == 1 else None
    missing = []
    if kit and not any(_does_for(each, kit) for each in held.kits):
        missing.append(f"a {kit_words(kit)}")
    if row is None:
        return tuple(missing)
    if held.blankets < row.blankets:
        missing.append(f"{row.blankets - held.blankets} of {row.blankets} blankets")
    if row.stretcher_and_splints and not held.stretcher_and_splints:
        missing.append("a stretcher and splints")
    if row.area and not (held.area or held.room):
        missing.append("a first-aid area")
    if row.room and not held.room:
        missing.append("a first-aid room")
    return tuple(missing)


def kit_words(kit: Kit | FirstAidKit) -> str:
    """A kit in words: "small type 3 kit", "personal kit (type 1)"."""
    if kit.type == 1:
        return "personal kit (type 1)"
    return f"{kit.size} type {kit.type} kit" if kit.size else f"type {kit.type} kit"


def _does_for(held: FirstAidKit, wanted: Kit) -> bool:
    size = _SIZES.index(held.size) if held.size else -1
    return held.type >= wanted.type and (wanted.size is None or size >= _SIZES.index(wanted.size))


def measure_first_aid(program: Program, table: FirstAidTable, day: date) -> tuple[ShiftFirstAid, ...]:
    """Every shift with workers at every site that is open on the day, by site and shift."""
    holdings = holdings_of(program, table)
    stays = stays_by_unit(program)
    declared = _declared(program)
    found = []
    for site_id, shift in sorted(stays.keys() | declared.keys()):
        site = program.sites.get(site_id)
        if site is None or not site.value.is_active_on(day):
            continue
        [here] = draw_line(stays.get((site_id, shift), ()), day, day)
        workers = here.count or (0 if stays.get((site_id, shift)) else declared.get((site_id, shift), 0))
        if workers:
            found.append(_measure_shift(site.value, shift, day, workers, here.people, table, holdings))
    return tuple(found)


def _declared(program: Program) -> Mapping[tuple[str, str], int]:
    """The company's own table of heads, for sites whose people are not known by name."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in program.company.value.headcount if program.company else ():
        counts[line.site, line.shift] += line.count
    return counts


def _measure_shift(
    site: Site, shift: str, day: date, workers: int, people: frozenset[str], table: FirstAidTable, holdings: Holdings
) -> ShiftFirstAid:
    travel = None if site.travel_minutes is None else travel_class(table, site.travel_minutes)
    row = find_row(table, site.hazard_class, travel, workers) if travel else None
    required = required_aiders(row, workers) if row else {}
    aiders = holdings.aiders(people, site.id, day)
    is_known = travel is not None
    return ShiftFirstAid(
        site=site,
        shift=shift,
        day=day,
        workers=workers,
        people=people,
        travel=travel,
        row=row,
        required=required,
        aiders=aiders,
        missing=find_missing(required, [aider.level for aider in aiders]),
        equipment=find_missing_equipment(row, workers, site.first_aid or SiteFirstAid()) if is_known else (),
    )


def find_shortfalls(program: Program, table: FirstAidTable, window: Window, as_of: date) -> tuple[Shortfall, ...]:
    """Days of the window before `as_of` on which a shift had too few first aiders, oldest first at each site.

    The site's hazard class and way to health care are taken as they are written now; who was absent for a day is not known.
    """
    holdings = holdings_of(program, table)
    last = min(window.last, as_of)
    found: list[Shortfall] = []
    for (site_id, shift), stays in stays_by_unit(program).items():
        site = program.sites.get(site_id)
        if site is None or site.value.travel_minutes is None:
            continue
        one_by_one = _shortfalls_of(site.value, shift, _cut(stays, holdings, window.first, last), table, holdings)
        found.extend(_joined(one_by_one))
    # What lasts until the as-of day is that day's gap, and not of the past.
    return tuple(each for each in found if each.last < as_of)


def _cut(stays: Sequence[Stay], holdings: Holdings, first: date, last: date) -> Iterator[Stretch]:
    """The line of a shift, cut wherever a certificate of one of its people begins or has run out."""
    for stretch in draw_line(stays, first, last):
        cuts = {
            day
            for person in holdings.holders(stretch.people)
            for day in holdings.changes(person)
            if stretch.first < day <= stretch.last
        }
        days = [stretch.first, *sorted(cuts)]
        for day, after in zip(days, [*days[1:], stretch.last + timedelta(days=1)], strict=True):
            yield Stretch(day, after - timedelta(days=1), stretch.people)


def _shortfalls_of(
    site: Site, shift: str, line: Iterator[Stretch], table: FirstAidTable, holdings: Holdings
) -> Iterator[Shortfall]:
    travel = travel_class(table, site.travel_minutes or 0)
    for stretch in line:
        row = find_row(table, site.hazard_class, travel, stretch.count)
        if row is None or not _was_worked(site, stretch):
            continue
        held = [aider.level for aider in holdings.aiders(stretch.people, site.id, stretch.first)]
        missing = find_missing(required_aiders(row, stretch.count), held)
        if missing:
            yield Shortfall(site, shift, stretch.first, stretch.last, stretch.count, row, missing)


def _was_worked(site: Site, stretch: Stretch) -> bool:
    days = (stretch.last - stretch.first).days + 1
    return any(site.works_on(stretch.first + timedelta(days=offset)) for offset in range(days))


def _joined(found: Iterator[Shortfall]) -> list[Shortfall]:
    """Shortfalls of the same posts that follow each other as one."""
    joined: list[Shortfall] = []
    for each in found:
        before = joined[-1] if joined else None
        if before and before.last + timedelta(days=1) == each.first and before.missing == each.missing:
            larger = max(before, each, key=lambda one: one.workers)
            joined[-1] = Shortfall(
                each.site, each.shift, before.first, each.last, larger.workers, larger.row, each.missing
            )
        else:
            joined.append(each)
    return joined
