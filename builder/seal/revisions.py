"""What was appended to a signed file: signing appends to it, and so does anyone who wants to change it unseen.

The signing library can compare two revisions object by object, but that takes minutes and gigabytes for a tagged pack of 800 pages.
Here only the objects that a revision writes are looked at: new ones can't be reached except through old ones that were replaced, so
it is enough to see that no old object was replaced but those that signing has to replace.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

_CATALOG = frozenset({"/AcroForm", "/Perms", "/DSS", "/Extensions"})
"""Keys of the catalog that signing and keeping proofs of signatures may set (ETSI EN 319 142-1, 5.4)."""

_TITLE = re.compile(rb"<dc:title\b.*?</dc:title>", re.DOTALL)
_MARKUP = re.compile(rb"<[^>]*>")

_FORM = frozenset({"/SigFlags"})
_FIELD = frozenset({"/V", "/AP"})
"""Keys of a blank signature field that signing may set: the signature and what it looks like."""


def find_changes(reader: PdfFileReader, revision: int) -> tuple[str, ...]:
    """What a revision changed that signing does not change, each as a few words; empty if it only signed.

    Args:
        reader: Of the whole file.
        revision: From 1; it is compared with the one before.
    """
    return tuple(_Comparison(reader, revision).changes())


def find_new_titles(reader: PdfFileReader, revision: int) -> list[str]:
    """Which of the file's two titles differ from those it had in a revision, each as a few words."""
    before, after = (reader.get_historical_resolver(number) for number in (revision, reader.xrefs.total_revisions - 1))
    changes = []
    if _listed_title(before) != _listed_title(after):
        changes.append("the title was changed")
    if _described_title(before) != _described_title(after):
        changes.append("the title in the description was changed")
    return changes


def _listed_title(resolver: Any) -> bytes | None:
    return _bytes_of(_named(resolver, "/Info"), "/Title")


def _described_title(resolver: Any) -> list[bytes]:
    root = _named(resolver, "/Root")
    described = root["/Metadata"].data if "/Metadata" in root else b""
    # The words only: programs write the elements around them differently.
    return [_MARKUP.sub(b"", title).strip() for title in _TITLE.findall(described)]


class _Comparison:
    def __init__(self, reader: PdfFileReader, revision: int) -> None:
        self._reader = reader
        self._revision = revision
        self._before = reader.get_historical_resolver(revision - 1)
        self._after = reader.get_historical_resolver(revision)

    def changes(self) -> Iterator[str]:
        if reader_freed := self._reader.xrefs.refs_freed_in_revision(self._revision):
            yield f"{len(reader_freed)} objects were deleted"
        before, after = self._before.trailer_view, self._after.trailer_view
        for key in ("/Root", "/Info", "/Encrypt"):
            if _bytes_of(before, key) != _bytes_of(after, key):
                yield f"the file's {key[1:]} was replaced"
        size = int(before["/Size"])
        known = {
            ref.idnum
            for earlier in range(self._revision)
            for ref in self._reader.xrefs.explicit_refs_in_revision(earlier)
        }
        for ref in sorted(
            self._reader.xrefs.explicit_refs_in_revision(self._revision), key=lambda ref: (ref.idnum, ref.generation)
        ):
            if ref.idnum in known:
                yield from self._replaced(ref)
            elif ref.idnum < size:
                # Something in the signed file may refer to a number that had no object yet.
                yield f"object {ref.idnum} was slipped in"

    def _replaced(self, ref: Any) -> Iterator[str]:
        old, new = self._before.get_object(ref), self._after.get_object(ref)
        words = f"object {ref.idnum} was replaced"
        if not (_is_plain(old) and _is_plain(new)):
            yield words
        elif ref == self._root():
            yield from self._catalog(old, new)
        elif ref == self._form():
            yield from () if _same(old, new, _FORM) else ("the list of form fields was changed",)
        elif old.get("/FT") == "/Sig" and "/V" not in old and "/V" in new and _same(old, new, _FIELD):
            return
        elif not _same(old, new, frozenset()):
            yield words

    def _catalog(self, old: Any, new: Any) -> Iterator[str]:
        if not _same(old, new, _CATALOG):
            yield "the document's catalog was changed"
        if "/Perms" in old and _bytes_of(old, "/Perms") != _bytes_of(new, "/Perms"):
            yield "the permissions that the first signer set were changed"
        if _bytes_of(old, "/AcroForm") == _bytes_of(new, "/AcroForm"):
            return
        first, second = (each["/AcroForm"] if "/AcroForm" in each else None for each in (old, new))  # noqa: SIM401 - as above
        is_form = isinstance(first, generic.DictionaryObject) and isinstance(second, generic.DictionaryObject)
        if not is_form or not _same(first, second, _FORM):
            yield "the list of form fields was changed"

    def _root(self) -> Any:
        return self._before.trailer_view.raw_get("/Root").reference

    def _form(self) -> Any:
        root = _named(self._before, "/Root")
        if "/AcroForm" not in root:
            return None
        form = root.raw_get("/AcroForm")
        return form.reference if isinstance(form, generic.IndirectObject) else None


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
