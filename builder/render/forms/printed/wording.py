"""Words on printed forms and on the pages about them: what a field's own words say to somebody with a pen."""

from __future__ import annotations

import re

_FOR_TYPING = re.compile(
    r"""[,;]?\s*\b(?:[Qq]uoted|[Ii]n\squotes)\b[^.:"]*(?::\s*"[^"]*")?  # 'Quoted: "07:30".', "Kilometres or hours, in quotes"
    | [^.]*`null`[^.]*                                                 # "`null` when it doesn't expire."
    """,
    re.VERBOSE,
)
"""Advice for those who type YAML."""


def pen_hint(help: str | None) -> str:
    """What of a field's help is of use on paper, without the full stop at its end."""
    if not help:
        return ""
    kept = _FOR_TYPING.sub("", help).replace("`", "")
    return " ".join(kept.split()).strip(" .:")


def reading_hint(help: str | None) -> str:
    """The same for a page that is read: with the full stop, which its other hints have."""
    kept = pen_hint(help)
    return f"{kept}." if kept and kept[-1].isalnum() else kept


_SPOKEN = {
    "psi": "potentially serious",
    "explosion-fire-flood": "explosion, fire or flood",
    "na": "N/A",
    "erp": "emergency plan",
    "hs-policy": "policy",
    "ohs-act": "OHS Act",
}


def in_words(choice: str) -> str:
    """A value that a field offers, as words: "first-aid-kit" becomes "first aid kit"."""
    return _SPOKEN.get(choice, choice.replace("-", " "))


def listed(parts: list[str]) -> str:
    """Several things in a sentence: "a, b and c"."""
    return ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else "".join(parts)
