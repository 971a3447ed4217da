"""From a record type and what the company knows to the sheets of its form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.model.field import fact
from builder.model.form_code import FormCode
from builder.model.record import Record
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES
from builder.render.forms.blank import choices, is_list
from builder.render.forms.printed.boxes import example_of, make_box, make_table, set_in_rows
from builder.render.forms.printed.checklist import find_groups, own_kinds, spoken_kinds
from builder.render.forms.printed.choosing import FOR_THE_OFFICE, MANY, NAME_ROWS, ROLES, Asking, find_asking
from builder.render.forms.printed.known import Place, find_place, known_names
from builder.render.forms.printed.sheet import Block, Box, Checklist, ForTheOffice, Names, Sheet, Signers
from builder.render.forms.printed.wording import in_words, listed, pen_hint

CHECKED = ("OK", "Not OK", "N/A")
TOLD = ("Done", "N/A")
"""What is ticked in a line of a checklist: the first of a thing that is looked at, the second of something that is told or shown."""

COUNTED = ("items_ok", "items_deficient")
"""Counts of the lines of a checklist; with the list on the paper, whoever files it counts."""

TIME_OF_IT = "occurred_at"
"""The field with the time at which it happened; it stands beside the day."""

SPARE = 3
"""Empty rows behind names that are printed already."""


@dataclass(frozen=True)
class _Making:
    """A sheet in the making.

    Attributes:
        model: The record type.
        kind: The kind it is for; empty for every kind in `kinds`.
        kinds: Kinds that can be ticked.
        asking: Documents that ask for it, the one whose version it carries first.
        checklist: Its lines, if there are any.
    """

    snapshot: Snapshot
    model: type[Record]
    kind: str
    kinds: tuple[str, ...]
    asking: tuple[Asking, ...]
    place: Place
    checklist: Checklist | None

    @property
    def signers(self) -> tuple[str, ...]:
        """Names of fields whose people sign."""
        return tuple(each for each in self.model.SIGNERS if not each.startswith("role:"))


def compose_sheets(snapshot: Snapshot, type_name: str, site: str | None = None, serial: int = 0) -> tuple[Sheet, ...]:
    """The sheets of a type's form: one, or one for each kind that has a checklist of its own.

    Args:
        snapshot: At the level of those who will hold the form; nothing above it is printed.
        type_name: A record type.
        site: Id of the site that it is printed for; any site when left out.
        serial: Number of the copy, or 0.
    """
    model = TYPES[type_name]
    asking = find_asking(snapshot, type_name, site)
    kinds = _kinds(model)
    own = tuple(dict.fromkeys(kind for each in asking for kind in own_kinds(each.policy, model, frozenset(kinds))))
    asked = {kind for each in asking for kind in each.kinds} | set(own)
    asked |= {kind for each in asking for kind in spoken_kinds(each.policy, model, frozenset(kinds))}
    rest = tuple(kind for kind in kinds if kind not in own and (not asked or kind in asked))
    place = find_place(snapshot, site)
    sheets = []
    for kind in ([""] if rest or not kinds else []) + [kind for kind in kinds if kind in own]:
        checklist = _checklist(model, kind, frozenset(kinds), asking, place)
        making = _Making(snapshot, model, kind, rest, asking, place, checklist)
        sheets.append(_compose(making, serial))
    return tuple(sheets)


def _kinds(model: type[Record]) -> tuple[str, ...]:
    return tuple(choices(model.model_fields["kind"].annotation)) if "kind" in model.model_fields else ()


def _checklist(
    model: type[Record], kind: str, kinds: frozenset[str], asking: tuple[Asking, ...], place: Place
) -> Checklist | None:
    site_kind = place.site.kind if place.site else ""
    for each in asking:
        groups = find_groups(each.policy, model, kind, kinds, site_kind)
        if groups:
            answers = TOLD if "topics" in model.model_fields else CHECKED
            return Checklist("Go through", f"{each.policy.id}, version {each.policy.version}", answers, groups)
    return None


def _compose(making: _Making, serial: int) -> Sheet:
    model, snapshot = making.model, making.snapshot
    company = snapshot.program.company.value if snapshot.program.company else None
    first = making.asking[0].policy if making.asking else None
    code = FormCode(
        model.TYPE,
        making.kind,
        making.place.site.id if making.place.site else "",
        first.id if first else "",
        first.version if first else 0,
        serial,
    )
    title = f"{model.TITLE}: {in_words(making.kind)}" if making.kind else model.TITLE
    name = (company.trade_name or company.name) if company else ""
    return Sheet(
        name,
        title,
        pen_hint(model.HELP) + ".",
        _asked_for(making),
        code,
        f"Form {model.PREFIX.upper()}",
        tuple(_blocks(making)),
    )


def _asked_for(making: _Making) -> str:
    if not making.asking:
        return ""
    parts = [f"{each.policy.id} {each.policy.title}, version {each.policy.version}" for each in making.asking]
    return f"Asked for by {listed(parts)}."


def _blocks(making: _Making) -> Iterator[Block]:
    waiting = list(_opening(making))
    checklist = making.checklist
    for name in _written_fields(making):
        table = make_table(name, making.model.model_fields[name])
        if table is None:
            waiting.append(_box(making, name))
            continue
        yield from set_in_rows(waiting)
        waiting = []
        if checklist:
            yield checklist
            checklist = None
        yield table
    yield from set_in_rows(waiting)
    if checklist:
        yield checklist
    yield from set_in_rows([Box("Notes", shape="lines", lines=2)])
    yield from _signing(making)
    yield ForTheOffice(tuple(_office_labels(making)))


def _written_fields(making: _Making) -> Iterator[str]:
    """The type's own fields that are written by hand above the signatures, in their order."""
    model = making.model
    skipped = {*making.signers, *_office_fields(making), TIME_OF_IT} - {model.SUBJECT}
    if making.checklist:
        skipped |= {*COUNTED, "topics"}
    for name, info in model.model_fields.items():
        is_own = name not in Record.model_fields and name not in skipped and not fact(info, "hidden")
        if is_own and not (name == "kind" and making.kind) and not _is_for_other_kinds(making, info.description or ""):
            yield name


