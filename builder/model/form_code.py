"""What a printed form says of itself in its QR code, so that a scan can be filed without anybody typing type, site and version."""

from __future__ import annotations

from dataclasses import dataclass

MAGIC = "MUSTER"
FORMAT = "1"
"""Of the code's text; a later one gets another number, and readers of this one refuse it by name."""

NONE = "-"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:"
"""Signs of a code: all are in QR's alphanumeric set (ISO/IEC 18004, 7.3.4), which takes a third less room than bytes."""


@dataclass(frozen=True)
class FormCode:
    """The facts in the code of a form.

    As text: `MUSTER:1:INSPECTION.VEHICLE:SHOP:PRG-07.4:0012:75`, that is magic word, format, record type with its kind, site, document
    with its version, serial number, check digits; `-` where there is none. A serial number of 0 is that of a form that may be copied.

    Attributes:
        type: Record type.
        kind: Kind of the record, where the form is for one kind only.
        site: Id of the site, where the form was printed for one.
        document: Id of the document that asks for the form.
        version: Of that document; 0 without one.
        serial: Number of the copy, 1 to 999999; 0 if copies are not numbered.
    """

    type: str
    kind: str = ""
    site: str = ""
    document: str = ""
    version: int = 0
    serial: int = 0

    @property
    def text(self) -> str:
        """The code as it stands in the QR code and in letters beside it."""
        what = f"{self.type}.{self.kind}" if self.kind else self.type
        document = f"{self.document}.{self.version}" if self.document else NONE
        body = ":".join((MAGIC, FORMAT, what, self.site or NONE, document, f"{self.serial:04d}")).upper()
        return f"{body}:{check_digits(body)}"


def check_digits(text: str) -> str:
    """Two digits that are others when one sign is mistaken or two neighbours are swapped: a sum with weights, modulo 97 as in ISO 7064.

    Args:
        text: Of signs of `ALPHABET`.

    Raises:
        ValueError: Another sign is in it.
    """
    found = 0
    for sign in text:
        found = (found * 100 + ALPHABET.index(sign)) % 97
    return f"{found:02d}"
