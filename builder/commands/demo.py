"""`muster demo DIR`: the sample company as a repository with a history."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from builder.commands.shell_word import shell_word
from builder.demo import replay_demo
from builder.read.cache import DirectoryCache
from builder.read.git.kept.index_file import guard_file, index_file


def demo(target: Path, *, say: Callable[[str], None], cache: DirectoryCache | None = None) -> int:
    """Makes the sample company's repository and says what to try there; gives back the exit status.

    Args:
        target: A folder that doesn't exist or is empty.
        say: Prints a line.
        cache: What this computer remembers of an earlier repository in that folder is forgotten: it was another one, and this one is not
            its history rewritten.

    Raises:
        BuilderError: The target is taken, or git isn't there.
    """
    made = replay_demo(target)
    if cache is not None:
        # Where nothing can be kept, nothing was.
        with suppress(NotADirectoryError):
            guard_file(index_file(cache.directory, target / ".git")).unlink(missing_ok=True)
    say(f"{target} holds the sample company: {made.files} files, {made.commits} commits. It is fictional.")
    say("Its commits are signed with keys that anyone can make: worthless, for show only.")
    say(f"Try:  muster check --repo {shell_word(target)} --as-of {made.last_day}")
    return 0
