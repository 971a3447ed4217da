"""What lies in an inbox, as papers: a scan of one form, the forms cut out of a stack, the photos of one form's pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from builder.bring_in.paper.cutting import Part
from builder.bring_in.paper.index_sheet import Index, IndexRow, find_row
from builder.bring_in.paper.name_facts import NameFacts


@dataclass(frozen=True)
class Sheet:
    """A file of the inbox, or some of its pages.

    Attributes:
        file: Relative to the folder, with `/`.
        sha256: Of the whole file.
        ending: That fits its bytes.
        part: Its pages, with the code that was read on them.
        is_whole: Whether these are all pages of the file, so that it is filed as it is.
        name: What its name says.
        row: What the index sheet says.
    """

    file: str
    sha256: str
    ending: str
    part: Part
    is_whole: bool
    name: NameFacts
    row: IndexRow


@dataclass(frozen=True)
class Paper:
    """Sheets that prove one record, in the order of their pages."""

    sheets: tuple[Sheet, ...]

    @property
    def first(self) -> Sheet:
        """The sheet that says what the paper is."""
        return self.sheets[0]


def make_sheets(
    file: str, sha256: str, ending: str, parts: Sequence[Part], name: NameFacts, index: Index
) -> tuple[Sheet, ...]:
    """The sheets of a file, one for each of its papers, with what the index sheet says of them."""
    if len(parts) == 1:
        part = parts[0]
        return (Sheet(file, sha256, ending, part, True, name, find_row(index, file, None)),)
    found = []
    # A day in the name of a stack is rarely that of every form in it; where the name says what they are, it is.
    is_said = all(part.code is not None and part.code.type == name.type for part in parts if not part.is_blank)
    if name.day and not is_said:
        doubt = f"{name.day} in the name may be the day on which the stack was scanned."
        name = replace(name, day=None, doubt=doubt)
    for part in parts:
        row = find_row(index, file, (part.first, part.last))
        found.append(Sheet(file, sha256, ending, part, False, name, row))
    return tuple(found)


def group_sheets(sheets: Iterable[Sheet]) -> tuple[Paper, ...]:
    """Sheets put together to papers.

    Photos of one form belong together where their names differ in the number at the end and a person wrote them, or where
    they bear the same numbered code. Where there is `inspection (2).jpg`, `inspection.jpg` is the first of them: so Windows and
    scanners name what is taken one after the other. A sheet that the index sheet puts `with` another file goes with it.
    """
    groups: dict[object, list[Sheet]] = {}
    for sheet in (sheets := tuple(sheets)):
        groups.setdefault(_belongs_to(sheet), []).append(sheet)
    for sheet in sheets:
        first, others = groups.get((sheet.file, sheet.part.first), []), groups.get((sheet.name.stem, sheet.ending))
        if others and first == [sheet] and sheet.is_whole and not sheet.row.with_:
            others.extend(groups.pop((sheet.file, sheet.part.first)))
    papers = [Paper(tuple(part)) for group in groups.values() for part in _by_code(sorted(group, key=_order))]
    return _with_others(papers)


def _order(sheet: Sheet) -> tuple[str, int, str, int]:
    return (sheet.name.stem, sheet.name.number or 0, sheet.file, sheet.part.first)


def _belongs_to(sheet: Sheet) -> object:
    code = sheet.part.code
    if code is not None and code.serial and not sheet.row.with_:
        return code.text
    says = sheet.name.day and (sheet.name.type or sheet.name.site)
    if sheet.is_whole and sheet.ending != ".pdf" and sheet.name.number is not None and says and not sheet.row.with_:
        return (sheet.name.stem, sheet.ending)
    return (sheet.file, sheet.part.first)


def _by_code(group: list[Sheet]) -> Iterable[list[Sheet]]:
    """A group cut where another form begins: photo 3 may be of the next form."""
    found: list[list[Sheet]] = []
    for sheet in group:
        before = found[-1][-1] if found else None
        code = next((each.part.code for each in reversed(found[-1]) if each.part.code), None) if found else None
        is_next = before is None or (sheet.part.code is not None and code is not None and sheet.part.code != code)
        if is_next or before is None:
            found.append([sheet])
        else:
            found[-1].append(sheet)
    return found


def _with_others(papers: list[Paper]) -> tuple[Paper, ...]:
    """The papers after those that belong to another file of the folder were put behind it."""
    hosts = {sheet.file: number for number, paper in enumerate(papers) for sheet in paper.sheets}
    joined = list(papers)
    gone = set()
    for number, paper in enumerate(papers):
        host = hosts.get(paper.first.row.with_.replace("\\", "/"))
        # Only behind a paper that stands for itself: two photos that name each other would both be lost.
        if host is not None and host != number and papers[host].first.row.with_ in ("", "new"):
            joined[host] = Paper((*joined[host].sheets, *paper.sheets))
            gone.add(number)
    return tuple(paper for number, paper in enumerate(joined) if number not in gone)
