"""`muster pack`: compile the evidence pack of a commit and write it, whole or not at all."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from builder.commands.files import write_all
from builder.commands.pack_making import make_pack
from builder.commands.prepare import Prepared
from builder.measure.withheld import level_by_file
from builder.model.cache import Cache
from builder.model.error import BuilderError
from builder.model.pack_choice import FOR_THE_AUDITOR, Kind, PackChoice
from builder.model.previous_pack import PreviousPack
from builder.model.progress import Progress, Step, tell_nobody
from builder.model.snapshot import Snapshot, WorkTree
from builder.seal.delivery import ENDINGS, Delivery, stem_of
from builder.seal.pack import Pack


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
    with_bag: bool = False,
    volumes_over: int | None = None,
    commitment_key: bytes | None = None,
) -> int:
    """Compile and write the pack with the files beside it; gives back 0, whatever the check finds: gaps are printed in it, not hidden.

    Args:
        prepared: The program, its bytes from a commit.
        out: Where to write; an older file there is replaced at the end, never half. What goes beside it begins with the same name.
        say: Prints a line.
        choice: What the pack is asked to hold.
        clean: Whether to refuse when files on disk differ from the commit.
        cache: For rendered sections.
        workers: Processes that render.
        progress: Told after each section.
        previous: The pack that was handed out before, or its manifest.
        with_bag: Whether the sources are put beside it as one archive.
        volumes_over: Bytes that the file may have; a larger one comes in volumes.
        commitment_key: For commitments to what is held back from the readers.

    Raises:
        BuilderError: The bytes are not a commit's, no folder to write into can be made, the earlier pack can't be followed, or a
            section can't be printed.
    """
    delivery = Delivery(stem_of(out.name), with_bag, volumes_over)
    _refuse_target(out)
    if not prepared.commit:
        raise BuilderError(
            "A pack is compiled from what is saved, and these files come from disk.",
            "Save them with `muster save`, then run `muster pack` again.",
        )
    if clean:
        _refuse_dirt(prepared.snapshot.work_tree)
    compiled = make_pack(
        prepared,
        choice,
        delivery,
        previous=previous,
        cache=cache,
        workers=workers,
        progress=progress,
        commitment_key=commitment_key,
    )
    (progress or tell_nobody)(Step(f"Writing {out.name}"))
    _write(out, compiled)
    for line in (*_report(compiled, prepared.snapshot, out), *_warn(compiled, out, volumes_over)):
        say(line)
    return 0


def choose_kind(scope_only: bool, supplement: Path | None, previous: Path | None, *, bag: bool) -> Kind:
    """The kind of pack that the options ask for.

    Raises:
        BuilderError: They ask for two things at once.
    """
    if scope_only and (supplement or previous or bag):
        raise BuilderError(
            "A scope pack holds no evidence, so nothing of an earlier pack and no source file goes with it.",
            "Leave --supplement, --previous and --bag out, or leave --scope-only out.",
        )
    if supplement and previous:
        raise BuilderError(
            "Both --supplement and --previous name an earlier pack.",
            "Give --supplement for what entered since alone, or --previous for a whole pack that follows it.",
        )
    return "scope" if scope_only else "supplement" if supplement else "evidence"


def _write(out: Path, compiled: Pack) -> None:
    """The pack and all that goes with it, or nothing."""
    targets = {out: compiled.pdf} | {out.parent / file.name: file.data for file in compiled.beside}
    folder = next((target for target in targets if target.is_dir()), None)
    if folder is not None:
        raise BuilderError(f"{folder} is a folder.", "Move it away, or give another name with --out.")
    try:
        write_all(targets)
    except OSError as error:
        raise BuilderError(
            f"The pack can't be written: {error.strerror or error}.",
            "Nothing was changed; choose another place with --out.",
        ) from error


def _refuse_target(out: Path) -> None:
    if out.is_dir():
        raise BuilderError(f"{out} is a folder.", "Give the name of a file with --out, for example pack.pdf.")
    if out.suffix.lower() != ".pdf":
        raise BuilderError(
            f"{out} doesn't end in .pdf, and some computers open only what does.", f"Write --out {out}.pdf."
        )
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
            "Save them with `muster save`, or put them back; or leave --clean out, and the pack holds what was saved last.",
        )


def _report(compiled: Pack, snapshot: Snapshot, out: Path) -> list[str]:
    manifest = compiled.manifest
    size = len(compiled.pdf) / 1_000_000
    found = ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in manifest.findings)
    lines = [
        f"{out}: {compiled.pages} pages, {size:.1f} MB, {len(manifest.files)} files of commit {manifest.commit[:10]}.",
        f"Pack {manifest.pack_id}, as of {manifest.as_of}, events from {manifest.first} to {manifest.last}.",
        # A scope pack and a supplement print no findings: "0 gaps" would be a statement about evidence that they don't hold.
        *([f"Printed in it: {found}."] if manifest.choice.kind == "evidence" else []),
        f"sha256 {hashlib.sha256(compiled.pdf).hexdigest()} (unsigned)",
    ]
    lines += _report_beside(compiled, out)
    if previous := compiled.previous:
        lines.append(_report_previous(previous))
    if undecided := sum(level is None for level in level_by_file(snapshot.program).values()):
        them = "1 file is not in it, because nobody has said who may see it"
        them = them if undecided == 1 else f"{undecided} files are not in it, because nobody has said who may see them"
        lines.append(f"{them}; `muster check` names each (PRV005).")
    if snapshot.work_tree is not None and not snapshot.work_tree.is_clean:
        lines.append(
            "Files were changed since they were last saved; the pack holds what is saved. `muster save` brings the rest in."
        )
    if snapshot.history is None:
        lines.append(f"Entry days are missing in it: the history was not examined. {snapshot.history_note}".strip())
    return lines


def _report_beside(compiled: Pack, out: Path) -> list[str]:
    return [f"Beside it: {out.parent / file.name}, {file.what}, {_size(len(file.data))}." for file in compiled.beside]


def _warn(compiled: Pack, out: Path, limit: int | None) -> Iterator[str]:
    """What is still too large, and what lies there from an earlier time under a name that looks as if it belonged to this pack."""
    sizes = {out.name: len(compiled.pdf)} | {file.name: len(file.data) for file in compiled.beside}
    for name, size in sizes.items():
        if limit is not None and size > limit and (name == out.name or name.endswith(".pdf")):
            yield f"{name} has {_size(size)}, more than the {_size(limit)} asked for: an element is not split further."
    stem = stem_of(out.name)
    for path in sorted(out.parent.glob(f"{glob.escape(stem)}-*")):
        if path.name not in sizes and ENDINGS.search(path.name.removeprefix(stem)):
            yield f"{path} lies there from an earlier time and does not belong to this pack: don't hand it over."


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{-(-size // 1000)} kB"


def _report_previous(previous: PreviousPack) -> str:
    start = f"It follows pack {previous.pack_id} (sha256 {previous.sha256})"
    if not previous.is_continued:
        return f"{start}, but what that pack was made from is not part of this history (HIS030)."
    return (
        f"{start}: since then {len(previous.changed)} of its {previous.compared} files changed, {len(previous.gone)} are gone, and "
        f"{len(previous.added_late)} records of its window were entered."
    )
