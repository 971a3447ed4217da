"""Who was there and who signed, from short text: `P-004=leader@1` is P-004, who signed as leader on page 1 of the scan."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from builder.model.error import BuilderError
from builder.model.program import Program
from builder.model.record import Record, in_sentence
from builder.render.forms.blank import is_list

_SIGNED = re.compile(r"(P-[0-9]{3,5})(?:=([a-z_-]+))?(?:@([1-9][0-9]?))?")


def known_people(
    signed: Iterable[str],
    present: Iterable[str],
    model: type[Record],
    program: Program,
    day: date,
    places: tuple[str, str] = ("--signed", "--person"),
) -> dict[str, Any]:
    """The fields that say who was there and who signed: people, signatures, and the field that names a signer.

    Args:
        signed: Who signed, as what, on which page: `P-004=leader@1`.
        present: Who else was there, and as what: `P-011=attended`.
        model: The record's type.
        program: Its people.
        day: Of the record.
        places: Where both were written, for messages.

    Raises:
        BuilderError: Somebody isn't known, or can't sign such a record as that.
    """
    known: dict[str, Any] = {}
    people = [{"person": person, "role": role} for person, role, _ in _read(present, program, places[1])]
    if any(not entry["role"] for entry in people):
        raise BuilderError(f"{places[1]} needs a role.", f"Write it like {places[1]} P-011=attended.")
    signatures = []
    for person, role, page in _read(signed, program, places[0]):
        signer = _signer(role, model)
        name = signer.removeprefix("role:")
        if signer.startswith("role:"):
            people.append({"person": person, "role": name})
        elif is_list(model.model_fields[name].annotation):
            known.setdefault(name, []).append(person)
            name = name.removesuffix("s")
        else:
            known[name] = person
        signatures.append(
            {"person": person, "role": name, "date": day, "method": "seen-on-scan", "page": int(page or 1)}
        )
    # Told twice, somebody was there once.
    once = {(entry["person"], entry["role"]): entry for entry in people}
    return (
        known | ({"people": list(once.values())} if people else {}) | ({"signatures": signatures} if signatures else {})
    )


def _read(told: Iterable[str], program: Program, option: str) -> list[tuple[str, str, str]]:
    found = []
    for text in told:
        match = _SIGNED.fullmatch(text.strip())
        if match is None:
            raise BuilderError(
                f"{option} {text} can't be read.", f"Write it like {option} P-004=leader, or P-004=leader@2."
            )
        person = match[1]
        if program.people and person not in program.people:
            near = difflib.get_close_matches(person, program.people, n=1)
            raise BuilderError(f"There is no person {person}.", f"Did you mean {near[0]}?" if near else "")
        found.append((person, match[2] or "", match[3] or ""))
    return found


def _signer(role: str, model: type[Record]) -> str:
    signers = {signer.removeprefix("role:"): signer for signer in model.SIGNERS}
    if not role and len(signers) == 1:
        return next(iter(signers.values()))
    chosen = signers.get(role) or signers.get(f"{role}s")
    if chosen is None:
        names = ", ".join(signers)
        what = f"as {role}" if role else "without saying as what"
        raise BuilderError(
            f"Nobody signs a record of this type ({in_sentence(model.TITLE)}) {what}.",
            f"It is signed as: {names}; write that behind the name, like P-004={next(iter(signers))}."
            if names
            else "It needs no signature; leave --signed out.",
        )
    return chosen
