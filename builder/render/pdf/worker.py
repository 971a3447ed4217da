"""Worker processes that render sections: each one bounded in memory and time, replaced when it breaks or has grown old.

An own small crew instead of `concurrent.futures`: there a section that hangs or crashes takes all workers with it and can't be
named, and replacing workers after some tasks can deadlock in Python 3.11.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Self

from builder.model.error import BuilderError
from builder.render.pdf.limits import SECTIONS_PER_WORKER, limit_worker
from builder.render.pdf.part import Job, Part, render_job

Outcome = Part | BuilderError
"""What became of a section."""


@dataclass
class _Worker:
    process: Any
    connection: Connection
    job: Job | None = None
    deadline: float = 0.0
    taken: int = 0


class Crew:
    """Some worker processes; a context manager that leaves none behind, whatever happens.

    Args:
        size: How many work at once.
        memory: Bytes of address space for each.
        seconds: Longest time for one section.
    """

    def __init__(self, size: int, *, memory: int, seconds: float) -> None:
        self._size = size
        self._memory = memory
        self._seconds = seconds
        self._workers: list[_Worker] = []
        # A clean process that has loaded everything once; copies of it start at once and share its memory.
        kind = "forkserver" if sys.platform != "win32" else "spawn"
        self._context: Any = multiprocessing.get_context(kind)
        if kind == "forkserver":
            self._context.set_forkserver_preload(["builder.render.pdf.part"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in list(self._workers):
            self._dismiss(worker)

    def render(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Outcome]]:
        """What became of each section, in the order in which they are done.

        Raises:
            RuntimeError: A bug; it carries the worker's traceback.
        """
        waiting = deque(jobs)
        while waiting or any(worker.job for worker in self._workers):
            while waiting and (worker := self._idle()):
                self._assign(worker, waiting.popleft())
            yield from self._gather()

    def _idle(self) -> _Worker | None:
        for worker in self._workers:
            if worker.job is None:
                return worker
        return self._hire() if len(self._workers) < self._size else None

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._memory), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _assign(self, worker: _Worker, job: Job) -> None:
        worker.job, worker.taken = job, worker.taken + 1
        worker.deadline = time.monotonic() + self._seconds
        try:
            worker.connection.send(job)
        except OSError:
            return  # it ended meanwhile; gathering will say so

    def _gather(self) -> Iterator[tuple[Job, Outcome]]:
        busy = [worker for worker in self._workers if worker.job]
        left = min(worker.deadline for worker in busy) - time.monotonic()
        ready = wait([worker.connection for worker in busy], timeout=max(0.0, left))
        for worker in busy:
            job = worker.job
            assert job is not None
            if worker.connection in ready:
                yield job, self._receive(worker, job)
            elif time.monotonic() >= worker.deadline:
                self._dismiss(worker)
                yield job, _too_slow(job, self._seconds)

    def _receive(self, worker: _Worker, job: Job) -> Outcome:
        try:
            outcome = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join(5)
            status = worker.process.exitcode
            self._dismiss(worker)
            return _ended(job, status)
        worker.job = None
        if worker.taken >= SECTIONS_PER_WORKER:
            self._dismiss(worker)
        if isinstance(outcome, str):
            raise RuntimeError(f'rendering the section "{job.key}" failed:\n{outcome}')
        result: Outcome = outcome
        return result

    def _dismiss(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.kill()
        worker.process.join()


def _serve(connection: Connection, memory: int) -> None:
    """The worker's life: takes jobs and gives outcomes until its parent is gone."""
    # What Python and the text libraries print when memory runs out says nothing to anyone; a bug's traceback goes to the parent.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    limit_worker(memory)
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        outcome: Outcome | str
        try:
            outcome = render_job(job)
        except BuilderError as error:
            outcome = error
        except (MemoryError, SystemError):  # the latter when memory runs out inside a C library
            outcome = _too_large(job, memory)
        except Exception:
            outcome = traceback.format_exc()
        connection.send(outcome)


def _too_slow(job: Job, seconds: float) -> BuilderError:
    return BuilderError(
        f'The section "{job.key}" was not finished after {seconds:,.0f} seconds and was stopped.',
        "Look for a very long table or a very large image in it; split the table or scan the image at a lower resolution.",
    )


def _too_large(job: Job, memory: int) -> BuilderError:
    return BuilderError(
        f'The section "{job.key}" needs more than {memory // 1024**2:,} MiB of memory.',
        "Look for a very long table or a very large image in it; split the table or scan the image at a lower resolution.",
    )


def _ended(job: Job, status: int | None) -> BuilderError:
    return BuilderError(
        f'The process that rendered the section "{job.key}" ended before it was done (status {status}), '
        "most likely because the computer has too little free memory.",
        "Close other programs and build again, with fewer workers if it happens again.",
    )
