"""A company just begun, in a folder, with what the tests of the editor ask and send."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path
from typing import Any

from builder.commands.editing.desk import Desk
from builder.render.starter import Answers, SiteAnswer, starter_files

POLICY = "policies/health-and-safety-policy.md"
JPEG = b"\xff\xd8\xff\xe0 a photo of the east ladder"
INSPECTION = """\
id: insp-0001
date: "2026-11-20"
site: main-shop
kind: site
recorded_by: P-002
"""


def begin_company(folder: Path) -> Path:
    """Writes the files of `muster init` and gives the folder."""
    answers = Answers(
        "Prairie Pipe Ltd.",
        senior_manager="Ana Ruiz",
        hs_lead="Ben Okafor",
        sites=(SiteAnswer("main-shop", "Main shop", "shop"),),
    )
    for path, text in starter_files(answers, date(2026, 11, 1)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def ask(desk: Desk, action: str, **params: Any) -> Any:
    """What the desk answers."""
    return desk.answer({"action": action, "branch": "main", "params": params})


def save(desk: Desk, path: str, raw: str, base: str | None = "", files: dict[str, bytes] | None = None) -> Any:
    """What becomes of a form; an empty `base` is a new entry."""
    entry = {"slug": "x", "path": path, "raw": raw, **({} if base is None else {"base": base})}
    assets = [
        {"path": name, "content": base64.b64encode(data).decode(), "encoding": "base64"}
        for name, data in (files or {}).items()
    ]
    return ask(desk, "persistEntry", dataFiles=[entry], assets=assets)["saved"]


def open_entry(desk: Desk, path: str) -> tuple[str, str]:
    """The text of an entry and its digest, as the editor gets them."""
    found = ask(desk, "getEntry", path=path)
    return found["data"], found["file"]["id"]
