"""Many sections at once, each rendered only if no one rendered the same one before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from builder.model.cache import Cache
from builder.model.error import BuilderError
from builder.render.pdf.limits import MEMORY_BYTES, SECTION_SECONDS
from builder.render.pdf.part import Job, Part, render_job
from builder.render.pdf.part_store import part_key, read_part, rename_part, write_part
from builder.render.pdf.worker import Crew, Outcome

__all__ = ["Job", "Part", "Progress", "render_parts"]

Progress = Callable[[int, int, str], None]
"""Called after each section with: sections done, sections in all, key of this one."""


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
        progress: Told of every section.
        seconds: Longest time for one section.
        memory: Bytes of address space of one worker.

    Raises:
        BuilderError: Sections can't be printed, or took too much time or memory.
    """
    _refuse_same_keys(jobs)
    report = progress or _silent
    parts, waiting = _look_up(jobs, cache)
    done = len(parts)
    for key in list(parts):
        report(done, len(jobs), key)
    failed: dict[str, BuilderError] = {}
    for job, outcome in _render(waiting, workers, seconds, memory):
        done += 1
        if isinstance(outcome, BuilderError):
            failed[job.key] = outcome
        else:
            parts[job.key] = outcome
            cache.put(part_key(job), write_part(outcome))
        report(done, len(jobs), job.key)
    if failed:
        raise _all_reasons([failed[job.key] for job in jobs if job.key in failed])
    return {job.key: rename_part(parts[job.key], job.key) for job in jobs}


def _silent(done: int, total: int, key: str) -> None:
    """Tells nobody."""


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
        yield from ((job, _attempt(job)) for job in jobs)
        return
    # The longest first, so that no worker is left alone with it at the end.
    longest_first = sorted(jobs, key=lambda job: -len(job.html))
    with Crew(min(workers, len(jobs)), memory=memory, seconds=seconds) as crew:
        yield from crew.render(longest_first)


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
