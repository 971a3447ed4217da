"""What an import asks a person: which comes first in a day, and whom or what a name stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from builder.bring_in.books import Books
from builder.bring_in.cell_reader import Question
from builder.bring_in.days import DayOrder
from builder.bring_in.kinds.people import LEVELS
from builder.bring_in.mapping import SheetMapping
from builder.bring_in.names import NameBook
from builder.bring_in.people_lookup import NEW
from builder.bring_in.plan import Plan
from builder.model.wording import counted, visible

Ask = Callable[[str, str], str]
"""Asks a question with a proposed answer, and gives back what the person said."""

MOST = 40
"""Questions in one import; who has more names to settle does it better in the mapping."""

_SHOWN = 8
"""Ids that are shown with a question."""


class Asking:
    """Asks each thing once, however often the sheet is read again with the answers."""

    def __init__(self, books: Books, ask: Ask, say: Callable[[str], None]) -> None:
        self.books = books
        self.ask = ask
        self.say = say
        self._asked: set[object] = set()

    def settle(self, mapping: SheetMapping, plan: Plan) -> SheetMapping:
        """The mapping with what the person has settled; what they leave open stays so, and its rows are rejected."""
        days = {**mapping.days, **self._settle_days(mapping, plan)}
        values: dict[str, dict[str, str]] = {what: dict(names) for what, names in mapping.values.items()}
        questions = [each for each, _ in plan.questions.most_common() if each not in self._asked]
        for question in questions[:MOST]:
            said = _ask(question, plan.questions[question], self.books, self.ask, self.say)
            if said:
                values.setdefault(question.what, {})[question.written] = said
        self._asked.update(questions)
        if len(questions) > MOST:
            self.say(
                f"{len(questions) - MOST} more names are not known; they will stand in the mapping, to be settled."
            )
        return replace(mapping, days=days, values=values)

    def _settle_days(self, mapping: SheetMapping, plan: Plan) -> dict[str, DayOrder]:
        found = {}
        for heading, column in plan.days.items():
            if not column.is_open or heading in mapping.days or heading in self._asked:
                continue
            self._asked.add(heading)
            offered = [order.value for order in DayOrder if order in column.orders]
            self.say(f"Nothing shows what comes first in {visible(column.example)} (“{visible(heading)}”).")
            said = self.ask(f"  {', '.join(offered)}, or Enter to leave it open", "").casefold()
            if said in offered:
                found[heading] = DayOrder(said)
        return found


def _ask(question: Question, rows: int, books: Books, ask: Ask, say: Callable[[str], None]) -> str:
    """The answer, once it is one; empty where the person passes."""
    offered, hint = _answers(question, books)
    say(
        f"“{visible(question.written)}” ({counted(rows, 'row')}) is no {question.what} we know.{_near(question, books)}"
    )
    for _ in range(3):
        said = ask(f"  {hint}, or Enter to leave it open", "")
        if not said:
            return ""
        if said.casefold() in ("y", "yes") and len(question.near) == 1:
            return question.near[0]
        if answer := _recognise(said, question, offered, books):
            return answer
        say(f"  {visible(said)} is none of them.")
    return ""


def _recognise(said: str, question: Question, offered: frozenset[str], books: Books) -> str:
    """The answer that was meant: people write a name where an id is asked for, and capital letters where there are none."""
    plainly = " ".join(said.casefold().split())
    found = next((each for each in offered if each.casefold() == plainly), "")
    if found or question.what not in books.by_what:
        return found
    match = books.by_what[question.what].find(said)
    return match.id if match.id in offered and not match.is_short else ""


def _near(question: Question, books: Books) -> str:
    """Whom or what it may be, in a sentence."""
    book = books.by_what.get(question.what)
    if book is None or not question.near:
        return ""
    names = ", ".join(f"{id} ({book.names[id][0]})" if book.names[id] else id for id in question.near)
    return f" It may be {names}."


def _answers(question: Question, books: Books) -> tuple[frozenset[str], str]:
    """What may be answered, and how one asks for it."""
    book = books.by_what.get(question.what)
    if book is None:
        return frozenset(question.near), f"One of {', '.join(question.near)}"
    if question.what == "position":
        new = [f"{NEW} {level}" for level in dict.fromkeys(LEVELS.values())]
        return frozenset((*book.names, *new)), f"One of yours{_few(book)}, {', '.join(reversed(new))}"
    if question.is_entry:
        return frozenset((*book.names, NEW)), f"Their id, {NEW} for somebody new"
    return frozenset(book.names), f"What it is called here{_few(book)}"


def _few(book: NameBook) -> str:
    """The ids to choose from, where they are few enough to be read."""
    return f" ({', '.join(sorted(book.names))})" if 0 < len(book.names) <= _SHOWN else ""
