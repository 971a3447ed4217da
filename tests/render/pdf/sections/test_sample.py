from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from builder.model.record import Attachment, Record
from builder.model.stored import Stored
from builder.record_types import TYPES
from builder.render.pdf.sections.sample import choose_sample

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
