"""A coordinator files and writes in the browser, on her own machine: what she typed is in the files, and nothing else changed."""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Dialog, Route

from builder.checks.run import check
from builder.commands.init import init
from builder.commands.prepare import Choice, prepare
from builder.model.finding import Finding
from builder.render.starter import Answers, HeadcountAnswer, SiteAnswer
from tests.end_to_end.browser import DESK, Visit
from tests.end_to_end.edit_server import EditServer, Form, editing

pytestmark = pytest.mark.slow

POLICY = "policies/health-and-safety-policy.md"
INSPECTION = "records/inspection/2026/insp-0001"
PERSON = """\
# Site supervisor, on the board since spring.
id: P-003
name: Dana Lee        # née Park
work_phone: "0123456"
employment:
- {from: 2026-03-01, position: worker, level: worker, site: main-shop}
# Renew before the season.
"""


def begin(repo: Path) -> None:
    """What `muster init` writes."""
    people = {"senior_manager": "Ana Ruiz", "hs_lead": "Ben Okafor"}
    site, crew = SiteAnswer("main-shop", "Main shop", "shop"), HeadcountAnswer("worker", 6, "main-shop")
    answers = Answers("Prairie Pipe Ltd.", wcb_account="1234567", sites=(site,), headcount=(crew,), **people)
    init(repo, answers=answers, today=date(2026, 11, 1), say=lambda _: None)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditServer]:
    repo = tmp_path_factory.mktemp("edit") / "Prairie Pipe safety"
    begin(repo)
    with editing(repo) as found:
        yield found


@pytest.fixture
def visit(browser: Browser, server: EditServer) -> Iterator[Visit]:
    found = Visit(browser, DESK)
    found.open(server.address)
    yield found
    assert [each for each in found.requests if not each.startswith((server.home, "data:", "blob:"))] == []
    found.context.close()


def find_all(repo: Path) -> set[Finding]:
    with prepare(Choice(repo, None, date(2026, 11, 23), date(2026, 11, 23))) as prepared:
        return set(check(prepared.snapshot))


def photo() -> bytes:
    """A picture as a phone takes it, with the place in its Exif head."""
    picture = Image.new("RGB", (320, 240), (90, 120, 90))
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    data = io.BytesIO()
    picture.save(data, "JPEG", exif=exif)
    return data.getvalue()


def test_a_title_and_a_paragraph_of_a_policy_are_changed_and_its_comments_stay(
    server: EditServer, visit: Visit
) -> None:
    file = server.repo / POLICY
    before, found_before = file.read_text(), find_all(server.repo)
    form = Form(visit.page, server.home, "policies/entries/health-and-safety-policy")
    form.write("title", "Our health and safety policy")
    form.write("body", form.field("body").input_value().replace("Say in your own words what", "This is what"))
    assert "muster check finds" in form.save()
    expected = before.replace("title: Health and safety policy", "title: Our health and safety policy")
    assert file.read_text() == expected.replace("Say in your own words what", "This is what")
    assert "# the most senior manager, once signed" in file.read_text()
    assert find_all(server.repo) - found_before == set()


def test_an_inspection_with_a_photo_is_filed_and_the_check_finds_nothing_about_it(
    server: EditServer, visit: Visit, tmp_path: Path
) -> None:
    found_before = find_all(server.repo)
    (tmp_path / "IMG 2041.jpg").write_bytes(photo())
    form = Form(visit.page, server.home, "record-inspection/new")
    form.write("date", "2026-11-20")
    for name, value in (
        ("site", "Main shop"),
        ("recorded_by", "Ben Okafor"),
        ("kind", "site"),
        ("inspectors", "Ben Okafor"),
    ):
        form.choose(name, value)
    form.write("area", "Whole shop")
    form.write("items_ok", "14")
    form.write("items_deficient", "0")
    form.add("signature")
    form.choose("person", "Ben Okafor")
    form.write("role", "inspector")
    form.page.locator('input[type="date"]').last.fill("2026-11-20")
    form.choose("method", "electronic")
    form.add("attachment")
    form.add_file(tmp_path / "IMG 2041.jpg")
    form.write("caption", "The east ladder, tagged out")
    form.choose("level", "office")
    notice = form.save()
    assert "Filed beside it: insp-0001-1.jpg." in notice
    assert "insp-0001-1.jpg says where it was taken" in notice
    assert "muster check finds nothing about it." in notice
    assert (server.repo / f"{INSPECTION}-1.jpg").read_bytes() == photo()
    text = (server.repo / f"{INSPECTION}.yaml").read_text()
    assert f"- path: insp-0001-1.jpg\n  sha256: {hashlib.sha256(photo()).hexdigest()}\n" in text
    new = find_all(server.repo) - found_before
    assert [
        each for each in new if "insp-0001" in (each.place.path, *each.about) or INSPECTION in each.place.path
    ] == []
    with visit.context.expect_page() as opened:
        visit.page.get_by_text("See it in the manual").click(timeout=60_000)
    opened.value.get_by_text("Whole shop").first.wait_for()
    assert opened.value.url == f"{server.home}records/inspection/2026/insp-0001/"


def test_a_talk_is_filed_with_its_people_who_attended_it_without_a_word_more(server: EditServer, visit: Visit) -> None:
    form = Form(visit.page, server.home, "record-toolbox-meeting/new")
    form.write("date", "2026-11-19")
    for name, value in (("site", "Main shop"), ("recorded_by", "Ben Okafor"), ("leader", "Ben Okafor")):
        form.choose(name, value)
    form.write("topic", "Ladders: three points of contact")
    for entry, person in enumerate(("Ana Ruiz", "Ben Okafor")):
        form.add("person")
        form.choose("person", person, entry)
    form.save()
    text = (server.repo / "records/toolbox-meeting/2026/tbx-0001.yaml").read_text()
    assert "- person: P-001\n  role: attended\n- person: P-002\n  role: attended\n" in text


