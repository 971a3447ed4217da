"""The code of a printed form, as a scanner read it or somebody typed it from the paper."""

from __future__ import annotations

import re

from builder.model.form_code import ALPHABET, FORMAT, MAGIC, NONE, FormCode, check_digits

LONGEST = 200
"""Signs; the longest code that Muster prints has fewer than 120."""

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_WHAT = re.compile(rf"({_SLUG})(?:\.({_SLUG}))?")
_DOCUMENT = re.compile(r"([A-Z]{2,5}-[0-9]{2,4}(?:-[A-Z]{2,3})?)\.([1-9][0-9]{0,5})")
_SERIAL = re.compile(r"[0-9]{4,6}")


class UnreadableCodeError(ValueError):
    """The text is not the code of a form; it says why in a sentence."""


def parse_form_code(text: str) -> FormCode:
    """The facts in the code of a form; `FormCode.text` written back gives the same code.

    Small letters and spaces don't matter, because people type it.

    Args:
        text: As read from the QR code, or typed.

    Raises:
        UnreadableCodeError: It isn't such a code, is of a newer format, or a sign of it is wrong.
    """
    # Not upper() of anything: it makes two letters of some signs, like the German sharp s.
    code = "".join(text[: LONGEST + 1].split())
    if len(code) > LONGEST or not code.isascii() or not set(code.upper()) <= set(ALPHABET):
        raise UnreadableCodeError("It has signs that no code of a form has, or too many of them.")
    parts = code.upper().split(":")
    if parts[0] != MAGIC:
        raise UnreadableCodeError(f"The code of a form begins with {MAGIC}:{FORMAT}.")
    if len(parts) > 1 and parts[1] != FORMAT:
        raise UnreadableCodeError("It is of another format than this program knows; a newer one may know it.")
    if len(parts) != 7:
        raise UnreadableCodeError(f"The code of a form has seven parts between colons; this one has {len(parts)}.")
    body = ":".join(parts[:-1])
    if parts[6] != check_digits(body):
        raise UnreadableCodeError("Its last two digits don't fit the rest, so a sign was misread.")
    return _facts(parts[2:6])


def _facts(parts: list[str]) -> FormCode:
    what = _WHAT.fullmatch(parts[0].lower())
    site = "" if parts[1] == NONE else parts[1].lower()
    document = _DOCUMENT.fullmatch(parts[2])
    if (
        what is None
        or not (site == "" or re.fullmatch(_SLUG, site))
        or (document is None and parts[2] != NONE)
        or not _SERIAL.fullmatch(parts[3])
    ):
        raise UnreadableCodeError("Type, site, document or number in it are not written as Muster writes them.")
    found = FormCode(
        type=what[1],
        kind=what[2] or "",
        site=site,
        document=document[1] if document else "",
        version=int(document[2]) if document else 0,
        serial=int(parts[3]),
    )
    if len(parts[3]) > 4 and parts[3].startswith("0"):
        raise UnreadableCodeError("Its number is not written as Muster writes it.")
    return found
