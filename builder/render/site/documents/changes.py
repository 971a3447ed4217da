"""What changed in the documents: the steps from one approved version to the next, and what each changed, in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from builder.measure.past.in_force import Revision, approved_steps
from builder.measure.translation import is_translation
from builder.model.policy import Policy
from builder.model.stored import Stored
from builder.model.text_change import Passage, PassageKind, Run, State, TextChange
from builder.render.site.address_book import is_shown
from builder.render.site.language import Words
from builder.render.site.manual import Manual

SENTENCES = 3
"""Changes that are told one by one; whoever wants all of them opens the page of differences."""

_AROUND = 3
"""Words left standing before and behind a changed place, so that "month" became "week" says of what."""

_SHORT = 14
"""Words up to which a passage is quoted whole, before and after."""

_LONGEST = 24
"""Words of one quotation."""

_ENDS = (".", "!", "?")


@dataclass(frozen=True)
class Step:
    """An approved version of a document and the one it came after.

    Attributes:
        before: None for the first that git knows.
        change: What changed in the text; None for the first, and where the texts were not read.
        anchor: Of its part of the page of differences.
    """

    before: Revision | None
    after: Revision
    change: TextChange | None
    anchor: str

    @property
    def day(self) -> date:
        """The day from which it counts."""
        return self.after.since

    @property
    def is_seen(self) -> bool:
        """Whether a reader sees a difference, as far as anybody knows: a review may give the same text a new number."""
        return self.change is None or not self.change.is_nothing


@dataclass(frozen=True)
class ChangedDocument:
    """A document that changed lately, for people to read in a list.

    Attributes:
        stored: The document.
        version: The number it has now.
        before: The number it had; None where it is new, or where nobody knows.
        day: The day from which the newest version counts; it may lie ahead of the as-of day.
        sentences: What changed, in plain words, the newest first; none where nobody knows.
        path, anchor: The page of differences and the place on it; the document's own page where there is none.
        is_new: Whether the document itself came in that time.
    """

    stored: Stored[Policy]
    version: int
    before: int | None
    day: date
    sentences: tuple[str, ...]
    path: str
    anchor: str = ""
    is_new: bool = False


def changed_documents(manual: Manual, since: date) -> tuple[ChangedDocument, ...]:
    """The documents in use of which a version began to count on `since` or later, the newest first, then by id.

    Each comes once, with all that changed in it since. A review that left every word alone is no change, even where it gave a new number. Without a history
    the days that the documents name themselves must do, and nobody knows what changed.
    """
    found = [
        changed
        for stored in manual.snapshot.program.policies
        if stored.path in manual.book.sources
        and stored.value.status == "approved"
        and not is_translation(manual.snapshot.program, stored.value)
        for changed in _changed(manual, stored, since)
    ]
    return tuple(sorted(found, key=lambda each: (-each.day.toordinal(), each.stored.value.id)))


def _changed(manual: Manual, stored: Stored[Policy], since: date) -> Iterator[ChangedDocument]:
    policy, own = stored.value, manual.book.sources[stored.path].path
    if manual.snapshot.history is None:
        if policy.effective and since <= policy.effective <= manual.snapshot.as_of:
            yield ChangedDocument(stored, policy.version, None, policy.effective, (), own)
        return
    steps = [each for each in document_steps(manual, stored) if each.day >= since]
    told = [each for each in steps if each.is_seen and (each.before or _is_new(manual, each))]
    if told:
        path = difference_path(manual, stored)
        newest, oldest = told[0], told[-1]
        yield ChangedDocument(
            stored,
            # Not the document's own number: on pages in another language that is the one that was translated.
            newest.after.version or policy.version,
            oldest.before.version if oldest.before else None,
            newest.day,
            tuple(sentence for each in told for sentence in tell_step(manual.w, each))[:SENTENCES],
            path if path and newest.before else own,
            newest.anchor if path and newest.before else "",
            oldest.before is None,
        )


def _is_new(manual: Manual, first: Step) -> bool:
    """Whether the first version that git knows is the first there was: not one that came along when the program moved into git."""
    adopted = manual.documents.adopted_on
    return first.after.version in (None, 1) and (adopted is None or first.after.arrived > adopted)


def document_steps(manual: Manual, stored: Stored[Policy]) -> tuple[Step, ...]:
    """The steps of a document, newest first; none without a history."""
    history = manual.snapshot.history
    file = history.files.get(stored.path) if history else None
    if file is None or not is_shown(stored, manual.edition):
        return ()
    found: list[Step] = []
    names: set[str] = set()
    for before, after in approved_steps(file, manual.snapshot.as_of):
        change = manual.snapshot.text_changes.get((before.blob, after.blob)) if before else None
        name = f"v{after.version}" if after.version is not None else "v"
        while name in names:
            name += "b"
        names.add(name)
        found.append(Step(before, after, change, name))
    return tuple(reversed(found))


def difference_path(manual: Manual, stored: Stored[Policy]) -> str:
    """The page that shows a document's versions against each other, in the tree; empty where no two of them differ."""
    address = manual.book.sources.get(stored.path)
    # The pages of a translation are in its own language and show none; only the office compares them.
    if address is None or (not manual.is_office and is_translation(manual.snapshot.program, stored.value)):
        return ""
    if not any(each.change and each.is_seen for each in document_steps(manual, stored)):
        return ""
    return f"changes/{address.path.removeprefix('documents/')}"


