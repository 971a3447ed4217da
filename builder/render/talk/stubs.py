"""The record of a meeting about a change, as far as anybody knows it beforehand; what a person has to say stays empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from builder.model.form_code import FormCode
from builder.model.policy import Policy
from builder.model.program import Program
from builder.model.snapshot import Snapshot
from builder.model.wording import visible
from builder.record_types.acknowledgement import Acknowledgement
from builder.record_types.toolbox_meeting import ToolboxMeeting
from builder.render.forms.blank import EXAMPLES, blank_record
from builder.render.talk.talk import Group, Talk


def meeting_stub(
    talk: Talk, group: Group, snapshot: Snapshot, id: str, day: date, known: Mapping[str, Any] | None = None
) -> str:
    """A toolbox meeting about the change, linked to the document; those who are to hear it stand in comments, to be uncommented.

    Args:
        talk: The change.
        group: Whose meeting it is.
        snapshot: At office level, for the names.
        id: Of the new record.
        day: Of the meeting.
        known: What is known besides: who led it, who was there, the scan.
    """
    fields = {**about(talk.policy, talk.topic), **({"site": group.site} if group.site else {}), **(known or {})}
    text = blank_record(ToolboxMeeting, id, day, fields)
    if "people" not in fields:
        text = text.replace(f"#  {EXAMPLES['people']}\n", "".join(_names(group, snapshot)), 1)
    if group.leader and "leader" not in fields:
        text = text.replace("# Leader *\n", f"# Leader *   {group.leader} {visible(snapshot.name(group.leader))}?\n", 1)
    return text


def _names(group: Group, snapshot: Snapshot) -> Iterator[str]:
    # Names are made visible, because a line break in one would end the comment.
    yield "#  Take the # away before each who was there, and leave out who was not:\n"
    for each in group.waiting:
        id = each.reader.person.id
        yield f"#  - {{person: {id}, role: attended}}   # {visible(snapshot.name(id))}\n"


def acknowledgement_of(talk: Talk, site: str, meeting: str, id: str, day: date, known: Mapping[str, Any]) -> str:
    """The acknowledgement of somebody who signed the sheet; `known` says who, how they signed, and where the scan is."""
    fields = {
        **({"site": site} if site else {}),
        "document": talk.policy.id,
        "version": talk.policy.version,
        "links": [{"to": meeting, "as": "about"}],
        **known,
    }
    return blank_record(Acknowledgement, id, day, fields)


def about(policy: Policy, topic: str) -> dict[str, Any]:
    """The fields by which a meeting counts as one about a document."""
    return {"topic": topic, "links": [{"to": policy.id, "as": "about"}]}


def fields_of_code(code: FormCode, program: Program) -> dict[str, Any]:
    """What the code of a signed sheet says of its meeting: topic and link; nothing for the code of any other form.

    The code of a form names the document that asks for the form; that of a sheet names the one that was talked about.
    """
    stored = program.policy_by_id.get(code.document)
    if code.type != ToolboxMeeting.TYPE or stored is None or _asks_for_meetings(stored.value):
        return {}
    return about(stored.value, f"What changed in {stored.value.id} {stored.value.title}, version {code.version}")


def _asks_for_meetings(policy: Policy) -> bool:
    promised: Sequence[str] = [each.record for each in policy.obligations or ()]
    return ToolboxMeeting.TYPE in promised or ToolboxMeeting.TYPE in (policy.forms or ())
