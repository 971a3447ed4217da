"""The office edition edited in a real browser, on a forge: what is saved becomes a proposal that `muster check` finds nothing new in."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from builder.read.yaml_text import read_yaml
from builder.render.site.building.build import build_site
from builder.render.site.editing.editing import parse_editing
from builder.render.templates import template_folder
from tests.end_to_end.browser import DESK, Server, Visit
from tests.end_to_end.forge_stand_in import OWNER, REPO, TOKEN, Forge
from tests.render.site.small_company import AS_OF, FILES, source, take

POLICY = "policies/hanging-pipe.md"
COMMENT = "# Agreed with the crew of the shop.\n"


def begin(folder: Path) -> None:
    """The small company in a repository, with a comment in the head of a document."""
    for path, content in FILES.items():
        data = content if isinstance(content, bytes) else content.encode()
        if path == POLICY:
            data = data.replace(b"---\n", b"---\n" + COMMENT.encode(), 1)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    who = ("-c", "user.name=Casey", "-c", "user.email=casey@example.ca")
    for words in (("init", "-q", "-b", "main"), ("add", "."), (*who, "commit", "-qm", "Begin")):
        subprocess.run(["git", "-C", str(folder), *words], check=True)


def errors(repository: Path, commit: str) -> set[tuple[str, str]]:
    words = ("check", "--repo", str(repository), "--commit", commit, "--as-of", AS_OF.isoformat(), "--format", "json")
    done = subprocess.run([sys.executable, "-m", "builder", *words], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return {
        (each["code"], each["message"]) for each in json.loads(done.stdout)["findings"] if each["severity"] == "error"
    }


FAKE = """async ([files, entry, options, numbers]) => {
    const sent = [];
    class Inner {
        getEntry(path) { return Promise.resolve({ data: files[path] || "" }); }
        getMedia(folder) { return Promise.resolve(Object.keys(files).filter(p => p.startsWith(folder)).map(p => ({ name: p.split("/").pop() }))); }
        unpublishedEntry() { return Promise.reject(new Error("none")); }
        authenticate(state) { return Promise.resolve({ token: state.token, avatar_url: "https://elsewhere.example/a.png" }); }
        persistEntry(given, opts) { sent.push([given, opts]); return Promise.resolve(); }
    }
    const backends = { github: { init: () => new Inner() } };
    const CMS = { getBackend: name => backends[name], registerBackend: (name, made) => { backends[name] = { init: (...args) => new made(...args) }; } };
    const fields = ["id", "date", "site", "name", "attachments", "notes"].map(name => ({ name }));
    const formats = { "record-inspection": Muster.format.make(fields, false), "register-people": Muster.format.make(fields, false) };
    Muster.wrapBackend(CMS, "github", { numbers, formats, forge: "github" });
    const backend = backends["muster-github"].init({}, {});
    for (const asset of entry.assets) { asset.fileObj = new File([asset.text], asset.path); }
    for (const file of entry.dataFiles) { file.raw = formats[options.collectionName].toFile(Object.assign(file.opened === undefined ? {} : formats[options.collectionName].fromFile(file.opened), file.data)) ; if (!file.raw.endsWith("\\n")) file.raw += "\\n"; }
    try { await backend.persistEntry(entry, options); } catch (error) { return { refused: error.message }; }
    const [given, opts] = sent[0];
    return { path: given.dataFiles[0].path, raw: given.dataFiles[0].raw, assets: given.assets.map(each => each.path), message: opts.commitMessage, user: await backend.authenticate({ token: "t" }) };
}"""


@pytest.fixture(scope="module")
def send(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., dict[str, Any]]]:
    """Saves an entry through our wrapping of Decap's backend, over one that only notes what it gets."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "index.html").write_text("<!doctype html><meta charset=utf-8><title>x</title>", "utf-8")
    with Server(folder) as server:
        page = browser.new_page()
        # Check sums are made in secure places only; a page of this machine is one.
        page.goto(server.address)
        for name in ("vendor/yaml.js", "js/10-format.js", "js/12-put-into.js", "js/30-ids.js", "js/32-forge.js"):
            page.add_script_tag(path=template_folder() / "editing" / name)

        def save(files: dict[str, str], collection: str, file: dict[str, Any], **more: Any) -> dict[str, Any]:
            options = {"collectionName": collection, "newEntry": "opened" not in file, "commitMessage": file["slug"]}
            entry = {"dataFiles": [file], "assets": more.get("assets", [])}
            numbers = {"insp": {"last": 4, "digits": 4}, "P": {"last": 2, "digits": 3}}
            found: dict[str, Any] = page.evaluate(FAKE, [files, entry, options, numbers])
            return found

        yield save
        page.close()


