"""`muster save`: what is on disk goes into the history and to the others, in one sentence and without a word of git."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from builder.commands.choice import Choice
from builder.commands.import_notes import forget_saved, waiting_notes
from builder.commands.prepare import Prepared, prepare
from builder.commands.program_folder import find_program
from builder.commands.saving.journal import Step, carry_on, go_on
from builder.commands.saving.lock import hold
from builder.commands.saving.new_errors import list_errors, list_errors_of, only_new, renamed
from builder.commands.saving.person import Ask, find_key, find_saver
from builder.commands.saving.sentence import describe_changes
from builder.commands.saving.set_aside import bring_back
from builder.commands.saving.share import Means, share
from builder.model.cache import Cache, NoCache
from builder.model.error import BuilderError
from builder.model.finding import Finding
from builder.model.program import Program
from builder.model.snapshot import WorkTree
from builder.model.wording import counted, visible
from builder.read.cache import DirectoryCache
from builder.read.git.kept.index_file import guard_file, index_file
from builder.read.git.location import NoHistoryError, find_git_dir
from builder.read.git.saving.address import find_address
from builder.read.git.saving.file_list import Listed, list_files
from builder.read.git.saving.new_commit import Maker, write_commit
from builder.read.git.saving.on_disk import Change, Found, find_changes, find_large_file_storage
from builder.read.git.saving.opening import Desk, open_desk
from builder.read.source import FOLDERS
from builder.render.report.text import finding_lines
from builder.write.renumber import Renumbering

if TYPE_CHECKING:
    from builder.read.git.keys.sshsig import Private

_SHOWN = 5
"""Errors that are shown in full; `muster check` shows all."""

_SUBJECT = 72
"""Signs of a message's first line that every program shows."""


@dataclass(frozen=True)
class Wish:
    """What is asked for.

    Attributes:
        message: What the person says about it; may be empty.
        by: Id of the person whose work it is; None for whoever sits at the computer.
        key: The file of the key to sign with, or None.
        anyway: Whether errors that came in don't stop it.
        shares: Whether it also goes to the others.
        now: With time zone.
    """

    message: str = ""
    by: str | None = None
    key: Path | None = None
    anyway: bool = False
    shares: bool = True
    now: datetime = datetime.min  # noqa: DTZ901


@dataclass(frozen=True)
class Person:
    """How the person at the computer is spoken to.

    Attributes:
        say: Prints a line.
        ask: Asks a question; None where nobody sits at a terminal.
        open_key: Opens a key file; None where it needs a passphrase and nobody can be asked.
    """

    say: Callable[[str], None]
    ask: Ask | None
    open_key: Callable[[Path], Private | None]


def save(repo: Path, wish: Wish, person: Person, *, cache: Cache | None = None) -> int:
    """Saves and shares; gives back the exit status: 1 where errors stopped it, or where it could not be shared.

    Args:
        repo: The folder of the program.
        wish: What is asked for.
        person: Who asks.
        cache: Where what was read is kept.

    Raises:
        BuilderError: Nothing can be saved here as it is.
    """
    root = find_program(repo)
    with _at_desk(root) as desk:
        choice = Choice(root, None, None, wish.now.date())
        return _save(desk, choice, wish, person, cache or NoCache())


def bring_set_aside_back(repo: Path, *, say: Callable[[str], None]) -> int:
    """Puts what was set aside into its place again; gives back the exit status.

    Raises:
        BuilderError: Nothing can be changed here as it is.
    """
    with _at_desk(find_program(repo)) as desk:
        return bring_back(desk, say)


@contextmanager
def _at_desk(root: Path) -> Iterator[Desk]:
    """The repository, with nobody else saving in it and everything finished that an interrupted save had begun."""
    try:
        git_dir, _ = find_git_dir(root)
    except NoHistoryError:
        raise BuilderError(
            f"{root} keeps no history yet, so there is nowhere to save.",
            "`muster init` makes a folder that does; in one that has your files already, run `git init` once.",
        ) from None
    with hold(git_dir / "muster-save.lock"), open_desk(root) as opened:
        yield carry_on(opened, who="Muster <muster@localhost>")


