"""Made when a person has read a document and signs that they understand it."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.record import Keep, Record


class Acknowledgement(Record):
    """Made when a person has read a document and signs that they understand it."""

    TYPE: ClassVar = "acknowledgement"
    TITLE: ClassVar = "Acknowledgement"
    PLURAL: ClassVar = "Acknowledgements"
    PREFIX: ClassVar = "ack"
    ELEMENT: ClassVar = "leadership"
    UNIT: ClassVar = "person"
    SUBJECT: ClassVar = "person"
    SIGNERS: ClassVar = ("person",)
    OFTEN: ClassVar = "when hired, and with each new version of the document"
    KEEP: ClassVar = Keep(None, "as long as the person works here, and the audit cycle after")
    HELP: ClassVar = "Made when a person has read a document and signs that they understand it."
    EXAMPLE: ClassVar = {"person": "P-011", "document": "POL-01", "version": 6}

    person: str | None = field("Person", refers="person", needed=True, show_in=("table", "detail"))
    document: str | None = field("Document", refers="policy", needed=True, show_in=("table", "detail"))
    version: int | None = field("Version read", ge=1, needed=True, show_in=("table", "detail"))
