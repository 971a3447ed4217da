"""`muster coverage --standard` and `--migrate-to`: the program held against another standard."""

from __future__ import annotations

from collections.abc import Callable

from builder.commands.format_choice import pick_format
from builder.measure.answers.crosswalk import match_outline, try_migration
from builder.model.snapshot import Snapshot
from builder.read.outline_file import read_outline, read_topics
from builder.render.report import crosswalk


def compare(snapshot: Snapshot, *, standard: str, format: str = "text", say: Callable[[str], None]) -> int:
    """Prints the other standard, clause by clause, with what the program holds for its topics; always gives back 0.

    Raises:
        BuilderError: There is no such standard or format, or the standard's file doesn't fit.
    """
    writers = {"text": crosswalk.write_matches, "json": crosswalk.write_matches_json}
    write = pick_format(writers, format)
    outline = read_outline(standard)
    say(write(match_outline(snapshot, outline, read_topics()), outline, snapshot).rstrip("\n"))
    return 0


def migrate(snapshot: Snapshot, *, to: str, format: str = "text", say: Callable[[str], None]) -> int:
    """Prints what a change to the other standard would carry over, split and orphan; always gives back 0.

    Raises:
        BuilderError: As `compare`.
    """
    writers = {"text": crosswalk.write_migration, "json": crosswalk.write_migration_json}
    write = pick_format(writers, format)
    outline = read_outline(to)
    say(write(try_migration(snapshot, outline, read_topics()), outline, snapshot).rstrip("\n"))
    return 0
