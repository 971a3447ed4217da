"""What some tests lay over the small company: a second site, and an overlay with points."""

from __future__ import annotations

from tests.render.pdf.sections.company import Files

OVERLAY = (
    "standard: alberta-cor\nedition: '2023'\npartner: acsa\ninstrument: ACSA 2023\nread_on: 2026-01-10\nquestions:\n"
    "  - {number: '7.2', element: inspections, topics: [IN2], points: {D: 10, I: 5, O: 0}, rule: range, may_be_na: false}\n"
)


YARD: Files = {
    "records/sites/yard.yaml": (
        "id: yard\nname: Yard\nkind: shop\naddress: 2 Main Street\nactive: [{from: 2026-01-01}]\nhazard_class: high\n"
        "travel_minutes: 9\n"
    )
}
