"""What stands in the pack, in order: what concerns all, the elements in the partner's order, then the lists over all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.finding import Finding
from builder.record_types import TYPES
from builder.render.pdf.sections.actions import ACTIONS, make_actions
from builder.render.pdf.sections.anchors import make_anchors
from builder.render.pdf.sections.approvals import make_approvals
from builder.render.pdf.sections.committee import make_committee
from builder.render.pdf.sections.competency_matrix import make_competency_matrix
from builder.render.pdf.sections.documents import make_documents
from builder.render.pdf.sections.element import make_element
from builder.render.pdf.sections.filed import make_filed
from builder.render.pdf.sections.first_aid import make_first_aid
from builder.render.pdf.sections.frame import make_frame
from builder.render.pdf.sections.gaps import make_gaps
from builder.render.pdf.sections.interview_kit import make_interview_kit
from builder.render.pdf.sections.last_audit import make_last_audit
from builder.render.pdf.sections.limits import make_limits
from builder.render.pdf.sections.maintenance_matrix import make_maintenance_matrix
from builder.render.pdf.sections.mock_draw import make_mock_draw
from builder.render.pdf.sections.question_sheet import make_question_sheet
from builder.render.pdf.sections.readiness import make_readiness
from builder.render.pdf.sections.redactions import make_redactions
from builder.render.pdf.sections.registers import make_registers
from builder.render.pdf.sections.releases import make_releases
from builder.render.pdf.sections.revision_list import make_revision_list
from builder.render.pdf.sections.rhythm import make_inspection_matrix, make_promises
from builder.render.pdf.sections.roster import make_roster
from builder.render.pdf.sections.sampling import make_sampling
from builder.render.pdf.sections.scope import make_scope
from builder.render.pdf.sections.section import Section
from builder.render.pdf.sections.signatures import make_signatures
from builder.render.pdf.sections.since import make_since
from builder.render.pdf.sections.statistics import make_statistics
from builder.render.pdf.sections.supplement import make_excerpts, make_supplement
from builder.render.pdf.sections.training_matrix import make_training_matrix
from builder.render.pdf.sections.view import View
from builder.render.pdf.sections.walk_sheet import make_walk_sheets
from builder.render.pdf.sections.withheld import make_withheld


@dataclass(frozen=True)
class Contents:
    """Sections that carry no page number of the pack. Cover and matrix stand around `front`, the annex behind `body`.

    Attributes:
        front: Between the cover and the coverage matrix.
        body: Between the coverage matrix and the annex.
    """

    front: tuple[Section, ...]
    body: tuple[Section, ...]


def list_contents(view: View, findings: Sequence[Finding]) -> Contents:
    """All sections but those that print page numbers."""
    if view.choice.kind == "scope":
        return Contents((make_scope(view), *filter(None, [make_frame(view)])), ())
    if view.choice.kind == "supplement":
        return Contents(
            (make_supplement(view),), (*make_excerpts(view), *filter(None, [make_since(view), *make_left_out(view)]))
        )
    front = [make_scope(view), make_frame(view), make_roster(view), make_last_audit(view)]
    body = [
        *make_question_sheet(view),
        *_elements(view),
        make_actions(view),
        *make_walk_sheets(view),
        make_promises(view),
        make_statistics(view),
        make_filed(view),
    ]
    body += [
        make_since(view),
        make_releases(view),
        make_gaps(view, findings),
        make_sampling(view),
        make_limits(view),
        make_readiness(view),
        make_mock_draw(view),
        make_interview_kit(view),
    ]
    body += [make_approvals(view), make_revision_list(view), make_signatures(view), make_anchors(view)]
    body += make_left_out(view)
    return Contents(tuple(section for section in front if section), tuple(section for section in body if section))


def make_left_out(view: View) -> list[Section | None]:
    """What is kept elsewhere, and what is left out of the pack."""
    return [make_withheld(view), make_redactions(view)]


def _elements(view: View) -> Iterator[Section]:
    known: set[str] = set()
    for element in view.snapshot.coverage.elements:
        key = element.element.key
        known.add(key)
        yield make_element(view, element)
        if key == "training":
            yield make_training_matrix(view)
            yield from filter(None, [make_competency_matrix(view)])
        if key == "committees":
            yield from filter(None, [make_committee(view)])
        if key == "emergency":
            yield from filter(None, [make_first_aid(view)])
        if key == "inspections":
            yield make_inspection_matrix(view)
            yield from filter(None, [make_maintenance_matrix(view)])
        yield from _documents_and_registers(view, key)
    # A partner whose elements we know only in part: nothing may be lost for that.
    for area in sorted({*_areas(view)} - known):
        yield from _documents_and_registers(view, area)


def _areas(view: View) -> Iterator[str]:
    for stored in view.selection.documents:
        yield stored.value.area
    for name in view.selection.registers:
        yield TYPES[name].ELEMENT


def _documents_and_registers(view: View, key: str) -> Iterator[Section]:
    yield from make_documents(view, [stored for stored in view.selection.documents if stored.value.area == key])
    yield from make_registers(view, [name for name in view.types_of(key) if name != ACTIONS])
