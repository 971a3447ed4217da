"""How the sample was chosen: by whom, by which rule, from how many, and what became of every id on the auditor's list."""

from __future__ import annotations

from typing import Any

from builder.measure.sampling.candidate import candidate_of
from builder.measure.sampling.draw import RULE
from builder.record_types import TYPES
from builder.render.pdf.sections.sample import LONG_LIST, LONG_SAMPLE, SAMPLE_SIZE, SCANNED_SHARE, Sample
from builder.render.pdf.sections.sample_frame import FRAME_NAME, frame_digest, has_frame
from builder.render.pdf.sections.sample_words import BY_THE_COMPANY, how_words
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View


def make_sampling(view: View) -> Section | None:
    """The section; None where no register has a record, so that nothing was chosen."""
    if not view.selection.registers:
        return None
    choice = view.choice
    html = write_html(
        "sampling",
        title="How the sample was chosen",
        running=("How the sample was chosen", ""),
        who_chose=who_chose(view),
        by=choice.sample.by,
        seed=choice.sample.seed,
        sites=[view.naming.site(id) for id in choice.sites],
        rule=RULE,
        size=SAMPLE_SIZE,
        long_sample=LONG_SAMPLE,
        long_list=LONG_LIST,
        share=SCANNED_SHARE,
        frame_name=FRAME_NAME if has_frame(view) else "",
        digest=frame_digest(view) if has_frame(view) else "",
        rows=[_register(view, name, sample) for name, sample in view.selection.chosen.items()],
        asked=[_asked(view, id) for id in choice.sample.ids],
    )
    return Section("sampling", "How the sample was chosen", "", html, "sampling")


def who_chose(view: View) -> str:
    """One sentence on who chose what is printed in full."""
    sample = view.choice.sample
    if sample.by == "auditor-seed":
        return f"It was drawn with the auditor's seed “{sample.seed}”."
    if sample.by == "auditor-list":
        count = "one id" if len(sample.ids) == 1 else f"{len(sample.ids)} ids"
        words = f"It was chosen by the auditor's own list of {count}"
        return (
            f"{words}; registers that the list doesn't name, with the seed “{sample.seed}”."
            if sample.seed
            else f"{words}."
        )
    return f"It was {BY_THE_COMPANY}."


def _register(view: View, name: str, sample: Sample) -> dict[str, Any]:
    program = view.snapshot.program
    records = view.selection.registers[name]
    candidates = [candidate_of(program, each.value) for each in records if each.value.id in sample.frame]
    return {
        "name": TYPES[name].PLURAL,
        "link": view.selection.link(f"register-{name}"),
        "records": len(records),
        "frame": len(candidates),
        "sites": len({each.site for each in candidates}),
        "levels": len({each.level for each in candidates}),
        "months": len({each.month for each in candidates}),
        "strata": len({each.stratum for each in candidates}),
        "printed": len(sample.records),
        "how": how_words(sample),
    }


def _asked(view: View, id: str) -> dict[str, Any]:
    """An id of the auditor's list and what became of it; one that nothing has is printed too, never dropped."""
    link = view.selection.link_to(id)
    stored = view.snapshot.program.record_by_id.get(id)
    if link and stored:
        found = f"{type(stored.value).TITLE}, {stored.value.date.isoformat()}: printed in full"
    elif link:
        found = "Document: printed in full"
    elif stored:
        found = (
            f"{type(stored.value).TITLE}, {stored.value.date.isoformat()}: outside of the period, so it stands in no register; "
            "a supplement to this pack can print it"
        )
    elif id in {each.value.id for each in view.selection.listed}:
        found = "Document: a draft, so it is named under its element and not printed"
    elif id in view.snapshot.program.people or id in view.snapshot.names:
        found = "Not a record: an entry of the company's registers; ask for records by their own ids"
    else:
        found = "Asked for, not found: nothing that this pack may show has this id"
    return {"id": id, "link": link, "found": found, "is_found": link is not None}
