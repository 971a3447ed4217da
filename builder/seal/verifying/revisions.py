"""What was appended to a signed file: signing appends to it, and so does anyone who wants to change it unseen.

The signing library can compare two revisions object by object, but that takes minutes and gigabytes for a tagged pack of 800 pages.
Here only the objects that a revision writes are looked at: new ones can't be reached except through old ones that were replaced, so
it is enough to see that no old object was replaced but those that signing has to replace.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from builder.seal.verifying.stamp_field import grew_by_stamps, store_references

_CATALOG = frozenset({"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Version"})
"""Keys of the catalog that signing and keeping proofs of signatures may set (ETSI EN 319 142-1, 5.4); an elliptic-curve signature raises
the version too, which changes nothing that a reader shows (ISO 32000-1, 7.2.2)."""
_DESCRIPTION = frozenset({"/Metadata"})

_TITLE = re.compile(rb"<dc:title\b.*?</dc:title>", re.DOTALL)
_MARKUP = re.compile(rb"<[^>]*>")

_FORM = frozenset({"/SigFlags"})
_FIELD = frozenset({"/V", "/AP"})
"""Keys of a blank signature field that signing may set: the signature and what it looks like."""


@dataclass(frozen=True)
class Change:
    """Something that was appended beyond what `muster sign` appends.

    Attributes:
        words: As the part of a sentence.
        is_certain: Whether no program leaves it behind when somebody signs; if not, only the whole comparison can tell.
    """

    words: str
    is_certain: bool = True


def find_changes(reader: PdfFileReader, revision: int) -> tuple[Change, ...]:
    """What a revision changed that our signing does not change; empty if it only signed.

    Args:
        reader: Of the whole file.
        revision: From 1; it is compared with the one before.
    """
    return tuple(_Comparison(reader, revision).changes())


def find_new_titles(reader: PdfFileReader, revision: int) -> list[str]:
    """Which of the file's two titles differ from those it had in a revision, each as a few words."""
    last = reader.xrefs.total_revisions - 1
    before, after = (reader.get_historical_resolver(number) for number in (revision, last))
    changes = []
    if _listed_title(before) != _listed_title(after):
        changes.append("the title was changed")
    if _described_title(reader, revision) != _described_title(reader, last):
        changes.append("the title in the description was changed")
    return changes


def _listed_title(resolver: Any) -> bytes | None:
    return _bytes_of(_named(resolver, "/Info"), "/Title")


def _described_title(reader: PdfFileReader, revision: int) -> list[bytes]:
    root = _named(reader.get_historical_resolver(revision), "/Root")
    if "/Metadata" not in root:
        return []
    # Not by way of the resolver: it can't take over a description that the library has read as one before.
    described = reader.get_object(root.raw_get("/Metadata").reference, revision).data  # type: ignore[no-untyped-call]
    # The words only: programs write the elements around them differently.
    return [_MARKUP.sub(b"", title).strip() for title in _TITLE.findall(described)]


