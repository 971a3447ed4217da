"""What of the program stands in the pack: documents, whole registers, the sample, and the anchors that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.measure.selection import is_in_window
from builder.model.level import Level
from builder.model.pack_choice import FOR_THE_AUDITOR, PackChoice
from builder.model.policy import Policy
from builder.model.record import Record
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored
from builder.record_types.stub import Stub
from builder.render.pdf.sections.sample import SAMPLE_SIZE, Sample, choose_sample

RESTRICTED = "restricted-records"
"""Anchor of the section about records that are kept elsewhere, for which the repository has stubs."""


@dataclass(frozen=True)
class Selection:
    """The contents of a pack before they are laid out.

    Attributes:
        documents: Printed in full, by id.
        listed: Drafts: named in the list of their element, not printed.
        registers: The whole population of every type, by date, then id. Types without a record are left out.
        chosen: Of each register, what is printed in full and why.
        anchors: Every anchor a link of the pack may lead to.
    """

    documents: tuple[Stored[Policy], ...]
    listed: tuple[Stored[Policy], ...]
    registers: Mapping[str, tuple[Stored[Record], ...]]
    chosen: Mapping[str, Sample]
    anchors: frozenset[str]

    @property
    def samples(self) -> Mapping[str, tuple[Stored[Record], ...]]:
        """The records printed in full, by date, then id."""
        return {name: sample.records for name, sample in self.chosen.items()}

    def link(self, anchor: str) -> str | None:
        """The address of an anchor in any section, or None where the pack doesn't have it."""
        return f"xref:{anchor}" if anchor in self.anchors else None

    def link_to(self, id: str) -> str | None:
        """The address of a record, a document or a file of the pack, by its id."""
        return self.link(anchor_of(id))

    def is_sampled(self, record: Record) -> bool:
        """Whether the record is printed in full."""
        sample = self.chosen.get(type(record).TYPE)
        return sample is not None and any(stored.value.id == record.id for stored in sample.records)


def anchor_of(id: str) -> str:
    """The anchor of a record (`record-insp-0042`), a document (`doc-PRG-07`) or, for any stub, of the section about all of them."""
    if id.startswith(f"{Stub.PREFIX}-"):
        return RESTRICTED
    return f"doc-{id}" if id[:1].isupper() else f"record-{id}"


def select(snapshot: Snapshot, choice: PackChoice = FOR_THE_AUDITOR, *, size: int = SAMPLE_SIZE) -> Selection:
    """What a pack of this snapshot holds.

    Args:
        snapshot: Already at the level of the profile.
        choice: Who chose the sample, and for which sites.
        size: How many of each type are printed in full.
    """
    cited = _cited(snapshot)
    # Of two files with one id the first stands for both; the finding says that there is another.
    policies = snapshot.program.policy_by_id.values()
    documents = tuple(stored for stored in policies if stored.value.status != "draft")
    listed = tuple(stored for stored in policies if stored.value.status == "draft")
    registers = {
        name: chosen
        for name, records in snapshot.program.records_by_type.items()
        # Line by line they would tell which day there was first aid; they are counted in a section of their own.
        if name != Stub.TYPE and (chosen := _population(snapshot, name, records, cited))
    }
    samples = {name: choose_sample(snapshot.program, records, choice, size=size) for name, records in registers.items()}
    anchors = {
        *(f"doc-{stored.value.id}" for stored in documents),
        *(f"record-{stored.value.id}" for records in registers.values() for stored in records),
        *(f"register-{name}" for name in registers),
        *(f"element-{element.element.key}" for element in snapshot.coverage.elements),
        *(f"question-{answer.question.id}" for answer in snapshot.coverage.answers()),
        *((RESTRICTED,) if snapshot.level.shows(Level.OFFICE) else ()),
    }
    return Selection(documents, listed, registers, samples, frozenset(anchors))


def _cited(snapshot: Snapshot) -> frozenset[str]:
    """Ids that an answer or an expected record rests on: whatever is counted must be there to look at."""
    evidence = (item.id for answer in snapshot.coverage.answers() for item in answer.evidence)
    met = (expected.record for expected in snapshot.expected if expected.record)
    return frozenset((*evidence, *met))


def _population(
    snapshot: Snapshot, name: str, records: Iterable[Stored[Record]], cited: frozenset[str]
) -> tuple[Stored[Record], ...]:
    first = snapshot.program.record_by_id
    return tuple(
        stored
        for stored in records
        if stored is first[stored.value.id]
        and (stored.value.id in cited or _is_of_window(snapshot, name, stored.value))
    )


def _is_of_window(snapshot: Snapshot, name: str, record: Record) -> bool:
    window = snapshot.window
    if is_in_window(snapshot.program, record, window):
        return True
    if name == "corrective-action":
        # What was still open when the period began was worked on in it.
        closed = getattr(record, "closed_on", None)
        return record.date <= window.last and (closed is None or closed >= window.first)
    # The last audit is where the recommendations come from, however long ago it was.
    return name == "audit" and record.date <= window.last
