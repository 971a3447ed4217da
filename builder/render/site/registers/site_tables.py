"""The tables of a site's page: its crews and how they are trained, its inspections by month, its equipment and what is due on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import urlencode

from markupsafe import Markup

from builder.measure.month import Month, list_months
from builder.measure.people.training import TrainingMatrix
from builder.measure.promises.heat import measure_by_month
from builder.measure.upkeep import INSPECTION, Upkeep
from builder.model.coverage import Expected
from builder.model.policy import Frozen
from builder.model.register import Crew, Site
from builder.record_types.inspection import Inspection
from builder.render.site.documents.promises import expected_path
from builder.render.site.manual import Here, known
from builder.render.site.markup import NOTHING, chip, link
from builder.render.site.registers.asset_view import asset_head, asset_row, kind_words, worst_first
from builder.render.site.registers.field_view import title_of
from builder.render.site.registers.people import phone_link
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.registers.training_page import PATH as TRAINING
from builder.render.site.registers.training_page import standing_of

Counts = Counter[tuple[Month, str]]
Holes = dict[tuple[Month, str], list[Expected]]


def equipment_table(here: Here, equipment: Iterable[Upkeep]) -> Table:
    """What stands or drives at the site, what must not be used first."""
    rows = tuple(asset_row(here, each, with_site=False) for each in worst_first(equipment))
    title = here.w["equipment_here"]
    return Table(title, asset_head(here, with_site=False), rows, title)


def inspection_table(here: Here, site: Site) -> Table:
    """How often each kind of inspection was done in each of the last twelve months, newest first; the office sees what is missing too."""
    counts = _counts(here, site)
    holes = _holes(here, site) if here.manual.is_office else {}
    kinds = sorted({kind for _, kind in (*counts, *holes)})
    rows = []
    for month in reversed(list_months(here.manual.snapshot.window)):
        if any((month, kind) in counts or (month, kind) in holes for kind in kinds):
            cells = (_cell(here, site, month, kind, counts, holes) for kind in kinds)
            rows.append(TableRow((_month_words(here, month), *cells)))
    title = here.w["inspections_by_month"]
    head = (
        here.w["month"],
        *(here.say("record_kinds", kind) if kind else here.w["latest_inspections"] for kind in kinds),
    )
    return Table(title, head, tuple(rows), title, numbers=tuple(range(1, len(head))), sifted=False)


def _counts(here: Here, site: Site) -> Counts:
    window = here.manual.snapshot.window
    return Counter(
        ((stored.value.date.year, stored.value.date.month), str(known(stored.value, "kind", "")))
        for stored in here.manual.records.get(INSPECTION, ())
        if known(stored.value, "site") == site.id and window.covers(stored.value.date)
    )


def _holes(here: Here, site: Site) -> Holes:
    found: Holes = defaultdict(list)
    for (where, month), cell in measure_by_month(here.manual.snapshot, record_types=(INSPECTION,)).cells.items():
        if where == site.id:
            for each in cell.missing:
                found[month, each.kind or ""].append(each)
    return dict(found)


def _month_words(here: Here, month: Month) -> str:
    return f"{here.manual.language.months[month[1] - 1]} {month[0]}"


def _cell(here: Here, site: Site, month: Month, kind: str, counts: Counts, holes: Holes) -> Markup:
    """The number, leading to the rows behind it, and what is missing, leading to the list of what was promised."""
    number, missing = counts[month, kind], holes.get((month, kind), [])
    parts = []
    url = here.to(f"records/{INSPECTION}/{month[0]}.md")
    if number and url:
        chosen = {
            "q": f"{month[0]}-{month[1]:02}",
            f"f.{title_of(Inspection, 'site')}": site.name,
            f"f.{title_of(Inspection, 'kind')}": kind_words(kind),
        }
        parts.append(link(f"{url}#~{urlencode(chosen)}", str(number)))
    if missing:
        parts.append(_missing(here, missing))
    return Markup(" ").join(parts) if parts else NOTHING


def _missing(here: Here, missing: Sequence[Expected]) -> Markup:
    label = chip(("bad", "✖", f"{len(missing)} {here.w['missing'].lower()}"))
    stored = here.manual.snapshot.program.policy_by_id.get(missing[0].document)
    path = expected_path(here.manual, stored) if stored else None
    url = here.to(path, f"o{missing[0].obligation + 1}") if path else None
    return link(url, label) if url else label


def crew_tables(here: Here, site: Site, training: TrainingMatrix) -> Iterator[Table]:
    """Each crew of the site on the day, and who works there without being on one; names are for the office only."""
    day = training.day
    on_crew: set[str] = set()
    for crew in known(site, "crews", ()):
        if crew.covers(day):
            people = list(dict.fromkeys((crew.foreman, *_members(crew, day))))
            on_crew.update(people)
            yield _people_table(here, crew.name, people, training, foreman=crew.foreman)
    others = [
        id
        for id, stored in here.manual.snapshot.program.people.items()
        if id not in on_crew and (job := stored.value.employment_on(day)) is not None and job.site == site.id
    ]
    if others:
        yield _people_table(here, "Others who work here" if on_crew else "Who works here", others, training)


def _members(crew: Crew, day: date) -> Iterator[str]:
    return (member.person for member in crew.members if member.covers(day))


def _people_table(
    here: Here, title: str, people: Iterable[str], training: TrainingMatrix, *, foreman: str = ""
) -> Table:
    head = (here.w["name"], here.w["position"], here.w["phone"], "Training")
    rows = tuple(TableRow(_person_cells(here, id, training, is_foreman=id == foreman)) for id in people)
    return Table(title, head, rows, title)


def _person_cells(here: Here, id: str, training: TrainingMatrix, *, is_foreman: bool) -> tuple[object, ...]:
    stored = here.manual.snapshot.program.people.get(id)
    person: Frozen | None = stored.value if stored else None
    job = stored.value.employment_on(training.day) if stored else None
    position = here.ref(job.position) if job else NOTHING
    if is_foreman:
        position += Markup(" (foreman)")
    phone = known(person, "work_phone", "") if person else ""
    url = f"{here.to(TRAINING)}#~{urlencode({'q': here.manual.snapshot.name(id)})}"
    return (here.ref(id), position, phone_link(phone), link(url, standing_of(training, id)))