class _Comparison:
    def __init__(self, reader: PdfFileReader, revision: int) -> None:
        self._reader = reader
        self._revision = revision
        self._before = reader.get_historical_resolver(revision - 1)
        self._after = reader.get_historical_resolver(revision)
        self._stores = store_references(self._before)

    def changes(self) -> Iterator[Change]:
        if freed := self._reader.xrefs.refs_freed_in_revision(self._revision):
            yield Change(f"{len(freed)} objects were deleted")
        before, after = self._before.trailer_view, self._after.trailer_view
        for key in ("/Root", "/Info", "/Encrypt"):
            if _bytes_of(before, key) != _bytes_of(after, key):
                yield Change(f"the file's {key[1:]} was replaced", is_certain=key != "/Info")
        size = int(before["/Size"])
        xrefs = self._reader.xrefs
        own = xrefs.explicit_refs_in_revision(self._revision)
        for ref in sorted(own, key=lambda ref: (ref.idnum, ref.generation)):
            if xrefs.get_historical_ref(ref, self._revision - 1) is not None:
                yield from self._replaced(ref)
            elif ref.idnum < size:
                # Something in the signed file may refer to a number that had no object yet.
                yield Change(f"object {ref.idnum} was slipped in")

    def _replaced(self, ref: Any) -> Iterator[Change]:
        old, new = self._before.get_object(ref), self._after.get_object(ref)
        words = _KINDS.get(str(old.get("/Type")) if isinstance(old, dict) else "", f"object {ref.idnum} was replaced")
        if ref in self._stores and not isinstance(new, generic.StreamObject):
            # Part of the list of certificates kept in the file, which nothing here relies on.
            return
        if isinstance(old, generic.ArrayObject) and grew_by_stamps(old, new, self._after):
            return
        if not (_is_plain(old) and _is_plain(new)):
            yield Change(words, is_certain=not self._is_description(ref))
        elif ref == self._root():
            yield from self._catalog(old, new)
        elif ref == self._form():
            yield from self._fields(old, new)
        elif old.get("/FT") == "/Sig" and "/V" not in old and "/V" in new:
            if not _same(old, new, _FIELD):
                yield Change(
                    "a signed field was changed otherwise too", is_certain=not _same(old, new, _FIELD | _DRESS)
                )
        elif old.get("/Type") == "/Page":
            yield from self._page(old, new)
        elif not _same(old, new, frozenset()):
            yield Change(words, is_certain=not self._is_description(ref))

    def _page(self, old: Any, new: Any) -> Iterator[Change]:
        if _same(old, new, frozenset()):
            return
        if not _same(old, new, _ANNOTATIONS):
            yield Change("a page was changed")
        elif not grew_by_stamps(old.get("/Annots", ()), new.get("/Annots", ()), self._after):
            yield Change("something was laid over a page", is_certain=False)

    def _catalog(self, old: Any, new: Any) -> Iterator[Change]:
        if not _same(old, new, _CATALOG):
            yield Change("the document's catalog was changed", is_certain=not _same(old, new, _CATALOG | _DESCRIPTION))
        if "/Perms" in old and _bytes_of(old, "/Perms") != _bytes_of(new, "/Perms"):
            yield Change("the permissions that the first signer set were changed")
        if self._revision == 1 and "/DSS" in old:
            yield Change("a store of certificates stood in the file before anyone signed it", is_certain=False)
        if _bytes_of(old, "/AcroForm") == _bytes_of(new, "/AcroForm"):
            return
        first, second = (each["/AcroForm"] if "/AcroForm" in each else None for each in (old, new))  # noqa: SIM401 - as above
        if not (isinstance(first, generic.DictionaryObject) and isinstance(second, generic.DictionaryObject)):
            yield Change("the list of form fields was changed")
        else:
            yield from self._fields(first, second)

    def _fields(self, old: Any, new: Any) -> Iterator[Change]:
        if _same(old, new, _FORM):
            return
        if not _same(old, new, _FORM | {"/Fields"}) or not grew_by_stamps(
            old.get("/Fields", ()), new.get("/Fields", ()), self._after
        ):
            yield Change("the list of form fields was changed", is_certain=False)

    def _is_description(self, ref: Any) -> bool:
        """Whether it says about the file what programs say anew whenever they write: dates and their own name."""
        root, trailer = _named(self._before, "/Root"), self._before.trailer_view
        places = [(root, "/Metadata"), (trailer, "/Info")]
        return any(key in place and getattr(place.raw_get(key), "reference", None) == ref for place, key in places)

    def _root(self) -> Any:
        return self._before.trailer_view.raw_get("/Root").reference

    def _form(self) -> Any:
        root = _named(self._before, "/Root")
        if "/AcroForm" not in root:
            return None
        form = root.raw_get("/AcroForm")
        return form.reference if isinstance(form, generic.IndirectObject) else None


_KINDS = {
    "/Pages": "the list of pages was changed",
    "/Filespec": "an attached file was exchanged",
    "/EmbeddedFile": "an attached file was overwritten",
    "/Sig": "a signature was overwritten",
    "/DocTimeStamp": "a timestamp was overwritten",
    "/StructTreeRoot": "the reading order was changed",
    "/ObjStm": "packed objects were replaced",
}
"""What a replaced object is, in words, by its type."""
_ANNOTATIONS = frozenset({"/Annots"})
_DRESS = frozenset({"/MK", "/DA", "/Lock", "/F", "/M", "/Border", "/BS"})
"""Keys of a field that say how it looks and who may sign it; other programs set them while they sign."""


def _named(resolver: Any, key: str) -> Any:
    """What the trailer of a revision names, as it was in that revision; reading it the plain way would give the latest."""
    trailer = resolver.trailer_view
    return resolver.get_object(trailer.raw_get(key).reference) if key in trailer else {}


def _is_plain(value: Any) -> bool:
    """Whether it is a dictionary and not a stream, which is one too here."""
    return isinstance(value, generic.DictionaryObject) and not isinstance(value, generic.StreamObject)


def _same(old: Any, new: Any, besides: frozenset[str]) -> bool:
    """Whether two dictionaries say the same, apart from some keys."""
    keys = (set(old) | set(new)) - besides
    return all(_bytes_of(old, key) == _bytes_of(new, key) for key in keys)


def _bytes_of(dictionary: Any, key: str) -> bytes | None:
    """A value as it would be written, references unresolved; None if the key isn't there."""
    if key not in dictionary:
        return None
    out = io.BytesIO()
    dictionary.raw_get(key).write_to_stream(out)
    return out.getvalue()
