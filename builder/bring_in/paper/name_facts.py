"""What the name of a file says about the paper in it: day, type, kind and site, where a person wrote them into it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from builder.model.program import Program
from builder.record_types import TYPES
from builder.render.forms.blank import choices

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}

OTHER_WORDS: Mapping[str, str] = {
    "toolbox": "toolbox-meeting",
    "toolbox talk": "toolbox-meeting",
    "tailgate": "toolbox-meeting",
    "tailgate meeting": "toolbox-meeting",
    "field hazard assessment": "flha",
    "hot work": "hot-work-permit",
    "confined space": "confined-space-permit",
    "ground disturbance": "ground-disturbance-permit",
    "near miss": "incident",
    "jhsc meeting": "hsc-meeting",
    "certificate": "training",
}
"""What people call a form besides its own name. Short and sure: a word that could mean two forms isn't here."""

_MACHINE = re.compile(
    r"(?:img|dsc[nf]?|pxl|mvimg|scan|scans|scanned|scanner|image|photo|doc|document|documents|camscanner|whatsapp|screenshot|adobe|lens|"
    r"hpscan|epson|brother|canon|xerox|ricoh|kyocera|konica|skm|mfp)[0-9]*"
)
"""Words that cameras, telephones and scanners put into the names they make up."""

