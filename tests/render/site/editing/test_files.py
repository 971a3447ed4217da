"""The editor's files: in the office edition only, with a policy that names one forge, and scripts that nobody changed."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from builder.model.error import BuilderError
from builder.render.site.building.build import known_scripts
from builder.render.site.building.proof import prove_site
from builder.render.site.editing.editing import LOCAL, Editing, parse_editing
from builder.render.site.editing.files import editing_files, editor_assets, editor_policy
from builder.render.site.pages import render_tree
from builder.render.templates import template_folder
from tests.render.site.small_company import RESTRICTED_WORD, take

GITHUB = parse_editing("github:tern/program")


def forms(editing: Editing = LOCAL) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(editing_files(take("office")[0], editing)["edit/forms.json"])
    return found


def test_the_workers_edition_cant_be_edited() -> None:
    with pytest.raises(BuilderError, match="office"):
        editing_files(take("worker")[0], LOCAL)
    with pytest.raises(BuilderError, match="office"):
        render_tree(*take("worker"), "worker", editing=GITHUB)


def test_without_a_way_to_save_there_is_no_editor_and_no_button() -> None:
    tree = render_tree(*take("office"), "office")
    assert not any(path.startswith("edit/") for path in tree.files)
    assert not any('class="m-edit"' in text for text in tree.files.values() if isinstance(text, str))


def test_a_script_of_the_editor_in_the_workers_edition_stops_the_build(tmp_path: Path) -> None:
    # As if a mistake of ours had put it there; what is proved of the worker edition knows none of the editor's scripts.
    for path, data in editor_assets().items():
        if path.endswith(".js"):
            site = tmp_path / path.rpartition("/")[2]
            site.mkdir()
            (site / "stray.js").write_bytes(data)
            with pytest.raises(BuilderError, match=r"stray\.js"):
                prove_site(site, [], known_scripts())


def test_the_policy_lets_the_page_talk_to_its_own_host_and_one_forge() -> None:
    assert "connect-src 'self' blob:;" in editor_policy(LOCAL)
    assert "connect-src 'self' blob: https://api.github.com;" in editor_policy(GITHUB)
    assert "http:" not in editor_policy(GITHUB)
    assert "'unsafe-inline'" not in editor_policy(GITHUB).partition("style-src")[0]
    page = editing_files(take("office")[0], GITHUB)["edit/index.html"].decode()
    assert "https://api.github.com" in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


def test_every_kind_of_thing_that_is_kept_has_a_list() -> None:
    lists = {each["name"]: each for each in forms()["config"]["collections"]}
    assert lists["record-inspection"]["label"] == "Inspections"
    assert lists["record-inspection"]["path"] == "{{year}}/{{slug}}"
    assert lists["policies"]["label"] == "Documents"
    assert lists["register-people"]["folder"] == "records/people"
    assert "content/index.md" in [each["file"] for each in lists["content"]["files"]]
    assert all(each.get("delete") is False for each in lists.values())


def test_choices_are_the_companys_own_and_numbers_go_on() -> None:
    found = forms()
    assert {"value": "P-001", "label": found["choices"]["people"][0]["label"]} in found["choices"]["people"]
    assert "P-001" in found["choices"]["people"][0]["label"]
    assert found["numbers"]["insp"] == {"last": 1, "digits": 4}
    assert found["numbers"]["P"]["digits"] == 3
    assert found["prefixes"]["record-inspection"] == "insp"


def test_on_a_forge_what_is_saved_is_proposed() -> None:
    config = forms(GITHUB)["config"]
    assert config["publish_mode"] == "editorial_workflow"
    assert config["backend"]["name"] == "muster-github"
    assert (config["backend"]["repo"], config["backend"]["branch"]) == ("tern/program", "main")
    local = forms(LOCAL)["config"]
    assert (local["publish_mode"], local["backend"]["proxy_url"]) == ("simple", "/api/v1")


def test_nothing_restricted_is_in_the_forms() -> None:
    assert RESTRICTED_WORD not in json.dumps(forms())


def test_other_peoples_scripts_are_published_with_their_licences() -> None:
    files = editor_assets()
    assert files["edit/decap-cms.js"].startswith(b"/*! For license information please see decap-cms.js.LICENSE.txt */")
    assert b"Copyright (c) 2016 Netlify" in files["edit/decap-cms.js.LICENSE.txt"]
    assert b"localForage" in files["edit/decap-cms.js.LICENSE.txt"]
    assert b"Eemeli Aro" in files["edit/yaml.js.LICENSE.txt"]
    vendored = {path.name for path in (template_folder() / "editing" / "vendor").glob("*.js")}
    assert {path for path in files if path.endswith(".LICENSE.txt")} == {
        f"edit/{name}.LICENSE.txt" for name in vendored
    }


def test_other_peoples_scripts_are_the_ones_that_were_taken_in() -> None:
    folder = template_folder() / "editing" / "vendor"
    told = dict(
        re.findall(
            r"^\| `([a-z-]+\.js)` .*`([0-9a-f]{64})` \|$", (folder / "README.md").read_text("utf-8"), re.MULTILINE
        )
    )
    assert told == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.js")}
