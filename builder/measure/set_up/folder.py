"""Verdicts on the folder of a program: its disk, its paths, its line ends, and its repository."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from builder.model.set_up import Advice, Computer, ProgramFolder, RepositoryFacts, Verdict
from builder.model.wording import counted

SCARCE = 1_000_000_000
"""Bytes: about what a pack of 800 pages and both editions of the site need while they are made, twice over."""

LONGEST_ON_WINDOWS = 259
"""Characters of a path that programs on Windows open unless long paths are switched on (MAX_PATH less the end).

Source: learn.microsoft.com, "Maximum Path Length Limitation", read 2026-11-23.
"""

SKEW = 300
"""Seconds that clocks differ without anybody being wrong."""

_OK, _LOOK, _BROKEN = Verdict.OK, Verdict.LOOK, Verdict.BROKEN


def judge_folder(folder: ProgramFolder, computer: Computer) -> Iterator[Advice]:
    """A line for each part of the set-up that belongs to the folder of a program."""
    yield _disk(folder)
    yield _place(folder)
    yield from _long_paths(folder, computer)
    yield _line_ends(folder, computer)
    if folder.repository is None:
        words = "The folder has no history: nobody can say when a record was filed, and nothing can be brought back."
        yield Advice(
            "history",
            "History",
            _BROKEN,
            words,
            "Start with `muster init DIR`, and move your files into the new folder.",
        )
        return
    yield _history(folder.repository)
    yield from _branch(folder.repository)
    yield from _unfinished(folder.repository)
    yield from _owner(folder)
    yield _clock(folder.repository, computer)
    yield _second_copy(folder.repository)


def _disk(folder: ProgramFolder) -> Advice:
    if folder.free is None:
        return Advice("disk", "Free space", _OK, "How much is free on the disk isn't known here.")
    words = f"{folder.free / 1e9:.1f} GB free on the disk of the program."
    if folder.free < SCARCE:
        return Advice("disk", "Free space", _LOOK, words, "Make room: a pack with its scans may not fit.")
    return Advice("disk", "Free space", _OK, words)


def _place(folder: ProgramFolder) -> Advice:
    what = "Place of the folder"
    if folder.sync:
        words = f"{folder.path} is copied by {folder.sync} while you work; it may put an old file back, or break the history."
        cure = (
            f"Move the folder out of {folder.sync}, for example to your user folder, and share it with `muster save`."
        )
        return Advice("place", what, _LOOK, words, cure)
    if folder.drive == "network":
        kind = f" ({folder.file_system})" if folder.file_system else ""
        words = f"{folder.path} lies on a network drive{kind}: it is slow, and two people saving at once can break the history."
        cure = "Keep a folder of your own on this computer, and share it with `muster save`."
        return Advice("place", what, _LOOK, words, cure)
    return Advice("place", what, _OK, f"{folder.path}, on this computer.")


def _long_paths(folder: ProgramFolder, computer: Computer) -> Iterator[Advice]:
    if computer.system != "Windows":
        return
    length = len(folder.path.rstrip("\\/")) + 1 + len(folder.longest)
    own = folder.repository.setting("core.longpaths") if folder.repository else ""
    if length > LONGEST_ON_WINDOWS and (own or computer.setting("core.longpaths")).lower() != "true":
        words = f"With its folder, {folder.longest} has {length} characters; Windows opens {LONGEST_ON_WINDOWS}."
        cure = "Move the program nearer to the top, like C:\\safety, or run: git config --global core.longpaths true"
        yield Advice("long-paths", "Long names", _BROKEN, words, cure)
    else:
        yield Advice("long-paths", "Long names", _OK, f"The longest path has {length} characters.")


def _line_ends(folder: ProgramFolder, computer: Computer) -> Advice:
    what = "Line ends"
    own = folder.repository.setting("core.autocrlf") if folder.repository else ""
    changes = (own or computer.setting("core.autocrlf")).lower() == "true"
    if folder.crlf_count:
        first = ", ".join(folder.crlf) + (", …" if folder.crlf_count > len(folder.crlf) else "")
        words = f"{counted(folder.crlf_count, 'file')} with the line ends of Windows: {first}."
        cure = (
            "`muster fix --format` writes them with those that all computers read; it changes nothing else that counts."
        )
        return Advice("line-ends", what, _LOOK, words, cure)
    if changes and not folder.has_attributes:
        words = "Git changes the line ends of files on this computer (core.autocrlf), so their digests differ from computer to computer."
        cure = "Put a file .gitattributes with the line `* text=auto eol=lf` into the folder, as `muster init` does."
        return Advice("line-ends", what, _LOOK, words, cure)
    return Advice("line-ends", what, _OK, "All texts have the line ends that every computer reads.")


def _history(repository: RepositoryFacts) -> Advice:
    what = "History"
    if repository.is_shallow:
        words = "Only the newest part of the history is here, so every older file seems to be new."
        return Advice("history", what, _BROKEN, words, "Run: git fetch --unshallow")
    if not repository.has_commit and not repository.error:
        return Advice("history", what, _LOOK, "Nothing has been saved yet.", "Run: muster save")
    if repository.error:
        return Advice("history", what, _BROKEN, repository.error, repository.cure)
    return Advice("history", what, _OK, "The whole history is here.")


def _branch(repository: RepositoryFacts) -> Iterator[Advice]:
    what = "Where you work"
    wanted = repository.company_branch
    if repository.branch == wanted:
        yield Advice("branch", what, _OK, f"On {wanted}, the line of work that counts.")
        return
    where = f"on the side line {repository.branch}" if repository.branch else "on an older state"
    words = f"You stand {where}; what you save there doesn't count before it is on {wanted}."
    yield Advice("branch", what, _LOOK, words, f"If that isn't meant: git switch {wanted}")


def _unfinished(repository: RepositoryFacts) -> Iterator[Advice]:
    what = "Begun and not finished"
    if repository.unfinished:
        words = f"Somebody began {repository.unfinished} in git here and didn't finish it."
        command = repository.unfinished.rpartition(" ")[2]
        cure = f"Finish it, or give it up with: git {command} --abort"
        yield Advice("unfinished", what, _BROKEN, words, cure)
    if repository.lock:
        words = f"Git left a lock behind: {repository.lock}."
        cure = "If no other program works in the folder (close your editor), delete that file; no work is in it."
        yield Advice("lock", what, _LOOK, words, cure)


def _owner(folder: ProgramFolder) -> Iterator[Advice]:
    if folder.repository and folder.repository.is_foreign:
        words = "The folder belongs to another user of this computer, and git refuses to work in it."
        cure = f"If you trust it, run: git config --global --add safe.directory {folder.path}"
        yield Advice("owner", "Owner of the folder", _LOOK, words, cure)


def _clock(repository: RepositoryFacts, computer: Computer) -> Advice:
    now = datetime.fromtimestamp(computer.now, UTC)
    words = f"The clock says {now:%Y-%m-%d %H:%M} UTC"
    if repository.newest is not None and repository.newest > computer.now + SKEW:
        newest = datetime.fromtimestamp(repository.newest, UTC)
        seen = f"{words}, and the newest entry of the history was made at {newest:%Y-%m-%d %H:%M}, which is later."
        cure = "Set the clock by the internet (Windows: Settings, Time & language). If this one is right, another computer's was wrong."
        return Advice("clock", "Clock", _LOOK, seen, cure)
    return Advice("clock", "Clock", _OK, f"{words}; no entry of the history is later.")


def _second_copy(repository: RepositoryFacts) -> Advice:
    what = "Second copy"
    if not repository.has_remote:
        words = "The program is on this computer only; if its disk dies, the evidence is gone."
        cure = "Make a private repository on GitHub or GitLab, and follow what it says about an existing repository; or copy the folder to a stick every week."
        return Advice("copy", what, _LOOK, words, cure)
    return Advice("copy", what, _OK, "`muster save` shares with another place, which keeps a second copy.")
