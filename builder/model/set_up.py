"""The set-up of a computer as `muster doctor` finds it: facts, and what each of them means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a part of the set-up stands. `look`: it works, and something about it will cost you one day. `broken`: something can't work."""

    OK = "ok"
    LOOK = "look-at-this"
    BROKEN = "broken"


@dataclass(frozen=True)
class Advice:
    """One line of the doctor's.

    Attributes:
        name: Stable, for programs: "python", "line-ends".
        what: The part of the set-up in words.
        verdict: How it stands.
        words: What was seen, as a sentence.
        cure: What to do; empty where all is well.
    """

    name: str
    what: str
    verdict: Verdict
    words: str
    cure: str = ""


@dataclass(frozen=True)
class Computer:
    """What is true of the computer, whatever program is looked at.

    Attributes:
        system: "Windows", "Darwin" (macOS), "Linux" or another name that Python gives it.
        python: Version as three numbers.
        is_64_bit: Whether Python is a 64-bit program.
        version: Of Muster.
        page: The words read back from a page that was laid out and printed here; empty where that failed.
        page_wanted: The words that were printed.
        page_error: Why no page could be printed or read.
        code_error: Why no code on a scan can be read; empty where it can.
        git: Version as numbers; empty where git isn't there or said nothing of it.
        settings: The user's own settings of git, names in small letters.
        cache: The folder in which results are kept.
        cache_error: Why nothing can be kept there.
        now: The time of the clock, in seconds since 1970 UTC.
    """

    system: str
    python: tuple[int, int, int]
    is_64_bit: bool
    version: str
    page: str = ""
    page_wanted: str = ""
    page_error: str = ""
    code_error: str = ""
    git: tuple[int, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    cache: str = ""
    cache_error: str = ""
    now: int = 0

    def setting(self, name: str) -> str:
        """The value of one of git's settings; the last one counts, as it does for git."""
        return next((value for key, value in reversed(self.settings) if key == name), "")


@dataclass(frozen=True)
class ProgramFolder:
    """What is true of the folder of a program.

    Attributes:
        path: Where it is, as the system writes it.
        free: Bytes free on its disk; None where that isn't known.
        drive: "network" where its files come over a network, else "".
        file_system: Name of the file system, where it is known.
        sync: The name of the service that copies the folder elsewhere by itself; empty where none is known.
        longest: The longest path in it, from its top.
        crlf: Texts whose lines end with CR LF, by path; at most a few.
        crlf_count: How many there are.
        has_attributes: Whether a .gitattributes of the folder says how lines end.
        repository: What its history is kept in; None where there is none.
    """

    path: str
    free: int | None = None
    drive: str = ""
    file_system: str = ""
    sync: str = ""
    longest: str = ""
    crlf: tuple[str, ...] = ()
    crlf_count: int = 0
    has_attributes: bool = False
    repository: RepositoryFacts | None = None


@dataclass(frozen=True)
class RepositoryFacts:
    """What is true of a repository.

    Attributes:
        settings: Its own settings, names in small letters.
        branch: The one that is checked out; empty where none is.
        company_branch: The one that counts, as the company says.
        is_shallow: Whether the older part of the history is missing.
        error, cure: Why it can't be read, and what helps; empty where it can.
        has_commit: Whether anything was saved yet.
        newest: When the newest commit was made by its own word, in seconds since 1970 UTC; None where there is none.
        is_foreign: Whether it belongs to another user of the computer.
        unfinished: What somebody began in git and didn't finish: "a merge", "a rebase"; empty where nothing is open.
        lock: A lock that git left behind; empty where there is none.
    """

    settings: tuple[tuple[str, str], ...] = ()
    branch: str = ""
    company_branch: str = "main"
    is_shallow: bool = False
    error: str = ""
    cure: str = ""
    has_commit: bool = False
    newest: int | None = None
    is_foreign: bool = False
    unfinished: str = ""
    lock: str = ""

    def setting(self, name: str) -> str:
        """The value of one of its settings; the last one counts, as it does for git."""
        return next((value for key, value in reversed(self.settings) if key == name), "")

    @property
    def has_remote(self) -> bool:
        """Whether it knows another place to share with."""
        return any(name.startswith("remote.") and name.endswith(".url") for name, _ in self.settings)
