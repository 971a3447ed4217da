"""A company of ten pages in memory, and views of it, for the tests of sections and packs."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PIL import Image, ImageDraw

from builder.measure.level import at_level
from builder.measure.snapshot import take_snapshot
from builder.model.history import Change, Commit, FileHistory, History, Moment, SignatureVerdict
from builder.model.level import Level
from builder.model.pack_choice import PackChoice, Profile
from builder.model.snapshot import Snapshot
from builder.model.standard import Standard
from builder.read.git.past.content import kind_of, read_content
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.standard_file import read_standard
from builder.render.pdf.sections.naming import Naming
from builder.render.pdf.sections.selection import select
from builder.render.pdf.sections.view import View

AS_OF = date(2026, 10, 31)
COMMIT = "1a" * 20
Files = dict[str, str | bytes]


def draw_scan(words: str) -> bytes:
    """A small picture with words, as a scanner would give."""
    image = Image.new("L", (425, 550), 250)
    ImageDraw.Draw(image).text((40, 40), words, fill=0)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


SCAN = draw_scan("Monthly site inspection, signed J. L.")
SIGNED = draw_scan("Health and safety policy, signed D. F.")


def small_company() -> Files:
    """The files: a policy with a signed copy, a program that promises inspections, and records of several types."""
    return {
        "records/company.yaml": (
            "name: Small Mechanical Ltd.\nwcb_account: '5550142'\nindustry_codes: ['40400']\npartner: acsa\n"
            "certificate: {scheme: COR, expires: 2026-11-24, audit: recertification}\n"
            "standard: {id: alberta-cor, edition: '2023'}\nsenior_manager: P-001\nhs_lead: P-002\ndemonstration: true\n"
            "headcount: [{site: shop, shift: day, level: worker, count: 9}]\n"
        ),
        "records/people/P-001.yaml": _person("P-001", "Dale Friesen", "senior-manager"),
        "records/people/P-002.yaml": _person("P-002", "Marnie Kowalchuk", "manager"),
        "records/people/P-003.yaml": _person("P-003", "Joanne Littlechild", "worker"),
        "records/positions/pipefitter.yaml": (
            "id: pipefitter\ntitle: Pipefitter\nlevel: worker\n"
            "tasks: [{id: overhead, title: Overhead pipe, critical: true, procedures: []}]\nrequired_training: [csts, whmis]\n"
        ),
        "records/sites/shop.yaml": (
            "id: shop\nname: Red Deer shop\nkind: shop\naddress: 1 Main Street\nactive: [{from: 2020-01-01}]\n"
            "hazard_class: high\ntravel_minutes: 7\n"
        ),
        "policies/policy.md": (
            "---\nid: POL-01\ntitle: Health and safety policy\nkind: policy\narea: leadership\nversion: 6\nowner: P-002\n"
            "approved_by: P-001\napproved_on: 2026-02-16\nreview_every: P12M\nlast_reviewed: 2026-02-16\nstatus: approved\n"
            f"answers: [ML1]\nsigned_copy: {{path: signed/POL-01.png, sha256: {_digest(SIGNED)}, level: office}}\n---\n\n"
            "## Our commitment\n\nNobody is hurt here. See [inspections](inspections.md#schedule).\n"
        ),
        "policies/signed/POL-01.png": SIGNED,
        "policies/inspections.md": (
            "---\nid: PRG-07\ntitle: Inspection program\nkind: program\narea: inspections\nversion: 4\nowner: P-002\n"
            "approved_by: P-001\napproved_on: 2026-03-10\nreview_every: P12M\nlast_reviewed: 2026-03-10\nstatus: approved\n"
            "answers: [IN1, IN2]\nobligations:\n"
            "  - {record: inspection, kind: site, every: P1M, per: site, grace: P5D, answers: [IN2]}\n---\n\n"
            "## Schedule\n\n| Where | How often |\n| --- | --- |\n| Shop | Every month |\n\n- [ ] Exits clear\n"
        ),
        **dict(_inspection(number, month) for number, month in enumerate((11, 12, 1, 2, 3), 1)),
        "records/inspection/2026/insp-0003.png": SCAN,
        "records/corrective-action/2026/ca-0001.yaml": (
            "id: ca-0001\ndate: 2026-03-05\nsite: shop\nrecorded_by: P-002\nsource: insp-0005\n"
            "description: Replace the bent guard rail\npriority: A\nowner: P-003\ndue: 2026-03-06\n"
        ),
        "records/training/2024/trn-0001.yaml": (
            "id: trn-0001\ndate: 2024-05-02\nrecorded_by: P-002\nperson: P-003\ncourse: csts\nprovider: ACSA\n"
        ),
        "records/audit/2024/aud-0001.yaml": (
            "id: aud-0001\ndate: 2024-09-24\nrecorded_by: P-002\nkind: maintenance\nauditor_name: R. Dyck\n"
            "recommendations: [{text: Number the extinguishers, action: ca-0001}]\n"
        ),
        "records/explained.yaml": (
            "- about: PRG-07/inspection/site/shop/2026-04\n  reason: The inspector was ill and nobody stood in.\n"
            "  person: P-002\n  date: 2026-05-20\n  corrective_action: ca-0001\n"
        ),
    }


def many_inspections(count: int) -> Files:
    """More inspections of the shop, one every third day from November on."""
    files: Files = {}
    for number in range(101, 101 + count):
        day = date.fromordinal(date(2025, 11, 3).toordinal() + 3 * (number - 101))
        path = f"records/inspection/{day.year}/insp-{number:04}.yaml"
        files[path] = _inspection_text(f"insp-{number:04}", day, "weekly")
    return files


def snapshot_of(
    files: Mapping[str, str | bytes], *, history: bool = False, standard: Standard | None = None
) -> Snapshot:
    """The snapshot of the files; with a history, every file entered ten days before the end of October, unsigned."""
    program = read_program(MemorySource(files))
    known = _history(files) if history else None
    note = "" if history else "The tests have no history."
    return take_snapshot(
        program, standard or read_standard("alberta-cor", "2023"), as_of=AS_OF, history=known, history_note=note
    )


def view_of(
    files: Mapping[str, str | bytes],
    *,
    profile: Profile = "auditor",
    history: bool = False,
    size: int = 12,
    choice: PackChoice | None = None,
) -> View:
    """A view of the files as a pack of the profile would have it; a choice says what else the pack is asked to hold."""
    choice = replace(choice or PackChoice(), profile=profile)
    snapshot = at_level(snapshot_of(files, history=history), Level.POSTED if profile == "public" else Level.OFFICE)
    return View(snapshot, select(snapshot, choice, size=size), Naming(snapshot, profile), choice, reader(files))


class reader:  # noqa: N801 - it stands for a function
    """Gives the bytes of the files, and knows which were asked for."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = files
        self.asked: list[str] = []

    def __call__(self, path: str) -> bytes:
        self.asked.append(path)
        data = self.files[path]
        return data.encode() if isinstance(data, str) else data


