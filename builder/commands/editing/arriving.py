"""What arrives from the browser, held against what stands in the file: which data the file shall hold afterwards.

An editor of forms fills in what nobody wrote (empty lists, empty text) and knows nothing of what it doesn't show. Here what is empty on
both sides stays as it was, and everything else is taken as it arrived.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from builder.commands.editing.kinds import Kind
from builder.model.error import BuilderError
from builder.model.finding import Fault
from builder.read.file_text import FileText
from builder.read.front_matter import split_front_matter
from builder.read.program import MAX_TEXT, read_program
from builder.read.source import MemorySource
from builder.read.yaml_text import read_yaml

NOT_SAVED = "Nothing was written; what you typed is still in the form."

_MOST_SENTENCES = 3

_MIDNIGHT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00(\.000)?(Z|[+-]\d\d:\d\d)?")
"""A day as JavaScript writes it."""


@dataclass(frozen=True)
class Content:
    """A file taken apart.

    Attributes:
        data: Of a YAML file, or of the front matter.
        body: Of a Markdown file, the text behind it.
    """

    data: Any
    body: str = ""


def read_arrived(raw: str, path: str, kind: Kind) -> Content:
    """What the browser sent, read strictly.

    Text that looks like a number is taken as the text it is: a form's writer leaves quotes out where it thinks they aren't needed.

    Raises:
        BuilderError: It can't be read.
    """
    if len(raw.encode("utf-8", "surrogatepass")) > MAX_TEXT:
        raise BuilderError(f"The text is longer than {MAX_TEXT:,} bytes.", NOT_SAVED)
    text, _ = FileText.of(path, raw.encode("utf-8", "replace")).decode()
    head, body = text or "", ""
    if kind.is_markdown:
        parts = split_front_matter(head)
        if parts is None:
            return Content({}, head)
        head, body = parts.head, parts.body
    document = read_yaml(head, path)
    faults = [fault for fault in document.faults if fault.name != "number-like-text"]
    if faults or (document.value is None and not kind.is_markdown):
        raise BuilderError(tell(faults) or "There is nothing in it.", NOT_SAVED)
    return Content({} if document.value is None else document.value, body)


def read_kept(text: str, path: str, kind: Kind) -> Content:
    """What stands on disk, read strictly.

    Raises:
        BuilderError: It can't be read, so nothing can be put into it without losing some of it.
    """
    head, body = text, ""
    if kind.is_markdown:
        parts = split_front_matter(text)
        if parts is None:
            return Content({}, text)
        head, body = parts.head, parts.body
    document = read_yaml(head, path)
    if any(fault.name != "number-like-text" for fault in document.faults):
        raise BuilderError(
            f"The file as it stands can't be read: {tell(document.faults)}",
            "Correct it in another editor first, or let `muster fix` do it. Nothing was written.",
        )
    return Content({} if document.value is None else document.value, body)


def settle(arrived: Any, kept: Any) -> Any:
    """The data that the file shall hold: as it arrived, but what is empty on both sides as it was, in the order that it had."""
    if isinstance(arrived, dict) and isinstance(kept, dict):
        return _settle_fields(arrived, kept)
    if isinstance(arrived, list) and isinstance(kept, list):
        items = [(number, item) for number, item in enumerate(arrived) if not is_empty(item)]
        return [settle(item, _counterpart(item, number, kept)) for number, item in items]
    return kept if _is_respelled(arrived, kept) else without_empty(arrived)


def _is_respelled(arrived: Any, kept: Any) -> bool:
    """Whether a form's writer made a number, a truth or a moment of a text: "0142" of an account, "yes", a day.

    A person changes what a text says, never what kind of value it is.
    """
    if not isinstance(kept, str):
        return False
    if isinstance(arrived, bool):
        return kept.lower() in (("true", "yes", "on", "y") if arrived else ("false", "no", "off", "n"))
    if isinstance(arrived, int):
        # Python itself refuses numbers of thousands of digits.
        return kept.isascii() and kept.isdigit() and len(kept) < 100 and int(kept) == arrived
    if not isinstance(arrived, str):
        return False
    # A box for text has no end of a line after the last one; YAML's `|` has.
    is_ended_otherwise = arrived.rstrip("\n") == kept.rstrip("\n")
    return is_ended_otherwise or (_MIDNIGHT.fullmatch(arrived) is not None and arrived[:10] == kept)


def _settle_fields(arrived: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, before in kept.items():
        now = arrived.get(name)
        if not is_empty(now):
            found[name] = settle(now, before)
        elif is_empty(before):
            found[name] = before
        elif name in arrived:
            # Emptied on purpose: the field stays as a place to write, with the comment behind it.
            found[name] = [] if isinstance(before, list) else None
    more = {name: value for name, value in arrived.items() if name not in kept and not is_empty(value)}
    return found | {name: without_empty(value) for name, value in more.items()}


def _counterpart(item: Any, number: int, kept: list[Any]) -> Any:
    """The entry of the list on disk that an arrived one was made from: an equal one, one of the same name, or that in its place."""
    for name in ("id", "person", "path", "to", "name"):
        own = item.get(name) if isinstance(item, dict) else None
        if own is not None:
            same = [each for each in kept if isinstance(each, dict) and each.get(name) == own]
            if len(same) == 1:
                return same[0]
    return kept[number] if number < len(kept) else None


def without_empty(value: Any) -> Any:
    """The value without the fields that an editor adds although nobody filled them in; an emptied list item goes with them."""
    if isinstance(value, dict):
        return {name: without_empty(item) for name, item in value.items() if not is_empty(item)}
    if isinstance(value, list):
        return [without_empty(item) for item in value if not is_empty(item)]
    return value


def is_empty(value: Any) -> bool:
    """Whether nobody wrote anything there: nothing, blank text, or a list or mapping of such."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, dict):
        return all(is_empty(item) for item in value.values())
    if isinstance(value, list):
        return all(is_empty(item) for item in value)
    return value is None


def settle_body(arrived: str, kept: str) -> str:
    """The text of a document: as it was, byte for byte, where only blank lines at its ends differ; else as it arrived, with those ends."""
    if arrived.strip("\n") == kept.strip("\n"):
        return kept
    begins = kept[: len(kept) - len(kept.lstrip("\n"))] if kept.strip() else "\n"
    text = arrived.strip("\n")
    return f"{begins}{text}\n" if text else ""


def refuse_unreadable(path: str, data: bytes) -> tuple[Fault, ...]:
    """The faults of a file as it would be written.

    Raises:
        BuilderError: With them it would be no record, entry or document that anybody can read.
    """
    program = read_program(MemorySource({path: data}))
    faults = tuple(fault for fault in program.faults if fault.place.path == path)
    if path in program.unreadable:
        raise BuilderError(tell(faults), NOT_SAVED)
    return faults


def tell(faults: Iterable[Fault]) -> str:
    """What is wrong, in sentences: the first few, each once, with what can be done."""
    sentences = list(dict.fromkeys(f"{fault.message} {fault.fix}".strip() for fault in faults))
    more = len(sentences) - _MOST_SENTENCES
    return " ".join(sentences[:_MOST_SENTENCES]) + (f" And {more} more." if more > 0 else "")
