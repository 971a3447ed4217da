"""The controlled documents: an overview by area, a page for each, and what became of what each promises to record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup, escape

from builder.measure.document import review_due
from builder.measure.translation import is_translation, measure_translations
from builder.model.policy import Policy
from builder.model.stored import Stored
from builder.read.markdown_text import links
from builder.record_types import TYPES
from builder.render.site.address_book import is_shown
from builder.render.site.documents.approval import approval_lines
from builder.render.site.documents.changes import difference_path
from builder.render.site.documents.concerned import concerned, jobs, signatures
from builder.render.site.documents.paper_paths import form_path, paper_path
from builder.render.site.documents.permanent import code_block, replaced_by
from builder.render.site.documents.promises import expected_page, expected_path, obligation_entries
from builder.render.site.documents.revisions import revision_block
from builder.render.site.documents.to_hear import to_hear
from builder.render.site.documents.translation_note import behind_chip, language_name, translation_note
from builder.render.site.manual import Here, Manual, known
from builder.render.site.markup import chip, link
from builder.render.site.page import Page, plain
from builder.render.site.prose import SHOWN_FILES, beside
from builder.render.site.words import POLICY_STATUS, STATUS

KIND_GROUPS: tuple[tuple[str, str], ...] = (("swp", "Safe work practices"), ("sjp", "Safe job procedures"))
"""Kinds that are so many that they stand apart inside their area."""


@dataclass(frozen=True)
class Row:
    """An entry of a list of links: where to, what, in short, a label where something is the matter, and the title's language if another."""

    url: str
    title: str
    meta: str
    flag: Markup | None = None
    language: str = ""


def document_pages(manual: Manual) -> Iterator[Page]:
    """The overview and a page for every document that this edition shows."""
    yield overview(manual)
    linked = _linked_from(manual)
    for stored in manual.snapshot.program.policies:
        address = manual.book.sources.get(stored.path)
        if address and is_shown(stored, manual.edition) and stored.path not in manual.book.foreign:
            yield document_page(manual, stored, address.path, linked.get(stored.path, ()))
            if expected_path(manual, stored):
                yield expected_page(manual, stored)


def shown_documents(manual: Manual) -> tuple[Stored[Policy], ...]:
    """The documents of this edition that may be used, sorted by id: not withdrawn, not replaced."""
    program = manual.snapshot.program
    return tuple(
        stored
        for stored in program.policies
        if stored.path in manual.book.sources
        and stored.value.status != "withdrawn"
        and not is_translation(program, stored.value)
    )


def row(here: Here, stored: Stored[Policy]) -> Row:
    """A document as an entry of a list."""
    policy = stored.value
    address = here.manual.book.sources[stored.path]
    meta = [policy.id, here.say("kinds", policy.kind), f"{here.w['version'].lower()} {policy.version}"]
    if policy.effective:
        meta.append(f"{here.w['effective'].lower()} {here.day(policy.effective)}")
    if here.is_elsewhere(address):
        meta.append(here.w["in_english"])
    flag = _flag(here, policy)
    return Row(here.url(address) or "", policy.title, " · ".join(meta), flag, here.language_of(address))


def overview(manual: Manual) -> Page:
    """All documents by area, in the partner's order with the partner's numbers."""
    here = manual.here("documents/index.md")
    parts = [f'<div class="m-block"><p>{Markup.escape(here.w["documents_intro"])}</p></div>']
    for heading, groups in by_area(manual):
        parts.append(f"## {plain(heading)}")
        for title, documents in groups:
            if title:
                parts.append(f"### {plain(title)}")
            entries = [row(here, stored) for stored in documents]
            parts.append(manual.render("rows.html.j2", here.path, entries=entries, none=""))
    withdrawn = [
        stored
        for stored in manual.snapshot.program.policies
        if stored.path in manual.book.sources
        and stored.value.status == "withdrawn"
        and not is_translation(manual.snapshot.program, stored.value)
    ]
    if withdrawn:
        entries = [row(here, stored) for stored in withdrawn]
        parts += [f"## {here.w['withdrawn']}", manual.render("rows.html.j2", here.path, entries=entries, none="")]
    translated = _translations(here)
    if translated:
        parts += [f"## {here.w['translated']}", manual.render("rows.html.j2", here.path, entries=translated, none="")]
    return Page(here.path, here.w["documents"], "\n\n".join(parts), hide=("toc",) if len(parts) < 3 else ())


