"""Numbers in print, where most of them follow each other."""

from __future__ import annotations

from collections.abc import Iterable


def write_runs(numbers: Iterable[int]) -> str:
    """Numbers in rising order with runs of three and more as one: 3, 4, 5 and 9 become "3–5, 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
