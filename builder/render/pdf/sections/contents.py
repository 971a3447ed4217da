"""What stands in the pack, in order: what concerns all, the elements in the partner's order, then the lists over all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.finding import Finding
from builder.record_types import TYPES
from builder.render.pdf.sections.actions import ACTIONS, make_actions
from builder.render.pdf.sections.anchors import make_anchors
from builder.render.pdf.sections.approvals import make_approvals
from builder.render.pdf.sections.document import make_document
from builder.render.pdf.sections.element import make_element
from builder.render.pdf.sections.filed import make_filed
from builder.render.pdf.sections.first_aid import make_first_aid
from builder.render.pdf.sections.gaps import make_gaps
from builder.render.pdf.sections.last_audit import make_last_audit
from builder.render.pdf.sections.limits import make_limits
from builder.render.pdf.sections.readiness import make_readiness
from builder.render.pdf.sections.registers import make_registers
from builder.render.pdf.sections.rhythm import make_inspection_matrix, make_promises
from builder.render.pdf.sections.scope import make_scope
from builder.render.pdf.sections.section import Section
from builder.render.pdf.sections.signatures import make_signatures
from builder.render.pdf.sections.since import make_since
from builder.render.pdf.sections.statistics import make_statistics
from builder.render.pdf.sections.training_matrix import make_training_matrix
from builder.render.pdf.sections.view import View


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
    front = [make_scope(view), make_last_audit(view)]
    body = [*_elements(view), make_actions(view), make_promises(view), make_statistics(view), make_filed(view)]
    body += [make_since(view), make_gaps(view, findings), make_limits(view), make_readiness(view)]
    body += [make_approvals(view), make_signatures(view), make_anchors(view)]
    return Contents(tuple(section for section in front if section), tuple(section for section in body if section))


def _elements(view: View) -> Iterator[Section]:
    known: set[str] = set()
    for element in view.snapshot.coverage.elements:
        key = element.element.key
        known.add(key)
        yield make_element(view, element)
        if key == "training":
            yield make_training_matrix(view)
        if key == "emergency":
            yield from filter(None, [make_first_aid(view)])
        if key == "inspections":
            yield make_inspection_matrix(view)
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
    for stored in view.selection.documents:
        if stored.value.area == key:
            yield make_document(view, stored)
    yield from make_registers(view, [name for name in view.types_of(key) if name != ACTIONS])
