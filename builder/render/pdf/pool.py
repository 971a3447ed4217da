"""Many sections at once, each rendered only if no one rendered the same one before."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from builder.model.cache import Cache
from builder.model.error import BuilderError
from builder.model.progress import Progress, Step, tell_nobody
from builder.render.pdf.limits import MEMORY_BYTES, SECTION_SECONDS
from builder.render.pdf.part import Job, Part, render_job
from builder.render.pdf.part_store import part_key, read_part, rename_part, write_part
from builder.render.pdf.worker import Crew, Outcome

__all__ = ["Job", "Part", "render_parts"]


def render_parts(
    jobs: Sequence[Job],
    *,
    cache: Cache,
    workers: int = 1,
    progress: Progress | None = None,
    seconds: float = SECTION_SECONDS,
    memory: int = MEMORY_BYTES,
) -> dict[str, Part]:
    """The sections by key, in the order of the jobs.

    Sections that fail don't stop the others; then all their reasons are raised together.

    Args:
        jobs: With different keys.
        cache: Where parts are kept, by everything they depend on; see `part_key`.
        workers: Processes at once. With 1 nothing is started, and `seconds` and `memory` don't hold.
        progress: Told of every section: first of those that were kept, then of each that is rendered.
        seconds: Longest time for one section.
        memory: Bytes of address space of one worker.

    Raises:
        BuilderError: Sections can't be printed, or took too much time or memory.
    """
    _refuse_same_keys(jobs)
    report = progress or tell_nobody
    parts, waiting = _look_up(jobs, cache)
    kept = len(parts)
    for done, job in enumerate((job for job in jobs if job.key in parts), 1):
        report(Step(job.title, done, len(jobs), done))
    failed: dict[str, BuilderError] = {}
    for done, (job, outcome) in enumerate(_render(waiting, workers, seconds, memory), kept + 1):
        if isinstance(outcome, BuilderError):
            failed[job.key] = outcome
        else:
            parts[job.key] = outcome
            cache.put(part_key(job), write_part(outcome))
        report(Step(job.title, done, len(jobs), kept))
    if failed:
        raise _all_reasons([failed[job.key] for job in jobs if job.key in failed])
    return {job.key: rename_part(parts[job.key], job.key) for job in jobs}


def _look_up(jobs: Sequence[Job], cache: Cache) -> tuple[dict[str, Part], list[Job]]:
    """Parts that were kept, and jobs that have to be done."""
    parts: dict[str, Part] = {}
    waiting = []
    for job in jobs:
        kept = cache.get(part_key(job))
        part = read_part(kept, job.key) if kept is not None else None
        if part is None:
            waiting.append(job)
        else:
            parts[job.key] = part
    return parts, waiting


def _render(jobs: list[Job], workers: int, seconds: float, memory: int) -> Iterator[tuple[Job, Outcome]]:
    if workers <= 1 or len(jobs) <= 1:
        with _collecting():
            for job in jobs:
                yield job, _attempt(job)
        return
    # The longest first, so that no worker is left alone with it at the end.
    longest_first = sorted(jobs, key=lambda job: -len(job.html))
    with Crew(min(workers, len(jobs)), memory=memory, seconds=seconds) as crew:
        yield from crew.render(longest_first)


@contextmanager
def _collecting() -> Iterator[None]:
    """Looks for reference cycles while something is laid out in this process, even where the caller chose not to.

    The boxes of a page refer to each other, so without it every page laid out would stay in memory to the end. What was there before
    is left out of the search.
    """
    was_on = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not was_on:
            gc.disable()


def _attempt(job: Job) -> Outcome:
    try:
        return render_job(job)
    except BuilderError as error:
        return error


def _all_reasons(errors: list[BuilderError]) -> BuilderError:
    if len(errors) == 1:
        return errors[0]
    return BuilderError("\n".join(error.message for error in errors), errors[0].cure)


def _refuse_same_keys(jobs: Sequence[Job]) -> None:
    keys = [job.key for job in jobs]
    for key in keys:
        if keys.count(key) > 1:
            raise BuilderError(f'Two sections of the pack are called "{key}".')
