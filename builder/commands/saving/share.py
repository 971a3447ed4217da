"""Sharing what was saved: what others shared comes in first, then ours goes out; whoever is overtaken tries again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.commands.saving.journal import Step, go_on
from builder.commands.saving.merging import Joined, is_part, join
from builder.commands.saving.set_aside import set_aside
from builder.commands.saving.versions import Aside
from builder.model.wording import counted, visible
from builder.read.git.kept.guard import follow_branch
from builder.read.git.saving.address import Address
from builder.read.git.saving.new_commit import Maker
from builder.read.git.saving.opening import Desk
from builder.read.git.saving.sharing import Hindrance, Shared, Sharing, SharingError, open_sharing
from builder.write.renumber import Renumbering

TRIES = 5
"""So often somebody else may be quicker; each try takes in what they shared."""

_SENTENCES = {
    Hindrance.OFFLINE: "The shared copy can't be reached just now. Everything is saved on this computer and will be shared next time.",
    Hindrance.REFUSED: "The shared copy doesn't let you in. Everything is saved on this computer; check your password or key for {place}.",
    Hindrance.GONE: "There is no shared copy at {place}. Everything is saved on this computer. If it lies on a network drive or a stick, connect that and save again; else ask whoever set it up for the right address.",
    Hindrance.PROTECTED: "The shared copy doesn't take changes like this. Everything is saved on this computer; ask whoever looks after {place}.",
    Hindrance.RACE: "Others were quicker again and again. Everything is saved on this computer; run `muster save` once more.",
    Hindrance.OTHER: "Sharing didn't work. Everything is saved on this computer and will be shared next time.",
}


@dataclass(frozen=True)
class Means:
    """What sharing needs besides the desk.

    Attributes:
        address: Where the shared copy is.
        maker: Who makes a commit that puts two versions together.
        day: YYYY-MM-DD, for what is set aside.
        may_ask: Whether somebody sits at a terminal.
        judge: What is wrong with a commit that was right in both of the others, given what ours is called now; sentences.
        say: Prints a line.
        guard: Where it is remembered what the branch ended with; None where nothing is.
    """

    address: Address
    maker: Maker
    day: str
    may_ask: bool
    judge: Callable[[str, tuple[str, str], Renumbering], tuple[str, ...]]
    say: Callable[[str], None]
    guard: Path | None = None


def share(desk: Desk, means: Means) -> int:
    """Takes in what others shared and shares what is ours; gives back the exit status.

    Not reaching the shared copy is no failure: everything is saved on this computer.

    Raises:
        BuilderError: What comes in can't stand in this folder.
    """
    try:
        with open_sharing(desk, means.address, may_ask=means.may_ask) as sharing:
            for _ in range(TRIES):
                try:
                    return _share_once(desk, sharing, means)
                except _OvertakenError as overtaken:
                    desk = overtaken.desk
            raise SharingError(Hindrance.RACE)
    except SharingError as error:
        means.say(_SENTENCES[error.hindrance].format(place=means.address.shown))
        if error.said:
            means.say(f"  It says: {visible(error.said)}")
        return int(error.hindrance is not Hindrance.OFFLINE)


class _OvertakenError(Exception):
    """Somebody else shared between our looking and our sharing.

    Args:
        desk: As it is by now.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk


def _share_once(desk: Desk, sharing: Sharing, means: Means) -> int:
    shared = sharing.look()
    names = {f"refs/heads/{desk.branch}": shared.tip} if shared.tip else {}
    sharing.fetch({**names, **shared.approvals})
    if shared.tip and not is_part(desk, shared.tip, desk.head):
        desk, flaws = _take_in(desk, shared.tip, means)
        if flaws:
            for flaw in flaws:
                means.say(flaw)
            means.say("It is on this computer and not shared yet. Put it right, then run `muster save` again.")
            return 1
    return _send(desk, sharing, shared, means)


