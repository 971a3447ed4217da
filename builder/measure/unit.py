"""The things an obligation is `per`: sites, people, assets, positions, contractors, the company; and when each was active."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import BaseModel

from builder.model.day import days_between
from builder.model.policy import Obligation, Policy
from builder.model.program import Program
from builder.model.register import Site

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
class Unit:
    """One thing that an obligation is for.

    Attributes:
        id: Empty for the company.
        verb: How its being active is said: "open", "employed", "in service".
        stretches: When it was active.
        site: Of a site unit, for its calendar.
        any_day: Whether a single active day in a period makes the record due; otherwise half the days do.
    """

    id: str
    verb: str
    stretches: tuple[Stretch, ...]
    site: Site | None = None
    any_day: bool = False

    def narrowed(self, where: Mapping[str, tuple[str, ...]]) -> Unit | None:
        """The unit with only the stretches that `where` asks for; None when no stretch does."""
        kept = tuple(stretch for stretch in self.stretches if meets(stretch.facts, where))
        return Unit(self.id, self.verb, kept, self.site, self.any_day) if kept else None

    def is_active_in(self, first: date, last: date) -> bool:
        """Whether it was active on any of the days."""
        return any(stretch.days_in(first, last) for stretch in self.stretches)

    def why_not_required(self, first: date, last: date) -> str:
        """Why no record is due for these days, in words; empty when one is."""
        total = (last - first).days + 1
        active = self._days_active(first, last)
        if self.any_day and active:
            return ""
        if active * 2 < total:
            return f"{self.id} was {self.verb} on {active} of the {total} days"
        if self.site and not any(map(self.site.works_on, days_between(first, last))):
            reasons = {c.reason for c in self.site.calendar.closed if c.overlaps(first, last)}
            because = f": {', '.join(sorted(reasons))}" if reasons else ""
            return f"{self.id} was closed on every day{because}"
        return ""

    def _days_active(self, first: date, last: date) -> int:
        active, after = 0, date.min
        for stretch in sorted(self.stretches, key=lambda each: (each.first, each.last)):
            # Stretches may overlap (a contractor on two sites); a day counts once.
            active += stretch.days_in(max(first, after), last)
            after = max(after, min(stretch.last, last) + timedelta(days=1))
        return active


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
        yield Unit(id, "open", stretches, site)


def _people(program: Program) -> Iterable[Unit]:
    for id, stored in program.people.items():
        stretches = []
        for job in stored.value.employment:
            position = program.positions.get(job.position)
            facts = facts_of(job, FACTS_OF_UNIT["person"]) | {"person": frozenset({id})}
            facts["courses"] = frozenset(position.value.required_training if position else ())
            facts["role"] = frozenset(role.role for role in stored.value.roles)
            stretches.append(Stretch(job.from_, job.to or date.max, facts))
        yield Unit(id, "employed", tuple(stretches))


def _assets(program: Program) -> Iterable[Unit]:
    for id, stored in program.assets.items():
        facts = facts_of(stored.value, FACTS_OF_UNIT["asset"]) | {"asset": frozenset({id})}
        span = stored.value.in_service
        first, last = (span.from_, span.to or date.max) if span else (date.min, date.max)
        yield Unit(id, "in service", (Stretch(first, last, facts),))


def _positions(program: Program) -> Iterable[Unit]:
    held: dict[str, list[tuple[date, date]]] = {}
    for person in program.people.values():
        for job in person.value.employment:
            held.setdefault(job.position, []).append((job.from_, job.to or date.max))
    for id, stored in program.positions.items():
        facts = facts_of(stored.value, FACTS_OF_UNIT["position"]) | {"position": frozenset({id})}
        stretches = tuple(Stretch(first, last, facts) for first, last in held.get(id, ()))
        # Work that somebody does at all is assessed; how many days they did it makes no difference.
        yield Unit(id, "held by somebody", stretches, any_day=True)


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
        yield Unit(id, "at work for us", stretches)


_MAKERS: Mapping[str, Callable[[Program], Iterable[Unit]]] = {
    "company": _company,
    "site": _sites,
    "person": _people,
    "asset": _assets,
    "position": _positions,
    "contractor": _contractors,
}