def test_a_new_entry_gets_its_true_name_and_its_own_year(send: Callable[..., dict[str, Any]]) -> None:
    person = {"path": "records/people/p-003.yaml", "slug": "p-003", "data": {"id": "P-003", "name": "Ada"}}
    assert send({}, "register-people", person)["path"] == "records/people/P-003.yaml"
    late = {
        "path": "records/inspection/2027/insp-0005.yaml",
        "slug": "2027/insp-0005",
        "data": {"id": "insp-0005", "date": "2026-12-31"},
    }
    found = send({}, "record-inspection", late)
    assert (found["path"], found["message"]) == ("records/inspection/2026/insp-0005.yaml", "insp-0005")
    assert found["user"].get("avatar_url") is None


def test_an_id_that_somebody_took_meanwhile_is_counted_on(send: Callable[..., dict[str, Any]]) -> None:
    taken = {f"records/inspection/2026/insp-000{number}.yaml": "id: x\n" for number in (4, 5)}
    entry = {
        "path": "records/inspection/2026/insp-0004.yaml",
        "slug": "2026/insp-0004",
        "data": {"id": "insp-0004", "date": "2026-10-30"},
    }
    found = send(taken, "record-inspection", entry)
    assert found["path"] == "records/inspection/2026/insp-0006.yaml"
    assert found["raw"].startswith("id: insp-0006\n")


def test_a_photo_gets_a_name_of_its_own_and_its_check_sum(send: Callable[..., dict[str, Any]]) -> None:
    there = {"records/inspection/2026/insp-0005-1.jpg": "older"}
    data = {"id": "insp-0005", "date": "2026-10-30", "attachments": [{"path": "IMG-1.JPEG", "caption": "Bay 3"}]}
    entry = {"path": "records/inspection/2026/insp-0005.yaml", "slug": "2026/insp-0005", "data": data}
    found = send(
        there, "record-inspection", entry, assets=[{"path": "records/inspection/2026/IMG-1.JPEG", "text": "photo"}]
    )
    assert found["assets"] == ["records/inspection/2026/insp-0005-2.jpg"]
    [attachment] = read_yaml(found["raw"], "x").value["attachments"]
    assert attachment == {"path": "insp-0005-2.jpg", "sha256": hashlib.sha256(b"photo").hexdigest(), "caption": "Bay 3"}


def test_what_somebody_changed_meanwhile_is_not_undone(send: Callable[..., dict[str, Any]]) -> None:
    path = "records/inspection/2026/insp-0005.yaml"
    opened = "id: insp-0005\ndate: 2026-10-30\nnotes: old\n"
    entry = {"path": path, "slug": "2026/insp-0005", "opened": opened, "data": {"site": "shop"}}
    assert send({path: opened}, "record-inspection", entry)["raw"] == opened.replace("notes", "site: shop\nnotes")
    changed = send({path: opened.replace("old", "new")}, "record-inspection", entry)
    assert changed["refused"].startswith("Somebody changed this meanwhile.")
    assert send({}, "record-inspection", entry)["refused"].endswith("Nothing was sent.")