def _save(desk: Desk, choice: Choice, wish: Wish, person: Person, cache: Cache) -> int:
    with prepare(choice, cache=cache) as prepared:
        found = _find(desk, prepared)
        program = prepared.snapshot.program
        stopped = _stopping(desk, prepared, choice, cache) if found.changes and not wish.anyway else ()
    if stopped:
        return _stop(stopped, person.say)
    _tell_left_out(found, person.say)
    saver = find_saver(desk, program, wish.by, person.ask)
    key = find_key(desk, program, saver, wish.key, today=wish.now.date(), open_key=person.open_key, say=person.say)
    maker = Maker(saver.author, saver.committer, _signing(key), wish.now)
    if found.changes:
        desk = _record(desk, found.changes, program, wish, maker, person.say)
    else:
        person.say("Nothing has changed since you last saved.")
    if not wish.shares or not desk.head:
        return 0
    address = find_address(desk)
    if address is None:
        return 0
    judge = _judge(choice, cache, anyway=wish.anyway)
    guard = _guard(desk, cache)
    means = Means(address, maker, str(wish.now.date()), person.ask is not None, judge, person.say, guard)
    return share(desk, means)


def _guard(desk: Desk, cache: Cache) -> Path | None:
    if not isinstance(cache, DirectoryCache):
        return None
    return guard_file(index_file(cache.directory, desk.repository.common_dir))


def _find(desk: Desk, prepared: Prepared) -> Found:
    committed = list_files(desk.repository.view, desk.head)
    snapshot = prepared.snapshot
    if desk.head and snapshot.work_tree is None:
        raise BuilderError(f"This program can't be saved here. {snapshot.history_note}".strip())
    linked = next((name for name in FOLDERS if (desk.root / name).is_symlink()), None)
    if linked:
        raise BuilderError(
            f"{linked}/ is a link to another place, whose files are not part of this program.",
            "Put an ordinary folder in its place, with the files in it, then save again.",
        )
    # Before the first save everything on disk is new.
    work_tree = snapshot.work_tree or WorkTree(added=tuple(snapshot.program.files))
    found = find_changes(desk, work_tree, committed)
    _refuse_mass_removal(found, committed)
    stored = find_large_file_storage(desk, [each.path for each in found.changes if each.kind != "removed"])
    if stored:
        raise BuilderError(
            f"{visible(stored[0])} is to be kept apart from the history (.gitattributes: Git LFS), which `muster save` can't do.",
            "Save it with the program that set this up (`git add`, `git commit`, `git push`), or take that line out of .gitattributes. Your files are safe on disk.",
        )
    return found


