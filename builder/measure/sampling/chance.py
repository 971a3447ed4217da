"""How a draw may end: the chance that enough of the records an auditor draws are as they should be."""

from __future__ import annotations

from fractions import Fraction
from math import comb


def least_good(drawn: int, threshold: int) -> int:
    """How many of those drawn must be good to reach a threshold in per cent: 7 of 10 for 70 %, 8 of 10 for 75 %."""
    return -(-drawn * threshold // 100)


def chance_to_reach(population: int, good: int, drawn: int, threshold: int) -> Fraction:
    """The chance, as an exact fraction, that a blind draw without putting back reaches a threshold.

    The upper tail of the hypergeometric distribution, in whole numbers throughout.

    Args:
        population: Records in the register.
        good: How many of them are as they should be.
        drawn: How many are drawn; all of them where there are fewer.
        threshold: Least share of good ones among those drawn, in per cent, 1 to 100.

    Raises:
        ValueError: A number that can't be: more good ones than records, nothing drawn, or a threshold outside of 1 to 100.
    """
    if not (0 <= good <= population and drawn > 0 and population > 0 and 1 <= threshold <= 100):
        raise ValueError(f"no draw: {population=} {good=} {drawn=} {threshold=}")
    drawn = min(drawn, population)
    ways = sum(
        comb(good, hits) * comb(population - good, drawn - hits)
        for hits in range(least_good(drawn, threshold), min(good, drawn) + 1)
    )
    return Fraction(ways, comb(population, drawn))


def in_per_cent(chance: Fraction) -> str:
    """A chance in words of whole per cent, never rounded to certainty: "95 %", "under 1 %", "over 99 %", "0 %", "100 %"."""
    if chance in (0, 1):
        return f"{int(chance) * 100} %"
    whole = int(chance * 100 + Fraction(1, 2))
    return "under 1 %" if whole < 1 else "over 99 %" if whole > 99 else f"{whole} %"
