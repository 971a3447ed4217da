"""`muster history`: what git knows of the program, of each document and record, and which revisions were in force on a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from builder.commands.format_choice import pick_format
from builder.commands.prepare import Prepared
from builder.commands.revision_texts import read_differences
from builder.measure.past.chronicle import Chronicle, Kind, find_chronicles, list_chronicles, near_names
from builder.model.difference import Differences
from builder.model.error import BuilderError
from builder.model.program import Program
from builder.model.snapshot import Snapshot
from builder.model.wording import counted
from builder.read.git.kept.guard import forget_rewritings
from builder.read.git.kept.index_file import index_file
from builder.render.report import history_json, history_summary, history_text

FORMATS = {"text": "for people", "json": "for programs"}


def history(
    prepared: Prepared,
    *,
    wanted: Sequence[str] = (),
    everything: bool = False,
    on: date | None = None,
    format: str = "text",
    say: Callable[[str], None],
) -> int:
    """Prints the history of what is wanted; without anything wanted a summary. Always gives back 0.

    Args:
        prepared: The program and its repository.
        wanted: Ids, paths (old ones too) and folders.
        everything: Every document and record instead.
        on: A day: which revisions of the documents were in force then.
        format: text or json.
        say: Prints a text.

    Raises:
        BuilderError: The history was not examined, there is no such format, or something wanted isn't there.
    """
    pick_format(FORMATS, format)
    snapshot = prepared.snapshot
    if snapshot.history is None or prepared.repository is None:
        raise _not_examined(prepared)
    chronicles = _choose(snapshot, wanted, everything=everything, on=on)
    if format == "json":
        say(history_json.write_chronicles(chronicles, _compare(prepared, chronicles), snapshot, on).rstrip("\n"))
    elif on is not None:
        say(history_text.write_in_force(chronicles, on, snapshot).rstrip("\n"))
    elif wanted or everything:
        say(history_text.write_chronicles(chronicles, _compare(prepared, chronicles), snapshot).rstrip("\n"))
    else:
        say(history_summary.write_summary(chronicles, snapshot, branch=prepared.branch).rstrip("\n"))
    return 0


def forget(prepared: Prepared, *, directory: Path, say: Callable[[str], None]) -> int:
    """Takes what this computer noticed of a rewritten branch as known, so that it isn't reported again. Always gives back 0.

    Args:
        prepared: The program and its repository.
        directory: Where this computer keeps what it knows of histories.
        say: Prints a text.

    Raises:
        BuilderError: There is no repository.
    """
    if prepared.repository is None:
        raise _not_examined(prepared)
    count = forget_rewritings(index_file(directory, prepared.repository.common_dir))
    if count:
        say(f"Taken as known: {counted(count, 'change')} of the branch's past. The next one will be reported again.")
    else:
        say("This computer has noticed nothing about the branch's past that could be taken as known.")
    return 0


def _not_examined(prepared: Prepared) -> BuilderError:
    has_commits = prepared.repository is not None
    return BuilderError(
        prepared.snapshot.history_note or "The history was not examined.",
        "Give the program a repository of its own; for the sample, `muster demo DIR` makes one."
        if has_commits
        else "`muster history` needs a git repository with at least one commit.",
    )


def _compare(prepared: Prepared, chronicles: Sequence[Chronicle]) -> Differences:
    if prepared.repository is None:
        return {}
    return read_differences(prepared.repository, (each.file for each in chronicles))


def _choose(snapshot: Snapshot, wanted: Sequence[str], *, everything: bool, on: date | None) -> tuple[Chronicle, ...]:
    """What is wanted: by name; all documents for a day; else everything.

    Raises:
        BuilderError: A name means nothing, or nothing that can be in force.
    """
    if everything and wanted:
        raise BuilderError("`--all` already means every document and record.", "Leave out --all or the names.")
    known = list_chronicles(snapshot)
    if not wanted:
        return tuple(each for each in known if each.kind is Kind.DOCUMENT or on is None)
    found, unknown = find_chronicles(known, wanted)
    if unknown:
        raise _unknown(snapshot.program, known, unknown[0])
    documents = tuple(each for each in found if each.kind is Kind.DOCUMENT)
    if on is not None and not documents:
        raise BuilderError(
            f"{wanted[0]} is no document, so no version of it is in force.", "Give the id of a document, like PRG-07."
        )
    return found if on is None else documents


def _unknown(program: Program, known: Sequence[Chronicle], name: str) -> BuilderError:
    if name in program.files or name in program.record_by_id or name in program.policy_by_id:
        return BuilderError(
            f"{name} is there on disk, but it was never saved, so it has no history yet.",
            "Save it with `muster save`: its history begins then.",
        )
    near = near_names(known, name)
    cure = f"Did you mean {' or '.join(near)}?" if near else "Give an id like PRG-07 or insp-0142, a path, or a folder."
    return BuilderError(f"The history knows nothing called {name!r}.", cure)