def _refuse_mass_removal(found: Found, committed: Mapping[str, Listed]) -> None:
    """A folder that is gone is more often a disk that isn't there, or a slip, than a wish."""
    removed = [change for change in found.changes if change.kind == "removed"]
    if len(removed) > max(20, len(committed) // 2):
        raise BuilderError(
            f"{len(removed):,} of {len(committed):,} files are missing from this folder; nothing was saved.",
            "If they were lost, copy the folder anew from where it is shared. If they are really to go, take them out in several steps.",
        )


def _stopping(desk: Desk, prepared: Prepared, choice: Choice, cache: Cache) -> tuple[Finding, ...]:
    errors = list_errors(prepared.snapshot)
    return only_new(errors, list_errors_of(choice, desk.head, cache)) if errors else ()


def _stop(errors: Sequence[Finding], say: Callable[[str], None]) -> int:
    for error in errors[:_SHOWN]:
        say("\n".join(finding_lines(error)))
        say("")
    if len(errors) > _SHOWN:
        say(f"… and {len(errors) - _SHOWN} more; `muster check` shows all.")
    say(f"Not saved: {counted(len(errors), 'error')} came in since the last time. Your files are safe on disk.")
    say("Put it right and save again; or save it as it is: muster save --anyway")
    return 1


def _tell_left_out(found: Found, say: Callable[[str], None]) -> None:
    for path in found.too_large:
        say(
            f"Left out: {visible(path)} is larger than 100 MB, which no shared copy takes. Scan it again at a lower resolution."
        )
    if found.ignored:
        say(
            f"Left out, because .gitignore names them: {', '.join(map(visible, found.ignored[:3]))}{' …' if len(found.ignored) > 3 else ''}"
        )
    for path in found.respelled:
        say(f"The history spells {visible(path)} with other letters of the same look; it stays one file.")


def _signing(key: Private | None) -> Callable[[bytes], bytes] | None:
    if key is None:
        return None
    # Imported late: signing loads what only a few commands need.
    from builder.seal.signing.person_key import sign_sshsig

    return lambda payload: sign_sshsig(payload, key)


def _record(
    desk: Desk, changes: Sequence[Change], program: Program, wish: Wish, maker: Maker, say: Callable[[str], None]
) -> Desk:
    """One commit for each import that waits, and one for the rest: a declaration covers all that its commit adds."""
    left = {change.path: change for change in changes}
    groups: list[tuple[list[Change], str]] = []
    for note in waiting_notes(desk.root):
        own = [left.pop(path) for path in note.paths if path in left]
        if own:
            groups.append((own, note.reason))
    if left:
        groups.append((list(left.values()), ""))
    for group, reason in groups:
        sentence = describe_changes(sorted(group, key=lambda each: each.path), program)
        desk = _commit(desk, group, _message(sentence, wish.message, reason), maker)
        say(f"Saved{' and signed' if maker.sign else ''}: {sentence}.")
    forget_saved(desk.root, {change.path for change in changes})
    return desk


def _commit(desk: Desk, changes: Sequence[Change], message: str, maker: Maker) -> Desk:
    files = list_files(desk.repository.view, desk.head)
    contents = {}
    for change in changes:
        if change.listed is None:
            files.pop(change.path, None)
        else:
            files[change.path] = change.listed
            contents[change.listed.id] = change.data
    parents = [desk.head] if desk.head else []
    commit = write_commit(desk, files, contents, parents=parents, message=message, maker=maker)
    step = Step(desk.branch, desk.head, commit, lays=False, day=str(maker.now.date()))
    return go_on(desk, step, who=maker.committer)[0]


def _message(sentence: str, said: str, reason: str) -> str:
    """The message of a commit: what the person said, or the sentence; whatever doesn't fit on the first line stands below."""
    subject = " ".join(said.split()) or sentence[:1].upper() + sentence[1:]
    body = [sentence] if said else []
    if len(subject) > _SUBJECT:
        short = subject[:_SUBJECT].rsplit(" ", 1)[0].rstrip(",")
        body.insert(0, subject)
        subject = f"{short} …"
    trailer = f"Evidence-Import: {reason}" if reason else ""
    return "\n\n".join(filter(None, (subject, *body, trailer)))


def _judge(
    choice: Choice, cache: Cache, *, anyway: bool
) -> Callable[[str, tuple[str, str], Renumbering], tuple[str, ...]]:
    """What is wrong with two versions put together that was wrong in neither of them."""

    def judge(commit: str, sides: tuple[str, str], renumbering: Renumbering) -> tuple[str, ...]:
        errors = () if anyway else list_errors_of(choice, commit, cache)
        if not errors:
            return ()
        ours, theirs = (list_errors_of(choice, side, cache) for side in sides)
        found = only_new(errors, (*renamed(ours, renumbering), *theirs))
        if not found:
            return ()
        shown = ("\n".join(finding_lines(error)) for error in found[:_SHOWN])
        are = "is" if len(found) == 1 else "are"
        return (f"Put together, there {are} {counted(len(found), 'error')} that neither had:", *shown)

    return judge
