"""Whom a document concerns: levels, sites, jobs and their tasks; for the office also who of them has signed which version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from markupsafe import Markup, escape

from builder.measure.people.acknowledged import Reader, Signed, asks_for_signatures, list_readers
from builder.model.policy import PersonLevel, Policy
from builder.render.site.manual import Here, known
from builder.render.site.markup import NOTHING, chip, iso
from builder.render.site.registers.table import Table, TableRow

_LOOKS = {
    Signed.NOTHING: ("bad", "✖", "Nothing signed"),
    Signed.OLDER: ("part", "▲", "Older version signed"),
    Signed.CURRENT: ("ok", "✔", "Signed"),
}


@dataclass(frozen=True)
class Signatures:
    """Who of those whom a document concerns has read and signed it; office knowledge.

    Attributes:
        count: "14 of 18 people have signed version 4."
        missing: The names of those who haven't, linked.
        table: Everyone, those without a signature first.
    """

    count: str
    missing: Markup
    table: Table


def concerned(here: Here, policy: Policy) -> list[tuple[str, object]]:
    """Levels and sites, as titles and values."""
    audience = known(policy, "audience", ())
    named = ", ".join(here.say("levels", each) for each in audience)
    sites = known(policy, "applies_to", ())
    return [
        (here.w["audience"], named if named and len(audience) < len(get_args(PersonLevel)) else here.w["everybody"]),
        (here.w["applies_to"], here.refs(sites) if sites else here.w["all_sites"]),
    ]


def jobs(here: Here, policy: Policy) -> list[Markup]:
    """Every position with a task whose procedure the document is, with those tasks."""
    found = []
    for id, stored in sorted(here.manual.snapshot.program.positions.items()):
        tasks = [each.title for each in stored.value.tasks if policy.id in known(each, "procedures", ())]
        if tasks:
            found.append(Markup("{}: {}").format(here.ref(id), ", ".join(tasks)))
    return found


def signatures(here: Here, policy: Policy) -> Signatures | None:
    """Who has signed which version; None for workers, and for a document that nobody has to sign."""
    snapshot = here.manual.snapshot
    if not here.manual.is_office or policy.status != "approved" or not asks_for_signatures(snapshot.program, policy):
        return None
    revision = here.manual.documents.on(policy.id, snapshot.as_of)
    version = (revision.version if revision else None) or policy.version
    readers = sorted(
        list_readers(snapshot.program, policy, version, snapshot.as_of),
        key=lambda each: (list(Signed).index(each.signed), each.person.id),
    )
    missing = [each for each in readers if each.signed is not Signed.CURRENT]
    done = len(readers) - len(missing)
    count = f"{done} of {len(readers)} whom it concerns on {here.day(snapshot.as_of)} have signed version {version}."
    head = ("Person", "Position", "Version signed", "On", "Status", "Record")
    table = Table("Read and signed", head, tuple(_row(here, each) for each in readers), numbers=(2,))
    return Signatures(count, Markup(", ").join(here.ref(each.person.id) for each in missing), table)


def _row(here: Here, reader: Reader) -> TableRow:
    record = reader.newest
    return TableRow(
        (
            here.ref(reader.person.id),
            here.ref(reader.position) if reader.position else NOTHING,
            escape(record.version or "") if record else NOTHING,
            iso(record.date) if record else NOTHING,
            chip(_LOOKS[reader.signed]),
            here.ref(record.id, record.id) if record else NOTHING,
        )
    )
