"""Everything an answer rests on, indexed once for all questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from builder.measure.answers.indicators import measure_indicator
from builder.model.coverage import EvidenceItem, Expected, Indicator
from builder.model.history import History
from builder.model.policy import Policy
from builder.model.program import Program
from builder.model.snapshot import Window
from builder.model.standard import Question, Standard
from builder.model.stored import Stored


@dataclass(frozen=True)
class Ground:
    """Everything an answer rests on.

    Attributes:
        standard: Whose questions build on one another; None for a question asked by itself.
    """

    program: Program
    window: Window
    as_of: date
    expected: tuple[Expected, ...]
    history: History | None
    standard: Standard | None = None

    @cached_property
    def expected_by_answer(self) -> Mapping[tuple[str, str], Sequence[Expected]]:
        """Required expected records by question and record type."""
        found: dict[tuple[str, str], list[Expected]] = defaultdict(list)
        for each in self.expected:
            if each.is_required:
                for question in each.answers:
                    found[question, each.record_type].append(each)
        return found

    @cached_property
    def promised(self) -> frozenset[tuple[str, str, str | None]]:
        """(question, record type, kind) of every obligation in force, due or not."""
        return frozenset(
            (question, obligation.record, obligation.kind)
            for stored in self.program.policies
            if stored.value.status == "approved" and stored.value.translates is None
            for obligation in stored.value.obligations
            for question in obligation.answers
        )

    @cached_property
    def documents_by_question(self) -> Mapping[str, Sequence[Stored[Policy]]]:
        """Documents of any status that name a question, translations left out."""
        found: dict[str, list[Stored[Policy]]] = defaultdict(list)
        for stored in self.program.policies:
            if stored.value.translates is None:
                for question in stored.value.answers:
                    found[question].append(stored)
        return found

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Positive indicators counted so far, by name: several questions may rest on the same one."""
        return {}

    def indicator(self, name: str) -> Indicator:
        """A positive indicator, counted once."""
        if name not in self.indicators:
            self.indicators[name] = measure_indicator(name, self.program, self.window, self.as_of)
        return self.indicators[name]

    def missing_parent(self, question: Question) -> str | None:
        """Id of the question whose missing document this one builds on; the farthest up where several are missing."""
        found, seen = None, {question.id}
        parent = question.parent
        while parent and self.standard and parent not in seen:
            above = self.standard.question(parent)
            if above is None:
                break
            if not self.has_document(above):
                found = above.id
            seen.add(parent)
            parent = above.parent
        return found

    def has_document(self, question: Question) -> bool:
        """Whether every document that the question itself asks for is there and approved; true where it asks for none."""
        return all(
            any(
                stored.value.status == "approved" and (not need.document or stored.value.kind in need.document)
                for stored in self._documents_for(question)
            )
            for need in question.needs
            if need.document is not None and "D" in question.methods
        )

    def _documents_for(self, question: Question) -> Sequence[Stored[Policy]]:
        # The contents of a document are answered by the document that answers the question above.
        return [*self.documents_by_question[question.id], *self.documents_by_question[question.parent or ""]]

    def item(self, kind: str, id: str, path: str, day: date | None) -> EvidenceItem:
        """A piece of evidence with the day it entered git, where that is known."""
        return EvidenceItem(kind, id, path, day, self.history.entered(path) if self.history else None)
