"""The obligations behind a question or of a document."""

from __future__ import annotations

from builder.measure.promises.promised import list_promised, name_promise
from builder.model.coverage import Outcome
from tests.measure.small import policy, snapshot_of


def names(question: str | None = None, obligation: str | None = None) -> list[str]:
    text = policy("record: inspection, kind: weekly, every: P1W, per: site, answers: [IN2]")
    snapshot = snapshot_of({"policies/p.md": text})
    return [name_promise(each.promise) for each in list_promised(snapshot, question=question, obligation=obligation)]


def test_question_is_answered_by_every_obligation_that_names_it() -> None:
    assert names(question="IN2") == ["PRG-07/inspection/site", "PRG-20/inspection/weekly"]
    assert names(question="IN9") == []


def test_obligation_is_chosen_by_its_document_or_by_its_whole_name() -> None:
    assert names(obligation="PRG-07") == ["PRG-07/inspection/site"]
    assert names(obligation="PRG-20/inspection/weekly") == ["PRG-20/inspection/weekly"]
    # Not by the beginning of a word.
    assert names(obligation="PRG-2") == []
    assert names(question="IN2", obligation="PRG-20") == ["PRG-20/inspection/weekly"]


def test_both_lists_are_behind_n_of_m() -> None:
    (promised,) = list_promised(snapshot_of({"records/inspection/2026/insp-0002.yaml": None}), question="IN2")

    assert (promised.found, promised.required) == (1, 2)
    assert [each.record for each in promised.with_outcome(Outcome.MET, Outcome.LATE)] == ["insp-0001"]
    assert [each.period for each in promised.with_outcome(Outcome.HOLE)] == ["May 2026"]
