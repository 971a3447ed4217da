"""The first-aid table in words, as findings, pages and the pack print it."""

from __future__ import annotations

from collections.abc import Mapping

from builder.measure.law.first_aid import kit_words
from builder.measure.law.first_aider import AiderLevel
from builder.model.law import FirstAidRow
from builder.model.register import SiteFirstAid


def aider_words(aiders: Mapping[AiderLevel, int]) -> str:
    """First aiders by level: "1 Basic and 2 Intermediate"; empty for none."""
    return " and ".join(f"{count} {level.words}" for level, count in sorted(aiders.items()) if count)


def workers_words(row: FirstAidRow) -> str:
    """The workers that a row is for: "2 to 9", "200 or more"."""
    return f"{row.least} to {row.most}" if row.most else f"{row.least} or more"


def row_words(row: FirstAidRow) -> str:
    """Which row it is: "high hazard, 10 to 19 workers, distant"."""
    return f"{row.hazard} hazard, {workers_words(row)} workers, {row.travel}"


def equipment_words(row: FirstAidRow) -> str:
    """What a row asks for beside first aiders: "small type 3 kit; 3 blankets; stretcher and splints"."""
    parts = [kit_words(row.kit)] if row.kit else []
    parts += [f"{row.blankets} blankets"] if row.blankets else []
    parts += ["stretcher and splints"] if row.stretcher_and_splints else []
    parts += ["first-aid area"] if row.area else []
    parts += ["first-aid room"] if row.room else []
    return "; ".join(parts)


def held_words(held: SiteFirstAid | None) -> str:
    """What a site has: "small type 3 kit (by the time clock); 3 blankets"; empty where nothing is written."""
    if held is None:
        return ""
    parts = [f"{kit_words(kit)} ({kit.location})" for kit in held.kits]
    parts += [f"{held.blankets} blankets"] if held.blankets else []
    parts += ["stretcher and splints"] if held.stretcher_and_splints else []
    parts += [f"first-aid area ({held.area})"] if held.area else []
    parts += [f"first-aid room ({held.room})"] if held.room else []
    return "; ".join(parts)


def short_words(row: FirstAidRow) -> str:
    """A row as tables of the law are often abridged: "2B 1I T3M 3b", with B, I, A for levels, N for a nurse, T for the kit."""
    counts = ((row.basic, "B"), (row.intermediate, "I"), (row.advanced, "A"))
    parts = [f"{count}{letter}" for count, letter in counts if count]
    parts += ["N"] if row.nurse else []
    parts += ["+1I/100"] if row.more_per_100 else []
    parts += [f"T{row.kit.type}{row.kit.size[0].upper() if row.kit.size else ''}"] if row.kit else []
    parts += [f"{row.blankets}b"] if row.blankets else []
    parts += ["ss"] if row.stretcher_and_splints else []
    parts += ["area"] if row.area else []
    parts += ["room"] if row.room else []
    return " ".join(parts)