def _translations(here: Here) -> list[Row]:
    """For the office: every translation, those that are behind first."""
    if not here.manual.is_office:
        return []
    found = [each for group in here.manual.snapshot.program.once(measure_translations).values() for each in group]
    rows = []
    for each in sorted(found, key=lambda one: (-one.behind, one.stored.value.id)):
        versions = f"{here.w['version'].lower()} {each.made_from} {here.w['of']} {each.original.value.version}"
        meta = " · ".join((each.stored.value.id, language_name(each.language), versions))
        url = here.url(here.manual.book.sources[each.stored.path]) or ""
        rows.append(Row(url, each.stored.value.title, meta, behind_chip(here, each), each.language))
    return rows


def kind_pages(manual: Manual) -> Iterator[Page]:
    """A list of its own for each kind that people ask for by name."""
    for kind, title in KIND_GROUPS:
        documents = [stored for stored in shown_documents(manual) if stored.value.kind == kind]
        if documents:
            path = f"documents/{kind}.md"
            here = manual.here(path)
            entries = [row(here, stored) for stored in sorted(documents, key=lambda each: each.value.title)]
            title = here.say("kind_plurals", kind, title)
            yield Page(path, title, manual.render("rows.html.j2", path, entries=entries, none=""), 1.5, hide=("toc",))


Group = tuple[str, tuple[Stored[Policy], ...]]


def by_area(manual: Manual) -> Iterator[tuple[str, tuple[Group, ...]]]:
    """Usable documents by element, and inside it by group; an element without documents is left out."""
    documents = shown_documents(manual)
    say = manual.language.say
    for partner, element in manual.snapshot.standard.elements_for(manual.snapshot.coverage.partner):
        here = [stored for stored in documents if stored.value.area == element.key]
        apart = {kind for kind, _ in KIND_GROUPS}
        groups = [("", tuple(stored for stored in here if stored.value.kind not in apart))]
        groups += [
            (say("kind_plurals", kind, title), tuple(stored for stored in here if stored.value.kind == kind))
            for kind, title in KIND_GROUPS
        ]
        kept = tuple((title, group) for title, group in groups if group)
        if kept:
            yield f"{partner.number} {say('elements', element.key, partner.name)}", kept


def _flag(here: Here, policy: Policy) -> Markup | None:
    as_of = here.manual.snapshot.as_of
    if policy.status != "approved":
        return chip(POLICY_STATUS[policy.status], here.say("document_status", policy.status))
    if policy.effective and policy.effective > as_of:
        return chip(("part", "▲", f"{here.w['effective']} {here.day(policy.effective)}"))
    due = review_due(policy)
    if due and due < as_of:
        return chip(("part", "▲", f"{here.w['review_overdue']} {here.day(due)}"))
    return None


def document_page(manual: Manual, stored: Stored[Policy], path: str, linked: tuple[Stored[Policy], ...]) -> Page:
    """The page of one document; `linked` are the others that it mentions or that mention it."""
    policy = stored.value
    here = manual.here(path)
    body = here.prose(policy.body, here.manual.written_in(stored), policy.language)
    markdown = manual.render(
        "policy.html.j2",
        path,
        policy=policy,
        kind=here.say("kinds", policy.kind),
        status=chip(POLICY_STATUS[policy.status], here.say("document_status", policy.status)),
        review_flag=_flag(here, policy) if policy.status == "approved" else "",
        control=_control(here, policy),
        approval=approval_lines(here, stored),
        translation=translation_note(here, stored),
        body=body,
        obligations=obligation_entries(manual, here, stored),
        about=_about(here, stored),
        concerned=concerned(here, policy),
        jobs=jobs(here, policy),
        signatures=signatures(here, policy),
        to_hear=to_hear(here, stored),
        paper=here.paper(paper_path(manual.own_id(stored))),
        changes=here.to(difference_path(manual, stored)),
        # A draft has no address: workers have no page of it that a code could lead to.
        code=code_block(here, manual.own_id(stored)) if policy.status != "draft" else "",
        instead=[row(here, each) for each in replaced_by(manual, policy.id)],
        related=[row(here, each) for each in linked],
        revisions=revision_block(here, stored),
        questions=_questions(manual, here, policy),
        search_words=policy.keywords,
    )
    boost = 2.0 if policy.area == "emergency" else 1.5 if policy.kind in ("swp", "sjp") else 1.0
    if _is_of_closed_sites(manual, policy):
        # Whoever looks for a rescue plan stands on a site that is open.
        boost = 1.5
    # What is withdrawn is found after everything else, by those who look for what became of it.
    boost = 0.0 if policy.status == "withdrawn" else boost
    return Page(path, policy.title, markdown, boost, tags=(policy.id, *policy.keywords))


