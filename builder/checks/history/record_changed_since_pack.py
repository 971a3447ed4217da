"""A record that an earlier pack showed says something else now."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.previous_pack import SinceKind
from builder.model.snapshot import Snapshot


@rule("HIS032", Severity.NOTE)
def record_changed_since_pack(snapshot: Snapshot) -> Iterator[Problem]:
    """A record that an earlier pack showed says something else now.

    ## Why

    A record tells of one day. Slips are put right afterwards, and that is fine; but once it was handed out, whoever holds the earlier pack reads something else. So each such change is listed with the commit that made it. Documents and registers are meant to change and are not found here; the pack lists them too.

    ## Example: fails

    Held against a pack of 2026-05-31 whose commit is in the history and that held `records/inspection/2026/insp-0001.yaml`, otherwise.

    ## Example: passes

    Held against a pack of 2026-05-31 whose commit is in the history and that held `records/inspection/2026/insp-0001.yaml`.

    ## What to do

    Nothing has to be put right. Some records go on: an action is closed, an objective reached. Of any other, say in the record's `notes` why it was changed, if it isn't plain from the change.

    ## Source

    The earlier pack's manifest holds git's id of every file's bytes.
    """
    previous = snapshot.previous
    if previous is None:
        return
    for changed in previous.changed:
        if not changed.is_record or changed.kind is SinceKind.MOVED:
            continue
        when = f"on {changed.days[-1]} (commit {changed.commits[-1][:10]})" if changed.days else "outside this history"
        differs = f" (differs in: {', '.join(changed.fields)})" if changed.fields else ""
        what = f"is not as it was in the pack {previous.pack_id}{differs}"
        if changed.kind is SinceKind.REDATED:
            what = f"was dated {changed.day} in the pack {previous.pack_id} and is dated {changed.day_now} now"
        yield Problem(
            Place(changed.path_now),
            f"{changed.name} {what}; it was last changed {when}.",
            "Nothing has to be put right; say in its notes why it was changed, if that isn't plain.",
            (changed.id,) if changed.id else (),
        )
