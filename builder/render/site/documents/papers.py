"""The single document on paper: a PDF for the wall, the gang box or an e-mail, which says what it is and where the current one stands.

Every edition has the same papers, made from what may be posted: a sheet that leaves the office goes anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from builder.measure.level import at_level
from builder.measure.past.in_force import approved_steps
from builder.measure.translation import measure_translations
from builder.model.cache import Cache, NoCache
from builder.model.level import Level
from builder.model.pack_choice import PackChoice
from builder.model.policy import Policy
from builder.model.progress import Progress
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored
from builder.render.approval_words import posted_words
from builder.render.pdf.pool import Job, render_parts
from builder.render.pdf.sections.document import describe_document
from builder.render.pdf.sections.naming import Naming
from builder.render.pdf.sections.section import styles, write_html
from builder.render.pdf.sections.selection import select
from builder.render.pdf.sections.view import View
from builder.render.qr import draw_qr
from builder.render.site.documents.paper_paths import paper_path, with_paper
from builder.render.site.documents.permanent import permanent_address
from builder.render.site.language import Language
from builder.render.site.languages import ENGLISH, LANGUAGES

_HEADING = re.compile(r"(</?h)([3-6])(?=[ >])")

VERSIONS_SHOWN = 6
"""Earlier versions that the paper lists; the manual has them all."""


@dataclass(frozen=True)
class PaperShop:
    """What makes papers: how files are read, where parts are kept, how many processes work at once.

    Attributes:
        read_file: The bytes of a file of the program, for pictures.
        cache: For rendered papers, by what they say.
        workers: Processes that render.
        progress: Told of every paper.
    """

    read_file: Callable[[str], bytes]
    cache: Cache = field(default_factory=NoCache)
    workers: int = 1
    progress: Progress | None = None


def make_papers(snapshot: Snapshot, shop: PaperShop, address: str = "") -> Mapping[str, bytes]:
    """A PDF/UA of every document in use, by its path in the site.

    Args:
        snapshot: At any level; what isn't posted is left out here.
        shop: What makes them.
        address: Of the worker edition, with a slash at its end; without one the papers have no code.

    Raises:
        BuilderError: A document can't be printed; all of them are named.
    """
    posted = at_level(replace(snapshot, work_tree=None), Level.POSTED)
    choice = PackChoice("public")
    # No link may lead out of a single paper into sections that it doesn't have.
    selection = replace(select(posted, choice), anchors=frozenset())
    view = View(posted, selection, Naming(posted, "public"), choice, shop.read_file, shop.cache)
    jobs = [_job(view, stored, address) for stored in with_paper(posted)]
    parts = render_parts(jobs, cache=shop.cache, workers=shop.workers, progress=shop.progress)
    return {paper_path(key): part.pdf for key, part in sorted(parts.items())}


def _job(view: View, stored: Stored[Policy], address: str) -> Job:
    policy = stored.value
    # What matters most on the sheet is said in the language of its text; the control block is the office's and stays English.
    language = LANGUAGES.get(policy.language, ENGLISH)
    printed = describe_document(view, stored)
    here = permanent_address(address, policy.id)
    assets = dict(printed.assets)
    if here:
        assets["qr.svg"] = str(draw_qr(here, here)).encode()
    html = write_html(
        "paper",
        title=f"{policy.id} {policy.title}",
        running=(_company(view.snapshot), f"{policy.id} {policy.title}"),
        footer=_foot(policy, language),
        document={
            **printed.facts,
            "body": Markup(_HEADING.sub(_raise_heading, str(printed.facts["body"]))),  # noqa: S704 - made safe there
            "version": policy.version,
            "effective": language.write_day(policy.effective) if policy.effective else "",
        },
        approval=_approval(view.snapshot, stored),
        versions=list(_versions(view.snapshot, stored)),
        company=_company(view.snapshot),
        is_demonstration=_is_demonstration(view.snapshot),
        address=here,
        day=(policy.effective or policy.approved_on or view.snapshot.as_of).isoformat(),
        language=policy.language,
        w=language.words,
        behind=_behind(view.snapshot, stored, language),
    )
    return Job(policy.id, html, assets, styles(), f"{policy.id} {policy.title}")


def _raise_heading(tag: re.Match[str]) -> str:
    """A heading one step higher: in the pack a document stands inside an element; here its own name is the first heading."""
    return f"{tag[1]}{int(tag[2]) - 1}"


def _behind(snapshot: Snapshot, stored: Stored[Policy], language: Language) -> str:
    """How far a translation is behind its original; empty for one that isn't, and for every original."""
    translates = stored.value.translates
    found = snapshot.program.once(measure_translations).get(translates.id, ()) if translates else ()
    behind = next((each.behind for each in found if each.stored.path == stored.path), 0)
    return language.count(behind, "translation_behind") if behind else ""


def _foot(policy: Policy, language: Language) -> str:
    w = language.words
    parts = [policy.id, f"{w['version'].lower()} {policy.version}"]
    if policy.effective:
        parts.append(f"{w['effective_lower']} {language.write_day(policy.effective)}")
    return " · ".join((*parts, w["printed"]))


def _company(snapshot: Snapshot) -> str:
    company = snapshot.program.company
    return (company.value.trade_name or company.value.name) if company else ""


def _is_demonstration(snapshot: Snapshot) -> bool:
    company = snapshot.program.company
    return company is not None and company.value.demonstration


def _approval(snapshot: Snapshot, stored: Stored[Policy]) -> str:
    approval = snapshot.approvals.get(stored.path)
    return posted_words(approval) if approval else ""


def _versions(snapshot: Snapshot, stored: Stored[Policy]) -> Iterator[tuple[str, str, str]]:
    """Number, day of approval and first day of the newest versions, newest first."""
    file = snapshot.history.files.get(stored.path) if snapshot.history else None
    steps = list(approved_steps(file, snapshot.as_of)) if file else []
    for _, each in reversed(steps[-VERSIONS_SHOWN:]):
        days = [day.isoformat() if day else "" for day in (each.approved_on, each.began)]
        yield str(each.version or ""), days[0], days[1]
