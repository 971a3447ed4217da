"""A pack that is too large for one file: a volume for each element, and a master that names and seals them all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from builder.model.manifest import Manifest
from builder.render.pdf.join import Embedded, Relationship, join_parts, number_pages
from builder.render.pdf.part import Part
from builder.render.pdf.sections.contents import Contents
from builder.render.pdf.sections.cover import list_index
from builder.render.pdf.sections.layout import ANNEX_LINE, INDEXES_LINE, MATRIX_LINE, ROUNDS, OtherPlace
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View
from builder.seal.beside import BesideFile
from builder.seal.delivery import VOLUME, Delivery

VOLUME_SCHEMA = "https://muster.example/schema/volume-1.json"
VOLUME_NAME = "volume.json"
"""Name of the attachment inside a volume that says which it is."""

_OF_MASTER = ("cover", "index", MATRIX_LINE.anchor, INDEXES_LINE.anchor, ANNEX_LINE.anchor)
"""Anchors of the master that no part has yet, because it is made last: its page numbers lead into the volumes."""

Render = Callable[[Sequence[Section]], Mapping[str, Part]]


@dataclass(frozen=True)
class Volumes:
    """The volumes of a pack beside its master.

    Attributes:
        files: To be handed over with it, in the partner's order.
        outside: Where each anchor stands that is in none of the master's parts.
        parts: What stays in the master, by key.
    """

    files: tuple[BesideFile, ...]
    outside: Mapping[str, OtherPlace]
    parts: Mapping[str, Part]


@dataclass(frozen=True)
class _Plan:
    """A volume before it is made.

    Attributes:
        name: Short: "E05".
        title: "E05 Training and competency".
        place: Its number; the master is volume 1.
        of: How many there are, the master included.
        file: Its file name.
        sections: In order.
    """

    name: str
    title: str
    place: int
    of: int
    file: str
    sections: tuple[Section, ...]


def make_volumes(
    view: View, contents: Contents, parts: Mapping[str, Part], manifest: Manifest, delivery: Delivery, render: Render
) -> Volumes:
    """The sections of each element as a file of its own; the same arguments give the same bytes.

    Each is a PDF/A-3a and PDF/UA-1 file with its own cover and page numbers. A link to another volume opens that file at the
    named place. The volumes hold no digest of the master, which holds theirs.

    Args:
        view: The material.
        contents: All sections of the pack.
        parts: Every section, rendered.
        manifest: For its names and days.
        delivery: The name that all files share.
        render: For the covers.
    """
    plans = _plan(view, contents, delivery)
    file_of = {section.key: plan.file for plan in plans for section in plan.sections}
    master = f"{delivery.stem}.pdf"
    everywhere = dict.fromkeys(_OF_MASTER, master)
    everywhere |= {anchor: file_of.get(key, master) for key, part in parts.items() for anchor in part.anchors}
    files: list[BesideFile] = []
    outside: dict[str, OtherPlace] = {}
    for plan in plans:
        own = [parts[section.key] for section in plan.sections]
        cover, pages = _cover(view, plan, own, manifest, master, render)
        pdf = join_parts(
            cover,
            own,
            page_label=f"{manifest.pack_id} · {plan.name}",
            attachments=[_describe(plan, manifest, master, view)],
            nested=[section.key for section in plan.sections if section.is_below],
            elsewhere={anchor: file for anchor, file in everywhere.items() if file != plan.file},
        )
        files.append(BesideFile(plan.file, pdf, f"{VOLUME} {plan.place} of {plan.of}: {plan.title}"))
        outside |= {anchor: OtherPlace(plan.file, plan.name, page) for anchor, page in pages.items()}
    return Volumes(tuple(files), outside, {key: part for key, part in parts.items() if key not in file_of})


def _plan(view: View, contents: Contents, delivery: Delivery) -> tuple[_Plan, ...]:
    """Which sections stand in which volume; what belongs to no element of the partner's stays in the master."""
    found = []
    for element in view.snapshot.coverage.elements:
        sections = tuple(
            section
            for section in contents.body
            # The question sheet is one paper, to be worked through beside the auditor's own.
            if section.element == element.element.key and not section.key.startswith("question-sheet")
        )
        if sections:
            name = f"E{re.sub(r'[^0-9A-Za-z]', '', element.partner.number).rjust(2, '0')}"
            found.append((name, f"{name} {element.partner.name}", sections))
    count = len(found) + 1
    return tuple(
        _Plan(name, title, place, count, f"{delivery.stem}-{name}.pdf", sections)
        for place, (name, title, sections) in enumerate(found, 2)
    )


def _cover(
    view: View, plan: _Plan, own: Sequence[Part], manifest: Manifest, master: str, render: Render
) -> tuple[Part, Mapping[str, int]]:
    """The volume's cover with its index, and the page of each anchor of the volume."""
    index = list_index(plan.sections)
    company = view.snapshot.program.company
    length = 1
    for _ in range(ROUNDS):
        pages = number_pages(length, own)
        html = write_html(
            "volume",
            title=f"{manifest.company}: {plan.title}, volume {plan.place} of {plan.of}",
            footer="Cover of the volume",
            created=manifest.as_of,
            company=manifest.company,
            demonstration=company is not None and company.value.demonstration,
            plan=plan,
            manifest=manifest,
            master=master,
            index=[
                {"title": line.title, "anchor": line.anchor, "depth": line.depth, "page": pages.get(line.anchor, "")}
                for line in index
            ],
        )
        cover = render([Section(f"volume-{plan.name}", plan.title, "", html, f"volume-{plan.name}")])[
            f"volume-{plan.name}"
        ]
        if cover.pages == length:
            return cover, MappingProxyType(pages)
        length = cover.pages
    raise RuntimeError("the page numbers on the cover of a volume don't settle")


def _describe(plan: _Plan, manifest: Manifest, master: str, view: View) -> Embedded:
    """What a volume says of itself to a program that is handed the volume alone."""
    plain = {
        "schema": VOLUME_SCHEMA,
        "pack_id": manifest.pack_id,
        "company": manifest.company,
        "commit": manifest.commit,
        "as_of": manifest.as_of,
        "profile": manifest.choice.profile,
        "volume": plan.place,
        "of": plan.of,
        "title": plan.title,
        "file": plan.file,
        "master": master,
    }
    data = (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
    said = "Which volume of which pack this is, and which file holds its digest."
    return Embedded(VOLUME_NAME, data, "application/json", said, Relationship.DATA, view.snapshot.as_of)
