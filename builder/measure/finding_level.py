"""The findings that readers of a level may see."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from builder.model.finding import Finding
from builder.model.level import Level
from builder.model.place import Place
from builder.model.snapshot import Snapshot
from builder.model.withheld import Withheld

_UNREAD = "The record can't be read, so it isn't known who may see what it says; `muster check` says what is wrong."


def findings_at_level(findings: Iterable[Finding], snapshot: Snapshot) -> tuple[Finding, ...]:
    """The findings that may be shown beside a snapshot: those about what is still in it.

    A message quotes the values it is about, which are office values, so below office level there are none. What is wrong with a record
    that can't be read is not quoted to anyone.
    """
    if not snapshot.level.shows(Level.OFFICE):
        return ()
    listed = snapshot.program.files.keys() | snapshot.program.unreadable
    names = snapshot.withheld.names
    return tuple(
        _unnamed(_unquoted(finding, snapshot.program.unreadable), snapshot.withheld)
        for finding in findings
        # The privacy rules say that something is there, never what; but a name of a file can say it all.
        if finding.place.path in listed | names
        or not _is_record_path(finding.place.path)
        or finding.code.startswith("PRV")
    )


def _unquoted(finding: Finding, unreadable: AbstractSet[str]) -> Finding:
    """The finding without what a record says that can't be read: it may be restricted, and messages quote the wrong value."""
    path = finding.place.path
    if path not in unreadable or not _is_record_path(path) or finding.code.startswith("PRV"):
        return finding
    return replace(finding, message=_UNREAD, fix="")


def _unnamed(finding: Finding, withheld: Withheld) -> Finding:
    """The finding without names of files that may not be told; only the folder, where it stands in such a file."""
    place = finding.place
    place = Place(place.path.rpartition("/")[0]) if place.path in withheld.names else place
    return replace(finding, place=place, message=withheld.unname(finding.message), fix=withheld.unname(finding.fix))


def _is_record_path(path: str) -> bool:
    return path.startswith("records/") and path.count("/") == 3
