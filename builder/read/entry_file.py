"""One file becomes one stored value: a record, a register entry, a document, or the list of explanations."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel

from builder.model.finding import Fault
from builder.model.place import Place
from builder.model.policy import Policy
from builder.model.record import Record
from builder.model.register import Explanation
from builder.model.stored import Stored
from builder.read.front_matter import split_front_matter
from builder.read.markdown_text import raw_html
from builder.read.shape import needed_but_empty, shape
from builder.read.yaml_text import Document, read_yaml

ModelT = TypeVar("ModelT", bound=BaseModel)
RecordT = TypeVar("RecordT", bound=Record)


_SAVE_AGAIN = "Save the file again as UTF-8."


@dataclass(frozen=True)
class FileText:
    """A file's bytes with their digests."""

    path: str
    data: bytes
    sha256: str
    blob: str

    @classmethod
    def of(cls, path: str, data: bytes) -> FileText:
        """The file with its digests. `blob` is the id git gives the same bytes in a SHA-1 repository."""
        blob = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
        return cls(path, data, hashlib.sha256(data).hexdigest(), blob)

    def decode(self) -> tuple[str | None, list[Fault]]:
        """The text, or None with the fault that says which byte is not UTF-8."""
        if b"\0" in self.data[:2]:
            # Latin letters in UTF-16 are valid UTF-8 with NULs between them.
            message = "The file was saved as UTF-16."
            return None, [Fault(Place(self.path), "not-utf8", message, _SAVE_AGAIN)]
        try:
            text = self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            start = self.data.rfind(b"\n", 0, error.start) + 1
            place = Place(self.path, self.data.count(b"\n", 0, error.start) + 1, error.start - start + 1)
            byte = self.data[error.start]
            message = f"The byte 0x{byte:02X} is not UTF-8; the file was probably saved as Windows-1252 or UTF-16."
            return None, [Fault(place, "not-utf8", message, _SAVE_AGAIN)]
        return text.replace("\r\n", "\n").replace("\r", "\n"), []

    def store(self, value: ModelT, document: Document) -> Stored[ModelT]:
        """The value with its places and this file's digests."""
        return Stored(value, self.path, MappingProxyType(document.places), self.sha256, self.blob, len(self.data))


def read_entry(file: FileText, model: type[ModelT], what: str) -> tuple[Stored[ModelT] | None, list[Fault]]:
    """A register entry (or the company), or None with the faults that keep it from being one."""
    document, value, faults = _document(file, model, what)
    if document is None or value is None:
        return None, faults
    faults.extend(_name_faults(file, value, document))
    faults.extend(needed_but_empty(value, document, what))
    return file.store(value, document), faults


def read_record(file: FileText, model: type[RecordT]) -> tuple[Stored[RecordT] | None, list[Fault]]:
    """A record of a type, or None with the faults that keep it from being one."""
    what = _with_article(model.TITLE.lower())
    stored, faults = read_entry(file, model, what)
    if stored is not None:
        year = file.path.split("/")[2]
        if year != str(stored.value.date.year):
            faults.append(
                Fault(
                    stored.place("date"),
                    "wrong-year-folder",
                    f"The record is dated {stored.value.date}, but stands in the folder {year}.",
                    f"Move the file to records/{model.TYPE}/{stored.value.date.year}/, or correct the date.",
                    (stored.value.id,),
                )
            )
    return stored, faults


def read_policy(file: FileText) -> tuple[Stored[Policy] | None, list[Fault]]:
    """A controlled document, or None with the faults that keep it from being one."""
    text, faults = file.decode()
    if text is None:
        return None, faults
    parts = split_front_matter(text)
    if parts is None:
        message = (
            "The document has no front matter, so nothing says what it is, whose it is and whether it is approved."
        )
        fix = "Begin the file with `---`, the fields (id, title, kind, …), and a line `---`; `muster new policy` writes them."
        return None, [Fault(Place(file.path), "front-matter-missing", message, fix)]
    document = read_yaml(parts.head, file.path, parts.head_line)
    faults.extend(document.faults)
    if document.value is None:
        message = "The front matter is empty, so nothing says what the document is."
        return None, faults or [Fault(Place(file.path), "field-missing", message, "Fill in id, title, kind, area, …")]
    value, found = shape(Policy, document, document.value, "a document")
    faults.extend(found)
    faults.extend(raw_html(parts.body, file.path, parts.body_line))
    if value is None:
        return None, faults
    faults.extend(needed_but_empty(value, document, "a document"))
    policy = value.model_copy(update={"body": parts.body, "body_line": parts.body_line})
    return file.store(policy, document), faults


def read_explained(file: FileText) -> tuple[list[Stored[Explanation]] | None, list[Fault]]:
    """The entries of records/explained.yaml; an entry that doesn't fit costs only itself. None where none can be read."""
    text, faults = file.decode()
    if text is None:
        return None, faults
    document = read_yaml(text, file.path)
    faults.extend(document.faults)
    if document.value is None:
        return (None if document.faults else []), faults
    if not isinstance(document.value, list):
        message = "The file should be a list of explanations, each beginning with `- about:`."
        return None, [*faults, Fault(Place(file.path), "value-not-allowed", message)]
    found: list[Stored[Explanation]] = []
    for index, entry in enumerate(document.value):
        part = _part(document, index)
        value, more = shape(Explanation, part, entry, "an explanation")
        faults.extend(more)
        if value is not None:
            found.append(file.store(value, part))
    return found, faults


def _part(document: Document, index: int) -> Document:
    places = {path[1:]: place for path, place in document.places.items() if path[:1] == (index,)}
    keys = {path[1:]: place for path, place in document.key_places.items() if path[:1] == (index,)}
    return Document(None, places, keys, ())


def _document(file: FileText, model: type[ModelT], what: str) -> tuple[Document | None, ModelT | None, list[Fault]]:
    text, faults = file.decode()
    if text is None:
        return None, None, faults
    document = read_yaml(text, file.path)
    faults.extend(document.faults)
    if document.value is None:
        return None, None, faults or [_empty(file, what)]
    value, found = shape(model, document, document.value, what)
    return document, value, faults + found


def _empty(file: FileText, what: str) -> Fault:
    message = f"The file is empty; it should be {what}."
    return Fault(Place(file.path), "field-missing", message, "Fill it in, or delete it.")


def _name_faults(file: FileText, value: Any, document: Document) -> list[Fault]:
    id = getattr(value, "id", None)
    name = file.path.rsplit("/", 1)[-1].removesuffix(".yaml").removesuffix(".yml")
    prefix = getattr(type(value), "PREFIX", "")
    place = document.places.get(("id",), Place(file.path))
    if id is not None and id != name:
        message = f"The id is {id}, but the file is called {name}; the two must be the same."
        return [Fault(place, "id-not-file-name", message, f"Rename the file to {id}.yaml, or correct the id.", (id,))]
    if id is not None and prefix and not id.startswith(f"{prefix}-"):
        message = f"The id {id} doesn't begin with {prefix}-, as those of {type(value).PLURAL.lower()} do."
        return [Fault(place, "id-not-file-name", message, f"Give it an id like {prefix}-0001.", (id,))]
    return []


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
