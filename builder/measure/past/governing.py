"""Which documents a record was made under, each with the revision that was in force on its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from builder.measure.past.in_force import Documents, Revision
from builder.model.field import fact
from builder.model.policy import Frozen, Policy
from builder.model.program import Program
from builder.model.record import Record
from builder.model.stored import Stored


@dataclass(frozen=True)
class Governing:
    """A document that a record was made under, or that it names.

    Attributes:
        document: As it stands now.
        revision: The one in force on the record's day; None where there was none, or where the history was not examined.
        is_named: Whether the record itself names it (an acknowledgement, a review); else it asks for records of the type.
    """

    document: Stored[Policy]
    revision: Revision | None
    is_named: bool


def governing_documents(program: Program, documents: Documents, record: Record) -> tuple[Governing, ...]:
    """The documents behind a record: those that ask for its type on its site, then those it names; each by id.

    A document asks for a type in its `obligations` or its `forms`, on the sites under `applies_to` (on all where that is left out).
    What it asks for is taken from the document as it stands now: what older revisions asked for is not kept anywhere but in git.
    """
    asking = asking_documents(program, record)
    known = program.policy_by_id
    named = sorted({id for id in named_ids(record) if id in known} - {stored.value.id for stored in asking})
    return (
        *(Governing(stored, documents.on(stored.value.id, record.date), False) for stored in asking),
        *(Governing(known[id], documents.on(id, record.date), True) for id in named),
    )


def asking_documents(program: Program, record: Record) -> list[Stored[Policy]]:
    """The documents that ask for records of this type on this site, by id; withdrawn ones too, for they did once."""
    return [
        stored
        for stored in program.once(documents_by_type).get(type(record).TYPE, ())
        if applies_to(stored.value, record.site) and _asks_for(stored.value, record)
    ]


def documents_by_type(program: Program) -> Mapping[str, tuple[Stored[Policy], ...]]:
    """The documents that ask for records of a type, in an obligation or a form, by id; drafts ask for nothing."""
    found: dict[str, list[Stored[Policy]]] = {}
    for stored in program.policies:
        policy = stored.value
        # Of a snapshot for a lower level, what is above it is not there at all.
        types = {each.record for each in policy.obligations or ()} | set(policy.forms or ())
        for name in sorted(types if policy.status != "draft" else ()):
            found.setdefault(name, []).append(stored)
    return MappingProxyType({name: tuple(group) for name, group in found.items()})


def applies_to(policy: Policy, site: str | None) -> bool:
    """Whether a document holds on a site; one that names its sites doesn't hold for a record of no site."""
    return not policy.applies_to or site in policy.applies_to


def _asks_for(policy: Policy, record: Record) -> bool:
    name, kind = type(record).TYPE, record.kind_of_record
    return name in (policy.forms or ()) or any(
        each.record == name and each.kind in (None, kind) for each in policy.obligations or ()
    )


def named_ids(value: Frozen) -> Iterator[str]:
    """Ids of documents and records that a record names in its own fields and its links."""
    for name, info in type(value).model_fields.items():
        held = getattr(value, name, None)
        for each in held if isinstance(held, tuple) else (held,):
            if isinstance(each, Frozen):
                yield from named_ids(each)
            elif isinstance(each, str) and fact(info, "refers") in ("policy", "record"):
                yield each
