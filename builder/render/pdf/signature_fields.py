"""Blank signature fields, placed by the page's own styles: an empty link in the HTML becomes a tagged form field.

Each of three details was found by measuring, and without it a signed pack stops being PDF/A or the second signature reads as
tampering with the first: the empty appearance (PDF/A wants one), the alternate name (PDF/UA), and a structure element whose
content is the field itself and not a list with the field in it (pyHanko's list of allowed changes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from builder.model.error import BuilderError
from builder.render.pdf.part import SIGNATURE

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}\Z")
_PRINT = 4
"""Annotation flag: shown on paper too (PDF/A wants it)."""


@dataclass(frozen=True)
class SignatureField:
    """A blank signature field, placed by `<a class="…" href="sigfield:NAME"></a>` in a part: an empty inline block of 80 x 22 mm.

    Attributes:
        name: As `muster sign --field` takes it; letters, digits and underscores.
        label: What a screen reader says and a viewer shows: "Signature of the senior manager".
    """

    name: str
    label: str


def make_signature_fields(pdf: Pdf, fields: Sequence[SignatureField]) -> None:
    """Turns every `sigfield:` link into a blank signature field.

    Args:
        pdf: Joined and tagged; changed in place.
        fields: In signing order; exactly those that the pages have places for.

    Raises:
        BuilderError: A field has no place or two, or a place has no field.
    """
    _refuse_names(fields)
    places: dict[str, tuple[Object, Object]] = {}
    for page, annotation, name in _places(pdf):
        if name in places:
            raise BuilderError(f'The pack has two places for the signature "{name}".')
        places[name] = (page, annotation)
    labels = {field.name: field.label for field in fields}
    for name in places:
        if name not in labels:
            raise BuilderError(f'The pack has a place for a signature "{name}" that nobody gives.')
    for name in labels:
        if name not in places:
            raise BuilderError(f'The pack has no place for the signature "{name}".')
    if not fields:
        return
    parents = _parent_tree(pdf)
    widgets = Array()
    for field in fields:
        page, annotation = places[field.name]
        _make_widget(pdf, page, annotation, field)
        _make_form_element(parents[int(annotation.StructParent)], field)
        widgets.append(annotation)
    # 3: signatures exist, and later changes may only be appended (ISO 32000-1, table 219).
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=widgets, SigFlags=3))


def _refuse_names(fields: Sequence[SignatureField]) -> None:
    names = [field.name for field in fields]
    for name in names:
        if not _NAME.match(name):
            raise BuilderError(
                f'"{name[:60]}" can\'t be the name of a signature field; use letters, digits and underscores.'
            )
        if names.count(name) > 1:
            raise BuilderError(f'Two signature fields are called "{name}".')


def _places(pdf: Pdf) -> Iterator[tuple[Object, Object, str]]:
    for page in pdf.pages:
        for annotation in page.obj.get(Name.Annots, ()):
            target = str(annotation.get(Name.A, Dictionary()).get(Name.URI, ""))
            if target.startswith(SIGNATURE):
                yield page.obj, annotation, unquote(target.removeprefix(SIGNATURE))


def _parent_tree(pdf: Pdf) -> dict[int, Object]:
    flat = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(flat[::2], flat[1::2], strict=True)}


def _make_widget(pdf: Pdf, page: Object, annotation: Object, field: SignatureField) -> None:
    for key in (Name.A, Name.BS, Name.Contents):
        if key in annotation:
            del annotation[key]
    left, bottom, right, top = (float(edge) for edge in annotation.Rect)
    left, right = sorted((left, right))
    bottom, top = sorted((bottom, top))
    appearance = pdf.make_stream(b"")
    appearance.Type = Name.XObject
    appearance.Subtype = Name.Form
    appearance.BBox = Array([0, 0, round(right - left, 3), round(top - bottom, 3)])
    appearance.Resources = Dictionary()
    annotation.Subtype = Name.Widget
    annotation.FT = Name.Sig
    annotation.T = String(field.name)
    annotation.TU = String(field.label)
    annotation.F = _PRINT
    annotation.P = page
    annotation.Rect = Array([left, bottom, right, top])
    annotation.AP = Dictionary(N=appearance)


def _make_form_element(element: Object, field: SignatureField) -> None:
    if len(element.K) != 1:
        raise BuilderError(f'The place for the signature "{field.name}" must be an empty box.')
    element.S = Name.Form
    element.K = element.K[0]
