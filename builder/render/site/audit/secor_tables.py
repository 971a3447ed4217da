"""The small employer's tables on the page of the clock: headcount, self-assessment, and what growing past ten would take."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from builder.measure.cycle.growth import measure_growth
from builder.measure.cycle.secor import Track, is_small_employer, list_blanks, measure_track, newest_assessment
from builder.model.coverage import Answer
from builder.model.secor import Secor
from builder.read.secor_file import read_secor
from builder.record_types.self_assessment import TopicAnswer
from builder.render.site.board.to_do import with_links
from builder.render.site.manual import Here
from builder.render.site.markup import chip, iso, lines
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.words import STATUS

ANSWER_LOOK = {
    "yes": ("ok", "✔", "Yes"),
    "no": ("bad", "✖", "No"),
    "na": ("none", "–", "N/A"),
    "": ("part", "▲", "No answer"),
}


def secor_tables(here: Here) -> Iterator[Table]:
    """The tables, for a company that holds or wants a SECOR."""
    snapshot = here.manual.snapshot
    if not is_small_employer(snapshot.program):
        return
    secor = read_secor()
    track = measure_track(snapshot.program, secor, snapshot.as_of)
    yield _headcount(here, track, secor)
    yield from _blanks(here, secor)
    yield _topics(here, secor, track)
    yield from _growth(here, secor, track)


def _headcount(here: Here, track: Track, secor: Secor) -> Table:
    rows = tuple(
        TableRow((iso(each.first), iso(each.last), str(each.count), here.refs(sorted(each.people))))
        for each in reversed(track.line)
        if each.count
    )
    verdict = "more than" if track.is_over else "within"
    note = f"{track.count} at most in the last {secor.months} months, {verdict} the {track.limit} that SECOR takes. {secor.basis}"
    if track.subcontractors:
        note += f" The partner counts subcontractors too: add the people of {', '.join(track.subcontractors)}."
    head = ("From", here.w["until"], "People", here.w["who"])
    return Table("People on the account", head, rows, "People on the account", note, wide=(3,), numbers=(2,))


def _blanks(here: Here, secor: Secor) -> Iterator[Table]:
    snapshot = here.manual.snapshot
    if newest_assessment(snapshot.program) is None:
        return
    blanks = list_blanks(snapshot.program, secor, snapshot.as_of)
    rows = tuple(
        TableRow((with_links(here, each.words), f"{each.place.path}, line {each.place.line}")) for each in blanks
    )
    none = "Nothing that it is usually sent back for."
    yield Table("Blanks", (here.w["what"], here.w["where"]), rows, f"Sent back for ({len(rows)})", none=none, wide=(0,))


def _topics(here: Here, secor: Secor, track: Track) -> Table:
    found = newest_assessment(here.manual.snapshot.program)
    given = {answer.topic: answer for answer in found[1].answers} if found else {}
    rows = []
    for section in secor.sections:
        if track.count < section.least_people:
            continue
        for topic in section.topics:
            answer = given.get(topic.id)
            look = ANSWER_LOOK[(answer.answer or "") if answer else ""]
            cells = (topic.id, section.title, topic.topic, chip(look), _behind(here, answer))
            rows.append(TableRow(cells, topic.id.lower().replace(".", "-")))
    note = f"Newest: {found[1].id} of {found[1].date}." if found else "No self-assessment has been made yet."
    head = ("No.", "Section", here.w["topic"], "Answer", "Behind it")
    return Table(
        "Self-assessment",
        head,
        tuple(rows),
        f"Self-assessment ({len(rows)} topics)",
        with_links(here, note),
        wide=(2, 4),
    )


def _behind(here: Here, answer: TopicAnswer | None) -> Markup:
    if answer is None:
        return Markup("")
    parts = [here.ref(id, id) for id in answer.records]
    if answer.attachment:
        parts.append(Markup("{} ({})").format(answer.attachment, answer.label or "not labelled"))
    if answer.action:
        parts.append(here.ref(answer.action, answer.action))
    if answer.notes:
        parts.append(Markup("{}").format(answer.notes))
    return lines(parts)


def _growth(here: Here, secor: Secor, track: Track) -> Iterator[Table]:
    growth = measure_growth(here.manual.snapshot, secor)
    head = (here.w["question"], here.w["topic"], here.w["status"])
    note = (
        f"{len(growth.carried)} questions of the COR carry over from the self-assessment and {len(growth.ready)} more have evidence already; "
        f"{len(growth.missing)} that both ask about lack evidence, {len(growth.new)} are new; {len(growth.not_by_documents)} are asked in "
        "interviews and on site only."
    )
    if track.is_over:
        note = f"The company has grown past {track.limit}, so its next certification is a COR. {note}"
    yield Table("From SECOR to COR", (), (), "If you move to COR", note)
    yield Table(
        "Missing",
        head,
        tuple(_question(here, each) for each in growth.missing),
        "Asked by both, missing today",
        none="Nothing.",
        wide=(1,),
    )
    yield Table(
        "New", head, tuple(_question(here, each) for each in growth.new), "New with COR", none="Nothing.", wide=(1,)
    )


def _question(here: Here, answer: Answer) -> TableRow:
    id = answer.question.id
    url = here.question(id)
    shown = Markup('<a href="{}">{}</a>').format(url, id) if url else id
    return TableRow((shown, answer.question.topic, chip(STATUS[answer.status])))
