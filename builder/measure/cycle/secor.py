"""The small employer's scheme: whether it is still open to the company, and what its newest self-assessment leaves blank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from builder.measure.law.headcount import Stretch, employed_over
from builder.model.day import add_months
from builder.model.place import FieldPath, Place
from builder.model.program import Program
from builder.model.record import Record
from builder.model.secor import Secor
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored
from builder.model.withheld import UNNAMED
from builder.read.secor_file import read_secor
from builder.record_types.self_assessment import SelfAssessment, TopicAnswer


@dataclass(frozen=True)
class Track:
    """How many people were on the account over the scheme's span.

    Attributes:
        line: Who was employed, day by day, as stretches.
        most: The stretch with the most people, the latest of equal ones; None where nobody was employed.
        limit: The most the scheme takes.
        subcontractors: Contractors active in the span, where the partner counts their people too; they are not in `most`.
    """

    line: tuple[Stretch, ...]
    most: Stretch | None
    limit: int
    subcontractors: tuple[str, ...]

    @property
    def count(self) -> int:
        """The most people on one day."""
        return self.most.count if self.most else 0

    @property
    def is_over(self) -> bool:
        """Whether there were more on any day than the scheme takes."""
        return self.count > self.limit


@dataclass(frozen=True)
class Blank:
    """Something for which a partner sends a self-assessment back.

    Attributes:
        kind: Which of the usual ones: account, code, signature, profile, score-page, ethics, unanswered, unsupported, unlabelled,
            no-action, unknown-topic.
        words: What is blank, a full sentence.
        topic: Of the self-assessment, where it is about one.
    """

    kind: str
    words: str
    place: Place
    topic: str = ""


def is_small_employer(program: Program) -> bool:
    """Whether the company holds, or is after, a SECOR."""
    return program.company is not None and program.company.value.certificate.scheme == "SECOR"


def measure_track(program: Program, secor: Secor, as_of: date) -> Track:
    """The headcount of every day in the months up to `as_of`.

    Everybody on the WCB account stands in the register of people, owners, family and volunteers included; that is what is counted.
    """
    first = add_months(as_of, -secor.months) + timedelta(days=1)
    line = employed_over(program, first, as_of)
    most = max(line, key=lambda each: (each.count, each.first), default=None)
    partner = program.company.value.partner if program.company else ""
    counted = partner in secor.counting_subcontractors
    subcontractors = tuple(
        id
        for id, stored in program.contractors.items()
        if counted and any(span.overlaps(first, as_of) for span in stored.value.active)
    )
    return Track(line, most if most and most.count else None, secor.most_people, subcontractors)


def questions_asked(snapshot: Snapshot) -> frozenset[str]:
    """The questions that documents and records must answer: all of the standard, but of a small employer only those its form touches."""
    every = frozenset(question.id for question in snapshot.standard.questions())
    return every & read_secor().questions() if is_small_employer(snapshot.program) else every


def newest_assessment(program: Program) -> tuple[Stored[Record], SelfAssessment] | None:
    """The newest self-assessment."""
    for stored in reversed(program.records_by_type.get("self-assessment", ())):
        if isinstance(stored.value, SelfAssessment):
            return stored, stored.value
    return None


def list_blanks(program: Program, secor: Secor, as_of: date) -> tuple[Blank, ...]:
    """What the newest self-assessment would be sent back for, in the order of the form.

    Nothing once the partner has accepted it, and nothing for a company that doesn't hold or want a SECOR.
    """
    found = newest_assessment(program)
    if not is_small_employer(program) or found is None:
        return ()
    stored, own = found
    if own.accepted_on is not None and own.accepted_on <= as_of:
        return ()
    people = measure_track(program, secor, as_of).count
    return (*_of_company(program), *_of_form(stored, own), *_of_answers(stored, own, secor, people))


def _of_company(program: Program) -> Iterator[Blank]:
    assert program.company is not None
    if not program.company.value.wcb_account:
        yield Blank("account", "The WCB account number is blank.", program.company.place("wcb_account"))
    if not program.company.value.industry_codes:
        yield Blank("code", "No industry code is given.", program.company.place("industry_codes"))


def _of_form(stored: Stored[Record], own: SelfAssessment) -> Iterator[Blank]:
    if own.assessor is None or own.assessor not in own.has_signed:
        yield Blank("signature", f"The assessor has not signed {own.id}.", stored.place("signatures"))
    if not own.profile_complete:
        words = f"The company profile of {own.id} is not marked as filled in."
        yield Blank("profile", words, stored.place("profile_complete"))
    if not own.score_page_complete:
        words = f"The score page of {own.id} is not marked as filled in."
        yield Blank("score-page", words, stored.place("score_page_complete"))
    if own.ethics_signed_on is None:
        yield Blank("ethics", f"The code of ethics with {own.id} is not signed.", stored.place("ethics_signed_on"))


def _of_answers(stored: Stored[Record], own: SelfAssessment, secor: Secor, people: int) -> Iterator[Blank]:
    # A file that may not be shown is attached all the same.
    attached = {each.path for each in own.attachments} | {UNNAMED}
    for index, answer in enumerate(own.answers):
        steps: FieldPath = ("answers", index)
        if answer.topic not in secor.topic_ids():
            words = f"{answer.topic} is not a topic of the self-assessment."
            yield Blank("unknown-topic", words, stored.place(*steps, "topic"), answer.topic)
        else:
            yield from (Blank(kind, words, stored.place(*steps), answer.topic) for kind, words in _of(answer, attached))
    given = {answer.topic for answer in own.answers}
    without = [topic.id for topic in secor.topics(people) if topic.id not in given]
    if without:
        noun = "topic has" if len(without) == 1 else "topics have"
        words = f"{len(without)} {noun} no answer: {', '.join(without)}."
        yield Blank("unanswered", words, stored.place("answers"))


def _of(answer: TopicAnswer, attached: set[str]) -> Iterator[tuple[str, str]]:
    """What is blank about one answer: kind and sentence."""
    if answer.answer is None:
        yield "unanswered", f"{answer.topic} has no answer."
    elif answer.answer == "na" and not answer.notes:
        yield "unanswered", f"{answer.topic} is answered N/A without a reason in `notes`."
    elif answer.answer == "no" and answer.action is None:
        yield "no-action", f"{answer.topic} is answered no, and nothing about it stands on the action plan."
    elif answer.answer == "yes":
        yield from _of_yes(answer, attached)


def _of_yes(answer: TopicAnswer, attached: set[str]) -> Iterator[tuple[str, str]]:
    if answer.attachment is None and not answer.records:
        yield "unsupported", f"{answer.topic} is answered yes, and nothing is attached to it."
    elif answer.attachment is not None and answer.attachment not in attached:
        yield "unsupported", f"{answer.topic} names the file {answer.attachment}, which is not attached to the record."
    elif answer.attachment is not None and answer.topic not in (answer.label or ""):
        yield "unlabelled", f"The file {answer.attachment} is not labelled with {answer.topic}."
