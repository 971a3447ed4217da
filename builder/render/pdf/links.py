"""Links between the parts, once all of them stand in one file."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import unquote

from pikepdf import Dictionary, Name, String

from builder.model.error import BuilderError
from builder.render.pdf.merge import Joint
from builder.render.pdf.part import CROSS_REFERENCE


def connect_links(joint: Joint, elsewhere: Mapping[str, str] = MappingProxyType({})) -> None:
    """Makes every `xref:ANCHOR` address a link inside the pack, and tells screen readers to which page each link leads.

    Args:
        joint: Changed in place.
        elsewhere: Anchors that stand in another file, with its name: a link to one opens that file at its place (GoToR, ISO 32000-1,
            12.6.4.3; PDF/A-3 allows it, ISO 19005-3, 6.5.1).

    Raises:
        BuilderError: Anchors that no part has; each is named with the section that links to it.
    """
    lost: dict[tuple[str, str], None] = {}
    for page, section in zip(joint.pdf.pages, joint.sections, strict=True):
        for annotation in page.obj.get(Name.Annots, ()):
            if Name.A in annotation and annotation.A.get(Name.S) == Name.URI:
                address = str(annotation.A.URI)
                if not address.startswith(CROSS_REFERENCE):
                    continue
                anchor = unquote(address.removeprefix(CROSS_REFERENCE))
                if anchor not in joint.destinations and anchor in elsewhere:
                    file = elsewhere[anchor]
                    annotation.A = Dictionary(S=Name.GoToR, F=String(file), D=String(anchor), NewWindow=True)
                    annotation.Contents = String(f"Opens the file {file}")
                    continue
                if anchor not in joint.destinations:
                    lost[section, anchor] = None
                    continue
                del annotation[Name.A]
                annotation.Dest = String(anchor)
            if Name.Dest in annotation:
                annotation.Contents = String(f"Go to page {joint.pages[str(annotation.Dest)]}")
    if lost:
        raise BuilderError(*_describe(joint, list(lost)))


def _describe(joint: Joint, lost: list[tuple[str, str]]) -> tuple[str, str]:
    lines = []
    for section, anchor in lost[:20]:
        near = difflib.get_close_matches(anchor, joint.destinations, 1)
        hint = f' (nearest: "{near[0]}")' if near else ""
        lines.append(f'\n  - section "{section}" links to "{anchor}"{hint}')
    if len(lost) > 20:
        lines.append(f"\n  - and {len(lost) - 20} more")
    return (
        f"Links of the pack lead nowhere:{''.join(lines)}",
        "Leave the section that holds the place in the pack, or print the words without a link.",
    )