def tell_step(w: Words, step: Step) -> Iterator[str]:
    """What a step changed, in plain sentences, all of them."""
    if step.before is None:
        yield w["change_first"]
    elif step.change is None:
        return
    elif step.change.is_nothing:
        yield w["change_none"]
    else:
        yield from tell_change(w, step.change)


def tell_change(w: Words, change: TextChange) -> Iterator[str]:
    """A sentence for each place that changed, with the heading it stands under."""
    held: tuple[str, Passage] | None = None
    for heading, passage in change.changed():
        is_heading = passage.kind is PassageKind.HEADING
        where = f"{heading}: " if heading and not is_heading else ""
        if held and passage.state is State.ADDED and held[0] == where:
            # What went and what came in its place are one change.
            yield f"{where}{w['change_rewritten'].format(new=_cut(passage.text))}"
            held = None
            continue
        if held:
            yield f"{held[0]}{w['change_removed'].format(old=_cut(held[1].text))}"
            held = None
        if passage.state is State.REMOVED and not is_heading:
            held = (where, passage)
        else:
            yield from (f"{where}{each}" for each in _tell_passage(w, passage))
    if held:
        yield f"{held[0]}{w['change_removed'].format(old=_cut(held[1].text))}"


def _tell_passage(w: Words, passage: Passage) -> Iterator[str]:
    if passage.state is State.ADDED:
        name = "change_new_part" if passage.kind is PassageKind.HEADING else "change_added"
        yield w[name].format(new=_cut(passage.text))
    elif passage.state is State.REMOVED:
        yield w["change_removed"].format(old=_cut(passage.text))
    else:
        was, now = (_without(passage.runs, state) for state in (State.ADDED, State.REMOVED))
        if max(len(was.split()), len(now.split())) <= _SHORT:
            yield w["change_became"].format(old=_cut(was), new=_cut(now))
            return
        yield from (_tell_place(w, *place) for place in _places(passage.runs))


def _without(runs: Sequence[Run], state: State) -> str:
    return " ".join(run.text for run in runs if run.state is not state)


def _places(runs: Sequence[Run]) -> Iterator[tuple[str, str, str, str]]:
    """Every changed place of a passage: the words before it that stayed, those that went, those that came, those behind it.

    Places with few words between them are one, so that a reader isn't told of a sentence in splinters.
    """
    before = ""
    old: list[str] = []
    new: list[str] = []
    for at, run in enumerate(runs):
        is_last = at == len(runs) - 1
        if run.state is not State.SAME:
            (old if run.state is State.REMOVED else new).append(run.text)
        elif (old or new) and not is_last and len(run.text.split()) <= _AROUND:
            old.append(run.text)
            new.append(run.text)
        else:
            if old or new:
                yield before, " ".join(old), " ".join(new), run.text
            before, old, new = run.text, [], []
    if old or new:
        yield before, " ".join(old), " ".join(new), ""


def _tell_place(w: Words, before: str, old: str, new: str, behind: str) -> str:
    if not old and _is_sentence(before, new):
        return w["change_added"].format(new=_cut(new))
    if not new and _is_sentence(before, old):
        return w["change_removed"].format(old=_cut(old))
    head, tail = before.split()[-_AROUND:], behind.split()[:_AROUND]
    was, now = (_cut(" ".join((*head, *each.split(), *tail))) for each in (old, new))
    return w["change_became"].format(old=was, new=now)


def _is_sentence(before: str, words: str) -> bool:
    """Whether words say something without those around them: they begin and end where sentences do."""
    return before.endswith(_ENDS) and words.endswith(_ENDS) if before else words.endswith(_ENDS)


def _cut(text: str) -> str:
    """The text without the point at its end, cut where it is too long to be quoted."""
    # Cells of a row are quoted with a sign that reads as a pause.
    words = text.strip(" |").replace(" | ", " – ").split()
    shown = " ".join(words[:_LONGEST]).rstrip(".,;:")
    return f"{shown} …" if len(words) > _LONGEST else shown
