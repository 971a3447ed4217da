from __future__ import annotations

import re

import pytest

from builder.model.error import BuilderError
from builder.render.site.pages import render_site, render_tree
from tests.render.site.small_company import FILES, content, take


@pytest.fixture(scope="module")
def worker() -> dict[str, str]:
    return _texts("worker")


@pytest.fixture(scope="module")
def office() -> dict[str, str]:
    return _texts("office")


def _texts(edition: str) -> dict[str, str]:
    assert edition in ("worker", "office")
    snapshot, findings = take("worker" if edition == "worker" else "office")
    tree = render_site(snapshot, findings, "worker" if edition == "worker" else "office", content=content())
    return {path: text for path, text in tree.items() if isinstance(text, str)}


def test_home_begins_with_the_emergency_number_and_the_muster_point_of_every_active_site(
    worker: dict[str, str],
) -> None:
    home = worker["index.md"]
    order = [
        home.index(text) for text in ('href="tel:911"', "Lot B", "North gate, by the flag pole", "Search the manual")
    ]
    assert order == sorted(order)


def test_first_aiders_stand_at_their_site_with_a_number_that_can_be_called(worker: dict[str, str]) -> None:
    assert re.search(
        r'Terry zebraposted.*First aider \(intermediate\).*href="tel:4035550103"', worker["sites/shop.md"], re.DOTALL
    )
    assert "No first aider is posted" in worker["sites/northgate.md"]


def test_a_document_shows_its_control_block(office: dict[str, str]) -> None:
    page = office["documents/inspections.md"]
    for fact in (
        "PRG-07",
        "Version 3",
        "Approved",
        "3 August 2026",
        "10 August 2026",
        "3 August 2027",
        "Marnie zebraoffice",
        "Uncontrolled when printed",
    ):
        assert fact in page


def test_workers_see_when_a_document_was_approved_but_no_name(worker: dict[str, str]) -> None:
    page = worker["documents/inspections.md"]
    assert "Approved by the senior manager on 3 August 2026." in page
    assert "<dt>Approved by</dt>" not in page
    assert "Dale" not in page


def test_links_between_documents_and_to_records_lead_to_their_pages(office: dict[str, str]) -> None:
    page = office["documents/inspections.md"]
    assert '<a href="../hanging-pipe/#before-you-start">Hanging pipe</a>' in page
    assert '<a href="../../records/inspection/2026/insp-0001/">the record</a>' in page
    assert "gone" in page
    assert "gone.md" not in page


def test_a_record_without_a_page_of_its_own_is_linked_in_its_register(worker: dict[str, str]) -> None:
    assert '<a href="../../records/inspection/2026/#insp-0001">the record</a>' in worker["documents/inspections.md"]
    assert '<tr id="insp-0001">' in worker["records/inspection/2026.md"]


def test_a_document_says_how_its_promises_are_kept_and_where_the_whole_list_is(office: dict[str, str]) -> None:
    assert "2 of 23 found, 2 on time" in office["documents/inspections.md"]
    assert '<a href="../../expected/inspections/#o1">' in office["documents/inspections.md"]
    rows = office["expected/inspections.md"]
    assert "insp-0001" in rows
    assert rows.count("Missing</span>") >= 1


def test_workers_get_no_drafts_people_gaps_or_findings(worker: dict[str, str]) -> None:
    for path in ("documents/draft.md", "people/index.md", "people/training.md", "due.md", "actions.md", "findings.md", "coverage.md", "expected/inspections.md", "how-to/first-record.md"):  # fmt: skip
        assert path not in worker
    assert not [path for path in worker if path.startswith(("checks/", "records/stub/"))]


def test_a_link_to_a_page_that_the_edition_lacks_is_plain_text(worker: dict[str, str], office: dict[str, str]) -> None:
    assert "what is due" in worker["orientation.md"]
    assert '<a href="../due/">what is due</a>' in office["orientation.md"]
    assert "due/" not in worker["orientation.md"]


def test_workers_see_the_documents_behind_a_question_and_a_word_for_its_state(worker: dict[str, str]) -> None:
    page = worker["elements/inspections.md"]
    question = page[page.index('id="IN1"') : page.index('id="IN2"')]
    assert '<a href="../../documents/inspections/">Inspection program</a>' in question
    assert "Evidence" in question
    assert "Not there" not in page


def test_the_office_sees_what_is_missing_for_a_question(office: dict[str, str]) -> None:
    page = office["elements/inspections.md"]
    question = page[page.index('id="IN2"') : page.index('id="IN3"')]
    assert "Not there" in question
    assert (
        "Northgate, October 2026: supervisor&#39;s site inspection" not in question
    )  # its grace runs until 5 November
    assert "Northgate, September 2026: supervisor&#39;s site inspection" in question


def test_the_training_matrix_says_in_words_and_signs_what_runs_out(office: dict[str, str]) -> None:
    matrix = office["people/training.md"]
    cell = re.search(r"<td><span class=\"m-cell m-cell--part\"[^>]*>(.*?)</td>", matrix)
    assert cell is not None
    assert "▲" in cell[1]
    assert "Runs out within 90 days" in cell[1]
    assert "2026-11-09" in cell[1]
    assert "Missing" in matrix


def test_a_record_page_shows_its_scan_and_what_it_is_connected_to(office: dict[str, str]) -> None:
    page = office["records/inspection/2026/insp-0001.md"]
    assert 'src="../../../../files/records/inspection/2026/insp-0001.png" alt="Signed checklist of the shop"' in page
    assert 'href="../../../corrective-action/2026/ca-0001/"' in page
    assert "Ink, seen on the scan" in page