def _is_for_other_kinds(making: _Making, help: str) -> bool:
    """Whether a field says that it is for kinds that this sheet isn't for: "For a vehicle or equipment."."""
    if not help.startswith("For a"):
        return False
    named = {kind for kind in _kinds(making.model) if in_words(kind) in help}
    return bool(named) and not named & {making.kind, *making.kinds}


def _opening(making: _Making) -> Iterator[Box]:
    yield Box("Date", "the day it happened", "day", 4)
    has_time = TIME_OF_IT in making.model.model_fields
    if has_time:
        yield _box(making, TIME_OF_IT)
    site, room = making.place.site, 5 if has_time else 8
    if site is not None:
        yield Box("Site", shape="known", width=room, value=site.name)
    else:
        names = making.place.sites
        yield Box("Site", shape="ticks" if names else "line", width=room, ticks=names, more=bool(names))
    if not making.model.SIGNERS:
        yield Box("Filled in by", "name in print", width=6)


def _box(making: _Making, name: str) -> Box:
    info = making.model.model_fields[name]
    if name == "kind":
        return replace(make_box(name, info, None), ticks=tuple(in_words(kind) for kind in making.kinds))
    if name == "crew" and making.model.UNIT == "crew-day":
        crews = making.place.crews
        if making.place.site is not None and len(crews) == 1:
            return Box("Crew", shape="known", width=6, value=crews[0])
        return make_box(name, info, example_of(making.model, name), crews)
    box = make_box(name, info, example_of(making.model, name))
    return replace(box, hint=box.hint or "name in print") if fact(info, "refers") == "person" else box


def _office_fields(making: _Making) -> tuple[str, ...]:
    """What nobody knows on site: numbers of other records, and what the type lists as such."""
    model = making.model
    numbers = [
        name
        for name, info in model.model_fields.items()
        if fact(info, "refers") == "record" and not fact(info, "needed") and name not in Record.model_fields
    ]
    return (*numbers, *FOR_THE_OFFICE.get(model.TYPE, ()))


def _office_labels(making: _Making) -> Iterator[str]:
    yield "Record number"
    yield "Filed on"
    yield "Filed by"
    for name in _office_fields(making):
        if name not in making.signers:
            yield making.model.model_fields[name].title or name
    if making.checklist:
        for name in COUNTED:
            if name in making.model.model_fields:
                yield making.model.model_fields[name].title or name


def _signing(making: _Making) -> Iterator[Block]:
    """Where people sign: a line each for those who are one, rows for those who may be many."""
    model = making.model
    lines: list[tuple[str, str]] = []
    groups: list[Names] = []
    for signer in model.SIGNERS:
        role = signer.removeprefix("role:")
        info = None if signer.startswith("role:") else model.model_fields[signer]
        title = ROLES.get(role, in_words(role).capitalize()) if info is None else info.title or role
        if role in MANY or (info is not None and is_list(info.annotation)):
            known = known_names(making.snapshot, making.place.site, role)
            groups.append(Names(title, known, max(MANY.get(role, 4), len(known) + SPARE)))
        else:
            lines.append((title, pen_hint(info.description) if info is not None else ""))
    extra = NAME_ROWS.get(model.TYPE)
    if extra:
        groups.append(Names(extra[0], (), extra[1]))
    if lines:
        yield Signers(tuple(lines))
    yield from groups
