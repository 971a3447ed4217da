"""What was not checked, how the sample was chosen, and how to verify the pack: in plain words."""

from __future__ import annotations

from builder.model.coverage import Detail
from builder.render.pdf.sections.sampling import who_chose
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.selection import RESTRICTED
from builder.render.pdf.sections.view import View


def make_limits(view: View) -> Section:
    """The limits of what documents, records and git can show."""
    only_asked = [
        answer.question
        for answer in view.snapshot.coverage.answers()
        if answer.detail is Detail.NOT_DOCUMENTARY or not answer.question.needs
    ]
    html = write_html(
        "limits",
        title="What was not checked",
        running=("What was not checked", ""),
        questions=[
            {"id": question.id, "topic": question.topic, "link": f"xref:question-{question.id}"}
            for question in only_asked
        ],
        has_history=view.has_history,
        has_previous=view.snapshot.previous is not None,
        history_note=view.snapshot.history_note,
        restricted=view.selection.link(RESTRICTED),
        left_out=view.snapshot.left_out,
        has_registers=bool(view.selection.registers),
        who_chose=who_chose(view),
        profile=view.naming.profile,
    )
    entries = (("How to verify this pack", "how-to-verify"),)
    return Section("limits", "What was not checked", "", html, "limits", entries)
