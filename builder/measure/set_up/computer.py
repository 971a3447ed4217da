"""Verdicts on the computer: Python, what lays out PDFs, git and who one is for it, and the cache."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.model.set_up import Advice, Computer, ProgramFolder, RepositoryFacts, Verdict

OLDEST_PYTHON = (3, 11)
OLDEST_GIT = (2, 31)
"""As `read/git/command.py` needs it."""

_OK, _LOOK, _BROKEN = Verdict.OK, Verdict.LOOK, Verdict.BROKEN

_LIBRARIES = {
    "Linux": "On Debian or Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
    "On Fedora: sudo dnf install pango.",
    "Darwin": "Install it with Homebrew: brew install pango.",
    "Windows": "Install MSYS2 from https://www.msys2.org, open its window MSYS2 UCRT64, type `pacman -S mingw-w64-ucrt-x86_64-pango`, and open a "
    "new terminal. If MSYS2 isn't in C:\\msys64, set the variable WEASYPRINT_DLL_DIRECTORIES to its folder ucrt64\\bin.",
}
"""How Pango comes onto a computer. Source: doc.courtbouillon.org/weasyprint, "First Steps"; for the folders on Windows weasyprint/text/ffi.py of version 70; read 2026-11-23."""


def judge_computer(computer: Computer, folder: ProgramFolder | None = None) -> Iterator[Advice]:
    """A line for each part of the set-up that a computer has once; the folder of a program may know one's name for itself."""
    yield _python(computer)
    yield _page(computer)
    yield _codes(computer)
    yield _git(computer)
    yield _identity(computer, folder.repository if folder else None)
    yield _cache(computer)


def _python(computer: Computer) -> Advice:
    name = ".".join(map(str, computer.python))
    words = (
        f"Muster {computer.version} on Python {name}, {'64' if computer.is_64_bit else '32'} bit, {computer.system}."
    )
    if computer.python[:2] < OLDEST_PYTHON:
        cure = "Install Python 3.12 from https://www.python.org, and Muster with it."
        return Advice("python", "Python", _BROKEN, f"{words} It is too old.", cure)
    if not computer.is_64_bit:
        cure = "Install the 64-bit Python: a pack with many scans doesn't fit into the memory of the other."
        return Advice("python", "Python", _LOOK, words, cure)
    return Advice("python", "Python", _OK, words)


def _page(computer: Computer) -> Advice:
    what = "PDFs"
    if computer.page_error:
        missing = re.search(r"cannot load library '([^']+)'", computer.page_error)
        library = f"the library {missing[1]} is missing" if missing else computer.page_error.rstrip(".")
        cure = _LIBRARIES.get(computer.system, "Install Pango, with HarfBuzz' subset library, and its dependencies.")
        cure += " Check, new and save work without it; forms, pack and the papers of the manual don't."
        return Advice("pdf", what, _BROKEN, f"No PDF can be made here: {library}.", cure)
    if "".join(computer.page.split()) != "".join(computer.page_wanted.split()):
        words = f"A page was printed, and other words stand on it: {computer.page.strip() or 'none'}."
        return Advice("pdf", what, _BROKEN, words, "Install Muster again: pip install --force-reinstall muster-hs.")
    return Advice("pdf", what, _OK, "A page was printed with the shipped fonts, and its words read back.")


def _codes(computer: Computer) -> Advice:
    what = "Codes on scans"
    if computer.code_error:
        words = f"The codes on scanned forms can't be read here: {computer.code_error.rstrip('.')}."
        return Advice("codes", what, _LOOK, words, "Install Muster again: pip install --force-reinstall muster-hs.")
    return Advice("codes", what, _OK, "A code was drawn, and read back.")


def _git(computer: Computer) -> Advice:
    if not computer.git:
        cure = "Install it from https://git-scm.com with what it proposes, and open a new terminal."
        return Advice("git", "Git", _BROKEN, "Git isn't on this computer, or can't be found.", cure)
    name = ".".join(map(str, computer.git))
    if computer.git[:2] < OLDEST_GIT:
        cure = "Install a newer one from https://git-scm.com."
        return Advice("git", "Git", _BROKEN, f"Git {name} is too old; Muster needs 2.31.", cure)
    return Advice("git", "Git", _OK, f"Git {name}.")


def _identity(computer: Computer, repository: RepositoryFacts | None) -> Advice:
    name, email = (
        (repository.setting(each) if repository else "") or computer.setting(each)
        for each in ("user.name", "user.email")
    )
    what = "Your name"
    if name and email:
        return Advice("identity", what, _OK, f"What you save carries the name {name} <{email}>.")
    lacking = " and ".join(part for part, value in (("name", name), ("e-mail address", email)) if not value)
    words = f"Git doesn't know your {lacking} yet; `muster save` asks for it the first time."
    cure = 'To say it once for all: git config --global user.name "Robin Kowalski" and git config --global user.email robin@example.ca'
    return Advice("identity", what, _LOOK, words, cure)


def _cache(computer: Computer) -> Advice:
    what = "Memory between runs"
    if computer.cache_error:
        words = f"Nothing can be kept in {computer.cache}: {computer.cache_error.rstrip('.')}."
        cure = "Everything works, and takes longer each time. Make the folder writable, or name another one in XDG_CACHE_HOME."
        return Advice("cache", what, _LOOK, words, cure)
    return Advice("cache", what, _OK, f"Kept in {computer.cache}; it may be deleted at any time.")