def test_what_web_editors_damage_stays_as_it_was(server: EditServer, visit: Visit) -> None:
    file = server.repo / "records/people/P-003.yaml"
    file.write_text(PERSON)
    form = Form(visit.page, server.home, "register-people/entries/P-003")
    form.write("name", "Dana Lee-Park")
    form.save()
    assert file.read_text() == PERSON.replace("name: Dana Lee ", "name: Dana Lee-Park ", 1)


def test_a_file_changed_by_another_program_meanwhile_is_not_written_over(server: EditServer, visit: Visit) -> None:
    file = server.repo / "records/sites/main-shop.yaml"
    form = Form(visit.page, server.home, "register-sites/entries/main-shop")
    changed = file.read_text().replace("name: Main shop", "name: Main shop and yard")
    file.write_text(changed)
    form.write("name", "Head shop")
    notice = form.save()
    assert notice.startswith("Not saved")
    assert "changed on disk since you opened it here" in notice
    assert file.read_text() == changed
    assert form.field("name").input_value() == "Head shop"


def test_an_address_put_in_the_place_of_another_shows_that_entry_and_not_the_form_before(
    server: EditServer, visit: Visit
) -> None:
    Form(visit.page, server.home, "register-people/entries/P-001").field("email").wait_for()
    visit.page.evaluate("location.hash = '#/collections/register-people/entries/P-002'")
    visit.page.locator('[id^="name-field"][value^="B"]').wait_for()
    visit.page.evaluate("location.hash = '#/collections/register-sites/entries/main-shop'")
    visit.page.locator('[id^="travel_minutes-field"]').wait_for()
    assert (
        Form(visit.page, server.home, "register-sites/entries/main-shop").field("name").input_value().startswith("Main")
    )


def test_an_entry_filed_under_another_id_is_the_one_that_stays_open(server: EditServer, visit: Visit) -> None:
    form = Form(visit.page, server.home, "record-hazard-report/new")
    folder = server.repo / "records/hazard-report/2026"
    folder.mkdir(parents=True)
    # Filed in another window while the form was open.
    (folder / "hzr-0001.yaml").write_text("id: hzr-0001\ndate: 2026-11-19\nsite: main-shop\nrecorded_by: P-001\n")
    form.write("date", "2026-11-20")
    form.choose("site", "Main shop")
    form.choose("recorded_by", "Ben Okafor")
    form.save()
    visit.page.wait_for_url("**/entries/2026/hzr-0002")
    assert "recorded_by: P-001" in (folder / "hzr-0001.yaml").read_text()
    assert "recorded_by: P-002" in (folder / "hzr-0002.yaml").read_text()


def test_text_that_was_not_saved_comes_back_after_a_reload_however_late_the_entry_arrives(
    server: EditServer, visit: Visit
) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    def be_late(route: Route) -> None:
        time.sleep(1.5 if '"getEntry"' in (route.request.post_data or "") else 0)
        route.continue_()

    visit.page.on("dialog", answer)
    form = Form(visit.page, server.home, "register-people/entries/P-001")
    form.write("work_phone", "0403 555 777")
    # Decap keeps what was typed a moment after the last key.
    visit.page.wait_for_timeout(2500)
    visit.page.route("**/api/v1", be_late)
    visit.page.reload()
    form.field("work_phone").wait_for()
    visit.page.locator('[id^="work_phone-field"][value="0403 555 777"]').wait_for(timeout=10_000)
    assert "What you typed here last time was not saved. Put it back into the form?" in asked


def test_the_toolbar_offers_only_what_there_is_and_the_way_back(server: EditServer, visit: Visit) -> None:
    page = Form(visit.page, server.home, "policies/entries/health-and-safety-policy").page
    page.locator('[class*="AppHeaderSiteLink"]').wait_for()
    assert not page.get_by_text("Check for Preview").is_visible()
    page.get_by_role("link", name="Back to Documents").click()
    page.get_by_text("What you can edit").wait_for()
    assert not page.get_by_role("button", name="Media").is_visible()
    assert page.get_by_role("button", name="Add").is_visible()


def test_a_form_that_lacks_something_shows_where_and_no_notice_of_another(server: EditServer, visit: Visit) -> None:
    form = Form(visit.page, server.home, "register-people/entries/P-002")
    form.write("work_phone", "0403 555 111")
    assert form.save().startswith("Saved")
    page = form.page
    page.get_by_role("link", name="Back to People").click()
    page.get_by_role("link", name="Inspections", exact=True).click()
    page.locator('a[href$="record-inspection/new"]').last.click()
    page.get_by_role("button", name="Add attachment").click()
    page.get_by_role("button", name="Save").first.click()
    page.get_by_role("menuitem", name="Save", exact=True).click()
    missing = page.get_by_text("Fill this in, please.").first
    missing.wait_for()
    page.wait_for_timeout(1000)
    box = missing.bounding_box()
    assert box is not None
    assert 66 <= box["y"] <= DESK["height"]
    assert not page.locator(".desk-notice").is_visible()


def test_ctrl_c_ends_it_and_says_what_comes_next(tmp_path: Path) -> None:
    begin(tmp_path / "co")
    with editing(tmp_path / "co") as server:
        assert server.stop() == 0
    assert server.said[-1] == "Stopped. What was saved is in the files; `muster save` records it."
