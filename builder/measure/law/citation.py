"""Where a text cites the law: which instrument, which section, at which place; and what it says that the law asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from builder.model.law import GoneSection, Instrument, Law
from builder.model.policy import Policy

_NUMBER = r"\d{1,3}(?:\.\d{1,2})?(?:\(\d+\))?(?:\([a-z]\))*"
_WORD = r"(?:[Ss]ections?|[Ss]s?\.|[Ss]ec\.|§§?)"
_JOINED = r"\s*(?:,|;|and|or|to|–|-|through)\s*"
_LIST = rf"{_NUMBER}(?:{_JOINED}(?:{_WORD}\s*)?{_NUMBER})*"

_COMMITTEE = re.compile(r"\b(?:committees?|HSC|JHSC|health and safety representatives?|HSR)\b", re.IGNORECASE)
_COMMITTEE_WORDS = ("committee", "hsc", "representative", "hsr")
_MEETING = re.compile(r"\bmeet(?:s|ing|ings)?\b", re.IGNORECASE)
_FREQUENCY = re.compile(
    r"\b(?:quarterly|monthly|bi-?monthly|(?:every|each|per|a|once a|once per|once every) (?:calendar )?(?:quarter|month)"
    r"|every (?:three|two|3|2) months|four times (?:a|per) year|twelve times (?:a|per) year)\b",
    re.IGNORECASE,
)
_LAW_ASKS = re.compile(
    r"\b(?:(?:law|legislation|statute|OHS Act|the Act|OHS Code|the Code|OHS Regulation|Alberta)\b(?:[^.;]{0,40}?)"
    r"\b(?:requires?|asks?|demands?|obliges?|says?|mandates?|prescribes?|wants?)"
    r"|(?:required|asked for|demanded|prescribed|mandated|as set out|laid down)\s+(?:by|in|under)\s+(?:the\s+)?"
    r"(?:law|legislation|statute|(?:Alberta\s+)?(?:OHS|Occupational|Act|Code|Regulation))"
    r"|by law|legally required|statutory|legal requirement|under the (?:OHS )?(?:Act|Code|legislation))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no longer|does not|doesn’t|doesn't|not required|no section|used to|until \d{4}|formerly|never|nothing in|names no|sets no)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 120
"""Signs before a section in which the name of its law is looked for."""

_LIMIT = 2000
"""Signs of a sentence that are looked at: no sentence is longer, and a text without full stops must not cost minutes."""


@dataclass(frozen=True)
class Citation:
    """A section as a text cites it.

    Attributes:
        instrument: Of which law.
        section: Its number without subsections: "390.1".
        line: Of the file, from 1.
        column: From 1, of the section's number.
    """

    instrument: Instrument
    section: str
    line: int
    column: int


@dataclass(frozen=True)
class Mention:
    """A few words of a text and their place in the file."""

    instrument: Instrument | None
    words: str
    line: int
    column: int


def find_citations(policy: Policy, law: Law) -> tuple[Citation, ...]:
    """Every section that the body of a document cites, in order.

    "OHS Code section 390.1", "Code s. 7 to 9", "section 33(2) of the OHS Act" and "ss. 115, 116" are understood; a list gives one
    citation a number. A section without a name belongs to the instrument of the citation before it in the same paragraph, and
    otherwise to the Code, which is the one people cite by number.
    """
    if not law.instruments:
        return ()
    before, after = _grammar(tuple((each.key, each.names) for each in law.instruments))
    found: list[Citation] = []
    for start, paragraph in _paragraphs(policy.body):
        instrument = law.instrument("code") or law.instruments[-1]
        for match in after.finditer(paragraph):
            # Looked for backwards from the section: a search for names at every letter would take most of the time of a check.
            ahead = before.search(paragraph[max(0, match.start() - _LONGEST_NAME) : match.start()])
            name = ahead["name"] if ahead else match["after"]
            instrument = (_named(law, name) if name else None) or instrument
            for number in re.finditer(r"\d{1,3}(?:\.\d{1,2})?(?![\d)])", _without_subsections(match["list"])):
                offset = start + match.start("list") + number.start()
                found.append(Citation(instrument, number[0], *place_of(policy, offset)))
    return tuple(found)


def _without_subsections(text: str) -> str:
    """The list with what stands in brackets blanked out, so that places stay."""
    return re.sub(r"\([^)]*\)", lambda found: " " * len(found[0]), text)


@lru_cache(maxsize=8)
def _grammar(instruments: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand before a section, up to it, and the section with what may stand behind it."""
    written = sorted({name for _, names in instruments for name in names}, key=lambda name: (-len(name), name))
    # The short word alone is a name only as it stands in a sentence about the law, with a capital.
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in (*written, "Act", "Code", "Regulation"))
    before = re.compile(rf"\b(?P<name>{names})(?:\s*\([^)]*\))?[,:]?\s+$")
    behind = rf"(?:\s+of\s+(?:the\s+)?(?:Alberta\s+)?(?P<after>{names})\b)?"
    return before, re.compile(rf"(?<![\w.]){_WORD}\s*(?P<list>{_LIST}){behind}")


