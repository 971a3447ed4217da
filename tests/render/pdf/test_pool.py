from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from builder.model.cache import NoCache
from builder.model.error import BuilderError
from builder.model.progress import Step
from builder.render.pdf.part_store import part_key, read_part, write_part
from builder.render.pdf.pool import Job, render_parts
from tests.render.pdf.paper import page

JOBS = [Job(f"s{number}", page(f"<h1 id='s{number}'>Section {number}</h1>")) for number in range(3)]
ENDLESS = page("<table>" + "<tr><td>a<td>b<td>c" * 60_000 + "</table>")
VAST = page("x" * 40_000_000)


class MemoryCache:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def put(self, key: str, value: bytes) -> None:
        self.kept[key] = value


def test_sections_come_back_under_their_keys_in_their_order() -> None:
    made = render_parts(JOBS, cache=NoCache())

    assert list(made) == ["s0", "s1", "s2"]
    assert [part.key for part in made.values()] == ["s0", "s1", "s2"]
    assert made["s1"].anchors == {"s1": 0}


def test_workers_give_the_same_bytes_as_one_process() -> None:
    assert render_parts(JOBS, cache=NoCache(), workers=2) == render_parts(JOBS, cache=NoCache(), workers=1)


def test_a_section_that_did_not_change_is_not_rendered_again() -> None:
    cache = MemoryCache()
    first = render_parts(JOBS, cache=cache)
    assert len(cache.kept) == 3

    changed = [*JOBS[:2], Job("s2", page("<h1 id='s2'>Another</h1>"))]
    second = render_parts(changed, cache=cache)

    assert len(cache.kept) == 4
    assert (second["s0"], second["s1"]) == (first["s0"], first["s1"])
    assert second["s2"] != first["s2"]


def test_the_same_section_under_another_name_is_taken_from_the_cache() -> None:
    cache = MemoryCache()
    render_parts(JOBS[:1], cache=cache)

    made = render_parts([Job("renamed", JOBS[0].html)], cache=cache)

    assert made["renamed"].key == "renamed"
    assert len(cache.kept) == 1


@pytest.mark.parametrize(
    "other",
    [
        Job("a", "<p>x"),
        Job("a", "<p>", {"n": b"1"}),
        Job("a", "<p>", {"n": b"2"}),
        Job("a", "<p>", {"m": b"1"}),
        Job("a", "<p>", css="p{}"),
    ],
)
def test_the_key_of_a_section_depends_on_everything_handed_over(other: Job) -> None:
    keys = {part_key(job) for job in (Job("a", "<p>"), other)}

    assert len(keys) == 2


def test_a_damaged_entry_of_the_cache_is_rendered_again() -> None:
    cache = MemoryCache()
    [first] = render_parts(JOBS[:1], cache=cache).values()
    [key] = cache.kept
    cache.kept[key] = cache.kept[key][:-10] + b"0123456789"

    [second] = render_parts(JOBS[:1], cache=cache).values()

    assert second == first
    assert read_part(cache.kept[key], "s0") == first


@pytest.mark.parametrize(
    "data", [b"", b"muster-part-1\n", b"muster-part-1\n{}\n", b"muster-part-1\n[]\n%PDF", b"other"]
)
def test_bytes_that_are_not_a_part_are_not_read_as_one(data: bytes) -> None:
    assert read_part(data, "s0") is None


def test_a_part_is_read_as_it_was_written() -> None:
    [part] = render_parts(JOBS[:1], cache=NoCache()).values()

    assert read_part(write_part(part), "s0") == part


def test_progress_is_told_of_every_section_kept_or_rendered() -> None:
    cache = MemoryCache()
    render_parts(JOBS[:1], cache=cache)
    told: list[Step] = []
    jobs = [Job(job.key, job.html, title=f"Section {job.key}") for job in JOBS]

    render_parts(jobs, cache=cache, progress=told.append)

    assert told == [Step("Section s0", 1, 3, 1), Step("Section s1", 2, 3, 1), Step("Section s2", 3, 3, 1)]


@pytest.mark.parametrize("workers", [1, 2])
def test_all_sections_that_can_not_be_printed_are_named_and_the_others_are_kept(workers: int) -> None:
    cache = MemoryCache()
    bad = [Job("tours", page('<a href="#x">x</a>')), JOBS[0], Job("drills", page("火"))]

    with pytest.raises(BuilderError) as caught:
        render_parts(bad, cache=cache, workers=workers)

    assert 'The section "tours"' in caught.value.message
    assert 'The section "drills"' in caught.value.message
    assert caught.value.cure
    assert len(cache.kept) == 1


def test_two_sections_with_one_name_are_refused() -> None:
    with pytest.raises(BuilderError, match='Two sections of the pack are called "s0"'):
        render_parts([JOBS[0], JOBS[0]], cache=NoCache())


def test_a_section_that_takes_too_long_is_stopped_and_named_and_the_others_are_done() -> None:
    cache = MemoryCache()

    with pytest.raises(BuilderError, match='The section "endless" was not finished after 4 seconds'):
        render_parts([Job("endless", ENDLESS), *JOBS], cache=cache, workers=2, seconds=4)

    assert len(cache.kept) == 3


def test_a_section_that_needs_too_much_memory_is_named_and_the_others_are_done() -> None:
    cache = MemoryCache()

    with pytest.raises(BuilderError, match='section "vast" needs more than 300 MiB of memory'):
        render_parts([Job("vast", VAST), *JOBS], cache=cache, workers=2, memory=300 * 1024**2, seconds=200)

    assert len(cache.kept) == 3


def test_ctrl_c_ends_the_build_and_leaves_no_process_behind(tmp_path: Path) -> None:
    program = tmp_path / "build.py"
    program.write_text(
        textwrap.dedent(
            """
            import signal

            from builder.model.cache import NoCache
            from builder.render.pdf.pool import Job, render_parts

            if __name__ == "__main__":
                # Tests that run in the background inherit that Ctrl-C is ignored.
                signal.signal(signal.SIGINT, signal.default_int_handler)
                jobs = [Job(str(n), "<html lang=en><title>x</title><table>" + "<tr><td>a<td>b" * 60_000) for n in range(2)]
                print("started", flush=True)
                try:
                    render_parts(jobs, cache=NoCache(), workers=2)
                except KeyboardInterrupt:
                    print("stopped", flush=True)
            """
        )
    )
    root = str(Path(__file__).parents[3])
    build = subprocess.Popen(
        [sys.executable, str(program)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
        start_new_session=True,
    )
    assert build.stdout is not None
    assert build.stdout.readline() == "started\n"
    time.sleep(2.5)

    os.killpg(build.pid, signal.SIGINT)  # what a terminal sends: to all of them
    try:
        out, err = build.communicate(timeout=60)
    finally:
        if build.poll() is None:
            os.killpg(build.pid, signal.SIGKILL)

    assert (out, err) == ("stopped\n", "")
    deadline = time.monotonic() + 20
    while _members(build.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _members(build.pid) == []


def _members(group: int) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "pgid=,pid=,stat="], capture_output=True, text=True, check=True).stdout
    return [
        line for line in listed.splitlines() if line.split()[0] == str(group) and not line.split()[2].startswith("Z")
    ]
