"""Words that mean the same to whoever searches the manual: what one person calls a hard hat, another calls a helmet or un casque."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from builder.model.field import field
from builder.model.level import Level
from builder.model.policy import Frozen

Word = Annotated[str, Field(min_length=1, max_length=80)]
"""A word, a few words, or an abbreviation, in any language and script."""


class Synonyms(Frozen):
    """records/synonyms.yaml, and the list that Muster brings: groups of words of which each finds what the others find.

    Groups aren't joined: a word may stand in two of them, and then it finds both while their other words don't find each other.

    Attributes:
        groups: Each two words or more.
        not_here: Words of the list that Muster brings which mean something else in this company; their groups are left out.
    """

    groups: tuple[tuple[Word, ...], ...] = field(
        "Words that mean the same",
        "Each line lists words for one thing: [hard hat, helmet, casque]. Whoever searches for one finds the others.",
        level=Level.PUBLIC,
        default=(),
    )
    not_here: tuple[Word, ...] = field(
        "Not here",
        "Words of Muster's own list that mean something else in this company.",
        level=Level.PUBLIC,
        default=(),
    )
