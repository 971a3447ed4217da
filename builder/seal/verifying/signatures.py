"""The signatures of a file: whose they are, whether they hold, and whether anything but signing happened after them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel

from builder.seal.pack_file import count_signatures, unsigned_part
from builder.seal.verdict import plain
from builder.seal.verifying.envelope import find_freedom
from builder.seal.verifying.revisions import Change, find_changes, find_new_titles
from builder.seal.verifying.signature import NotReadableError, Signature, read_signature
from builder.seal.verifying.trust import Trust

__all__ = ["NotReadableError", "Signature", "Signatures", "read_signatures"]


@dataclass(frozen=True)
class Signatures:
    """The signatures of a file.

    Attributes:
        found: Of people, in the order in which they were made.
        stamps: Document timestamps, in that order: signatures of authorities over the whole file as it then was.
        removed: How many more stand in its bytes that it no longer shows, because something appended took them out.
        freedom: What in the container of the last one could be changed without anyone noticing, as the middle of a sentence; empty if
            nothing could. What the earlier ones contain is covered by the last one.
    """

    found: tuple[Signature, ...]
    removed: int
    stamps: tuple[Signature, ...] = ()
    freedom: str = ""

    @property
    def last(self) -> Signature | None:
        """The one that covers most of the file."""
        return max((*self.found, *self.stamps), key=lambda signature: signature.end, default=None)


def read_signatures(data: bytes, trust: Trust | None = None, *, deep: bool = False) -> Signatures:
    """The signatures of a file, each examined.

    Args:
        data: A file, perhaps not even a PDF.
        trust: Whom the reader trusts; no one if left out.
        deep: Compare every object of every revision, which takes minutes for large files, where somebody else's program appended
            more than `muster sign` appends. Otherwise that is left open.

    Raises:
        NotReadableError: It can't be read as a PDF.
    """
    trust = trust or Trust()
    try:
        reader = PdfFileReader(io.BytesIO(data))
        embedded = sorted(reader.embedded_signatures, key=lambda signature: signature.signed_revision)
        revisions = reader.xrefs.total_revisions
    except Exception as error:  # any kind: it is a file from outside, and the library doesn't say which it raises
        raise NotReadableError(
            f"it is not a PDF that can be read ({plain(str(error), 150) or type(error).__name__})."
        ) from error
    changes = _list_changes(reader, embedded, revisions)
    read = [read_signature(each, trust, data) for each in embedded]
    for index, each in enumerate(embedded):
        if read[index].holds:
            rest = len(data) - read[index].end if each is embedded[-1] else 0
            problem, unsure = _judge_later(reader, each, changes, rest, deep=deep)
            early = _judge_earlier(each, changes) if index == 0 else ""
            read[index] = replace(read[index], problem=problem, unsure=early or unsure)
    freedom = _find_freedom(reader, embedded[-1], data, trust) if read and read[-1].holds else ""
    return Signatures(
        found=tuple(each for each in read if not each.is_stamp),
        removed=max(0, count_signatures(data) - len(embedded)),
        stamps=tuple(each for each in read if each.is_stamp),
        freedom=freedom,
    )


def find_additions(data: bytes) -> str:
    """What stands behind the pack that Muster wrote beyond what signing appends, as the middle of a sentence; empty if nothing does.

    Args:
        data: A pack, signed or not, that can be read.
    """
    try:
        reader = PdfFileReader(io.BytesIO(data))
        for revision in range(1, reader.xrefs.total_revisions):
            if changes := find_changes(reader, revision):
                return changes[0].words
        ends = [sum(list(each.byte_range)[2:]) for each in reader.embedded_signatures]
    except Exception as error:  # as above
        return f"what was added can't be read ({type(error).__name__})"
    more = len(data) - max(ends, default=len(unsigned_part(data)))
    return f"{more:,} bytes were added that nobody signed" if more else ""


def _list_changes(reader: PdfFileReader, embedded: Sequence[Any], revisions: int) -> dict[int, list[Change]]:
    """What each revision after the pack itself changed; one that can't be read is a change that can't be judged."""
    changes: dict[int, list[Change]] = {}
    for revision in range(1, revisions) if embedded else ():
        try:
            changes[revision] = list(find_changes(reader, revision))
        except Exception as error:  # as above
            changes[revision] = [Change(f"what was added afterwards can't be read ({type(error).__name__})")]
    return changes


def _judge_earlier(first: Any, changes: dict[int, list[Change]]) -> str:
    """What was added to the pack before anyone signed, as the middle of a sentence; empty if nothing was.

    The signature covers it, but then the pack that Muster wrote, whose digest is known, is not what the file shows.
    """
    words = [change.words for revision, each in changes.items() if revision <= first.signed_revision for change in each]
    if not words:
        return ""
    return f"it covers more than the pack that Muster wrote: something was added before it ({', '.join(dict.fromkeys(words[:3]))})"


def _judge_later(
    reader: PdfFileReader, embedded: Any, changes: dict[int, list[Change]], rest: int, *, deep: bool
) -> tuple[str, str]:
    """What was changed after a signature beyond signing, and what nobody looked into; both as the middle of a sentence.

    Args:
        reader: Of the file.
        embedded: The signature.
        changes: Of each revision.
        rest: Bytes behind it, if it is the last one.
        deep: Compare everything where it isn't clear.
    """
    later = [change for revision, each in changes.items() if revision > embedded.signed_revision for change in each]
    certain = [change.words for change in later if change.is_certain]
    try:
        # Dates may change, what the file is called may not.
        certain += find_new_titles(reader, embedded.signed_revision) if later else []
        if certain:
            return "it was changed afterwards: " + ", ".join(certain[:3]), ""
        if later and not deep:
            words = ", ".join(dict.fromkeys(change.words for change in later[:3]))
            return (
                "",
                f"something was added after it that Muster does not add when it signs ({words}; --deep looks into it)",
            )
        if later and (refused := _compare(embedded)):
            return f"it was changed afterwards: {refused}", ""
    except Exception as error:  # as above
        return f"what was added afterwards can't be read ({type(error).__name__})", ""
    if not rest:
        return "", ""
    if embedded.signed_revision == reader.xrefs.total_revisions - 1:
        return f"{rest:,} bytes were added after it", ""
    return "", f"the last {rest:,} bytes of the file were added after it, and no signature covers them"


def _compare(embedded: Any) -> str:
    """What the signing library finds when it compares every object: empty if only signing."""
    embedded.compute_integrity_info(skip_diff=True)
    result = embedded.evaluate_modifications(DEFAULT_DIFF_POLICY)
    if isinstance(result, DiffResult) and result.modification_level <= ModificationLevel.FORM_FILLING:
        return ""
    return plain(str(result), 150)


def _find_freedom(reader: PdfFileReader, embedded: Any, data: bytes, trust: Trust) -> str:
    try:
        return find_freedom(embedded, data, [*trust.certificates(), *_stored(reader)])
    except Exception as error:  # as above
        return f"its container can't be read ({type(error).__name__})"


def _stored(reader: PdfFileReader) -> list[asn1_x509.Certificate]:
    """The certificates kept in the file (ETSI EN 319 142-1, 5.4); the last signature covers them."""
    store = reader.root.get("/DSS")
    store = store.get_object() if store is not None else {}
    listed = store["/Certs"] if "/Certs" in store else ()  # noqa: SIM401 - get() would leave a reference unresolved
    return [asn1_x509.Certificate.load(each.get_object().data, strict=True) for each in listed]
