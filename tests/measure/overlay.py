"""An invented overlay for the small company of tests/examples/minimal/, as text of records/overlay.yaml."""

from __future__ import annotations

HEAD = """standard: alberta-cor
edition: "2023"
partner: acsa
instrument: Invented instrument
read_on: 2026-04-01
"""


def question(
    number: str,
    topics: str,
    points: str = "{D: 10}",
    *,
    element: str = "inspections",
    rule: str = "range",
    more: str = "",
) -> str:
    """A question as an item of the list."""
    return f'  - {{number: "{number}", element: {element}, topics: [{topics}], points: {points}, rule: {rule}{more}}}\n'


def overlay(*questions: str, more: str = "") -> str:
    """The file."""
    return f"{HEAD}{more}questions:\n{''.join(questions)}"
