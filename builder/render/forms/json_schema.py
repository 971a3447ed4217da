"""JSON Schemas of every file a person writes, for completion, hover help and red underlines in an editor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from builder.model.field import fact
from builder.model.overlay import Overlay
from builder.model.policy import Policy
from builder.model.record import Record
from builder.model.register import Asset, Company, Contractor, Explanation, Person, Position, Site
from builder.model.synonyms import Synonyms
from builder.record_types import TYPES

REGISTER_FILES: Mapping[str, tuple[type[BaseModel], str]] = {
    "company": (Company, "records/company.yaml"),
    "person": (Person, "records/people/*.yaml"),
    "site": (Site, "records/sites/*.yaml"),
    "position": (Position, "records/positions/*.yaml"),
    "asset": (Asset, "records/assets/*.yaml"),
    "contractor": (Contractor, "records/contractors/*.yaml"),
    "overlay": (Overlay, "records/overlay.yaml"),
    "synonyms": (Synonyms, "records/synonyms.yaml"),
}


def schemas() -> dict[str, tuple[str, dict[str, Any]]]:
    """By name: the pattern of the files it is for, and the schema."""
    found = {name: (pattern, schema_of(model)) for name, (model, pattern) in REGISTER_FILES.items()}
    found["explained"] = ("records/explained.yaml", {"type": "array", "items": schema_of(Explanation)})
    for name, model in TYPES.items():
        found[name] = (f"records/{name}/**/*.yaml", schema_of(model))
    found["policy"] = ("", schema_of(Policy))
    return dict(sorted(found.items()))


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of one file. It accepts what the reader accepts: empty fields, and detail left on an attached scan."""
    schema = model.model_json_schema(by_alias=True, mode="validation")
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    hidden = [name for name, info in model.model_fields.items() if fact(info, "hidden")]
    for name in hidden:
        schema["properties"].pop(name, None)
    _allow_empty(schema)
    needed = [info.alias or name for name, info in model.model_fields.items() if fact(info, "needed")]
    if needed and issubclass(model, Record):
        schema["description"] = f"{model.HELP} {model.rhythm()} Without an attached scan it needs: {', '.join(needed)}."
    text = json.dumps(schema).replace("#/$defs/", "#/definitions/")
    cleaned: dict[str, Any] = json.loads(text)
    if "$defs" in cleaned:
        cleaned["definitions"] = cleaned.pop("$defs")
    return cleaned


def _allow_empty(schema: dict[str, Any]) -> None:
    """An optional field may be written and left empty; the reader counts it as not written."""
    for part in (schema, *schema.get("$defs", {}).values()):
        required = set(part.get("required", ()))
        for name, field in part.get("properties", {}).items():
            for extra in [key for key in field if key.startswith("x-")]:
                del field[extra]
            values = field.get("additionalProperties")
            if isinstance(values, dict) and isinstance(values.get("type"), str):
                values["type"] = [values["type"], "null"]
            if name in required:
                continue
            if field.get("type") in ("array", "object", "string", "integer", "boolean"):
                field["type"] = [field["type"], "null"]
                if field.get("default") in ([], {}):
                    del field["default"]
            elif "$ref" in field or "allOf" in field:
                inner = {key: field.pop(key) for key in ("$ref", "allOf") if key in field}
                field["anyOf"] = [inner, {"type": "null"}]
            if "enum" in field and None not in field["enum"]:
                field["enum"] = [*field["enum"], None]
