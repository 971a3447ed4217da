"""The things an obligation is `per`: sites, people, assets, positions, contractors, the company; and when each was active."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from builder.model.day import days_between
from builder.model.place import Place
from builder.model.policy import Obligation, Policy
from builder.model.program import Program
from builder.model.register import Closure, Site
from builder.model.stored import Stored

FIELD_OF_UNIT: Mapping[str, str] = {
    "site": "site",
    "person": "person",
    "asset": "asset",
    "position": "position",
    "contractor": "contractor",
    "crew-day": "crew",
    "incident": "incident",
}
"""The field of a record that names the unit it is about, for each `per`."""

FACTS_OF_UNIT: Mapping[str, frozenset[str]] = {
    "site": frozenset({"site", "kind", "hazard_class", "prime_contractor", "client"}),
    "person": frozenset({"person", "level", "site", "position", "basis", "shift", "role", "courses"}),
    "asset": frozenset({"asset", "class", "site", "make", "model"}),
    "position": frozenset({"position", "level"}),
    "contractor": frozenset({"contractor", "site"}),
    "crew-day": frozenset({"crew", "site", "shift", "kind", "hazard_class"}),
    "incident": frozenset({"incident", "class", "site"}),
    "company": frozenset(),
}
"""What `where` may ask about, for each `per`."""

Facts = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Stretch:
    """Days on which a unit was active, and what was true of it then."""

    first: date
    last: date
    facts: Facts

    def days_in(self, first: date, last: date) -> int:
        """How many of the days from `first` to `last` lie in it."""
        return max(0, (min(last, self.last) - max(first, self.first)).days + 1)


@dataclass(frozen=True)
class NotRequired:
    """Why a record is not required, and what shows it.

    Attributes:
        reason: In words: "yard was open on 14 of the 30 days".
        shown_by: The place of the register entry, or the id of the record that shows it.
    """

    reason: str
    shown_by: str


@dataclass(frozen=True)
class Unit:
    """One thing that an obligation is for.

    Attributes:
        id: Empty for the company.
        verb: How its being active is said: "open", "employed", "in service".
        stretches: When it was active.
        stored: Its entry in a register; None for the company.
        field: The field of that entry that says when it was active.
        any_day: Whether a single active day in a period makes the record due; otherwise half the days do.
    """

    id: str
    verb: str
    stretches: tuple[Stretch, ...]
    stored: Stored[Any] | None = None
    field: str = ""
    any_day: bool = False

    @property
    def site(self) -> Site | None:
        """The site itself, where the unit is one."""
        return self.stored.value if self.stored and isinstance(self.stored.value, Site) else None

    def site_in(self, first: date, last: date) -> str:
        """Id of the site it belonged to in these days: the last one, where there were several; empty where there is none."""
        for stretch in sorted(self.stretches, key=lambda each: each.first, reverse=True):
            sites = stretch.facts.get("site", frozenset())
            if stretch.days_in(first, last) and sites:
                return min(sites)
        return ""

    def narrowed(self, where: Mapping[str, tuple[str, ...]]) -> Unit | None:
        """The unit with only the stretches that `where` asks for; None when no stretch does."""
        kept = tuple(stretch for stretch in self.stretches if meets(stretch.facts, where))
        return replace(self, stretches=kept) if kept else None

    def is_active_in(self, first: date, last: date) -> bool:
        """Whether it was active on any of the days."""
        return any(stretch.days_in(first, last) for stretch in self.stretches)

    def why_not_required(self, first: date, last: date) -> NotRequired | None:
        """Why no record is due for these days, and what shows it; None when one is."""
        total = (last - first).days + 1
        active = self._days_active(first, last)
        if self.any_day and active:
            return None
        if active * 2 < total:
            days = f"on {active} of the {total} days"
            how = f"{self.verb} {days}" if active else f"not {self.verb} on any of the {total} days"
            return NotRequired(f"{self.id} was {how}", self._place(self.field))
        if self.site and not any(map(self.site.works_on, days_between(first, last))):
            closures = _closures(self.site, first, last)
            reasons = sorted({closure.reason for _, closure in closures})
            because = f": {', '.join(reasons)}" if reasons else ""
            steps = ("calendar", "closed", closures[0][0]) if closures else ("calendar",)
            return NotRequired(f"{self.id} was closed on every day{because}", self._place(*steps))
        return None

    def _place(self, *steps: str | int) -> str:
        return write_place(self.stored.place(*steps)) if self.stored else ""

    def _days_active(self, first: date, last: date) -> int:
        active, after = 0, date.min
        for stretch in sorted(self.stretches, key=lambda each: (each.first, each.last)):
            # Stretches may overlap (a contractor on two sites); a day counts once.
            active += stretch.days_in(max(first, after), last)
            after = max(after, min(stretch.last, last) + timedelta(days=1))
        return active


def _closures(site: Site, first: date, last: date) -> list[tuple[int, Closure]]:
    return [(index, each) for index, each in enumerate(site.calendar.closed) if each.overlaps(first, last)]


def closure_on(stored: Stored[Site], day: date) -> NotRequired | None:
    """The entry of the site's calendar that shuts it on a day; None when none does."""
    for index, closure in _closures(stored.value, day, day):
        place = write_place(stored.place("calendar", "closed", index))
        return NotRequired(f"{stored.value.id} was closed: {closure.reason}", place)
    return None


