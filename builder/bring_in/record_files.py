"""Candidates as the files that they become: the next free ids, the right folders, the text as it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from builder.bring_in.plan import Plan
from builder.model.program import Program
from builder.model.record import Record
from builder.render.forms.blank import next_id
from builder.render.forms.yaml_form import write_inline, write_yaml


def list_files(plan: Plan, program: Program) -> Iterator[tuple[str, str]]:
    """Path and text of every file that the import writes, register entries that others need first."""
    for id, (title, level) in plan.positions.items():
        yield f"records/positions/{id}.yaml", write_yaml({"id": id, "title": title, "level": level})
    kind = plan.kind
    ids = _ids(kind.prefix, kind.digits, {*_taken(plan, program), *program.unreadable_ids})
    is_record = issubclass(kind.model, Record)
    for candidate, id in zip(plan.candidates, ids, strict=False):
        folder = f"records/{kind.folder}/{candidate.data['date'].year}" if is_record else f"records/{kind.folder}"
        yield f"{folder}/{id}.yaml", _text({"id": id, **candidate.data})


def _taken(plan: Plan, program: Program) -> Iterable[str]:
    registers: Mapping[str, Iterable[str]] = {"people": program.people, "assets": program.assets}
    return registers.get(plan.kind.folder, program.record_by_id)


def _ids(prefix: str, digits: int, taken: Iterable[str]) -> Iterator[str]:
    """The ids after the highest one taken."""
    first = next_id(prefix, taken, digits)
    number = int(re.sub(r"^.*-", "", first))
    while True:
        yield f"{prefix}-{number:0{digits}d}"
        number += 1


def _text(data: Mapping[str, Any]) -> str:
    """The data as YAML; each of several things inside it on a line of its own, as people write them."""
    lines: list[str] = []
    for name, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            lines.append(f"{name}:\n" + "".join(f"  - {write_inline(dict(each))}\n" for each in value))
        else:
            lines.append(write_yaml({name: value}))
    return "".join(lines)
