"""The JSON that other programs read."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema
import pytest

from builder.checks.run import check
from builder.measure.due import measure_due
from builder.render.report import json_text
from tests.checks.example import Example, take_example
from tests.measure.small import read_text, snapshot_of

INSPECTION = "records/inspection/2026/insp-0001.yaml"


def validate(name: str, text: str) -> Any:
    value = json.loads(text)
    jsonschema.Draft202012Validator(json_text.read_schema(name)).validate(value)
    assert value["schema"] == json_text.read_schema(name)["$id"]
    return value


def test_findings_follow_their_schema_and_are_counted() -> None:
    snapshot = take_example(Example(files={INSPECTION: read_text(INSPECTION).replace("[P-002]", "[P-020]").encode()}))
    value = validate("check", json_text.write_findings(check(snapshot), snapshot))

    assert value["summary"] == {"errors": 1, "gaps": 0, "notes": 0, "records": 19, "policies": 2, "left_out": 0}
    (finding,) = value["findings"]
    assert (finding["code"], finding["path"], finding["line"], finding["column"]) == ("LNK002", INSPECTION, 7, 14)
    assert finding["about"] == ["P-020"]


def test_coverage_follows_its_schema() -> None:
    value = validate(
        "coverage", json_text.write_coverage(snapshot_of({"records/inspection/2026/insp-0002.yaml": None}))
    )

    assert (value["standard"], value["edition"], value["partner"]) == ("alberta-cor", "2023", "acsa")
    assert value["window"] == {"from": "2025-07-01", "to": "2026-06-30"}
    questions = {each["id"]: each for element in value["elements"] for each in element["questions"]}
    assert (questions["IN2"]["found"], questions["IN2"]["expected"], questions["IN2"]["status"]) == (1, 2, "partial")
    assert questions["IN2"]["missing"] == ["yard, May 2026: supervisor's site inspection"]
    assert questions["IN2"]["evidence"] == [
        {"kind": "inspection", "id": "insp-0001", "path": INSPECTION, "date": "2026-04-15", "entered": None}
    ]
    assert questions["HA5"]["expected"] is None
    assert questions["IN2"]["by_site"] == [{"site": "yard", "found": 1, "expected": 2}]
    assert questions["IN2"]["by_month"] == [
        {"site": "yard", "month": "2026-04", "found": 1, "expected": 1, "missing": []},
        {
            "site": "yard",
            "month": "2026-05",
            "found": 0,
            "expected": 1,
            "missing": ["PRG-07/inspection/site/yard/2026-05"],
        },
    ]


def test_due_days_follow_their_schema() -> None:
    snapshot = snapshot_of({}, date(2027, 4, 3))
    value = validate("due", json_text.write_due(measure_due(snapshot), snapshot))

    overdue = [each for each in value["items"] if each["days"] < 0]
    assert [each["kind"] for each in overdue][:2] == ["clearance", "insurance"]


@pytest.mark.parametrize("name", ["check", "coverage", "due"])
def test_schemas_are_schemas_and_refuse_unknown_keys(name: str) -> None:
    schema = json_text.read_schema(name)

    jsonschema.Draft202012Validator.check_schema(schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"schema": schema["$id"], "more": 1}, schema)
