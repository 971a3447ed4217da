"""`muster coverage`: how far documents and records answer the standard's questions, and the lists behind one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from builder.commands.format_choice import pick_format
from builder.measure.answers.decay import measure_decay
from builder.measure.promises.promised import Promised, list_promised
from builder.model.coverage import Answer
from builder.model.decay import Decay
from builder.model.error import BuilderError
from builder.model.snapshot import Snapshot
from builder.render.report import expected_json, expected_text, json_text, readiness, readiness_json, text

WRITERS: Mapping[str, Callable[[Snapshot], str]] = {"text": text.write_coverage, "json": json_text.write_coverage}
"""How the coverage can be written, by the name of the format."""

LIST_WRITERS: Mapping[str, Callable[[Sequence[Promised], Answer | None, Snapshot], str]] = {
    "text": expected_text.write_expected,
    "json": expected_json.write_expected,
}
"""How the expected records can be written, by the name of the format."""

DECAY_WRITERS: Mapping[str, Callable[[Decay], str]] = {
    "text": readiness.write_decay,
    "json": readiness_json.write_decay,
}
"""How the decay forecast can be written, by the name of the format."""


def coverage(
    snapshot: Snapshot,
    *,
    format: str = "text",
    question: str | None = None,
    obligation: str | None = None,
    ahead: int | None = None,
    say: Callable[[str], None],
) -> int:
    """Prints the coverage, or the expected records of one question or obligation, or what turns in so many days `ahead`.

    Always gives back 0, because what is missing is `check`'s business.

    Raises:
        BuilderError: There is no such format, question or obligation.
    """
    if ahead is not None:
        say(pick_format(DECAY_WRITERS, format)(measure_decay(snapshot, ahead)).rstrip("\n"))
        return 0
    if question is None and obligation is None:
        say(pick_format(WRITERS, format)(snapshot).rstrip("\n"))
        return 0
    answer = _answer(snapshot, question) if question is not None else None
    promised = list_promised(snapshot, question=question, obligation=obligation)
    if not promised and obligation is not None:
        raise BuilderError(
            f"No approved document promises anything under {obligation!r}.",
            "Give a document's id, like PRG-07; its obligations stand in its front matter.",
        )
    say(pick_format(LIST_WRITERS, format)(promised, answer, snapshot).rstrip("\n"))
    return 0


def _answer(snapshot: Snapshot, question: str) -> Answer:
    found = snapshot.coverage.answer(question)
    if found is None:
        raise BuilderError(
            f"The standard has no question {question!r}.", "`muster coverage` lists the questions with their ids."
        )
    return found
