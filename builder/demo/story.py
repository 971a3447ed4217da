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


class After(Frozen):
    """A change of a document's text after its approval, without a new version: a fault, planted.

    Attributes:
        on: The day.
        why: What changed, as the message of the commit says.
        edits: What is different from the final text in the approved one.
    """

    on: Day
    why: str = ""
    edits: tuple[Edit, ...] = Field(min_length=1)


class Telling(Frozen):
    """How one file came to what it says now.

    Attributes:
        since: The day of the final text; not for a document, which says itself when it was approved.
        why: What changed with the final text.
        edits: What is different from the final text in all earlier ones.
        branch: Whether its owner wrote the final text on a branch that the approver merged.
        tag: Whether the approver then signed the approval with a tag; only beside `branch`.
        note: The last line of a message with which the coordinator entered the final text, such as `Approved-by:` with a name.
        after: A change after the approval.
        earlier: The texts before it, oldest first.
    """

    since: Day | None = None
    why: str = ""
    edits: tuple[Edit, ...] = ()
    branch: bool = False
    tag: bool = False
    note: str = ""
    after: After | None = None
    earlier: tuple[Earlier, ...] = ()


class Correction(Frozen):
    """What a record said until a day on which it was changed after the fact.

    Attributes:
        on: The day of the change.
        find: A piece of the final text, and `replace` what stood there before.
    """

    on: Day
    find: str = Field(min_length=1)
    replace: str


class Moved(Frozen):
    """A file that once had another name.

    Attributes:
        from_: Its path until then.
        on: The day on which it was moved.
        why: The message of the commit.
    """

    from_: str = Field(alias="from", min_length=1)
    on: Day
    why: str = Field(min_length=1)


class Away(Frozen):
    """A file that was taken away and filed again.

    Attributes:
        on: The day on which it went, and `why` the message of that commit.
        again: The day on which it came back, and `why_again` the message of that one.
    """

    on: Day
    why: str = Field(min_length=1)
    again: Day
    why_again: str = Field(min_length=1)


class AtOnce(Frozen):
    """Records that were entered with one commit, long after most of them.

    Attributes:
        on: The day.
        declared: The reason, with which the commit's message declares an import; empty where nobody declared it.
        records: Their ids.
    """

    on: Day
    declared: str = ""
    records: tuple[str, ...] = Field(min_length=1)


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
        anchored: Days on which the program was stamped by the demonstration's time authority.
        files: How files came to what they say, by path, or by id for a document.
        entered: Days on which records reached the repository, where that was not within a few days, by record id.
        at_once: Records that were entered together.
        corrected: Records that were changed after the fact, by id.
        moved: Files that had another name, by the path they have now.
        away: Files that were taken away for a while, by path.
    """

    adopted_on: Day
    last_day: Day
    coordinator: str
    filers: dict[str, tuple[Weekday, ...]]
    yard: str = "shop"
    branches: Branches = Branches()
    anchored: tuple[Day, ...] = ()
    files: dict[str, Telling] = {}
    entered: dict[str, Day] = {}
    at_once: tuple[AtOnce, ...] = ()
    corrected: dict[str, Correction] = {}
    moved: dict[str, Moved] = {}
    away: dict[str, Away] = {}

    def bulk_of(self, record: str) -> AtOnce | None:
        """With which others a record was entered at once."""
        return next((each for each in self.at_once if record in each.records), None)


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