def _take_in(desk: Desk, theirs: str, means: Means) -> tuple[Desk, tuple[str, ...]]:
    who = means.maker.committer
    if is_part(desk, desk.head, theirs):
        step = Step(desk.branch, desk.head, theirs, lays=True, day=means.day)
        desk, asides = go_on(desk, step, who=who)
        _tell_asides(asides, means)
        means.say("What others shared since is on this computer now.")
        return desk, ()
    joined = join(desk, theirs, means.maker)
    flaws = means.judge(joined.commit, (desk.head, theirs), joined.together.renumbering)
    # First what has no place is set aside, then its place is taken: at no moment is it nowhere.
    set_aside(desk.root, joined.together.asides, joined.commit, means.day)
    step = Step(desk.branch, desk.head, joined.commit, lays=True, day=means.day)
    before = desk.head
    desk, more = go_on(desk, step, who=who)
    if means.guard is not None:
        follow_branch(means.guard, desk.repository.view, desk.branch, before, desk.head)
    _tell(joined, means)
    _tell_asides((*joined.together.asides, *more), means)
    return desk, flaws


def _send(desk: Desk, sharing: Sharing, shared: Shared, means: Means) -> int:
    approvals = _keep_approvals(desk, shared.approvals, means)
    commit = "" if desk.head == shared.tip else desk.head
    if not commit and not approvals:
        note_shared(desk, shared.tip, means.address)
        return 0
    try:
        refused = sharing.push(commit, approvals)
    except SharingError as error:
        if error.hindrance is Hindrance.RACE:
            raise _OvertakenError(desk) from None
        raise
    for name in refused:
        means.say(f"The approval {name.removeprefix('refs/tags/')} could not be shared.")
    means.say("Shared with everybody.")
    note_shared(desk, commit or shared.tip, means.address)
    return 0


def note_shared(desk: Desk, commit: str, address: Address) -> None:
    """Note where the shared branch ends, under the name by which other programs look for it."""
    desk.command().run("update-ref", f"refs/remotes/{address.name}/{desk.branch}", commit)


def _keep_approvals(desk: Desk, theirs: Mapping[str, str], means: Means) -> dict[str, str]:
    """Takes over the approvals of others; gives back ours that they don't have."""
    out = desk.command().run("for-each-ref", "--format=%(refname)%00%(objectname)", "refs/tags/policy").out
    rows = (line.split("\0") for line in out.decode("utf-8", "surrogateescape").splitlines())
    ours = {row[0]: row[1] for row in rows if len(row) == 2}
    for name, id in sorted(theirs.items()):
        if name not in ours:
            desk.command().run("update-ref", name, id, "0" * 40)
        elif ours[name] != id:
            means.say(
                f"There are two different approvals called {name.removeprefix('refs/tags/')}; each copy keeps its own."
            )
    return {name: id for name, id in ours.items() if name not in theirs}


def _tell(joined: Joined, means: Means) -> None:
    together = joined.together
    means.say("What others shared since is put together with yours.")
    for old, new in sorted(together.renumbering.ids.items()):
        means.say(
            f"Somebody else had used the number {old} meanwhile; yours is {new} now, with its file, links and attachments."
        )
    undecided = {aside.path for aside in together.asides}
    whole = [visible(path) for path in together.merged if path not in undecided]
    if whole:
        names = ", ".join(whole[:3]) + (f" and {len(whole) - 3} more" if len(whole) > 3 else "")
        means.say(f"Both of you had changed {names}: the changes of both are in.")
    for path in together.kept:
        means.say(f"{visible(path)} was taken out by one and changed by the other; it stays.")


def _tell_asides(asides: tuple[Aside, ...], means: Means) -> None:
    for aside in asides:
        what = " and ".join(aside.clashes[:2]) or "the same place"
        means.say(f"In {visible(aside.path)} both of you changed {what}: theirs stays, yours is set aside.")
    if asides:
        means.say(
            f"{counted(len(asides), 'file')} in set-aside/. `muster save --bring-back` puts yours in its place; nothing is lost."
        )
