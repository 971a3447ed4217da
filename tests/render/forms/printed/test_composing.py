"""A form asks for what is written by hand, prints what is known, and takes its checklist from the document that asks for it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TypeVar

from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES
from builder.render.forms.printed.choosing import FOR_THE_OFFICE, MANY, NAME_ROWS, NOT_ON_PAPER, ROLES, types_on_paper
from builder.render.forms.printed.composing import compose_sheets
from builder.render.forms.printed.sheet import (
    COLUMNS,
    Block,
    Box,
    Checklist,
    ForTheOffice,
    Names,
    Row,
    Sheet,
    Signers,
    Table,
)
from builder.render.forms.printed.wording import pen_hint, reading_hint
from tests.render.forms.printed.company import document, take
from tests.render.site.small_company import OFFICE_WORD

BlockT = TypeVar("BlockT", bound=Block)


@cache
def office() -> Snapshot:
    return take()


def sheets(type_name: str, site: str | None = None, snapshot: Snapshot | None = None) -> tuple[Sheet, ...]:
    return compose_sheets(snapshot or office(), type_name, site)


def blocks(sheet: Sheet, kind: type[BlockT]) -> list[BlockT]:
    return [block for block in sheet.blocks if isinstance(block, kind)]


def boxes(sheet: Sheet) -> dict[str, Box]:
    return {box.label: box for row in blocks(sheet, Row) for box in row.boxes}


def lines(sheet: Sheet) -> list[str]:
    return [item for checklist in blocks(sheet, Checklist) for group in checklist.groups for item in group.items]


def test_the_checklist_is_that_of_the_document_without_links_and_without_other_lists() -> None:
    general, vehicle = sheets("inspection")
    assert lines(general) == ["Exits clear", "Board up to date", "Guards on grinders", "Ladders tied"]
    assert lines(vehicle) == ["Tires and lights"]
    assert [checklist.source for checklist in blocks(general, Checklist)] == ["PRG-07, version 4"]


def test_a_kind_with_a_list_of_its_own_has_a_sheet_of_its_own() -> None:
    general, vehicle = sheets("inspection")
    assert (general.title, vehicle.title) == ("Inspection", "Inspection: vehicle")
    assert boxes(general)["Kind"].ticks == ("site",)
    assert "Kind" not in boxes(vehicle)
    assert "Asset" not in boxes(general)
    assert "Asset" in boxes(vehicle)
    assert vehicle.code.text.startswith("MUSTER:1:INSPECTION.VEHICLE:-:PRG-07.4:0000:")


def test_for_one_site_only_its_own_lines_are_printed_and_its_name() -> None:
    (general, _) = sheets("inspection", "shop")
    assert lines(general) == ["Exits clear", "Board up to date", "Guards on grinders"]
    assert boxes(general)["Site"].value == "Shop"
    assert ":SHOP:" in general.code.text


def test_without_one_the_sites_can_be_ticked() -> None:
    assert boxes(sheets("inspection")[0])["Site"].ticks == ("Northgate", "Shop")
    assert boxes(sheets("inspection", snapshot=take(day=date(2024, 1, 1)))[0])["Site"].ticks == ()


def test_what_is_counted_from_the_checklist_is_left_to_the_office() -> None:
    (general, _) = sheets("inspection")
    assert not {"Items in order", "Items deficient"} & set(boxes(general))
    assert {"Items in order", "Items deficient", "Record number"} <= set(blocks(general, ForTheOffice)[0].labels)


def test_a_table_asks_for_what_the_corrective_action_will_say_instead_of_its_number() -> None:
    (general, _) = sheets("inspection")
    (table,) = blocks(general, Table)
    assert [column.label for column in table.columns] == ["What", "Priority", "Owner", "Due"]
    assert table.columns[1].ticks == ("A", "B", "C")


def test_people_sign_where_the_record_says_that_they_must() -> None:
    (sheet,) = sheets("hot-work-permit")
    assert [title for title, _ in blocks(sheet, Signers)[0].titles] == ["Issued by", "Fire watch"]
    (card,) = sheets("flha")
    assert [title for title, _ in blocks(card, Signers)[0].titles] == ["Foreman"]
    assert [(names.title, names.known) for names in blocks(card, Names)] == [("Crew", ())]


def test_on_a_form_for_a_site_the_crew_is_printed_already() -> None:
    (card,) = sheets("flha", "shop")
    (names,) = blocks(card, Names)
    assert names.known == ("Ana Ruiz",)
    assert names.rows > len(names.known)


def test_a_form_that_may_be_posted_names_nobody() -> None:
    posted = take(Level.POSTED)
    for name in types_on_paper(posted, all=True):
        for sheet in sheets(name, "shop", posted):
            assert "Ruiz" not in repr(sheet)
            assert OFFICE_WORD not in repr(sheet)


def test_below_office_level_a_form_still_follows_the_document_that_promises_it() -> None:
    general = sheets("inspection", None, take(Level.POSTED))[0]
    assert general.asked_for == "Asked for by PRG-07 Inspection program, version 4."
    assert "Exits clear" in lines(general)


def test_forms_are_those_that_approved_documents_ask_for() -> None:
    assert types_on_paper(office()) == ("flha", "hot-work-permit", "incident", "inspection")
    assert set(types_on_paper(office(), all=True)) == set(TYPES) - set(NOT_ON_PAPER)


def test_a_form_that_no_document_asks_for_says_so_by_carrying_none() -> None:
    (sheet,) = sheets("lift-plan")
    assert (sheet.asked_for, sheet.code.document) == ("", "")
    assert ":-:-:0000:" in sheet.code.text


def test_a_day_and_a_time_stand_beside_each_other_on_an_incident() -> None:
    (sheet,) = sheets("incident")
    first = blocks(sheet, Row)[0]
    assert [(box.label, box.shape) for box in first.boxes][:2] == [("Date", "day"), ("Time", "time")]
    assert "Days lost" in blocks(sheet, ForTheOffice)[0].labels


def test_advice_for_typing_is_not_printed() -> None:
    assert pen_hint('Quoted: "07:30".') == ""
    assert pen_hint('In quotes where it is a number: "100 %".') == ""
    assert pen_hint('Kilometres or hours, in quotes: "84210 km".') == "Kilometres or hours"
    assert pen_hint("`null` when it doesn't expire.") == ""
    assert pen_hint("Has no other job.") == "Has no other job"
    assert reading_hint("Has no other job.") == "Has no other job."
    assert reading_hint('Quoted: "07:30".') == reading_hint(None) == ""
    for name in types_on_paper(office(), all=True):
        assert "uote" not in repr(sheets(name))


def test_every_form_can_be_composed_and_no_row_is_wider_than_the_page() -> None:
    for name in types_on_paper(office(), all=True):
        for sheet in sheets(name):
            assert blocks(sheet, ForTheOffice)
            for row in blocks(sheet, Row):
                assert 0 < sum(box.width for box in row.boxes) <= COLUMNS


def test_what_is_said_of_single_types_and_roles_is_true_of_them() -> None:
    for name, fields in FOR_THE_OFFICE.items():
        assert set(fields) <= set(TYPES[name].model_fields)
    assert set(NAME_ROWS) | set(NOT_ON_PAPER) <= set(TYPES)
    signers = {signer for model in TYPES.values() for signer in model.SIGNERS}
    assert set(MANY) <= {signer.removeprefix("role:") for signer in signers}
    assert set(ROLES) == {signer.removeprefix("role:") for signer in signers if signer.startswith("role:")}


def test_a_list_that_names_several_kinds_is_gone_through_for_each_of_them() -> None:
    body = "## Kits\n\nThe first aider checks the first aid kits and the extinguishers:\n\n- [ ] First aid kit: seal\n- [ ] Eyewash: runs\n"
    promise = "obligations: [{record: emergency-equipment-check, kind: first-aid-kit, every: P1M, per: site}]"
    snapshot = take(kits=document("PRG-17", "First aid", body, promise))
    (sheet,) = sheets("emergency-equipment-check", None, snapshot)
    assert lines(sheet) == ["First aid kit: seal", "Eyewash: runs"]
    assert boxes(sheet)["Kind"].ticks == ("first aid kit", "eyewash")
