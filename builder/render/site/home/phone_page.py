"""The page and the box with which a worker saves the manual on a phone. They are in the worker edition only: the office's stays online."""

from __future__ import annotations

import json
from collections.abc import Iterator

from builder.render.site.manual import Here, Manual
from builder.render.site.page import Page

PATH = "phone.md"

_SENTENCES = (
    "again",
    "changed",
    "current",
    "forbidden",
    "full",
    "halted",
    "insecure",
    "install",
    "login",
    "lost",
    "missing",
    "newer",
    "old",
    "refused",
    "remove",
    "removed",
    "save",
    "saved",
    "server",
    "size",
    "stop",
    "update",
    "working",
)
"""What the script says, by the names that it knows; in the table of words each is called `phone_` and its name."""

_EXPLAINED = ("phone_how_kept", "phone_how_newer", "phone_how_age", "phone_how_home", "phone_how_private")


def phone_pages(manual: Manual) -> Iterator[Page]:
    """The page about the saved copy: save, remove, how it works."""
    if manual.is_office:
        return
    here = manual.here(PATH)
    body = manual.render(
        "phone.html.j2",
        PATH,
        sentences=script_words(here),
        is_whole=True,
        explained=[here.w[name] for name in _EXPLAINED],
    )
    yield Page(PATH, here.w["phone_title"], body, description=here.w["phone_intro"])


def phone_box(here: Here) -> str:
    """The box for the home page: one button, or how old the copy is; nothing in the office edition."""
    if here.manual.is_office:
        return ""
    return here.manual.render(
        "phone.html.j2", here.path, sentences=script_words(here), is_whole=False, explained=(), more=here.to(PATH)
    )


def script_words(here: Here) -> str:
    """The sentences as JSON, for an attribute: the script holds no words of its own, so it speaks every language."""
    return json.dumps({name: here.w[f"phone_{name}"] for name in _SENTENCES}, ensure_ascii=False)
