"""What VS Code needs to help with the program: schemas for YAML, and a task that shows findings as problems."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from builder.model.error import BuilderError
from builder.render.forms.json_schema import schemas

SCHEMA_FOLDER = ".muster/schemas"
YAML_EXTENSION = "redhat.vscode-yaml"


def _matcher(severity: str, seen_as: str) -> dict[str, Any]:
    """How VS Code finds the findings of one severity in the output of `muster check`."""
    return {
        "owner": f"muster-{severity}",
        "source": "muster",
        "severity": seen_as,
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": [
            {
                "regexp": rf"^(.+?):(\d+):(\d+): {severity} (\S+ \S+)$",
                "file": 1,
                "line": 2,
                "column": 3,
                "code": 4,
            },
            {"regexp": r"^  (.+)$", "message": 1},
        ],
    }


TASK = {
    "label": "muster check",
    "type": "shell",
    "command": "muster check",
    "presentation": {"reveal": "never", "panel": "dedicated", "clear": True},
    "group": {"kind": "build", "isDefault": True},
    "problemMatcher": [_matcher("error", "error"), _matcher("gap", "warning"), _matcher("note", "info")],
}
"""The task; `muster check` prints the place and the code on one line and the sentence on the next."""


def editor_files(existing: dict[str, str]) -> dict[str, str]:
    """The files that make VS Code help, by path; settings that are already there are kept.

    Args:
        existing: Texts of `.vscode/settings.json`, `tasks.json` and `extensions.json`, as far as they exist.

    Raises:
        BuilderError: One of them can't be read as JSON, so it can't be added to without losing something.
    """
    files: dict[str, str] = {}
    mapping: dict[str, str] = {}
    for name, (pattern, schema) in schemas().items():
        path = f"{SCHEMA_FOLDER}/{name}.json"
        files[path] = json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
        if pattern:
            mapping[f"./{path}"] = pattern
    settings = _read(existing, ".vscode/settings.json")
    known = _part(settings, "yaml.schemas", {}, ".vscode/settings.json")
    kept = {name: globs for name, globs in known.items() if SCHEMA_FOLDER not in name}
    settings["yaml.schemas"] = {**kept, **mapping}
    # The schemas are draft 7 and stand in the repository; nothing needs to be fetched.
    settings["yaml.schemaStore.enable"] = False
    tasks = _read(existing, ".vscode/tasks.json")
    listed = _part(tasks, "tasks", [], ".vscode/tasks.json")
    others = [task for task in listed if not (isinstance(task, dict) and task.get("label") == TASK["label"])]
    extensions = _read(existing, ".vscode/extensions.json")
    recommended = _part(extensions, "recommendations", [], ".vscode/extensions.json")
    wanted = recommended if YAML_EXTENSION in recommended else [*recommended, YAML_EXTENSION]
    files[".vscode/settings.json"] = _write(settings)
    files[".vscode/tasks.json"] = _write({**tasks, "version": "2.0.0", "tasks": [*others, TASK]})
    files[".vscode/extensions.json"] = _write({**extensions, "recommendations": wanted})
    return files


PartT = TypeVar("PartT", dict[str, Any], list[Any])


def _part(settings: dict[str, Any], name: str, otherwise: PartT, path: str) -> PartT:
    found = settings.get(name)
    if found is None:
        return otherwise
    if not isinstance(found, type(otherwise)):
        raise BuilderError(
            f"`{name}` in {path} is not what VS Code expects there.", f"Correct it, or move {path} away."
        )
    return found


def _read(existing: dict[str, str], path: str) -> dict[str, Any]:
    text = existing.get(path, "").strip()
    if not text:
        return {}
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise BuilderError(
            f"{path} is there already and can't be read as plain JSON (comments and commas at the end are not plain).",
            f"Remove the comments from {path}, or move the file away, and run `muster editor` again.",
        )
    return value


def _write(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
