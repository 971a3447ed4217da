"""What was not checked, how the sample was chosen, and how to verify the pack: in plain words."""

from __future__ import annotations

from builder.model.coverage import Detail
from builder.render.pdf.sections.sample import LONG_LIST, LONG_SAMPLE, SAMPLE_SIZE, SCANNED_SHARE
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.selection import DEFAULT_SEED
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
        stubs=len(view.selection.registers.get("stub", ())),
        left_out=view.snapshot.left_out,
        seed=view.choice.sample.seed or DEFAULT_SEED,
        size=SAMPLE_SIZE,
        long_sample=LONG_SAMPLE,
        long_list=LONG_LIST,
        share=SCANNED_SHARE,
        profile=view.naming.profile,
    )
    entries = (("How the sample was chosen", "sampling"), ("How to verify this pack", "how-to-verify"))
    return Section("limits", "What was not checked", "", html, "limits", entries)
