"""Who chooses the sample of a pack: the auditor's seed or list and the sites to visit, read from the options and held against the program."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from builder.measure.sampling.visited_sites import visited_sites
from builder.model.error import BuilderError
from builder.model.pack_choice import PackChoice, SampleChoice
from builder.model.snapshot import Snapshot
from builder.read.sample_list import read_sample_list
from builder.read.workbook_file import MAX_FILE

MAX_SEED = 200
"""Letters of a seed; it stands in a sentence of the pack."""

SHOWN_FAULTS = 10
"""Lines of a list that are named before the rest is only counted."""


def with_sample(
    choice: PackChoice,
    snapshot: Snapshot,
    *,
    seed: str | None = None,
    sample: Path | None = None,
    sites: Sequence[str] = (),
    say: Callable[[str], None],
) -> PackChoice:
    """What a pack is asked to hold, with the sample and the sites that the options name.

    Args:
        choice: Without them.
        snapshot: For the register of sites and the ids there are.
        seed: As the auditor gave it.
        sample: A file with the auditor's own ids.
        sites: Ids of sites; each may hold several with commas.
        say: Told what of the list was counted once, and what isn't there.

    Raises:
        BuilderError: A seed of nothing, a list that can't be read, or a site that can't have evidence in the window.
    """
    wanted = sorted({id.strip() for each in sites for id in each.split(",") if id.strip()})
    if sites and not wanted:
        raise BuilderError(
            "--sites names no site.", "Give ids with commas between them, or leave it out for all sites."
        )
    visited_sites(snapshot, wanted)
    chosen = SampleChoice(read_seed(seed), _read_list(sample, snapshot, say) if sample else ())
    return replace(choice, sample=chosen, sites=tuple(wanted))


def read_seed(seed: str | None) -> str:
    """A seed without spaces around it, its letters composed (Unicode NFC) so that one word has one spelling; empty where none is given.

    Raises:
        BuilderError: Nothing in it, too long, or a letter that can't be printed, so that nobody could repeat the draw from paper.
    """
    if seed is None:
        return ""
    text = unicodedata.normalize("NFC", seed.strip())
    if not text or len(text) > MAX_SEED or not text.isprintable():
        raise BuilderError(
            f"The seed must be 1 to {MAX_SEED} letters that can be printed.",
            "Use a word or number that the auditor chose after seeing the registers.",
        )
    return text


def _read_list(file: Path, snapshot: Snapshot, say: Callable[[str], None]) -> tuple[str, ...]:
    if not file.is_file():
        raise BuilderError(f"There is no file {file}.", "Give the auditor's list of ids with --sample FILE.")
    with open(file, "rb") as opened:
        found = read_sample_list(opened.read(MAX_FILE + 1), file.name)
    if found.faults:
        for fault in found.faults[:SHOWN_FAULTS]:
            say(f"{fault.place}: {fault.message}")
        count = len(found.faults)
        raise BuilderError(
            f"{file.name} can't be used: {count} place{'' if count == 1 else 's'} in it can't be read as a list of ids, "
            "so no pack was made.",
            found.faults[0].fix,
        )
    if found.twins:
        say(f"Named more than once in {file.name}, counted once: {', '.join(found.twins)}.")
    unknown = [id for id in found.ids if id not in snapshot.program.record_by_id and id not in snapshot.names]
    if unknown:
        say(f"Asked for, but nothing has this id; the pack says so: {', '.join(unknown)}.")
    return found.ids