def write_place(place: Place) -> str:
    """A place for people: file and line."""
    return f"{place.path}:{place.line}"


def meets(facts: Facts, where: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether every fact that `where` names has one of the values it allows."""
    return all(facts.get(name, frozenset()) & set(allowed) for name, allowed in where.items())


def list_units(program: Program, policy: Policy, obligation: Obligation) -> tuple[Unit, ...]:
    """The units of one obligation in order of their ids, narrowed by its `where`.

    A document that applies to some sites only makes no promise for the others.
    """
    maker = _MAKERS.get(obligation.per)
    if maker is None:
        return ()
    found = []
    for unit in maker(program):
        if unit.site and policy.applies_to and unit.id not in policy.applies_to:
            continue
        narrowed = unit.narrowed(obligation.where)
        if narrowed:
            found.append(narrowed)
    return tuple(found)


def facts_of(value: BaseModel, names: Iterable[str]) -> dict[str, frozenset[str]]:
    """The named fields of a model as sets of text, under the names they have in files."""
    found: dict[str, frozenset[str]] = {}
    for attribute, info in type(value).model_fields.items():
        name = info.alias or attribute
        if name in names:
            field = getattr(value, attribute)
            found[name] = frozenset() if field is None else frozenset({str(field)})
    return found


def _company(_: Program) -> Iterable[Unit]:
    yield Unit("", "at work", (Stretch(date.min, date.max, {}),))


def _sites(program: Program) -> Iterable[Unit]:
    for id, stored in program.sites.items():
        site = stored.value
        facts = facts_of(site, FACTS_OF_UNIT["site"]) | {"site": frozenset({id})}
        stretches = tuple(Stretch(span.from_, span.to or date.max, facts) for span in site.active)
        yield Unit(id, "open", stretches, stored, "active")


def _people(program: Program) -> Iterable[Unit]:
    for id, stored in program.people.items():
        stretches = []
        for job in stored.value.employment:
            position = program.positions.get(job.position)
            facts = facts_of(job, FACTS_OF_UNIT["person"]) | {"person": frozenset({id})}
            facts["courses"] = frozenset(position.value.required_training if position else ())
            facts["role"] = frozenset(role.role for role in stored.value.roles)
            stretches.append(Stretch(job.from_, job.to or date.max, facts))
        yield Unit(id, "employed", tuple(stretches), stored, "employment")


def _assets(program: Program) -> Iterable[Unit]:
    for id, stored in program.assets.items():
        facts = facts_of(stored.value, FACTS_OF_UNIT["asset"]) | {"asset": frozenset({id})}
        span = stored.value.in_service
        first, last = (span.from_, span.to or date.max) if span else (date.min, date.max)
        yield Unit(id, "in service", (Stretch(first, last, facts),), stored, "in_service")


def _positions(program: Program) -> Iterable[Unit]:
    held: dict[str, list[tuple[date, date]]] = {}
    for person in program.people.values():
        for job in person.value.employment:
            held.setdefault(job.position, []).append((job.from_, job.to or date.max))
    for id, stored in program.positions.items():
        facts = facts_of(stored.value, FACTS_OF_UNIT["position"]) | {"position": frozenset({id})}
        stretches = tuple(Stretch(first, last, facts) for first, last in held.get(id, ()))
        # Work that somebody does at all is assessed; how many days they did it makes no difference.
        yield Unit(id, "held by somebody", stretches, stored, any_day=True)


def _contractors(program: Program) -> Iterable[Unit]:
    for id, stored in program.contractors.items():
        stretches = tuple(
            Stretch(
                span.from_,
                span.to or date.max,
                {"contractor": frozenset({id}), "site": frozenset({span.site})},
            )
            for span in stored.value.active
        )
        yield Unit(id, "at work for us", stretches, stored, "active")


_MAKERS: Mapping[str, Callable[[Program], Iterable[Unit]]] = {
    "company": _company,
    "site": _sites,
    "person": _people,
    "asset": _assets,
    "position": _positions,
    "contractor": _contractors,
}
