"""The snapshot that readers of a level may see: run before any renderer, so that no page or section has to remember it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from builder.measure.approvals.level import approvals_at
from builder.measure.finding_level import findings_at_level as findings_at_level
from builder.measure.history_level import history_at
from builder.measure.past.earlier_pack import previous_at
from builder.measure.past.text_changes_level import text_changes_at
from builder.measure.snapshot import name_everything
from builder.measure.withheld import hidden_files, withheld_at, without_files
from builder.model.coverage import Answer, Coverage, Detail, Expected, Failing, Indicator
from builder.model.field import fact, level_of
from builder.model.level import Level, highest
from builder.model.overlay import MethodPoints
from builder.model.program import FileEntry, Program
from builder.model.record import Attachment, Record
from builder.model.register import POSTED_ROLES, Person
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored

ModelT = TypeVar("ModelT", bound=BaseModel)

_PERSON_ID = re.compile(r"\bP-\d{3,5}\b")


def at_level(snapshot: Snapshot, level: Level) -> Snapshot:
    """The snapshot without everything above a level.

    - Every register entry, policy and record loses the fields above the level; an entry whose own id is above it is left out.
    - A record whose `confidentiality` is above the level is left out.
    - A file beside a record or a document is left out, name and all, if its level is above, or if nobody has set one.
    - Below office level, a person's name and work phone stay only where a role has them posted on the as-of day; everything else
      about people goes, and so does what git says about who wrote what.
    """
    hidden_paths = hidden_files(snapshot.program, level)
    program = _program(snapshot, level, hidden_paths)
    kept = {record.value.id for record in program.records} | {policy.value.id for policy in program.policies}
    hidden = snapshot.program.record_by_id.keys() - kept
    names = {id: name for id, name in name_everything(program).items() if name}
    is_office = level.shows(Level.OFFICE)
    expected = tuple(
        _expected(each, kept, hidden)
        for each in snapshot.expected
        if is_office or each.unit not in snapshot.program.people
    )
    if not is_office:
        nothing = {"reason": "", "person": "", "corrective_action": None, "shown_by": ""}
        expected = tuple(replace(each, **nothing) for each in expected)  # type: ignore[arg-type]
    return replace(
        snapshot,
        program=program,
        expected=expected,
        coverage=_coverage(snapshot.coverage, kept, hidden, is_office),
        withheld=withheld_at(snapshot.program, program, level, snapshot.withheld),
        history=history_at(snapshot.history, program, is_office),
        approvals=approvals_at(snapshot.approvals, program, is_office),
        differences=snapshot.differences if is_office else MappingProxyType({}),
        text_changes=text_changes_at(snapshot.text_changes, snapshot.history, program, level),
        work_tree=snapshot.work_tree if is_office else None,
        level=level,
        names=MappingProxyType(names),
        previous=previous_at(snapshot.previous, program, is_office),
    )


def without_points(snapshot: Snapshot) -> Snapshot:
    """The snapshot with an overlay that only numbers the questions: what a pack for the auditor may print of the licensed instrument."""
    stored = snapshot.program.overlay
    if stored is None:
        return snapshot
    questions = tuple(each.model_copy(update={"points": MethodPoints()}) for each in stored.value.questions)
    numbered = replace(stored, value=stored.value.model_copy(update={"questions": questions}))
    return replace(snapshot, program=replace(snapshot.program, overlay=numbered))


def _program(snapshot: Snapshot, level: Level, hidden: AbstractSet[str]) -> Program:
    whole = snapshot.program
    policies = tuple(_kept((without_files(each, hidden) for each in whole.policies), level))
    shown = (without_files(each, hidden) for each in whole.records if level.shows(_confidentiality(each.value)))
    records = tuple(_kept(shown, level))
    is_office = level.shows(Level.OFFICE)

    def register(entries: Mapping[str, Stored[ModelT]]) -> Mapping[str, Stored[ModelT]]:
        kept = {id: each for id, stored in entries.items() for each in _kept((stored,), level)}
        return MappingProxyType(kept)

    people = register(whole.people)
    if not is_office:
        people = MappingProxyType({id: _posted(whole.people[id], each, snapshot.as_of) for id, each in people.items()})
    program = Program(
        company=next(_kept((whole.company,), level), None) if whole.company else None,
        people=people,
        sites=register(whole.sites),
        positions=register(whole.positions),
        assets=register(whole.assets),
        contractors=register(whole.contractors),
        policies=policies,
        records=records,
        explained=whole.explained if is_office else (),
        overlay=whole.overlay if is_office else None,
        # Words to search by, written for those who search: as open as the pages themselves.
        synonyms=whole.synonyms,
        faults=whole.faults if is_office else (),
        unreadable=whole.unreadable if is_office else frozenset(),
    )
    return replace(program, files=MappingProxyType(_files(whole, program, hidden, is_office)))


def _confidentiality(record: Record) -> Level:
    return record.confidentiality or Level.PUBLIC


def _kept(entries: Iterable[Stored[ModelT]], level: Level) -> Iterator[Stored[ModelT]]:
    for stored in entries:
        plan = _plan(type(stored.value), None)
        if "id" in plan and not level.shows(plan["id"].level):
            continue
        yield replace(stored, value=_lowered(stored.value, level, None))


def _posted(whole: Stored[Person], stored: Stored[Person], day: date) -> Stored[Person]:
    person = whole.value
    if not person.is_posted_on(day):
        return stored
    roles = tuple(role for role in person.roles_on(day) if role.role in POSTED_ROLES)
    update = {"name": person.name, "work_phone": person.work_phone, "roles": roles}
    return replace(stored, value=stored.value.model_copy(update=update))


@dataclass(frozen=True)
class _FieldPlan:
    """What to do with a field: its level, and the value that stands for "nothing"."""

    level: Level
    nothing: Any
    is_hidden: bool


@cache
def _plan(model: type[BaseModel], inherited: Level | None) -> Mapping[str, _FieldPlan]:
    return {
        name: _FieldPlan(_level(info, inherited), _nothing(info), bool(fact(info, "hidden")))
        for name, info in model.model_fields.items()
    }


def _level(info: FieldInfo, inherited: Level | None) -> Level:
    declared = level_of(info)
    if inherited is not None and declared is not Level.RESTRICTED:
        # A part has no word of its own: whoever posted the calendar posted its work days.
        declared = inherited
    return highest(declared, Level.OFFICE) if fact(info, "refers") == "person" else declared


def _nothing(info: FieldInfo) -> Any:
    """The default, or an empty value of the field's type; empty text for a part that must be there."""
    if not info.is_required():
        return info.get_default(call_default_factory=True)
    empty: dict[Any, Any] = {tuple: (), dict: MappingProxyType({}), int: 0, bool: False}
    return empty.get(get_origin(info.annotation) or info.annotation, "")


