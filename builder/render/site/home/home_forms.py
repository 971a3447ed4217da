"""The forms that crews fill in, by site: what has a rhythm from what the documents promise, what follows an event from their `forms`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.coverage import Expected
from builder.model.register import Site
from builder.record_types import TYPES
from builder.render.site.address_book import HIDDEN_IN_WORKER
from builder.render.site.documents.documents import shown_documents
from builder.render.site.documents.paper_paths import form_path
from builder.render.site.manual import Here, known
from builder.render.site.registers.site_pages import active_sites
from builder.render.site.words import words

RHYTHMS = ((1, "rhythm_day"), (7, "rhythm_week"), (31, "rhythm_month"), (92, "rhythm_quarter"))
"""The most days of a period, and the name of its word. What comes less often than each quarter is no crew's everyday form."""

_CREW = frozenset({"", "worker", "supervisor"})
"""Who fills in what stands on the home page; managers' and coordinators' forms stand in the register."""

_FIELD = frozenset(
    {"emergency", "hazard-assessment", "hazard-control", "inspections", "investigation", "other-parties"}
)
"""Elements whose forms crews fill in when something happens; those of the others (courses, committees, audits) the office makes."""

_UNITS = frozenset({"event", "person"})
"""What such a form is about. What is made for a site, a contractor, the company or a claim the office makes."""


@dataclass(frozen=True)
class FormLink:
    """A form as an entry of a list.

    Attributes:
        title: Of the record type, with its kind where it has one.
        url: Its page; empty where nothing of the kind has been filed.
        paper: The form to print; empty where the site has none.
        document: Link to the document that asks for it; empty where several do.
    """

    title: str
    url: str
    paper: str
    document: str = ""


@dataclass(frozen=True)
class SiteForms:
    """The forms with a rhythm at one site: groups of a heading and its forms, the most frequent first."""

    id: str
    name: str
    groups: tuple[tuple[str, tuple[FormLink, ...]], ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(len(forms) for _, forms in self.groups)


def home_forms(here: Here) -> str:
    """The forms of every active site and those for when something happens; nothing where the documents ask for none."""
    sites = [forms for site in active_sites(here.manual) if (forms := site_forms(here, site)).count]
    events = _event_forms(here)
    if not sites and not events:
        return ""
    return here.manual.render(
        "home_forms.html.j2", here.path, sites=sites, events=events, all=here.to("records/index.md")
    )


def site_forms(here: Here, site: Site) -> SiteForms:
    """The forms with a rhythm at one site, by how often they are filled in."""
    found: dict[tuple[int, str, str], FormLink] = {}
    for each in _with_rhythm(here, site.id):
        days = (each.last - each.first).days + 1
        place = next((index for index, (most, _) in enumerate(RHYTHMS) if days <= most), None)
        if place is not None:
            kind = f" ({here.say('record_kinds', each.kind, words(each.kind)).lower()})" if each.kind else ""
            title = f"{here.say('records', each.record_type)}{kind}"
            found.setdefault((place, each.record_type, title), form_link(here, each.record_type, title))
    groups = []
    for index, (_, word) in enumerate(RHYTHMS):
        forms = tuple(form for (place, _, _), form in sorted(found.items()) if place == index)
        if forms:
            groups.append((here.w[word], forms))
    return SiteForms(site.id, site.name, tuple(groups))


def _with_rhythm(here: Here, site: str) -> Iterator[Expected]:
    """What is expected at a site again and again: a day alone is a rhythm only where the same unit has another one."""
    days: dict[tuple[str, int, str], set[object]] = {}
    expected = [
        each
        for each in here.manual.snapshot.expected
        if each.site == site and each.record_type in TYPES and each.by in _CREW
    ]
    for each in expected:
        days.setdefault((each.document, each.obligation, each.unit), set()).add(each.first)
    for each in expected:
        is_day = each.first == each.last
        if not is_day or len(days[each.document, each.obligation, each.unit]) > 1:
            yield each


def _event_forms(here: Here) -> tuple[FormLink, ...]:
    """Forms that documents for crews ask for when something happens, those filled in most often first; each with its document if only one asks."""
    asked: dict[str, list[str]] = {}
    for stored in shown_documents(here.manual):
        audience = known(stored.value, "audience", ())
        if not audience or "worker" in audience:
            for name in known(stored.value, "forms", ()):
                if _is_for_crews(name):
                    asked.setdefault(name, []).append(stored.value.id)
    found = []
    for name, documents in asked.items():
        document = here.manual.book.ids.get(documents[0]) if len(documents) == 1 else None
        # Only what the edition lists: how often the others were made, an order must not tell.
        filed = len(here.manual.records.get(name, ()))
        found.append((filed, form_link(here, name, here.say("records", name), here.url(document) or "")))
    return tuple(form for _, form in sorted(found, key=lambda each: (-each[0], each[1].title)))


def _is_for_crews(name: str) -> bool:
    kind = TYPES.get(name)
    return kind is not None and kind.ELEMENT in _FIELD and kind.UNIT in _UNITS


def form_link(here: Here, name: str, title: str, document: str = "") -> FormLink:
    """A record type as a form: its page, and the form to print where the site has it."""
    # A worker's edition lists no records of such a type, so the way leads to the document that says what to do.
    url = "" if name in HIDDEN_IN_WORKER and not here.manual.is_office else here.type(name) or ""
    return FormLink(
        title,
        url or document,
        here.paper(form_path(name)) or "",
        document,
    )
