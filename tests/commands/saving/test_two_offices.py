"""Two people save at the same time: what each did is in afterwards, or set aside and said; with the real git between them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.commands.choice import Choice
from builder.commands.prepare import prepare
from builder.commands.saving import share as sharing_steps
from builder.read.cache import DirectoryCache
from builder.read.git.saving.sharing import Sharing
from tests.commands.saving.offices import ANN, BOB, NOW, Office, make_offices, settle_user
from tests.commands.test_save import FIRST, FOLDER, POLICY, inspection
from tests.histories.repository import GitRepository

Offices = tuple[Office, Office, GitRepository]


@pytest.fixture(autouse=True)
def _user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settle_user(monkeypatch, tmp_path / "home")


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    return make_offices(tmp_path)


def test_both_file_a_record_with_the_same_next_number(offices: Offices) -> None:
    ann, bob, _ = offices
    path, photo = f"{FOLDER}/insp-0003.yaml", f"{FOLDER}/insp-0003-1.jpg"
    ann.write({path: inspection(3, "North"), photo: b"\xff\xd8north"}).save(anyway=True)
    bob.write({path: inspection(3, "South"), photo: b"\xff\xd8south"})
    bob.write({path: bob.read(path) + "attachments: [{path: insp-0003-1.jpg}]\n"})  # no sha256
    bob.change("records/hazard-assessment/2026/ha-0001.yaml", "id: ha-0001", "id: ha-0001 # see insp-0003")
    bob.repository.commit({}, by=BOB)  # its errors are in the history already
    said = bob.save()
    assert "Somebody else had used the number insp-0003 meanwhile; yours is insp-0004 now" in said
    assert said.endswith("Shared with everybody.")
    assert "area: North" in bob.read(path)
    assert "area: South" in bob.read(f"{FOLDER}/insp-0004.yaml")
    assert "insp-0004-1.jpg" in bob.read(f"{FOLDER}/insp-0004.yaml")
    assert "# see insp-0004" in bob.read("records/hazard-assessment/2026/ha-0001.yaml")
    assert (bob.root / FOLDER / "insp-0004-1.jpg").read_bytes() == b"\xff\xd8south"
    assert (bob.root / photo).read_bytes() == b"\xff\xd8north"
    assert bob.status() == ""
    assert ann.save().startswith(
        "Nothing has changed since you last saved.\nWhat others shared since is on this computer now."
    )
    assert ann.repository.head() == bob.repository.head()
    assert (ann.status(), ann.is_whole()) == ("", True)


def test_both_changed_different_fields_and_paragraphs(offices: Offices) -> None:
    ann, bob, hub = offices
    ann.change(FIRST, "items_ok: 20", "items_ok: 21").change(
        POLICY, "title: Inspection program", "title: Inspections"
    ).save()
    bob.change(FIRST, "area: Shop and yard", "area: Yard").change(
        POLICY, "every site.", "every site.\n\nIn winter twice."
    )
    said = bob.save()
    assert f"Both of you had changed {POLICY}, {FIRST}: the changes of both are in." in said
    assert "items_ok: 21" in bob.read(FIRST)
    assert "area: Yard" in bob.read(FIRST)
    assert "title: Inspections" in bob.read(POLICY)
    assert bob.read(POLICY).endswith("every site.\n\nIn winter twice.\n")
    # What was on the shared branch stays its line; nobody's commit is made anew.
    assert hub.git("rev-list", "--first-parent", "--count", "main") == b"3\n"
    assert hub.git("rev-list", "--count", "main") == b"4\n"


def test_both_changed_the_same_field_and_one_brings_it_back(offices: Offices) -> None:
    ann, bob, _ = offices
    ann.change(FIRST, "items_ok: 20", "items_ok: 21").save()
    bob.change(FIRST, "items_ok: 20", "items_ok: 22").change(FIRST, "area: Shop and yard", "area: Yard")
    said = bob.save()
    assert "the changes of both are in" not in said
    assert f"In {FIRST} both of you changed the field items_ok: theirs stays, yours is set aside." in said
    assert "1 file in set-aside/. `muster save --bring-back` puts yours in its place; nothing is lost." in said
    assert "items_ok: 21" in bob.read(FIRST)
    assert "area: Yard" in bob.read(FIRST)
    assert "items_ok: 22" in bob.read(f"set-aside/2026-06-15/{FIRST}")
    bob.change(FIRST, "items_deficient: 0", "items_deficient: 1")
    assert bob.bring_back() == f"Brought back: {FIRST}\nLook at 1 file, then run `muster save`."
    assert "items_ok: 22" in bob.read(FIRST)
    assert "items_deficient: 1" in bob.read(FIRST)
    assert not (bob.root / "set-aside").exists()
    assert bob.bring_back() == "Nothing is set aside."


@pytest.mark.slow
def test_what_was_changed_again_meanwhile_stays_set_aside(offices: Offices) -> None:
    ann, bob, _ = offices
    ann.change(FIRST, "items_ok: 20", "items_ok: 21").save()
    bob.change(FIRST, "items_ok: 20", "items_ok: 22").save()
    bob.change(FIRST, "items_ok: 21", "items_ok: 23")
    assert "It was changed again since" in bob.bring_back()
    assert "items_ok: 23" in bob.read(FIRST)
    assert "items_ok: 22" in bob.read(f"set-aside/2026-06-15/{FIRST}")


@pytest.mark.slow
def test_the_same_scan_replaced_by_both_is_kept_twice(offices: Offices) -> None:
    ann, bob, _ = offices
    scan = f"{FOLDER}/scan.pdf"
    ann.write({scan: b"%PDF old"}).save(anyway=True)
    bob.save()
    ann.write({scan: b"%PDF ann"}).save(anyway=True)
    bob.write({scan: b"%PDF bob"}).save(anyway=True)
    assert (bob.root / scan).read_bytes() == b"%PDF ann"
    assert (bob.root / "set-aside/2026-06-15" / scan).read_bytes() == b"%PDF bob"
    bob.bring_back()
    assert (bob.root / scan).read_bytes() == b"%PDF bob"


@pytest.mark.slow
def test_what_one_took_out_and_the_other_changed_stays(offices: Offices) -> None:
    ann, bob, _ = offices
    ann.write({FIRST: None}).save(anyway=True)
    bob.change(FIRST, "items_ok: 20", "items_ok: 22")
    assert f"{FIRST} was taken out by one and changed by the other; it stays." in bob.save(anyway=True)
    assert "items_ok: 22" in bob.read(FIRST)


@pytest.mark.slow
def test_a_record_that_one_moved_and_the_other_changed_is_one_record(offices: Offices) -> None:
    ann, bob, _ = offices
    moved = "records/inspection/2025/insp-0001.yaml"
    ann.write({moved: ann.read(FIRST), FIRST: None}).save(anyway=True)
    bob.change(FIRST, "items_ok: 20", "items_ok: 22").save(anyway=True)
    assert "items_ok: 22" in bob.read(moved)
    assert not (bob.root / FIRST).exists()


def test_somebody_is_quicker_between_looking_and_sharing(offices: Offices, monkeypatch: pytest.MonkeyPatch) -> None:
    ann, bob, hub = offices
    push, races = Sharing.push, []

    def overtaken(sharing: Sharing, *arguments: object) -> object:
        if len(races) < 2:
            races.append(ann.repository.commit({f"records/x{len(races)}.md": "x"}, by=ANN))
            ann.repository.git("push", "--quiet", "origin", "main")
        return push(sharing, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Sharing, "push", overtaken)
    bob.change(FIRST, "items_ok: 20", "items_ok: 22")
    assert bob.save(anyway=True).endswith("Shared with everybody.")
    assert hub.git("rev-parse", "main").decode().strip() == bob.repository.head()
    assert {"records/x0.md", "records/x1.md"} <= set(bob.files())
    assert len(races) == 2


@pytest.mark.slow
def test_who_is_overtaken_for_ever_stops_and_says_so(offices: Offices, monkeypatch: pytest.MonkeyPatch) -> None:
    _, bob, _ = offices

    def lose(desk: object, *_: object) -> int:
        raise sharing_steps._OvertakenError(desk)  # type: ignore[arg-type]

    monkeypatch.setattr(sharing_steps, "_send", lose)
    bob.change(FIRST, "items_ok: 20", "items_ok: 22")
    assert "Others were quicker again and again. Everything is saved on this computer" in bob.save(expect=1)


def test_offline_it_is_saved_here_and_shared_the_next_time(offices: Offices) -> None:
    ann, bob, hub = offices
    bob.repository.git("remote", "set-url", "origin", "https://127.0.0.1:9/hub.git")
    said = bob.change(FIRST, "items_ok: 20", "items_ok: 22").save()
    assert "Everything is saved on this computer and will be shared next time." in said
    assert bob.status() == ""
    bob.repository.git("remote", "set-url", "origin", str(hub.root))
    assert bob.save() == "Nothing has changed since you last saved.\nShared with everybody."
    ann.save()
    assert "items_ok: 22" in ann.read(FIRST)


@pytest.mark.slow
def test_what_was_saved_offline_and_shared_later_is_told_as_nothing_odd(offices: Offices, tmp_path: Path) -> None:
    ann, bob, _ = offices
    cache = DirectoryCache(tmp_path / "cache")

    def oddities() -> list[str]:
        with prepare(Choice(bob.root, None, None, NOW.date()), cache=cache) as prepared:
            assert prepared.snapshot.history
            return [each.kind.value for each in prepared.snapshot.history.oddities]

    bob.change(FIRST, "items_ok: 20", "items_ok: 22").save(shares=False)
    before = oddities()
    ann.change(FIRST, "area: Shop and yard", "area: Yard").save()
    bob.save(keeps=cache)
    assert oddities() == before


@pytest.mark.slow
def test_two_right_versions_that_are_wrong_together_are_not_shared(offices: Offices) -> None:
    ann, bob, hub = offices
    ann.write({"records/people/P-003.yaml": None}).save(anyway=True)
    before = hub.git("rev-parse", "main")
    bob.write({f"{FOLDER}/insp-0003.yaml": inspection(3).replace("[P-002]", "[P-003]")})
    said = bob.save(expect=1)
    assert "Put together, there " in said
    assert "insp-0003.yaml:7:14: error" in said
    assert "It is on this computer and not shared yet." in said
    assert hub.git("rev-parse", "main") == before
    assert bob.status() == ""


@pytest.mark.slow
def test_an_approval_goes_to_the_others_too(offices: Offices) -> None:
    ann, bob, hub = offices
    ann.repository.git("tag", "-a", "-m", "yes", "policy/PRG-07/v1", by=ANN)
    ann.repository.git("tag", "private-note")
    assert ann.save().endswith("Shared with everybody.")
    assert hub.git("tag").split() == [b"policy/PRG-07/v1"]
    bob.save()
    assert bob.repository.git("tag").split() == [b"policy/PRG-07/v1"]


@pytest.mark.slow
def test_an_empty_place_for_sharing_is_filled(tmp_path: Path, offices: Offices) -> None:
    ann, *_ = offices
    empty = GitRepository.make(tmp_path / "empty.git", "--bare")
    ann.repository.git("remote", "set-url", "origin", str(empty.root))
    assert ann.save().endswith("Shared with everybody.")
    assert empty.git("rev-parse", "main").decode().strip() == ann.repository.head()


@pytest.mark.slow
def test_a_place_that_a_forge_began_with_a_readme_is_taken_in(tmp_path: Path, offices: Offices) -> None:
    ann, *_ = offices
    forge = GitRepository.make(tmp_path / "forge")
    forge.commit({"README.md": "# our-safety\n", "LICENSE": "All rights reserved\n"})
    forge.git("checkout", "--quiet", "-b", "other")
    ann.repository.git("remote", "set-url", "origin", str(forge.root))
    assert ann.save().endswith("Shared with everybody.")
    assert {"LICENSE", "README.md", FIRST} <= set(ann.files())
    assert (ann.root / "LICENSE").is_file()


@pytest.mark.slow
def test_another_program_is_not_mixed_in(tmp_path: Path, offices: Offices) -> None:
    ann, *_ = offices
    other = GitRepository.make(tmp_path / "other")
    other.commit({"records/company.yaml": "name: Somebody else\n"})
    ann.repository.git("remote", "set-url", "origin", str(other.root))
    assert "another program that has nothing in common" in ann.refused()


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    [
        "ext::sh -c 'touch PWNED'",
        "http://example.org/x.git",
        "git://example.org/x",
        "file:///tmp/x.git",
        "-oProxyCommand=touch",
        "ssh://-oProxyCommand=touch/x",
    ],
)
def test_an_address_of_another_kind_is_never_used(offices: Offices, address: str) -> None:
    ann, *_ = offices
    ann.repository.git("config", "remote.origin.url", address)
    ann.change(FIRST, "items_ok: 20", "items_ok: 21")
    assert "neither https, ssh nor a plain folder" in refused_after_saving(ann)
    assert not list(ann.root.glob("**/PWNED"))


def refused_after_saving(office: Office) -> str:
    """The sentence; the save itself was made before it."""
    from builder.model.error import BuilderError

    with pytest.raises(BuilderError) as refused:
        office.save()
    assert office.status() == ""
    return f"{refused.value.message} {refused.value.cure}"


@pytest.mark.slow
def test_the_folder_for_sharing_runs_nothing_of_its_own(offices: Offices, tmp_path: Path) -> None:
    ann, bob, hub = offices
    trace, script = tmp_path / "trace", tmp_path / "evil.sh"
    script.write_text(f"#!/bin/sh\necho $0 >> {trace}\n")
    script.chmod(0o755)
    (hub.root / "hooks").mkdir(exist_ok=True)
    for name in ("pre-receive", "update", "post-receive", "post-update", "reference-transaction", "proc-receive"):
        os.link(script, hub.root / "hooks" / name)
    for setting in ("core.fsmonitor", "uploadpack.packObjectsHook", "core.alternateRefsCommand", "core.hooksPath"):
        hub.git("config", setting, str(script if setting != "core.hooksPath" else hub.root / "hooks"))
    trace.unlink(missing_ok=True)
    ann.change(FIRST, "items_ok: 20", "items_ok: 21").save()
    bob.change(FIRST, "area: Shop and yard", "area: Yard").save()
    assert not trace.exists()


@pytest.mark.slow
def test_a_file_that_somebody_edits_while_others_come_in_keeps_the_edit(offices: Offices) -> None:
    ann, bob, _ = offices
    ann.change(FIRST, "items_ok: 20", "items_ok: 21").save()
    fetch = Sharing.fetch

    def edit_meanwhile(sharing: Sharing, *arguments: object) -> None:
        fetch(sharing, *arguments)  # type: ignore[arg-type]
        bob.change(FIRST, "area: Shop and yard", "area: Yard")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sharing, "fetch", edit_meanwhile)
        bob.save()
    assert "items_ok: 21" in bob.read(FIRST)
    assert "area: Yard" in bob.read(FIRST)
    assert bob.status() == f" M {FIRST}\n"
