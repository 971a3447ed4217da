"""The lists of the editor: one for each record type, each register, the documents, the company's own pages, and the company itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from builder.model.policy import Policy
from builder.model.record import Record
from builder.model.register import Asset, Company, Contractor, Explanation, Person, Position, Site
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES
from builder.render.forms.blank import QUIET
from builder.render.site.editing import labels
from builder.render.site.editing.fields import Field, form_field, form_fields

Collection = dict[str, Any]
"""A collection as Decap's configuration has it."""

_REGISTERS: dict[str, tuple[type[BaseModel], str]] = {
    "people": (Person, "name"),
    "sites": (Site, "name"),
    "positions": (Position, "title"),
    "assets": (Asset, "name"),
    "contractors": (Contractor, "name"),
}
"""The registers by folder, with the field by which people know an entry."""

ENTRIES = "entries"
"""The field under which a file that is a list, records/explained.yaml, stands in its form."""

_BODY_HINT = "Written in Markdown: ## before a heading, - before a point of a list, **bold**. Tables and boxes (!!!) stay as you type them."
_FILE_NAME = "Short name in small letters, like main-shop; it becomes the name of the file and can't be changed later."


def collections(snapshot: Snapshot) -> list[Collection]:
    """Every list of the editor: what the company files and keeps first, record types that it never filed last."""
    used = set(snapshot.program.records_by_type)
    records = {name: _record_list(name, model) for name, model in sorted(TYPES.items(), key=_plural)}
    filed = [made for name, made in records.items() if name in used]
    never = [made for name, made in records.items() if name not in used]
    return [*_documents(), *filed, *_registers(), *_pages(snapshot), _company(snapshot), *never]


def _plural(each: tuple[str, type[Record]]) -> str:
    return each[1].PLURAL.lower()


def _documents() -> Iterator[Collection]:
    fields = [*_with_id(form_fields(Policy)), _body()]
    yield {
        "name": "policies",
        "label": labels.DOCUMENTS,
        "label_singular": "Document",
        "folder": "policies",
        "extension": "md",
        "slug": "{{title}}",
        "identifier_field": "title",
        "summary": "{{fields.id}} · {{fields.title}}",
        "sortable_fields": ["id", "title"],
        "view_groups": [{"label": "Kind", "field": "kind"}, {"label": "Area", "field": "area"}],
        "media_folder": "",
        "public_folder": "",
        **_common("policies", fields),
    }


def _record_list(name: str, model: type[Record]) -> Collection:
    return {
        "name": f"record-{name}",
        "label": model.PLURAL,
        "label_singular": model.TITLE,
        "description": f"{model.HELP} {model.rhythm()}",
        "folder": f"records/{name}",
        "path": "{{year}}/{{slug}}",
        "extension": "yaml",
        "slug": "{{fields.id}}",
        "identifier_field": "id",
        "summary": _summary(model),
        "sortable_fields": [{"field": "date", "default_sort": "desc"}, "id"],
        "view_groups": [{"label": "Year", "field": "date", "pattern": "^[0-9]{4}"}, {"label": "Site", "field": "site"}],
        "media_folder": "",
        "public_folder": "",
        **_common(f"record-{name}", _record_fields(model)),
    }


def _summary(model: type[Record]) -> str:
    parts = [
        "id",
        "date",
        "site",
        *(name for name in ("kind", "class_", "title", "topic") if name in model.model_fields),
    ]
    return " · ".join(f"{{{{fields.{model.model_fields[name].alias or name}}}}}" for name in parts)


def _record_fields(model: type[Record]) -> list[Field]:
    """The form of a record in the order in which a person fills it in, which is the order of `muster new`."""
    own = [name for name in model.model_fields if name not in Record.model_fields]
    names = ("id", "date", "site", "recorded_by", *own, *QUIET[4:], *QUIET[:4])
    made = [form_field(model, name, model.model_fields[name]) for name in names]
    return _with_id([each for each in made if each is not None])


def _registers() -> Iterator[Collection]:
    for folder, (model, known_by) in _REGISTERS.items():
        many, one = labels.REGISTERS[folder]
        fields = form_fields(model)
        is_named = folder in ("sites", "positions")
        yield {
            "name": f"register-{folder}",
            "label": many,
            "label_singular": one,
            "folder": f"records/{folder}",
            "extension": "yaml",
            "slug": "{{fields.id}}",
            "identifier_field": "id",
            "summary": f"{{{{fields.id}}}} · {{{{fields.{known_by}}}}}",
            "sortable_fields": ["id", known_by],
            "media_folder": "",
            "public_folder": "",
            **_common(f"register-{folder}", _with_hint(fields) if is_named else _with_id(fields)),
        }


def _pages(snapshot: Snapshot) -> Iterator[Collection]:
    paths = sorted(path for path in snapshot.program.files if path.startswith("content/") and path.endswith(".md"))
    fields = [
        {"name": "title", "label": "Title", "widget": "string", "required": False},
        _body(),
    ]
    files = [
        {"name": page_name(path), "label": path.removeprefix("content/"), "file": path, "fields": fields}
        for path in paths
    ]
    if files:
        yield {"name": "content", "label": labels.PAGES, "files": files, **_kept("content")}


def _company(snapshot: Snapshot) -> Collection:
    files = [
        {"name": "company", "label": "Company", "file": "records/company.yaml", "fields": form_fields(Company)},
    ]
    if "records/explained.yaml" in snapshot.program.files:
        entry: Field = {
            "name": ENTRIES,
            "label": labels.EXPLAINED,
            "label_singular": "Explanation",
            "widget": "list",
            "required": False,
            "summary": "{{fields.about}}",
            "fields": form_fields(Explanation),
        }
        path = "records/explained.yaml"
        files.append({"name": "explained", "label": labels.EXPLAINED, "file": path, "fields": [entry]})
    return {"name": "company", "label": labels.COMPANY, "files": files, **_kept("company")}


def page_name(path: str) -> str:
    """The name of a page of the company's own in the editor: its path without the slashes, which Decap takes for parts of an address."""
    return path.removeprefix("content/").removesuffix(".md").replace("/", "--")


def _common(name: str, fields: list[Field]) -> Collection:
    return {**_kept(name), "create": True, "fields": fields}


def _kept(name: str) -> Collection:
    # Nothing can be deleted here: a record that was wrong is corrected, and its history stays.
    return {"format": f"muster-{name}", "delete": False}


def _with_id(fields: list[Field]) -> list[Field]:
    """The fields with an id that is shown and given, not typed."""
    return [
        {"name": "id", "label": "Id", "widget": "muster-id", "required": False} if each["name"] == "id" else each
        for each in fields
    ]


def _with_hint(fields: list[Field]) -> list[Field]:
    return [{**each, "hint": _FILE_NAME} if each["name"] == "id" else each for each in fields]


def _body() -> Field:
    # A plain text field on purpose: Decap's rich text writes tables anew and breaks boxes and check lists apart.
    return {"name": "body", "label": labels.TEXT, "widget": "text", "required": False, "hint": _BODY_HINT}
