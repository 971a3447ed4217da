"""The records of a talk: a stub for each crew before it, or the meeting itself once people have heard and signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from builder.commands.files import write_new
from builder.commands.scan import Paper, known_people, scan_files
from builder.model.error import BuilderError
from builder.model.program import Program
from builder.model.snapshot import Snapshot
from builder.model.wording import visible
from builder.record_types.acknowledgement import Acknowledgement
from builder.record_types.toolbox_meeting import ToolboxMeeting
from builder.render.forms.blank import next_id
from builder.render.talk.sheet import sheet_code
from builder.render.talk.stubs import acknowledgement_of, meeting_stub
from builder.render.talk.talk import Group, Talk


@dataclass(frozen=True)
class Told:
    """What somebody says of a meeting.

    Attributes:
        day: Of it.
        heard: Ids of those who were there; none where only stubs are wanted.
        leader: Id of who told it; empty where nobody says.
        scans: The signed sheet, in the order of its pages.
        level: Who may see the scan, if somebody has looked: `office` or `posted`.
        by: Id of who files it; empty where nobody says.
    """

    day: date
    heard: tuple[str, ...] = ()
    leader: str = ""
    scans: tuple[Path, ...] = ()
    level: str | None = None
    by: str = ""


def file_talk(
    talk: Talk, groups: Sequence[Group], told: Told, snapshot: Snapshot, root: Path, say: Callable[[str], None]
) -> None:
    """Writes the records, all of them or none, and says what they are and what is left to fill in.

    Raises:
        BuilderError: Somebody isn't known, it isn't said where they heard it, or a file is in the way.
    """
    if told.heard:
        files = _held(talk, groups, told, snapshot)
        write_new(root, files)
        for path in sorted(path for path in files if path.endswith(".yaml")):
            say(path)
        if told.scans and not told.level:
            say("Look at every page of the scan, then give it a `level`; until then nobody is shown it.")
        return
    if told.scans or told.leader:
        raise BuilderError("It isn't said who was there.", "Name each person who signed with --heard P-011.")
    files = dict(_stubs(talk, groups, told, snapshot, say))
    write_new(root, files)
    for path in files:
        say(path)
    if files:
        say("Fill in who led it and who was there. Until then nobody counts as told.")


def _stubs(
    talk: Talk, groups: Sequence[Group], told: Told, snapshot: Snapshot, say: Callable[[str], None]
) -> Mapping[str, str]:
    program, day = snapshot.program, told.day
    taken = {*program.record_by_id, *program.unreadable_ids}
    files: dict[str, str] = {}
    for group in groups:
        if there := _held_already(talk, group, day, program):
            say(f"{visible(group.name)}: {there} stands for it already.")
            continue
        id = next_id(ToolboxMeeting.PREFIX, taken)
        taken.add(id)
        files[_path(ToolboxMeeting.TYPE, day, id)] = meeting_stub(talk, group, snapshot, id, day, _filed_by(told))
    return files


def _held_already(talk: Talk, group: Group, day: date, program: Program) -> str:
    """The meeting about the document at the group's site that day for which nobody is named yet; empty where there is none."""
    for stored in program.records_by_type.get(ToolboxMeeting.TYPE, ()):
        record = stored.value
        is_about = any(link.to == talk.policy.id for link in record.links or ())
        if is_about and record.date == day and record.site == (group.site or None) and not record.people:
            return record.id
    return ""


def _held(talk: Talk, groups: Sequence[Group], told: Told, snapshot: Snapshot) -> dict[str, str | bytes]:
    """The meeting with those who were there; of a document that is signed, an acknowledgement of each besides."""
    program = snapshot.program
    group = _group_of(talk, groups, told, program)
    taken = {*program.record_by_id, *program.unreadable_ids}
    id = next_id(ToolboxMeeting.PREFIX, taken)
    attended = tuple(f"{person}=attended" for person in told.heard if person != told.leader)
    leader = (f"{told.leader}=leader",) if told.leader else ()
    folder = _folder(ToolboxMeeting.TYPE, told.day)
    if told.scans:
        paper = Paper(told.scans, told.level, signed=(*leader, *attended))
        known = known_people(paper, ToolboxMeeting, program, told.day)
        attachments, files = scan_files(paper, sheet_code(talk, group), ToolboxMeeting, folder, id, program)
        known["attachments"] = attachments
    else:
        known = known_people(Paper(people=attended), ToolboxMeeting, program, told.day)
        known |= {"leader": told.leader} if told.leader else {}
        files = {}
    known |= _filed_by(told)
    found: dict[str, str | bytes] = {_path(ToolboxMeeting.TYPE, told.day, id): "", **files}
    found[_path(ToolboxMeeting.TYPE, told.day, id)] = meeting_stub(talk, group, snapshot, id, told.day, known)
    if talk.is_signed and told.scans:
        found |= _acknowledgements(talk, group, told, program, id)
    return found


def _acknowledgements(talk: Talk, group: Group, told: Told, program: Program, meeting: str) -> dict[str, str | bytes]:
    taken = {*program.record_by_id, *program.unreadable_ids}
    found: dict[str, str | bytes] = {}
    shared: list[dict[str, str]] = []
    for person in told.heard:
        id = next_id(Acknowledgement.PREFIX, taken)
        taken.add(id)
        paper = Paper(told.scans, told.level, signed=(f"{person}=person",))
        known: dict[str, Any] = known_people(paper, Acknowledgement, program, told.day)
        if not shared:
            # One paper, one file: all acknowledgements of the sheet name the same.
            folder = _folder(Acknowledgement.TYPE, told.day)
            shared, files = scan_files(paper, sheet_code(talk, group), Acknowledgement, folder, id, program)
            found |= files
        known |= {"attachments": shared, **_filed_by(told)}
        found[_path(Acknowledgement.TYPE, told.day, id)] = acknowledgement_of(
            talk, group.site, meeting, id, told.day, known
        )
    return found


def _group_of(talk: Talk, groups: Sequence[Group], told: Told, program: Program) -> Group:
    """The group that most of those who were there are of, of the groups that were chosen.

    Raises:
        BuilderError: Somebody isn't known, or none of them has to hear it there.
    """
    for person in (*told.heard, *filter(None, (told.leader, told.by))):
        if person not in program.people:
            raise BuilderError(f"There is no person {person}.", "Write ids like P-011, each with a --heard of its own.")
    ids = set(told.heard)
    counts = [(sum(each.reader.person.id in ids for each in group.waiting), group) for group in groups]
    most = max(counts, key=lambda each: each[0], default=(0, None))
    if most[1] is None or not most[0]:
        raise BuilderError(
            "None of those named still has to hear it" + (" there." if groups else "."),
            f"`muster talk {talk.policy.id}` lists who has to. Leave --site out if they are of another site.",
        )
    return most[1]


def _filed_by(told: Told) -> dict[str, str]:
    return {"recorded_by": told.by} if told.by else {}


def _folder(type_name: str, day: date) -> str:
    return f"records/{type_name}/{day.year}"


def _path(type_name: str, day: date, id: str) -> str:
    return f"{_folder(type_name, day)}/{id}.yaml"