def _lowered(value: ModelT, level: Level, inherited: Level | None) -> ModelT:
    """The model without what is above the level; nested models likewise."""
    update: dict[str, Any] = {}
    for name, plan in _plan(type(value), inherited).items():
        if plan.is_hidden:
            continue
        old = getattr(value, name)
        new = _lowered_field(old, plan, level)
        if new is not old:
            update[name] = new
    return value.model_copy(update=update) if update else value


def _lowered_field(old: Any, plan: _FieldPlan, level: Level) -> Any:
    if isinstance(old, tuple) and old and isinstance(old[0], Attachment):
        kept = tuple(each for each in old if each.level and level.shows(each.level))
        return old if len(kept) == len(old) else kept
    if isinstance(old, BaseModel) and (level.shows(plan.level) or plan.nothing == ""):
        # A part that must be there (the certificate, the standard) stays as a shell of what may be seen.
        return _lowered(old, level, plan.level)
    if not level.shows(plan.level):
        return plan.nothing
    if isinstance(old, tuple) and old and isinstance(old[0], BaseModel):
        kept = tuple(_lowered(each, level, plan.level) for each in old)
        return old if all(new is was for new, was in zip(kept, old, strict=True)) else kept
    return old


def _files(whole: Program, program: Program, hidden: AbstractSet[str], is_office: bool) -> dict[str, FileEntry]:
    """The listing of files: all at office level except those of records left out; below it only what is still shown."""
    shown = {each.path for each in program.records} | {each.path for each in program.policies}
    attached = _attachments(program.records)
    if is_office:
        gone = {each.path for each in whole.records} - shown | hidden | _attachments(whole.records) - attached
        return {path: entry for path, entry in whole.files.items() if path not in gone}
    for register in (program.sites, program.positions, program.assets):
        shown.update(stored.path for stored in register.values())
    return {
        path: entry
        for path, entry in whole.files.items()
        if path in shown or path in attached or not path.startswith(("records/", "policies/"))
    }


def _attachments(records: Iterable[Stored[Record]]) -> set[str]:
    return {
        f"{stored.path.rsplit('/', 1)[0]}/{attachment.path}"
        for stored in records
        for attachment in stored.value.attachments
    }


def _expected(expected: Expected, kept: set[str], hidden: AbstractSet[str]) -> Expected:
    """Without the ids of records that are not shown."""
    if expected.record is not None and expected.record not in kept:
        expected = replace(expected, record=None)
    if expected.shown_by in hidden:
        expected = replace(expected, reason="", shown_by="")
    return expected


def _coverage(coverage: Coverage, kept: set[str], hidden: AbstractSet[str], is_office: bool) -> Coverage:
    elements = tuple(
        replace(element, answers=tuple(_answer(answer, kept, hidden, is_office) for answer in element.answers))
        for element in coverage.elements
    )
    return replace(coverage, elements=elements)


def _answer(answer: Answer, kept: set[str], hidden: AbstractSet[str], is_office: bool) -> Answer:
    evidence = tuple(item for item in answer.evidence if item.kind == "register" or item.id in kept)
    failing = [each for counted in answer.indicators for each in counted.failing]
    if is_office:
        # What fails quotes its record; the counts stay, without it.
        gone = {f"{each.id}: {each.why}" for each in failing if _is_about(each.id, hidden)}
        missing = tuple(each for each in answer.missing if each not in gone)
        indicators = tuple(_indicator(each, hidden) for each in answer.indicators)
        return replace(answer, evidence=evidence, missing=missing, indicators=indicators)
    lost = {f"{each.id}: {each.why}" for each in failing}
    missing = tuple(each for each in answer.missing if each not in lost and not _PERSON_ID.search(each))
    # Who claims it and why is office knowledge, and positive indicators quote records and name people.
    reason = "not applicable" if answer.detail is Detail.CLAIMED else answer.reason
    return replace(answer, evidence=evidence, missing=missing, reason=reason, indicators=())


def _is_about(id: str, hidden: AbstractSet[str]) -> bool:
    return id.partition(",")[0] in hidden


def _indicator(counted: Indicator, hidden: AbstractSet[str]) -> Indicator:
    return replace(
        counted,
        satisfied=tuple("withheld" if _is_about(id, hidden) else id for id in counted.satisfied),
        failing=tuple(Failing("withheld", "") if _is_about(each.id, hidden) else each for each in counted.failing),
    )
