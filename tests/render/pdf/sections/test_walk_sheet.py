"""What an auditor can go and look at on a site, line by line, and that nothing of it is judged."""

from __future__ import annotations

import re

from builder.model.pack_choice import PackChoice, Profile
from builder.render.pdf.part import render_part
from builder.render.pdf.sections.section import styles
from builder.render.pdf.sections.walk_sheet import make_walk_sheets
from tests.render.pdf.sections.company import Files, small_company, view_of

HEAD = "date: {0}\nsite: shop\nrecorded_by: P-002\n"


def company() -> Files:
    """The shop with something put right, a kit, an extinguisher checked twice, a notice board, a forklift, one sold, and a product."""
    files = small_company()
    action = str(files["records/corrective-action/2026/ca-0001.yaml"])
    shop = str(files["records/sites/shop.yaml"])
    asset = "id: {0}\nname: {1}\nclass: forklift\nserial: 'S-1'\nsite: shop\nin_service: {{from: 2020-01-01{2}}}\n"
    check = "kind: extinguisher\nlocation: Door 3\n"
    return files | {
        "records/corrective-action/2026/ca-0001.yaml": f"{action}closed_on: 2026-03-09\nevidence_note: Rail welded and seen\n",
        "records/sites/shop.yaml": f"{shop}first_aid: {{kits: [{{type: 3, size: small, location: By the clock}}], blankets: 3}}\n",
        "records/emergency-equipment-check/2026/eec-0001.yaml": f"id: eec-0001\n{HEAD.format('2026-08-04')}{check}",
        "records/emergency-equipment-check/2026/eec-0002.yaml": f"id: eec-0002\n{HEAD.format('2026-09-04')}{check}",
        "records/posting/2026/pst-0001.yaml": (
            f"id: pst-0001\n{HEAD.format('2026-09-01')}what: [hs-policy, erp]\nlocation: Lunch room\n"
        ),
        "records/assets/A-001.yaml": asset.format("A-001", "Shop forklift", ""),
        "records/assets/A-002.yaml": asset.format("A-002", "Sold forklift", ", to: 2026-03-31"),
        "records/maintenance/2026/mnt-0001.yaml": (
            f"id: mnt-0001\n{HEAD.format('2026-06-01')}asset: A-001\nkind: service\nwork_done: Oil\ntechnician: P-003\n"
            "result: out-of-service\nnext_due: 2027-06-01\n"
        ),
        "records/sds-inventory/2026/sds-0001.yaml": (
            f"id: sds-0001\n{HEAD.format('2026-05-01')}checked_by: P-003\n"
            "products: [{product: Acetylene, supplier: Prairie Gas, sds_date: 2024-05-02, place: Cage, amount: 2 cylinders}]\n"
        ),
    }


def sheet(profile: Profile = "auditor") -> str:
    sections = list(make_walk_sheets(view_of(company(), profile=profile)))
    return sections[0].html if sections else ""


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#39;", "'").split())


def test_what_was_found_and_put_right_stands_with_days_the_way_to_see_it_and_its_records() -> None:
    text = words(sheet())
    assert "☐ Guard missing Rail welded and seen 2026-03-06 insp-0005 2026-03-09 ca-0001" in text
    assert 'href="xref:record-ca-0001"' in sheet()


def test_what_was_put_right_before_the_period_is_not_on_it() -> None:
    old = (
        "id: ca-0009\ndate: 2025-02-01\nsite: shop\nrecorded_by: P-002\ndescription: Old rail\npriority: C\nowner: P-003\n"
        "due: 2025-03-01\nclosed_on: {0}\n"
    )
    path = "records/corrective-action/2025/ca-0009.yaml"
    before, within = (
        next(make_walk_sheets(view_of(company() | {path: old.format(day)}))).html
        for day in ("2025-10-31", "2025-11-01")
    )
    assert "Old rail" not in before
    assert "Old rail" in within


def test_each_piece_of_emergency_equipment_stands_once_with_its_newest_check() -> None:
    text = words(sheet())
    assert "☐ First aid: small type 3 kit By the clock on the site's register" in text
    assert "☐ First aid: 3 blankets" in text
    assert "☐ Extinguisher Door 3 2026-09-04 eec-0002" in text
    assert "eec-0001" not in text


def test_postings_assets_in_service_and_products_are_listed() -> None:
    text = words(sheet())
    assert "☐ Lunch room health and safety policy, emergency response plan 2026-09-01 pst-0001" in text
    assert "☐ A-001 Shop forklift, forklift · S-1 2026-06-01 service, out of service mnt-0001 2027-06-01" in text
    assert "Sold forklift" not in text
    assert "☐ Acetylene Prairie Gas 2024-05-02 Cage 2 cylinders" in text


def test_an_inventory_on_paper_is_named_without_an_empty_table() -> None:
    path = "records/sds-inventory/2026/sds-0001.yaml"
    text = str(company()[path])
    section = next(make_walk_sheets(view_of(company() | {path: text[: text.index("products")]})))
    assert "The inventory of 2026-05-01, sds-0001 , has its products on paper only." in words(section.html)
    assert not re.search(r"<tbody>\s*</tbody>", section.html)


def test_nothing_is_judged_and_nobody_is_named() -> None:
    text = words(sheet())
    assert "nothing here is judged" in text
    assert not re.search(r"P-\d{3}|Littlechild|Kowalchuk", text)


def test_a_site_of_which_nothing_is_known_says_so_line_by_line() -> None:
    [section] = make_walk_sheets(view_of(small_company()))
    text = words(section.html)
    assert "No deficiency of this site was closed in the period." in text
    assert "No inventory of hazardous products is on record for this site." in text
    assert "☐" not in text


def test_a_sheet_for_each_visited_site_and_none_in_public() -> None:
    project = (
        "id: arena\nname: Arena\nkind: project\naddress: 1 Ice Road\nactive: [{from: 2025-01-01, to: 2026-08-28}]\n"
        "hazard_class: high\ntravel_minutes: 7\n"
    )
    files = company() | {"records/sites/arena.yaml": project}
    sections = list(make_walk_sheets(view_of(files)))
    assert [section.key for section in sections] == ["walk-sheet-arena", "walk-sheet-shop"]
    assert "Not active since 2026-08-28" in words(sections[0].html)
    chosen = view_of(files, choice=PackChoice(sites=("shop",)))
    assert [section.key for section in make_walk_sheets(chosen)] == ["walk-sheet-shop"]
    assert sheet("public") == ""


def test_a_sheet_becomes_pages_without_a_complaint() -> None:
    part = render_part(sheet(), assets={}, css=styles(), key="walk")
    assert part.warnings == ()
    assert part.pages <= 2
