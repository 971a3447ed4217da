"""What becomes of every file of an inbox: filed, known already, or waiting with the reason. None is left out, none is filed twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.bring_in.paper.cutting import LEFT_OVER, choose_parts, name_pages, plan_parts
from builder.bring_in.paper.filled_form import FilledForm, read_filled_form
from builder.bring_in.paper.index_sheet import Index, IndexRow, find_row
from builder.bring_in.paper.name_facts import read_name
from builder.bring_in.paper.papers import Sheet, group_sheets, make_sheets
from builder.bring_in.paper.plan import Desk, Plan
from builder.bring_in.paper.ready import Ready
from builder.bring_in.paper.scan_facts import DIGEST_DIGITS, FiledPart, filed_parts
from builder.bring_in.paper.settling import NEW
from builder.bring_in.paper.sheets import Page
from builder.model.program import Program


@dataclass(frozen=True)
class InboxFile:
    """A file of the inbox, looked at.

    Attributes:
        file: Relative to the folder, with `/`.
        sha256: Of its bytes.
        ending: That fits them; empty for what is no scan.
        pages: Of a scan.
        form: The bytes of a filled form; None for a scan.
        problem: Why it can't be used, as a sentence; empty where it can.
    """

    file: str
    sha256: str = ""
    ending: str = ""
    pages: tuple[Page, ...] = ()
    form: bytes | None = None
    problem: str = ""


def make_plan(files: Sequence[InboxFile], desk: Desk) -> Plan:
    """What becomes of every file; nothing is written.

    Args:
        files: Of the folder, index sheets left out.
        desk: What it is made with.
    """
    plan = Plan()
    first: dict[str, str] = {}
    fresh, copies = [], list[tuple[str, str]]()
    for each in files:
        again = each.sha256 and first.setdefault(each.sha256, each.file) != each.file
        if again:
            copies.append((each.file, first[each.sha256]))
        else:
            fresh.append(each)
    scans = frozenset(each.file for each in files if each.ending and not each.problem)
    forms = _forms(fresh, scans, desk, plan)
    pictures = {file for form in forms for file, _ in form.pictures}
    sheets = [
        sheet
        for each in fresh
        if each.form is None and each.file not in pictures
        for sheet in _sheets(each, desk, plan)
    ]
    ready = Ready(desk, plan)
    for form in forms:
        ready.add_form(form)
    for paper in group_sheets(sheets):
        ready.add_paper(paper)
    ready.file_all()
    _account_for_copies(copies, desk, plan)
    plan.waiting.extend(_rows_without_file(files, desk))
    plan.waiting.sort(key=lambda each: (each[0].file, each[0].pages or (0, 0)))
    return plan


def _account_for_copies(copies: Sequence[tuple[str, str]], desk: Desk, plan: Plan) -> None:
    """A copy of another file of the folder shares its lot."""
    done = set(plan.done)
    for file, original in copies:
        if original in done:
            plan.known.append((file, f"the same as {original}"))
        else:
            why = f"It is the same as {original}, which isn't filed yet."
            plan.waiting.append((find_row(desk.index, file, None), why))


def _rows_without_file(files: Sequence[InboxFile], desk: Desk) -> Iterator[tuple[IndexRow, str]]:
    """Rows of the index sheet about a file that isn't there and wasn't put away: a slip in its name."""
    there = {each.file for each in files} | desk.done
    for (file, _), row in desk.index.items():
        if file not in there:
            yield row, "There is no such file in the folder."


def _forms(files: Sequence[InboxFile], scans: frozenset[str], desk: Desk, plan: Plan) -> list[FilledForm]:
    """The filled forms that can be filed; the others wait, or are known."""
    found = []
    for each in files:
        if each.form is None or each.problem:
            continue
        row = find_row(desk.index, each.file, None)
        if each.sha256 in desk.form_origins:
            plan.known.append((each.file, f"filed as {desk.form_origins[each.sha256]}"))
            continue
        form = read_filled_form(
            each.file, each.sha256, each.form, read_name(each.file, desk.program), row, desk.program, desk.today
        )
        beside = each.file.rpartition("/")[0]
        pictures = tuple((f"{beside}/{file}" if beside else file, caption) for file, caption in form.pictures)
        missing = [f"The picture {file} isn't in the folder." for file, _ in pictures if file not in scans]
        form = replace(form, pictures=pictures, reasons=(*form.reasons, *missing))
        if form.reasons:
            plan.waiting.append(
                (replace(row, type=row.type or form.type, day=row.day or form.day), " ".join(form.reasons))
            )
        else:
            found.append(form)
    return found


def _sheets(each: InboxFile, desk: Desk, plan: Plan) -> Iterator[Sheet]:
    """The sheets of a scan that are still to be filed."""
    row = find_row(desk.index, each.file, None)
    if each.problem:
        plan.waiting.append((row, each.problem))
        return
    filed = desk.program.once(paths_by_digest).get(each.sha256)
    if filed:
        plan.known.append((each.file, f"filed as {filed}"))
        return
    parts = plan_parts(each.pages, desk.form_pages)
    if len(parts) > 1 and each.ending != ".pdf":
        why = f"It holds {len(parts)} papers, and only a PDF can be cut; save it as PDF, or scan them one by one."
        plan.waiting.append((row, why))
        return
    if each.ending == ".pdf":
        parts = choose_parts(parts, _said_pages(each.file, desk.index))
    before = desk.program.once(filed_parts).get(each.sha256[:DIGEST_DIGITS], [])
    name = read_name(each.file, desk.program)
    for sheet in make_sheets(each.file, each.sha256, each.ending, parts, name, desk.index):
        part = sheet.part
        if record := _holder(before, part.first, part.last):
            plan.known.append((each.file, f"{name_pages(part.first, part.last)} filed as {record}"))
        elif part.is_blank and not sheet.is_whole:
            plan.said.append(f"{each.file}: nothing stands on {name_pages(part.first, part.last)}.")
        else:
            yield sheet


def paths_by_digest(program: Program) -> Mapping[str, str]:
    """The files beside records, by SHA-256: what is filed already."""
    return {entry.sha256: path for path, entry in program.files.items() if path.startswith("records/")}


def _said_pages(file: str, index: Index) -> Iterator[tuple[int, int]]:
    """The pages of which somebody says that they are one paper; not those that Muster itself has listed as left over."""
    for (name, pages), row in index.items():
        if name == file and pages and (row.with_ == NEW or not row.why.startswith(LEFT_OVER)):
            yield pages


def _holder(before: Sequence[FiledPart], first: int, last: int) -> str:
    return next((each.record for each in before if each.first <= first and last <= each.last), "")
