"""The files that are handed over beside a pack: each is made by a function of its own, and named after the pack."""

from __future__ import annotations

from collections.abc import Iterator

from builder.render.forms.request_workbook import write_request_workbook
from builder.render.pdf.sections.view import View
from builder.render.question_sheet.files import write_question_files
from builder.seal.bag import make_bag
from builder.seal.beside import BesideFile
from builder.seal.delivery import Delivery


def collect_beside(view: View, delivery: Delivery) -> tuple[BesideFile, ...]:
    """Everything beside the pack of a view but its volumes, by name; the same arguments give the same bytes."""
    return tuple(sorted(_collect(view, delivery), key=lambda file: file.name))


def _collect(view: View, delivery: Delivery) -> Iterator[BesideFile]:
    if view.choice.kind == "evidence":
        yield from (BesideFile(*file) for file in write_question_files(view, delivery.stem))
    if view.choice.profile != "public":
        yield _requests(view, delivery)
    if delivery.with_bag and view.choice.kind != "scope":
        yield make_bag(view, delivery)


def _requests(view: View, delivery: Delivery) -> BesideFile:
    snapshot = view.snapshot
    company = snapshot.program.company
    data = write_request_workbook(
        company.value.name if company else "the company",
        snapshot.standard,
        snapshot.coverage.partner,
        {id: stored.value.name for id, stored in snapshot.program.sites.items()},
    )
    return BesideFile(f"{delivery.stem}-requests.xlsx", data, "for the auditor to fill in: what else is asked for")
