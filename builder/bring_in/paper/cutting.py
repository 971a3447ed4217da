"""Which pages of a scan make one paper: each form begins at its code, and what has no code follows the form before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from builder.bring_in.paper.sheets import Page
from builder.model.form_code import MAGIC, FormCode
from builder.model.wording import counted
from builder.read.form_code import UnreadableCodeError, parse_form_code

LEFT_OVER = "These pages are left over from a stack."
"""Where somebody has said of other pages what belongs together. The list of what waits tells by it its own rows from a person's."""

FormPages = Callable[[FormCode, bool], int]
"""How many pages a form has on Letter, or on A4 where the second argument says so; 0 where nobody knows, `ANY` where it doesn't matter."""

ANY = -1
"""All pages with the code are one paper, however many they are."""


@dataclass(frozen=True)
class Part:
    """Pages of a scan that are one paper.

    Attributes:
        first, last: Pages, counted from 1.
        code: Of the form, if it has one.
        why: Why a person has to look at it before it is filed, in sentences; empty where nobody has to.
        filled: Pages on which something stands.
        expected: Pages that the form has; 0 where nobody knows, or nobody counted.
        is_blank: Nothing stands on any of its pages.
    """

    first: int
    last: int
    code: FormCode | None = None
    why: str = ""
    filled: int = 0
    expected: int = 0
    is_blank: bool = False


@dataclass(frozen=True)
class _Seen:
    """A page with the form that begins or goes on there."""

    number: int
    page: Page
    code: FormCode | None = None
    why: str = ""


def plan_parts(pages: Sequence[Page], form_pages: FormPages) -> tuple[Part, ...]:
    """The papers in a scan, in order; together they hold every page.

    Forms without a number all have the same code, so a row of pages that bear it is several sheets: as many as fit the form's own
    number of pages. Where that doesn't come out even, a person has to say which pages belong together.
    """
    seen = [_see(number, page) for number, page in enumerate(pages, 1)]
    marked = [index for index, each in enumerate(seen) if each.code or each.why]
    if not marked:
        blank = all(page.is_blank for page in pages)
        return (Part(1, len(pages), why="Nothing stands on it." if blank else "", is_blank=blank),)
    found = []
    if marked[0]:
        found.append(_leading(seen[: marked[0]]))
    runs = groupby(_followed(seen[marked[0] :]), key=lambda group: (group[0].code, group[0].why))
    for (code, why), run in runs:
        found.extend(_parts(list(run), code, why, form_pages))
    return tuple(found)


def _see(number: int, page: Page) -> _Seen:
    codes, faults = set(), []
    for text in page.codes:
        if not text.upper().startswith(MAGIC):
            continue
        try:
            codes.add(parse_form_code(text))
        except UnreadableCodeError as error:
            faults.append(f"The code on page {number} can't be used. {error}")
    if len(codes) > 1:
        return _Seen(number, page, None, f"{counted(len(codes), 'form')} lie on page {number}; scan each on its own.")
    return _Seen(number, page, codes.pop() if codes else None, "" if codes else " ".join(faults))


def _followed(seen: Iterable[_Seen]) -> list[list[_Seen]]:
    """Each page that bears a mark with those behind it that bear none."""
    groups: list[list[_Seen]] = []
    for each in seen:
        if each.code or each.why:
            groups.append([each])
        else:
            groups[-1].append(each)
    return groups


def _leading(seen: Sequence[_Seen]) -> Part:
    first, last = seen[0].number, seen[-1].number
    if all(each.page.is_blank for each in seen):
        return Part(first, last, is_blank=True)
    return Part(
        first, last, why=f"{name_pages(first, last).capitalize()} come{'s' * (first == last)} before the first form."
    )


def _parts(groups: list[list[_Seen]], code: FormCode | None, why: str, form_pages: FormPages) -> list[Part]:
    """The papers in a row of pages with the same code."""
    first, last = groups[0][0].number, groups[-1][-1].number
    if code is None:
        return [Part(first, last, why=why)]
    expected = form_pages(code, groups[0][0].page.is_a4)
    have = len(groups)
    if code.serial or have <= 1 or have <= expected or expected == ANY:
        filled = sum(not each.page.is_blank for group in groups for each in group)
        return [Part(first, last, code, filled=filled, expected=max(expected, 0))]
    if not expected or have % expected:
        of = f"a form of {expected} pages" if expected else "a form whose number of pages isn't known here"
        why = f"{have} pages bear the code of {of}, without a number; say in the column “pages” which of them are one paper."
        return [Part(first, last, code, why=why)]
    whole = [groups[at : at + expected] for at in range(0, have, expected)]
    return [Part(each[0][0].number, each[-1][-1].number, code) for each in whole]


def choose_parts(parts: Sequence[Part], chosen: Iterable[tuple[int, int]]) -> tuple[Part, ...]:
    """The papers after a person has said which pages belong together; pages that aren't named wait, none is lost.

    Args:
        parts: As planned.
        chosen: First and last page of papers, counted from 1; one that isn't in the scan, or overlaps another, is left out.
    """
    total = parts[-1].last
    taken: list[tuple[int, int]] = []
    for first, last in sorted(set(chosen)):
        if 1 <= first <= last <= total and (not taken or first > taken[-1][1]):
            taken.append((first, last))
    found: list[Part] = []
    for part in parts:
        inside = [each for each in taken if each[0] <= part.last and each[1] >= part.first]
        if not inside or inside == [(part.first, part.last)]:
            found.append(part)
            continue
        at = part.first
        for first, last in inside:
            if at < first:
                found.append(_left_over(part, at, first - 1))
            if first >= part.first:
                found.append(Part(first, last, part.code))
            at = last + 1
        if at <= part.last:
            found.append(_left_over(part, at, part.last))
    return tuple(found)


def _left_over(part: Part, first: int, last: int) -> Part:
    return replace(part, first=first, last=last, expected=0, why=part.why and LEFT_OVER)


def name_pages(first: int, last: int) -> str:
    """Pages in words: "page 3", "pages 3 to 4"."""
    return f"page {first}" if first == last else f"pages {first} to {last}"
