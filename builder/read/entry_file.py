"""One file becomes one stored value: a record, a register entry, a document, or the list of explanations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from builder.model.finding import Fault
from builder.model.place import FieldPath, Place
from builder.model.policy import Policy
from builder.model.record import Record, in_sentence
from builder.model.register import Explanation
from builder.model.stored import Stored
from builder.read.file_text import FileText
from builder.read.front_matter import split_front_matter
from builder.read.key_places import KeyPlaces
from builder.read.markdown_text import plain_findings, raw_html, remember_body
from builder.read.mendable import judge_number_like
from builder.read.places import Places
from builder.read.recall import keep, recall
from builder.read.shape import needed_but_empty, shape, shape_from_json
from builder.read.yaml_text import Document, read_yaml

ModelT = TypeVar("ModelT", bound=BaseModel)
RecordT = TypeVar("RecordT", bound=Record)


def read_entry(file: FileText, model: type[ModelT], what: str) -> tuple[Stored[ModelT] | None, list[Fault]]:
    """A register entry (or the company), or None with the faults that keep it from being one."""
    known = recall(file, model)
    if known is not None:
        return _store(file, known.value, known.places), known.faults
    document, value, text, faults = _document(file, model, what)
    if document is None or value is None:
        return None, faults
    faults.extend(_name_faults(file, value, document))
    faults.extend(needed_but_empty(value, document, what))
    keep(file, text, document, faults)
    return _store(file, value, document.places), faults


def read_record(file: FileText, model: type[RecordT]) -> tuple[Stored[RecordT] | None, list[Fault]]:
    """A record of a type, or None with the faults that keep it from being one."""
    what = _with_article(in_sentence(model.TITLE))
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
    known = _recall_policy(file)
    if known is not None:
        return known
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
    faults.extend(_faults_of(document, Policy))
    if document.value is None:
        message = "The front matter is empty, so nothing says what the document is."
        return None, faults or [Fault(Place(file.path), "field-missing", message, "Fill in id, title, kind, area, …")]
    value, plain, found = shape_from_json(Policy, document, document.value, "a document")
    faults.extend(found)
    faults.extend(raw_html(parts.body, file.path, parts.body_line))
    if value is None:
        return None, faults
    faults.extend(needed_but_empty(value, document, "a document"))
    body = {"body": parts.body, "body_line": parts.body_line}
    keep(file, plain, document, faults, {**body, "found": plain_findings(parts.body)})
    return _store(file, _with_body(value, body), document.places), faults


def _recall_policy(file: FileText) -> tuple[Stored[Policy], list[Fault]] | None:
    known = recall(file, Policy)
    try:
        if known is None:
            return None
        remember_body(known.more["body"], known.more["found"])
        return _store(file, _with_body(known.value, known.more), known.places), known.faults
    except (KeyError, ValueError, TypeError):
        return None


def _with_body(policy: Policy, body: Mapping[str, Any]) -> Policy:
    return policy.model_copy(update={"body": body["body"], "body_line": body["body_line"]})


def read_explained(file: FileText) -> tuple[list[Stored[Explanation]] | None, list[Fault]]:
    """The entries of records/explained.yaml; an entry that doesn't fit costs only itself. None where none can be read."""
    text, faults = file.decode()
    if text is None:
        return None, faults
    document = read_yaml(text, file.path)
    faults.extend(_faults_of(document, Explanation, is_list=True))
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
            found.append(_store(file, value, part.places))
    return found, faults


def _part(document: Document, index: int) -> Document:
    assert isinstance(document.places, Places)
    assert isinstance(document.key_places, KeyPlaces)
    return Document(None, document.places.below(index), document.key_places.below(index), ())


def _document(
    file: FileText, model: type[ModelT], what: str
) -> tuple[Document | None, ModelT | None, str, list[Fault]]:
    """The document, the value, and the JSON it was made from."""
    text, faults = file.decode()
    if text is None:
        return None, None, "", faults
    document = read_yaml(text, file.path)
    faults.extend(_faults_of(document, model))
    if document.value is None:
        return None, None, "", faults or [_empty(file, what)]
    value, plain, found = shape_from_json(model, document, document.value, what)
    return document, value, plain, faults + found


def _faults_of(document: Document, model: type[BaseModel], *, is_list: bool = False) -> Iterator[Fault]:
    return judge_number_like(document.faults, document.places, document.value, model, is_list=is_list)


def _store(file: FileText, value: ModelT, places: Mapping[FieldPath, Place]) -> Stored[ModelT]:
    return Stored(value, file.path, places, file.sha256, file.blob, file.size)


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
        message = f"The id {id} doesn't begin with {prefix}-, as those of {in_sentence(type(value).PLURAL)} do."
        return [Fault(place, "id-not-file-name", message, f"Give it an id like {prefix}-0001.", (id,))]
    return []


def _with_article(noun: str) -> str:
    if noun.split()[0] == "hours" or noun.endswith("days"):
        return f"a record of {noun}"
    return f"{'an' if noun[0] in 'aeiou' or noun.startswith('OHS') else 'a'} {noun}"
