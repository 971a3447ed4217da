"""A language of the interface: words, the names of choices, how a day is written, how things are counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from builder.render.site.words import sentence, words

Words = Mapping[str, str]
"""Interface words by name."""

Tables = Mapping[str, Mapping[str, str]]
"""Names of choices: by table (`roles`, `kinds`, …), then by the choice as files write it."""


def one_or_more(number: int) -> str:
    """The form of a noun beside a number, by the names of Unicode's plural rules, where only 1 is singular."""
    return "one" if number == 1 else "other"


@dataclass(frozen=True)
class Language:
    """A language that pages may be in.

    Attributes:
        code: Of BCP 47: `en`, `fr`.
        name: What it calls itself.
        words: Interface words by name.
        tables: Names of choices.
        months: From January on.
        day: A day in words: `{day} {month} {year}`.
        first: How the first day of a month is written.
        plural: Gives the form of a noun beside a number; the words of the forms are called `name.one`, `name.other`, ….
        theme: The theme's name of the language; empty where the theme doesn't know it.
        pages: Pages that stand in where a company has written none: Markdown by path.
    """

    code: str
    name: str
    words: Words
    tables: Tables = field(default_factory=dict)
    months: tuple[str, ...] = ()
    day: str = "{day} {month} {year}"
    first: str = "1"
    plural: Callable[[int], str] = one_or_more
    theme: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Where its pages lie in a site, with a slash at the end."""
        return f"{self.code.lower()}/"

    def say(self, table: str, choice: str, otherwise: str = "") -> str:
        """The name of a choice; one that no table knows is `otherwise`, or is written as words."""
        found = self.tables.get(table, {}).get(choice)
        return found if found is not None else otherwise or sentence(words(choice))

    def write_day(self, day: date) -> str:
        """The day in words for people: 4 March 2026."""
        number = self.first if day.day == 1 else str(day.day)
        return self.day.format(day=number, month=self.months[day.month - 1], year=day.year)

    def count(self, number: int, name: str, **values: str) -> str:
        """A number with its noun: "1 document", "2 documents"; `values` stand in the places that the words name."""
        form = self.words.get(f"{name}.{self.plural(number)}") or self.words[f"{name}.other"]
        return form.format(number, **values)


def completed(language: Language, fallback: Language) -> Language:
    """The language with the words, names and months of another where it has none of its own, so that a page is never without."""
    names = {**fallback.tables, **language.tables}
    tables = {name: MappingProxyType({**fallback.tables.get(name, {}), **names[name]}) for name in names}
    return replace(
        language,
        words=MappingProxyType({**fallback.words, **language.words}),
        tables=MappingProxyType(tables),
        months=language.months or fallback.months,
    )
