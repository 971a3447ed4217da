"""The company's list of words that mean the same, with a fault at its place for each entry that can't help anybody; and the list that Muster brings."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from builder.model.error import BuilderError
from builder.model.finding import Fault
from builder.model.place import FieldPath
from builder.model.stored import Stored
from builder.model.synonyms import Synonyms
from builder.read.entry_file import read_entry
from builder.read.file_text import FileText
from builder.read.shape import shape
from builder.read.yaml_text import read_yaml

PATH = "records/synonyms.yaml"
"""Where the company's list stands."""

_SHIPPED = "builder/standards/words/synonyms.yaml"


@cache
def read_shipped_synonyms() -> Synonyms:
    """The words of the trade that Muster brings: abbreviations, the words of the site, French, Punjabi and Tagalog ones.

    Raises:
        BuilderError: The shipped file is damaged.
    """
    text = (files("builder") / "standards" / "words" / "synonyms.yaml").read_text(encoding="utf-8")
    document = read_yaml(text, _SHIPPED)
    synonyms, faults = shape(Synonyms, document, document.value, "a list of words")
    found = [*document.faults, *faults]
    if synonyms is None or found:
        raise BuilderError(f"{found[0].place}: {found[0].message}", "Install Muster again.")
    return synonyms


def read_synonyms(file: FileText) -> tuple[Stored[Synonyms] | None, list[Fault]]:
    """The company's list, or None with the faults that keep it from being one.

    Besides the shape of the file: a group of one word, a word twice in a group, one of nothing but signs, and a word that is to be
    left out of a list in which it doesn't stand.
    """
    stored, faults = read_entry(file, Synonyms, "a list of words that mean the same")
    if stored is not None:
        faults = [*faults, *_useless(stored)]
    return stored, faults


def plain(word: str) -> str:
    """A word as two spellings of it are compared: small, with single spaces."""
    return " ".join(word.casefold().split())


def _useless(stored: Stored[Synonyms]) -> Iterator[Fault]:
    for index, group in enumerate(stored.value.groups):
        if len(group) < 2:
            message = "The group has only one word, so there is nothing else that it could find."
            yield _fault(stored, ("groups", index), message, "Add the other words for it, or take the line out.")
        seen: set[str] = set()
        for number, word in enumerate(group):
            if not any(sign.isalnum() for sign in word):
                message = f"Nobody can search for {word!r}: it has no letter and no digit."
                yield _fault(stored, ("groups", index, number), message, "Write the word that people say.")
            elif plain(word) in seen:
                message = f"The word {word!r} stands twice in this group; large and small letters are the same here."
                yield _fault(stored, ("groups", index, number), message, "Take one of them out.")
            seen.add(plain(word))
    known = sorted({plain(word) for group in read_shipped_synonyms().groups for word in group})
    for index, word in enumerate(stored.value.not_here):
        if plain(word) not in known:
            message = f"Muster's own list has no word {word!r}, so there is nothing to leave out."
            near = difflib.get_close_matches(plain(word), known, n=1)
            fix = f"Did you mean {near[0]!r}? Otherwise take it out." if near else "Take it out."
            yield _fault(stored, ("not_here", index), message, fix)


def _fault(stored: Stored[Synonyms], path: FieldPath, message: str, fix: str) -> Fault:
    return Fault(stored.place(*path), "value-not-allowed", message, fix)
