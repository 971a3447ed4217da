"""Help in VS Code is added to what is there already, and findings become problems that one can click on."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import pytest
import typer

from builder.cli import app
from builder.model.error import BuilderError
from builder.render.forms.editor import TASK, YAML_EXTENSION, editor_files
from builder.render.forms.json_schema import schemas


def written(existing: dict[str, str], path: str) -> Any:
    return json.loads(editor_files(existing)[path])


def test_every_schema_is_written_and_mapped_to_its_files() -> None:
    files = editor_files({})
    mapping = json.loads(files[".vscode/settings.json"])["yaml.schemas"]
    assert mapping["./.muster/schemas/inspection.json"] == "records/inspection/**/*.yaml"
    for name, (pattern, schema) in schemas().items():
        assert json.loads(files[f".muster/schemas/{name}.json"]) == schema
        assert mapping.get(f"./.muster/schemas/{name}.json", "") == pattern


def test_running_it_again_changes_nothing() -> None:
    once = editor_files({})
    again = editor_files({path: text for path, text in once.items() if path.startswith(".vscode/")})
    assert again == once


def test_settings_that_are_there_are_kept() -> None:
    existing = {
        ".vscode/settings.json": json.dumps(
            {"editor.fontSize": 18, "yaml.schemas": {"own.json": "own/*.yaml", "./.muster/schemas/gone.json": "x"}}
        ),
        ".vscode/tasks.json": json.dumps(
            {
                "version": "2.0.0",
                "inputs": [{"id": "x"}],
                "tasks": [{"label": "print"}, {"label": "muster check", "type": "old"}],
            }
        ),
        ".vscode/extensions.json": json.dumps(
            {"recommendations": ["a.b", YAML_EXTENSION], "unwantedRecommendations": ["c.d"]}
        ),
    }
    settings = written(existing, ".vscode/settings.json")
    assert settings["editor.fontSize"] == 18
    assert settings["yaml.schemas"]["own.json"] == "own/*.yaml"
    assert "./.muster/schemas/gone.json" not in settings["yaml.schemas"]
    tasks = written(existing, ".vscode/tasks.json")
    assert tasks["inputs"] == [{"id": "x"}]
    assert tasks["tasks"] == [{"label": "print"}, TASK]
    extensions = written(existing, ".vscode/extensions.json")
    assert extensions == {"recommendations": ["a.b", YAML_EXTENSION], "unwantedRecommendations": ["c.d"]}


@pytest.mark.parametrize("text", ["", "  \n", "{}"])
def test_an_empty_settings_file_is_as_good_as_none(text: str) -> None:
    assert editor_files({".vscode/settings.json": text}) == editor_files({})


@pytest.mark.parametrize("path", [".vscode/settings.json", ".vscode/tasks.json", ".vscode/extensions.json"])
@pytest.mark.parametrize("text", ['{\n  // my settings\n  "a": 1\n}', '{"a": 1,}', "[1]", "null", "{"])
def test_what_is_not_plain_json_is_refused_rather_than_lost(path: str, text: str) -> None:
    with pytest.raises(BuilderError) as refused:
        editor_files({path: text})
    assert path in refused.value.message
    assert "comments" in refused.value.cure


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".vscode/settings.json", '{"yaml.schemas": ["a"]}'),
        (".vscode/tasks.json", '{"tasks": {"label": "a"}}'),
        (".vscode/extensions.json", '{"recommendations": "a.b"}'),
    ],
)
def test_settings_of_another_shape_than_vs_code_has_are_refused(path: str, text: str) -> None:
    with pytest.raises(BuilderError) as refused:
        editor_files({path: text})
    assert path in refused.value.message


FINDING = """\
records/training/2026/trn-0142.yaml:7:15: {severity} DUE002 certificate-expired
  The fall-protection certificate of P-017 ran out on 2026-10-31.
  fix: if a valid certificate exists, file it.
  more: muster explain DUE002
"""


def problems(text: str) -> list[tuple[str, ...]]:
    """What VS Code would list: the matchers are tried in turn on each two lines that follow each other."""
    found = []
    lines = text.splitlines()
    for first, second in pairwise(lines):
        for matcher in TASK["problemMatcher"]:  # type: ignore[attr-defined]
            head, sentence = matcher["pattern"]
            one, two = re.search(head["regexp"], first), re.search(sentence["regexp"], second)
            if one and two:
                groups = (one[head[part]] for part in ("file", "line", "column", "code"))
                found.append((matcher["severity"], *groups, two[sentence["message"]]))
    return found


@pytest.mark.parametrize(("severity", "seen_as"), [("error", "error"), ("gap", "warning"), ("note", "info")])
def test_a_finding_becomes_a_problem_of_its_severity(severity: str, seen_as: str) -> None:
    assert problems(FINDING.format(severity=severity)) == [
        (
            seen_as,
            "records/training/2026/trn-0142.yaml",
            "7",
            "15",
            "DUE002 certificate-expired",
            "The fall-protection certificate of P-017 ran out on 2026-10-31.",
        )
    ]


@pytest.mark.parametrize("path", ["policies/my ladders.md", "policies/a:1:2: b.md", "policies/Zoë – plan.md"])
def test_a_path_with_spaces_and_colons_is_one_path(path: str) -> None:
    [(_, file, line, column, _, _)] = problems(f"{path}:12:3: error REC005 unknown-field\n  `aera` is not a field.\n")
    assert (file, line, column) == (path, "12", "3")


def test_other_lines_are_no_problems() -> None:
    assert (
        problems(
            "3 errors, 1 gap, 0 notes in 214 records and 38 documents.\n  12:30: lunch\nmuster: There is no folder x.\n"
        )
        == []
    )


def test_the_task_is_a_command_that_muster_understands() -> None:
    name, verb, *options = str(TASK["command"]).split()
    command = typer.main.get_command(app).commands[verb]  # type: ignore[attr-defined]
    assert name == "muster"
    assert command.make_context(verb, options).params["format"] == "text"
