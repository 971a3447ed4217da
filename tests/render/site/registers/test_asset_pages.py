from __future__ import annotations

from dataclasses import replace

from builder.render.site.registers.asset_pages import asset_pages
from builder.render.site.words import Edition
from tests.measure.small import policy
from tests.render.site.small_manual import small_manual

LIFT = """id: A-002
name: Scissor lift
class: aerial-lift
make: Zebramake
site: northgate
schedule: [{kind: annual-inspection, every: P12M, by: Zebradealer}]
"""
SERVICED = """id: mnt-0001
date: 2025-10-01
site: northgate
recorded_by: P-003
asset: A-002
kind: annual-inspection
work_done: Zebrawork
technician: P-003
result: in-service
next_due: 2026-10-01
signatures: [{person: P-003, date: 2025-10-01, method: electronic}]
"""
BROKEN = """id: mnt-0002
date: 2026-10-20
site: shop
recorded_by: P-003
asset: A-001
kind: repair
work_done: Brake line burst
technician: P-003
result: out-of-service
signatures: [{person: P-003, date: 2026-10-20, method: electronic}]
"""
UPKEEP = policy("record: maintenance, kind: annual-inspection, every: P12M, per: asset, where: {class: [aerial-lift]}")
FILES = {
    "policies/upkeep.md": UPKEEP,
    "records/assets/A-002.yaml": LIFT,
    "records/maintenance/2025/mnt-0001.yaml": SERVICED,
    "records/maintenance/2026/mnt-0002.yaml": BROKEN,
}


def _pages(edition: Edition, address: str = "https://manual.example/") -> dict[str, str]:
    manual = replace(small_manual(edition, FILES), address=address)
    return {page.path: page.body for page in asset_pages(manual)}


def test_whoever_stands_before_the_thing_reads_first_whether_it_may_be_used() -> None:
    pages = _pages("worker")
    truck, lift = pages["equipment/A-001.md"], pages["equipment/A-002.md"]
    assert "Taken out of service on 20 October 2026. Do not use it." in truck
    assert "Annual inspection was due by 1 October 2026. Ask your supervisor before you use it." in lift
    for page in (truck, lift):
        assert page.index("m-standing--stop") < page.index("<dt>")
        assert "The tag on the equipment and your own check before use come first." in page


def test_the_list_begins_with_what_must_not_be_used_and_leads_to_each_page() -> None:
    page = _pages("worker")["records/equipment.md"]
    assert page.index('href="../../equipment/A-001/"') < page.index('href="../../equipment/A-002/"')
    assert "✖</span> Out of service" in page
    assert "▲</span> Past its day" in page


def test_a_page_leads_to_the_form_and_to_the_document_that_asks_for_it() -> None:
    pages = _pages("worker")
    lift = pages["equipment/A-002.md"]
    assert '<a href="../../records/maintenance/">Maintenance records (annual inspection)</a>' in lift
    assert '<a href="../../documents/upkeep/">' in lift
    assert "documents/upkeep/" not in pages["equipment/A-001.md"]


def test_makers_schedules_and_work_done_are_for_the_office() -> None:
    worker, office = ("".join(_pages(edition).values()) for edition in ("worker", "office"))  # type: ignore[arg-type]
    for word in ("Zebramake", "Zebradealer", "Zebrawork", "By whom", "Serial number"):
        assert word in office
        assert word not in worker


def test_the_code_on_a_sticker_leads_to_the_permanent_address() -> None:
    pages = _pages("office")
    assert pages["equipment/stickers.md"].count("<svg") == 2
    assert 'aria-label="A-002"' in pages["equipment/A-002.md"]


def test_without_an_address_there_are_no_codes_and_the_office_reads_why() -> None:
    pages = _pages("office", address="")
    assert "site_url" in pages["equipment/stickers.md"]
    assert not any("<svg" in body for body in pages.values())


def test_workers_get_no_stickers_to_print() -> None:
    assert "equipment/stickers.md" not in _pages("worker")
