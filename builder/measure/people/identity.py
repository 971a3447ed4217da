"""Whom an identity in git means: the mail decides where anybody in the register has it, else the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.model.program import Program

_IDENTITY = re.compile(r"(.*?)\s*<([^<>]*)>", re.DOTALL)


@dataclass(frozen=True)
class Identities:
    """People by what commits call them, in lower case; a name or mail that several have means nobody."""

    by_mail: Mapping[str, str]
    by_name: Mapping[str, str]

    def person(self, identity: str) -> str:
        """Id of the person whom "Name <mail>" means; empty when it is nobody's or several people's."""
        found = _IDENTITY.fullmatch(identity.strip())
        name, mail = (_fold(found[1]), _fold(found[2])) if found else (_fold(identity), "")
        return self.by_mail.get(mail) or self.by_name.get(name, "")


def list_identities(program: Program) -> Identities:
    """The names and mails of everyone in the register of people."""
    people = [stored.value for stored in program.people.values()]
    return Identities(
        _unique((_fold(person.email), person.id) for person in people if person.email),
        _unique((_fold(person.name), person.id) for person in people if person.name),
    )


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text, id in pairs:
        found[text] = id if found.get(text, id) == id else ""
    return found


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
