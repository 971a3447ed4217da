"""What a pack says about its sample: who chose it, by which rule, and what became of the auditor's list."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from datetime import date

from builder.measure.sampling.draw import Candidate, draw
from builder.model.pack_choice import FOR_THE_AUDITOR, PackChoice, Profile, SampleChoice
from builder.render.pdf.part import render_part
from builder.render.pdf.sections.limits import make_limits
from builder.render.pdf.sections.sample_frame import frame_digest, has_frame, write_sample_frame
from builder.render.pdf.sections.sample_words import sample_note
from builder.render.pdf.sections.sampling import make_sampling
from builder.render.pdf.sections.section import styles
from builder.render.pdf.sections.view import View
from tests.render.pdf.sections.company import many_inspections, small_company, view_of

FILES = small_company() | many_inspections(40)


def view(choice: PackChoice = FOR_THE_AUDITOR, profile: Profile = "auditor") -> View:
    return view_of(FILES, choice=choice, profile=profile)


def seeded(seed: str) -> PackChoice:
    return PackChoice(sample=SampleChoice(seed=seed))


def listed(*ids: str, seed: str = "") -> PackChoice:
    return PackChoice(sample=SampleChoice(seed=seed, ids=ids))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#39;", "'").split())


def said(choice: PackChoice = FOR_THE_AUDITOR, profile: Profile = "auditor") -> str:
    section = make_sampling(view(choice, profile))
    assert section is not None
    return words(section.html)


def test_without_seed_and_list_every_place_says_that_the_company_chose() -> None:
    label = "chosen by the company (no seed or list of the auditor's was given)"
    assert f"It was {label}." in said()
    assert "Inspections 45 1 1 5 5 12 by the company" in said()
    assert f"It was {label}." in words(make_limits(view()).html)
    assert sample_note(view(), "inspection").startswith(f"12 of 45 records, {label}")
    assert "up to 8 records with a scan" in said()


def test_with_a_seed_it_stands_in_the_rule_at_the_sample_and_in_the_limits() -> None:
    choice = seeded("Prairie 77")
    assert "drawn with the auditor's seed “Prairie 77”" in said(choice)
    assert "Prairie 77" in words(make_limits(view(choice)).html)
    assert sample_note(view(choice), "inspection").startswith(
        "12 of 45 records, drawn with the auditor's seed “Prairie 77”."
    )
    assert "the SHA-256 digest of the seed" in said(choice)
    assert "with a scan" not in said(choice)


def test_the_draw_can_be_repeated_from_the_attached_frame_alone() -> None:
    rows = list(csv.DictReader(io.StringIO(write_sample_frame(view(seeded("Prairie 77"))).decode())))
    inspections = [row for row in rows if row["register"] == "inspection"]
    frame = [
        Candidate(row["id"], row["site"], date.fromisoformat(row["date"]), row["level"])
        for row in inspections
        if row["may_be_drawn"] == "yes"
    ]
    drawn = {each.id for each in draw(frame, "Prairie 77", 12)}
    assert {row["id"] for row in inspections if row["printed_in_full"] == "yes"} == drawn
    assert {row["level"] for row in inspections} == {"worker"}


def test_the_digest_of_the_frame_stays_whoever_chooses_and_changes_with_any_record() -> None:
    before = frame_digest(view())
    frame = write_sample_frame(view(seeded("Prairie 77"))).decode()
    columns = "".join(f"{line.rsplit(',', 2)[0]}\n" for line in frame.splitlines())
    assert before == hashlib.sha256(columns.encode()).hexdigest()
    assert before == frame_digest(view(PackChoice(sample=SampleChoice(seed="a"), sites=("shop",))))
    assert before in said()
    assert before in said(seeded("Prairie 77"))
    path = "records/inspection/2025/insp-0001.yaml"
    moved = view_of(FILES | {path: str(FILES[path]).replace("2025-11-06", "2025-11-07")})
    assert frame_digest(moved) != before
    assert before not in said(profile="public")


def test_ids_that_nobody_has_are_printed_as_asked_for_and_not_found() -> None:
    text = said(listed("PRG-07", "P-003", "insp-0101", "insp-9999", "trn-0001"))
    assert "insp-0101 Inspection, 2025-11-03: printed in full" in text
    assert "insp-9999 Asked for, not found: nothing that this pack may show has this id" in text
    assert "PRG-07 Document: printed in full" in text
    assert "P-003 Not a record: an entry of the company's registers" in text
    assert "Inspections 45 1 1 5 5 1 on the auditor's list" in text
    assert "the auditor's own list of 5 ids" in text


def test_a_record_outside_of_the_period_is_not_called_missing() -> None:
    old = str(FILES["records/inspection/2025/insp-0001.yaml"]).replace("insp-0001", "insp-0099")
    files = FILES | {"records/inspection/2025/insp-0099.yaml": old.replace("2025-11-06", "2025-03-06")}
    section = make_sampling(view_of(files, choice=listed("insp-0099")))
    assert section is not None
    assert "insp-0099 Inspection, 2025-03-06: outside of the period" in words(section.html)


def test_a_draft_is_called_a_draft() -> None:
    program = str(FILES["policies/inspections.md"]).replace("status: approved", "status: draft")
    section = make_sampling(view_of(FILES | {"policies/inspections.md": program}, choice=listed("PRG-07")))
    assert section is not None
    assert "PRG-07 Document: a draft" in words(section.html)


def test_chosen_sites_are_named_with_how_many_records_they_leave() -> None:
    choice = PackChoice(sample=SampleChoice(seed="a"), sites=("shop",))
    assert "The sites to visit were chosen: Red Deer shop (shop)." in said(choice)
    assert "Inspections 45 45 1 1 5 5 12" in said(choice)


def test_a_public_pack_knows_no_level_of_anybody_and_carries_no_frame() -> None:
    assert "Inspections 45 1 1 5 5 12" in said(profile="public")
    assert has_frame(view())
    assert not has_frame(view(profile="public"))


def test_the_section_becomes_pages_with_seed_list_and_sites() -> None:
    choice = PackChoice(sample=SampleChoice(seed="<b>&", ids=("insp-0101", "insp-9999")), sites=("shop",))
    section = make_sampling(view(choice))
    assert section is not None
    part = render_part(section.html, assets=section.assets, css=styles(), key=section.key)
    assert part.warnings == ()
    assert "sampling" in part.anchors


def test_an_empty_program_has_nothing_to_choose_from() -> None:
    assert make_sampling(view_of({"content/index.md": "Nothing here yet.\n"})) is None
