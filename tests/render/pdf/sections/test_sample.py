from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from builder.model.pack_choice import FOR_THE_AUDITOR, PackChoice, SampleChoice
from builder.model.program import Program
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


def ids(records: Sequence[Stored[Record]], choice: PackChoice = FOR_THE_AUDITOR, size: int = 12) -> list[str]:
    return [stored.value.id for stored in choose_sample(Program(), records, choice, size=size).records]


def seeded(seed: str, *sites: str) -> PackChoice:
    return PackChoice(sample=SampleChoice(seed=seed), sites=sites)


def listed(*wanted: str, seed: str = "") -> PackChoice:
    return PackChoice(sample=SampleChoice(seed=seed, ids=wanted))


def test_a_small_register_is_printed_whole_whoever_chooses() -> None:
    records = year_of_meetings()[:12]
    for choice in (FOR_THE_AUDITOR, seeded("x"), listed("tbx-0003")):
        sample = choose_sample(Program(), records, choice)
        assert (sample.records, sample.how) == (tuple(records), "whole")


def test_a_sample_is_spread_over_sites_and_months() -> None:
    sample = choose_sample(Program(), year_of_meetings(), FOR_THE_AUDITOR)
    chosen = [stored.value for stored in sample.records]
    assert sample.how == "company"
    assert Counter(record.site for record in chosen) == {"shop": 6, "small": 6}
    assert max(Counter(record.date.month for record in chosen).values()) == 1


def test_in_the_companys_own_choice_records_with_a_scan_are_preferred_but_not_alone() -> None:
    chosen = choose_sample(Program(), year_of_meetings(scanned_every=9), FOR_THE_AUDITOR).records
    assert sum(stored.value.has_scan for stored in chosen) >= 8
    assert sum(not stored.value.has_scan for stored in chosen) >= 3


def test_with_the_auditors_seed_nothing_that_the_company_attaches_or_writes_changes_the_draw() -> None:
    plain = year_of_meetings()
    drawn = ids(plain, seeded("auditor 7"))
    assert ids(year_of_meetings(scanned_every=2), seeded("auditor 7")) == drawn
    noted = [
        replace(stored, value=stored.value.model_copy(update={"notes": f"note {stored.value.id}", "kind": "x"}), size=1)
        for stored in plain
    ]
    assert ids(noted[::-1], seeded("auditor 7")) == drawn
    assert ids(plain, seeded("auditor 8")) != drawn


def test_a_sample_is_in_the_order_of_days() -> None:
    days = [stored.value.date for stored in choose_sample(Program(), year_of_meetings(), seeded("a")).records]
    assert days == sorted(days)


def test_chosen_sites_narrow_what_is_drawn_from_and_records_of_no_site_stay() -> None:
    everywhere = meeting(999, "", date(2026, 3, 3))
    records = [*year_of_meetings(), replace(everywhere, value=everywhere.value.model_copy(update={"site": None}))]
    sample = choose_sample(Program(), records, seeded("a", "small"))
    assert {stored.value.site for stored in sample.records} == {"small", None}
    assert len(sample.records) == 12
    assert len(sample.frame) == 53


def test_what_the_auditors_list_names_is_printed_from_whatever_site_and_nothing_else() -> None:
    records = year_of_meetings()
    sample = choose_sample(Program(), records, replace(listed("tbx-0200", "tbx-0005", "tbx-7777"), sites=("shop",)))
    assert [stored.value.id for stored in sample.records] == ["tbx-0005", "tbx-0200"]
    assert sample.how == "auditor-list"


def test_a_register_that_the_list_passes_over_is_drawn_from_with_a_seed_and_left_without() -> None:
    records = year_of_meetings()
    assert choose_sample(Program(), records, listed("insp-0001")).how == "not-asked"
    assert ids(records, listed("insp-0001")) == []
    assert ids(records, listed("insp-0001", seed="a")) == ids(records, seeded("a"))


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
