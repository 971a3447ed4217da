"""What a pack is asked to hold: for whom, of which kind, for which sites, and who chose the records that are printed in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Profile = Literal["auditor", "internal", "public"]
"""For whom: the auditor sees names where signatures are matched, internal sees names throughout, public what may hang on a notice board."""

Kind = Literal["evidence", "scope", "supplement"]
"""`evidence`: the whole pack. `scope`: the scope sheet and the sample frame alone, no evidence, so that the auditor's days don't start.
`supplement`: what entered since an earlier pack was handed over."""

ChosenBy = Literal["auditor-list", "auditor-seed", "company"]
"""Who chose the sample: the auditor by ids, the auditor by a seed that was given after the registers were seen, or nobody but the company."""


@dataclass(frozen=True)
class SampleChoice:
    """Who chose the records that are printed in full.

    Attributes:
        seed: Given by the auditor; empty if none was.
        ids: The auditor's own list, sorted, without twins; empty if there is none. It goes before the seed.
    """

    seed: str = ""
    ids: tuple[str, ...] = ()

    @property
    def by(self) -> ChosenBy:
        """Who chose."""
        if self.ids:
            return "auditor-list"
        return "auditor-seed" if self.seed else "company"


@dataclass(frozen=True)
class PackChoice:
    """What a pack is asked to hold.

    Attributes:
        profile: For whom.
        kind: Evidence, scope or supplement.
        sample: Who chose what is printed in full.
        sites: Ids of the sites that the auditor chose to visit, sorted; empty: all that were active in the window. They narrow the
            question sheet, the sample, the walk sheets and the roster; registers are whole always.
    """

    profile: Profile = "auditor"
    kind: Kind = "evidence"
    sample: SampleChoice = SampleChoice()
    sites: tuple[str, ...] = ()


FOR_THE_AUDITOR = PackChoice()
"""What is made unless somebody asks for something else: the whole evidence, for the auditor, over all sites."""