def _is_of_closed_sites(manual: Manual, policy: Policy) -> bool:
    """Whether a document is for sites only of which none is open on the day or opens later."""
    named = [manual.snapshot.program.sites.get(id) for id in known(policy, "applies_to", ())]
    sites = [each.value for each in named if each]
    as_of = manual.snapshot.as_of
    return bool(sites) and all(span.to and span.to < as_of for site in sites for span in site.active)


def _control(here: Here, policy: Policy) -> list[tuple[str, object]]:
    due = review_due(policy)
    return [
        (here.w["approved_by"], here.ref(known(policy, "approved_by"))),
        (here.w["approved_on"], here.day(policy.approved_on) if policy.approved_on else ""),
        (here.w["effective"], here.day(policy.effective) if policy.effective else ""),
        (here.w["next_review"], here.day(due) if due else ""),
        (here.w["owner"], here.ref(known(policy, "owner"))),
    ]


def _about(here: Here, stored: Stored[Policy]) -> list[tuple[str, object]]:
    policy = stored.value
    laws = [" s. ".join(filter(None, (law.law, law.section))) for law in known(policy, "legislation", ())]
    signed = signed_copy_path(policy)
    is_shown = here.manual.is_office and signed in here.manual.snapshot.program.files
    return [
        (here.w["forms"], Markup(", ").join(_form(here, name) for name in known(policy, "forms", ()))),
        (here.w["signed_copy"], link(here.file(signed), signed.rpartition("/")[2]) if is_shown else ""),
        (here.w["withheld"], here.manual.snapshot.withheld.words(stored.path)),
        (here.w["laws"], "; ".join(laws)),
        (here.w["supersedes"], here.refs(known(policy, "supersedes", ()))),
    ]


def _form(here: Here, name: str) -> Markup:
    """A record type that the document has people fill in, with the way to its page and to the form on paper."""
    url, paper = here.type(name), here.paper(form_path(name))
    title = here.say("records", name) if name in TYPES else name
    shown = link(url, title) if url else escape(title)
    return shown + Markup(" (") + link(paper, "PDF") + Markup(")") if paper else shown


def signed_copy_path(policy: Policy) -> str:
    """The scan of the page that was signed in ink, relative to the repository; empty where there is none to show."""
    copy = known(policy, "signed_copy")
    path = f"policies/{copy.path}" if copy else ""
    return path if path.lower().endswith(SHOWN_FILES) and "/../" not in path else ""


def _questions(manual: Manual, here: Here, policy: Policy) -> list[dict[str, Any]]:
    found = []
    for id in known(policy, "answers", ()):
        answer = manual.snapshot.coverage.answer(id)
        if answer:
            found.append(
                {
                    "id": id,
                    "topic": answer.question.topic,
                    "status": chip(STATUS[answer.status]),
                    "url": here.question(id) or "",
                }
            )
    return found


def _linked_from(manual: Manual) -> dict[str, tuple[Stored[Policy], ...]]:
    """For each document those that link to it or that it links to, itself left out, sorted by id."""
    by_path = {stored.path: stored for stored in shown_documents(manual)}
    linked: dict[str, set[str]] = {path: set() for path in by_path}
    for path, stored in by_path.items():
        for each in links(stored.value.body):
            target = beside(path, unquote(each.target).partition("#")[0])
            if target in linked and target != path:
                linked[path].add(target)
                linked[target].add(path)
    return {
        path: tuple(sorted((by_path[each] for each in found), key=lambda each: each.value.id))
        for path, found in linked.items()
    }
