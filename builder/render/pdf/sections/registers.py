"""The registers of an element: large ones each on pages of their own, small ones one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.model.record import in_sentence
from builder.record_types import TYPES
from builder.render.pdf.sections.register import assets_of, describe, make_register, tabulate
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

SMALL = 40
"""Records of a register that shares pages with others: its table takes less than a page, so that a page of its own would stay half empty."""


def make_registers(view: View, names: Sequence[str]) -> Iterator[Section]:
    """The registers of an element: first the large ones, then the small ones as one section.

    Args:
        view: The material.
        names: Types of one element, in the order in which the registers are to stand.
    """
    small = [name for name in names if _is_small(view, name)]
    if len(small) < 2:
        small = []
    for name in names:
        if name not in small:
            yield make_register(view, name)
    if small:
        yield make_shared_pages(view, small)


def _is_small(view: View, name: str) -> bool:
    records = view.selection.registers[name]
    return len(records) <= SMALL and not tabulate(view, name, records).is_wide


def make_shared_pages(view: View, names: Sequence[str]) -> Section:
    """Several registers as one section; each has its own bookmark, its own line of the index and its name at the head of its pages."""
    registers = [describe(view, name) for name in names]
    element = TYPES[names[0]].ELEMENT
    first, *others = [(TYPES[name].PLURAL, f"register-{name}") for name in names]
    html = write_html(
        "registers",
        title=f"Registers: {', '.join(in_sentence(TYPES[name].PLURAL) for name in names)}",
        running=(view.element_title(element), first[0]),
        footer="Registers of the element",
        registers=registers,
    )
    assets = {name: data for register in registers for name, data in assets_of(register["records"]).items()}
    return Section(f"registers-{element}", first[0], element, html, first[1], tuple(others), assets)
