from __future__ import annotations

from tests.render.pdf.sections.company import Files, small_company, view_of


def chosen(files: Files, name: str) -> list[str]:
    return [stored.value.id for stored in view_of(files).selection.registers.get(name, ())]


def with_action(id: str, day: str, closed: str | None) -> Files:
    text = f"id: {id}\ndate: {day}\nsource: insp-0001\ndescription: Mend it\npriority: C\nowner: P-003\ndue: {day}\n"
    text += f"closed_on: {closed}\n" if closed else ""
    return small_company() | {f"records/corrective-action/{day[:4]}/{id}.yaml": text}


def test_an_action_that_was_still_open_when_the_period_began_is_in_its_register() -> None:
    assert chosen(with_action("ca-0009", "2025-02-01", "2025-12-01"), "corrective-action") == ["ca-0009", "ca-0001"]


def test_an_action_closed_before_the_period_is_not_in_its_register() -> None:
    assert chosen(with_action("ca-0009", "2025-02-01", "2025-03-01"), "corrective-action") == ["ca-0001"]


def test_a_certificate_that_does_not_expire_is_in_the_register_however_old_it_is() -> None:
    assert chosen(small_company(), "training") == ["trn-0001"]


def test_the_last_audit_is_in_the_register_though_it_was_before_the_period() -> None:
    assert chosen(small_company(), "audit") == ["aud-0001"]


def test_events_before_the_period_are_not_in_the_register() -> None:
    files = small_company()
    old = (
        str(files["records/inspection/2025/insp-0001.yaml"])
        .replace("insp-0001", "insp-0099")
        .replace("2025-11-06", "2025-03-06")
    )
    assert "insp-0099" not in chosen(files | {"records/inspection/2025/insp-0099.yaml": old}, "inspection")


def test_whatever_is_counted_can_be_turned_to() -> None:
    view = view_of(small_company())
    cited = {
        item.id for answer in view.snapshot.coverage.answers() for item in answer.evidence if item.kind != "register"
    }
    assert cited
    assert all(view.selection.link_to(id) for id in cited)


def test_drafts_are_listed_and_not_printed() -> None:
    files = small_company()
    files["policies/inspections.md"] = str(files["policies/inspections.md"]).replace(
        "status: approved", "status: draft"
    )
    selection = view_of(files).selection
    assert [stored.value.id for stored in selection.documents] == ["POL-01"]
    assert [stored.value.id for stored in selection.listed] == ["PRG-07"]
    assert selection.link_to("PRG-07") is None