def test_a_document_shows_the_words_by_which_it_is_found(worker: dict[str, str]) -> None:
    assert "hard hat, walkaround" in worker["documents/inspections.md"]


def test_emergency_pages_come_first_in_the_search_and_records_last(office: dict[str, str]) -> None:
    def boost(path: str) -> float:
        found = re.search(r'^search: \{"boost": ([\d.]+)\}', office[path], re.MULTILINE)
        return float(found[1]) if found else 1.0

    assert boost("emergency.md") > boost("documents/emergency-response-shop.md") > boost("documents/inspections.md")
    assert boost("records/inspection/2026/insp-0001.md") < boost("documents/inspections.md")


def test_each_rule_has_a_page_that_explains_it(office: dict[str, str]) -> None:
    assert "checks/REC004.md" in office
    assert '<a href="../checks/' in office["findings.md"]


def test_records_are_reached_through_registers_and_not_the_navigation() -> None:
    snapshot, findings = take("office")
    tree = render_tree(snapshot, findings, "office", content=content())
    assert "records/inspection/2026" not in str(tree.nav)
    assert "records/index.md" in str(tree.nav)


def test_a_snapshot_that_holds_too_much_is_refused() -> None:
    snapshot, findings = take("office")
    with pytest.raises(BuilderError, match="worker edition"):
        render_site(snapshot, findings, "worker")


def test_a_page_of_the_company_cannot_take_the_address_of_one_of_ours() -> None:
    snapshot, findings = take("office")
    with pytest.raises(BuilderError, match=r"documents/index\.md") as caught:
        render_site(snapshot, findings, "office", content={"documents/index.md": "# Mine\n"})
    assert caught.value.cure == "Rename content/documents/index.md."


def test_an_unknown_block_on_a_page_names_those_there_are() -> None:
    snapshot, findings = take("office")
    with pytest.raises(BuilderError, match="“weather”") as caught:
        render_site(snapshot, findings, "office", content={"index.md": "<!-- muster: weather -->\n"})
    assert "emergency-numbers" in caught.value.cure


def test_a_page_whose_edition_is_misspelt_is_kept_from_workers() -> None:
    snapshot, findings = take("worker")
    tree = render_site(
        snapshot, findings, "worker", content={"plans.md": "---\ntitle: Plans\nedition: ofice\n---\nText\n"}
    )
    assert "plans.md" not in tree


@pytest.mark.parametrize(
    "start",
    [
        "---\ntitle: Plans: what we pay\nedition: office\n---\n",
        "---\ntitle: Plans\n\tedition: office\n---\n",
        "---\ntitle: Plans\nedition: office\n",
        "---\n- edition: office\n---\n",
        "\n---\nedition: office\n---\n",
    ],
)
def test_a_page_whose_first_lines_cannot_be_read_is_refused_because_it_may_be_for_the_office(start: str) -> None:
    snapshot, findings = take("worker")
    with pytest.raises(BuilderError, match=r"content/plans\.md:\d") as caught:
        render_site(snapshot, findings, "worker", content={"plans.md": f"{start}Text\n"})
    assert "title: Orientation" in caught.value.cure


@pytest.mark.parametrize("start", ["---\nEdition: office\n---\n", "\ufeff---\nedition: office\n---\n"])
def test_a_page_is_kept_from_workers_however_its_first_lines_are_typed(start: str) -> None:
    snapshot, findings = take("worker")
    assert "plans.md" not in render_site(snapshot, findings, "worker", content={"plans.md": f"{start}Text\n"})


@pytest.mark.parametrize(
    "path", ["sw.js.md", "search/index.js.md", "offline/list.json.md", "p/inspection/index.md", "documents/README.md"]
)
def test_a_page_of_the_company_cannot_take_the_place_of_a_file_of_ours(path: str) -> None:
    snapshot, findings = take("worker")
    with pytest.raises(BuilderError, match=f"content/{path}") as caught:
        render_site(snapshot, findings, "worker", content={path: "# Mine\n"})
    assert caught.value.cure


def test_a_company_without_pages_of_its_own_still_has_a_home_and_an_emergency_page() -> None:
    snapshot, findings = take("worker")
    tree = render_site(snapshot, findings, "worker")
    assert {"index.md", "emergency.md"} <= set(tree)


def test_workers_have_an_emergency_page_where_the_companys_is_for_the_office() -> None:
    snapshot, findings = take("worker")
    own = "---\ntitle: Who to call\nedition: office\n---\nzebraown\n"
    assert "zebraown" not in str(
        render_site(snapshot, findings, "worker", content={"emergency.md": own})["emergency.md"]
    )


def test_the_same_snapshot_gives_the_same_tree() -> None:
    snapshot, findings = take("office")
    assert render_site(snapshot, findings, "office", content=content()) == render_site(
        snapshot, findings, "office", content=content()
    )


def test_titles_are_escaped_where_the_theme_would_not(office: dict[str, str]) -> None:
    snapshot, findings = take("office")
    tree = render_site(snapshot, findings, "office", content={"a.md": "---\ntitle: '<b>Bold</b> & new'\n---\nText\n"})
    page = tree["a.md"]
    assert isinstance(page, str)
    assert "<b>" not in page
    assert '"&lt;b&gt;Bold&lt;/b&gt; &amp; new"' in page
    assert "<script>" not in "".join(office.values())
    assert "<script>" in str(FILES["policies/inspections.md"])
