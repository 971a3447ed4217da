"""What `muster doctor` says: a line for each part of the set-up, as text and as JSON (`schemas/doctor-1.json`)."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from builder.model.set_up import Advice, Verdict
from builder.model.wording import visible
from builder.render.report.json_object import write_object

SCHEMA = "https://muster.example/schema/doctor-1.json"

_WORDS = {Verdict.OK: "ok", Verdict.LOOK: "look at this", Verdict.BROKEN: "broken"}
_COLUMNS = 79
_INDENT = " " * 16


def write_text(advice: Sequence[Advice]) -> str:
    """A block a part: how it stands, what was seen, and the cure; what is broken is counted at the end."""
    lines = [line for each in advice for line in _block(each)]
    counted = Counter(each.verdict for each in advice)
    if counted[Verdict.BROKEN] or counted[Verdict.LOOK]:
        parts = [f"{counted[verdict]} {_WORDS[verdict]}" for verdict in reversed(Verdict)]
        closing = (
            f"{', '.join(parts)}. Begin with what is broken." if counted[Verdict.BROKEN] else f"{', '.join(parts)}."
        )
    else:
        closing = "All is well."
    return "\n".join([*lines, "", closing]) + "\n"


def _block(advice: Advice) -> Iterator[str]:
    yield from _wrap(f"{_WORDS[advice.verdict]:<14}  ", f"{advice.what}: {advice.words}")
    if advice.cure:
        yield from _wrap(_INDENT, f"Cure: {advice.cure}")


def _wrap(first: str, text: str) -> list[str]:
    # A command or an address is copied: it is never broken at a hyphen or in the middle.
    return textwrap.wrap(
        visible(text),
        _COLUMNS,
        initial_indent=first,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def write_json(advice: Sequence[Advice]) -> str:
    """The same as one object."""
    value = {
        "schema": SCHEMA,
        "parts": [
            {
                "name": each.name,
                "what": each.what,
                "verdict": each.verdict.value,
                "words": each.words,
                "cure": each.cure,
            }
            for each in advice
        ],
    }
    return write_object(value)


WRITERS: Mapping[str, Callable[[Sequence[Advice]], str]] = {"text": write_text, "json": write_json}
"""How it can be written, by the name of the format."""
