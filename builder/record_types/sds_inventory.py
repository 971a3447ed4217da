"""Made when the list of hazardous products of a site is compared with the shelf and the safety data sheets."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.policy import Frozen
from builder.model.record import Record


class Product(Frozen):
    """A hazardous product, and the safety data sheet that belongs to it."""

    product: str = field("Product", level=Level.POSTED, default=...)
    supplier: str | None = field("Supplier", level=Level.POSTED)
    sds_date: Day | None = field("SDS of", "The date on the sheet.", level=Level.POSTED)
    place: str | None = field("Where kept", level=Level.POSTED)
    amount: str | None = field("Usual amount", level=Level.POSTED)


class SdsInventory(Record):
    """Made when the list of hazardous products of a site is compared with the shelf and the safety data sheets."""

    TYPE: ClassVar = "sds-inventory"
    TITLE: ClassVar = "Inventory of hazardous products"
    PLURAL: ClassVar = "Inventories of hazardous products"
    PREFIX: ClassVar = "sds"
    ELEMENT: ClassVar = "hazard-control"
    UNIT: ClassVar = "site"
    SIGNERS: ClassVar = ("checked_by",)
    OFTEN: ClassVar = "yearly at each site, and when a new formula comes"
    HELP: ClassVar = (
        "Made when the list of hazardous products of a site is compared with the shelf and the safety data sheets."
    )
    EXAMPLE: ClassVar = {
        "products": [
            {
                "product": "Acetylene",
                "supplier": "Prairie Gas",
                "sds_date": "2024-05-02",
                "place": "Cage at door 2",
                "amount": "2 cylinders",
            },
            {
                "product": "PVC cement, clear",
                "supplier": "Weld-All",
                "sds_date": "2025-01-15",
                "place": "Flammables cabinet",
                "amount": "6 cans",
            },
        ],
        "changes": "Old cutting oil taken off the list, two sheets replaced by newer ones",
        "checked_by": "P-011",
    }

    products: tuple[Product, ...] = field("Products", level=Level.POSTED, needed=True, default=(), show_in=("detail",))
    changes: str | None = field(
        "What changed", "Products dropped or new, sheets replaced.", show_in=("table", "detail")
    )
    checked_by: str | None = field("Checked by", refers="person", needed=True, show_in=("table", "detail"))