_YEAR_FIRST = re.compile(r"(?<![0-9])(20[0-9]{2})([-_. ]?)([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DAY_MONTH = re.compile(rf"(?<![0-9])([0-9]{{1,2}})[-_. ]?{_MONTH}[-_. ,]{{0,2}}(20[0-9]{{2}})(?![0-9])")
_MONTH_DAY = re.compile(
    rf"(?<![a-z]){_MONTH}[-_. ]?([0-9]{{1,2}})(?:st|nd|rd|th)?[-_. ,]{{1,2}}(20[0-9]{{2}})(?![0-9])"
)
_NUMBERS = re.compile(r"(?<![0-9])([0-9]{1,2})([-_./ ])([0-9]{1,2})\2(20[0-9]{2})(?![0-9])")
_TIME = re.compile(r"[-_ T.]{1,3}(?:[01][0-9]|2[0-3])[-_.h]?[0-5][0-9](?:[-_.]?[0-5][0-9])?(?![0-9])")
_STAMP = re.compile(r"(?<![0-9])20[0-9]{12,15}(?![0-9])")
_NUMBER = re.compile(r"^(.*?)[-_ ]*(?:\(([0-9]{1,3})\)|(?:(?<=[-_ ])|(?<=page)|(?<=p))([0-9]{1,3}))$")

LONGEST_WORDS = 6
"""Words of a name that are put together to be a site's."""


@dataclass(frozen=True)
class NameFacts:
    """What a name says; empty where it says nothing.

    Attributes:
        day: The day, if the name says exactly one.
        doubt: Why the day in the name can't be used, as a sentence; empty where there is none or it can.
        type: A record type.
        kind: Of the record.
        site: Id of the site.
        stem: The name without its number at the end, by which the photos of one paper belong together.
        number: That number; None without one.
    """

    day: date | None = None
    doubt: str = ""
    type: str = ""
    kind: str = ""
    site: str = ""
    stem: str = ""
    number: int | None = None


def read_name(path: str, program: Program) -> NameFacts:
    """What the name of a file, and of the folders it lies in, says.

    A day that a camera or a scanner put there is the day of the picture, not of the paper: it isn't taken.

    Args:
        path: Relative to the folder that is imported, with `/`.
        program: Its sites give the names of sites.
    """
    stem, number = _split_number(path.rsplit(".", 1)[0])
    text = unicodedata.normalize("NFC", stem).casefold()
    days, rest, has_time = _take_days(text)
    words = [word for word in re.split(r"[^\w]+|_", rest) if word]
    type_name = _only(_find(words, type_words()))
    site = _only(_find(words, site_words(program)))
    kind = _only(word for word in words if type_name and word in _kinds(type_name))
    by_machine = has_time or (any(map(_MACHINE.fullmatch, words)) and not type_name and not site)
    day, doubt = _judge(days, by_machine)
    return NameFacts(day, doubt, type_name, kind, site, stem, number)


def _split_number(stem: str) -> tuple[str, int | None]:
    """`inspection_03Nov2026_2` is the second picture of `inspection_03Nov2026`; the last part of a day is no such number."""
    found = _NUMBER.match(stem)
    if found is None or any(stem.endswith(each[0]) for each in _day_texts(stem.casefold())):
        return stem, None
    return found[1], int(found[2] or found[3])


def _day_texts(text: str) -> Iterator[tuple[str, tuple[int, int, int] | None]]:
    """Each text that may be a day, with year, month and day; None where month and day can't be told apart."""
    for found in _YEAR_FIRST.finditer(text):
        # Eight digits in one row need all of them: 2026112 could be the 2nd of November or the 12th of January.
        if found[2] or len(found[0]) == 8:
            yield found[0], (int(found[1]), int(found[3]), int(found[4]))
    for found in _DAY_MONTH.finditer(text):
        yield found[0], (int(found[3]), MONTHS[found[2]], int(found[1]))
    for found in _MONTH_DAY.finditer(text):
        yield found[0], (int(found[3]), MONTHS[found[1]], int(found[2]))
    for found in _NUMBERS.finditer(text):
        first, second = int(found[1]), int(found[3])
        if first > 12 or first == second:
            yield found[0], (int(found[4]), second, first)
        elif second > 12:
            yield found[0], (int(found[4]), first, second)
        else:
            yield found[0], None


def _take_days(text: str) -> tuple[list[tuple[str, date | None]], str, bool]:
    """The days of a text, the text without them, and whether a time of day stands behind one, as machines write it."""
    days: list[tuple[str, date | None]] = []
    has_time = bool(_STAMP.search(text))
    for written, parts in list(_day_texts(text)):
        at = text.find(written)
        has_time = has_time or bool(at >= 0 and _TIME.match(text, at + len(written)))
        try:
            days.append((written, date(*parts) if parts else None))
        except ValueError:
            days.append((written, None))
    for written, _ in days:
        text = text.replace(written, " ")
    return days, text, has_time


def _judge(days: list[tuple[str, date | None]], by_machine: bool) -> tuple[date | None, str]:
    unclear = next((written for written, day in days if day is None), None)
    known = sorted({day for _, day in days if day})
    if unclear is not None:
        return None, f"The name says {unclear}, which can be read as two days or as none."
    if len(known) > 1:
        return None, f"The name says two days, {known[0]} and {known[1]}."
    if known and by_machine:
        return (
            None,
            f"{known[0]} in the name is the day on which it was scanned or photographed, not that of the paper.",
        )
    return (known[0] if known else None), ""


def type_words() -> dict[str, str]:
    """Record types by what people call them, in words with a space between."""
    named = dict(OTHER_WORDS)
    for name, model in TYPES.items():
        for title in (name, model.TITLE, model.PLURAL):
            named[_plain(title)] = name
    return named


def site_words(program: Program) -> dict[str, str]:
    """Sites by their ids and names, in words with a space between."""
    named = {_plain(stored.value.name): id for id, stored in program.sites.items()}
    return named | {_plain(id): id for id in program.sites}


def _plain(title: str) -> str:
    return " ".join(re.split(r"[^\w]+|_", unicodedata.normalize("NFC", title).casefold())).strip()


def find_named(text: str, named: Mapping[str, str]) -> str:
    """What a whole text names: the id behind it, or nothing; case, dashes and spaces don't matter."""
    wanted = _plain(text).replace(" ", "")
    return next((id for words, id in named.items() if words.replace(" ", "") == wanted), "") if wanted else ""


def _find(words: list[str], named: Mapping[str, str]) -> Iterator[str]:
    """The names in a row of words, the longest first; what was taken by one isn't looked at for another."""
    joined = {name.replace(" ", ""): id for name, id in named.items()}
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_WORDS, len(words) - at), 0, -1):
            id = joined.get("".join(words[at : at + length]))
            if id:
                yield id
                at += length
                break
        else:
            at += 1


def _only(found: Iterator[str]) -> str:
    """The one that was found; nothing where several were, because then a person has to say which."""
    all = set(found)
    return all.pop() if len(all) == 1 else ""


def _kinds(type_name: str) -> list[str]:
    fields = TYPES[type_name].model_fields
    name = next((name for name in ("kind", "class_") if name in fields), None)
    return choices(fields[name].annotation) if name else []
