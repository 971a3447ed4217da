"""A record that an earlier pack showed is no longer there."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.previous_pack import ChangedSince
from builder.model.snapshot import Snapshot


@rule("HIS033", Severity.GAP)
def record_gone_since_pack(snapshot: Snapshot) -> Iterator[Problem]:
    """A record that an earlier pack showed is no longer there.

    ## Why

    What was handed out as evidence was evidence of something. A record of a day in that pack's time that has since been taken away leaves a hole which whoever holds the earlier pack can see, whatever the reason was. Records that were moved or renamed are known by their id and are not meant.

    ## Example: fails

    Held against a pack of 2026-05-31 whose commit is in the history and that held `records/inspection/2026/insp-0009.yaml`, gone since.

    ## Example: passes

    Held against a pack of 2026-05-31 whose commit is in the history and that held `records/inspection/2026/insp-0001.yaml`.

    ## What to do

    If it was taken away by mistake, put the file back as it was (`git log -- PATH` names the commit). If it should never have been filed, put it back all the same and say so in its `notes`. If it held what must not be kept in a repository, file a stub that says where the record is kept.

    ## Source

    The earlier pack's manifest lists every file that it showed.
    """
    previous = snapshot.previous
    if previous is None:
        return
    for gone in previous.gone:
        is_of_its_time = gone.day is None or previous.first <= gone.day <= previous.last
        if gone.is_record and is_of_its_time:
            about = f" of {gone.day}" if gone.day else ""
            yield Problem(
                Place("records/company.yaml"),
                f"The record {gone.name}{about} stood in the pack {previous.pack_id} and is gone{_say_when(gone)}.",
                "Put the file back as it was, and say in its notes what is wrong with it; or file a stub that says where it is kept.",
                (gone.id,) if gone.id else (),
            )


def _say_when(gone: ChangedSince) -> str:
    return f" since {gone.days[-1]} (commit {gone.commits[-1][:10]})" if gone.days else ""
