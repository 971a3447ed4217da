"""Words without people: ids of people become counts, and their names are taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from builder.model.coverage import Failing
from builder.model.program import Program

PERSON_ID = re.compile(r"\bP-\d{3,5}\b")
"""An id of a person, as the register of people has it."""

_PEOPLE = re.compile(r"\bP-\d{3,5}\b(?:(?:, | and )P-\d{3,5}\b)*")


def people_words(count: int) -> str:
    """How many people: "1 person", "3 people"."""
    return "1 person" if count == 1 else f"{count} people"


def without_people(text: str, program: Program) -> str:
    """The text with every list of people's ids as a count, and every name of the register as "a person"."""
    counted = _PEOPLE.sub(lambda found: people_words(len(PERSON_ID.findall(found[0]))), text)
    names, pattern = program.once(_names)
    plain = counted.lower()
    # Looking for plain text first takes a tenth of the time, and hardly any text names anybody.
    return pattern.sub("a person", counted) if any(name in plain for name in names) else counted


def _names(program: Program) -> tuple[tuple[str, ...], re.Pattern[str]]:
    # The longest first: of "Ann Lee" and "Ann Lee Smith", the second must not leave "Smith" behind.
    known = {stored.value.name for stored in program.people.values() if stored.value.name}
    names = sorted(known, key=lambda each: (-len(each), each))
    pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)
    return tuple(name.lower() for name in names), re.compile(pattern, re.IGNORECASE)


def count_people(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts that begin with a person's id, joined: twelve of "P-003, csts" and the like become "12 people: csts"; others stay.

    In the order of their first appearance.
    """
    counts: Counter[str] = Counter()
    order: dict[str, None] = {}
    for text in texts:
        head, comma, rest = text.partition(",")
        is_person = PERSON_ID.fullmatch(head) is not None
        key = f"\0{rest.strip() if comma else ''}" if is_person else text
        counts[key] += 1
        order[key] = None
    return tuple(_joined(key, counts[key]) for key in order)


def _joined(key: str, count: int) -> str:
    if not key.startswith("\0"):
        return key
    rest = key[1:]
    return f"{people_words(count)}: {rest}" if rest else people_words(count)


def name_failing(failing: Iterable[Failing], program: Program) -> tuple[str, ...]:
    """Each that is not as it should be, with its reason; those about a person joined to a count, free text left out.

    What follows a colon in a reason is quoted from a record ("no action for: …"), where somebody may have written a name.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for each in failing:
        head, comma, rest = each.id.partition(",")
        why = without_people(each.why.partition(": ")[0].removesuffix(" for"), program)
        if PERSON_ID.fullmatch(head):
            counts["\0" + (rest.strip() if comma else ""), why] += 1
        else:
            counts[each.id, why] += 1
    return tuple(_failed(id, why, count) for (id, why), count in counts.items())


def _failed(id: str, why: str, count: int) -> str:
    if id.startswith("\0"):
        id = people_words(count) + (f" ({id[1:]})" if id[1:] else "")
    return f"{id}: {why}" if why else id
