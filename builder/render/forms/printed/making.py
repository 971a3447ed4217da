"""The form of a record type as a PDF that is read aloud correctly too (PDF/A-3a and PDF/UA-1), by the engine that prints the pack."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import jinja2
from markupsafe import Markup, escape
from pikepdf import ObjectStreamMode

from builder.model.cache import Cache, NoCache
from builder.model.day import write_day
from builder.model.form_code import FormCode
from builder.model.progress import Progress
from builder.model.snapshot import Snapshot
from builder.render.forms.printed.choosing import types_on_paper
from builder.render.forms.printed.composing import compose_sheets
from builder.render.forms.printed.fitting import fit
from builder.render.forms.printed.sheet import Block, Names, Sheet
from builder.render.pdf.fonts import unsupported_characters
from builder.render.pdf.merge import merge_parts, write_destinations
from builder.render.pdf.part import Job, Part
from builder.render.pdf.pool import render_parts
from builder.render.qr import draw_qr
from builder.render.site.documents.paper_paths import form_path
from builder.render.templates import open_templates

Paper = Literal["letter", "a4"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
SIZES = {"letter": "Letter", "a4": "A4"}
"""Names of the papers in styles."""


@dataclass(frozen=True)
class Laid:
    """A block as the template sees it: which kind it is, itself, and rows of names two by two."""

    kind: str
    of: Block
    pairs: tuple[tuple[tuple[int, str], ...], ...] = ()


def make_form(
    snapshot: Snapshot, type_name: str, paper: Paper = "letter", site: str | None = None, *, cache: Cache | None = None
) -> bytes:
    """The form of a record type, one file with a sheet for each kind that has a checklist of its own.

    Args:
        snapshot: At the level of those who will hold the form in hand.
        type_name: A record type.
        paper: Size of the page.
        site: Id of the site that it is printed for; for any site when left out.
        cache: Where rendered sheets are kept, by all they depend on.

    Returns:
        A PDF; the same bytes for the same arguments.

    Raises:
        BuilderError: A text of the company can't be printed.
    """
    return make_copies(snapshot, type_name, paper, site, serials=(0,), cache=cache)


def make_form_papers(
    snapshot: Snapshot,
    paper: Paper = "letter",
    *,
    cache: Cache | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> dict[str, bytes]:
    """The forms that documents ask for, by their path in a site: `forms/inspection.pdf`; see `make_form`.

    Args:
        snapshot: At the level of those who will hold the forms in hand.
        paper: Size of the page.
        cache: Where rendered sheets are kept.
        workers: Processes that render.
        progress: Told of every sheet.
    """
    jobs = {name: form_jobs(snapshot, name, paper) for name in types_on_paper(snapshot)}
    waiting = [job for each in jobs.values() for job in each]
    parts = render_parts(waiting, cache=cache or NoCache(), workers=workers, progress=progress)
    return {form_path(name): _join([parts[job.key] for job in each]) for name, each in jobs.items()}


def make_copies(
    snapshot: Snapshot,
    type_name: str,
    paper: Paper,
    site: str | None,
    *,
    serials: Sequence[int],
    cache: Cache | None = None,
) -> bytes:
    """Several copies of a form behind each other, each with its own number in its code; see `make_form`."""
    jobs = [job for serial in serials for job in form_jobs(snapshot, type_name, paper, site, serial)]
    return _join(list(render_parts(jobs, cache=cache or NoCache()).values()))


def form_jobs(
    snapshot: Snapshot, type_name: str, paper: Paper = "letter", site: str | None = None, serial: int = 0
) -> tuple[Job, ...]:
    """The sheets of a form before they are rendered; see `make_form`."""
    sheets = [fit(sheet, paper) for sheet in compose_sheets(snapshot, type_name, site, serial)]
    return tuple(
        Job(f"form {sheet.code.text}", _write_html(sheet, paper, snapshot), css=_styles(), title=sheet.title)
        for sheet in sheets
    )


def _write_html(sheet: Sheet, paper: Paper, snapshot: Snapshot) -> str:
    html = (
        _templates()
        .get_template("forms/form.html.j2")
        .render(
            sheet=sheet,
            blocks=[lay(block) for block in sheet.blocks],
            size=SIZES[paper],
            foot=_foot(sheet, snapshot),
            qr=draw_code(sheet.code),
        )
    )
    return printable(html)


def printable(html: str) -> str:
    """The page with every character that no shipped font has written by its number, so that nothing is lost unseen."""
    for character in unsupported_characters(html):
        html = html.replace(character, f"[U+{ord(character):04X}]")
    return html


def _foot(sheet: Sheet, snapshot: Snapshot) -> str:
    """What stands below every page; the version is that of the document whose text and promise the form follows."""
    code = sheet.code
    of = f"{code.document} version {code.version}, " if code.document else ""
    number = f" no. {code.serial}" if code.serial else ""
    return f"{sheet.form_id}{number} · {of}as of {write_day(snapshot.as_of)} · Uncontrolled when printed: use the newest blank form"


def draw_code(code: FormCode) -> Markup:
    """The code as a drawing, with the words that the engine reads out (it takes them from the title only)."""
    words = f"Code of this form: {code.text}"
    drawn = draw_qr(code.text, words)
    head, _, rest = drawn.partition(">")
    return Markup(f"{head}><title>{escape(words)}</title>{rest}")  # noqa: S704 - drawn by us, its words escaped


def lay(block: Block) -> Laid:
    """A block for the template that draws it, `forms/blocks.html.j2`."""
    kind = type(block).__name__
    if not isinstance(block, Names):
        return Laid(kind, block)
    # Two beside each other, counted downwards: a crew signs one below the other.
    half = (block.rows + 1) // 2
    names = [*block.known, *[""] * (2 * half - len(block.known))]
    pairs = tuple(tuple((number + 1, names[number]) for number in (row, row + half)) for row in range(half))
    return Laid(kind, block, pairs)


def _join(parts: Sequence[Part]) -> bytes:
    """The sheets behind each other; each keeps its own page numbers, for each is handed in on its own."""
    if len(parts) == 1:
        return parts[0].pdf
    joint = merge_parts(parts[0], parts[1:])
    with joint.pdf as pdf:
        write_destinations(joint)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return out.getvalue()


@cache
def _templates() -> jinja2.Environment:
    return open_templates()


@cache
def _styles() -> str:
    return _templates().get_template("forms/form.css").render()
