"""`muster pack`: compile the evidence pack of a commit and write it, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from builder.checks.run import check
from builder.commands.earlier_pack import follow
from builder.commands.prepare import Prepared
from builder.commands.revision_texts import with_differences
from builder.model.cache import Cache
from builder.model.error import BuilderError
from builder.model.pack_choice import FOR_THE_AUDITOR, PackChoice
from builder.model.previous_pack import PreviousPack
from builder.model.snapshot import Snapshot, WorkTree
from builder.render.pdf.pool import Progress
from builder.seal.pack import Origin, Pack, compile_pack


def pack(
    prepared: Prepared,
    *,
    out: Path,
    say: Callable[[str], None],
    choice: PackChoice = FOR_THE_AUDITOR,
    clean: bool = False,
    cache: Cache | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    previous: Path | None = None,
) -> int:
    """Compile and write the pack; gives back 0, whatever the check finds: gaps are printed in it, not hidden.

    Args:
        prepared: The program, its bytes from a commit.
        out: Where to write; an older file there is replaced at the end, never half.
        say: Prints a line.
        choice: What the pack is asked to hold.
        clean: Whether to refuse when files on disk differ from the commit.
        cache: For rendered sections.
        workers: Processes that render.
        progress: Told after each section.
        previous: The pack that was handed out before, or its manifest.

    Raises:
        BuilderError: The bytes are not a commit's, no folder to write into can be made, the earlier pack can't be followed, or a
            section can't be printed.
    """
    _refuse_target(out)
    if not prepared.commit:
        raise BuilderError(
            "A pack is compiled from a commit, and these files come from disk.",
            "Commit them (`git add --all`, `git commit`), then run `muster pack` again.",
        )
    if clean:
        _refuse_dirt(prepared.snapshot.work_tree)
    if previous is not None:
        prepared = follow(prepared, previous)
    compiled = compile_pack(
        with_differences(prepared),
        check(prepared.snapshot),
        prepared.read_file,
        origin=Origin(prepared.commit, prepared.tree, prepared.branch),
        choice=choice,
        cache=cache,
        workers=workers,
        progress=progress,
    )
    write_whole(out, compiled.pdf)
    for line in _report(compiled, prepared.snapshot, out):
        say(line)
    return 0


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that there is the old one or the new one at any time, never half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _refuse_target(out: Path) -> None:
    if out.is_dir():
        raise BuilderError(f"{out} is a folder.", "Give the name of a file with --out, for example pack.pdf.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BuilderError(
            f"The folder {out.parent} can't be made: {error.strerror}.", "Choose another place with --out."
        ) from None


def _refuse_dirt(work_tree: WorkTree | None) -> None:
    if work_tree is None:
        raise BuilderError(
            "The files on disk were not compared with the commit, so nobody can say whether they are clean."
        )
    if not work_tree.is_clean:
        differing = sorted((*work_tree.changed, *work_tree.added, *work_tree.removed))
        shown = ", ".join(differing[:5]) + (f" and {len(differing) - 5} more" if len(differing) > 5 else "")
        raise BuilderError(
            f"Files on disk differ from the commit: {shown}.",
            "Commit them or put them back; or leave --clean out, and the pack holds the commit.",
        )


def _report(compiled: Pack, snapshot: Snapshot, out: Path) -> list[str]:
    manifest = compiled.manifest
    size = len(compiled.pdf) / 1_000_000
    found = ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in manifest.findings)
    lines = [
        f"{out}: {compiled.pages} pages, {size:.1f} MB, {len(manifest.files)} files of commit {manifest.commit[:10]}.",
        f"Pack {manifest.pack_id}, as of {manifest.as_of}, events from {manifest.first} to {manifest.last}.",
        f"Printed in it: {found}.",
        f"sha256 {hashlib.sha256(compiled.pdf).hexdigest()} (unsigned)",
    ]
    if snapshot.previous is not None:
        lines.append(_report_previous(snapshot.previous))
    if snapshot.work_tree is not None and not snapshot.work_tree.is_clean:
        lines.append("The files on disk differ from the commit; the pack holds the commit.")
    if snapshot.history is None:
        lines.append(f"Entry days are missing in it: the history was not examined. {snapshot.history_note}".strip())
    return lines


def _report_previous(previous: PreviousPack) -> str:
    start = f"It follows pack {previous.pack_id} (sha256 {previous.sha256})"
    if not previous.is_continued:
        return f"{start}, but what that pack was made from is not part of this history (HIS030)."
    return (
        f"{start}: since then {len(previous.changed)} of its {previous.compared} files changed, {len(previous.gone)} are gone, and "
        f"{len(previous.added_late)} records of its window were entered."
    )
