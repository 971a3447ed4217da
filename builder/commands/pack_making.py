"""A pack and all that goes beside it, made in memory: what `muster pack` writes, and what a rebuild is held against."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from builder.checks.run import check
from builder.commands.earlier_pack import follow
from builder.commands.prepare import Prepared
from builder.commands.revision_texts import with_differences
from builder.model.cache import Cache
from builder.model.error import BuilderError
from builder.model.pack_choice import FOR_THE_AUDITOR, PackChoice
from builder.model.previous_pack import PreviousPack
from builder.model.progress import Progress
from builder.seal.collecting import collect_beside
from builder.seal.delivery import Delivery
from builder.seal.pack import Origin, Pack, compile_pack, open_view


def make_pack(
    prepared: Prepared,
    choice: PackChoice = FOR_THE_AUDITOR,
    delivery: Delivery | None = None,
    *,
    previous: Path | None = None,
    cache: Cache | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    commitment_key: bytes | None = None,
) -> Pack:
    """The pack with the files beside it. Nothing is written.

    Args:
        prepared: The program, its bytes from a commit.
        choice: What the pack is asked to hold.
        delivery: How it is handed over.
        previous: The pack that was handed out before, or its manifest.
        cache: For rendered sections.
        workers: Processes that render.
        progress: Told after each section.
        commitment_key: For commitments to what is left out of the sources; without a key there are none.

    Raises:
        BuilderError: The earlier pack can't be followed, or a section can't be printed.
    """
    delivery = delivery or Delivery()
    # How the files on disk were is no fact of the commit: a pack from a bare clone has the same findings, to the byte.
    prepared = replace(prepared, snapshot=replace(prepared.snapshot, work_tree=None))
    if previous is not None:
        prepared = follow(prepared, previous)
    if choice.kind == "supplement":
        _refuse_supplement(prepared.snapshot.previous, choice)
    findings = check(prepared.snapshot)
    snapshot = with_differences(prepared)
    view = open_view(snapshot, choice, prepared.read_file, cache, is_committed=commitment_key is not None)
    return compile_pack(
        snapshot,
        findings,
        prepared.read_file,
        origin=Origin(prepared.commit, prepared.tree, _branch(prepared)),
        choice=choice,
        cache=cache,
        workers=workers,
        progress=progress,
        beside=collect_beside(view, delivery),
        delivery=delivery,
        commitment_key=commitment_key,
        view=view,
    )


def _refuse_supplement(previous: PreviousPack | None, choice: PackChoice) -> None:
    if previous is None:
        raise BuilderError(
            "A supplement adds to a pack that was handed over, and none was given.",
            "Name it: --supplement EARLIER.pdf.",
        )
    if choice.profile == "public":
        raise BuilderError(
            "A supplement is for the auditor: a public pack shows no record that could be added.",
            "Leave --profile out.",
        )
    if previous.pack_id.endswith("-scope"):
        raise BuilderError(
            f"{previous.pack_id} is a scope pack, without evidence that could be added to.",
            "Make the evidence pack: leave --supplement out.",
        )


def _branch(prepared: Prepared) -> str:
    """The branch that the company works on, as the commit itself says; what a clone has checked out is no fact of the commit."""
    company = prepared.snapshot.program.company
    return company.value.branch if company else ""
