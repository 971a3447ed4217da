"""What a document timestamp and the proofs kept with it add to a file: an invisible field, and lists of certificates."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic

_FIELD_KEYS = frozenset({"/Type", "/Subtype", "/FT", "/T", "/TU", "/F", "/Rect", "/P", "/V", "/StructParent"})
"""Of a field that shows nothing and does nothing."""
_STORE_KEYS = ("/Certs", "/OCSPs", "/CRLs", "/VRI")
"""Of the store of certificates (ETSI EN 319 142-1, 5.4.2)."""


def grew_by_stamps(old: Any, new: Any, resolver: Any) -> bool:
    """Whether a list holds what it held, then nothing but fields of document timestamps.

    Args:
        old: List of fields or of what lies on a page, before.
        new: The same, after.
        resolver: Gives the objects as they are after.
    """
    if not isinstance(new, generic.ArrayObject) or len(new) < len(old):
        return False
    if any(_written(first) != _written(second) for first, second in zip(_raw(old), _raw(new), strict=False)):
        return False
    return all(_is_stamp(each, resolver) for each in _raw(new)[len(old) :])


def store_references(resolver: Any) -> frozenset[Any]:
    """The objects that make up the store of certificates as it was in a revision."""
    root = resolver.get_object(resolver.trailer_view.raw_get("/Root").reference)
    return frozenset(_follow(root, "/DSS", resolver))


def _follow(parent: Any, key: str, resolver: Any) -> Iterator[Any]:
    if key not in parent:
        return
    value = parent.raw_get(key)
    if isinstance(value, generic.IndirectObject):
        yield value.reference
        value = resolver.get_object(value.reference)
    if not isinstance(value, generic.DictionaryObject):
        return
    for inner in _STORE_KEYS if key == "/DSS" else tuple(value) if key == "/VRI" else ():
        yield from _follow(value, inner, resolver)


def _is_stamp(item: Any, resolver: Any) -> bool:
    if not isinstance(item, generic.IndirectObject):
        return False
    field = resolver.get_object(item.reference)
    if not isinstance(field, generic.DictionaryObject) or set(field) - _FIELD_KEYS:
        return False
    rectangle = [float(edge) for edge in field.get("/Rect", ())]
    value = field.raw_get("/V") if "/V" in field else None
    if isinstance(value, generic.IndirectObject):
        value = resolver.get_object(value.reference)
    return (
        field.get("/FT") == "/Sig"
        and len(rectangle) == 4
        and (rectangle[0] == rectangle[2] or rectangle[1] == rectangle[3])
        and isinstance(value, generic.DictionaryObject)
        and value.get("/Type") == "/DocTimeStamp"
    )


def _raw(array: Any) -> list[Any]:
    return [array.raw_get(index) for index in range(len(array))]


def _written(value: Any) -> bytes:
    out = io.BytesIO()
    value.write_to_stream(out)
    return out.getvalue()