def _person(id: str, name: str, level: str) -> str:
    return f"id: {id}\nname: {name}\nemployment: [{{from: 2024-01-01, position: pipefitter, level: {level}, site: shop}}]\n"


def _inspection(number: int, month: int) -> tuple[str, str]:
    day = date(2025 if month > 10 else 2026, month, 6)
    id = f"insp-{number:04}"
    text = _inspection_text(id, day, "site")
    if number == 3:
        text += f"attachments: [{{path: insp-0003.png, sha256: {_digest(SCAN)}, caption: Signed inspection sheet, level: office}}]\n"
        text += "signatures: [{person: P-003, role: inspector, date: 2026-01-06, method: seen-on-scan, page: 1}]\n"
    return f"records/inspection/{day.year}/{id}.yaml", text


def _inspection_text(id: str, day: date, kind: str) -> str:
    return (
        f"id: {id}\ndate: {day}\nsite: shop\nrecorded_by: P-002\nkind: {kind}\narea: Fabrication bay\n"
        "inspectors: [P-003]\nitems_ok: 31\nitems_deficient: 1\ndeficiencies: [{item: Guard missing, action: ca-0001}]\n"
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _history(files: Mapping[str, str | bytes]) -> History:
    moment = Moment(1_792_540_800, -360)
    tip = Commit(COMMIT, (), "Marnie <m@example>", moment, "Marnie <m@example>", moment, "Program")
    entered = date(2026, 10, 21)
    changes = {
        path: FileHistory(
            path,
            (
                Change(
                    COMMIT,
                    entered,
                    "A",
                    path,
                    None,
                    "b" * 40,
                    "Marnie <m@example>",
                    entered,
                    "First version",
                    SignatureVerdict.UNSIGNED,
                    content=read_content(data.encode() if isinstance(data, str) else data, kind_of(path)),
                ),
            ),
        )
        for path, data in files.items()
    }
    return History(COMMIT, 1, entered, tip, changes)
