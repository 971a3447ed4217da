from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from builder.model.record import Attachment, Record
from builder.model.stored import Stored
from builder.record_types import TYPES
from builder.render.pdf.sections.sample import LONG_LIST, choose_sample, has_long_lists
from builder.render.pdf.sections.selection import select
from tests.render.pdf.sections.company import small_company, snapshot_of

HSC = TYPES["toolbox-meeting"]


def meeting(number: int, site: str, day: date, *, scanned: bool = False) -> Stored[Record]:
    scans = (Attachment(path="x.png", sha256="0" * 64, caption="Signed sheet"),) if scanned else ()
    record = HSC(id=f"tbx-{number:04}", date=day, site=site, attachments=scans)
    return Stored(record, f"records/toolbox-meeting/{day.year}/{record.id}.yaml", {}, "0" * 64, "0" * 40, 100)


def year_of_meetings(*, scanned_every: int = 0) -> list[Stored[Record]]:
    """Four meetings a week at the shop, one a week at the small site."""
    found = []
    for week in range(52):
        monday = date(2025, 11, 3) + timedelta(weeks=week)
        for offset in range(5):
            number = 5 * week + offset + 1
            site = "small" if offset == 4 else "shop"
            is_scanned = bool(scanned_every) and number % scanned_every == 0
            found.append(meeting(number, site, monday + timedelta(days=offset), scanned=is_scanned))
    return found


def test_a_small_register_is_printed_whole() -> None:
    records = year_of_meetings()[:12]
    assert choose_sample(records, seed="muster") == tuple(records)


def test_a_sample_is_spread_over_sites_and_months() -> None:
    chosen = [stored.value for stored in choose_sample(year_of_meetings(), seed="muster")]
    assert len(chosen) == 12
    assert Counter(record.site for record in chosen) == {"shop": 6, "small": 6}
    assert max(Counter(record.date.month for record in chosen).values()) == 1


def test_records_with_a_scan_are_preferred_but_not_alone() -> None:
    chosen = choose_sample(year_of_meetings(scanned_every=9), seed="muster")
    assert sum(stored.value.has_scan for stored in chosen) >= 8
    assert sum(not stored.value.has_scan for stored in chosen) >= 3


def test_the_same_seed_gives_the_same_sample_in_whatever_order_the_records_come() -> None:
    records = year_of_meetings()
    assert choose_sample(records, seed="a") == choose_sample(records[::-1], seed="a")


def test_another_seed_gives_another_sample() -> None:
    records = year_of_meetings()
    first = {stored.value.id for stored in choose_sample(records, seed="a")}
    assert first != {stored.value.id for stored in choose_sample(records, seed="b")}


def test_a_sample_is_in_the_order_of_days() -> None:
    days = [stored.value.date for stored in choose_sample(year_of_meetings(), seed="muster")]
    assert days == sorted(days)


def test_one_more_record_leaves_most_of_a_sample_as_it_is() -> None:
    records = year_of_meetings()
    before = {stored.value.id for stored in choose_sample(records[:-1], seed="muster")}
    after = {stored.value.id for stored in choose_sample(records, seed="muster")}
    assert len(before & after) > 6


def timesheets(rows: int) -> str:
    lines = "".join(f"  - {{person: P-003, site: shop, hours: 8, days: [{1 + row % 28}]}}\n" for row in range(rows))
    return f"date: 2026-01-31\nmonth: 2026-01\nsource: Payroll export\nexported_on: 2026-01-31\nrows:\n{lines}"


def test_of_records_that_are_lists_of_pages_only_a_few_are_printed_in_full() -> None:
    files = small_company()
    for number in range(1, 7):
        text = timesheets(LONG_LIST + 1).replace("2026-01", f"2026-{number:02}").replace("-31", "-28")
        files[f"records/work-days/2026/wkd-{number:04}.yaml"] = f"id: wkd-{number:04}\n{text}"
    selection = select(snapshot_of(files))
    assert len(selection.registers["work-days"]) == 6
    assert len(selection.samples["work-days"]) == 3
    assert not has_long_lists(selection.registers["inspection"])
