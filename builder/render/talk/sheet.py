"""The paper for a meeting about a change: what changed, and where a crew signs that they heard it (PDF/A-3a and PDF/UA-1)."""

from __future__ import annotations

from functools import cache as once
from typing import NamedTuple

import jinja2

from builder.model.cache import Cache, NoCache
from builder.model.day import write_day
from builder.model.form_code import FormCode
from builder.model.progress import Progress
from builder.model.snapshot import Snapshot
from builder.model.wording import counted
from builder.record_types.toolbox_meeting import ToolboxMeeting
from builder.render.forms.printed.making import SIZES, Paper, draw_code, lay, printable
from builder.render.forms.printed.sheet import Block, Box, ForTheOffice, Names, Row, Signers
from builder.render.pdf.part import Job
from builder.render.pdf.pool import render_parts
from builder.render.site.documents.paper_paths import talk_path
from builder.render.talk.newest import newest_talks
from builder.render.talk.talk import Group, Talk, describe_reason
from builder.render.talk.text import concerns, stands
from builder.render.templates import open_templates

SHOWN = 9
"""Rows of changes on a sheet; beyond them nobody listens, and the manual shows all of them."""

REASONS = 3
"""Records that are named as what brought it about, the newest ones."""


class Layout(NamedTuple):
    """How much room a sheet takes.

    Attributes:
        spare: Empty rows behind the printed names: for people of other crews, and for visitors.
        lines: For what the crew said.
        is_apart: Whether the part that is signed has a page of its own.
    """

    spare: int
    lines: int
    is_apart: bool


LAYOUTS = (Layout(4, 2, False), Layout(1, 1, False), Layout(8, 3, True))
"""Tried one after the other until a sheet fits on one page; the last one is for what doesn't: read one page, sign the other."""

QUESTIONS = (
    "What do we do differently from tomorrow on?",
    "Where on this site does it come up first?",
    "What would keep us from doing it so?",
)
"""Open questions, so that a crew talks and isn't only read to."""


BLANK = Layout(14, 2, False)
"""Of a sheet without names, for any crew."""


def make_sheet(
    talk: Talk, group: Group, snapshot: Snapshot, paper: Paper = "letter", *, cache: Cache | None = None
) -> bytes:
    """The sheet of a change for one crew, one or two pages.

    Its code says toolbox meeting, site, document and version: its scan is filed by that, like a form's.

    Args:
        talk: The change.
        group: Those who still have to hear it; their names are printed.
        snapshot: At office level.
        paper: Size of the page.
        cache: Where rendered sheets are kept, by all they depend on.

    Returns:
        A PDF; the same bytes for the same arguments.

    Raises:
        BuilderError: A text of the company can't be printed.
    """
    pdf = b""
    for layout in LAYOUTS:
        job = _job(talk, group, snapshot, paper, layout)
        part = render_parts([job], cache=cache or NoCache())[job.key]
        pdf = part.pdf
        if part.pages == 1:
            break
    return pdf


def make_talk_papers(
    snapshot: Snapshot, *, cache: Cache | None = None, workers: int = 1, progress: Progress | None = None
) -> dict[str, bytes]:
    """A sheet without names for every change that is news, by its path in the office's site.

    Args:
        snapshot: At office level, with the changes of the texts.
        cache: Where rendered sheets are kept.
        workers: Processes that render.
        progress: Told of every sheet.

    Raises:
        BuilderError: A text of the company can't be printed.
    """
    anybody = Group("", "", "", "any crew", "", (), ())
    jobs = {each.policy.id: _job(each, anybody, snapshot, "letter", BLANK) for each in newest_talks(snapshot)}
    parts = render_parts(list(jobs.values()), cache=cache or NoCache(), workers=workers, progress=progress)
    return {talk_path(id): parts[job.key].pdf for id, job in jobs.items()}


def _job(talk: Talk, group: Group, snapshot: Snapshot, paper: Paper, layout: Layout) -> Job:
    code = sheet_code(talk, group)
    html = _write_html(talk, group, snapshot, code, paper, layout)
    return Job(f"talk {code.text} {group.crew}", html, css=_styles(), title=talk.title)


def sheet_code(talk: Talk, group: Group) -> FormCode:
    """What stands in the code of a sheet: the document is the one that is talked about, in the version that counts."""
    return FormCode(ToolboxMeeting.TYPE, site=group.site, document=talk.policy.id, version=talk.policy.version)


def _write_html(talk: Talk, group: Group, snapshot: Snapshot, code: FormCode, paper: Paper, layout: Layout) -> str:
    company = snapshot.program.company.value if snapshot.program.company else None
    is_whole = talk.change is None
    name = "new" if talk.is_new else "what it says" if is_whole else "what changed"
    left = len(talk.turns) - SHOWN
    html = (
        _templates()
        .get_template("talk/talk.html.j2")
        .render(
            title=f"{talk.title}: {name}",
            company=(company.trade_name or company.name) if company else "",
            size=SIZES[paper],
            qr=draw_code(code),
            code=code.text,
            versions=f"{talk.versions[:1].upper()}{talk.versions[1:]}",
            stands=stands(talk.policy, snapshot),
            who=_who(group),
            heading="What it says" if is_whole else "What changed",
            is_whole=is_whole,
            turns=talk.turns[:SHOWN],
            more=f"{counted(left, 'more place')} in the manual: page of {talk.policy.id}." if left > 0 else "",
            concerns=list(concerns(talk.policy, snapshot)),
            reasons=[_sentence(describe_reason(each)) for each in talk.reasons[-REASONS:]],
            questions=QUESTIONS,
            blocks=[lay(block) for block in _blocks(group, snapshot, layout)],
            is_apart=layout.is_apart,
            foot=f"{talk.title} · version {talk.policy.version} · as of {write_day(snapshot.as_of)} · scan it once it is signed",
        )
    )
    return printable(html)


def _who(group: Group) -> str:
    where = "" if not group.site_name or group.name.startswith(group.site_name) else f", {group.site_name}"
    return f"{group.name}{where}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _blocks(group: Group, snapshot: Snapshot, layout: Layout) -> list[Block]:
    names = tuple(snapshot.name(each.reader.person.id) for each in group.waiting)
    return [
        Row(
            (
                Box("Date", "the day it was talked about", "day", 4),
                Box("Site", shape="known" if group.site else "line", width=5, value=group.site_name),
                Box("Length", "minutes", width=3),
            )
        ),
        Row((Box("What the crew said, and what has to be done about it", shape="lines", lines=layout.lines),)),
        Signers((("Leader", "who told it"),)),
        Names(
            "I was told what changed, I could ask, and I understand it",
            names,
            len(names) + layout.spare,
        ),
        ForTheOffice(("Record number", "Filed on", "Filed by")),
    ]


@once
def _templates() -> jinja2.Environment:
    return open_templates()


@once
def _styles() -> str:
    return "".join(_templates().get_template(name).render() for name in ("forms/form.css", "talk/talk.css"))