@pytest.mark.slow
def test_a_document_a_record_with_a_photo_and_a_person_become_proposals(browser: Browser, tmp_path: Path) -> None:
    repository, site, photo = tmp_path / "repository", tmp_path / "site", tmp_path / "Photo Ünïque.JPG"
    repository.mkdir()
    begin(repository)
    Image.new("RGB", (64, 48), (200, 60, 20)).save(photo, "JPEG")
    with Forge(repository) as forge:
        snapshot, findings = take("office")
        way = parse_editing(f"github:{OWNER}/{REPO}@{forge.home}")
        build_site(snapshot, findings, "office", source=source(), out=site, editing=way, say=lambda _: None)
        with Server(site) as server:
            visit = Visit(browser, DESK)
            page = visit.open(f"{server.address}documents/hanging-pipe/")
            page.get_by_role("link", name="Edit this document").click()
            page.get_by_label("Access token").fill(TOKEN)
            page.get_by_role("button", name="Sign in").click()
            page.get_by_label("Title *").fill("Hanging pipe, by two")
            text = page.locator('textarea[id^="body-field"]')
            text.fill(text.input_value() + "\nTwo people hang each pipe.\n")
            propose(page)
            add_inspection(page, server.address, photo)
            page.goto(f"{server.address}people/")
            page.get_by_role("link", name="Add or change a person").click()
            page.get_by_role("link", name="Create entry of type Person").click()
            page.get_by_label("Name *").fill("Ada Lovelace")
            propose(page)
            asked = {address.split("/")[2] for address in visit.requests if address.startswith("http")}
            assert asked == {server.address.split("/")[2], forge.home.removeprefix("http://")}
            assert [each for each in visit.complaints if "Content Security Policy" in each] == []
        before = errors(repository, "main")
        branches = [each["head"]["ref"] for each in forge.proposals]
        assert [branch for branch in branches if errors(repository, branch) - before] == []
        hold_proposals(forge, branches, photo)


def propose(page: Page) -> None:
    page.get_by_role("button", name="Send for review").click()
    page.get_by_text("Sent for review").first.wait_for()
    page.get_by_text("Nothing to save").wait_for()


def add_inspection(page: Page, address: str, photo: Path) -> None:
    page.goto(f"{address}records/inspection/")
    page.get_by_role("link", name="Add a record").click()
    page.locator("input[type=date]").fill("2026-10-30")
    page.locator('input[id^="site-field"]').click()
    page.keyboard.type("shop")
    page.keyboard.press("Enter")
    page.get_by_label("Area *").fill("0123")
    page.get_by_role("button", name="Add attachment").click()
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_label("Caption *").fill("Bay 3 after the walk")
    propose(page)


def hold_proposals(forge: Forge, branches: list[str], photo: Path) -> None:
    document, inspection, person = branches
    assert forge.line("diff", "--name-only", "main", document) == POLICY
    changed = forge.git("diff", "-U0", "main", document).decode().split("\n")
    assert [line for line in changed if line.startswith(("-", "+")) and not line.startswith(("---", "+++"))] == [
        "-title: Installing overhead pipe from a lift",
        "+title: Hanging pipe, by two",
        "+",
        "+Two people hang each pipe.",
    ]
    assert COMMENT in forge.git("show", f"{document}:{POLICY}").decode()
    names = forge.line("diff", "--name-only", "main", inspection).split("\n")
    assert [name.removeprefix("records/inspection/2026/") for name in names] == ["insp-0002-1.jpg", "insp-0002.yaml"]
    assert forge.git("show", f"{inspection}:{names[0]}") == photo.read_bytes()
    record = read_yaml(forge.git("show", f"{inspection}:{names[1]}").decode(), names[1])
    assert record.faults == ()
    assert record.value["area"] == "0123"
    assert record.value["attachments"][0]["sha256"] == hashlib.sha256(photo.read_bytes()).hexdigest()
    assert forge.line("diff", "--name-only", "main", person) == "records/people/P-005.yaml"