def _named(law: Law, name: str) -> Instrument | None:
    plain = " ".join(name.split())
    for instrument in law.instruments:
        if plain in instrument.names or (plain == "Act" and instrument.key == "act"):
            return instrument
        if plain == "Regulation" and instrument.key == "regulation":
            return instrument
    return None


def find_instrument(law: Law, name: str) -> Instrument | None:
    """The instrument that front matter calls by one of its names, in any case."""
    plain = " ".join(name.replace("’", "'").lower().split())
    for instrument in law.instruments:
        if plain in {known.replace("’", "'").lower() for known in (*instrument.names, instrument.name)}:
            return instrument
    return None


def find_gone(citation_section: str, instrument: Instrument) -> GoneSection | None:
    """What became of a section that no longer stands; None for one that does, or that the law file doesn't know."""
    plain = re.sub(r"\(.*", "", citation_section).strip()
    return next((each for each in instrument.gone if each.number == plain), None)


def find_old_names(policy: Policy, law: Law) -> tuple[Mention, ...]:
    """Former names and editions of a law in a body, in order."""
    found = []
    for instrument in law.instruments:
        for old in instrument.old:
            for written in old.written:
                if written.split()[-1] not in policy.body:
                    continue
                pattern = rf"(?<!\w){re.escape(written)}(?!\w)".replace(r"\ ", r"\s+")
                found += [
                    Mention(instrument, " ".join(match[0].split()), *place_of(policy, match.start()))
                    for match in re.finditer(pattern, policy.body)
                ]
    return tuple(sorted(found, key=lambda each: (each.line, each.column)))


def find_meeting_claims(policy: Policy) -> tuple[Mention, ...]:
    """Sentences that say that the law asks for committee meetings so and so often, at the words that say how often.

    A committee that meets every month because its terms of reference say so is no such sentence.
    """
    found: list[Mention] = []
    lower = policy.body.lower()
    if "meet" not in lower or not any(word in lower for word in _COMMITTEE_WORDS):
        return ()
    for start, sentence in _sentences(policy.body):
        if len(sentence) > _LIMIT or _DENIED.search(sentence):
            continue
        often = _FREQUENCY.search(sentence)
        if often and _COMMITTEE.search(sentence) and _MEETING.search(sentence) and _LAW_ASKS.search(sentence):
            found.append(Mention(None, " ".join(often[0].split()), *place_of(policy, start + often.start())))
    return tuple(found)


def place_of(policy: Policy, offset: int) -> tuple[int, int]:
    """Line and column in the file of a place in the body, both from 1."""
    before = policy.body[:offset]
    line = before.count("\n")
    return policy.body_line + line, offset - (before.rfind("\n") + 1) + 1


def _paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """Paragraphs, items of lists and rows of tables with where they begin."""
    start = 0
    for match in re.finditer(r"\n\s*\n|\n(?=\s*(?:[-*+|#]|\d+\.\s))", body):
        yield start, body[start : match.start()]
        start = match.end()
    yield start, body[start:]


def _sentences(body: str) -> Iterator[tuple[int, str]]:
    """The sentences of those paragraphs that say how often something is done."""
    for start, paragraph in _paragraphs(body):
        if not _FREQUENCY.search(paragraph):
            continue
        begin = 0
        for match in re.finditer(r"(?<=[.!?])[*_)”\"]*\s+(?=[*_(“\"]*[A-Z])", paragraph):
            yield start + begin, paragraph[begin : match.start()]
            begin = match.end()
        yield start + begin, paragraph[begin:]
