"""The part of the sample's history that is told rather than derived: `story.yaml`, as types.

Nearly everything follows from the files themselves (see `plan.py`). The story holds what they don't say: who enters records and
on which weekdays, what documents said in earlier versions and why they changed, and what reached the repository late.
"""

from __future__ import annotations

from importlib.resources import files as package_files

from pydantic import Field

from builder.model.day import Day
from builder.model.error import BuilderError
from builder.model.policy import Frozen
from builder.model.register import Weekday
from builder.read.shape import shape
from builder.read.yaml_text import read_yaml

_NAME = "builder/demo/story.yaml"


class Edit(Frozen):
    """A piece of the final text, and what stood there before."""

    find: str = Field(min_length=1)
    replace: str


class Earlier(Frozen):
    """An earlier text of a file.

    Attributes:
        since: The day from which the file said so.
        reviewed: A later day on which a document was reviewed and left as it was.
        version: Of a document; its front matter gets this version and `since` as its dates.
        why: What changed with it, as the message of the commit says.
        edits: What is different from the final text.
    """

    since: Day
    reviewed: Day | None = None
    version: int | None = None
    why: str = ""
    edits: tuple[Edit, ...] = ()


class Telling(Frozen):
    """How one file came to what it says now.

    Attributes:
        since: The day of the final text; not for a document, which says itself when it was approved.
        why: What changed with the final text.
        edits: What is different from the final text in all earlier ones.
        branch: Whether its owner wrote the final text on a branch that the approver merged.
        earlier: The texts before it, oldest first.
    """

    since: Day | None = None
    why: str = ""
    edits: tuple[Edit, ...] = ()
    branch: bool = False
    earlier: tuple[Earlier, ...] = ()


class Branches(Frozen):
    """Whose records come in by merged branches, and every how many weeks."""

    people: tuple[str, ...] = ()
    weeks: int = Field(default=6, ge=1)


class Story(Frozen):
    """All of story.yaml.

    Attributes:
        adopted_on: The day the program moved into git: the first commit.
        last_day: The day the sample is of: the last commit.
        coordinator: Person id of whoever enters what nobody else does.
        filers: The weekdays on which people enter their own records, by person id.
        yard: Id of the site where equipment stood before the one where it stands now was opened.
        branches: Field records that come as branches.
        files: How files came to what they say, by path, or by id for a document.
        entered: Days on which records reached the repository, where that was not within a few days, by record id.
    """

    adopted_on: Day
    last_day: Day
    coordinator: str
    filers: dict[str, tuple[Weekday, ...]]
    yard: str = "shop"
    branches: Branches = Branches()
    files: dict[str, Telling] = {}
    entered: dict[str, Day] = {}


def read_story(text: str | None = None) -> Story:
    """The story of the sample, or one given as YAML text.

    Raises:
        BuilderError: It isn't readable; it ships with the package, so this is a fault of ours.
    """
    if text is None:
        text = (package_files("builder.demo") / "story.yaml").read_text("utf-8")
    document = read_yaml(text, _NAME)
    story, faults = shape(Story, document, document.value, "the demonstration's story")
    for fault in (*document.faults, *faults):
        raise BuilderError(f"{fault.place}: {fault.message}", fault.fix)
    assert story is not None, "no story without a fault"
    return story
