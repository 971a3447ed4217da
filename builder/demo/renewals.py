"""What is renewed again and again in a register and shows only its latest state there: clearances, insurance, where things stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from builder.demo.earlier_text import dated_fields
from builder.model.day import add_months

_CLEARANCE = re.compile(r"(checked_on: )([\d-]{10})(, expires: )([\d-]{10})")
_INSURANCE = re.compile(r"(insurance_expires: )([\d-]{10})")
_SITE = re.compile(r"^(site: )(\S+)$", re.MULTILINE)

CLEARANCE_MONTHS = 3
"""A clearance letter is asked for anew every quarter."""

INSURANCE_MONTHS = 12
"""A certificate of insurance runs a year."""


def began_on(registers: Mapping[str, bytes], kind: str) -> dict[str, date]:
    """The first day that each entry of a register tells of, by its id: a site's opening, a person's first day of work.

    Args:
        registers: Register files by path.
        kind: The register's folder: sites, people.
    """
    found = {}
    for path, data in registers.items():
        begun = [day for name, day in dated_fields(data.decode("utf-8")) if name == "from"]
        if path.startswith(f"records/{kind}/") and begun:
            found[path.rpartition("/")[2].removesuffix(".yaml")] = min(begun)
    return found


def renewal_days(text: str, first: date, opened: Mapping[str, date]) -> Iterator[date]:
    """The days from `first` on at which a renewal changed the text."""
    for match in _CLEARANCE.finditer(text):
        yield from _back_from(date.fromisoformat(match[2]), CLEARANCE_MONTHS, first)
    for match in _INSURANCE.finditer(text):
        yield from _back_from(add_months(date.fromisoformat(match[2]), -INSURANCE_MONTHS), INSURANCE_MONTHS, first)
    for match in _SITE.finditer(text):
        if opened.get(match[2], date.min) > first:
            yield opened[match[2]]


def before_renewals(text: str, day: date, opened: Mapping[str, date], yard: str) -> str:
    """The text as the renewals up to a day had left it.

    Args:
        text: A register entry as it is now.
        day: The day.
        opened: The day each site was opened, by its id.
        yard: Where equipment stood before its site was opened.
    """

    def clearance(match: re.Match[str]) -> str:
        checked, expires = date.fromisoformat(match[2]), date.fromisoformat(match[4])
        months = _months_back(checked, CLEARANCE_MONTHS, day)
        return f"{match[1]}{add_months(checked, -months)}{match[3]}{add_months(expires, -months)}"

    def insurance(match: re.Match[str]) -> str:
        expires = date.fromisoformat(match[2])
        months = _months_back(add_months(expires, -INSURANCE_MONTHS), INSURANCE_MONTHS, day)
        return f"{match[1]}{add_months(expires, -months)}"

    def site(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2] if opened.get(match[2], date.min) <= day else yard}"

    return _SITE.sub(site, _INSURANCE.sub(insurance, _CLEARANCE.sub(clearance, text)))


def _months_back(done: date, every: int, day: date) -> int:
    """How many months before `done` the same was last done on or before `day`, at the given rhythm."""
    months = 0
    while add_months(done, -months) > day:
        months += every
    return months


def _back_from(done: date, every: int, first: date) -> Iterator[date]:
    months = 0
    while add_months(done, -months) > first:
        yield add_months(done, -months)
        months += every
