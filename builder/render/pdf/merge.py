"""Pages of many tagged PDFs in one file with nothing lost: structure tree, bookmarks, named destinations.

No library merges tagged files whole (they keep the tags of one part at most), hence this module. It relies on how WeasyPrint
writes: the parent tree is one flat list, and the structure tree has one `Document` element.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from builder.model.error import BuilderError
from builder.render.pdf.part import Part


@dataclass
class Joint:
    """A pack while it is put together.

    Attributes:
        pdf: Open; holds the master's catalog, all pages and all tags.
        destinations: Named destinations (page, position) by anchor.
        pages: Number (from 1) of the page on which each anchor stands.
        sections: Key of the part that each page came from.
        owners: Key of the part that each anchor came from.
    """

    pdf: Pdf
    destinations: dict[str, Object] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    sections: list[str] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)


def merge_parts(master: Part, parts: Sequence[Part], *, nested: Collection[str] = ()) -> Joint:
    """The master with all parts behind it. The destinations are not written into the file yet.

    Args:
        master: The first part.
        parts: The others, in order.
        nested: Keys of parts whose bookmarks stand below the last bookmark before them.

    Raises:
        BuilderError: Two parts have the same key, or the same id in them.
    """
    keys = [part.key for part in (master, *parts)]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise BuilderError(f'Two sections of the pack are called "{twice[0]}".')
    joint = Joint(Pdf.open(io.BytesIO(master.pdf)))
    _note_anchors(joint, master)
    _collect_destinations(joint, joint.pdf.Root)
    for part in parts:
        _note_anchors(joint, part)
        with Pdf.open(io.BytesIO(part.pdf)) as source:
            _append(joint, source, is_nested=part.key in nested)
    return joint


def write_destinations(joint: Joint) -> None:
    """Writes all named destinations into the catalog, sorted by bytes as a name tree must be."""
    names = Array()
    for key in sorted(joint.destinations, key=lambda anchor: bytes(String(anchor))):
        names.append(String(key))
        names.append(joint.destinations[key])
    if Name.Names not in joint.pdf.Root:
        joint.pdf.Root.Names = Dictionary()
    joint.pdf.Root.Names.Dests = joint.pdf.make_indirect(Dictionary(Names=names))


def _note_anchors(joint: Joint, part: Part) -> None:
    first = len(joint.sections) + 1
    for anchor, page in part.anchors.items():
        if anchor in joint.owners:
            raise BuilderError(
                f'The sections "{joint.owners[anchor]}" and "{part.key}" both have a place called "{anchor}", '
                "so a link to it could lead to either.",
                "Give each its own id; begin it with the section's key.",
            )
        joint.owners[anchor] = part.key
        joint.pages[anchor] = first + page
    joint.sections += [part.key] * part.pages


def _append(joint: Joint, source: Pdf, *, is_nested: bool) -> None:
    _shift_parent_keys(source, _next_parent_key(joint.pdf))
    with warnings.catch_warnings():
        # pikepdf warns that named destinations are left behind; they are collected below.
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        joint.pdf.pages.extend(source.pages)
    # Only now: references to pages inside the copied trees then point to the copied pages.
    _append_tags(joint.pdf, source)
    if Name.Outlines in source.Root:
        added = joint.pdf.copy_foreign(source.Root.Outlines)
        if is_nested and Name.Outlines in joint.pdf.Root:
            _nest_outlines(joint.pdf.Root.Outlines, added)
        else:
            _append_outlines(joint.pdf, added)
    if Name.Names in source.Root and Name.Dests in source.Root.Names:
        copied = joint.pdf.copy_foreign(source.make_indirect(source.Root.Names.Dests))
        _collect(joint, copied)


def _collect_destinations(joint: Joint, root: Object) -> None:
    if Name.Names in root and Name.Dests in root.Names:
        _collect(joint, root.Names.Dests)


def _collect(joint: Joint, tree: Object) -> None:
    flat = list(tree.Names)
    for name, destination in zip(flat[::2], flat[1::2], strict=True):
        joint.destinations.setdefault(str(name), destination)


def _next_parent_key(pdf: Pdf) -> int:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return int(numbers[-2]) + 1 if len(numbers) else 0


def _shift_parent_keys(source: Pdf, offset: int) -> None:
    for page in source.pages:
        if Name.StructParents in page.obj:
            page.obj.StructParents = int(page.obj.StructParents) + offset
        for annotation in page.obj.get(Name.Annots, ()):
            if Name.StructParent in annotation:
                annotation.StructParent = int(annotation.StructParent) + offset
    numbers = source.Root.StructTreeRoot.ParentTree.Nums
    for index in range(0, len(numbers), 2):
        numbers[index] = int(numbers[index]) + offset


def _append_tags(pdf: Pdf, source: Pdf) -> None:
    tree = pdf.copy_foreign(source.Root.StructTreeRoot)
    document = pdf.Root.StructTreeRoot.K[0]
    pdf.Root.StructTreeRoot.ParentTree.Nums.extend(tree.ParentTree.Nums)
    section = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, P=document, K=tree.K[0].K))
    # A translated section keeps its own language.
    if Name.Lang in source.Root:
        section.Lang = String(str(source.Root.Lang))
    for element in section.K:
        element.P = section
    document.K.append(section)


def _append_outlines(pdf: Pdf, added: Object) -> None:
    if Name.Outlines not in pdf.Root:
        pdf.Root.Outlines = added
        return
    whole = pdf.Root.Outlines
    _hang(whole, added)
    whole.Count = int(whole.Count) + int(added.Count)


def _nest_outlines(whole: Object, added: Object) -> None:
    """Hangs the bookmarks below the last one of the whole, which is closed by that: a reader opens the element it wants.

    The count of an open item says how many more lines it shows, that of a closed one, negative, how many it would show
    (ISO 32000-1, table 153).
    """
    above = whole.Last
    shown = int(above.get(Name.Count, 0))
    if shown > 0:
        whole.Count = int(whole.Count) - shown
    _hang(above, added)
    above.Count = -(abs(shown) + int(added.Count))


def _hang(above: Object, added: Object) -> None:
    item: Object | None = added.First
    while item is not None:
        item.Parent = above
        item = item.get(Name.Next)
    if Name.First in above:
        above.Last.Next = added.First
        added.First.Prev = above.Last
    else:
        above.First = added.First
    above.Last = added.Last
