"""The lines that people go through on a form: the task lists of the document that asks for it, so that nobody keeps them twice.

A task list (`- [ ]`) of a document belongs on the form of a record type if its heading, or the paragraph right above it, says "checklist",
the name of the type, or one of its kinds. One that names kinds belongs to those kinds only; "Shop", "Projects", "Office" in bold above it
make it the list of such a site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.model.policy import Policy
from builder.read.markdown_text import read_tokens
from builder.render.forms.printed.sheet import Group

if TYPE_CHECKING:
    from markdown_it.token import Token

    from builder.model.record import Record

SITE_KINDS = ("office", "shop", "project")
_TASK = re.compile(r"\[[ xX]\]\s+")
_EVERYWHERE = "all"
LONGEST = 60
"""Letters of a paragraph that is printed as the heading of its list; a longer one is text."""


@dataclass(frozen=True)
class TaskList:
    """A task list of a document.

    Attributes:
        heading: The heading that it stands under.
        above: The paragraph right above it; empty where there is none.
        items: Its items as plain text.
    """

    heading: str
    above: str
    items: tuple[str, ...]


def find_groups(
    policy: Policy, model: type[Record], kind: str, kinds: frozenset[str], site_kind: str
) -> tuple[Group, ...]:
    """The lists of a document that belong on a form.

    Args:
        policy: The document.
        model: Record type of the form.
        kind: Kind of record that the form is for; empty for one that is for every kind without a form of its own.
        kinds: All kinds of the type.
        site_kind: Kind of the site that it is printed for; empty for any.
    """
    found = []
    for each in read_task_lists(policy.body):
        named = named_kinds(each, kinds)
        if not _belongs(each, model, kinds) or (named and kind not in named) or (kind and not named):
            continue
        of_sites = {name for name in SITE_KINDS if not named and _says(each.above, name)}
        if site_kind and of_sites and site_kind not in of_sites:
            continue
        found.append(Group(each.above.rstrip(":.") if len(each.above) <= LONGEST else "", each.items))
    return tuple(found)


def own_kinds(policy: Policy, model: type[Record], kinds: frozenset[str]) -> tuple[str, ...]:
    """The kinds for which a document has a list of their own, in its order; each gets a form of its own."""
    lists = [each for each in read_task_lists(policy.body) if _belongs(each, model, kinds)]
    named = [named_kinds(each, kinds) for each in lists]
    return tuple(dict.fromkeys(kind for each in named if len(each) == 1 for kind in sorted(each)))


def spoken_kinds(policy: Policy, model: type[Record], kinds: frozenset[str]) -> frozenset[str]:
    """The kinds that the lines of a document's lists begin with: "Eyewash: runs clear" is looked at, whatever was promised."""
    lines = [
        item.lower() for each in read_task_lists(policy.body) if _belongs(each, model, kinds) for item in each.items
    ]
    return frozenset(kind for kind in kinds if any(line.startswith(kind.replace("-", " ")) for line in lines))


def named_kinds(tasks: TaskList, kinds: frozenset[str]) -> frozenset[str]:
    """The kinds that the words above a list name; none where it is for "all" of something, or for everything it could be for."""
    if tasks.above.lower().startswith(_EVERYWHERE):
        return frozenset()
    found = frozenset(kind for kind in kinds if _says(f"{tasks.heading} {tasks.above}", kind.replace("-", " ")))
    return found if len(found) == 1 else frozenset()


def read_task_lists(body: str) -> tuple[TaskList, ...]:
    """Every task list of a document, in its order."""
    return tuple(_task_lists(read_tokens(body)))


def _task_lists(tokens: list[Token]) -> Iterator[TaskList]:
    heading = above = ""
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            heading, above = _plain(tokens[index + 1]), ""
        elif token.type == "paragraph_open" and token.level == 0:
            above = _plain(tokens[index + 1])
        elif token.type in ("bullet_list_open", "ordered_list_open") and token.level == 0:
            items = tuple(_items(tokens, index))
            if items:
                yield TaskList(heading, above, items)
            above = ""
        elif token.type == "table_open":
            above = ""


def _items(tokens: list[Token], start: int) -> Iterator[str]:
    for index in range(start + 1, len(tokens)):
        token = tokens[index]
        if token.level == 0:
            return
        if token.type == "inline" and token.level == 3 and _TASK.match(token.content):
            yield _TASK.sub("", _plain(token), count=1)


def _plain(inline: Token) -> str:
    """The text without marks, links and pictures."""
    parts = [" " if each.type in ("softbreak", "hardbreak") else each.content for each in inline.children or ()]
    return " ".join("".join(parts).split())


def _belongs(tasks: TaskList, model: type[Record], kinds: frozenset[str]) -> bool:
    words = f"{tasks.heading} {tasks.above}"
    return any(_says(words, each) for each in ("checklist", model.TITLE, *(kind.replace("-", " ") for kind in kinds)))


def _says(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE) is not None
