"""One file out of the parts: pages, tags, bookmarks, links, page numbers, signature fields, attachments."""

from __future__ import annotations

import io
import itertools
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from pikepdf import Name, ObjectStreamMode, Pdf

from builder.model.error import BuilderError
from builder.render.pdf.attachments import Embedded, Relationship, attach_files
from builder.render.pdf.links import connect_links
from builder.render.pdf.merge import Joint, merge_parts, write_destinations
from builder.render.pdf.part import Part
from builder.render.pdf.signature_fields import SignatureField, make_signature_fields
from builder.render.pdf.stamp import stamp_pages

__all__ = ["Embedded", "Relationship", "SignatureField", "join_parts", "number_pages"]


def number_pages(master_pages: int, parts: Sequence[Part]) -> dict[str, int]:
    """The page of the pack (from 1) on which each anchor of the parts stands: what a table of contents prints.

    Args:
        master_pages: How many pages come before the parts.
        parts: In their order.
    """
    numbers: dict[str, int] = {}
    first = master_pages + 1
    for part in parts:
        for anchor, page in part.anchors.items():
            numbers.setdefault(anchor, first + page)
        first += part.pages
    return numbers


def join_parts(
    master: Part,
    parts: Sequence[Part],
    *,
    page_label: str,
    attachments: Sequence[Embedded] = (),
    signature_fields: Sequence[SignatureField] = (),
    nested: Collection[str] = (),
    elsewhere: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The pack: the master's pages first, then the parts in their order. The same arguments give the same bytes.

    Args:
        master: Cover and contents; its title, language and dates are those of the pack, so its HTML needs `dcterms.created` and
            `dcterms.modified`.
        parts: Sections, ids unique over all of them.
        page_label: Short name of the pack; "<label> · page x of y" is printed at the bottom right of every page, in the lowest 12 mm.
        attachments: Files to embed.
        signature_fields: One for every `sigfield:` link of the parts, in signing order.
        nested: Keys of parts whose bookmarks stand below the last bookmark before them: the documents of an element.
        elsewhere: Anchors that stand in another file, with its name: in a volume of the same pack.

    Raises:
        BuilderError: A link leads to an anchor that no part has, a signature field is missing or surplus, names are used twice, the
            master lacks its dates.
    """
    joint = merge_parts(master, parts, nested=nested)
    try:
        _refuse_missing_dates(joint.pdf, master.key)
        connect_links(joint, elsewhere)
        write_destinations(joint)
        make_signature_fields(joint.pdf, signature_fields)
        stamp_pages(joint.pdf, page_label)
        attach_files(joint.pdf, attachments)
        assert_structure(joint)
        out = io.BytesIO()
        joint.pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return out.getvalue()
    finally:
        joint.pdf.close()


def assert_structure(joint: Joint) -> None:
    """Raises RuntimeError when the joined file breaks what it promises; that would be a bug here, never a fault of content."""
    flat = list(joint.pdf.Root.StructTreeRoot.ParentTree.Nums)
    keys = [int(key) for key in flat[::2]]
    if any(later <= earlier for earlier, later in itertools.pairwise(keys)):
        raise RuntimeError("the keys of the parent tree do not ascend")
    known, pages = set(keys), set()
    for page in joint.pdf.pages:
        pages.add(page.obj.objgen)
        if int(page.obj.StructParents) not in known:
            raise RuntimeError("a page stands outside the structure tree")
        for annotation in page.obj.get(Name.Annots, ()):
            if int(annotation.StructParent) not in known:
                raise RuntimeError("an annotation stands outside the structure tree")
    for anchor, destination in joint.destinations.items():
        if destination[0].objgen not in pages:
            raise RuntimeError(f"the destination {anchor} is not on a page of the pack")
    if len(pages) != len(joint.sections):
        raise RuntimeError("pages were lost")


def _refuse_missing_dates(pdf: Pdf, key: str) -> None:
    for field, tag in ((Name.CreationDate, "created"), (Name.ModDate, "modified")):
        if field not in pdf.docinfo:
            raise BuilderError(f'The section "{key}" has no <meta name="dcterms.{tag}">.')
