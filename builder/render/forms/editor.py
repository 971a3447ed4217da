"""What VS Code needs to help with the program: schemas for YAML, and a task that shows findings as problems."""

from __future__ import annotations

import json
from typing import Any

from builder.model.error import BuilderError
from builder.render.forms.json_schema import schemas

SCHEMA_FOLDER = ".muster/schemas"
YAML_EXTENSION = "redhat.vscode-yaml"

TASK = {
    "label": "muster check",
    "type": "shell",
    "command": "muster check",
    "presentation": {"reveal": "never", "panel": "dedicated", "clear": True},
    "group": {"kind": "build", "isDefault": True},
    "problemMatcher": {
        "owner": "muster",
        "source": "muster",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": [
            {
                # The first line of a finding; a gap is a warning to an editor, a note an information.
                "regexp": r"^(.+?):(\d+):(\d+): (?:(error)|(?:gap)|(?:note)) (\S+ \S+)$",
                "file": 1,
                "line": 2,
                "column": 3,
                "severity": 4,
                "code": 5,
            },
            {"regexp": r"^  (.+)$", "message": 1},
        ],
        "severity": "warning",
    },
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
    kept = {name: globs for name, globs in settings.get("yaml.schemas", {}).items() if SCHEMA_FOLDER not in name}
    settings["yaml.schemas"] = {**kept, **mapping}
    # The schemas are draft 7 and stand in the repository; nothing needs to be fetched.
    settings["yaml.schemaStore.enable"] = False
    tasks = _read(existing, ".vscode/tasks.json")
    others = [task for task in tasks.get("tasks", []) if task.get("label") != TASK["label"]]
    extensions = _read(existing, ".vscode/extensions.json")
    wanted = dict.fromkeys([*extensions.get("recommendations", []), YAML_EXTENSION])
    files[".vscode/settings.json"] = _write(settings)
    files[".vscode/tasks.json"] = _write({**tasks, "version": "2.0.0", "tasks": [*others, TASK]})
    files[".vscode/extensions.json"] = _write({**extensions, "recommendations": list(wanted)})
    return files


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
